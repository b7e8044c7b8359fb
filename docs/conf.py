"""Settings of Sphinx: `python -m sphinx -W -b html docs results/site` builds the site, offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import sim
from docs._site import equations, links, making

project = "Peace under force"
author = "The Peace Under Force developers"
release = sim.__version__
html_title = project
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_math_renderer = equations.NAME
html_theme_options = {"navigation_with_keys": True}
extensions = ["myst_nb", "sphinx.ext.autodoc", "numpydoc"]
exclude_patterns = ["_site", "_static", "pictures", "**.txt"]
nitpicky = True
# What a docstring says about types is words for people; that every public name exists is tested elsewhere.
nitpick_ignore_regex = [("py:.*", ".*")]
default_role = "code"
smartquotes = False

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 5
myst_links_external_new_tab = False
myst_dmath_double_inline = True

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False


def setup(app: Any) -> None:
    """Tell Sphinx how equations are drawn, which pages are made, and how links are written."""
    app.add_html_math_renderer(equations.NAME, (equations.inline, None), (equations.block, None))
    app.connect("builder-inited", lambda _: making.write())
    app.connect("source-read", _read)


def _read(app: Any, name: str, source: list[str]) -> None:
    path = Path(app.env.doc2path(name))
    if path.suffix == ".md" and not path.is_relative_to(making.MADE):
        place = path.relative_to(links.ROOT).as_posix()
        source[0] = links.for_the_site(source[0], place, place)
