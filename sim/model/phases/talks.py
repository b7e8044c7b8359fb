"""The fifth phase: offers, demands, agreed issues, signature, ratification."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.actors.all import ARMENIA, AZERBAIJAN
from sim.model.mechanisms import bargaining, legitimacy, mediation, ratification, signature
from sim.model.mechanisms.arrays import BoolArray, FloatArray, approach
from sim.model.world.flow import MEDIATORS
from sim.model.world.outlook.table import positions
from sim.model.world.state import NEVER, SIGNED, TALKS
from sim.model.world.view import View, gathered
from sim.parameters.vocabulary import ISSUES

SUPPORT = ("legitimacy", "preparation", "coerced", "opposition")


def run(view: View) -> None:
    """The table moves, texts are signed, governments fall, parliaments ratify."""
    _ratify(view)
    _negotiate(view)
    _sign(view)
    _government(view)


def _negotiate(view: View) -> None:
    """The table moves: in the talks, and, where coercion succeeds under an agreement, in its terms."""
    flow, lead = view.flow, _lead(view)
    extorted = view.outlook.signed & flow.coerced_step.any(axis=0)
    for where, move in ((view.outlook.talks, _talk), (extorted, _extort)):
        part = view.only(where)
        if not part.size:
            continue
        before = positions(part.worlds)
        after = move(part, before)
        conceded = ((after.offer - before.offer) * part.outlook.table.salience_armenia).sum(axis=0)
        progress = _progress(part, before, after) if move is _talk else part.worlds.progress
        flow.settled[part.places] += conceded * (1.0 - part.worlds.status_quo)
        flow.backlash[part.places] = _backlash(part, conceded)
        view.worlds.set_in(part.places, progress=progress, **after._asdict())
    view.worlds.set(western_lead=lead)


def _talk(view: View, table: bargaining.Table) -> bargaining.Table:
    """Concessions, facilitation and force narrow the gap; success under pressure widens the next demand."""
    world, flow, seen, rules = view.worlds, view.flow, view.outlook, view.values.mechanisms.bargaining
    facilitated = _facilitation(view) * seen.table.attention
    moved = bargaining.narrow(
        table,
        (flow.step_armenia + facilitated) * ~seen.frozen,
        (flow.step_azerbaijan + facilitated) * ~seen.frozen,
        world.pressure,
    )
    pressed = (flow.escalated > 0) | (flow.coerced_step > 0).any(axis=0)
    part = view.only(pressed)
    if part.size:
        forced = _press(part, gathered(moved, part.places, view.size))
        for name in ("demand", "offer", "coerced"):
            getattr(moved, name)[:, part.places] = getattr(forced, name)
    return bargaining.close(moved, world.live, rules.closing_tolerance, rules.gradual)


def _press(view: View, table: bargaining.Table) -> bargaining.Table:
    """What is extracted by force, and the demands that grow with it."""
    seen = view.outlook
    flow, rules = view.flow, view.values.mechanisms.bargaining
    moved = bargaining.narrow(table, flow.coerced_step, np.zeros_like(table.demand), 1.0)
    growth = rules.demand_growth * (flow.escalated + (flow.coerced_step.sum(axis=0) > 0))
    return moved._replace(demand=bargaining.raise_demand(moved.demand, seen.table.attention, growth))


def _extort(view: View, table: bargaining.Table) -> bargaining.Table:
    """After signature, coercion that succeeds shifts the agreed terms themselves."""
    rise = view.flow.coerced_step * (1.0 - table.offer)
    return table._replace(
        demand=np.maximum(table.demand, table.offer + rise), offer=table.offer + rise, coerced=table.coerced + rise
    )


def _backlash(view: View, conceded: FloatArray) -> FloatArray:
    """What the concessions of the quarter cost at home."""
    world, costs = view.worlds, view.values.mechanisms.legitimacy
    return legitimacy.backlash(conceded, world.preparation, world.pressure, costs.concession_cost, costs.taint)


def _progress(view: View, before: bargaining.Table, after: bargaining.Table) -> FloatArray:
    """The recent narrowing of the whole gap, with this quarter's."""
    world, rules = view.worlds, view.values.mechanisms.bargaining
    narrowed = bargaining.progress(before, after, rules.salience_azerbaijan.stack(ISSUES), world.live)
    return approach(world.progress, narrowed, 1.0 - rules.progress_memory)


