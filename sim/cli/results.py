"""What a run leaves behind: a picture, a table, one row per world, and how they were made."""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import logging
import platform
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

import sim
from sim.runs import FILES

if TYPE_CHECKING:
    from sim import Study

__all__ = ["FILES", "manifest", "writers"]

LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "pyarrow", "matplotlib")


def writers(
    study: Study, command: str, started: datetime.datetime, ended: datetime.datetime
) -> dict[str, Callable[[BinaryIO], object]]:
    """Return what writes each of the files of a run.

    Parameters
    ----------
    study : Study
        What was run.
    command : str
        What the user typed.
    started, ended : datetime.datetime
        When the worlds were played, with time zone.

    Returns
    -------
    dict of str to callable
        In the order of `sim.runs.FILES`; each writes one file to an open binary file.
    """
    table = sim.frequencies(study)
    about = manifest(study, command, started, ended)
    return {
        "outcomes.png": lambda file: _write_picture(study, file),
        "outcomes.csv": lambda file: file.write(table.to_csv(index=False, lineterminator="\n").encode()),
        "worlds.parquet": lambda file: _write_worlds(study, command, file),
        "manifest.json": lambda file: file.write(json.dumps(about, indent=2, ensure_ascii=False).encode() + b"\n"),
    }


def manifest(study: Study, command: str, started: datetime.datetime, ended: datetime.datetime) -> dict[str, Any]:
    """Return everything that is needed to make the results again."""
    return {
        "version": sim.__version__,
        "command": command,
        "worlds": study.worlds,
        "seed": study.seed,
        "worldview": study.parameters.worldview,
        "policies": list(study.parameters.policies),
        "contradictions": [str(one) for one in study.parameters.overridden],
        "assumed_parameters": len(study.parameters.assumed()),
        "parameters_hash": study.parameters.hash,
        "wall_time": study.wall_time,
        "started": started.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "parameters": study.parameters.to_dict(),
    }


def _write_picture(study: Study, file: BinaryIO) -> None:
    # Building its cache of fonts on the first use is no news for the user.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from sim.charts.choice import picture_of_study

    file.write(picture_of_study(study).content("png"))


def _write_worlds(study: Study, command: str, file: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    worlds = pa.Table.from_pandas(study.table, preserve_index=False)
    about = {
        "version": sim.__version__,
        "parameters_hash": study.parameters.hash,
        "seed": str(study.seed),
        "command": command,
    }
    worlds = worlds.replace_schema_metadata({**(worlds.schema.metadata or {}), **about})
    pyarrow.parquet.write_table(worlds, file, compression="zstd")
