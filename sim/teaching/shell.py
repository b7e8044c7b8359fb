"""The HTML around pages and papers: one template engine, one set of colours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from sim.charts.theme import DARK, LIGHT
from sim.common.templates import environment


def rendered(template: str, **values: Any) -> str:
    """A template of this room with values; whatever is not `Markup` is shown as it is written and never obeyed."""
    return str(_engine().get_template(template).render(light=LIGHT, dark=DARK, **values))


def style(template: str, **values: Any) -> Markup:
    """A style sheet of this room, for a `<style>` element."""
    return Markup(rendered(template, **values))


@cache
def _engine() -> Environment:
    return environment(Path(__file__).with_name("templates"))
