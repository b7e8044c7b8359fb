"""Bargaining over several issues: demand and offer, the issue at the table, closure, and the taint of coercion.

Terms are measured on each issue as the extent to which Azerbaijan gets what it wants, from 0 to 1. The demand is what
Azerbaijan asks for, the offer what Armenia gives; an issue closes when they meet. Arrays over issues have the axes
(issue, world).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, positive, unit

CLOSED_DIFFICULTY = np.inf


def at_the_table(live: BoolArray, settled: BoolArray, difficulty: FloatArray, gradual: Number) -> FloatArray:
    """The share of each quarter's attention that each issue gets.

    Gradual agenda: all of it goes to the easiest open issue (araz2023 ¶15). Package: it is split over all open issues.
    An issue is open while it is live and not settled; in a package it is settled when demand and offer have met.

    Returns
    -------
    array, shape (issues, N)
        Each column adds up to 1, or to 0 where nothing is open.
    """
    is_open = live & ~settled
    if np.ndim(gradual) == 0:
        return _easiest(is_open, difficulty) if gradual else shared(is_open)
    return np.where(np.asarray(gradual, dtype=bool), _easiest(is_open, difficulty), shared(is_open))


def _easiest(is_open: BoolArray, difficulty: FloatArray) -> FloatArray:
    """1 for the easiest open issue, else 0."""
    ranked = np.where(is_open, difficulty, CLOSED_DIFFICULTY)
    one = (np.arange(len(ranked))[:, None] == ranked.argmin(axis=0)) & is_open
    return one.astype(float)


def shared(is_open: BoolArray) -> FloatArray:
    """An equal share for every open issue."""
    share: FloatArray = is_open / np.maximum(is_open.sum(axis=0), 1)
    return share


def step_length(step: Number, difficulty: FloatArray) -> FloatArray:
    """How far one move closes an issue: shorter where the issue is difficult (dersimonian2024 ¶15)."""
    return step * (1.0 - difficulty)


class Table(NamedTuple):
    """The state of the talks.

    Attributes
    ----------
    demand, offer : array, shape (issues, N)
    agreed : array of bool, shape (issues, N)
    coerced : array, shape (issues, N)
        How much of the offer was conceded under coercion.
    """

    demand: FloatArray
    offer: FloatArray
    agreed: BoolArray
    coerced: FloatArray


def met(table: Table, tolerance: Number) -> BoolArray:
    """Where demand and offer have met, or the issue is agreed already."""
    meeting: BoolArray = table.agreed | (table.demand - table.offer <= tolerance)
    return meeting


def narrow(table: Table, armenia: FloatArray, azerbaijan: FloatArray, under_coercion: Number) -> Table:
    """Armenia offers more and Azerbaijan asks for less; neither passes the other; what coercion extracts is remembered.

    Parameters
    ----------
    table : Table
    armenia, azerbaijan : array, shape (issues, N)
        How far each side moves on each issue.
    under_coercion : number in [0, 1]
        How far Armenia's move is owed to force (araz2023 ¶15).

    Returns
    -------
    Table
    """
    gap = positive(table.demand - table.offer)
    given = np.minimum(armenia, gap)
    released = np.minimum(azerbaijan, gap - given)
    return Table(table.demand - released, table.offer + given, table.agreed, table.coerced + under_coercion * given)


def close(table: Table, live: BoolArray, tolerance: Number, gradual: Number) -> Table:
    """Issues close when demand and offer meet: one by one, or, in a package, all or none."""
    meeting = met(table, tolerance) & live
    everything = (meeting | ~live).all(axis=0)
    newly = np.where(np.asarray(gradual, dtype=bool), meeting, meeting & everything)
    return table._replace(agreed=table.agreed | newly)


def rewritten(table: Table, step: FloatArray, under_coercion: Number) -> Table:
    """An agreed text after one side has given way on it: terms follow what either would rather have (Powell 1999).

    Parameters
    ----------
    table : Table
        On every issue that is on the agenda demand and offer have met.
    step : array, shape (issues, N)
        How far the terms move on each issue: above 0 in favour of Azerbaijan, below 0 of Armenia.
    under_coercion : number in [0, 1]
        How far what Armenia gives up is owed to force.

    Returns
    -------
    Table
    """
    offer = unit(table.offer + step)
    given = positive(offer - table.offer)
    coerced = np.minimum(table.coerced + under_coercion * given, offer)
    return table._replace(demand=np.maximum(unit(table.demand + step), offer), offer=offer, coerced=coerced)


def raise_demand(demand: FloatArray, attention: FloatArray, growth: Number) -> FloatArray:
    """Pressure that worked raises the next demand on the issues at the table (ratelle2025 ¶8, ¶12)."""
    return unit(demand + attention * growth * (1.0 - demand))


def terms(table: Table) -> FloatArray:
    """The terms on each issue as they stand: midway between demand and offer."""
    return 0.5 * (table.demand + table.offer)


def weighted(share: FloatArray, salience: FloatArray, live: BoolArray) -> FloatArray:
    """Average over the issues that are on the agenda, weighted by salience; 0 where nothing is on it."""
    weight = salience * live
    total = weight.sum(axis=0)
    return (share * weight).sum(axis=0) / np.where(total > 0, total, 1.0)


def relative_salience(salience: FloatArray, live: BoolArray) -> FloatArray:
    """Salience of each issue as a share of the whole prize in dispute."""
    weight = salience * live
    total = weight.sum(axis=0)
    return weight / np.where(total > 0, total, 1.0)


def coerced_share(
    table: Table, salience: FloatArray, live: BoolArray, open_prize: FloatArray, taken: FloatArray
) -> FloatArray:
    """Share of all that went, or would go, to Azerbaijan which was conceded under coercion or taken, in [0, 1].

    Parameters
    ----------
    table : Table
    salience, live : array, shape (issues, N)
    open_prize, taken : array, shape (N,)
        Part of the prize that is negotiated, and part that threat and force took since the start.
    """
    conceded = weighted(table.offer, salience, live) * open_prize + taken
    forced = weighted(table.coerced, salience, live) * open_prize + taken
    return unit(forced / np.where(conceded > 0, conceded, 1.0))


def progress(before: Table, after: Table, salience: FloatArray, live: BoolArray) -> FloatArray:
    """How much of the whole gap was closed in a quarter; negative where demands grew."""
    gap_before = np.where(before.agreed, 0.0, positive(before.demand - before.offer))
    gap_after = np.where(after.agreed, 0.0, positive(after.demand - after.offer))
    return weighted(gap_before - gap_after, salience, live)
