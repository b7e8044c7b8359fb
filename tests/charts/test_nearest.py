"""Bars of the smallest changes are as long as the table says, and say what is not confirmed."""

import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from tests.charts.conftest import SETTING, draw

SETS = pd.DataFrame(
    [(1, 0.16, 0.14, 0.19, 0.2, 0.33, 0.31, 0.35, True), (2, 0.27, 0.25, 0.30, 0.29, 0.33, 0.304, 0.36, True),
     (3, 0.41, 0.36, 0.47, 0.6, 0.29, 0.27, 0.31, False)],
    columns=["rank", "tips", "low", "high", "checked", "share", "share_low", "share_high", "confirmed"],
)  # fmt: skip
CHANGES = pd.DataFrame(
    [(1, "mechanisms.force.takes", "what a campaign takes", 0.75, 0.912, "0.88"),
     (2, "actors.azerbaijan.weights.territory", "weight of territory for Azerbaijan", 1.0, 1.9, "1.8"),
     (2, "mechanisms.force.takes", "what a campaign takes", 0.75, 1.0, "0.98"),
     (3, "mechanisms.guarantees.made_up", "how far a guarantee of powers far away is believed in by the public", 0.3, 0.12, "0.16")],
    columns=["rank", "parameter", "label", "start", "to", "words"],
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


def test_a_tick_stands_where_fresh_worlds_checked_the_set():
    drawn = {line.get_gid(): list(line.get_xdata()) for line in draw("nearest").figure.axes[0].lines if line.get_gid()}
    assert {name: xs for name, xs in drawn.items() if name.startswith("tick:")} == {
        f"tick:set {rank}": [part, part] for rank, part in zip(SETS["rank"], SETS["checked"], strict=True)
    }


def test_beside_the_tick_stands_what_was_checked_and_the_share_with_the_interval_of_the_verdict():
    shown = [text.get_text() for text in draw("nearest").figure.axes[0].texts]
    assert "confirmed at 0.912:\nnew confrontation 33 % (31–35)" in shown
    assert "confirmed at 1.9 and 1:\nnew confrontation 33.0 % (30.4–36.0)" in shown, "30 % would look like the level"
    assert "not confirmed at 0.12:\nnew confrontation 29 % (27–31)" in shown


def test_each_change_stands_whole_beside_its_bar_with_the_value_at_which_it_tips():
    names = [
        label.get_text().replace("\N{NO-BREAK SPACE}", " ")
        for label in draw("nearest").figure.axes[0].get_yticklabels()
    ]
    assert names[0] == "What a campaign takes 0.75 → 0.88"
    assert " ".join(names[2].split()) == (
        "How far a guarantee of powers far away is believed in by the public 0.3 → 0.16"
    )
    assert names[1].replace("\n", " ").count("→") == 2


def test_without_any_set_the_picture_says_so():
    picture = CHARTS["nearest"].draw(SETS[:0], CHANGES[:0], 0.3, "war", SETTING, title="Nothing turns it")
    assert picture.title == "Nothing turns it"
    assert "no bar" in picture.figure.axes[0].texts[0].get_text()
    assert not bars(picture)
