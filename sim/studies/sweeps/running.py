"""Run a sweep."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from sim.common.asked import (
    DEFAULT_SEED,
    asked,
    either,
    flag,
    function,
    made_by,
    mapping,
    number,
    optional,
    path,
    some_names,
    text,
    with_parts,
)
from sim.common.asked import whole as whole_within
from sim.common.errors import InputError
from sim.common.files import try_folder
from sim.common.room import TooLargeError, refuse_memory, size
from sim.common.system import in_words, usable_path
from sim.parameters.wording import counted, enumeration
from sim.studies.sweeps.axes import POLICY, WORLDVIEW
from sim.studies.sweeps.design import grid
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.estimate import costs
from sim.studies.sweeps.manifest import read_manifest
from sim.studies.sweeps.opening import known_from
from sim.studies.sweeps.plan import Block, blocks_of
from sim.studies.sweeps.play import Played
from sim.studies.sweeps.request import Request, begun, continued, request, whole
from sim.studies.sweeps.stopping import Rule
from sim.studies.sweeps.store import FolderStore, MemoryStore, holds_study, locked, read_cells
from sim.studies.sweeps.study import SweepStudy
from sim.studies.sweeps.workers import Team, here, processors

LOG = logging.getLogger("sim.studies.sweeps")
MOST_WORKERS = 512


@asked(done=whole_within(), total=whole_within(), fresh=whole_within(), seconds=number(0))
@dataclass(frozen=True)
class Progress:
    """How far a study has come.

    Attributes
    ----------
    done, total : int
        Worlds that are there, and worlds of the whole plan (at most, if the study stops by precision).
    fresh, seconds
        Worlds that this run has played, and how long it has been running.
    """

    done: int
    total: int
    fresh: int
    seconds: float

    @property
    def rate(self) -> float:
        """Worlds per second."""
        return self.fresh / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left, at most; None as long as nobody can know."""
        return (self.total - self.done) / self.rate if self.fresh else None


Report = Callable[[Progress], object]
A_RULE = "a rule for stopping, such as Width('stalemate', below=0.05)"


