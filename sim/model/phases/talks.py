"""The fifth phase: offers, demands, agreed issues, signature, ratification."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.actors import signature as offers
from sim.model.actors import stakes
from sim.model.actors.all import ARMENIA, AZERBAIJAN
from sim.model.mechanisms import bargaining, capability, legitimacy, mediation, ratification, signature
from sim.model.mechanisms.arrays import BoolArray, FloatArray, approach, positive
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
    """The table moves: both sides decide on a next step, mediators help, and force has its effect on what is asked."""
    flow, world, lead = view.flow, view.worlds, _lead(view)
    at_table = view.outlook.talks & world.active & (world.frozen_until <= view.quarter)
    _steps(view, at_table & ~view.outlook.text_agreed)
    part = view.only(at_table)
    if part.size:
        before = positions(part.worlds)
        after = _talk(part, before)
        conceded = ((after.offer - before.offer) * part.outlook.table.salience_armenia).sum(axis=0)
        prize = positive(part.worlds.aims - part.worlds.status_quo)
        flow.backlash[part.places] = _backlash(part, conceded * prize)
        world.set_in(part.places, progress=_progress(part, before, after), **after._asdict())
    world.set(western_lead=lead)


def _steps(view: View, where: BoolArray) -> None:
    """Either side moves while the text after its next step beats having none."""
    part = view.only(where)
    if not part.size:
        return
    step, moved = offers.next_step(part), {}
    for rival in (ARMENIA, AZERBAIJAN):
        concedes = view.noted(rival.concede(part)).did("concede")
        getattr(view.flow, f"step_{rival.key}")[:, part.places] = step * concedes
        before = getattr(part.worlds, f"moved_{rival.key}")
        moved[f"moved_{rival.key}"] = approach(
            before, concedes, 1.0 - part.values.mechanisms.bargaining.progress_memory
        )
    view.worlds.set_in(part.places, **moved)


def _talk(view: View, table: bargaining.Table) -> bargaining.Table:
    """Concessions and facilitation narrow the gap; success under pressure widens the next demand."""
    world, flow, seen, rules = view.worlds, view.flow, view.outlook, view.values.mechanisms.bargaining
    helped = (flow.step_armenia.sum(axis=0) > 0) & (flow.step_azerbaijan.sum(axis=0) > 0)
    facilitated = _facilitation(view) * seen.table.attention * helped
    moved = bargaining.narrow(
        table, flow.step_armenia + facilitated, flow.step_azerbaijan + facilitated, world.pressure
    )
    part = view.only(flow.escalated > 0)
    if part.size:
        forced = _press(part, gathered(moved, part.places, view.size))
        moved.demand[:, part.places] = forced.demand
    return bargaining.close(moved, world.live, rules.closing_tolerance, rules.gradual)


def _press(view: View, table: bargaining.Table) -> bargaining.Table:
    """Demands that are raised."""
    growth = view.values.mechanisms.bargaining.demand_growth * view.flow.escalated
    return table._replace(demand=bargaining.raise_demand(table.demand, view.outlook.table.attention, growth))


def _backlash(view: View, conceded: FloatArray) -> FloatArray:
    """What the concessions of the quarter cost at home."""
    world, costs = view.worlds, view.values.mechanisms.legitimacy
    return legitimacy.backlash(conceded, world.preparation_armenia, world.pressure, costs.concession_cost, costs.taint)


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
    """A text that was complete at the start of the quarter is signed if both sides choose to, and nothing was taken since."""
    world, seen = view.worlds, view.outlook
    thawed = world.frozen_until <= view.quarter
    ready = world.in_talks & seen.talks & seen.text_agreed & thawed & world.active & (view.flow.settled == 0)
    if not ready.any():
        _lose_patience(view, ready)
        return
    both = np.zeros(world.size, dtype=bool)
    part = view.only(ready)
    willing = [view.noted(rival.decide_signature(part)).did("sign") for rival in (ARMENIA, AZERBAIJAN)]
    both[part.places] = willing[0] & willing[1]
    _give_way(view, part, willing)
    _lose_patience(view, ready & ~both)
    world.mark("first_signed_quarter", both, view.quarter, once=True)
    world.mark("signed_quarter", both, view.quarter)
    world.set(phase=np.where(both, SIGNED, world.phase), ratified=world.ratified & ~both, undone=world.undone & ~both)
    _shift(view, both)


def _give_way(view: View, part: View, willing: list[BoolArray]) -> None:
    """A text that one side refuses moves towards it, while the other would sign it even then (Powell 1999)."""
    for rival, row, towards_baku in ((ARMENIA, 0, 1.0), (AZERBAIJAN, 1, -1.0)):
        where = np.zeros(view.size, dtype=bool)
        where[part.places] = willing[row] & ~willing[1 - row]
        refused = view.only(where)
        if not refused.size:
            continue
        gives = view.noted(rival.give_way(refused)).did("give_way")
        after = offers.text_after(refused, towards_baku * gives)
        given = positive(after.offer - refused.worlds.offer)
        conceded = (given * refused.outlook.table.salience_armenia).sum(axis=0)
        prize = positive(refused.worlds.aims - refused.worlds.status_quo)
        view.flow.backlash[refused.places] += _backlash(refused, conceded * prize)
        view.worlds.set_in(refused.places, **after._asdict())


def _shift(view: View, signed: BoolArray) -> None:
    """With a signature power moves as territory, roads and claims change hands (araz2023 ¶5)."""
    world = view.worlds
    passed = positive(view.outlook.table.share - world.status_quo) * signed
    moved = capability.concession_shift(passed, view.values.mechanisms.capability.concession_shift)
    moved = capability.passing(moved, world.capability_azerbaijan, world.capability_armenia)
    world.set(
        shifted=np.where(signed, moved, world.shifted),
        capability_azerbaijan=world.capability_azerbaijan + moved,
        capability_armenia=world.capability_armenia - moved,
    )


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
        world.preparation_armenia,
        seen.table.coerced_share,
        stakes.opposition(view),
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
        capability_azerbaijan=world.capability_azerbaijan - world.shifted * failed,
        capability_armenia=world.capability_armenia + world.shifted * failed,
        shifted=world.shifted * ~failed,
        aims=np.where(failed, np.clip(world.aims, world.status_quo, 1.0), world.aims),
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
