"""The state of N worlds."""

import json

import numpy as np
import pytest

from sim.model.world.state import COUNTS, FIELDS, FLAGS, NEVER, QUARTERS, SIGNED, TALKS, WAR, Worlds
from sim.parameters.vocabulary import ISSUES, POWERS


@pytest.fixture
def worlds():
    return Worlds(np.arange(4))


def test_every_quantity_has_its_worlds_on_the_last_axis(worlds):
    assert all(array.shape[-1] == 4 for array in worlds._data.values())
    assert worlds.demand.shape == (len(ISSUES), 4)
    assert worlds.attention.shape == (len(POWERS), 4)


def test_every_quantity_has_one_meaning_and_one_kind():
    names = [*FIELDS, *FLAGS, *QUARTERS, *COUNTS]
    assert len(set(names)) == len(names)
    assert all(meaning for group in (FLAGS, QUARTERS, COUNTS) for meaning in group.values())
    assert all(field.meaning and field.low < field.high for field in FIELDS.values())


def test_a_new_world_is_in_talks_and_nothing_has_happened(worlds):
    assert worlds.in_talks.all()
    assert worlds.active.all()
    assert not worlds.signed.any()
    assert all((getattr(worlds, name) == NEVER).all() for name in QUARTERS)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_values_are_confined_to_their_range(worlds, name):
    field = FIELDS[name]
    worlds.set(**{name: 1e9})
    assert (getattr(worlds, name) == field.high).all() or (field.high == np.inf)
    worlds.set(**{name: -1e9})
    assert (getattr(worlds, name) == field.low).all()


def test_a_new_value_reaches_only_the_worlds_that_still_go_on(worlds):
    worlds.set(fear=np.array([0.1, 0.2, 0.3, 0.4]), phase=np.array([TALKS, WAR, SIGNED, TALKS]))
    worlds.finish()
    worlds.set(fear=0.9)
    assert worlds.fear.tolist() == [0.9, 0.2, 0.9, 0.9]
    assert worlds.active.tolist() == [True, False, True, True]


def test_events_and_counts_reach_only_the_worlds_that_still_go_on(worlds):
    worlds.set(phase=np.array([TALKS, WAR, SIGNED, TALKS]))
    worlds.finish()
    everywhere = np.ones(4, bool)
    worlds.mark("relapse_quarter", everywhere, 7)
    worlds.count("crises", everywhere)
    assert worlds.relapse_quarter.tolist() == [7, NEVER, 7, 7]
    assert worlds.crises.tolist() == [1, 0, 1, 1]


def test_an_event_is_marked_where_it_happens_and_once_means_the_first_time(worlds):
    here = np.array([True, False, True, False])
    worlds.mark("first_crisis_quarter", here, 3, once=True)
    worlds.mark("first_crisis_quarter", np.ones(4, bool), 5, once=True)
    worlds.mark("last_crisis_quarter", here, 3)
    worlds.mark("last_crisis_quarter", np.ones(4, bool), 5)
    assert worlds.first_crisis_quarter.tolist() == [3, 5, 3, 5]
    assert worlds.last_crisis_quarter.tolist() == [5, 5, 5, 5]


def test_counters_count(worlds):
    for times in range(3):
        worlds.count("crises", np.arange(4) > times)
    assert worlds.crises.tolist() == [0, 1, 2, 3]


def test_a_text_is_agreed_when_every_issue_on_the_agenda_is(worlds):
    live, agreed = np.zeros((len(ISSUES), 4), bool), np.zeros((len(ISSUES), 4), bool)
    live[:2] = True
    agreed[0] = True
    agreed[1, 2:] = True
    worlds.set(live=live, agreed=agreed)
    assert worlds.text_agreed.tolist() == [False, False, True, True]


def test_an_unknown_quantity_is_named(worlds):
    with pytest.raises(AttributeError, match="happiness"):
        worlds.happiness  # noqa: B018


def test_the_state_of_one_world_can_be_written_as_json(worlds):
    worlds.set(fear=np.array([0.1, 0.2, 0.3, 0.4]))
    state = json.loads(json.dumps(worlds.state(2)))
    assert state["fear"] == 0.3
    assert len(state["demand"]) == len(ISSUES)
    assert set(state) == set(worlds._data)
