"""Phase 7, first part: offers, demands, agreed issues, signature, ratification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.model.actors.actor import did
from sim.model.mechanisms import bargaining, continuation, legitimacy, mediation, ratification
from sim.model.mechanisms.arrays import BoolArray, FloatArray, approach
from sim.model.phases.flow import MEDIATORS
from sim.model.world.outlook.situation import table_of
from sim.model.world.state import NEVER, SIGNED, TALKS
from sim.parameters.vocabulary import ISSUES

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

SUPPORT = ("legitimacy", "preparation", "coerced", "opposition")


def run(model: NegotiationModel) -> None:
    """The table moves, texts are signed, governments fall, parliaments ratify."""
    _ratify(model)
    _negotiate(model)
    _sign(model)
    _government(model)


def _negotiate(model: NegotiationModel) -> None:
    """The table moves: in the talks, and, where coercion succeeds under an agreement, in its terms."""
    flow, lead = model.flow, _lead(model)
    extorted = model.situation.signed & flow.coerced_step.any(axis=0)
    for where, move in ((model.situation.talks, _talk), (extorted, _extort)):
        with model.focus(where) as rows:
            if not len(rows):
                continue
            before = table_of(model.worlds)
            after = move(model, before)
            conceded = ((after.offer - before.offer) * model.situation.salience_armenia).sum(axis=0)
            shifted, backlash = conceded * (1.0 - model.worlds.status_quo), _backlash(model, conceded)
            progress = _progress(model, before, after) if move is _talk else model.worlds.progress
        flow.settled[rows] += shifted
        flow.backlash[rows] = backlash
        model.worlds.set_in(rows, progress=progress, **after._asdict())
    model.worlds.set(western_lead=lead)


def _talk(model: NegotiationModel, table: bargaining.Table) -> bargaining.Table:
    """Concessions, facilitation and force narrow the gap; success under pressure widens the next demand."""
    world, flow, s, rules = model.worlds, model.flow, model.situation, model.values.mechanisms.bargaining
    facilitated = _facilitation(model) * s.attention
    moved = bargaining.narrow(
        table,
        (flow.step_armenia + facilitated) * ~s.frozen,
        (flow.step_azerbaijan + facilitated) * ~s.frozen,
        world.pressure,
    )
    pressed = (flow.escalated > 0) | (flow.coerced_step > 0).any(axis=0)
    with model.focus(pressed) as rows:
        if len(rows):
            pressed_table = bargaining.Table(*(part.take(rows, axis=-1) for part in moved))  # type: ignore[arg-type]
            forced = _press(model, pressed_table)
    if len(rows):
        for name in ("demand", "offer", "coerced"):
            getattr(moved, name)[:, rows] = getattr(forced, name)
    return bargaining.close(moved, world.live, rules.closing_tolerance, rules.gradual)


def _press(model: NegotiationModel, table: bargaining.Table) -> bargaining.Table:
    """What is extracted by force, and the demands that grow with it."""
    flow, rules = model.flow, model.values.mechanisms.bargaining
    moved = bargaining.narrow(table, flow.coerced_step, np.zeros_like(table.demand), 1.0)
    growth = rules.demand_growth * (flow.escalated + (flow.coerced_step.sum(axis=0) > 0))
    return moved._replace(demand=bargaining.raise_demand(moved.demand, model.situation.attention, growth))


def _extort(model: NegotiationModel, table: bargaining.Table) -> bargaining.Table:
    """After signature, coercion that succeeds shifts the agreed terms themselves."""
    rise = model.flow.coerced_step * (1.0 - table.offer)
    return table._replace(
        demand=np.maximum(table.demand, table.offer + rise), offer=table.offer + rise, coerced=table.coerced + rise
    )


def _backlash(model: NegotiationModel, conceded: FloatArray) -> FloatArray:
    """What the concessions of the quarter cost at home."""
    world, costs = model.worlds, model.values.mechanisms.legitimacy
    return legitimacy.backlash(conceded, world.preparation, world.pressure, costs.concession_cost, costs.taint)


def _progress(model: NegotiationModel, before: bargaining.Table, after: bargaining.Table) -> FloatArray:
    """The recent narrowing of the whole gap, with this quarter's."""
    world, rules = model.worlds, model.values.mechanisms.bargaining
    narrowed = bargaining.progress(before, after, rules.salience_azerbaijan.stack(ISSUES), world.live)
    return approach(world.progress, narrowed, 1.0 - rules.progress_memory)


