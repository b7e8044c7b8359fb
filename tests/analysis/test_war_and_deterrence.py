"""The tables of the causes of war and of deterrence count worlds."""

import pytest

import sim
from sim.analysis.war_and_deterrence import (
    CAUSE_WORDS,
    as_records,
    cause_rows,
    causes,
    deterrence,
    deterrence_rows,
)
from sim.model.world.outcomes import WAR_CAUSES


@pytest.fixture(scope="module")
def table():
    return sim.simulate("ratelle2025", worlds=300).table


def test_every_cause_has_its_words():
    assert tuple(CAUSE_WORDS) == WAR_CAUSES


def test_the_causes_of_war_add_up_to_the_worlds_with_a_war(table):
    wars = int(table["war_quarter"].notna().sum())
    assert wars > 0
    assert sum(share.count for share, _ in causes(table).values()) == wars
    assert {share.total for share, _ in causes(table).values()} == {wars}


def test_a_cause_that_gives_a_war_its_name_would_have_kept_the_peace(table):
    for cause, (share, without) in causes(table).items():
        if cause != "undeterred":
            assert without >= share.count


def test_what_deterrence_did_is_counted_in_worlds(table):
    found = deterrence(table)
    challenged = int((table["challenges"] > 0).sum())
    assert found["unchallenged"].count + challenged == len(table)
    assert found["held"].total == found["answered"].total == challenged
    assert found["held"].count == int(((table["challenges"] > 0) & table["war_quarter"].isna()).sum())


def test_a_believed_word_that_is_in_force_is_tested():
    """Nobody's word is believed in the baseline as it runs; with one in force at once, challenges test it."""
    assert deterrence(sim.simulate("baseline", worlds=200).table)["tested"].count == 0
    changes = {
        "mechanisms.guarantees.at_once": True,
        "mechanisms.guarantees.initial.obligations.united_states": 1.0,
        "mechanisms.guarantees.credibility.united_states": 0.9,
    }
    guarded = sim.simulate(sim.load("ratelle2025", changes=changes), worlds=200).table
    assert deterrence(guarded)["tested"].count > 0


def test_a_run_without_wars_has_no_table_of_causes():
    calm = sim.simulate(sim.load("fattah2025"), worlds=5).table
    calm = calm[calm["war_quarter"].isna()]
    assert cause_rows(calm) == []
    assert all("nan" not in text for _, text in deterrence_rows(calm.iloc[:0]))


def test_the_records_for_programs_hold_the_same_counts(table):
    records = as_records(table)
    assert [row["cause"] for row in records["causes_of_war"]] == list(WAR_CAUSES)
    assert records["deterrence"]["unchallenged"]["of"] == len(table)
