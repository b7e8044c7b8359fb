"""Phases 3 to 5: Azerbaijan moves, those who could answer do, and beliefs are updated on what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.model.actors import crisis_game
from sim.model.actors.actor import did
from sim.model.actors.azerbaijan import Azerbaijan
from sim.model.mechanisms import bargaining, capability, relapse, reputation
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases.flow import ONE_SIDE
from sim.model.phases.war import declare_war
from sim.model.world.outcomes import war_cause
from sim.parameters.vocabulary import ISSUES, POWERS

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

RENEGING = relapse.CHANNELS.index("reneging")


def run(model: NegotiationModel) -> None:
    """Azerbaijan moves at the table, under the agreement, or by force; the answers follow.

    An attack is always seen and laid at the right door, what stays below war by chance.
    """
    actor = model.actor("azerbaijan")
    chosen = actor.move(model.situation, "move_azerbaijan")
    active = model.worlds.active

    def chose(*names: str) -> BoolArray:
        return did(Azerbaijan.menu, chosen, names) & active

    traces = model.draw("violation_seen")
    noticed = traces < model.situation.seen
    _at_the_table(model, chose("concede"), chose("release_prisoners"), chose("refuse_mediator"), chose("raise_demand"))
    _under_the_agreement(model, chose("implement"), chose("exploit_gap"), noticed)
    moves = {name: chose(name) for name in (*crisis_game.BELOW_WAR, "attack")}
    traced = _disinform(model, chose(crisis_game.DISINFORMATION), traces)
    yielded = _answers_of_armenia(model, moves)
    moves[crisis_game.DISINFORMATION] = traced
    challenged = np.logical_or.reduce(list(moves.values()))
    seen = moves["attack"] | traced | (challenged & noticed)
    acted, intervened = _answers_of_powers(model, moves, seen)
    model.worlds.count("interventions", intervened)
    _learn(model, seen, acted)
    _learn_of_azerbaijan(model, challenged, chose("concede", "release_prisoners", "implement"))
    answered = np.zeros(model.worlds.size, dtype=bool)
    answered[seen] = acted.any(axis=0)
    _coercion(model, moves, yielded, answered)
    _record(model, moves, answered)
    _attack(model, moves["attack"], yielded)


def _at_the_table(
    model: NegotiationModel, conceded: BoolArray, released: BoolArray, refused: BoolArray, raised: BoolArray
) -> None:
    """Concessions, prisoners, refused mediators, raised demands."""
    world, rules = model.worlds, model.values.mechanisms.bargaining
    step = bargaining.step_length(rules.step, rules.difficulty.stack(ISSUES)) * model.situation.attention
    model.flow.step_azerbaijan = step * conceded
    model.flow.escalated = raised.astype(float)
    world.set(refused=refused, prisoners=world.prisoners * (1.0 - rules.release_share * released))


def _under_the_agreement(
    model: NegotiationModel, implemented: BoolArray, exploited: BoolArray, noticed: BoolArray
) -> None:
    """Azerbaijan carries the agreement out, or takes what a gap in it allows."""
    rules, flow, world = model.values.mechanisms.relapse, model.flow, model.worlds
    seen = exploited & noticed
    flow.good_faith = flow.good_faith + ONE_SIDE * implemented
    flow.setback = flow.setback + rules.setback * exploited
    flow.incidents = flow.incidents + rules.violation_tension * seen
    flow.trouble = flow.trouble | seen
    model.relapsed(seen, RENEGING)
    world.set(violations=world.violations + rules.violation_weight * seen * (1.0 - world.violations))


def _disinform(model: NegotiationModel, spread: BoolArray, traces: FloatArray) -> BoolArray:
    """Campaigns of disinformation frighten and divide the Armenian public; some are traced to Baku (araz2023 ¶5).

    Returns
    -------
    array of bool, shape (N,)
        Where a campaign was laid at the right door; elsewhere there is nobody whom others could hold to account.
    """
    world, flow, values = model.worlds, model.flow, model.values
    world.count("campaigns", spread)
    added_fear, lost = crisis_game.campaign(world, values)
    flow.frightened, flow.divided = added_fear * spread, lost * spread
    return spread & (traces < model.situation.seen * values.mechanisms.disinformation.attribution)


def _answers_of_armenia(model: NegotiationModel, moves: dict[str, BoolArray]) -> BoolArray:
    """Armenia yields or resists, move by move."""
    yielded = np.zeros(model.worlds.size, dtype=bool)
    armenia = model.actor("armenia")
    for move, where in moves.items():
        if where.any():
            with model.focus(where) as rows:
                yielded[rows] = did(armenia.answers, armenia.answer(model.situation, move), "yield")
    return yielded


def _answers_of_powers(
    model: NegotiationModel, moves: dict[str, BoolArray], seen: BoolArray
) -> tuple[BoolArray, BoolArray]:
    """Each outside power answers a challenge that was seen, or leaves it unanswered.

    Returns
    -------
    acted : array of bool, shape (powers, worlds in which a challenge was seen)
        Whether the power punished or intervened.
    intervened : array of bool, shape (N,)
        Whether any power intervened.
    """
    intervened = np.zeros(model.worlds.size, dtype=bool)
    acted = np.zeros((len(POWERS), np.count_nonzero(seen)), dtype=bool)
    if not acted.size:
        return acted, intervened
    with model.focus(seen) as rows:
        levels = model.values.mechanisms.deterrence.severity
        severity = sum((getattr(levels, move) * where[rows] for move, where in moves.items()), np.zeros(len(rows)))
        for row, name in enumerate(POWERS):
            power = model.actor(name)
            chosen = power.answer(model.situation, severity)
            acted[row] = did(power.answers, chosen, ("punish", "intervene"))
            intervened[rows] |= did(power.answers, chosen, "intervene")
    return acted, intervened


def _learn(model: NegotiationModel, seen: BoolArray, acted: BoolArray) -> None:
    """Azerbaijan learns about resolve, Armenia about its patrons, where the powers were tested; old evidence fades (araz2023 ¶4)."""
    memory = model.values.mechanisms.reputation.memory
    if acted.size:
        with model.focus(seen) as rows:
            world, rules = model.worlds, model.values.mechanisms.reputation
            interest = model.values.mechanisms.deterrence.interest.stack(POWERS)
            evidence: dict[str, FloatArray] = {
                "resolve_kept": acted.astype(float),
                "resolve_broken": interest * ~acted,
                "patron_kept": acted.astype(float),
                "patron_broken": rules.treaty.stack(POWERS) * ~acted,
            }
            learned = {n: reputation.learn(getattr(world, n), shown, rules.learning) for n, shown in evidence.items()}
        model.worlds.set_in(rows, **learned)
    world = model.worlds
    world.set(**{name: reputation.fade(getattr(world, name), prior, memory) for name, prior in model.priors.items()})


def _learn_of_azerbaijan(model: NegotiationModel, challenged: BoolArray, kept_faith: BoolArray) -> None:
    """Armenia learns from what Azerbaijan does whether it keeps its word (dersimonian2024 ¶5)."""
    world, rules = model.worlds, model.values.mechanisms.reputation
    world.set(
        reliability_kept=reputation.learn(
            world.reliability_kept, kept_faith.astype(float), rules.learning * rules.good_deeds
        ),
        reliability_broken=reputation.learn(world.reliability_broken, challenged.astype(float), rules.learning),
    )


def _coercion(model: NegotiationModel, moves: dict[str, BoolArray], yielded: BoolArray, answered: BoolArray) -> None:
    """What incursions and sieges bring: concessions under force, tension, a whetted or spoiled appetite."""
    world, flow = model.worlds, model.flow
    rules, severity = model.values.mechanisms.crisis, model.values.mechanisms.deterrence.severity
    below_war = moves["incursion"] | moves["siege"]
    success = below_war & yielded
    _extract(model, moves["siege"], success)
    weight = sum((getattr(severity, move) * where for move, where in moves.items() if move != "attack"), np.zeros(1))
    flow.incidents = flow.incidents + rules.crisis_tension * weight
    flow.trouble = flow.trouble | below_war | moves[crisis_game.DISINFORMATION]
    flow.setback = flow.setback + model.values.mechanisms.relapse.setback * below_war
    hunger = rules.appetite_gain * success * (1.0 - world.appetite) - rules.appetite_loss * answered * world.appetite
    world.set(
        siege=np.where(moves["siege"], 1.0 - rules.relief, world.siege * (1.0 - rules.siege_easing)),
        pressure=np.where(below_war, 1.0, world.pressure * rules.pressure_memory),
        appetite=world.appetite * rules.appetite_memory + hunger,
        coerced_last_quarter=below_war | moves[crisis_game.DISINFORMATION],
        attacked_last_quarter=moves["attack"],
    )


def _extract(model: NegotiationModel, siege: BoolArray, success: BoolArray) -> None:
    """Where coercion succeeds, Armenia is moved: on the issues at the table, or on all under an agreement."""
    flow = model.flow
    with model.focus(success) as rows:
        world, s, rules = model.worlds, model.situation, model.values.mechanisms.crisis
        blunted = np.where(siege[rows], *(crisis_game.blunted(move, model.values) for move in ("siege", "incursion")))
        attention = np.where(s.signed, world.live / np.maximum(world.live.sum(axis=0), 1), s.attention)
        flow.coerced_step[:, rows] = rules.coerced_step * blunted * attention


def _record(model: NegotiationModel, moves: dict[str, BoolArray], answered: BoolArray) -> None:
    """Write crises and challenges into the record of each world."""
    world, quarter = model.worlds, model.quarter
    below_war = moves["incursion"] | moves["siege"]
    challenged = below_war | moves["attack"] | moves[crisis_game.DISINFORMATION]
    world.mark("first_crisis_quarter", below_war, quarter, once=True)
    world.mark("last_crisis_quarter", below_war, quarter)
    world.count("crises", below_war)
    world.count("challenges", challenged)
    world.count("answered", answered)
    model.relapsed(challenged & world.signed, RENEGING)


def _attack(model: NegotiationModel, attacked: BoolArray, yielded: BoolArray) -> None:
    """An attack that is resisted is war; one that is not is a fait accompli."""
    world, s, quarter = model.worlds, model.situation, model.quarter
    war = attacked & ~yielded
    if war.any():
        actor = model.actor("azerbaijan")
        cause = war_cause(s, actor.regret, actor.bound)
        world.set(war_cause=np.where(war, cause, world.war_cause))
        declare_war(model, war)
    taken = attacked & yielded
    if not taken.any():
        return
    at_table = taken & (s.target > 0)
    stake = s.at_risk * taken
    model.flow.taken = taken.astype(float)
    model.flow.settled = model.flow.settled + stake
    model.flow.incidents = model.flow.incidents + model.values.mechanisms.crisis.crisis_tension * taken
    model.flow.trouble = model.flow.trouble | taken
    world.set(
        status_quo=world.status_quo + stake,
        agreed=world.agreed | at_table,
        demand=np.where(at_table, 1.0, world.demand),
        offer=np.where(at_table, 1.0, world.offer),
        coerced=np.where(at_table, 1.0, world.coerced),
    )
    world.mark("fait_accompli_quarter", taken, quarter)
    world.count("faits_accomplis", taken)


def shifted_power(model: NegotiationModel) -> FloatArray:
    """Capability that concessions of this quarter move to Azerbaijan."""
    return capability.concession_shift(model.flow.settled, model.values.mechanisms.capability.concession_shift)
