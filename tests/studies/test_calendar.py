"""The calendar of a quarter tells what the phases really read, write and weigh."""

import numpy as np
import pytest

from sim.model.phases.calendar import CALENDAR
from sim.model.walk import Walk
from sim.model.world.state import COUNTS, FIELDS, FLAGS, QUARTERS
from sim.parameters import load
from sim.parameters.actions import ACTIONS, GO_TOGETHER
from sim.parameters.vocabulary import POWERS
from sim.studies import calendar

STATE = {*FIELDS, *FLAGS, *QUARTERS, *COUNTS, "agreed", "live", "phase"}
NEVER_CHANGED = {"live", "greedy", "resolute", "binding_luck", "opposition_factor", "status_factor"}
"""Set when a world begins: the agenda, and the types that last."""


@pytest.fixture(scope="module")
def noted():
    """By name of the phase: what was seen."""
    return {phase.name: phase for phase in calendar.watch()}


def test_it_begins_with_the_start_and_ends_with_the_outcome(noted):
    assert list(noted) == ["start", *(phase.name for phase in CALENDAR), "outcome"]


def test_every_parameter_is_read_somewhere(noted):
    read = {name for phase in noted.values() for name in phase.of("parameter")}
    assert read == set(load().values)


def test_every_state_variable_is_written_by_some_phase_and_nothing_else_is(noted):
    written = {name for phase in noted.values() for name in phase.of("writes")}
    assert written == STATE - NEVER_CHANGED


def test_what_is_read_are_state_variables(noted):
    assert {name for phase in noted.values() for name in phase.of("reads")} <= STATE | {"index", "active"}


def test_the_decisions_of_a_quarter_are_taken_where_they_belong(noted):
    signing = ["sign_armenia", "sign_azerbaijan"]
    table = ["concede_armenia", "concede_azerbaijan", *signing]
    assert noted["talks"].of("decision")[:4] == table
    assert set(noted["talks"].of("decision")) == {*table, "give_way_armenia", "give_way_azerbaijan"}
    # In the order in which they were first seen, which is not always that of a quarter: not all quarters have a crisis.
    revision = {"challenge_armenia", "answer_azerbaijan", "carry_out_armenia"}
    assert set(noted["armenia"].of("decision")) == {"move_armenia", "beside_armenia", *revision}
    answers = {f"answer_{actor}" for actor in ACTIONS if actor != "azerbaijan"}
    challenge = {"challenge_azerbaijan", "move_azerbaijan", "carry_out_azerbaijan"}
    assert set(noted["challenge"].of("decision")) == challenge | answers
    postures = {f"posture_{actor}" for actor in ACTIONS if actor not in ("armenia", "azerbaijan")}
    beside = {f"beside_{actor}" for actor in GO_TOGETHER if actor in POWERS}
    assert set(noted["postures"].of("decision")) == postures | beside
    assert not noted["slow"].of("decision")


def test_reasons_are_told_where_something_is_decided(noted):
    for phase in noted.values():
        assert bool(phase.of("reason")) == bool(phase.of("decision")), phase.name
    assert "the punishment expected from outside powers" in noted["challenge"].of("reason")


def test_watching_changes_no_history():
    parameters = load("ratelle2025")
    walks = [Walk(parameters, np.arange(40), 3) for _ in range(2)]
    notes, seen = calendar._Notes(), [calendar.Noted(phase.name, phase.words) for phase in CALENDAR]
    for _ in range(8):
        walks[0].step()
        calendar._quarter(walks[1], notes, seen)
    for name, array in walks[0].worlds._data.items():
        assert np.array_equal(array, walks[1].worlds._data[name]), name
