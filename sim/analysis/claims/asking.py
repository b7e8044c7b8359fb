"""Ask whether claims hold: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.analysis.claims.judging import Finding, judge
from sim.analysis.claims.playing import Progress
from sim.common.asked import DEFAULT_SEED, asked, function, names, optional, whole
from sim.parameters.claims import read_claims

if TYPE_CHECKING:
    import pandas as pd

USUAL_WORLDS = 4_000
"""Worlds of each setting, if nobody says otherwise: all claims take a few minutes."""


@asked(names=names, worlds=whole(1), seed=whole(), workers=optional(whole(1)), progress=optional(function))
def findings(
    names: str | Iterable[str] = (),
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Play the claims of some articles, or single claims, and judge each; see `claims`."""
    return judge(read_claims(tuple(names)), worlds, seed, workers, progress)


@asked(names=names, worlds=whole(1), seed=whole(), workers=optional(whole(1)), progress=optional(function))
def claims(
    names: str | Iterable[str] = (),
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Play what the articles argue as experiments, and say whether each claim holds.

    Every claim is played in the worldview of its own article, once as it stands and once with all precisions of choice
    doubled, and in the worldviews of the others. Settings are compared world by world.

    Parameters
    ----------
    names : str or iterable of str
        Articles, such as `ratelle2025`, or claims, such as `R5`; all of them if omitted.
    worlds : int
        How many worlds of each setting to play.
    seed : int
        Seed of all draws.
    workers : int, optional
        Processes; as many as there are processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and the number of all worlds.

    Returns
    -------
    pandas.DataFrame
        One row per claim. `effect`, `low` and `high` are percentage points: how far the measure moves, and the interval. All
        intervals of one call hold together with 95 % (Bonferroni). `verdict` is `borne_out`, `reversed`, `too_small` or
        `undecided`, and `verdict_double_precision` the same with all precisions doubled. `also_holds_in` lists the other
        worldviews in which the claim is borne out.

    Raises
    ------
    InputError
        If there is no such article or claim, or a file of claims has an error.

    Examples
    --------
    >>> from sim import claims
    >>> found = claims("R5", worlds=20, workers=1)
    >>> found[["id", "article", "direction"]].values.tolist()
    [['R5', 'ratelle2025', 'rises']]
    """
    import pandas as pd

    return pd.DataFrame([finding.to_dict() for finding in findings(names, worlds, seed, workers, progress)])