def _facilitation(view: View) -> FloatArray:
    """How far the process itself brings the sides together in a quarter."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.mediation
    active = flow.active.copy()
    active[1:] *= ~world.refused
    works = mediation.effectiveness(active, rules.effect.stack(MEDIATORS), rules.competition, rules.bilateral)
    disturbed = 1.0 - world.tension
    spoiled = 1.0 - view.values.mechanisms.spoilers.talks_damage * np.minimum(flow.spoiling.sum(axis=0), 1.0)
    moved: FloatArray = rules.facilitation * works * disturbed * spoiled
    return moved


def _lead(view: View) -> FloatArray:
    """Who is seen to lead the process."""
    world, flow = view.worlds, view.flow
    memory = view.values.mechanisms.mediation.lead_memory
    western = flow.western_mediation * ~world.refused
    led = mediation.lead(world.western_lead, western, flow.russian_mediation, memory)
    idle = western + flow.russian_mediation == 0
    return np.where(idle & world.in_talks, world.western_lead * memory, led)


def _sign(view: View) -> None:
    """A text that was complete at the start of the quarter is signed if both sides choose to."""
    world, seen = view.worlds, view.outlook
    thawed = world.frozen_until <= view.quarter
    ready = world.in_talks & seen.text_agreed & thawed & world.active
    if not ready.any():
        _lose_patience(view, ready)
        return
    both = np.zeros(world.size, dtype=bool)
    part = view.only(ready)
    willing = [view.noted(rival.decide_signature(part)).did("sign") for rival in (ARMENIA, AZERBAIJAN)]
    both[part.places] = willing[0] & willing[1]
    _lose_patience(view, ready & ~both)
    world.mark("first_signed_quarter", both, view.quarter, once=True)
    world.mark("signed_quarter", both, view.quarter)
    world.set(phase=np.where(both, SIGNED, world.phase), ratified=world.ratified & ~both)


def _lose_patience(view: View, unsigned: BoolArray) -> None:
    """An agreed text that lies unsigned loses its promise."""
    world, patience = view.worlds, view.values.mechanisms.signature.patience
    world.set(confidence=signature.next_confidence(world.confidence, unsigned.astype(float), patience))


def _ratify(view: View) -> None:
    """The quarter after signature the agreement is ratified, or fails at home and the talks start over."""
    world, values, seen = view.worlds, view.values, view.outlook
    rules = values.mechanisms.ratification
    pending = world.signed & ~world.ratified & (world.signed_quarter < view.quarter)
    if not pending.any():
        return
    support = ratification.support(
        world.legitimacy_armenia,
        world.preparation,
        seen.table.coerced_share,
        values.actors.armenia.opposition,
        rules.weights.stack(SUPPORT),
    )
    passes = view.draw("ratification") < ratification.chance(support, rules.slope, rules.pivot)
    ratified, failed = pending & passes, pending & ~passes
    world.mark("ratified_quarter", ratified, view.quarter)
    world.set(
        ratified=world.ratified | ratified,
        phase=np.where(failed, TALKS, world.phase),
        signed_quarter=np.where(failed, NEVER, world.signed_quarter),
        legitimacy_armenia=world.legitimacy_armenia * (1.0 - rules.failure_cost * failed),
        legitimacy_azerbaijan=world.legitimacy_azerbaijan * (1.0 - rules.failure_cost * failed),
        frozen_until=np.where(failed, view.quarter + rules.pause, world.frozen_until),
        implementation=np.where(failed, 0.0, world.implementation),
    )
    world.count("failed_ratifications", failed)


def _government(view: View) -> None:
    """An Armenian government that concedes more than the street bears may fall, and the talks with it (dersimonian2024 ¶10-12)."""
    world, rules = view.worlds, view.values.mechanisms.legitimacy.government
    standing = world.legitimacy_armenia + world.domestic_shock
    chance = legitimacy.chance_of_fall(standing, world.tension, rules.hazard, rules.threshold)
    falls = world.active & world.in_talks & (view.draw("government") < chance)
    world.mark("government_fell_quarter", falls, view.quarter)
    part = view.only(falls)
    world.set_in(part.places, **_after_a_fall(part))


def _after_a_fall(view: View) -> dict[str, Any]:
    """What a new government finds: talks that are frozen, offers withdrawn, some credit at home, a turn back to Russia."""
    world, rules = view.worlds, view.values.mechanisms.legitimacy.government
    kept = 1.0 - rules.rollback * ~world.agreed
    return {
        "government_fell": True,
        "frozen_until": view.quarter + rules.freeze,
        "offer": world.offer * kept,
        "coerced": world.coerced * kept,
        "legitimacy_armenia": np.maximum(world.legitimacy_armenia, rules.threshold),
        "orientation": world.orientation - rules.turn_back,
    }
