"""Is a study whole? Every file is held against its checksum, and the blocks against the plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.common.system import in_words
from sim.parameters.wording import counted
from sim.studies.sweeps.identity import plan_of
from sim.studies.sweeps.opening import open_study
from sim.studies.sweeps.store import FolderStore
from sim.studies.sweeps.study import SweepStudy


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
    """Check the files of a study.

    Parameters
    ----------
    path : path
        Folder of the study.

    Raises
    ------
    InputError
        If there is no study in it, or its manifest or cells are damaged.
    """
    opened: SweepStudy = open_study(path)
    store = FolderStore(Path(path), opened.manifest.rows, plan_of(opened.manifest, opened.columns))
    faults = store.faults()
    finished = store.finished(opened.blocks)
    complete = not faults and opened.complete
    names = tuple(path.name for path in faults)
    return Report(len(opened.blocks), len(finished), names, tuple(faults.values()), complete)
