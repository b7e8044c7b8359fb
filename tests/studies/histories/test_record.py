"""The record: every decision of every quarter, with the probability and the reasons that it really had."""

import math
from itertools import pairwise

import pytest

from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding, load
from sim.parameters.actions import ACTIONS
from sim.parameters.vocabulary import ACTORS, POWERS
from sim.studies.histories import Recorder, tell
from sim.studies.study import simulate


def test_a_history_is_that_of_the_same_world_in_a_study():
    study = simulate("fattah2025", worlds=20, seed=3)
    for world in (0, 7, 19):
        history, row = tell(study, world), study.table.iloc[world]
        assert history.outcome == row["outcome"]
        final = history.quarters[-1].state
        assert final["grievance"] == pytest.approx(row["grievance"], abs=1e-6)
        assert final["crises"] == row["crises"]


def test_a_record_changes_nothing(snapshot, differences):
    silent = NegotiationModel("araz2023", seed=2, first_world=9, collect=False).run()
    recorder = Recorder()
    watched = NegotiationModel("araz2023", seed=2, first_world=9, recorder=recorder, collect=False)
    recorder.open(watched.worlds)
    watched.run()
    assert not differences(snapshot(silent), snapshot(watched))


def test_every_quarter_up_to_the_horizon_or_to_war_is_recorded(histories):
    for history in histories.values():
        assert [record.quarter for record in history.quarters] == list(range(len(history.quarters)))
        war = history.quarters[-1].state["war_quarter"]
        horizon = history.parameters["calendar.horizon"]
        assert len(history.quarters) == (war + 1 if history.outcome == "new_confrontation" else horizon)


def test_every_actor_moves_in_every_quarter(histories):
    for history in histories.values():
        for record in history.quarters[:-1]:
            movers = [m.actor for m in record.moves if m.decision.startswith(("move_", "posture_"))]
            assert sorted(movers) == sorted(ACTORS)


def test_outside_powers_move_first_then_azerbaijan_then_armenia(histories):
    record = histories["baseline", 0].quarters[0]
    order = [m.actor for m in record.moves if m.decision.startswith(("move_", "posture_"))]
    assert order == [*POWERS, "azerbaijan", "armenia"]


def test_probabilities_add_up_and_belong_to_the_vocabulary(histories):
    for history in histories.values():
        for _, move in history.moves():
            assert math.fsum(move.chances.values()) == pytest.approx(1.0)
            assert move.chance == move.chances[move.action] > 0
            assert set(move.chances) <= set(ACTIONS[move.actor])


def test_what_was_closed_has_a_reason_and_no_chance(histories):
    for history in histories.values():
        for _, move in history.moves():
            assert all(why and move.chances[action] == 0 for action, why in move.closed.items())
            assert move.action not in move.closed


def test_reasons_come_largest_first_and_none_is_nothing(histories):
    for history in histories.values():
        for _, move in history.moves():
            sizes = [abs(reason.value) for reason in move.reasons]
            assert all(a >= b > 0 for a, b in pairwise(sizes))


def test_a_better_course_was_open_and_the_chosen_one_had_none_above_it(histories):
    errors = 0
    for history in histories.values():
        for _, move in history.moves():
            if move.better is None:
                continue
            errors += 1
            assert move.better.gain > 0
            assert move.better.action != move.action
            assert move.better.action not in move.closed
            assert move.better.chance == move.chances[move.better.action]
    assert errors


def test_precise_actors_never_pass_over_a_better_course():
    """At a very high precision choice is best response, within and between families."""
    precise = load(changes={f"actors.{actor}.precision": 60.0 for actor in ACTORS})
    gaps = [move.better.gain for _, move in tell(precise, 1).moves() if move.better]
    hasty = load(changes={f"actors.{actor}.precision": 0.0 for actor in ACTORS})
    errors = [move.better.gain for _, move in tell(hasty, 1).moves() if move.better]
    assert sum(gaps) / max(len(gaps), 1) < sum(errors) / len(errors) / 4


def test_a_bound_move_is_known_as_the_only_course():
    bound = load(bindings=[Binding("iran", "endorse", "always")])
    moves = [move for _, move in tell(bound, 0).moves() if move.decision == "posture_iran"]
    assert moves
    assert all(move.forced and move.action == "endorse" for move in moves)


def test_the_state_at_the_end_of_a_quarter_is_that_at_the_start_of_the_next(histories):
    for history in histories.values():
        for now, following in pairwise(history.quarters):
            assert now.state == following.before
