"""What force, waiting and an agreement are worth to either rival: the one statement behind every decision and every report.

Talks, signature, the crisis game, the bargaining range and the causes of a war all take their values from here. All are
shares of the prize held forever; what lasts for some quarters only counts for the part of it that those quarters are.
Arrays have the axes (type, world) unless said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms import deterrence, force, types
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, positive
from sim.model.mechanisms.types import COSTS
from sim.model.world.outlook.prospects import Path
from sim.model.world.view import View


class Side(NamedTuple):
    """What a rival brings to a fight over what the other holds.

    Attributes
    ----------
    held, aim, reach : array, shape (N,)
        Share that it holds; share up to which it values all alike; what one campaign can take.
    slope : array, shape (types, 1) or (types, N)
        What a unit beyond the aim is worth to each type.
    cost : array, shape (types, 1) or (types, N)
        Cost of a total war.
    win, punishment : array, shape (years, N)
        Chance to win, and punishment by outside powers, now and after each year that is looked ahead.
    terms : array, shape (N,)
        All other terms of an open attack: what is below 0 speaks against it.
    weight : number
        Weight of territory to the side; the other interests are weighted in the entries above.
    """

    held: FloatArray
    aim: FloatArray
    reach: FloatArray
    slope: FloatArray
    cost: FloatArray
    win: FloatArray
    punishment: FloatArray
    terms: FloatArray
    weight: Number


class Fight(NamedTuple):
    """What a fight brings: what is held after it, what it destroys, what it costs; arrays of shape (types, N)."""

    territory: FloatArray
    destroyed: FloatArray
    cost: FloatArray


def azerbaijan(view: View, path: Path | None = None, held: FloatArray | None = None) -> Side:
    """Azerbaijan as a challenger; the path, and what it holds, may be others than those of now."""
    values, seen = view.values, view.outlook
    path = seen.prospects.path if path is None else path
    share = seen.table.held if held is None else held
    signed = seen.signed if held is None else np.ones(view.size, dtype=bool)
    weights = values.actors.azerbaijan.weights
    costs = types.midpoints(values.actors.azerbaijan.war_cost + seen.neighbours.widened, values.mechanisms.types.costs)
    limited = np.broadcast_to(np.asarray(values.mechanisms.types.limited_slope, float), costs[:1].shape)
    slope = np.concatenate([np.repeat(limited, COSTS, axis=0), np.ones_like(costs)])
    return Side(
        held=share,
        aim=np.maximum(seen.table.share, share),
        reach=_reach(view, share, signed),
        slope=slope,
        cost=weights.security * np.concatenate([costs, costs]),
        win=path.win,
        punishment=weights.economy * path.punishment + weights.influence * pressure(view),
        terms=-against_force(view, signed).sum(axis=0),
        weight=weights.territory,
    )


def armenia(view: View, path: Path | None = None, held: FloatArray | None = None) -> Side:
    """Armenia as a challenger that wants back what it gave up since the start; `held` is what Azerbaijan holds."""
    values, seen = view.values, view.outlook
    path = seen.prospects.path if path is None else path
    share = 1.0 - (seen.table.held if held is None else held)
    costs = types.midpoints(values.actors.armenia.war_cost, values.mechanisms.types.costs)
    grievance = view.worlds.grievance * opposition(view)
    pull = 1.0 + values.mechanisms.relapse.strength.revanchism * grievance
    given = positive(1.0 - share - values.mechanisms.force.status_quo * values.mechanisms.bargaining.agenda)
    return Side(
        held=share,
        aim=share,
        reach=values.mechanisms.crisis.size.attack * given,
        slope=np.broadcast_to(pull, (len(costs), view.size)),
        cost=values.actors.armenia.weights.security * costs,
        win=1.0 - path.unaided,
        punishment=np.zeros_like(path.unaided),
        terms=-against_revision(view).sum(axis=0),
        weight=values.actors.armenia.weights.territory,
    )


def _reach(view: View, held: FloatArray, everything: BoolArray) -> FloatArray:
    """What one campaign can take: of what force can settle; of all that is left once an agreement is broken."""
    seizable = np.where(everything, 1.0, view.outlook.table.seizable)
    reach: FloatArray = view.values.mechanisms.crisis.size.attack * seizable * positive(1.0 - held)
    return reach


def opposition(view: View) -> FloatArray:
    """Strength of the Armenian opposition in this world, which everybody knows."""
    strength: FloatArray = view.values.actors.armenia.opposition * view.worlds.opposition_factor
    return strength


def wish_for_status(view: View) -> FloatArray:
    """How much Baku wants to be seen as a stabiliser in this world, which everybody knows."""
    wish: FloatArray = view.values.actors.azerbaijan.status_seeking * view.worlds.status_factor
    return wish


def status(view: View) -> FloatArray:
    """What being seen as a stabiliser is worth to Baku; more under a western lead."""
    return wish_for_status(view) * (1.0 + view.worlds.western_lead)


def lasting(view: View, quarters: Number) -> FloatArray:
    """The part of forever that some quarters are."""
    return deterrence.stream(view.values.calendar.discount, quarters)


AGAINST_FORCE = ("status", "trade", "applause", "approval", "breach")
"""What an act of force brings Azerbaijan beside territory, cost and punishment; the rows of `against_force`."""


def against_force(view: View, signed: BoolArray | None = None) -> FloatArray:
    """What an open attack costs Azerbaijan beside fighting and punishment, term by term, shape (5, N); below 0 it pays."""
    world, values = view.worlds, view.values
    own, rules = values.actors.azerbaijan, values.mechanisms.crisis
    last = rules.lasting
    weights = own.weights
    bound = view.outlook.signed if signed is None else signed
    law = values.mechanisms.relapse.legal_cost * view.outlook.guarantees.law
    breach = (values.mechanisms.relapse.breach_cost + law) * bound
    return np.stack(
        [
            weights.reputation * status(view) * lasting(view, last.status),
            weights.economy * values.mechanisms.integration.loss_weight * world.integration * lasting(view, last.trade),
            -weights.legitimacy * own.militarism * rules.rally * lasting(view, last.applause) * np.ones(view.size),
            -weights.influence * own.russian_approval * world.alignment * lasting(view, last.approval),
            weights.reputation * breach * lasting(view, last.status),
        ]
    )


AGAINST_REVISION = ("trade", "legal_consequences", "breach")
"""The rows of `against_revision`."""


def against_revision(view: View) -> FloatArray:
    """What an attack by Armenia on what it agreed to costs it beside fighting, term by term, shape (3, N)."""
    world, values, seen = view.worlds, view.values, view.outlook
    last, weights = values.mechanisms.crisis.lasting, values.actors.armenia.weights
    return np.stack(
        [
            weights.economy * values.mechanisms.integration.loss_weight * world.integration * lasting(view, last.trade),
            weights.reputation
            * values.mechanisms.relapse.legal_cost
            * seen.guarantees.believed.legal_consequences
            * lasting(view, last.status),
            weights.reputation
            * values.mechanisms.relapse.breach_cost
            * lasting(view, last.status)
            * np.ones(view.size),
        ]
    )


def pressure(view: View) -> FloatArray:
    """What western pressure of the quarter adds to the price of every use of force, shape (N,) (dersimonian2023 ¶17)."""
    price: FloatArray = view.flow.leverage * lasting(view, view.values.mechanisms.deterrence.lasting)
    return price


def worth(side: Side, share: FloatArray) -> FloatArray:
    """What a share is worth to each type of a side."""
    value: FloatArray = side.weight * force.worth(share, side.aim, side.slope)
    return value


def fight(view: View, side: Side, taken: FloatArray, win: FloatArray) -> Fight:
    """What a fight over `taken` brings a side that begins it.

    Parameters
    ----------
    view : View
    side : Side
    taken : array, shape (N,)
    win : array, shape (N,) or (years, 1, N)
        Chance to win; with years, what comes out has them as its first axis.
    """
    rules = view.values.mechanisms.force
    wide = rules.escalation
    lost, more = rules.left_by_defeat * side.held, (1.0 - rules.left_by_defeat) * (1.0 - side.held)
    limited = force.lottery(win, worth(side, side.held + taken), worth(side, side.held))
    total = force.lottery(win, worth(side, side.held + more), worth(side, lost))
    effort = force.war_effort(taken, side.reach, rules.least_effort)
    return Fight(
        territory=force.widening_war(limited, total, wide),
        destroyed=side.weight * rules.destruction * force.widening_war(taken, win * more, wide),
        cost=side.cost * force.widening_war(effort, np.ones(1), wide),
    )


def war(view: View, side: Side) -> FloatArray:
    """What an open attack with all that can be taken is worth to each type of a side, if it is resisted, shape (types, N)."""
    return _war(view, side, side.win[0], side.punishment[0])


def war_ahead(view: View, side: Side) -> FloatArray:
    """The same now and after each year that is looked ahead, shape (years, types, N)."""
    return _war(view, side, side.win[:, None], side.punishment[:, None])


def _war(view: View, side: Side, win: FloatArray, punishment: FloatArray) -> FloatArray:
    """What an open attack is worth with a chance to win, and under a punishment."""
    fought = fight(view, side, side.reach, win)
    return fought.territory - fought.destroyed - fought.cost - punishment + side.terms


def defence(view: View, side: Side, lose: FloatArray, taken: FloatArray, effort: FloatArray) -> Fight:
    """What a fight that the other begins leaves to each type of a side.

    Parameters
    ----------
    view : View
    side : Side
    lose, taken, effort : array, shape (N,)
        Its chance to lose, what the fight is about, and the share of a campaign that it costs.
    """
    rules = view.values.mechanisms.force
    win, wide = 1.0 - lose, rules.escalation
    more = (1.0 - rules.left_by_defeat) * (1.0 - side.held)
    limited = force.lottery(win, worth(side, side.held), worth(side, side.held - taken))
    total = force.lottery(win, worth(side, side.held + more), worth(side, rules.left_by_defeat * side.held))
    return Fight(
        territory=force.widening_war(limited, total, wide),
        destroyed=np.zeros((1, view.size)),
        cost=side.cost * force.widening_war(effort, np.ones(1), wide),
    )


def own_type(values: FloatArray, kind: NDArray[np.int64]) -> FloatArray:
    """The row of each world's own type, shape (N,), of an array of shape (types or 1, N or 1)."""
    if values.shape[0] == 1:
        row = values[0]
        return row if len(row) == len(kind) else np.broadcast_to(row, (len(kind),))
    return values[kind, 0] if values.shape[1] == 1 else values[kind, np.arange(len(kind))]


