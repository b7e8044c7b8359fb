"""The record: every decision of every quarter, with the probability and the reasons that it really had."""

import math
from itertools import pairwise

import pytest

from sim.model.mechanisms.types import COSTS, midpoints
from sim.model.negotiation import NegotiationModel
from sim.model.world.state import WAR
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


def test_every_quarter_up_to_the_horizon_or_to_a_total_war_is_recorded(histories):
    ended = 0
    for history in histories.values():
        assert [record.quarter for record in history.quarters] == list(range(len(history.quarters)))
        last, horizon = history.quarters[-1].state, history.parameters["calendar.horizon"]
        total = last["phase"] == WAR
        ended += total
        assert len(history.quarters) == (last["last_war_quarter"] + 1 if total else horizon)
        assert history.ended == (last["last_war_quarter"] if total else None)
    assert 0 < ended < len(histories)


def test_every_actor_moves_in_every_quarter_but_who_uses_force_does_nothing_else(histories):
    """Azerbaijan does so instead of its other moves, and where it came to war Armenia has its hands full."""
    forced = 0
    for history in histories.values():
        for record in history.quarters[:-1]:
            movers = [m.actor for m in record.moves if m.decision.startswith(("move_", "posture_"))]
            force = any(m.actor == "azerbaijan" and m.beliefs for m in record.moves)
            war = record.state["last_war_quarter"] == record.quarter
            absent = {actor for actor, busy in (("azerbaijan", force), ("armenia", war)) if busy}
            assert sorted(movers) == sorted(set(ACTORS) - absent)
            forced += force
    assert forced


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


def test_what_the_rivals_believed_of_each_other_is_recorded_with_every_move_of_a_crisis_and_with_no_other(histories):
    played = 0
    for history in histories.values():
        for record in history.quarters:
            crises = [m for m in record.moves if m.decision.startswith("challenge_") and m.action != "refrain"]
            assert [move for move in record.moves if move.beliefs] == crises
            assert (record.learned is not None) == bool(crises)
            played += len(crises)
    assert played


def test_beliefs_are_those_of_the_state_and_the_truth_is_the_types_that_were_drawn(histories):
    seen = 0
    for history in histories.values():
        values = history.parameters.values
        costs = midpoints(values["actors.armenia.war_cost"], values["mechanisms.types.costs"])[:, 0]
        costs = costs * values["actors.armenia.weights.security"]
        for record in history.quarters:
            for move in record.moves:
                if move.decision != "challenge_azerbaijan" or not move.beliefs:
                    continue
                seen += 1
                before, found = record.before, move.beliefs
                assert found.is_greedy == before["greedy"]
                assert found.greedy == pytest.approx(1.0 - record.seen["reliability"], abs=1e-12)
                expected = math.fsum(
                    chance * cost for chance, cost in zip(before["belief_armenia"], costs, strict=True)
                )
                # What is believed turns over by a little at the start of a quarter, before anybody looks.
                assert found.cost_armenia == pytest.approx(expected, abs=0.02)
                # The type itself may have been drawn anew at the start of the quarter, and stays so to its end.
                real = costs[record.state["cost_armenia"]]
                assert found.real_cost_armenia == pytest.approx(real, abs=1e-12)
    assert seen


def test_what_was_learned_is_what_is_believed_at_the_end_of_the_quarter(histories):
    for history in histories.values():
        for record in history.quarters:
            if record.learned:
                greedy = math.fsum(record.state["belief_azerbaijan"][COSTS:])
                assert record.learned.greedy == pytest.approx(greedy, abs=1e-12)


def threatened(**changes):
    """A history of four quarters in which Azerbaijan lays sieges that Armenia resists."""
    bindings = [Binding("azerbaijan", "siege", "always"), Binding("armenia", "resist", "always")]
    return tell(load(changes={"calendar.horizon": 4, **changes}, bindings=bindings), 2, seed=5)


def test_standing_down_costs_an_audience_and_only_who_is_to_carry_out_a_threat_knows_the_price():
    price = "mechanisms.crisis.audience_cost"
    usual, none = threatened(), threatened(**{price: 0.0})
    weight = usual.parameters["actors.azerbaijan.weights.reputation"] * usual.parameters[price]
    assert any(move.backing_down is not None for _, move in usual.moves())
    for _, move in usual.moves():
        told = move.decision == "carry_out_azerbaijan"
        assert move.backing_down == (pytest.approx(weight) if told else None)
    assert {move.backing_down for _, move in none.moves() if move.decision == "carry_out_azerbaijan"} == {0.0}


def test_reasons_of_a_choice_between_two_add_up_to_what_one_is_better_than_the_other(histories):
    """Where the chosen one is the worse, the gain of the other is what they fall short."""
    errors = 0
    for history in histories.values():
        for _, move in history.moves():
            if len(move.chances) != 2 or move.forced:
                continue
            worth = math.fsum(reason.value for reason in move.reasons)
            assert worth == pytest.approx(-move.better.gain if move.better else worth, abs=1e-12)
            assert (worth >= -1e-12) or move.better
            errors += bool(move.better)
    assert errors


def test_who_is_drawn_into_a_later_war_is_drawn_anew():
    """Armenia resists attacks that go on; a neighbour that came once need not come again."""
    fight = [Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always")]
    found = [
        [one.entered for one in record.involvements if one.actor == "turkey"]
        for world in range(12)
        for record in tell(load(bindings=fight), world, seed=5).quarters
        if record.state["wars"] > 1 and record.before["drawn_in"][1]
    ]
    assert {entered for one in found for entered in one} == {True, False}
