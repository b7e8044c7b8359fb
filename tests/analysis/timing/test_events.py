"""Times and causes: what came first, read off the rows, is what happened when worlds are watched quarter by quarter."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.timing import events
from sim.analysis.timing.events import FAILED, NOTHING, RELAPSE, SIGNATURE, WAR, WAR_FIRST, Spells
from sim.analysis.timing.playing import fell
from sim.common.errors import InputError
from sim.model.walk import Walk

HORIZON = 20
WATCHED = 250
"""So many worlds hold some whose rows leave something open."""
CASES = {
    # name: first signed, ratified, relapse, war, failures
    "nothing": (None, None, None, None, 0),
    "held": (5, 6, None, None, 0),
    "signed last": (19, None, None, None, 0),
    "war alone": (None, None, None, 3, 0),
    "signed after war": (9, 10, None, 3, 0),
    "relapse": (5, 6, 8, None, 0),
    "relapse, then war": (5, 6, 8, 12, 0),
    "war is the relapse": (5, 6, 12, 12, 0),
    "failed": (5, None, None, None, 1),
    "failed, signed again": (5, 13, 15, None, 1),
    "relapse in the quarter of the signature, then failed": (5, None, 5, None, 1),
    "relapse in the quarter of the vote": (5, None, 6, None, 1),
    "war in the quarter of the vote": (5, 15, 6, 6, 1),
}


@pytest.fixture
def rows():
    columns = zip(*CASES.values(), strict=True)
    named = dict(
        zip(("first_signed_quarter", "ratified_quarter", "relapse_quarter", "war_quarter"), columns, strict=False)
    )
    table = pd.DataFrame({name: pd.array(values, dtype="Int64") for name, values in named.items()}, index=list(CASES))
    return events.rows_of(table.assign(failed_ratifications=[case[-1] for case in CASES.values()], outcome=""), HORIZON)


def by_case(spells, where=None):
    names = [
        name for name, kept in zip(CASES, np.ones(len(CASES), bool) if where is None else where, strict=True) if kept
    ]
    return dict(zip(names, zip(spells.times.tolist(), spells.causes.tolist(), strict=True), strict=True))


def test_from_the_start_the_first_of_signature_and_war_counts(rows):
    found = by_case(events.from_start(rows))
    assert found["nothing"] == (19, NOTHING)
    assert found["signed last"] == (19, SIGNATURE)
    assert found["war alone"] == found["signed after war"] == (3, WAR_FIRST)
    assert found["relapse, then war"] == (5, SIGNATURE)


def test_a_signature_counts_by_itself_also_after_a_war(rows):
    found = by_case(events.signatures(rows))
    assert found["signed after war"] == (9, SIGNATURE)
    assert found["war alone"] == (19, NOTHING)


def test_after_a_signature_the_first_of_failure_relapse_and_war_counts(rows):
    found = by_case(events.from_signature(rows, events.fell_for_sure(rows)), rows.followed)
    assert found == {
        "held": (14, NOTHING),
        "signed last": (0, NOTHING),
        "relapse": (3, RELAPSE),
        "relapse, then war": (3, RELAPSE),
        "war is the relapse": (7, WAR),
        "failed": (1, FAILED),
        "failed, signed again": (1, FAILED),
        "relapse in the quarter of the signature, then failed": (0, RELAPSE),
        "relapse in the quarter of the vote": (1, RELAPSE),
        "war in the quarter of the vote": (1, WAR),
    }


def test_an_agreement_goes_out_of_force_by_failure_or_war_alone(rows):
    found = by_case(events.out_of_force(rows, events.fell_for_sure(rows)), rows.followed)
    assert found["relapse"] == (14, NOTHING)
    assert found["relapse, then war"] == (7, 1)
    assert found["failed, signed again"] == found["relapse in the quarter of the signature, then failed"] == (1, 1)


def test_an_agreement_can_be_watched_for_as_long_as_the_earliest_is_old(rows):
    assert events.from_signature(rows, events.fell_for_sure(rows)).longest == 14
    assert events.from_start(rows).longest == 19


def test_which_first_agreements_failed_is_what_is_seen_quarter_by_quarter():
    """Also in the worlds whose rows leave it open, which are played again."""
    parameters = sim.load("ratelle2025", changes={"calendar.horizon": 32})
    walk = Walk(parameters, np.arange(WATCHED, dtype=np.int64), 1)
    seen, before = np.zeros(WATCHED, dtype=bool), np.zeros(WATCHED)
    while walk.running:
        walk.step()
        failures = walk.worlds.failed_ratifications
        seen |= (failures > before) & (walk.worlds.first_signed_quarter == walk.quarter - 2)
        before = failures.copy()
    rows = events.rows_of(walk.table(), 32)
    followed = rows.followed
    assert events.left_open(rows).sum() > 0
    assert fell(rows, parameters, 1)[followed].tolist() == seen[followed].tolist()


def test_what_is_no_study_and_what_lies_beyond_the_history_is_refused():
    with pytest.raises(InputError, match="no column 'first_signed_quarter'"):
        events.rows_of(pd.DataFrame({"outcome": ["stalemate"]}), 8)
    table = sim.simulate(sim.load(changes={"calendar.horizon": 8}), worlds=20).table
    with pytest.raises(InputError, match="there is no world"):
        events.rows_of(table.iloc[:0], 8)
    assert events.rows_of(table, 8).signed.min() < 8
    with pytest.raises(InputError, match="but the histories of this study end with quarter 3"):
        events.rows_of(table, 4)


def test_spells_say_how_many_they_are():
    assert Spells(np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int64), 0).size == 3
