"""Where two histories of the same world part is told in the order of the calendar of a quarter."""

from dataclasses import replace

import pytest

from sim.common.errors import InputError
from sim.model.world.state import TALKS, WAR
from sim.parameters import Binding, load
from sim.studies.histories import tell
from sim.studies.histories.history import History
from sim.studies.histories.parting import TURNS, partings, step_of
from sim.studies.histories.replay import tell_several
from tests.studies.histories.made_up import a_move, a_quarter, a_threat, a_war

SHORT = {"calendar.horizon": 8}
ONE, OTHER = load("ratelle2025", "western_guarantee", SHORT), load("ratelle2025", changes=SHORT)


def a_history(*quarters):
    """A made-up history; its quarters are numbered from 9 on."""
    numbered = tuple(replace(record, quarter=9 + place) for place, record in enumerate(quarters))
    return History(OTHER, 1, 0, numbered, "stalemate")


def concedes(action="concede"):
    return a_move(actor="armenia", label="Armenia", decision="concede_armenia", action=action)


def signs(action):
    return a_move(actor="armenia", label="Armenia", decision="sign_armenia", action=action)


def test_the_same_history_does_not_part_from_itself():
    history = tell(OTHER, 3)
    assert list(partings(history, history)) == []


def test_the_first_difference_is_the_first_move_that_differs():
    one, other = tell(ONE, 1), tell(OTHER, 1)
    told = [[(quarter, move.decision, move.action) for quarter, move in history.moves()] for history in (one, other)]
    place = next(place for place, (a, b) in enumerate(zip(*told, strict=False)) if a != b)
    first = next(found for found in partings(one, other) if not found.is_turn)
    moves = [move and (first.quarter, move.decision, move.action) for move in (first.one, first.other)]
    assert told[0][place] in moves or told[1][place] in moves


def test_partings_come_in_the_order_of_the_quarters():
    quarters = [found.quarter for found in partings(tell(ONE, 1), tell(OTHER, 1))]
    assert quarters == sorted(quarters)
    assert len(set(quarters)) > 1


def test_every_move_of_a_history_has_a_step_and_they_never_go_back():
    for world in (0, 1):
        for record in tell(load("araz2023"), world).quarters:
            steps = [step_of(move) for move in record.moves]
            assert steps == sorted(steps)


def test_a_ratification_comes_before_the_concession_that_only_a_failed_one_allows():
    failed = a_quarter({"signed_quarter": 8}, {"failed_ratifications": 1, "phase": TALKS}, [concedes()])
    passed = a_quarter({"signed_quarter": 8}, {"ratified_quarter": 9})
    first, second = partings(a_history(failed), a_history(passed))
    assert first.told == ("ratification fails in Armenia", "the agreement is ratified")
    assert "legitimacy_armenia" in first.behind
    assert (second.one.action, second.other) == ("concede", None)


def test_a_war_comes_after_the_move_that_brings_it_and_before_the_talks():
    peace = a_quarter(moves=[a_threat(action="refrain", words="refrains from force"), signs("sign")])
    war = a_quarter(after=a_war(), moves=[a_threat(action="attack", words="attacks"), signs("refuse_to_sign")])
    found = list(partings(a_history(war), a_history(peace)))
    assert [parting.told[0] or parting.one.action for parting in found] == [
        "attack",
        "war breaks out",
        "refuse_to_sign",
    ]


def test_the_same_war_that_becomes_total_on_one_side_alone_is_a_turn():
    attack = [a_threat(action="attack", words="attacks")]
    limited, total = a_quarter(after=a_war(), moves=attack), a_quarter(after=a_war(phase=WAR), moves=attack)
    first = next(partings(a_history(total), a_history(limited)))
    assert first.is_turn
    assert first.told == ("war breaks out and becomes total", "war breaks out")


def test_a_different_size_of_the_same_gain_is_no_parting():
    gains = [a_quarter(after={"status_quo": held}, moves=[a_threat()]) for held in (0.5, 0.6)]
    assert list(partings(*map(a_history, gains))) == []


def test_a_history_that_has_ended_parts_from_one_that_goes_on_and_nothing_comes_after():
    same = a_quarter(moves=[concedes()])
    found = list(partings(a_history(same), a_history(same, a_quarter(moves=[concedes()]), same)))
    assert [(parting.quarter, parting.told) for parting in found] == [(10, ("the history has ended", ""))]


def test_a_decision_that_is_fixed_says_so():
    binding = Binding("iran", "endorse", "always")
    found = list(partings(tell(OTHER.replace(bindings=[binding]), 3), tell(OTHER, 3)))
    fixed = [parting for parting in found if parting.fixed([binding], [])]
    assert {parting.one.action for parting in fixed} == {"endorse"}
    assert not any(parting.fixed([], []) for parting in found)


def test_no_turn_is_told_of_a_quarter_in_which_nothing_happens():
    assert [turn.told(a_quarter()) for turn in TURNS] == [""] * len(TURNS)


def test_several_worlds_side_by_side_are_told_as_each_alone():
    worlds = [5, 2, 0]
    together = tell_several(ONE, worlds)
    for history, world in zip(together, worlds, strict=True):
        alone = tell(ONE, world)
        assert str(history) == str(alone)
        assert [record.state for record in history.quarters] == [record.state for record in alone.quarters]


def test_values_that_differ_between_worlds_are_those_of_each_world():
    import numpy as np

    setting = OTHER.replace({"actors.azerbaijan.war_cost": np.array([0.05, 0.2])})
    assert [str(one) for one in tell_several(setting, [1, 0])] == [str(tell(setting, 1)), str(tell(setting, 0))]


@pytest.mark.parametrize(("worlds", "message"), [([], "empty"), ([1, 1], "named twice"), ([-1], "worlds")])
def test_worlds_that_cannot_be_told_are_refused(worlds, message):
    with pytest.raises(InputError, match=message):
        tell_several(OTHER, worlds)


def test_the_terms_of_a_move_add_up_to_its_reasons():
    """In a choice between two open courses the reasons are those for the one less those for the other."""
    checked = 0
    for _, move in tell(OTHER, 1).moves():
        if move.decision.startswith("sign") and not move.closed:
            other = next(action for action in move.chances if action != move.action)
            found = {motive.key: value for motive, value in move.against(move.action, other).items() if value}
            assert found == pytest.approx({reason.reason: reason.value for reason in move.reasons})
            checked += 1
    assert checked
