"""What a run leaves behind: a picture, a table, one row per world, and how they were made."""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import platform
from collections.abc import Mapping
from typing import Any

import sim
from sim.studies.manifests import SCHEMA, sealed
from sim.studies.runs import MANIFEST, TABLE, WORLDS

LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "pyarrow", "matplotlib")


def contents(study: sim.Study, about: Mapping[str, Any]) -> dict[str, Any]:
    """The bytes of each file of a run; the manifest says what is `about` it, with checksums of the table and the rows."""
    from sim.charts.choice import picture_of_study

    table = sim.frequencies(study).to_csv(index=False, lineterminator="\n").encode()
    files = {TABLE: table, WORLDS: _worlds(study, about["command"])}
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    told = sealed({**about, "files": checksums}, indent=2)
    return {"outcomes.png": picture_of_study(study).content("png"), **files, MANIFEST: told}


def manifest(study: sim.Study, command: str, started: datetime.datetime, ended: datetime.datetime) -> dict[str, Any]:
    """Everything that is needed to make the results again, of a run that began and ended at times with a zone."""
    return {
        "schema": SCHEMA,
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


def _worlds(study: sim.Study, command: str) -> Any:
    """The rows of all worlds as the bytes of a file."""
    import pyarrow as pa
    import pyarrow.parquet

    worlds = pa.Table.from_pandas(study.table, preserve_index=False)
    seed, parameters = str(study.seed), study.parameters.hash
    about = {"version": sim.__version__, "parameters_hash": parameters, "seed": seed, "command": command}
    worlds = worlds.replace_schema_metadata({**(worlds.schema.metadata or {}), **about})
    written = pa.BufferOutputStream()
    pyarrow.parquet.write_table(worlds, written, compression="zstd")
    return written.getvalue()
