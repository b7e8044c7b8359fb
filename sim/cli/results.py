"""The files that a run leaves: picture, tables, manifest; all of them or none."""

from __future__ import annotations

import datetime
import json
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

import sim
from sim.analysis.finding import setting_of
from sim.files import write_together

PICTURE, TABLE, ROWS, MANIFEST = "outcomes.png", "outcomes.csv", "worlds.parquet", "manifest.json"
NAMES = (PICTURE, TABLE, ROWS, MANIFEST)
LIBRARIES = ("mesa", "numpy", "pandas", "matplotlib", "pyarrow", "scipy", "pyyaml")
SCHEMA = 1


def write_results(folder: Path, study: sim.Study, frequencies: pd.DataFrame, command: Sequence[str]) -> None:
    """Write picture, table, rows and manifest into a folder.

    Raises
    ------
    InputError
        If the disk refuses; the files that were there before are untouched.
    """
    facts = manifest(study, command)

    def picture(file: BinaryIO) -> None:
        from sim.charts.outcomes import describe_outcomes, draw_outcomes

        setting = setting_of(study)
        figure = draw_outcomes(frequencies, setting)
        metadata = {"Title": "Outcome frequencies", "Description": describe_outcomes(frequencies, setting)}
        figure.savefig(file, format="png", metadata=metadata)

    write_together(
        {
            folder / PICTURE: picture,
            folder / TABLE: lambda file: file.write(frequencies.to_csv(index=False).encode()),
            folder / ROWS: lambda file: _rows(file, study, facts),
            folder / MANIFEST: lambda file: file.write(_json(facts).encode()),
        }
    )


def manifest(study: sim.Study, command: Sequence[str]) -> dict[str, Any]:
    """All that is needed to know what a result is and to make it again."""
    parameters = study.parameters
    return {
        "schema": SCHEMA,
        "version": sim.__version__,
        "command": " ".join(command),
        "worldview": parameters.worldview,
        "policies": list(parameters.policies),
        "worlds": study.worlds,
        "seed": study.seed,
        "parameters_hash": parameters.hash,
        "assumed_parameters": len(parameters.assumed()),
        "wall_time_seconds": round(study.wall_time, 3),
        "written": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "parameters": parameters.to_dict(),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _rows(file: BinaryIO, study: sim.Study, facts: dict[str, Any]) -> None:
    """One row per world, with what is needed to know the file when it stands alone."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(study.table, preserve_index=False)
    short = {key: facts[key] for key in ("version", "worldview", "policies", "seed", "parameters_hash", "command")}
    metadata = {**(table.schema.metadata or {}), b"peace_under_force": json.dumps(short).encode()}
    pyarrow.parquet.write_table(table.replace_schema_metadata(metadata), file, compression="zstd")


def _json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, indent=2, ensure_ascii=False, default=str) + "\n"
