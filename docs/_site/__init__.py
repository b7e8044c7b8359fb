"""What Sphinx needs to build the site: pages made from code and parameter files, links between them, equations."""
