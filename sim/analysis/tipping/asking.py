"""Ask where a conclusion turns: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sim.analysis.playing import Bench, Flags, Progress, design_of
from sim.analysis.tipping.answer import Question, Tipping
from sim.analysis.tipping.axes import Axis, axis_of
from sim.analysis.tipping.frontier import SLICES, VALUES, Frontier
from sim.analysis.tipping.search import Place, Player, search
from sim.common.asked import (
    DEFAULT_SEED,
    asked,
    either,
    function,
    made_by,
    name_or_file,
    number,
    optional,
    some_names,
    whole,
    within_one,
    word,
)
from sim.common.errors import InputError
from sim.parameters.parameters import Parameters, load
from sim.parameters.wording import whole as in_thousands
from sim.studies.shares.fates import KNOWN

USUAL_WORLDS = 1_000
"""Worlds of each value of the first look, if nobody says otherwise."""
USUAL_BUDGET, BUDGET_OF_TWO = 120_000, 300_000
"""Worlds of all looks together: about half a minute on two processors, and a minute for a frontier."""
POINTS = 17
"""Values of the first look at one parameter."""
TWO = 2
EXPECTED = "the name of a worldview, or parameters, as load() returns them"


def setting_given(name: str, value: Any) -> Parameters:
    """A worldview by its name, or parameters as they are."""
    found = either(name_or_file(EXPECTED), made_by(EXPECTED, "Parameters"))(name, value)
    return load(found) if isinstance(found, str) else found


@asked(
    setting=setting_given,
    parameter=some_names,
    outcome=word(*KNOWN),
    level=within_one,
    tolerance=optional(number(0, open_low=True)),
    low=optional(number()),
    high=optional(number()),
    worlds=whole(20),
    budget=optional(whole(1)),
    seed=whole(),
    workers=optional(whole(1)),
    progress=optional(function),
)
def tipping(
    setting: Parameters | str,
    parameter: str | Iterable[str],
    outcome: str,
    level: float,
    tolerance: float | None = None,
    low: float | None = None,
    high: float | None = None,
    worlds: int = USUAL_WORLDS,
    budget: int | None = None,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Tipping | Frontier:
    """Find the value of a parameter at which the share of an outcome crosses a level, with an interval.

    All values are played in the same worlds, so that the share is a fixed function of the parameter. It is looked at from end
    to end with few worlds; then, where it surely crosses the level, at few values with many, until the interval is as narrow
    as asked for or no worlds are left. The answer names all crossings, with their directions.

    Parameters
    ----------
    setting : str or Parameters
        A worldview, `baseline`, or what `load` returns.
    parameter : str or sequence of two
        What grows: an id, or several joined by `+`, which take the same value. With two of them the first is searched for
        nine values of the second: the frontier between both sides of the level.
    outcome : str
        One of the five outcomes, or an event such as `war` or `ever_signed`.
    level : float
        The share that is crossed, between 0 and 1.
    tolerance : float, optional
        How wide half of the interval may be, in units of the parameter; a hundredth of the range if omitted.
    low, high : float, optional
        Between which values; the ends of the plausible range if omitted.
    worlds : int
        Worlds of each value of the first look; half as many for a frontier.
    budget : int, optional
        The most worlds of all looks together: 120,000 if omitted, and 300,000 for a frontier.
    seed : int
        Seed of all draws.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Tipping or Frontier
        Its finding, tables (`crossings`, `points`, `stands`) and picture. If the level is not crossed, it says so, and how near
        the share comes.

    Raises
    ------
    InputError
        If a name is unknown, a parameter has no range or appears twice, or the budget does not allow the first look.

    References
    ----------
    Pasupathy, R. & Kim, S. (2011). The stochastic root-finding problem: overview, solutions, and open questions. ACM
    Transactions on Modeling and Computer Simulation 21(3), 19.

    Examples
    --------
    >>> from sim import load, tipping
    >>> short = load("araz2023", changes={"calendar.horizon": 4})
    >>> found = tipping(short, "actors.azerbaijan.war_cost", "war", 0.1, worlds=40, budget=1000, workers=1)
    >>> int(found.points["worlds"].min())
    40
    """
    assert isinstance(setting, Parameters)  # the check made it
    axes = _axes(setting, tuple(parameter), low, high)
    frontier = len(axes) == TWO
    of_each = max(worlds // TWO, 1) if frontier else worlds
    most = budget or (BUDGET_OF_TWO if frontier else USUAL_BUDGET)
    asked_for = Question(setting, outcome, level, _tolerance(axes[0], tolerance), worlds, most, seed)
    seconds = axes[1].levels(SLICES) if frontier else []
    rows = [axes[0].row(VALUES if frontier else POINTS, asked_for.tolerance)] * max(len(seconds), 1)
    _refuse_too_few(sum(len(row.grid) for row in rows) * of_each, most)
    with Bench(workers, progress, most) as bench:
        found = search(_player(bench, asked_for, axes, seconds), rows, level, of_each, most)
    return Frontier(asked_for, axes[0], axes[1], found) if frontier else Tipping(asked_for, axes[0], found)


def _axes(setting: Parameters, written: Sequence[str], low: float | None, high: float | None) -> list[Axis]:
    """What is moved, the first between ends that may be given."""
    if len(written) > TWO:
        raise InputError(
            f"{len(written)} parameters are too many: one gives a tipping value and two a frontier. Parameters that take "
            "the same value are joined by a plus sign"
        )
    axes = [axis_of(setting, one, *((low, high) if not place else ())) for place, one in enumerate(written)]
    twice = [name for name in axes[0].names for other in axes[1:] if name in other.names]
    if twice:
        raise InputError(f"{twice[0]} is given twice; a frontier needs two different parameters")
    return axes


def _tolerance(axis: Axis, given: float | None) -> float:
    if given is None:
        return axis.tolerance
    if axis.whole:
        raise InputError(f"{axis.written} takes whole numbers, which are told exactly; omit the tolerance")
    if given >= axis.width / TWO:
        raise InputError(
            f"a tolerance of {given:g} would allow the whole of {axis.low:g} to {axis.high:g}; give a smaller one, such as "
            f"{axis.tolerance:g}"
        )
    return given


def _refuse_too_few(needed: int, budget: int) -> None:
    if needed > budget:
        raise InputError(
            f"the first look alone takes {in_thousands(needed)} worlds, and the budget is {in_thousands(budget)}; give "
            "fewer worlds for each value, or a larger budget"
        )


def _player(bench: Bench, question: Question, axes: Sequence[Axis], seconds: Sequence[float]) -> Player:
    """What plays values of the first parameter, with the value of the second that belongs to the row."""

    def played(places: Sequence[Place], worlds: int) -> Flags:
        changes = [
            {**(axes[1].changes(seconds[row]) if seconds else {}), **axes[0].changes(value)} for row, value in places
        ]
        design = design_of([question.setting] * len(places), changes)
        return bench.reached(design, question.outcome, worlds, question.seed)

    return played
