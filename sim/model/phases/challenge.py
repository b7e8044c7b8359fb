"""The third phase: crises in which Azerbaijan can use force, the answers to it, and its moves where it does not."""

from __future__ import annotations

import numpy as np

from sim.model.actors import waiting
from sim.model.actors.all import AZERBAIJAN, OUTSIDE_POWERS
from sim.model.actors.campaigns import DISINFORMATION, campaign
from sim.model.mechanisms import relapse
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases import causes, consequences, crises, learning
from sim.model.phases.crises import CHALLENGE
from sim.model.phases.moves import Moves
from sim.model.phases.war import relapsed
from sim.model.world.flow import ONE_SIDE
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS

RENEGING = relapse.CHANNELS.index("reneging")


def run(view: View) -> None:
    """Crises open, Azerbaijan moves by force or refrains, those who could answer do; elsewhere it makes its other moves.

    An attack is always seen and traced to its author; what stays below war only by chance.
    """
    world = view.worlds
    traces = view.draw("violation_seen")
    noticed = traces < view.outlook.guarantees.chance_seen
    episode = crises.play(view, CHALLENGE, _open(view))
    war = consequences.wars(view, episode)
    causes.record(view, CHALLENGE, episode, war)
    crises.learn(view, episode)
    spread, traced = _moves(view, episode.moved, traces, noticed)
    known = war | episode.moves["attack"] | (episode.moved & noticed) | traced
    severity = _severity(view, episode.moves, war, traced)
    acted, intervened = _answers_of_powers(view, severity, known)
    learning.of_powers(view, severity, known, acted)
    answered = np.zeros(view.size, dtype=bool)
    answered[known] = acted.any(axis=0)
    world.count("interventions", intervened)
    _count(view, episode, traced, answered)
    consequences.of_challenge(view, episode, war, intervened, answered, spread, traced)


def _open(view: View) -> BoolArray:
    """Where there is a crisis in which Azerbaijan can use force: by chance, after an incident, or since it is bound to."""
    world = view.worlds
    chance = view.draw("crisis_azerbaijan") < waiting.crisis_rate(view)
    bound = view.commitments.obliges("azerbaijan", CHALLENGE.moves, view)
    allowed = ~world.signed | (np.asarray(view.values.mechanisms.relapse.strength.reneging) > 0)
    is_open: BoolArray = world.active & allowed & (chance | world.provoked | bound)
    return is_open


def _moves(view: View, used_force: BoolArray, traces: FloatArray, noticed: BoolArray) -> tuple[BoolArray, BoolArray]:
    """What Azerbaijan does where it uses no force: in the talks, under the agreement, and by campaigns.

    Returns
    -------
    spread, traced : array of bool, shape (N,)
        Where it spread disinformation, and where that was traced to it.
    """
    made = Moves(AZERBAIJAN, view, ~used_force)
    active = view.worlds.active & ~used_force

    def chose(*names: str) -> BoolArray:
        return made.took(*names) & active

    _in_the_talks(view, chose("release_prisoners"), chose("refuse_mediator"), chose("raise_demand"))
    _under_the_agreement(view, chose("implement"), chose("exploit_gap"), noticed)
    learning.of_good_faith(view, chose("release_prisoners", "implement"))
    spread = chose(DISINFORMATION)
    return spread, _disinform(view, spread, traces)


def _in_the_talks(view: View, released: BoolArray, refused: BoolArray, raised: BoolArray) -> None:
    """Prisoners, refused mediators, raised demands."""
    world, rules = view.worlds, view.values.mechanisms.bargaining
    view.flow.escalated = raised.astype(float)
    world.set(refused=refused, prisoners=world.prisoners * (1.0 - rules.release_share * released))


def _under_the_agreement(view: View, implemented: BoolArray, exploited: BoolArray, noticed: BoolArray) -> None:
    """Azerbaijan carries the agreement out, or takes what a gap in it allows."""
    rules, flow, world = view.values.mechanisms.relapse, view.flow, view.worlds
    seen = exploited & noticed
    flow.good_faith = flow.good_faith + ONE_SIDE * implemented
    flow.setback = flow.setback + rules.setback * exploited
    flow.incidents = flow.incidents + rules.violation_tension * seen
    flow.trouble = flow.trouble | seen
    relapsed(view, seen, RENEGING)
    world.set(violations=world.violations + rules.violation_weight * seen * (1.0 - world.violations))


def _disinform(view: View, spread: BoolArray, traces: FloatArray) -> BoolArray:
    """Campaigns of disinformation frighten and divide the Armenian public; some are traced to Baku (araz2023 ¶5)."""
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    world.count("campaigns", spread)
    added_fear, lost = campaign(view)
    flow.frightened, flow.divided = added_fear * spread, lost * spread
    return spread & (traces < seen.guarantees.chance_seen * values.mechanisms.disinformation.attribution)


def _severity(view: View, moves: dict[str, BoolArray], war: BoolArray, traced: BoolArray) -> FloatArray:
    """Severity of what happened: of the move, or of an attack where it came to war."""
    levels = view.values.mechanisms.deterrence.severity
    severity = levels.disinformation * traced + sum(getattr(levels, move) * where for move, where in moves.items())
    return np.where(war, np.maximum(severity, levels.attack), severity)


def _answers_of_powers(view: View, severity: FloatArray, known: BoolArray) -> tuple[BoolArray, BoolArray]:
    """Each outside power answers a challenge that was seen, or leaves it unanswered.

    Returns
    -------
    acted : array of bool, shape (powers, worlds in which a challenge was seen)
        Whether the power punished or intervened.
    intervened : array of bool, shape (N,)
        Whether any power intervened.
    """
    intervened = np.zeros(view.worlds.size, dtype=bool)
    acted = np.zeros((len(POWERS), np.count_nonzero(known)), dtype=bool)
    if not acted.size:
        return acted, intervened
    part = view.only(known)
    for row, power in enumerate(OUTSIDE_POWERS):
        answer = view.noted(power.answer(part, severity[part.places]))
        acted[row] = answer.did("punish", "intervene")
        intervened[part.places] |= answer.did("intervene")
    return acted, intervened


def _count(view: View, episode: crises.Episode, traced: BoolArray, answered: BoolArray) -> None:
    """Write crises and challenges into the record of each world."""
    world, quarter, moves = view.worlds, view.quarter, episode.moves
    below_war = moves["incursion"] | moves["siege"]
    challenged = episode.moved | traced
    least = view.values.outcomes.counts_as_guarantor
    believed = view.outlook.beliefs.word * view.outlook.beliefs.bound
    world.mark("first_crisis_quarter", below_war, quarter, once=True)
    world.mark("last_crisis_quarter", below_war, quarter)
    world.count("crises", below_war)
    world.count("threats", moves["threaten"] | moves["siege"])
    world.count("stood_down", episode.stood_down)
    world.count("challenges", challenged)
    world.count("tested", challenged & (believed >= least).any(axis=0))
    world.count("answered", answered)
    relapsed(view, challenged & world.signed, RENEGING)
