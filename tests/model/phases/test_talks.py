"""Signature and ratification: power moves with a signature, and moves back where the agreement fails at home."""

import numpy as np
import pytest

from sim.model.actors import challenge, waiting
from sim.model.actors.signature import step_on_the_text
from sim.model.phases import talks
from sim.model.world.outlook.table import table_of
from sim.model.world.state import NEVER, SIGNED, TALKS
from sim.parameters import Binding

SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]
TEXT = {"demand": 0.6, "offer": 0.6, "agreed": True, "frozen_until": 0}
REJECTED = {"mechanisms.ratification.pivot": 2.0, "mechanisms.ratification.slope": 40.0}
PASSED = {"mechanisms.ratification.pivot": -1.0, "mechanisms.ratification.slope": 40.0}
NO_FALLS = {"mechanisms.legitimacy.government.hazard": 0.0}
POWER = ("capability_armenia", "capability_azerbaijan")


def power_of(view):
    """The capabilities of both rivals now."""
    return np.stack([getattr(view.worlds, name) for name in POWER])


def test_with_a_signature_power_moves_by_what_changes_hands(situation):
    view = situation(bindings=SIGN, values=NO_FALLS, **TEXT)
    before, held = power_of(view), view.worlds.status_quo.copy()
    talks.run(view)
    world, shift = view.worlds, view.values.mechanisms.capability.concession_shift
    moved = shift * (table_of(world, view.values).share - held)
    assert world.signed.all()
    assert moved.min() > 0
    assert power_of(view) - before == pytest.approx(np.stack([-moved, moved]))
    assert world.shifted == pytest.approx(moved)


def signed_and_put_to_a_vote(situation, ratification):
    """The power before a signature, and the worlds after the vote of the next quarter."""
    view = situation(bindings=SIGN, values={**ratification, **NO_FALLS}, **TEXT)
    before = power_of(view)
    talks.run(view)
    assert view.worlds.signed.all()
    view.quarter += 1
    view.commitments = type(view.commitments)()
    view.look()
    talks.run(view)
    return view, before


def test_a_rejected_ratification_undoes_the_shift_of_power(situation):
    view, before = signed_and_put_to_a_vote(situation, REJECTED)
    assert power_of(view) == pytest.approx(before, abs=1e-12)
    assert not view.worlds.shifted.any()


def test_a_rejected_ratification_leads_back_to_talks_that_rest(situation):
    view, _ = signed_and_put_to_a_vote(situation, REJECTED)
    world, rules = view.worlds, view.values.mechanisms.ratification
    assert (world.phase == TALKS).all()
    assert (world.signed_quarter == NEVER).all()
    assert (world.first_signed_quarter == view.quarter - 1).all()
    assert (world.failed_ratifications == 1).all()
    assert (world.frozen_until == view.quarter + rules.pause).all()
    assert not world.undone.any(), "nothing was undone by war"


def test_a_ratified_agreement_keeps_the_shift_of_power(situation):
    view, before = signed_and_put_to_a_vote(situation, PASSED)
    world = view.worlds
    assert (world.phase == SIGNED).all()
    assert world.ratified.all()
    assert power_of(view) - before == pytest.approx(np.stack([-world.shifted, world.shifted]))


def test_an_agreement_that_is_renewed_after_a_war_is_no_longer_undone(situation):
    view = situation(bindings=SIGN, values=NO_FALLS, undone=True, last_war_quarter=2, **TEXT)
    talks.run(view)
    assert view.worlds.signed.all()
    assert not view.worlds.undone.any()


def test_a_text_that_lies_unsigned_loses_its_promise_and_nothing_moves(situation):
    view = situation(bindings=[Binding("azerbaijan", "refuse_to_sign", "always")], values=NO_FALLS, **TEXT)
    before = power_of(view)
    talks.run(view)
    assert view.worlds.in_talks.all()
    assert view.worlds.confidence == pytest.approx(view.values.mechanisms.signature.patience)
    assert np.array_equal(power_of(view), before)


def test_nobody_signs_in_a_quarter_in_which_something_was_taken(situation):
    """Both look again first: what was weighed early in the quarter is no longer what is held."""
    view = situation(bindings=SIGN, values=NO_FALLS, **TEXT)
    view.flow.settled = np.where(np.arange(view.size) % 2 == 0, 0.05, 0.0)
    talks.run(view)
    assert not view.worlds.signed[::2].any()
    assert view.worlds.signed[1::2].all()
    assert (view.worlds.confidence[::2] == view.worlds.confidence[1]).all(), "and it is no refusal"


def refused_by(situation, refuses, *more):
    """Before and after a quarter in which one side does not sign a text that the other would sign."""
    other = "azerbaijan" if refuses == "armenia" else "armenia"
    bound = [Binding(refuses, "refuse_to_sign", "always"), Binding(other, "sign", "always"), *more]
    view = situation(bindings=bound, values=NO_FALLS, pressure=0.5, coerced=0.1, **TEXT)
    before = table_of(view.worlds, view.values).share.copy()
    talks.run(view)
    assert view.worlds.in_talks.all()
    return view, table_of(view.worlds, view.values).share - before


@pytest.mark.parametrize(("refuses", "gives", "sign"), [("azerbaijan", "armenia", 1), ("armenia", "azerbaijan", -1)])
def test_a_text_moves_towards_the_side_that_refuses_it_while_the_other_gives_way(situation, refuses, gives, sign):
    view, moved = refused_by(situation, refuses, Binding(gives, "give_way", "always"))
    world = view.worlds
    assert (sign * moved > 0).all()
    step = step_on_the_text(view)
    assert world.offer == pytest.approx(0.6 + sign * step)
    assert world.demand == pytest.approx(world.offer)
    assert world.agreed.all(), "the text stays one that could be signed"