@in_words
@asked(
    design=optional(either(mapping, made_by("a design, such as design.grid(...), or a mapping of axes", "Design"))),
    worldview=optional(some_names),
    worlds=whole_within(1),
    seed=whole_within(),
    out=optional(path),
    workers=optional(whole_within(1)),
    rows=flag,
    cluster=optional(text),
    until=optional(with_parts(A_RULE, "confidence_at", "settled", "to_dict", "check")),
    independent=flag,
    out_of_range=flag,
    extend=flag,
    progress=optional(function),
    block=optional(whole_within(1)),
    command=optional(text),
)
def sweep(
    design: Design | Mapping[str, Any] | None = None,
    worlds: int = 2_000,
    seed: int = DEFAULT_SEED,
    out: Path | str | None = None,
    workers: int | None = None,
    rows: bool = False,
    cluster: str | None = None,
    until: Rule | None = None,
    independent: bool = False,
    out_of_range: bool = False,
    extend: bool = False,
    progress: Report | None = None,
    block: int | None = None,
    command: str | None = None,
    worldview: Any = None,
    policy: Any = None,
) -> SweepStudy:
    """Run every cell of a design in many worlds and count how they end.

    Killed at any moment and called again in the same way, it goes on where it was.

    Parameters
    ----------
    design : Design or mapping, optional
        Which cells (see `sim.design`); a mapping of axes to levels stands for the grid of them.
    worlds : int
        Worlds per cell; the most of them if the study stops by precision.
    seed : int
        Seed of all draws, 0 or more. Neither workers nor blocks nor the order of finishing change a result.
    out : path, optional
        Folder of the study; if omitted the results are kept in memory alone.
    workers : int, optional
        Processes; all processors of this machine if omitted.
    rows : bool
        Whether to keep one row per world beside the counts per cell.
    cluster : str, optional
        Address of a Dask scheduler, such as `tcp://host:8786`, whose workers play the blocks.
    until : Width or Difference, optional
        Stop as soon as this is met, at one of a few planned looks.
    independent : bool
        Whether each cell draws its own worlds; by default all cells use the same random draws world by world, which
        makes differences between them surer (common random numbers).
    out_of_range : bool
        Whether values out of their plausible range are run; the study says which.
    extend : bool
        Whether a study in the folder may get more worlds and more cells; what is there is kept.
    progress : callable, optional
        Called with a `Progress` at the start and after each block.
    block : int, optional
        Worlds per block; changes the files, never the results.
    command : str, optional
        What the manifest says was called; the program's own command line if omitted.
    worldview, policy : str, path or list of these, optional
        Axes of the grid, beside those of a mapping: names, or files of your own.

    Returns
    -------
    SweepStudy

    Raises
    ------
    InputError
        If something is not valid, the study is too large, the folder belongs to another study, or workers cannot be
        reached or keep dying. Finished blocks are kept in each case.

    Examples
    --------
    >>> from sim import design, sweep
    >>> study = sweep(design.grid({"mechanisms.force.status_quo": [0.2, 0.8]}), worlds=50, workers=1)
    >>> len(study.frequencies())  # two cells, five outcomes
    10
    >>> study = sweep(worldview=["fattah2025", "ratelle2025"], policy=["none", "western_guarantee"], worlds=50, workers=1)
    >>> len(study.design)
    4
    """
    if out is not None:
        known_from(usable_path(out, "folder"))
    wanted = request(
        _design(design, worldview, policy), worlds, seed, rows, until, independent, out_of_range, block, command
    )
    crew = _crew(workers, cluster)
    _refuse_too_large(wanted, crew if cluster is None else 1, out)
    blocks = len(blocks_of(wanted.cells.group_of, wanted.manifest.extents))
    with Team(1 if cluster else min(crew, blocks)) as team:
        if out is None:
            team.start()
            ready = begun(wanted)
            study = SweepStudy(ready.manifest, MemoryStore(), ready.cells.columns)
            return _run(ready, study, team, cluster, progress)
        with locked(usable_path(out, "folder")) as folder:
            ready, store, repaired = _in_folder(folder, wanted, extend, team)
            study = SweepStudy(ready.manifest, store, ready.cells.columns, folder, repaired)
            return _run(ready, study, team, cluster, progress)


def _design(design: Design | Mapping[str, Any] | None, worldview: Any, policy: Any) -> Design:
    """The design that somebody gave, or the grid of the axes that are named."""
    words = {name: levels for name, levels in ((WORLDVIEW, worldview), (POLICY, policy)) if levels is not None}
    if isinstance(design, Design):
        if words:
            raise InputError(f"the design says already what is varied; leave out {enumeration(list(words))}")
        return design
    doubled = [name for name in words if design and name in design]
    if doubled:
        raise InputError(f"{doubled[0]} is given twice, in the mapping and beside it; give it once")
    if not design and not words:
        raise InputError("there is nothing to run: give a design, as sim.design.grid makes one, or worldview=[...]")
    return grid({**(design or {}), **words})


def sweep_with(
    team: Team, design: Design, worlds: int, seed: int = DEFAULT_SEED, progress: Report | None = None
) -> SweepStudy:
    """Run a design as `sweep` does, in memory, with a team that stays together for the next one.

    Values out of their plausible range are run: whoever asks has checked them already.
    """
    wanted = request(design, worlds, seed, out_of_range=True)
    _refuse_too_large(wanted, 1, None)
    team.start()
    # Nobody goes on with it on another machine, so it needs no probe.
    study = SweepStudy(wanted.manifest, MemoryStore(), wanted.cells.columns)
    return _run(wanted, study, team, None, progress)


