"""The third phase: Azerbaijan moves, those who could answer do, and beliefs are updated on what was seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.model.actors import crisis_game
from sim.model.actors.all import ARMENIA, AZERBAIJAN, OUTSIDE_POWERS
from sim.model.actors.decision import Decision
from sim.model.mechanisms import bargaining, capability, relapse, reputation
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases.moves import Moves
from sim.model.phases.war import declare_war, relapsed
from sim.model.world.flow import ONE_SIDE
from sim.model.world.outcomes import war_cause
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES, POWERS

RENEGING = relapse.CHANNELS.index("reneging")


def run(view: View) -> None:
    """Azerbaijan moves at the table, under the agreement, or by force; the answers follow.

    An attack is always seen and laid at the right door, what stays below war by chance.
    """
    made = Moves(AZERBAIJAN, view)
    active = view.worlds.active

    def chose(*names: str) -> BoolArray:
        return made.took(*names) & active

    traces = view.draw("violation_seen")
    noticed = traces < view.outlook.guarantees.chance_seen
    _at_the_table(view, chose("concede"), chose("release_prisoners"), chose("refuse_mediator"), chose("raise_demand"))
    _under_the_agreement(view, chose("implement"), chose("exploit_gap"), noticed)
    moves = {name: chose(name) for name in (*crisis_game.BELOW_WAR, "attack")}
    traced = _disinform(view, chose(crisis_game.DISINFORMATION), traces)
    yielded = _answers_of_armenia(view, moves)
    moves[crisis_game.DISINFORMATION] = traced
    challenged = np.logical_or.reduce(list(moves.values()))
    known = moves["attack"] | traced | (challenged & noticed)
    acted, intervened = _answers_of_powers(view, moves, known)
    view.worlds.count("interventions", intervened)
    _learn(view, known, acted)
    _learn_of_azerbaijan(view, challenged, chose("concede", "release_prisoners", "implement"))
    answered = np.zeros(view.size, dtype=bool)
    answered[known] = acted.any(axis=0)
    _coercion(view, moves, yielded, answered)
    _record(view, moves, answered)
    _attack(view, moves["attack"], yielded, made.decisions)


def _at_the_table(view: View, conceded: BoolArray, released: BoolArray, refused: BoolArray, raised: BoolArray) -> None:
    """Concessions, prisoners, refused mediators, raised demands."""
    world, rules, seen = view.worlds, view.values.mechanisms.bargaining, view.outlook
    step = bargaining.step_length(rules.step, rules.difficulty.stack(ISSUES)) * seen.table.attention
    view.flow.step_azerbaijan = step * conceded
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
    """Campaigns of disinformation frighten and divide the Armenian public; some are traced to Baku (araz2023 ¶5).

    Returns
    -------
    array of bool, shape (N,)
        Where a campaign was laid at the right door; elsewhere there is nobody whom others could hold to account.
    """
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    world.count("campaigns", spread)
    added_fear, lost = crisis_game.campaign(view)
    flow.frightened, flow.divided = added_fear * spread, lost * spread
    return spread & (traces < seen.guarantees.chance_seen * values.mechanisms.disinformation.attribution)


def _answers_of_armenia(view: View, moves: dict[str, BoolArray]) -> BoolArray:
    """Armenia yields or resists, move by move."""
    yielded = np.zeros(view.size, dtype=bool)
    for move, where in moves.items():
        if where.any():
            part = view.only(where)
            yielded[part.places] = view.noted(ARMENIA.answer(part, move)).did("yield")
    return yielded


def _answers_of_powers(view: View, moves: dict[str, BoolArray], known: BoolArray) -> tuple[BoolArray, BoolArray]:
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
    levels = part.values.mechanisms.deterrence.severity
    severity = sum((getattr(levels, move) * where[part.places] for move, where in moves.items()), np.zeros(part.size))
    for row, power in enumerate(OUTSIDE_POWERS):
        answer = view.noted(power.answer(part, severity))
        acted[row] = answer.did("punish", "intervene")
        intervened[part.places] |= answer.did("intervene")
    return acted, intervened


def _learn(view: View, known: BoolArray, acted: BoolArray) -> None:
    """Azerbaijan learns about resolve, Armenia about its patrons, where the powers were tested; old evidence fades (araz2023 ¶4)."""
    if acted.size:
        part = view.only(known)
        world, rules = part.worlds, part.values.mechanisms.reputation
        interest = part.values.mechanisms.deterrence.interest.stack(POWERS)
        evidence: dict[str, FloatArray] = {
            "resolve_kept": acted.astype(float),
            "resolve_broken": interest * ~acted,
            "patron_kept": acted.astype(float),
            "patron_broken": rules.treaty.stack(POWERS) * ~acted,
        }
        learned = {n: reputation.learn(getattr(world, n), shown, rules.learning) for n, shown in evidence.items()}
        view.worlds.set_in(part.places, **learned)
    world, memory = view.worlds, view.values.mechanisms.reputation.memory
    world.set(**{name: reputation.fade(getattr(world, name), prior, memory) for name, prior in world.priors.items()})


def _learn_of_azerbaijan(view: View, challenged: BoolArray, kept_faith: BoolArray) -> None:
    """Armenia learns from what Azerbaijan does whether it keeps its word (dersimonian2024 ¶5)."""
    world, rules = view.worlds, view.values.mechanisms.reputation
    world.set(
        reliability_kept=reputation.learn(
            world.reliability_kept, kept_faith.astype(float), rules.learning * rules.good_deeds
        ),
        reliability_broken=reputation.learn(world.reliability_broken, challenged.astype(float), rules.learning),
    )


def _coercion(view: View, moves: dict[str, BoolArray], yielded: BoolArray, answered: BoolArray) -> None:
    """What incursions and sieges bring: concessions under force, tension, a whetted or spoiled appetite."""
    world, flow = view.worlds, view.flow
    rules, severity = view.values.mechanisms.crisis, view.values.mechanisms.deterrence.severity
    below_war = moves["incursion"] | moves["siege"]
    success = below_war & yielded
    _extract(view, moves["siege"], success)
    weight = sum((getattr(severity, move) * where for move, where in moves.items() if move != "attack"), np.zeros(1))
    flow.incidents = flow.incidents + rules.crisis_tension * weight
    flow.trouble = flow.trouble | below_war | moves[crisis_game.DISINFORMATION]
    flow.setback = flow.setback + view.values.mechanisms.relapse.setback * below_war
    hunger = rules.appetite_gain * success * (1.0 - world.appetite) - rules.appetite_loss * answered * world.appetite
    world.set(
        siege=np.where(moves["siege"], 1.0 - rules.relief, world.siege * (1.0 - rules.siege_easing)),
        pressure=np.where(below_war, 1.0, world.pressure * rules.pressure_memory),
        appetite=world.appetite * rules.appetite_memory + hunger,
        coerced_last_quarter=below_war | moves[crisis_game.DISINFORMATION],
        attacked_last_quarter=moves["attack"],
    )


def _extract(view: View, siege: BoolArray, success: BoolArray) -> None:
    """Where coercion succeeds, Armenia is moved: on the issues at the table, or on all under an agreement."""
    seen = view.outlook
    part = view.only(success)
    world, seen, rules = part.worlds, part.outlook, part.values.mechanisms.crisis
    blunted = np.where(siege[part.places], *(crisis_game.blunted(move, part) for move in ("siege", "incursion")))
    attention = np.where(seen.signed, world.live / np.maximum(world.live.sum(axis=0), 1), seen.table.attention)
    view.flow.coerced_step[:, part.places] = rules.coerced_step * blunted * attention


def _record(view: View, moves: dict[str, BoolArray], answered: BoolArray) -> None:
    """Write crises and challenges into the record of each world."""
    world, quarter = view.worlds, view.quarter
    below_war = moves["incursion"] | moves["siege"]
    challenged = below_war | moves["attack"] | moves[crisis_game.DISINFORMATION]
    world.mark("first_crisis_quarter", below_war, quarter, once=True)
    world.mark("last_crisis_quarter", below_war, quarter)
    world.count("crises", below_war)
    world.count("challenges", challenged)
    world.count("answered", answered)
    relapsed(view, challenged & world.signed, RENEGING)


def _attack(view: View, attacked: BoolArray, yielded: BoolArray, decided: Sequence[Decision]) -> None:
    """An attack that is resisted is war; one that is not is a fait accompli."""
    world, seen, quarter = view.worlds, view.outlook, view.quarter
    war = attacked & ~yielded
    if war.any():
        world.set(war_cause=np.where(war, war_cause(seen.prospects, *_in_bakus_eyes(view, decided)), world.war_cause))
        declare_war(view, war)
    taken = attacked & yielded
    if not taken.any():
        return
    at_table = taken & (seen.table.target > 0)
    stake = seen.table.at_risk * taken
    view.flow.taken = taken.astype(float)
    view.flow.settled = view.flow.settled + stake
    view.flow.incidents = view.flow.incidents + view.values.mechanisms.crisis.crisis_tension * taken
    view.flow.trouble = view.flow.trouble | taken
    world.set(
        status_quo=world.status_quo + stake,
        agreed=world.agreed | at_table,
        demand=np.where(at_table, 1.0, world.demand),
        offer=np.where(at_table, 1.0, world.offer),
        coerced=np.where(at_table, 1.0, world.coerced),
    )
    world.mark("fait_accompli_quarter", taken, quarter)
    world.count("faits_accomplis", taken)


def _in_bakus_eyes(view: View, decided: Sequence[Decision]) -> tuple[FloatArray, BoolArray]:
    """How far each attack fell short of the best open move in Baku's own eyes; and where nothing else was left to do."""
    regret, bound = np.zeros(view.size), np.zeros(view.size, dtype=bool)
    for move in decided:
        attacks = np.flatnonzero(move.did("attack"))
        if len(attacks):
            places = move.view.places[attacks]
            regret[places], bound[places] = move.regret_of("attack", attacks), move.alone("attack", attacks)
    return regret, bound


def shifted_power(view: View) -> FloatArray:
    """Capability that concessions of this quarter move to Azerbaijan."""
    return capability.concession_shift(view.flow.settled, view.values.mechanisms.capability.concession_shift)
