"""Which few moves turn a conclusion: all parameters at their ends, the strongest again, and then how far they must go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from sim.analysis.tipping.fit import Crossing, Flags
from sim.analysis.tipping.moves import Move, Way
from sim.analysis.tipping.search import Place, search
from sim.analysis.tipping.sides import Sides, sides
from sim.analysis.tipping.traces import Row
from sim.studies.shares.intervals import FloatArray, Share, confidence_of_each, share_of, wilson

Play = Callable[[Sequence[Mapping[str, Any]], int, int], Flags]
"""Plays changes of a setting in so many worlds of a seed: bool, shape (changes, worlds)."""

SCREENED, AGAIN, ONCE_MORE, MANY = 0.2, 2, 5, 10
"""Worlds of the first screening, of the strongest moves, of those of them that are undecided then, and of the share without any
move, as parts or multiples of those asked for."""
STRONGEST = 30
"""So many moves are tried again with more worlds."""
PARTNERS = 6
"""Of so many of the strongest parameters sets of two and three are made."""
LARGEST_SET = 3
TRACED, TOLD = 6, 5
"""For so many ways it is found how far they must go, and so many are confirmed and told."""
STEPS, LOOKS, FRESH = (0.5, 0.8, 1.1, 1.4, 1.8, 2.5, 4), 3, 6
"""Fresh worlds are played so many times as far beyond the tipping part as its interval reaches: at the second place first, then
nearer or farther, in so many looks; so many times those asked for."""
POINTS, CLOSER, TOLERANCE, DIGITS = 7, 8, 0.02, 4
"""Values of the first look at a way, worlds beyond it, how wide half of the interval of the part may be, and its digits."""


@dataclass(frozen=True)
class Turn:
    """A way that turns the conclusion: `at` which part of the ranges it tips, and the share a little beyond in fresh worlds.

    `set_to` are the values there, the nearest of those tried at which fresh worlds tell surely that the share lies beyond the
    level, and `fresh` is the share, with the interval that tells it. If they tell it nowhere, the farthest values that were
    tried, and the way is not `confirmed`.
    """

    way: Way
    at: Crossing
    set_to: Mapping[str, Any]
    fresh: Share
    confirmed: bool

    @property
    def part(self) -> float:
        """The longest of its moves, as a part of a range."""
        return max(move.part(float(self.set_to[move.name])) for move in self.way.moves)


@dataclass(frozen=True)
class Turned:
    """What was found.

    `base` is the share without changes, `up` whether it must rise, `size` how many parameters a set has, `across` how many sets
    turn it at the ends of their ranges, and `tried` how many moves of single parameters were tried. `farthest` is the set of
    that size which goes farthest at the ends of its ranges, and `share` what it reaches there.
    """

    base: Share
    up: bool
    size: int
    across: int
    tried: int
    turns: tuple[Turn, ...]
    farthest: Way | None
    share: Share


@dataclass(frozen=True)
class Tried:
    """Ways that were tried at their ends, and for each in which worlds the outcome was reached there."""

    ways: Sequence[Way]
    flags: Sequence[Flags]

    @property
    def shares(self) -> FloatArray:
        """The shares at the ends."""
        return np.array([one.mean() for one in self.flags])

    def sides(self, level: float) -> Sides:
        """The sides of the level on which the shares surely lie; the intervals pay for all ways."""
        counts, worlds = (np.array([f(one) for one in self.flags], dtype=float) for f in (np.count_nonzero, len))
        return sides(counts, worlds, level, confidence_of_each(len(self.ways)))

    def ranked(self, up: bool) -> list[int]:
        """The ways by their shares, the one that goes farthest towards or beyond the level first."""
        return [int(place) for place in np.argsort(-self.shares if up else self.shares, kind="stable")]


def turned(play: Play, base: Flags, moves: Sequence[Move], level: float, worlds: int, seed: int) -> Turned:
    """Find the fewest moves that turn the conclusion that the share lies on one side of a level, and the smallest of these.

    Parameters
    ----------
    play : callable
        Plays the worlds; see `Play`.
    base : array of bool
        In which worlds the outcome is reached without any move: so many that its share surely lies on one side of the level.
    moves : sequence of Move
        What may be moved.
    level : float
        The level.
    worlds : int
        Worlds of each value where it is found how far a way must go.
    seed : int
        Seed of the worlds in which ways are sought; those of the next seed confirm them.
    """
    share = share_of(int(base.sum()), len(base))
    up = share.share < level
    across = 1 if up else -1
    tried = _tried(play, _screened(play, moves, up, worlds, seed), level, worlds, seed)
    singles, size = tried, 1
    while not (tried.sides(level) == across).any() and size < LARGEST_SET:
        partners = _partners(singles, up)
        if len(partners) <= size:
            break
        size += 1
        tried = _tried(play, [Way(some) for some in combinations(partners, size)], level, worlds, seed)
    there = [place for place in tried.ranked(up) if tried.sides(level)[place] == across]
    shortest = _shortest(tried, there, share.share, level)
    found = _turns(play, [(tried.ways[place], tried.flags[place]) for place in shortest], base, up, level, worlds, seed)
    best = tried.ranked(up)[:1] if len(tried.ways) else []
    farthest, goes = next(((tried.ways[place], tried.flags[place]) for place in best), (None, base))
    return Turned(share, up, size, len(there), len(moves), tuple(found), farthest, share_of(int(goes.sum()), len(goes)))


def _screened(play: Play, moves: Sequence[Move], up: bool, worlds: int, seed: int) -> list[Way]:
    """The moves that bring the share farthest in the right direction, in few worlds; those without effect are left out."""
    few = max(int(SCREENED * worlds), 1)
    flags = play([{}, *(Way((move,)).changes(move.room) for move in moves)], few, seed)
    effects = (flags[1:].mean(axis=1) - flags[0].mean()) * (1 if up else -1)
    order = np.argsort(-effects, kind="stable")[:STRONGEST]
    return [Way((moves[place],)) for place in order if effects[place] > 0]


def _tried(play: Play, ways: Sequence[Way], level: float, worlds: int, seed: int) -> Tried:
    """Ways at their ends; those on no sure side once more, with many worlds."""
    if not ways:
        return Tried((), ())
    ends = [way.changes(way.room) for way in ways]
    flags = list(play(ends, AGAIN * worlds, seed))
    open_ = np.flatnonzero(Tried(ways, flags).sides(level) == 0)[:TRACED].tolist()
    for place, more in zip(
        open_, play([ends[place] for place in open_], ONCE_MORE * worlds, seed) if open_ else (), strict=True
    ):
        flags[place] = more
    return Tried(ways, flags)


def _partners(singles: Tried, up: bool) -> list[Move]:
    """The strongest moves, of each parameter one, of which sets are made."""
    best: dict[str, Move] = {}
    for place in singles.ranked(up):
        (move,) = singles.ways[place].moves
        best.setdefault(move.name, move)
    return list(best.values())[:PARTNERS]


def _shortest(tried: Tried, there: Sequence[int], base: float, level: float) -> list[int]:
    """Which of some ways would have to go least far if the share moved evenly along them."""
    gap, shares = abs(level - base), tried.shares
    needed = {place: tried.ways[place].room * gap / max(abs(float(shares[place]) - base), gap) for place in there}
    return sorted(there, key=lambda place: needed[place])[:TRACED]


def _turns(
    play: Play, ways: Sequence[tuple[Way, Flags]], base: Flags, up: bool, level: float, worlds: int, seed: int
) -> list[Turn]:
    """How far each way must go, and whether fresh worlds confirm it; the shortest first. Their ends are known already."""
    if not ways:
        return []

    def player(places: Sequence[Place], number: int) -> Flags:
        return play([ways[row][0].changes(part) for row, part in places], number, seed)

    rows = [Row(np.linspace(0, way.room, POINTS + 2)[1:-1], TOLERANCE, digits=DIGITS) for way, _ in ways]
    known = [{0.0: base, way.room: at_the_end} for way, at_the_end in ways]
    found = search(player, rows, level, worlds, (POINTS + CLOSER) * worlds * len(ways), known)
    turning = [
        (way, next(one for one in crossings if one.rises == up))
        for (way, _), crossings in zip(ways, found.crossings, strict=True)
        if any(one.rises == up for one in crossings)
    ]
    best = sorted(turning, key=lambda pair: pair[1].value)[:TOLD]
    if not best:
        return []
    return _confirmed(play, best, up, level, worlds, seed + 1)


def _confirmed(
    play: Play, best: Sequence[tuple[Way, Crossing]], up: bool, level: float, worlds: int, seed: int
) -> list[Turn]:
    """Play the best ways in fresh worlds beyond where they tip, and find the nearest place where these are sure, by halving."""
    turns: list[Turn | None] = [None] * len(best)
    first, last = [0] * len(best), [len(STEPS) - 1] * len(best)
    for _ in range(LOOKS):
        middles = [(one + two) // 2 for one, two in zip(first, last, strict=True)]
        places = [
            way.beyond(one.value + STEPS[step] * (one.high - one.value))
            for (way, one), step in zip(best, middles, strict=True)
        ]
        counts = play(places, FRESH * worlds, seed).sum(axis=1)
        for row, ((way, one), set_to, count) in enumerate(zip(best, places, counts, strict=True)):
            fresh = _told_apart(int(count), FRESH * worlds, LOOKS * len(best))
            turn = Turn(way, one, set_to, fresh, fresh.low > level if up else fresh.high < level)
            before = turns[row]
            if turn.confirmed or before is None or not before.confirmed:
                turns[row] = turn
            first[row], last[row] = (first[row], middles[row] - 1) if turn.confirmed else (middles[row] + 1, last[row])
    return [turn for turn in turns if turn is not None]


def _told_apart(count: int, total: int, comparisons: int) -> Share:
    """A share with an interval that is one of so many."""
    low, high = wilson(count, total, confidence_of_each(comparisons))
    return Share(count, total, count / total, float(low), float(high))
