"""Outcomes by horizon stand where the table says, and a single look is drawn as well."""

import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, SETTING, cell, draw

LOOKS = (8, 16, 24, 32, 40)


def looks(quarters=LOOKS):
    steps = [cell(400, 0.9 - 0.14 * place, horizon=look) for place, look in enumerate(quarters)]
    return pd.concat(steps, ignore_index=True)


def made_up():
    """What the tests of all charts draw."""
    return looks(), SETTING


def test_lines_stand_at_their_shares():
    picture = draw("horizons")
    table = looks()
    for line in picture.figure.axes[0].lines:
        name = (line.get_gid() or "").removeprefix("share:")
        if name in set(table["outcome"]):
            rows = table[table["outcome"] == name]
            assert list(line.get_xdata()) == list(LOOKS)
            assert list(line.get_ydata()) == pytest.approx(list(rows["share"]))


def test_looks_are_named_in_years():
    ticks = [tick.get_text() for tick in draw("horizons").figure.axes[0].get_xticklabels()]
    assert ticks == ["2 years", "4 years", "6 years", "8 years", "10 years"]


def test_a_single_look_is_drawn():
    picture = CHARTS["horizons"].draw(looks((6,)), SETTING, look=LOOK)
    assert "after 1½ years" in picture.title


def test_a_table_without_looks_is_refused():
    with pytest.raises(InputError, match="nothing is selected"):
        CHARTS["horizons"].draw(looks().iloc[:0], SETTING, look=LOOK)