def as_it_is(view: View, side: Side) -> Side:
    """Azerbaijan with its own type alone, of all that it could be: the axis of types has the length 1."""
    kind = kind_of_azerbaijan(view)
    return side._replace(slope=own_type(side.slope, kind)[None], cost=own_type(side.cost, kind)[None])


def kind_of_azerbaijan(view: View) -> NDArray[np.int64]:
    """The type of Azerbaijan in each world, which only it knows."""
    return types.type_of(view.worlds.cost_azerbaijan, view.worlds.greedy)


def bargaining_range(view: View) -> force.BargainingRange:
    """The shares that both rivals, as they really are, prefer to a war now; from the payoffs that are played.

    The low end is the share that is worth to Azerbaijan what an open attack is; the high end leaves Armenia what resisting
    that attack would leave it.
    """
    side, other = azerbaijan(view), armenia(view)
    kind = kind_of_azerbaijan(view)
    value = own_type(war(view, side), kind) / np.maximum(side.weight, 1e-9)
    low = force.share_worth(value, side.aim, own_type(side.slope, kind))
    lose = view.outlook.prospects.path.hoped[0]
    fought = defence(view, other, lose, side.reach, np.ones(view.size))
    left = own_type(fought.territory - fought.cost, view.worlds.cost_armenia) / np.maximum(other.weight, 1e-9)
    return force.BargainingRange(low, 1.0 - force.share_worth(left, other.aim, other.slope[0]))
