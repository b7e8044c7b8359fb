"""What the actors see when they decide: quantities derived from the state of the worlds, by the mechanisms.

A situation is assessed once a quarter, after outside conditions have moved: what is done in a quarter is seen in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model.mechanisms import bargaining, deterrence, force, guarantees, reputation, spoilers
from sim.model.mechanisms.arrays import BoolArray, FloatArray, unit
from sim.model.world.outlook import neighbours, prospects
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import ISSUES, POWERS

TRANSPORT = ISSUES.index("transport")
JUSTICE = ISSUES.index("justice")
REGIONAL_POWERS = POWERS[:3]
SEVERITIES = ("disinformation", "incursion", "siege", "attack", "violation")
COMPONENTS = ("monitoring", "enforcement", "force", "legal_consequences")


@dataclass
class Situation:
    """Derived quantities of one quarter; arrays have shape (N,) unless said.

    Attributes
    ----------
    quarter : int
    talks, signed, text_agreed, frozen : array of bool
        Phase, whether the text is complete, whether the talks are frozen.
    attention : array, shape (issues, N)
        Share of the talks that each issue gets in this quarter.
    target : array, shape (issues, N)
        1 for the issue that an attack would settle, else 0.
    at_risk : array
        Share of the prize that an attack would take if it were not resisted; 0 where there is nothing to take.
    salience_azerbaijan, salience_armenia : array, shape (issues, N)
        Salience of each issue as a share of the prize.
    terms : array
        Extent to which Azerbaijan gets its demands if the table stands as it is.
    share : array
        Azerbaijan's share of the prize under those terms.
    terms_armenia, loss : array
        The same two as Armenia weighs the issues: the terms, and the share that it would have lost under them.
    at_stake, at_stake_armenia : array
        Share of the prize that hangs on the issues at the table, as either side weighs them.
    coerced_share, corridor : array
        Share of the terms conceded under coercion; how far the transport terms amount to a corridor.
    paper, believed : Package
        The guarantee package on paper; what of it is in force, as far as it is believed.
    protection, promised : array
        Protection that is in force, and that the package promises once the agreement is signed.
    intrusiveness, seen : array
        Foreign presence that the package brings; chance that a violation is seen.
    presence : array
        Power in battle that peacekeepers on the ground add to the weaker side.
    will_azerbaijan, will_armenia : array, shape (powers, N)
        Chance that each power acts on an open attack, as either rival believes.
    response : Forecast
        The expected answer to each kind of coercion, as Azerbaijan believes.
    hope : Forecast
        The same as Armenia believes.
    win, win_unguarded, win_helped : array
        Chance that Azerbaijan wins a war: without intervention, if guarantors stay out of it, and with intervention.
    range : BargainingRange
        The bargaining range now.
    durable : array
        The most that Azerbaijan can count on keeping.
    war_now, war_later, waiting : array
        Value to Azerbaijan of a war now, of a war after `foresight` quarters, and of restraint.
    prospect : array
        Chance that the talks succeed, as seen from the table.
    word : array, shape (powers, N)
        Obligation to answer force that each power has taken on: by the agreement in force, or by announcement.
    readiness : array, shape (powers, N)
        Share of its will that each power can turn into action.
    reliability : array
        Armenia's belief that Azerbaijan keeps its word.
    patron : array, shape (powers, N)
        Armenia's belief that each power stands by it.
    exclusion : array, shape (3, N)
        How far Russia, Turkey and Iran are shut out.
    drawn, widened : array
        Chance that a war would draw in Russia, Turkey and Iran, shape (3, N); what that would cost Azerbaijan on average.
    trade : array
        What integration is worth, as far as it is expected to have grown after `foresight` quarters.
    """

    quarter: int
    talks: BoolArray
    signed: BoolArray
    text_agreed: BoolArray
    frozen: BoolArray
    attention: FloatArray
    target: FloatArray
    at_risk: FloatArray
    salience_azerbaijan: FloatArray
    salience_armenia: FloatArray
    terms: FloatArray
    share: FloatArray
    terms_armenia: FloatArray
    loss: FloatArray
    at_stake: FloatArray
    at_stake_armenia: FloatArray
    coerced_share: FloatArray
    corridor: FloatArray
    paper: guarantees.Package
    believed: guarantees.Package
    protection: FloatArray
    promised: FloatArray
    intrusiveness: FloatArray
    seen: FloatArray
    presence: FloatArray
    will_azerbaijan: FloatArray
    will_armenia: FloatArray
    response: deterrence.Forecast
    hope: deterrence.Forecast
    win: FloatArray
    win_unguarded: FloatArray
    win_helped: FloatArray
    range: force.BargainingRange
    durable: FloatArray
    war_now: FloatArray
    war_later: FloatArray
    waiting: FloatArray
    prospect: FloatArray
    word: FloatArray
    readiness: FloatArray
    reliability: FloatArray
    patron: FloatArray
    exclusion: FloatArray
    drawn: FloatArray
    widened: FloatArray
    trade: FloatArray


def table_of(world: Worlds) -> bargaining.Table:
    """The state of the talks as the bargaining rules take it."""
    return bargaining.Table(world.demand, world.offer, world.agreed, world.coerced)


def package_of(world: Worlds) -> guarantees.Package:
    """The guarantee package on paper."""
    return guarantees.Package(
        world.monitoring,
        world.legal_consequences,
        world.obligations,
        world.neutral_force,
        world.western_force,
        world.russian_force,
    )


def credibility_of(values: Branch) -> guarantees.Credibility:
    """Credibility of each component of a guarantee."""
    rules = values.mechanisms.guarantees.credibility
    return guarantees.Credibility(rules.stack(POWERS), rules.monitoring, rules.legal_consequences, rules.neutral_force)


def assess(world: Worlds, values: Branch, quarter: int) -> Situation:
    """Assess the situation of every world in a quarter.

    Parameters
    ----------
    world : Worlds
    values : Branch
        Tree of parameter values.
    quarter : int

    Returns
    -------
    Situation
    """
    parts: dict[str, Any] = {
        "quarter": quarter,
        "talks": world.in_talks,
        "signed": world.signed,
        "text_agreed": world.text_agreed,
        "frozen": world.frozen_until > quarter,
    }
    parts |= _talks(world, values)
    parts |= _guarantees(world, values, parts)
    parts |= _beliefs(world, values, parts)
    parts |= neighbours.assess(world, values, parts)
    parts |= prospects.prospects(world, values, parts)
    parts["trade"] = _expected_trade(world, values)
    return Situation(**parts)


def _talks(world: Worlds, values: Branch) -> dict[str, Any]:
    """What the table looks like."""
    rules = values.mechanisms.bargaining
    table = table_of(world)
    azerbaijan = bargaining.relative_salience(rules.salience_azerbaijan.stack(ISSUES), world.live)
    armenia = bargaining.relative_salience(rules.salience_armenia.stack(ISSUES), world.live)
    settled = bargaining.met(table, rules.closing_tolerance)
    attention = bargaining.at_the_table(world.live, settled, rules.difficulty.stack(ISSUES), rules.gradual)
    terms = (bargaining.terms(table) * azerbaijan).sum(axis=0)
    terms_armenia = (bargaining.terms(table) * armenia).sum(axis=0)
    transport = bargaining.terms(table)[TRANSPORT]
    target = bargaining.prize_of_force(
        world.live, world.agreed, azerbaijan, values.mechanisms.crisis.seizable.stack(ISSUES)
    )
    return {
        "attention": attention,
        "target": target,
        "at_risk": (target * azerbaijan).sum(axis=0) * (1.0 - world.status_quo),
        "salience_azerbaijan": azerbaijan,
        "salience_armenia": armenia,
        "terms": terms,
        "share": world.status_quo + (1.0 - world.status_quo) * terms,
        "terms_armenia": terms_armenia,
        "loss": world.status_quo + (1.0 - world.status_quo) * terms_armenia,
        "at_stake_armenia": (attention * armenia).sum(axis=0) * (1.0 - world.status_quo),
        "at_stake": (attention * azerbaijan).sum(axis=0) * (1.0 - world.status_quo),
        "coerced_share": bargaining.coerced_share(table, armenia, world.live),
        "corridor": spoilers.corridor_offence(transport, values.mechanisms.spoilers.corridor_threshold),
    }


def _expected_trade(world: Worlds, values: Branch) -> FloatArray:
    """What integration is worth to either side, looking ahead."""
    rules = values.mechanisms.integration
    ahead = unit(world.integration + rules.growth.alone * values.calendar.foresight * (1.0 - world.integration))
    worth: FloatArray = rules.loss_weight * ahead
    return worth


def _guarantees(world: Worlds, values: Branch, parts: dict[str, Any]) -> dict[str, Any]:
    """What the guarantee package is worth, and whom it shuts out."""
    rules, shut_out = values.mechanisms.guarantees, values.mechanisms.spoilers
    paper = package_of(world)
    promised = guarantees.discounted(paper, credibility_of(values))
    believed = guarantees.in_force(promised, parts["signed"])
    weights = rules.weights.stack(COMPONENTS)
    western = guarantees.western_presence(promised, shut_out.western_force_offence, shut_out.neutral_force_offence)
    return {
        "paper": paper,
        "believed": believed,
        "protection": guarantees.protection(believed, weights),
        "promised": guarantees.protection(promised, weights),
        "intrusiveness": guarantees.intrusiveness(paper, weights),
        "seen": guarantees.chance_seen(believed, rules.seen_unaided, rules.detection),
        "presence": rules.battle_effect * guarantees.force_on_the_ground(believed),
        "exclusion": spoilers.exclusion(
            western,
            world.western_lead,
            world.endorsement[:3],
            shut_out.reassurance.stack(REGIONAL_POWERS),
            shut_out.lead_weight,
        ),
    }


def _beliefs(world: Worlds, values: Branch, parts: dict[str, Any]) -> dict[str, Any]:
    """What either rival expects of the outside powers, and Armenia of Azerbaijan."""
    rules = values.mechanisms.deterrence
    blunting = deterrence.Blunting(*(getattr(rules.blunting, name) for name in deterrence.Blunting._fields))
    ready = deterrence.readiness(
        world.attention, world.energy_dependence, world.alignment, rules.coordination, blunting
    )
    credibility = values.mechanisms.guarantees.credibility.stack(POWERS)
    interest = values.mechanisms.deterrence.interest.stack(POWERS)
    resolve = reputation.mean(world.resolve_kept, world.resolve_broken)
    patron = reputation.mean(world.patron_kept, world.patron_broken)
    word = np.maximum(world.obligations * parts["signed"], world.announced)
    feared = unit(interest * ready * deterrence.believed_resolve(resolve, word, credibility))
    hoped = unit(interest * ready * deterrence.believed_resolve(patron, word, credibility))
    return {
        "patron": patron,
        "word": word,
        "readiness": ready,
        "reliability": reputation.mean(world.reliability_kept, world.reliability_broken),
        "will_azerbaijan": feared,
        "will_armenia": hoped,
        "response": _forecast(feared, values, parts),
        "hope": _forecast(hoped, values, parts),
    }


def _forecast(will: FloatArray, values: Branch, parts: dict[str, Any]) -> deterrence.Forecast:
    """The expected answer to each kind of coercion."""
    rules = values.mechanisms.deterrence
    severity = {kind: getattr(rules.severity, kind) for kind in SEVERITIES}
    leverage, share = rules.leverage.stack(POWERS), rules.intervention_share.stack(POWERS)
    traced = values.mechanisms.disinformation.attribution * parts["seen"]
    seen = dict.fromkeys(SEVERITIES, parts["seen"]) | {"attack": 1.0, "disinformation": traced}
    return deterrence.Forecast(will, leverage, share, severity, seen)
