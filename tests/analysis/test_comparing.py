"""A sentence claims a difference only where the intervals support it, and compares what a reader would compare."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.comparing import apart, change, finding_of_settings, largest_difference
from sim.analysis.intervals import share_of
from sim.knowledge.vocabulary import OUTCOMES


def row(count, total=400):
    share = share_of(count, total)
    return {"share": share.share, "low": share.low, "high": share.high}


def settings(parts):
    """One row per setting and outcome; each part is a name, further columns, and the counts of the five outcomes."""
    rows = []
    for name, labels, counts in parts:
        total = sum(counts)
        rows += [
            {"setting": name, **labels, "outcome": outcome, "count": count, **row(count, total)}
            for outcome, count in zip(OUTCOMES, counts, strict=True)
        ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (24, 60, "rises from 6 % to 15 %"),
        (60, 24, "falls from 15 % to 6 %"),
        (24, 24, "is 6 % in both cases"),
        (24, 28, "hardly differs (6 % and 7 %)"),
        (0, 0, "occurs in no world"),
        (400, 400, "occurs in all worlds"),
        (0, 400, "rises from 0 % to 100 %"),
        (400, 0, "falls from 100 % to 0 %"),
    ],
)
def test_a_change_is_told_as_it_is(before, after, words):
    assert change(row(before), row(after)) == words


@pytest.mark.parametrize("before", range(0, 101, 5))
def test_a_rise_is_claimed_exactly_where_the_intervals_lie_apart(before):
    for after in range(before, 101, 5):
        one, two = row(before, 100), row(after, 100)
        assert change(one, two).startswith("rises") == apart(one, two) == (two["low"] > one["high"])


NONE, GUARANTEE, FORCE = ({"policy": name} for name in ("none", "western_guarantee", "neutral_force"))


def test_policies_are_compared_with_none_and_within_a_worldview():
    cells = settings(
        [
            (f"{worldview}, {policy['policy']}", {"worldview": worldview, **policy}, counts)
            for worldview, policy, counts in (
                ("araz2023", NONE, (0, 0, 0, 0, 400)),
                ("araz2023", GUARANTEE, (0, 0, 0, 0, 400)),
                ("fattah2025", NONE, (200, 100, 100, 0, 0)),
                ("fattah2025", GUARANTEE, (100, 200, 100, 0, 0)),
                ("fattah2025", FORCE, (190, 110, 100, 0, 0)),
            )
        ]
    )
    found = finding_of_settings(cells, "setting")
    assert found.startswith("Of 2 policies, western guarantee changes most: ")
    assert found.endswith(", under Fattah 2025")
    assert "50 %" in found and "25 %" in found


def test_a_policy_that_changes_nothing_is_not_said_to_change_something():
    same = (100, 100, 100, 50, 50)
    cells = settings([("a", NONE, same), ("b", GUARANTEE, same)])
    assert finding_of_settings(cells, "setting") == "The policy changes no outcome visibly"
    cells = settings([("a", NONE, same), ("b", GUARANTEE, same), ("c", FORCE, (104, 96, 100, 50, 50))])
    assert finding_of_settings(cells, "setting") == "None of the 2 policies changes an outcome visibly"


def test_worldviews_are_compared_with_each_other_where_nothing_else_varies():
    cells = settings([("baseline", {"worldview": "baseline"}, (200, 200, 0, 0, 0)),
                      ("Araz 2023", {"worldview": "araz2023"}, (0, 0, 0, 0, 400))])  # fmt: skip
    assert (
        finding_of_settings(cells, "setting")
        == "New confrontation differs most: 0 % under baseline, 100 % under Araz 2023"
    )


def test_the_larger_difference_wins_whatever_the_order():
    rng = np.random.default_rng(1)
    parts = [(f"s{k}", {"x": k}, tuple(rng.multinomial(400, [0.2] * 5))) for k in range(6)]
    parts.append(("far", {"x": 9}, (400, 0, 0, 0, 0)))
    for order in (parts, parts[::-1]):
        found = largest_difference(settings(order), "setting")
        assert found is not None and found.outcome == "ideal_peace" and found.after["setting"] == "far"


def test_a_single_setting_is_told_with_what_is_most_frequent():
    assert (
        finding_of_settings(settings([("only", {}, (0, 0, 0, 0, 400))]), "setting")
        == "Only: new confrontation in all worlds"
    )
    two = finding_of_settings(settings([("only", {}, (0, 0, 200, 195, 5))]), "setting")
    assert two == "Only: most often, and about equally, deferred tension (50 %) and stalemate (49 %)"
