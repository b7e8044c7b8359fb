"""In the picture of regrets each sign stands where the table says, and the largest of a row has its interval."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.regret.measures import largest_regret, regret_of
from sim.charts.catalogue import CHARTS
from sim.charts.regret import APART, AROUND, _asides
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, SETTING, draw

WORLDVIEWS = ("araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")
POLICIES = ("none", "public_dialogue", "neutral_force", "western_guarantee", "legal_consequences", "package_deal")
PEACE = [[0.10, 0.12, 0.02, 0.11, 0.10, 0.10], [0.57, 0.74, 0.50, 0.52, 0.60, 0.57], [0.50, 0.71, 0.22, 0.51, 0.51, 0.48],
         [0.41, 0.63, 0.42, 0.23, 0.43, 0.41], [0.0, 0.0, 0.0, 0.0, 0.0, 0.01]]  # fmt: skip
WAR = [[0.43, 0.41, 0.51, 0.515, 0.43, 0.43], [0.04, 0.04, 0.05, 0.03, 0.0, 0.04], [0.0, 0.01, 0.0, 0.0, 0.0, 0.01],
       [0.01, 0.0, 0.0, 0.01, 0.0, 0.01], [0.17, 0.17, 0.08, 0.03, 0.03, 0.17]]  # fmt: skip


def cells(outcome, shares):
    """The table of cells of one outcome, made up."""
    values = np.array(shares) * (1 if outcome == "ideal_peace" else -1)
    behind = regret_of(values).ravel()
    names = np.repeat(WORLDVIEWS, len(POLICIES)), POLICIES * len(WORLDVIEWS)
    made = {"outcome": outcome, "worldview": names[0], "policy": names[1], "share": np.ravel(shares), "regret": behind}
    return pd.DataFrame({**made, "regret_low": np.maximum(behind - 0.02, 0), "regret_high": behind + 0.02})


def ranks(outcome, shares):
    """The table of policies of one outcome, made up, the least regret first."""
    values = np.array(shares) * (1 if outcome == "ideal_peace" else -1)
    largest, where = largest_regret(values), regret_of(values).argmax(axis=0)
    table = pd.DataFrame(
        {
            "outcome": outcome,
            "better": "more" if outcome == "ideal_peace" else "less",
            "policy": POLICIES,
            "worlds": 400,
            "largest_regret": largest,
            "low": np.maximum(largest - 0.02, 0),
            "high": largest + 0.02,
            "where": [WORLDVIEWS[place] for place in where],
            "as_good_as_least": largest < largest.min() + 0.01,
        }
    )
    return table.sort_values("largest_regret", kind="stable", ignore_index=True)


BOTH = (
    pd.concat([cells("ideal_peace", PEACE), cells("war", WAR)]),
    pd.concat([ranks("ideal_peace", PEACE), ranks("war", WAR)]),
)


def made_up():
    """What the tests of all charts draw."""
    return *BOTH, (OTHER, SETTING)


def signs(picture, start):
    found = [line for axes in picture.figure.axes for line in axes.lines if (line.get_gid() or "").startswith(start)]
    return {line.get_gid().removeprefix(start): line for line in found}


def test_the_largest_of_each_row_stands_at_its_regret_with_its_interval():
    picture = draw("regret")
    shares, intervals = signs(picture, "share:"), signs(picture, "interval:")
    for row in BOTH[1].to_dict("records"):
        name = f"{row['outcome']}/{row['policy']}"
        assert float(shares[name].get_xdata()[0]) == pytest.approx(row["largest_regret"])
        assert list(intervals[name].get_xdata()) == pytest.approx([row["low"], row["high"]])


def test_the_first_row_has_the_least_regret():
    for axes, outcome in zip(draw("regret").figure.axes, ("ideal_peace", "war"), strict=True):
        names = [text.get_text() for text in axes.get_yticklabels()]
        first = BOTH[1][BOTH[1]["outcome"] == outcome]["policy"].iloc[0]
        assert names[0] == first.replace("_", " ")
        assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_every_author_has_a_sign_in_every_row():
    for axes in draw("regret").figure.axes:
        drawn = [line for line in axes.lines if line.get_marker() in tuple("os^Dv") and len(line.get_xdata()) == 1]
        rows = [round(float(line.get_ydata()[0])) for line in drawn]
        kinds = {(row, line.get_marker()) for row, line in zip(rows, drawn, strict=True)}
        assert len(drawn) == len(kinds) == len(POLICIES) * len(WORLDVIEWS)


def test_signs_close_to_each_other_stand_apart_and_the_largest_in_the_middle():
    assert _asides([0.0, 0.5, 0.001, 1.0], 3, 0.02) == pytest.approx([-APART / 2, 0, APART / 2, 0])
    assert _asides([0.99, 0.5, 1.0], 2, 0.02) == pytest.approx([AROUND[0], 0, 0])
    for size in range(2, 6):
        places = _asides([0.0] * size, size - 1, 0.02)
        assert len(set(places)) == size
        assert max(map(abs, places)) < 0.5


def test_no_policy_is_drawn_however_far_behind_and_the_rest_is_counted():
    many = [f"policy_{number}" for number in range(15)]
    order = [*many, "none"]
    shares = np.linspace(0.9, 0.1, len(order))
    table = BOTH[1].iloc[:1].drop(columns="policy").merge(pd.DataFrame({"policy": order}), how="cross")
    largest = shares.max() - shares
    ranked = table.assign(
        largest_regret=largest, low=largest, high=largest + 0.01, where="araz2023", as_good_as_least=False
    )
    regrets = pd.DataFrame({"outcome": "ideal_peace", "worldview": "araz2023", "policy": order, "share": shares})
    regrets = regrets.assign(regret=largest, regret_low=largest, regret_high=largest)
    picture = CHARTS["regret"].draw(regrets, ranked, SETTING, look=LOOK)
    names = [text.get_text() for text in picture.figure.axes[0].get_yticklabels()]
    assert (len(names), names[-1]) == (13, "no policy")
    assert "Only the first 12 and no policy are shown, of 16 alternatives" in picture.notes


def test_the_title_names_the_policy_and_the_notes_its_interval():
    picture = draw("regret")
    assert "public dialogue stays closest to the best on ideal peace" in picture.title
    assert "public dialogue never brings more than" in picture.notes
    assert "less ideal peace than the best policy" in picture.notes


@pytest.mark.parametrize("worldviews", [0, 7])
def test_nothing_and_too_many_worldviews_are_refused(worldviews):
    regrets, ranked = BOTH
    several = [
        regrets[regrets["worldview"] == "araz2023"].assign(worldview=f"author{k}2023") for k in range(worldviews)
    ]
    with pytest.raises(InputError, match=r"nothing is selected|too many to tell apart"):
        CHARTS["regret"].draw(pd.concat([regrets.iloc[:0], *several]), ranked, SETTING, look=LOOK)
