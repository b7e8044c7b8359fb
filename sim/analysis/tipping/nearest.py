"""Ask what would have to change for a conclusion to turn: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.analysis.naming import condition, noun
from sim.analysis.playing import Bench, Flags, Progress, design_of
from sim.analysis.tipping.asking import USUAL_WORLDS, setting_given
from sim.analysis.tipping.moves import movable, moves_of
from sim.analysis.tipping.turning import (
    AGAIN,
    CLOSER,
    FRESH,
    LOOKS,
    MANY,
    POINTS,
    SCREENED,
    STRONGEST,
    TOLD,
    TRACED,
    turned,
)
from sim.analysis.tipping.ways import Nearest, Sought
from sim.analysis.tipping.words import level_in_words
from sim.common.asked import DEFAULT_SEED, asked, function, names, optional, whole, within_one, word
from sim.common.errors import InputError
from sim.parameters.parameters import Parameters
from sim.parameters.wording import percent
from sim.studies.shares.fates import KNOWN
from sim.studies.shares.intervals import share_of
from sim.studies.sweeps.axes import named_parameters


@asked(
    setting=setting_given,
    outcome=word(*KNOWN),
    level=within_one,
    among=names,
    worlds=whole(20),
    seed=whole(),
    workers=optional(whole(1)),
    progress=optional(function),
)
def nearest(
    setting: Parameters | str,
    outcome: str,
    level: float,
    among: str | Iterable[str] = (),
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Nearest:
    """Find the smallest set of changes that brings the share of an outcome to the other side of a level.

    Fewest parameters come first, then the smallest moves, measured in parts of the plausible ranges. Every parameter is moved
    to both ends of its range; of those that turn the conclusion there, the value from which on they do is found. If none does
    alone, sets of two and then three of the strongest are moved together, by the same part of their ranges. What looks best
    is played again in fresh worlds.

    Parameters
    ----------
    setting : str or Parameters
        A worldview, `baseline`, or what `load` returns.
    outcome : str
        One of the five outcomes, or an event such as `war` or `ever_signed`.
    level : float
        The level, between 0 and 1. On which side of it the share lies without changes is the conclusion to be turned.
    among : str or iterable of str
        Parameters that may move, or the beginnings of several ids, such as `mechanisms.guarantees`; all that have a plausible
        range if omitted, but for the calendar and for what outcomes are called.
    worlds : int
        Worlds of each value where it is found how far a parameter must go. A fifth of them are played of each end of a range.
    seed : int
        Seed of all draws; fresh worlds are those of the next seed.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds, roughly.

    Returns
    -------
    Nearest
        Its finding, tables (`sets`, `changes`) and picture. If nothing turns the conclusion, it says so.

    Raises
    ------
    InputError
        If a name is unknown, nothing can be moved, or the worlds cannot tell on which side of the level the share lies.

    Examples
    --------
    >>> from sim import load, nearest
    >>> short = load("araz2023", changes={"calendar.horizon": 4})
    >>> found = nearest(short, "war", 0.5, among="actors.azerbaijan.war_cost", worlds=20, workers=1)
    >>> found.turned.up
    True
    """
    assert isinstance(setting, Parameters)  # the check made it
    listed = tuple(among)
    able = movable(setting)
    moves = moves_of(setting, [one for one in named_parameters(setting, listed) if one in able] if listed else able)
    if not moves:
        raise InputError(
            "nothing that is named can be moved: switches and choices have no plausible range, and the calendar and what "
            "outcomes are called do not count; name a parameter with a range"
        )
    parts = (SCREENED * len(moves), AGAIN * STRONGEST, (POINTS + CLOSER) * TRACED, FRESH * LOOKS * TOLD, MANY)
    expected = int(worlds * sum(parts))
    with Bench(workers, progress, expected) as bench:

        def play(changes: Sequence[Mapping[str, Any]], number: int, of_seed: int) -> Flags:
            return bench.reached(design_of([setting] * len(changes), changes), outcome, number, of_seed)

        base = play([{}], MANY * worlds, seed)[0]
        _refuse_undecided(base, setting, outcome, level)
        return Nearest(
            Sought(setting, outcome, level, worlds, seed, listed), turned(play, base, moves, level, worlds, seed)
        )


def _refuse_undecided(base: Flags, setting: Parameters, outcome: str, level: float) -> None:
    """Refuse a share of which the worlds cannot tell on which side of the level it lies."""
    share = share_of(int(base.sum()), len(base))
    if share.low <= level <= share.high:
        told = percent(share.share, share.low, share.high)
        raise InputError(
            f"{condition(setting)}, {noun(outcome)} is {told}, which does not tell on which side of {level_in_words(level)} it "
            "lies, so there is no conclusion to turn; choose another level, or play more worlds"
        )
