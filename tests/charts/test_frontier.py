"""Columns of a frontier are shaded where the share lies above the level, and hatched where nobody can tell."""

import numpy as np
import pandas as pd
import pytest

from tests.charts.conftest import SETTING, draw

SLICES = pd.DataFrame(
    [(0.0, "below", 0.0, 5.0, np.nan, np.nan), (0.25, "below", 0.0, 5.0, np.nan, np.nan), (0.5, "below", 0.0, 5.0, 4.1, 4.6),
     (0.75, "not told", 0.0, 5.0, 0.0, 5.0), (1.0, "above", 0.0, 5.0, np.nan, np.nan)],
    columns=["second", "start", "low", "high", "open_low", "open_high"],
)  # fmt: skip
CROSSINGS = pd.DataFrame(
    [(0.0, 0.4, 0.3, 0.5, "rises", "0.4 (0.3 to 0.5)"), (0.25, 1.4, 1.1, 1.6, "rises", "1.4 (1.1 to 1.6)"),
     (0.5, 2.0, 1.8, 2.3, "rises", "2.0 (1.8 to 2.3)"), (0.5, 3.5, 3.3, 3.8, "falls", "3.5 (3.3 to 3.8)")],
    columns=["second", "value", "low", "high", "direction", "words"],
)  # fmt: skip


def made_up():
    """What the tests of all charts draw."""
    return CROSSINGS, SLICES, 0.25, "new confrontation", "terms after force", "decisiveness of superiority", SETTING


def shaded(picture):
    """From where to where each column is shaded, by its middle."""
    patches = [patch for patch in picture.figure.axes[0].patches if patch.get_alpha() == 0.35]
    return [(round(p.get_x() + p.get_width() / 2, 6), p.get_y(), p.get_y() + p.get_height()) for p in patches]


def test_a_column_is_shaded_where_the_share_lies_above_the_level():
    found = shaded(draw("frontier"))
    expected = [(0.0, 0.4, 5.0), (0.25, 1.4, 5.0), (0.5, 2.0, 3.5), (1.0, 0.0, 5.0)]
    assert np.array(found) == pytest.approx(np.array(expected))


def test_what_the_worlds_do_not_tell_is_hatched():
    hatched = [patch for patch in draw("frontier").figure.axes[0].patches if patch.get_hatch()]
    assert [round(p.get_x() + p.get_width() / 2, 6) for p in hatched] == [0.5, 0.75]
    assert hatched[1].get_height() == pytest.approx(5.0)


def test_only_neighbours_with_one_crossing_each_are_joined():
    joined = [line for line in draw("frontier").figure.axes[0].lines if len(set(line.get_xdata())) == 2]
    assert [list(line.get_xdata()) for line in joined] == [[0.0, 0.25]]


def test_the_words_tell_every_column():
    told = draw("frontier").description
    assert "at 0.5 it rises at 2.0 (1.8 to 2.3), falls at 3.5 (3.3 to 3.8)" in told
    assert "at 1 it is above throughout" in told
    assert "at 0.75 it may or may not cross the level" in told
