"""Bars of the smallest changes are as long as the table says, and say what is not confirmed."""

import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.common.errors import InputError
from tests.charts.conftest import SETTING, draw

SETS = pd.DataFrame(
    [(1, 0.16, 0.14, 0.19, 0.33, 0.31, 0.35, True), (2, 0.27, 0.25, 0.30, 0.33, 0.30, 0.36, True),
     (3, 0.41, 0.36, 0.47, 0.29, 0.27, 0.31, False)],
    columns=["rank", "tips", "low", "high", "share", "share_low", "share_high", "confirmed"],
)  # fmt: skip
CHANGES = pd.DataFrame(
    [(1, "mechanisms.force.takes", "what a campaign takes", 0.75, 0.912),
     (2, "actors.azerbaijan.weights.territory", "weight of territory for Azerbaijan", 1.0, 1.9),
     (2, "mechanisms.force.takes", "what a campaign takes", 0.75, 1.0),
     (3, "mechanisms.guarantees.made_up", "how far a guarantee of powers far away is believed in by the public", 0.3, 0.12)],
    columns=["rank", "parameter", "label", "start", "to"],
)  # fmt: skip


def made_up():
    """What the tests of all charts draw."""
    return SETS, CHANGES, 0.3, "new confrontation", SETTING


def bars(picture):
    return {patch.get_gid(): patch for patch in picture.figure.axes[0].patches if patch.get_gid()}


def test_a_bar_ends_where_the_set_tips():
    drawn = {name: patch.get_width() for name, patch in bars(draw("nearest")).items()}
    assert drawn == pytest.approx(
        {f"share:set {rank}": tips for rank, tips in zip(SETS["rank"], SETS["tips"], strict=True)}
    )


def test_what_fresh_worlds_do_not_confirm_looks_different():
    colours = [patch.get_facecolor() for patch in bars(draw("nearest")).values()]
    assert colours[0] == colours[1] != colours[2]


def test_each_change_stands_beside_its_bar_with_both_values():
    names = [label.get_text() for label in draw("nearest").figure.axes[0].get_yticklabels()]
    assert [name.count("\n") for name in names] == [0, 1, 0]
    assert all("→" in line for name in names for line in name.split("\n"))
    assert names[0].endswith("0.75 → 0.912")


def test_without_any_set_there_is_no_picture():
    with pytest.raises(InputError, match="no change to draw"):
        CHARTS["nearest"].draw(SETS[:0], CHANGES[:0], 0.3, "war", SETTING)
