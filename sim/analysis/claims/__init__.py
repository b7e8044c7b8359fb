"""The articles' claims, played as experiments: measured, judged, and put into words."""
