"""Outcomes by horizon: a shorter history is the beginning of the longer one, and changes are counted world by world."""

import numpy as np
import pytest

import sim
from sim.analysis.timing import horizons
from sim.analysis.timing.playing import look, looked_at
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.differences import differences
from sim.studies.shares.fates import outcome_codes

IDEAL, FORMAL, TENSION = (OUTCOMES.index(name) for name in ("ideal_peace", "formal_peace", "deferred_tension"))


def played(horizon, worlds=150):
    return sim.simulate(sim.load("araz2023", changes={"calendar.horizon": horizon}), worlds)


@pytest.fixture(scope="module")
def seen():
    """150 worlds in which there is war and peace, looked at twice on the way."""
    return looked_at(sim.load("araz2023", changes={"calendar.horizon": 24}), 150, 1, (8, 16), True)


@pytest.mark.parametrize(("place", "horizon"), [(0, 8), (1, 16)])
def test_a_look_on_the_way_is_the_end_of_a_shorter_history(seen, place, horizon):
    short = played(horizon).table
    assert seen.outcomes[place].tolist() == outcome_codes(short).tolist()
    for name in ("first_signed_quarter", "war_quarter", "relapse_quarter"):
        assert seen.table[name].where(seen.table[name] < horizon).equals(short[name].where(short[name] >= 0)), name


def test_looking_on_the_way_changes_nothing(seen):
    assert seen.table.equals(played(24).table)


def test_without_rows_the_walk_ends_with_the_last_look(seen):
    parameters = sim.load("araz2023", changes={"calendar.horizon": 24})
    assert looked_at(parameters, 150, 1, (8,), False).outcomes.tolist() == seen.outcomes[:1].tolist()


def test_blocks_and_values_by_world_change_nothing(seen, monkeypatch):
    monkeypatch.setattr("sim.analysis.timing.playing.BLOCK", 100)
    each = {"calendar.horizon": 24, "calendar.foresight": np.full(150, sim.load("araz2023")["calendar.foresight"])}
    again = looked_at(sim.load("araz2023", changes=each), 150, 1, (8, 16), False)
    assert again.outcomes.tolist() == seen.outcomes.tolist()


def test_a_history_is_looked_at_every_two_years_and_at_its_end():
    assert horizons.usual_horizons(40) == (8, 16, 24, 32, 40)
    assert horizons.usual_horizons(82) == (8, 16, 24, 32, 40, 60, 80, 82)
    assert horizons.usual_horizons(12) == (4, 8, 12)
    assert horizons.usual_horizons(4) == (4,)


def test_horizons_come_in_order_and_odd_ones_are_refused():
    assert horizons.checked_horizons((16, 8), 16) == (8, 16)
    with pytest.raises(InputError, match="the horizon 8 is given twice"):
        horizons.checked_horizons((8, 16, 8), 16)
    with pytest.raises(InputError, match="the horizon 20 lies beyond the history, which has 16 quarters"):
        horizons.checked_horizons((8, 20), 16)


def test_changes_are_those_of_two_studies_of_the_same_worlds():
    """With the same confidence: five comparisons share 5 % error."""
    short, long = played(8), played(16)
    codes = np.array([outcome_codes(study.table) for study in (short, long)])
    found = horizons.changes_table(codes, (8, 16))
    expected = differences(short, long, 0.99)
    for name in ("before", "after", "difference", "low", "high", "p"):
        assert found[name].tolist() == pytest.approx(expected[name].tolist()), name


def test_several_looks_are_held_against_the_next_and_the_first_against_the_last():
    codes = np.array([[FORMAL] * 10, [TENSION] * 10, [TENSION] * 10], dtype=np.uint8)
    found = horizons.changes_table(codes, (4, 8, 12))
    assert list(dict.fromkeys(zip(found["from"], found["to"], strict=True))) == [(4, 8), (8, 12), (4, 12)]
    formal = found[found["outcome"] == "formal_peace"]
    assert formal["difference"].tolist() == [-1, 0, -1]


def test_a_single_look_has_shares_and_no_changes():
    codes = np.array([[FORMAL, FORMAL, TENSION, IDEAL]], dtype=np.uint8)
    assert horizons.changes_table(codes, (4,)).empty
    assert horizons.formal_table(codes, (4,)).empty
    found = horizons.outcomes_table(codes, (4,)).set_index("outcome")
    assert found["share"][["ideal_peace", "formal_peace", "deferred_tension"]].tolist() == [0.25, 0.5, 0.25]


def test_what_becomes_of_formal_peace_is_followed_world_by_world():
    codes = np.array([[FORMAL, FORMAL, TENSION, IDEAL], [TENSION, IDEAL, FORMAL, FORMAL]], dtype=np.uint8)
    found = horizons.formal_table(codes, (4, 8)).set_index("outcome")
    assert found["worlds"].tolist() == [2] * 5
    assert found["count"][["ideal_peace", "formal_peace", "deferred_tension"]].tolist() == [1, 0, 1]


def test_a_finding_claims_no_change_that_the_worlds_do_not_show():
    for worlds, said in (
        (10, "10 worlds per cell are too few to tell"),
        (1_000, "If X is right, no outcome changes by more than"),
    ):
        same = np.array([[FORMAL] * worlds] * 2, dtype=np.uint8)
        tables = (horizons.outcomes_table(same, (8, 16)), horizons.changes_table(same, (8, 16)))
        assert said in horizons.finding_of_horizons(*tables, "If X is right").sentence
    gone = np.array([[FORMAL] * 60, [TENSION] * 60], dtype=np.uint8)
    tables = (horizons.outcomes_table(gone, (8, 16)), horizons.changes_table(gone, (8, 16)))
    moved = horizons.finding_of_horizons(*tables, "If X is right")
    assert moved.sentence.startswith("If X is right, formal peace falls from 100 % to 0 % if one looks after 4 years")
    assert "99 % interval, so that those of all 5 comparisons hold together with 95 %" in moved.remark


def test_a_block_of_no_looks_and_no_rows_is_not_played():
    """Nothing is asked of it."""
    from sim.analysis.timing.playing import _tasks

    (task,) = _tasks(sim.load(), 3, 1, (), False)
    assert look(task).outcomes.shape == (0, 3)
