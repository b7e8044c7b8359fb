"""What the rivals learn: of each other from every act in a crisis, of outside powers from their answers to force."""

import numpy as np
import pytest

from sim.model.actors.challenge import MOVES, crisis_of
from sim.model.mechanisms import deterrence, reputation
from sim.model.mechanisms.types import COSTS
from sim.model.phases import challenge
from sim.parameters import Binding
from sim.parameters.vocabulary import POWERS

BLURRED = {"mechanisms.quantal_response.precision": 30.0}
EITHER = {**BLURRED, "mechanisms.crisis.surrender_cost.homeland": 0.2}
"""A surrender that costs so little that Armenia may as well yield as resist."""
LASTING = {"mechanisms.reputation.memory": 1.0}
HOLD = Binding("azerbaijan", "hold", "always")
"""Nothing else that Azerbaijan does may be taken as a sign."""
GRANT, RESIST = (Binding("armenia", answer, "always") for answer in ("yield", "resist"))


def bayes(prior, likelihood):
    """A belief after an act, written out."""
    joint = prior * likelihood
    return joint / joint.sum(axis=0)


@pytest.mark.parametrize("move", ["refrain", *MOVES])
def test_armenias_belief_moves_by_bayes_rule_from_what_azerbaijan_does(situation, move):
    """Every move is granted, so that it is the only act of Azerbaijan; the chances are those of the crisis itself."""
    bindings = [Binding("azerbaijan", move, "always"), GRANT, HOLD]
    view = situation(50, bindings=bindings, values=BLURRED, provoked=True)
    prior, chances = view.worlds.belief_azerbaijan.copy(), crisis_of(view).solution.chances
    expected = bayes(prior, chances[0 if move == "refrain" else 1 + MOVES.index(move)])
    challenge.run(view)
    assert np.abs(expected - prior).max() > 1e-3
    assert view.worlds.belief_azerbaijan == pytest.approx(expected, abs=1e-12)


def test_armenias_belief_moves_once_more_when_a_threat_is_carried_out(situation):
    bindings = [Binding("azerbaijan", name, "always") for name in ("threaten", "carry_out")]
    view = situation(50, bindings=[*bindings, RESIST], values=BLURRED, provoked=True)
    prior, solution = view.worlds.belief_azerbaijan.copy(), crisis_of(view).solution
    threat = MOVES.index("threaten")
    expected = bayes(bayes(prior, solution.chances[1 + threat]), solution.fights[threat])
    challenge.run(view)
    assert view.worlds.belief_azerbaijan == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("answer", ["yield", "resist"])
def test_azerbaijans_belief_moves_by_bayes_rule_from_armenias_answer(situation, answer):
    bindings = [Binding("azerbaijan", "attack", "always"), Binding("armenia", answer, "always")]
    view = situation(50, bindings=bindings, values=EITHER, provoked=True)
    prior = view.worlds.belief_armenia.copy()
    yields = crisis_of(view).solution.yields[MOVES.index("attack")]
    expected = bayes(prior, yields if answer == "yield" else 1.0 - yields)
    challenge.run(view)
    assert np.abs(expected - prior).max() > 1e-3
    assert view.worlds.belief_armenia == pytest.approx(expected, abs=1e-12)


def test_who_resists_is_believed_to_bear_war_more_easily(situation):
    """The believed place among the costs of war falls, and rises where Armenia yields."""
    rank = np.arange(COSTS)[:, None]
    moved = {}
    for answer in ("yield", "resist"):
        bindings = [Binding("azerbaijan", "attack", "always"), Binding("armenia", answer, "always")]
        view = situation(50, bindings=bindings, values=EITHER, provoked=True)
        before = (rank * view.worlds.belief_armenia).sum(axis=0)
        challenge.run(view)
        moved[answer] = (rank * view.worlds.belief_armenia).sum(axis=0) - before
    assert (moved["resist"] < 0).all()
    assert (moved["yield"] > 0).all()


def test_nobody_learns_where_learning_is_off(situation):
    off = {**BLURRED, **LASTING, "mechanisms.reputation.learning": 0.0}
    view = situation(50, bindings=[Binding("azerbaijan", "attack", "always"), RESIST], values=off, provoked=True)
    names = ("belief_armenia", "belief_azerbaijan", "resolve_evidence", "word_evidence", "patron_evidence")
    before = {name: getattr(view.worlds, name).copy() for name in names}
    challenge.run(view)
    for name in names:
        assert getattr(view.worlds, name) == pytest.approx(before[name], abs=1e-12), name


@pytest.mark.parametrize("acts", [True, False])
def test_the_resolve_of_a_power_is_learned_by_bayes_rule_from_its_answer_to_an_attack(situation, acts):
    """The chance of resolve after the answer is what the chances of that answer under either type make of it."""
    answers = [Binding(power, "punish" if acts else "leave_unanswered", "always") for power in POWERS]
    attack = [Binding("azerbaijan", "attack", "always"), RESIST]
    view = situation(50, bindings=[*attack, *answers], values=LASTING, provoked=True)
    before, rules = view.outlook.beliefs, view.values.mechanisms
    interest = rules.deterrence.interest.stack(POWERS)

    def chance(resolve):
        acting = deterrence.chance_to_act(interest, resolve, before.readiness, before.word, before.bound)
        return acting if acts else 1.0 - acting

    resolute, irresolute = before.resolve * chance(1.0), (1.0 - before.resolve) * chance(0.0)
    challenge.run(view)
    prior = rules.reputation.initial_resolve.stack(POWERS)
    after = reputation.believed(prior, view.worlds.resolve_evidence)
    able = chance(1.0) + chance(0.0) > 0
    assert able.any()
    expected = resolute / np.where(able, resolute + irresolute, 1.0)
    sure = able & (chance(0.0) > 0)  # where only one type could act the belief ends at certainty
    assert after[sure] == pytest.approx(expected[sure])
    assert (after[able & ~sure] > 0.999).all()
    assert ((after > before.resolve) == acts)[able].all()
