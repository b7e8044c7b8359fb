"""A sentence claims a difference only where the intervals support it, and compares what a reader would compare."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.comparing import compare_settings, finding_of_settings, with_worlds
from sim.analysis.telling import change, points, told, told_apart
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import paired_interval, share_of, unpaired_interval
from sim.studies.shares.pairing import UNKNOWN, pairing_of

FAMILIES = 150


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


def counted(count, total=400):
    return {**row(count, total), "outcome": "stalemate", "count": count, "worlds": total}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (24, 60, "rises from 6 % to 15 %"),
        (60, 24, "falls from 15 % to 6 %"),
        (24, 24, "changes by no more than 3.4 points (6 % in both cases)"),
        (24, 28, "changes by no more than 4.6 points (6 % and 7 %)"),
        (0, 0, "occurs in no world"),
        (400, 400, "occurs in all worlds"),
        (0, 400, "rises from 0 % to 100 %"),
        (400, 0, "falls from 100 % to 0 %"),
    ],
)
def test_a_change_is_told_as_it_is(before, after, words):
    found = UNKNOWN.change(counted(before), counted(after))
    assert change(row(before), row(after), found) == words


@pytest.mark.parametrize("before", range(0, 101, 5))
def test_a_rise_is_claimed_exactly_where_the_interval_of_the_difference_excludes_zero(before):
    for after in range(before, 101, 5):
        low, high = unpaired_interval(before, 100, after, 100)
        found = UNKNOWN.change(counted(before, 100), counted(after, 100))
        told = change(row(before, 100), row(after, 100), found)
        assert told.startswith("rises") == (low > 0 or high < 0) == found.sure


@pytest.mark.parametrize(
    ("part", "words"),
    [(0.0005, "0.05 points"), (0.0116, "1.2 points"), (0.01, "1.0 points"), (0.0701, "7.1 points"), (0.305, "31 points"),
     (0.1, "10 points"), (0.0, "0.00 points")],
)  # fmt: skip
def test_a_bound_is_never_rounded_down(part, words):
    assert points(part) == words


def test_shares_that_differ_are_told_so_that_a_reader_sees_it():
    one, two = (share_of(count, 10_000) for count in (1_600, 1_590))
    rows = [{"share": share.share, "low": share.low, "high": share.high} for share in (one, two)]
    assert told(rows[0]) == told(rows[1]) == "16 %"
    assert told_apart(*rows) == ("16.0 %", "15.9 %")


def fates(*parts):
    """Fates of worlds: how many ended in which outcome, one after the other."""
    return np.concatenate([np.full(count, OUTCOMES.index(name), dtype=np.uint8) for name, count in parts])


def of_fates(names, codes, **labels):
    """The table of some settings whose worlds are at hand."""
    counts = [tuple(int((own == place).sum()) for place in range(5)) for own in codes]
    told_by = [{key: values[place] for key, values in labels.items()} for place in range(len(names))]
    return settings([(name, {"cell": k, **told_by[k]}, counts[k]) for k, name in enumerate(names)])


OVERLAPPING = (
    fates(("new_confrontation", 120), ("stalemate", 870), ("formal_peace", 10)),
    fates(("new_confrontation", 100), ("stalemate", 880), ("formal_peace", 20)),
)
"""War in 120 of 1,000 worlds, and in 100 of the same: nowhere does it come anew."""
CROSSING = (
    fates(("new_confrontation", 400), ("stalemate", 600)),
    fates(("stalemate", 400), ("new_confrontation", 460), ("stalemate", 140)),
)
"""War in 400 of 1,000 worlds, and in 460, none of which are the same."""


def test_a_change_is_found_where_the_intervals_of_the_shares_overlap():
    cells = of_fates(["a", "b"], OVERLAPPING)
    war = cells[cells["outcome"] == "new_confrontation"]
    assert war["low"].max() < war["high"].min()
    assert finding_of_settings(cells, "setting").sentence.startswith("No outcome differs by more than ")
    assert (
        finding_of_settings(cells, "setting", pairing_of(OVERLAPPING)).sentence
        == "New confrontation differs most: 10 % with b, 12 % with a"
    )


def test_no_change_is_claimed_where_the_pairs_go_both_ways():
    cells = of_fates(["a", "b"], CROSSING)
    assert finding_of_settings(cells, "setting").sentence.startswith("New confrontation differs most: ")
    found = finding_of_settings(cells, "setting", pairing_of(CROSSING))
    assert found.sentence.startswith("No outcome differs by more than ")
    assert found.remark.endswith(
        "99 % intervals of the differences, so that those of all 5 comparisons hold together with 95 %."
    )


def test_the_caption_gives_the_interval_and_says_how_many_hold_together():
    cells = of_fates(["a", "b"], OVERLAPPING)
    found = finding_of_settings(cells, "setting", pairing_of(OVERLAPPING))
    low, high = paired_interval(100, 0, 20, 880, 0.99)
    assert found.remark == (
        f"The difference in the title: +2.0 points (+{100 * low:.1f} to +{100 * high:.1f}; 99 % interval, so that those "
        "of all 5 comparisons hold together with 95 %)."
    )


def test_titles_claim_a_change_where_there_is_none_in_few_families_only():
    """Many settings of which none differs: worlds end otherwise, but as often in one direction as in the other."""
    rng = np.random.default_rng(19)
    claimed = 0
    for _ in range(FAMILIES):
        drawn = [rng.choice(5, 300, p=[0.3, 0.2, 0.2, 0.2, 0.1]).astype(np.uint8)] * 6
        codes = [np.where(rng.random(300) < 0.2, rng.permutation(own), own) for own in drawn]
        cells = of_fates(list("abcdef"), codes)
        claimed += not finding_of_settings(cells, "setting", pairing_of(codes)).sentence.startswith(
            "No outcome differs"
        )
    assert claimed / FAMILIES <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / FAMILIES)


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
    found = finding_of_settings(cells, "setting").sentence
    assert found.startswith("If Fattah is right, a western guarantee changes most of 2 policies: ")
    assert "50 %" in found and "25 %" in found


def test_a_policy_that_changes_nothing_is_not_said_to_change_something():
    same = (100, 100, 100, 50, 50)
    cells = settings([("a", NONE, same), ("b", GUARANTEE, same)])
    assert finding_of_settings(cells, "setting").sentence == "The policy changes no outcome by more than 7.9 points"
    cells = settings([("a", NONE, same), ("b", GUARANTEE, same), ("c", FORCE, (104, 96, 100, 50, 50))])
    words = "None of the 2 policies changes an outcome by more than 9.7 points"
    assert finding_of_settings(cells, "setting").sentence == words


def test_worldviews_are_compared_with_each_other_where_nothing_else_varies():
    cells = settings([("baseline", {"worldview": "baseline"}, (200, 200, 0, 0, 0)),
                      ("Araz 2023", {"worldview": "araz2023"}, (0, 0, 0, 0, 400))])  # fmt: skip
    assert (
        finding_of_settings(cells, "setting").sentence
        == "New confrontation depends most on who is right: 0 % in the reference setting (baseline), 100 % if Araz is"
    )


def test_the_larger_difference_wins_whatever_the_order():
    rng = np.random.default_rng(1)
    parts = [(f"s{k}", {"x": k}, tuple(rng.multinomial(400, [0.2] * 5))) for k in range(6)]
    parts.append(("far", {"x": 9}, (400, 0, 0, 0, 0)))
    for order in (parts, parts[::-1]):
        found = compare_settings(settings(order), "setting").largest
        assert found is not None and found.outcome == "ideal_peace" and found.after["setting"] == "far"


def test_a_single_setting_is_told_with_what_is_most_frequent():
    assert (
        finding_of_settings(settings([("only", {}, (0, 0, 0, 0, 400))]), "setting").sentence
        == "Only: new confrontation in all worlds"
    )
    two = finding_of_settings(settings([("only", {}, (0, 0, 200, 195, 5))]), "setting").sentence
    assert two == "Only: most often, and about equally, deferred tension (50 %) and stalemate (49 %)"


def test_a_table_without_counts_is_refused():
    cells = settings([("a", {}, (1, 2, 3, 4, 5))])
    assert set(with_worlds(cells)["worlds"]) == {15}
    with pytest.raises(InputError, match="no column 'count'"):
        with_worlds(cells.drop(columns="count"))