def _facilitation(model: NegotiationModel) -> FloatArray:
    """How far the process itself brings the sides together in a quarter."""
    world, flow, rules = model.worlds, model.flow, model.values.mechanisms.mediation
    active = flow.active.copy()
    active[1:] *= ~world.refused
    works = mediation.effectiveness(active, rules.effect.stack(MEDIATORS), rules.competition, rules.bilateral)
    disturbed = 1.0 - world.tension
    spoiled = 1.0 - model.values.mechanisms.spoilers.talks_damage * np.minimum(flow.spoiling.sum(axis=0), 1.0)
    moved: FloatArray = rules.facilitation * works * disturbed * spoiled
    return moved


def _lead(model: NegotiationModel) -> FloatArray:
    """Who is seen to lead the process."""
    world, flow = model.worlds, model.flow
    memory = model.values.mechanisms.mediation.lead_memory
    western = flow.western_mediation * ~world.refused
    led = mediation.lead(world.western_lead, western, flow.russian_mediation, memory)
    idle = western + flow.russian_mediation == 0
    return np.where(idle & world.in_talks, world.western_lead * memory, led)


def _sign(model: NegotiationModel) -> None:
    """A text that was complete at the start of the quarter is signed if both sides choose to."""
    world = model.worlds
    thawed = world.frozen_until <= model.quarter
    ready = world.in_talks & model.situation.text_agreed & thawed & world.active
    if not ready.any():
        _lose_patience(model, ready)
        return
    armenia, azerbaijan = model.actor("armenia"), model.actor("azerbaijan")
    both = np.zeros(world.size, dtype=bool)
    with model.focus(ready) as rows:
        willing = [did(a.signing, a.decide_signature(model.situation), "sign") for a in (armenia, azerbaijan)]
        both[rows] = willing[0] & willing[1]
    _lose_patience(model, ready & ~both)
    world.mark("first_signed_quarter", both, model.quarter, once=True)
    world.mark("signed_quarter", both, model.quarter)
    world.set(phase=np.where(both, SIGNED, world.phase), ratified=world.ratified & ~both)


def _lose_patience(model: NegotiationModel, unsigned: BoolArray) -> None:
    """An agreed text that lies unsigned loses its promise."""
    world, patience = model.worlds, model.values.mechanisms.signature.patience
    world.set(confidence=continuation.next_confidence(world.confidence, unsigned.astype(float), patience))


def _ratify(model: NegotiationModel) -> None:
    """The quarter after signature the agreement is ratified, or fails at home and the talks start over."""
    world, values = model.worlds, model.values
    rules = values.mechanisms.ratification
    pending = world.signed & ~world.ratified & (world.signed_quarter < model.quarter)
    if not pending.any():
        return
    support = ratification.support(
        world.legitimacy_armenia,
        world.preparation,
        model.situation.coerced_share,
        values.actors.armenia.opposition,
        rules.weights.stack(SUPPORT),
    )
    passes = model.draw("ratification") < ratification.chance(support, rules.slope, rules.pivot)
    ratified, failed = pending & passes, pending & ~passes
    world.mark("ratified_quarter", ratified, model.quarter)
    world.set(
        ratified=world.ratified | ratified,
        phase=np.where(failed, TALKS, world.phase),
        signed_quarter=np.where(failed, NEVER, world.signed_quarter),
        legitimacy_armenia=world.legitimacy_armenia * (1.0 - rules.failure_cost * failed),
        legitimacy_azerbaijan=world.legitimacy_azerbaijan * (1.0 - rules.failure_cost * failed),
        frozen_until=np.where(failed, model.quarter + rules.pause, world.frozen_until),
        implementation=np.where(failed, 0.0, world.implementation),
    )
    world.count("failed_ratifications", failed)


def _government(model: NegotiationModel) -> None:
    """An Armenian government that concedes more than the street bears may fall, and the talks with it (dersimonian2024 ¶10-12)."""
    world, rules = model.worlds, model.values.mechanisms.legitimacy.government
    standing = world.legitimacy_armenia + world.domestic_shock
    chance = legitimacy.chance_of_fall(standing, world.tension, rules.hazard, rules.threshold)
    falls = world.active & world.in_talks & (model.draw("government") < chance)
    world.mark("government_fell_quarter", falls, model.quarter)
    with model.focus(falls) as rows:
        fallen = _after_a_fall(model)
    world.set_in(rows, **fallen)


def _after_a_fall(model: NegotiationModel) -> dict[str, Any]:
    """What a new government finds: talks that are frozen, offers withdrawn, some credit at home, a turn back to Russia."""
    world, rules = model.worlds, model.values.mechanisms.legitimacy.government
    kept = 1.0 - rules.rollback * ~world.agreed
    return {
        "government_fell": True,
        "frozen_until": model.quarter + rules.freeze,
        "offer": world.offer * kept,
        "coerced": world.coerced * kept,
        "legitimacy_armenia": np.maximum(world.legitimacy_armenia, rules.threshold),
        "orientation": world.orientation - rules.turn_back,
    }
