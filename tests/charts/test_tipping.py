"""The curve of a tipping point passes through its table, and marks where the level is crossed and who stands where."""

import numpy as np
import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.studies.shares.intervals import wilson
from tests.charts.conftest import LOOK, SETTING, draw

LEVEL = 0.2


def curve():
    values = np.linspace(0, 0.9, 17)
    counts = np.round(400 * (0.12 + 0.5 * values * (1.1 - values)))
    low, high = wilson(counts, 400)
    columns = {"value": values, "worlds": 400, "count": counts.astype(int), "share": counts / 400}
    return pd.DataFrame({**columns, "low": low, "high": high})


def crossings():
    rows = [(0.18, 0.15, 0.22, "rises", "0.18 (0.15 to 0.22)"), (0.88, 0.86, 0.9, "falls", "0.88 (0.86 to 0.90)")]
    return pd.DataFrame(rows, columns=["value", "low", "high", "direction", "words"])


def standing():
    rows = [
        ("baseline", 0.3, 0.35, "above"), ("Araz 2023", 0.3, 0.35, "above"), ("Fattah 2025", 0.2, 0.2, "too close to tell"),
        ("Ratelle 2025", 0.15, 0.15, "below"), ("this setting", 0.6, 0.6, "above"), ("elsewhere", 1.2, 1.2, "not tried"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "value", "most", "side"])


def made_up():
    """What the tests of all charts draw."""
    label = "credibility of a US guarantee and credibility of an EU guarantee"
    return curve(), crossings(), standing(), LEVEL, "war", "war", label, SETTING


def lines(picture):
    return {line.get_gid(): line for line in picture.figure.axes[0].lines if line.get_gid()}


def test_the_line_passes_through_the_table_beside_it():
    picture = draw("tipping")
    drawn = lines(picture)["share:war"]
    assert list(drawn.get_xdata()) == pytest.approx(list(picture.data["value"]))
    assert list(drawn.get_ydata()) == pytest.approx(list(picture.data["share"]))


def test_a_value_with_few_worlds_beside_one_with_many_is_a_faint_dot_and_no_part_of_the_line():
    made = curve()
    made.loc[8, ["worlds", "share"]] = [4_000, 0.3]
    picture = CHARTS["tipping"].draw(made, *made_up()[1:], LOOK)
    drawn = lines(picture)
    assert set(made["value"]) - set(drawn["share:war"].get_xdata()) == set(made["value"].iloc[[7, 9]])
    faint = [drawn[f"share:value with few worlds {place}"].get_xdata()[0] for place in (1, 2)]
    assert faint == list(made["value"].iloc[[7, 9]])


def test_each_crossing_is_a_dot_on_the_level_within_its_interval():
    drawn = lines(draw("tipping"))
    for place, row in enumerate(crossings().to_dict("records"), start=1):
        dot, interval = drawn[f"share:crossing {place}"], drawn[f"interval:crossing {place}"]
        assert (list(dot.get_xdata()), list(dot.get_ydata())) == ([row["value"]], [LEVEL])
        assert list(interval.get_xdata()) == [row["low"], row["high"]]


def test_who_stands_outside_of_the_values_tried_is_told_but_not_marked():
    picture = draw("tipping")
    shown = " ".join(text.get_text() for text in picture.figure.axes[0].texts)
    assert "Ratelle 2025 0.15" in shown
    assert "baseline, Araz 2023 0.3 to 0.35" in shown
    assert "elsewhere" not in shown
    assert "elsewhere 1.2 (not tried)" in picture.description


def test_a_level_above_the_curve_is_still_within_the_picture():
    picture = CHARTS["tipping"].draw(curve(), crossings()[:0], standing(), 0.6, "war", "war", "a value", SETTING, LOOK)
    assert picture.figure.axes[0].get_ylim()[1] > 0.6
    assert "does not cross 60 %" in picture.title


def test_an_outcome_has_its_own_colour_and_an_event_has_none_of_theirs():
    args = [curve(), crossings(), standing(), LEVEL]
    war, peace = (
        lines(CHARTS["tipping"].draw(*args, what, what, "a value", SETTING, LOOK))[f"share:{what}"].get_color()
        for what in ("war", "ideal_peace")
    )
    assert peace == "#0b4f6c"
    assert war == LOOK.theme.accent
