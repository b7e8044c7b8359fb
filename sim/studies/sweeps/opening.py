"""Open the study that a sweep left in its folder."""

from __future__ import annotations

from pathlib import Path

from sim.common.asked import asked
from sim.common.asked import path as path_given
from sim.common.system import in_words, usable_path
from sim.studies.sweeps.identity import plan_of
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
    columns = read_cells(folder, manifest.axes, manifest.cells, manifest.digest)
    return SweepStudy(manifest, FolderStore(folder, manifest.rows, plan_of(manifest, columns)), columns, folder)
