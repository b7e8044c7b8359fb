"""The search for crossings: with the same worlds at all values a share is a fixed function, looked at with ever more worlds.

This is retrospective approximation (Chen and Schmeiser 2001; Pasupathy and Kim 2011, "The stochastic root-finding
problem", ACM Transactions on Modeling and Computer Simulation 21, 19): a coarse look with few worlds, then few values with
many. Whoever plays the worlds is an argument, so that the search can be tried on shares that are known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scipy.special import ndtri

from sim.analysis.tipping.fit import Crossing, Flags
from sim.analysis.tipping.traces import Row, Trace
from sim.studies.shares.intervals import confidence_of_each

Place = tuple[int, float]
"""A row and a value of its parameter."""
Player = Callable[[Sequence[Place], int], Flags]
"""Plays so many worlds, from world 0 on, at some places: bool, shape (places, worlds). World 17 uses the same draws everywhere."""

CLOSER = 4
"""A closer look takes so many times the worlds of the look before."""
CLOSEST = 5
"""So many times undecided values are looked at more closely, if worlds are left."""
LOPSIDED = 2.5
"""An interval that reaches so many times as far as the worlds at the crossing explain is looked at from the side."""
ASIDE = 2
"""Worlds at the crossing for each world there: slopes are told by fewer."""
LEAP = 4
"""Where more than so many times the worlds before are needed, one look lies in between, so that the last is in the right place."""
SPARE = 0.7
"""The half-width aimed at, as a part of what is asked for, because the prediction has an error too."""
WORTH = 1.3
"""A further look at one value is worth its while only with so many times the worlds before."""
ENOUGH = 1.2
"""Where fewer than so many times the worlds needed are left, all are played: the rest would not be worth another look."""
PART = 0.3
"""A closer look, which only prepares the last ones, takes at most this part of the worlds that are left."""


@dataclass(frozen=True)
class Found:
    """What a search found: what was played of each row, its crossings, and how many worlds that took.

    The intervals of all crossings hold together. `short` says that more worlds than allowed would have been needed.
    """

    traces: tuple[Trace, ...]
    crossings: tuple[tuple[Crossing, ...], ...]
    spent: int
    short: bool


@dataclass(frozen=True)
class Look:
    """Where to play how many worlds; so many of them were there `before`."""

    places: Sequence[Place] = ()
    worlds: int = 0
    before: int = 0

    def of_at_most(self, worlds: float) -> Look:
        """The same with no more worlds in all than so many."""
        return Look(self.places, min(self.worlds, int(worlds / max(len(self.places), 1))), self.before)

    def pays(self, least: int) -> bool:
        """Whether it says more than what is there already, and has at least so many worlds."""
        return bool(self.places) and self.worlds >= max(least, int(WORTH * self.before))


def search(
    player: Player,
    rows: Sequence[Row],
    level: float,
    worlds: int,
    budget: int,
    known: Sequence[Mapping[float, Flags]] = (),
) -> Found:
    """Find where the shares of some rows cross a level.

    Parameters
    ----------
    player : callable
        Plays worlds at some places; see `Player`.
    rows : sequence of Row
        What is searched.
    level : float
        The share that is crossed, between 0 and 1.
    worlds : int
        Worlds of each value of the first look, which is always taken.
    budget : int
        The most worlds that all looks have together.
    known : sequence of mappings, optional
        For each row what was played of some values before.

    Returns
    -------
    Found
    """
    traces, spent = [Trace(row, own) for row, own in zip(rows, known or [{}] * len(rows), strict=True)], 0
    look: Look | None = Look([(row, float(value)) for row, one in enumerate(rows) for value in one.grid], worlds)
    while look is not None:
        played = player(look.places, look.worlds)
        for row, trace in enumerate(traces):
            more = {value: one for (of, value), one in zip(look.places, played, strict=True) if of == row}
            traces[row] = trace.and_also(more)
        spent += len(look.places) * look.worlds
        confidence = confidence_of_each(sum(len(trace.brackets(level)) for trace in traces))
        crossings = tuple(trace.crossings(level, confidence) for trace in traces)
        look = next_look(traces, crossings, level, confidence, worlds, budget - spent)
    short = any(not one.row.known(found) for one, row in zip(traces, crossings, strict=True) for found in row)
    return Found(tuple(traces), crossings, spent, short)


def next_look(
    traces: Sequence[Trace],
    crossings: Sequence[Sequence[Crossing]],
    level: float,
    confidence: float,
    worlds: int,
    left: int,
) -> Look | None:
    """What to play next, with so many worlds left; None if all is known or nothing that is worth its while is left.

    First come brackets in which no curve could be fitted, and values that lie on no sure side; then the crossings
    themselves; and then once more what is undecided.
    """
    looks = (
        _inside_brackets(traces, crossings, level, worlds, left),
        _undecided(traces, level, worlds).of_at_most(PART * left),
        _beside_crossings(traces, crossings, level, confidence).of_at_most(left),
        _at_crossings(traces, crossings, level, confidence, left),
        *(_undecided(traces, level, CLOSER**times * worlds).of_at_most(left) for times in range(1, CLOSEST)),
    )
    return next((look for look in looks if look.pays(worlds)), None)


def _open(traces: Sequence[Trace], crossings: Sequence[Sequence[Crossing]]) -> Iterator[tuple[int, int, Crossing]]:
    """Crossings that are not known well enough: row, place in the row, and crossing."""
    for row, (trace, found) in enumerate(zip(traces, crossings, strict=True)):
        yield from ((row, place, one) for place, one in enumerate(found) if not trace.row.known(one))


def _inside_brackets(
    traces: Sequence[Trace], crossings: Sequence[Sequence[Crossing]], level: float, worlds: int, left: int
) -> Look:
    """A few values inside each bracket without a fit; with more worlds than before where they are there already."""
    places: list[Place] = []
    before = []
    for row, place, one in _open(traces, crossings):
        if not one.smooth:
            inner = traces[row].row.inner(traces[row].brackets(level)[place])
            places += [(row, value) for value in inner]
            before.append(traces[row].fewest(inner))
    there = min(before, default=0)
    return Look(places, CLOSER * max(there, worlds), there).of_at_most(left if there else PART * left)


def _undecided(traces: Sequence[Trace], level: float, worlds: int) -> Look:
    """A few of each run of neighbours without a sure side, of those that have so many worlds or fewer."""
    places: list[Place] = []
    for row, trace in enumerate(traces):
        for run in trace.undecided_runs(level):
            few = [value for value in run if len(trace.played[value]) <= worlds]
            places += [(row, value) for value in (trace.spread(few) if few else ())]
    return Look(places, CLOSER * worlds, worlds)


def _beside_crossings(
    traces: Sequence[Trace], crossings: Sequence[Sequence[Crossing]], level: float, confidence: float
) -> Look:
    """Half way to the end of each interval that reaches much farther than the worlds at the crossing explain.

    There it is the slope that is not known, and more worlds at the crossing would not tell it.
    """
    places, before = [], 0
    for row, _, one in _open(traces, crossings):
        far = one.low if one.value - one.low > one.high - one.value else one.high
        if one.smooth and abs(far - one.value) > LOPSIDED * _reach(one, level, confidence):
            places.append((row, traces[row].row.tidy((one.value + far) / 2)))
            before = max(before, one.worlds)
    return Look(places, before // ASIDE)


def _reach(one: Crossing, level: float, confidence: float) -> float:
    """Half of the interval that a crossing would have if its slope were known."""
    spread = float(ndtri((1 + confidence) / 2)) * math.sqrt(level * (1 - level))
    return spread / (math.sqrt(one.worlds) * abs(one.slope))


def _at_crossings(
    traces: Sequence[Trace],
    crossings: Sequence[Sequence[Crossing]],
    level: float,
    confidence: float,
    left: int,
) -> Look:
    """Each crossing that is fitted but not known well enough, with as many worlds as that will take."""
    there = [(row, one) for row, _, one in _open(traces, crossings) if one.smooth]
    if not there:
        return Look()
    places = [(row, traces[row].row.tidy(one.value)) for row, one in there]
    aims = ((_reach(one, level, confidence) / (SPARE * traces[row].row.tolerance), one.worlds) for row, one in there)
    needed, before = max(ratio**2 * worlds for ratio, worlds in aims), max(one.worlds for _, one in there)
    needed, most = max(needed, WORTH * before), left / len(there)
    most = needed if ENOUGH * needed < most else most
    return Look(places, int(math.sqrt(most * before) if most > LEAP * before else most), before)