@pytest.mark.parametrize(("refuses", "gives"), [("azerbaijan", "armenia"), ("armenia", "azerbaijan")])
def test_a_text_stays_as_it_is_where_the_other_side_keeps_it(situation, refuses, gives):
    _, moved = refused_by(situation, refuses, Binding(gives, "keep_text", "always"))
    assert not moved.any()


def test_a_text_stays_as_it_is_where_neither_side_would_sign_it(situation):
    neither = [Binding(rival, "refuse_to_sign", "always") for rival in ("armenia", "azerbaijan")]
    view = situation(bindings=neither, values=NO_FALLS, **TEXT)
    talks.run(view)
    assert (view.worlds.offer == 0.6).all()


def test_what_armenia_gives_under_pressure_on_an_agreed_text_is_remembered_as_coerced(situation):
    given, _ = refused_by(situation, "azerbaijan", Binding("armenia", "give_way", "always"))
    assert given.worlds.coerced == pytest.approx(0.1 + 0.5 * step_on_the_text(given))
    back, _ = refused_by(situation, "armenia", Binding("azerbaijan", "give_way", "always"))
    assert (back.worlds.coerced == 0.1).all()


def test_one_meeting_without_a_move_does_not_make_the_talks_hopeless(situation):
    """Who moved is judged by a year: after one pause most of the promise is left, after many none."""
    firm = [Binding("armenia", "stand_firm", "always")]
    view = situation(bindings=firm, values=NO_FALLS, demand=0.9, offer=0.3, moved_armenia=1.0)
    talks.run(view)
    memory = view.values.mechanisms.bargaining.progress_memory
    assert view.worlds.moved_armenia == pytest.approx(memory)


def test_a_pause_of_the_talks_is_foreseen_to_end(situation):
    """Frozen talks promise nothing while they are frozen, and what they promised before once they go on."""
    moving = {"demand": 0.9, "offer": 0.3, "moved_armenia": 1.0, "moved_azerbaijan": 1.0}
    open_, half, long = (waiting.talks(situation(frozen_until=12 + pause, **moving)) for pause in (0, 2, 8))
    assert (open_ > 0).all()
    assert ((half[0] > 0) & (half[0] < open_[0])).all()
    assert half[1:] == pytest.approx(open_[1:])
    assert not long[:2].any()
    assert long[2:] == pytest.approx(open_[2:])


def firm(condition, **more):
    return [Binding("armenia", "stand_firm", "when", condition, **more)]


def test_a_word_to_concede_nothing_after_coercion_puts_off_what_talks_promise_if_it_is_announced(situation):
    """A quarter after a threat; after a siege as long as it lasts, by its easing from 1 to what is negligible."""
    view = situation(bindings=firm("coercion_last_quarter", announced=True))
    discount = view.values.calendar.discount
    assert waiting.rest_after_coercion(view, siege=False) == pytest.approx(discount)
    besieged = situation(bindings=firm("siege_on", announced=True))
    signed = situation(bindings=firm("siege_on", announced=True), signed=True)
    assert waiting.rest_after_coercion(signed, siege=True) == pytest.approx(1.0), "there is no table to stand firm at"
    rules = besieged.values.mechanisms.crisis
    assert waiting.rest_after_coercion(besieged, siege=False) == pytest.approx(1.0)
    lasts = np.log(rules.negligible) / np.log(1.0 - rules.siege_easing)
    assert waiting.rest_after_coercion(besieged, siege=True) == pytest.approx(discount**lasts)
    for silent in (firm("siege_on"), firm("siege_on", announced=True, from_quarter=30), ()):
        assert waiting.rest_after_coercion(situation(bindings=silent), siege=True) == pytest.approx(1.0)


def test_an_announced_condition_makes_coercion_worth_less_to_azerbaijan(situation):
    """The same worlds, with a text in sight: every type gains less by a siege to which Armenia yields."""
    state = {"demand": 0.7, "offer": 0.6, "moved_armenia": 1.0, "moved_azerbaijan": 1.0}
    free, bound = (
        challenge.crisis_of(situation(bindings=bindings, **state))
        for bindings in ((), firm("siege_on", announced=True))
    )
    row = free.row("siege")
    assert (bound.game.yielded[row] <= free.game.yielded[row] + 1e-12).all()
    assert (bound.game.yielded[row] < free.game.yielded[row] - 1e-6).any()
    attack = free.row("attack")
    assert bound.game.yielded[attack] == pytest.approx(free.game.yielded[attack])


def test_a_text_that_is_complete_is_as_near_as_one_can_be_and_less_so_the_longer_it_lies_unsigned(situation):
    moving = {"moved_armenia": 1.0, "moved_azerbaijan": 1.0}
    ready = situation(confidence=1.0, **TEXT, **moving)
    quickest = ready.values.mechanisms.bargaining.quickest
    chance = waiting.talks(ready)
    assert chance[0] == pytest.approx(1.0 - (1.0 - quickest) ** 4)
    assert (chance >= waiting.talks(situation(demand=0.9, offer=0.3, **moving))).all()
    assert (waiting.talks(situation(confidence=0.5, **TEXT, **moving)) < chance).all()


def test_a_text_that_is_signed_is_no_longer_to_come(situation):
    moving = {"moved_armenia": 1.0, "moved_azerbaijan": 1.0, "confidence": 1.0}
    assert (waiting.talks(situation(**TEXT, **moving)) > 0).all()
    assert (waiting.talks(situation(signed=True, **TEXT, **moving)) == 0).all()
