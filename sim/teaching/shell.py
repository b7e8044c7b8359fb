"""The HTML around pages and papers: one template engine, one set of colours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.charts.theme import DARK, LIGHT


def rendered(template: str, **values: Any) -> str:
    """A template of this room with values; whatever is not `Markup` is shown as it is written and never obeyed."""
    return str(environment().get_template(template).render(light=LIGHT, dark=DARK, **values))


def style(template: str, **values: Any) -> Markup:
    """A style sheet of this room, for a `<style>` element."""
    return Markup(rendered(template, **values))


@cache
def environment() -> Environment:
    """The template engine."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
