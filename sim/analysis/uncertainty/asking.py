"""Ask what is unknown about each outcome: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sim.analysis.playing import Bench, Progress, design_of
from sim.analysis.uncertainty import FEWEST_SAMPLES, FEWEST_WORLDS, USUAL_SAMPLES, USUAL_WORLDS
from sim.analysis.uncertainty.answer import Uncertainty
from sim.analysis.uncertainty.playing import WAR, Plan, own_worlds, play_own
from sim.analysis.uncertainty.ranges import WIDTHS, sample_of
from sim.analysis.uncertainty.rows import tables_from
from sim.common.asked import DEFAULT_SEED, asked, function, mapping, names, optional, some_names, whole, word
from sim.common.errors import InputError
from sim.parameters import load
from sim.parameters import worldviews as articles
from sim.parameters.parameters import Parameters
from sim.studies.sweeps.distributions import PERT, SHAPES


@asked(
    worldviews=optional(some_names),
    policies=names,
    changes=optional(mapping),
    samples=whole(FEWEST_SAMPLES),
    worlds=whole(FEWEST_WORLDS),
    seed=whole(),
    shape=word(*SHAPES),
    workers=optional(whole(1)),
    progress=optional(function),
)
def uncertainty(
    worldviews: str | Iterable[str] | None = None,
    policies: str | Iterable[str] = (),
    changes: Mapping[str, Any] | None = None,
    samples: int = USUAL_SAMPLES,
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    shape: str = PERT,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Uncertainty:
    """Split what is unknown about each outcome, and about war, into luck, numbers, and which author is right.

    *Luck* is what stays open if author and numbers are known. *Numbers* is how far the share moves as the numbers of an
    author move over their plausible ranges, *author* how far the authors lie apart. The split is that of the variance of
    the end of a world, with authors of equal weight.

    Parameters
    ----------
    worldviews : str or iterable of str, optional
        Whose numbers are sampled; all five articles if omitted. One alone has luck and numbers, and no author.
    policies, changes
        Laid over all of them. What they set stays as it is set.
    samples, worlds : int
        Samples of the numbers of each author, 10 or more, and worlds of each sample, 5 or more, the same for all.
    seed : int
        Of the worlds and of the samples.
    shape : str
        `pert`, where the author's value is the most likely, `triangular`, or `uniform`.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Uncertainty

    Raises
    ------
    InputError
        If a name or value is refused, no number is left uncertain, or the model cannot count with most samples.

    Examples
    --------
    >>> import sim
    >>> found = sim.uncertainty(["araz2023", "fattah2025"], changes={"calendar.horizon": 4}, samples=10, worlds=10)
    >>> found.parts.query("width == 1 and measure == 'stalemate'").part.sum().round(9)
    np.float64(1.0)
    """
    names = [one.key for one in articles()]
    wanted = names if worldviews is None else list(worldviews)
    if len(set(wanted)) < len(wanted):
        raise InputError(f"a worldview appears twice in {', '.join(wanted)}; name each of them once")
    loaded = [load(name, policies, changes) for name in [*wanted, *names]]
    wanted = [one.worldview for one in loaded[: len(wanted)]]
    every = {one.worldview: one for one in loaded}
    settings, shown = [every[name] for name in wanted], _in_order(every, names)
    design_of(shown)  # refuses what no cell can hold, before anything is played
    plan = Plan(settings, sample_of(settings, samples, seed, shape), samples, worlds, seed)
    with Bench(workers, progress, plan.size + len(shown) * own_worlds(worlds)) as bench:
        played = plan.play(bench)
        own = play_own(bench, shown, worlds, seed)
    left_out = samples - played[WIDTHS[0], WAR].shape[1]
    tables = tables_from(played, own, wanted, [one.worldview for one in shown])
    numbers = len(plan.sample.ranges)
    size = (samples, worlds, own_worlds(worlds), seed, shape, numbers, left_out)
    return Uncertainty(tuple(settings), tuple(shown), *size, *tables)


def _in_order(every: Mapping[str, Parameters], articles: list[str]) -> list[Parameters]:
    """All settings: what is not an article first, then the articles in their order."""
    return [every[name] for name in (*(name for name in every if name not in articles), *articles)]
