"""The steps of a disagreement begin where the one above ends, and lead from one share to the other."""

import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, SETTING, draw

ROWS = [
    ("Ratelle 2025", "setting", 0.44, 0.39, 0.49),
    ("What Baku wants", "group", -0.35, -0.41, -0.29),
    ("Talks and connections", "group", -0.12, -0.17, -0.07),
    ("Who can guarantee", "group", 0.06, 0.01, 0.11),
    ("Russia and Iran left out", "group", -0.02, -0.06, 0.02),
    ("The two publics", "group", 0.0, -0.02, 0.02),
    ("The baseline", "setting", 0.01, 0.0, 0.03),
]


def steps(rows=ROWS):
    return pd.DataFrame(rows, columns=["name", "kind", "size", "low", "high"])


def made_up():
    """What the tests of all charts draw."""
    return steps(), "war", (OTHER, SETTING)


def bars(picture):
    drawn = {patch.get_gid(): patch for patch in picture.figure.axes[0].patches if patch.get_gid()}
    return {name.removeprefix("share:"): patch for name, patch in drawn.items()}


def test_each_bar_begins_where_the_one_above_ends_and_the_last_ends_at_the_other_share():
    found = bars(draw("disagreement"))
    level = ROWS[0][2]
    for name, kind, size, *_ in ROWS[1:-1]:
        left, width = found[name].get_x(), found[name].get_width()
        assert (kind, min(level, level + size)) == ("group", pytest.approx(min(left, left + width)))
        assert abs(width) == pytest.approx(abs(size))
        level += size
    assert level == pytest.approx(ROWS[-1][2])


def test_the_interval_of_a_part_lies_around_the_end_of_its_bar():
    axes = draw("disagreement").figure.axes[0]
    lines = {line.get_gid(): line.get_xdata() for line in axes.lines if line.get_gid()}
    assert list(lines["interval:What Baku wants"]) == pytest.approx([0.44 - 0.41, 0.44 - 0.29])


def test_what_raises_the_share_is_plain_and_what_lowers_it_is_hatched():
    found = bars(draw("disagreement"))
    assert [bool(found[name].get_hatch()) for name in ("What Baku wants", "Who can guarantee")] == [True, False]


def test_the_words_tell_every_step_with_its_interval():
    words = draw("disagreement").description
    assert "Who can guarantee +6.0 (+1.0 to +11.0) points" in words
    assert "Ratelle 2025 44 % (39–49)" in words


@pytest.mark.parametrize("rows", [ROWS[1:], ROWS[:-1], [ROWS[0], ROWS[-1]], [*ROWS, ROWS[1]], ROWS[::-1][1:]])
def test_steps_without_two_ends_are_refused(rows):
    with pytest.raises(InputError, match="the first and the last row"):
        CHARTS["disagreement"].draw(steps(rows), "war", SETTING, LOOK)


def test_too_many_groups_are_refused():
    many = [ROWS[0], *(("group", "group", 0.0, -0.1, 0.1) for _ in range(30)), ROWS[-1]]
    with pytest.raises(InputError, match="30 groups are too many"):
        CHARTS["disagreement"].draw(steps(many), "war", SETTING, LOOK)
