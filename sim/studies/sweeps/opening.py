"""Open the study that a sweep left in its folder, and say whether it is whole."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sim.common.asked import asked
from sim.common.asked import path as path_given
from sim.common.errors import InputError
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

    Examples
    --------
    >>> from sim import design, open_study, sweep
    >>> cells = design.grid({"policy": [None, "public_dialogue"]})
    >>> _ = sweep(cells, worlds=20, workers=1, out="results/dialogue")
    >>> len(open_study("results/dialogue").frequencies())  # two cells, five outcomes
    10
    """
    return _opened(usable_path(path, "folder"))[0]


def _opened(folder: Path) -> tuple[SweepStudy, FolderStore]:
    manifest = read_manifest(folder)
    columns = read_cells(folder, manifest)
    store = FolderStore(folder, manifest.rows, manifest.plan(columns))
    return SweepStudy(manifest, store, columns, folder), store


def known_from(folder: Path) -> None:
    """Let the user's own worldviews and policies be found as the study in a folder kept them, if there is one."""
    # What is wrong with the study, or with its name (a ValueError), is said when it is opened.
    with suppress(InputError, OSError, ValueError):
        read_manifest(folder)


@dataclass(frozen=True)
class Report:
    """What was found in the folder of a study: blocks of the plan, those that are there and whole, and damaged files.

    Damaged is a file whose content does not match the checksum in its name, or that does not belong where it is; for each
    there is a reason. A study is complete if all is there that its plan or its rule for stopping asks for.
    """

    blocks: int
    finished: int
    damaged: tuple[str, ...]
    reasons: tuple[str, ...]
    complete: bool

    def __str__(self) -> str:
        verb = "is" if self.blocks == 1 else "are"
        lines = [f"{self.finished:,} of {counted(self.blocks, 'block')} {verb} there and whole"]
        lines += [f"damaged: {name} ({why})" for name, why in zip(self.damaged, self.reasons, strict=True)]
        if self.damaged:
            lines.append("run the same sweep again: damaged blocks are computed anew, all others are kept")
        elif not self.complete:
            lines.append("not complete: run the same sweep again to go on with it")
        return "\n".join(lines)


@in_words
def verify(path: Path | str) -> Report:
    """Hold every file of a study against its checksum, and its blocks against the plan.

    `InputError` if there is no study in the folder, or its manifest or cells are damaged.
    """
    opened, store = _opened(usable_path(path, "folder"))
    faults = store.faults()
    names, reasons = tuple(file.name for file in faults), tuple(faults.values())
    complete = not faults and opened.complete
    return Report(len(store.plan.blocks), len(store.finished()), names, reasons, complete)
