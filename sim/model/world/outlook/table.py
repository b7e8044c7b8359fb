"""What lies on the table: the issues, the terms as they stand, and what they are worth to either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import bargaining, spoilers
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import ISSUES

TRANSPORT = ISSUES.index("transport")


@dataclass
class Table:
    """The talks as both sides see them; arrays have shape (N,) unless said.

    Attributes
    ----------
    attention : array, shape (issues, N)
        Share of the talks that each issue gets in this quarter.
    salience_azerbaijan, salience_armenia : array, shape (issues, N)
        Salience of each issue as a share of the prize.
    terms : array
        Extent to which Azerbaijan gets its demands if the table stands as it is.
    share : array
        Azerbaijan's share of the prize under those terms.
    held : array
        What it holds: that share under an agreement, else the status quo.
    seizable : array
        Share of what is on the agenda that force can take.
    gap : array
        Part of the prize over which demand and offer differ still.
    terms_armenia, loss : array
        The same two as Armenia weighs the issues: the terms, and the share that it would have lost under them.
    at_stake, at_stake_armenia : array
        Share of the prize that depends on the issues at the table, as either side weighs them.
    coerced_share, corridor : array
        Share of the terms conceded under coercion; how far the transport terms amount to a corridor.
    """

    attention: FloatArray
    salience_azerbaijan: FloatArray
    salience_armenia: FloatArray
    terms: FloatArray
    share: FloatArray
    held: FloatArray
    seizable: FloatArray
    gap: FloatArray
    terms_armenia: FloatArray
    loss: FloatArray
    at_stake: FloatArray
    at_stake_armenia: FloatArray
    coerced_share: FloatArray
    corridor: FloatArray


def positions(world: Worlds) -> bargaining.Table:
    """Demands, offers and agreed issues as the bargaining rules take them."""
    return bargaining.Table(world.demand, world.offer, world.agreed, world.coerced)


def table_of(world: Worlds, values: Branch) -> Table:
    """What the table looks like."""
    rules = values.mechanisms.bargaining
    held = positions(world)
    open_prize = positive(world.aims - world.status_quo)
    azerbaijan = bargaining.relative_salience(rules.salience_azerbaijan.stack(ISSUES), world.live)
    armenia = bargaining.relative_salience(rules.salience_armenia.stack(ISSUES), world.live)
    settled = bargaining.met(held, rules.closing_tolerance)
    attention = bargaining.at_the_table(world.live, settled, rules.difficulty.stack(ISSUES), rules.gradual)
    by_issue = bargaining.terms(held)
    terms, terms_armenia = (by_issue * azerbaijan).sum(axis=0), (by_issue * armenia).sum(axis=0)
    share = world.status_quo + open_prize * terms
    apart = np.where(world.agreed, 0.0, positive(world.demand - world.offer))
    return Table(
        attention=attention,
        salience_azerbaijan=azerbaijan,
        salience_armenia=armenia,
        terms=terms,
        share=share,
        held=np.where(world.signed, share, world.status_quo),
        seizable=(values.mechanisms.crisis.seizable.stack(ISSUES) * azerbaijan).sum(axis=0),
        gap=(apart * azerbaijan).sum(axis=0) * open_prize,
        terms_armenia=terms_armenia,
        loss=world.status_quo + open_prize * terms_armenia,
        at_stake=(attention * azerbaijan).sum(axis=0) * open_prize,
        at_stake_armenia=(attention * armenia).sum(axis=0) * open_prize,
        coerced_share=dictated(world, values),
        corridor=spoilers.corridor_offence(by_issue[TRANSPORT], values.mechanisms.spoilers.corridor_threshold),
    )


def dictated(world: Worlds, values: Branch) -> FloatArray:
    """Share of what went, or would go, to Azerbaijan that was conceded under coercion or taken, shape (N,)."""
    rules = values.mechanisms.bargaining
    armenia = bargaining.relative_salience(rules.salience_armenia.stack(ISSUES), world.live)
    prize = positive(world.aims - world.status_quo)
    return bargaining.coerced_share(positions(world), armenia, world.live, prize, world.taken)
