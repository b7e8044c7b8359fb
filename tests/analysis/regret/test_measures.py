"""Decision tables from textbooks come out as they are printed there."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.regret.decision_table import regret_table
from sim.analysis.regret.measures import between, dominating, expected, kept_in, largest_regret, regret_of, worst
from sim.common.errors import InputError

PLANTS = np.array([[200.0, 100.0, 0.0], [-180.0, -20.0, 0.0]])
"""A favourable and an unfavourable market; a large plant, a small one, none (Render and Stair's lumber company)."""
LARGE, SMALL, NONE = range(3)


def table(values, policies=("large", "small", "none"), worldviews=("favourable", "unfavourable")):
    rows = [(w, p, values[i][j]) for i, w in enumerate(worldviews) for j, p in enumerate(policies)]
    return pd.DataFrame(rows, columns=["worldview", "policy", "share"])


def test_savage_builds_the_small_plant():
    assert regret_of(PLANTS).tolist() == [[0, 100, 200], [180, 20, 0]]
    assert largest_regret(PLANTS).tolist() == [180, 100, 200]
    assert largest_regret(PLANTS).argmin() == SMALL


def test_wald_builds_none():
    assert worst(PLANTS).tolist() == [-180, -20, 0]
    assert worst(PLANTS).argmax() == NONE


def test_hurwicz_at_four_fifths_builds_the_large_plant():
    assert between(PLANTS, 0.8) == pytest.approx([124, 76, 0])


def test_laplace_builds_the_small_plant():
    assert expected(PLANTS, [1, 1]) == pytest.approx([10, 40, 0])


def test_weights_are_relative():
    assert expected(PLANTS, [3, 1]) == pytest.approx(expected(PLANTS, [0.75, 0.25]))
    assert expected(PLANTS, [3, 1]) == pytest.approx([105, 70, 0])


def test_starr_counts_worldviews_in_which_the_bound_is_reached():
    assert kept_in(PLANTS, -20).tolist() == [1, 2, 2]
    assert kept_in(PLANTS, 100).tolist() == [1, 1, 0]


def test_savage_s_choice_can_change_when_a_policy_is_added_that_nobody_chooses():
    """Minimax regret depends on the list of alternatives: the known weakness of the rule."""
    two = np.array([[0.0, 6.0], [10.0, 5.0]])
    three = np.array([[0.0, 6.0, 12.0], [10.0, 5.0, 0.0]])
    assert (largest_regret(two).argmin(), largest_regret(three).argmin()) == (1, 1)
    assert largest_regret(two).tolist() == [6, 5]
    assert largest_regret(three).tolist() == [12, 6, 10]
    four = np.array([[0.0, 6.0, 0.0], [10.0, 5.0, 18.0]])
    assert largest_regret(four).tolist() == [8, 13, 6]


def test_dominated_is_what_is_nowhere_better_and_somewhere_worse():
    values = np.array([[1.0, 2.0, 2.0, 0.0], [5.0, 5.0, 5.0, 9.0]])
    over = dominating(values)
    assert over[0].tolist() == [False, True, True, False]
    assert not over[1:].any()


def test_with_one_worldview_regret_is_the_gap_to_the_best():
    assert largest_regret(np.array([[3.0, 8.0, 8.0]])).tolist() == [5, 0, 0]


def test_a_constant_added_to_one_worldview_moves_no_regret():
    moved = PLANTS + np.array([[7.0], [-3.0]])
    assert regret_of(moved) == pytest.approx(regret_of(PLANTS))


def test_the_table_has_all_measures_the_least_regret_first():
    found = regret_table(table(PLANTS), bound=-20, weights="equal", optimism=0.8).set_index("policy")
    assert list(found.index) == ["small", "large", "none"]
    assert found["where"].tolist() == ["favourable", "unfavourable", "favourable"]
    assert found["worst"].tolist() == [-20, -180, 0]
    assert found["kept"].tolist() == [2, 1, 2]
    assert found["mixed"].tolist() == pytest.approx([76, 124, 0])
    assert found["expected"].tolist() == pytest.approx([40, 10, 0])


def test_where_less_is_better_costs_are_measured_as_they_are_written():
    found = regret_table(table(-PLANTS), more=False, bound=20, weights={"favourable": 3}).set_index("policy")
    assert found["largest_regret"].tolist() == [100, 180, 200]
    assert found["worst"].tolist() == [20, 180, 0]
    assert found["kept"].tolist() == [2, 1, 2]
    assert found["expected"].tolist() == pytest.approx([-70, -105, 0])


def test_what_was_not_asked_for_is_missing():
    found = regret_table(table(PLANTS))
    assert found[["kept", "mixed", "expected"]].isna().all(axis=None)
    assert found["dominated_by"].tolist() == ["", "", ""]


def test_dominating_policies_are_named():
    found = regret_table(table([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]])).set_index("policy")
    assert found["dominated_by"].to_dict() == {"none": "", "small": "none", "large": "small, none"}


@pytest.mark.parametrize(
    ("shares", "options", "words"),
    [
        (table(PLANTS).iloc[1:], {}, "large under favourable is missing"),
        (pd.concat([table(PLANTS)] * 2), {}, "large under favourable appears twice"),
        (table(PLANTS).iloc[:0], {}, "the table is empty"),
        (table(PLANTS).assign(share=np.nan), {}, "must hold finite numbers"),
        (table(PLANTS).assign(share="x"), {}, "must hold finite numbers"),
        (table(PLANTS).drop(columns="share"), {}, "share"),
        (table(PLANTS), {"weights": {"favorable": 1}}, "nearest: favourable"),
        (table(PLANTS), {"weights": {"favourable": -1}}, "the weight of favourable"),
        (table(PLANTS), {"weights": dict.fromkeys(("favourable", "unfavourable"), 0)}, "at least one"),
        (table(PLANTS), {"weights": "same"}, "equal"),
        (table(PLANTS), {"optimism": 1.5}, "optimism"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_table_that_cannot_be_measured_is_refused(shares, options, words):
    with pytest.raises(InputError, match=words):
        regret_table(shares, **options)
