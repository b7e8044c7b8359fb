"""Open the study that a sweep left in its folder, and say whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.common.asked import asked
from sim.common.asked import path as path_given
from sim.common.system import in_words, usable_path
from sim.parameters.wording import counted
from sim.studies.sweeps.manifest import read_manifest
from sim.studies.sweeps.store import FolderStore, read_cells
from sim.studies.sweeps.study import SweepStudy


@in_words
@asked(path=path_given)
def open_study(path: Path | str) -> SweepStudy:
    """Open a study that lies in a folder, finished or not.

    Parameters
    ----------
    path : path
        The folder that was given to `sim.sweep` as `out`.

    Returns
    -------
    SweepStudy

    Raises
    ------
    InputError
        If there is no study, or its manifest or cells are damaged.
    """
    folder = usable_path(path, "folder")
    manifest = read_manifest(folder)
    columns = read_cells(folder, manifest)
    return SweepStudy(manifest, FolderStore(folder, manifest.rows, manifest.plan(columns)), columns, folder)


@dataclass(frozen=True)
class Report:
    """What was found in the folder of a study.

    Attributes
    ----------
    blocks : int
        Blocks of the plan.
    finished : int
        Blocks that are there and whole.
    damaged : tuple of str
        Names of files whose content does not match the checksum in their name, or that do not belong where they are.
    reasons : tuple of str
        What is wrong with each of them.
    complete : bool
        Whether all is there that the study needs: the whole plan, or as much as its rule for stopping asks for.
    """

    blocks: int
    finished: int
    damaged: tuple[str, ...]
    reasons: tuple[str, ...]
    complete: bool

    def __str__(self) -> str:
        lines = [
            f"{self.finished:,} of {counted(self.blocks, 'block')} {'is' if self.blocks == 1 else 'are'} there and whole"
        ]
        lines += [f"damaged: {name} ({why})" for name, why in zip(self.damaged, self.reasons, strict=True)]
        if self.damaged:
            lines.append("run the same sweep again: damaged blocks are computed anew, all others are kept")
        elif not self.complete:
            lines.append("not complete: run the same sweep again to go on with it")
        return "\n".join(lines)


@in_words
def verify(path: Path | str) -> Report:
    """Hold every file of a study against its checksum, and its blocks against the plan.

    Parameters
    ----------
    path : path
        Folder of the study.

    Raises
    ------
    InputError
        If there is no study in it, or its manifest or cells are damaged.
    """
    opened = open_study(path)
    store = FolderStore(Path(path), opened.manifest.rows, opened.manifest.plan(opened.columns))
    faults = store.faults()
    finished = store.finished(opened.blocks)
    complete = not faults and opened.complete
    return Report(len(opened.blocks), len(finished), tuple(p.name for p in faults), tuple(faults.values()), complete)
