"""A picture for a dark page is the one for a light page in other colours, wherever it is not drawn anew."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sim.charts.catalogue import CHARTS
from sim.charts.repainting import COLOURS, PAINT, REPAINTED, in_both_themes, repainted
from sim.charts.theme import DARK, LIGHT, OUTCOME_COLOURS, PAGE, PHONE, Look, Theme
from tests.charts.conftest import ARGUMENTS

CHARTS_FOLDER = Path(__file__).parents[2] / "sim" / "charts"


def drawn(kind, theme, size=PHONE):
    return CHARTS[kind].draw(*ARGUMENTS[kind](), look=Look(theme, size)).content("svg")


def without_names(content):
    """An SVG in which marks and frames are counted, since their names are made from their colours."""
    names = {}
    return re.sub(rb"\b[mph][0-9a-f]{10}\b", lambda found: names.setdefault(found[0], b"%d" % len(names)), content)


@pytest.mark.parametrize("kind", sorted(REPAINTED & ARGUMENTS.keys()))
def test_a_repainted_picture_is_the_one_that_would_be_drawn(kind):
    assert without_names(repainted(drawn(kind, PAINT), DARK)) == without_names(drawn(kind, DARK))


@pytest.mark.parametrize("kind", ["heat_map", "tornado"])
def test_a_chart_that_chooses_shades_is_drawn_for_each_theme(kind):
    _, light, dark = in_both_themes(lambda look: CHARTS[kind].draw(*ARGUMENTS[kind](), look=look), PAGE)
    assert kind not in REPAINTED
    assert light == drawn(kind, LIGHT, PAGE)
    assert dark == drawn(kind, DARK, PAGE)


def test_every_repainted_kind_is_known_and_none_mixes_the_shades_of_a_theme():
    assert not REPAINTED - CHARTS.keys()
    for kind in REPAINTED:
        source = Path(CHARTS[kind].draw.__wrapped__.__code__.co_filename).read_text()
        assert "theme.scale" not in source, kind


def test_each_colour_of_the_paint_stands_for_one_thing_alone():
    colours = [getattr(PAINT, name) for name in COLOURS]
    taken = {*OUTCOME_COLOURS.values(), *PAINT.scale, "#ffffff", "#3a3a3a", "#000000"}
    assert len(set(colours)) == len(colours)
    assert taken.isdisjoint(colours)
    assert {field.name for field in fields(Theme)} == {*COLOURS, "name", "scale"}
