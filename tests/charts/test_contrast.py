"""A contrast shows every difference with its interval, and which of them are sure."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from sim.analysis.contrast.counting import COMPARED, differences_of
from sim.charts.contrast import contrast
from sim.charts.theme import LIGHT
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, QUO, SETTING, draw, worlds_table


def played(shift=0, number=400):
    """A made-up study with all that is compared: wars and challenges in some worlds, fewer of them after a shift."""
    rows = np.arange(number)
    war = rows % (5 + 3 * shift) == 0
    timing = pd.Series(np.where(war, np.where(rows % 2 == 0, "after_signature", "before_signature"), None))
    table = worlds_table(number, shift).assign(war_timing=timing, general_deterrence=rows % 3 == shift)
    return table.assign(signed_quarter=table["first_signed_quarter"].mask(rows % 4 == 0))


def made_up():
    """What the tests of all charts draw."""
    return differences_of(played(), played(1)), (OTHER, SETTING)


def signs(picture):
    found = [line for line in picture.figure.axes[0].lines if (line.get_gid() or "").startswith("share:")]
    return {line.get_gid().removeprefix("share:"): line for line in found}


def test_signs_stand_at_the_differences_and_their_lines_reach_the_ends_of_the_intervals():
    picture = draw("contrast")
    data = picture.data.set_index("what")
    assert {what: float(sign.get_xdata()[0]) for what, sign in signs(picture).items()} == pytest.approx(
        data["difference"].to_dict()
    )
    lines = {line.get_gid(): list(line.get_xdata()) for line in picture.figure.axes[0].lines if line.get_gid()}
    for what in COMPARED:
        assert lines[f"interval:{what}"] == pytest.approx([data.loc[what, "low"], data.loc[what, "high"]])


def test_a_sign_is_hollow_where_the_interval_includes_0_and_filled_where_it_does_not():
    picture = draw("contrast")
    sure = {row["what"]: row["low"] > 0 or row["high"] < 0 for row in picture.data.to_dict("records")}
    assert set(sure.values()) == {True, False}
    hollow = {what: to_hex(sign.get_markerfacecolor()) == LIGHT.paper for what, sign in signs(picture).items()}
    assert hollow == {what: not so for what, so in sure.items()}


def test_the_words_tell_both_shares_and_the_caption_what_the_intervals_pay_for():
    picture = draw("contrast")
    assert "a war 20 % and " in picture.description
    assert "99.55 % each, so that those of all 11 comparisons hold together with 95 %" in picture.notes


def test_the_title_says_what_the_policy_does_and_the_notes_name_both_settings_in_their_order():
    picture = draw("contrast")
    assert picture.title.startswith("If Ratelle is right, a western guarantee lowers war from ")
    assert "Ratelle 2025 without and with western guarantee: " in picture.notes


def test_columns_that_are_headed_by_letters_are_explained_above_the_picture():
    changed = replace(OTHER, changes={QUO: 0.4}), replace(SETTING, changes={QUO: 0.6})
    picture = contrast(made_up()[0], changed, LOOK)
    assert "A is Ratelle 2025 with " in picture.subtitle and ", B is Ratelle 2025 with " in picture.subtitle


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (lambda t: t.iloc[:0], "nothing is selected"),
        (lambda t: t.assign(what=["stalemat", *t["what"][1:]]), "nearest: stalemate"),
        (lambda t: pd.concat([t, t.tail(1)]), "more than once"),
        (lambda t: t.drop(columns="low"), "no column 'low'"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_in_words(table, message):
    with pytest.raises(InputError, match=message):
        contrast(table(made_up()[0]), (OTHER, SETTING), LOOK)
