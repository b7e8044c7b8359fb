"""Open the study that a sweep left in its folder."""

from __future__ import annotations

from pathlib import Path

from sim.knowledge.asked import asked
from sim.knowledge.asked import path as path_given
from sim.knowledge.system import in_words, usable_path
from sim.sweeps.identity import plan_of
from sim.sweeps.manifest import read_manifest
from sim.sweeps.store import FolderStore, read_cells
from sim.sweeps.study import SweepStudy


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
    columns = read_cells(folder, manifest.axes, manifest.cells, manifest.digest)
    return SweepStudy(manifest, FolderStore(folder, manifest.rows, plan_of(manifest, columns)), columns, folder)
