"""Ask what follows from each of the five articles: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.analysis.authors import USUAL_WORLDS
from sim.analysis.authors.answer import Authors
from sim.analysis.authors.counting import counted
from sim.common.asked import DEFAULT_SEED, asked, function, mapping, names, optional, path, whole
from sim.common.room import refuse_memory
from sim.common.system import in_words
from sim.parameters.catalogue import worldviews as articles
from sim.parameters.parameters import load
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps.axes import POLICY, WORLDVIEW
from sim.studies.sweeps.design import grid
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.running import sweep
from sim.studies.sweeps.study import SweepStudy

WORLD_BYTES = 16
"""Of a world while it is counted: how it ended, and a flag for each measure, with their copies."""


@in_words
@asked(
    policies=names,
    changes=optional(mapping),
    worlds=whole(1),
    seed=whole(),
    out=optional(path),
    workers=optional(whole(1)),
    progress=optional(function),
)
def authors(
    policies: str | Iterable[str] = (),
    changes: Mapping[str, Any] | None = None,
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    out: Path | str | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Authors:
    """Play the five articles and the reference setting in the same worlds, and say where the authors agree and part.

    The reference setting (baseline) is neither the view of one author nor the average of the five. It stands beside them, and what is
    said of agreement concerns the five alone.

    Parameters
    ----------
    policies : str or iterable of str
        Laid over all of them.
    changes : mapping of str to value, optional
        Laid over the policies.
    worlds, seed : int
        Worlds of each setting, the same for all, and their draws.
    out : pathlib.Path or str, optional
        Folder in which the worlds are kept, as those of a sweep; asked again, what is there is used.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Authors
        With `table` (one row per author), `finding`, `agreed`, `parted`, `outside`, `sentences` and, in `study`, the sweep.

    Raises
    ------
    InputError
        If a name or value is refused, or the folder holds another study.

    Examples
    --------
    >>> import sim
    >>> found = sim.authors(changes={"calendar.horizon": 8}, worlds=40)
    >>> list(found.table.index)
    ['araz2023', 'dersimonian2023', 'dersimonian2024', 'fattah2025', 'ratelle2025', 'baseline']
    >>> list(found.table.columns)
    ['ideal_peace', 'formal_peace', 'deferred_tension', 'stalemate', 'new_confrontation', 'war']
    >>> found.agreed.columns.tolist()
    ['measure', 'side', 'bound']
    """
    design = design_of_authors(tuple(policies), changes or {})
    refuse_memory(
        worlds * len(design) * WORLD_BYTES, f"a study of {worlds:,} worlds for each author", "take fewer worlds"
    )
    told = None if progress is None else lambda now: progress(now.done, now.total)
    return authors_of(sweep(design, worlds, seed, out=out, workers=workers, progress=told))


def design_of_authors(policies: tuple[str, ...], changes: Mapping[str, Any]) -> Design:
    """A design with one cell per article and one for the reference setting, under the same policies and changes.

    `InputError` if one of them refuses a policy or a change.
    """
    named = [*(one.key for one in articles()), BASELINE]
    settings = [load(name, policies, changes) for name in named]
    laid = {POLICY: [list(policies)]} if policies else {}
    by_hand = {settings[0].resolve(name): [value] for name, value in changes.items()}
    return grid({WORLDVIEW: named, **laid, **by_hand})


def authors_of(study: SweepStudy) -> Authors:
    """The answer that a study of the five articles gives; `InputError` if it is another one."""
    found = counted(study)
    return Authors(study, found, found.shares(), found.differences())