def _in_folder(folder: Path, wanted: Request, extend: bool, team: Team) -> tuple[Request, FolderStore, tuple[str, ...]]:
    """Begin a study in a folder, or go on with the one that is there; say which damaged files were removed."""
    there = read_manifest(folder) if holds_study(folder) else None
    if there is None:
        team.start()
        ready = begun(wanted)
    else:
        ready = continued(wanted, there, read_cells(folder, there), extend)
    store = FolderStore(folder, ready.manifest.rows, ready.manifest.plan(ready.cells.columns))
    store.make()
    store.clean()
    if there is None or ready.manifest.to_dict() != there.to_dict():
        store.write_cells(ready.cells.columns)
        ready.manifest.write(folder)
    damaged = list(store.faults())
    names = tuple(path.name for path in damaged)
    if damaged:
        LOG.warning("damaged files are removed and computed anew: %s", ", ".join(names))
        store.discard(damaged)
    return ready, store, names


def _run(ready: Request, study: SweepStudy, team: Team, cluster: str | None, progress: Report | None) -> SweepStudy:
    """Play what is missing, look by look, and return the study with its results."""
    started = time.perf_counter()
    blocks = blocks_of(ready.cells.group_of, ready.manifest.extents)
    finished = study.store.finished()
    total = sum(planned.worlds for planned in blocks)
    before = sum(planned.worlds for planned in blocks if planned.number in finished)
    fresh = 0

    def tell() -> None:
        if progress is not None:
            progress(Progress(before + fresh, total, fresh, time.perf_counter() - started))

    tell()
    for look, part in enumerate(_looks(blocks, ready), start=1):
        missing = [planned for planned in part if planned.number not in finished]
        for played in _played(ready, missing, team, cluster):
            study.store.add(played)
            fresh += played.block.worlds
            tell()
        # A new object, because a study remembers the results that it has read.
        study = replace(study)
        if study.settled_at(look):
            break
    return study


def _looks(blocks: list[Block], ready: Request) -> list[list[Block]]:
    """The blocks up to each look; all of them at once if there are no looks."""
    if ready.manifest.until is None:
        return [blocks]
    ends = [extent.end_world for extent in ready.manifest.extents]
    return [
        [planned for planned in blocks if start <= planned.first_world < end] for start, end in pairwise([0, *ends])
    ]


def _played(ready: Request, missing: Sequence[Block], team: Team, cluster: str | None) -> Iterator[Played]:
    """The results of the missing blocks as they come, from whoever is to play them."""
    tasks = map(ready.recipe.task, missing)
    if not missing:
        return iter(())
    if cluster is not None:
        from sim.studies.sweeps.cluster import on_cluster

        return on_cluster(tasks, cluster, ready.recipe.trial(), ready.manifest.probe)
    return team.play(tasks) if len(missing) > 1 else here(tasks)


def _crew(workers: int | None, cluster: str | None) -> int:
    if workers is not None and cluster is not None:
        raise InputError("either workers or a cluster: the cluster has its own workers")
    return processors() if workers is None else whole("workers", workers, 1, MOST_WORKERS)


def _refuse_too_large(wanted: Request, workers: int, out: Path | str | None) -> None:
    """Refuse a study that does not fit into the memory or on the disk where its folder lies or will lie, with the figure."""
    told = wanted.manifest
    needed = costs(told.cells, len(told.axes), told.worlds, workers, told.rows)
    what = f"a study of {counted(needed.cells, 'cell')} and {counted(needed.worlds, 'world')}"
    refuse_memory(needed.memory + (needed.disk if out is None else 0), what)
    if out is None:
        return
    folder = Path(out)
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if needed.disk > free:
        # Where nothing can be written, nothing is free either; then that is the cause to be named.
        try_folder(folder)
        raise TooLargeError(
            f"{what} needs about {size(needed.disk)} in {folder}, and {size(free)} are free there; "
            "take fewer worlds, omit rows, or choose another disk"
        )
