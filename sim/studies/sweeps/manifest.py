"""The manifest of a study: what it is, in a form that can be read, compared and continued."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

from sim.common.errors import InputError
from sim.common.files import write_whole
from sim.common.room import TooLargeError, refuse_cells
from sim.common.version import __version__
from sim.parameters.baseline import read_baseline
from sim.parameters.folders import under
from sim.parameters.own import bring_back
from sim.parameters.parameters import FILES, OWN
from sim.studies.manifests import NAME, SCHEMA, SHOWN, BrokenManifestError, check_manifest, read_json, sealed
from sim.studies.runs import FILES as RUN_FILES
from sim.studies.runs import is_run
from sim.studies.sweeps.cells import HORIZON, groups, settings_of
from sim.studies.sweeps.distributions import Distribution
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import Extent, Plan, extents_from
from sim.studies.sweeps.stopping import Rule, rule_from

WHICH_FOLDER = "give a folder that `run` or `sweep` wrote (its --out)"
WHAT_TO_DO = "put back a copy of it, or run the sweep again into another folder; the blocks beside it are untouched"
PAIRS = "one byte per world: its outcome in the low three bits, and an event in each further bit"
"""What is said of the fates of the worlds (see `sim.studies.shares.fates`)."""

LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "scipy")


class BrokenStudyError(InputError):
    """The folder of a study cannot be read: its manifest or its files are damaged or missing."""


class OtherStudyError(InputError):
    """The folder belongs to another study; the message shows the difference."""


@dataclass(frozen=True)
class Manifest:
    """Everything about a study but its results.

    Attributes
    ----------
    cells, digest
        Number of distinct cells, and SHA-256 of the table of them.
    order : tuple of int or None
        For each row of the design the number of its cell; None if they stand in the same order.
    worlds : int
        Worlds per cell; the most of them if the study stops by precision.
    extents : tuple of Extent
        What was planned, in the order in which it was planned.
    parameters : tuple of mapping
        Each worldview with policies: names, values and hash.
    probe : str
        SHA-256 of a few histories of the first cell: does the model still give the same results?
    bindings : tuple of int
        For each of the parameters the number of the choices that they bind: the same where these are the same.
    files : mapping
        What differs in a folder of parameters of the user's from that of the package (see `sim.parameters.Parameters`).
    """

    kind: str
    options: Mapping[str, Any]
    ranges: Mapping[str, Distribution]
    axes: tuple[str, ...]
    cells: int
    digest: str
    order: tuple[int, ...] | None = field(repr=False)
    worlds: int
    seed: int
    independent: bool
    rows: bool
    extents: tuple[Extent, ...]
    parameters: tuple[Mapping[str, Any], ...] = field(repr=False)
    out_of_range: tuple[str, ...]
    until: Rule | None
    probe: str
    bindings: tuple[int, ...]
    command: str
    environment: Mapping[str, str]
    version: str = __version__
    files: Mapping[str, str | None] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        return f"<Manifest of a {self.kind}: {self.cells:,} x {self.worlds:,} worlds, seed {self.seed}>"

    @property
    def study(self) -> str:
        """Identity of the study: the same before and after it was extended."""
        kept = [self.version, self.seed, self.independent, self.probe, list(self.axes)]
        return hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:16]

    def plan(self, columns: Mapping[str, Column]) -> Plan:
        """The plan of the study from its cells."""
        setting_of, pairs = settings_of(columns)
        if len(pairs) != len(self.parameters):
            raise InputError(
                f"the study is damaged: its cells use {len(pairs):,} worldviews with policies, and its manifest holds the "
                f"parameters of {len(self.parameters):,}; run the sweep again into another folder"
            )
        horizons = [saved["values"][HORIZON] for saved in self.parameters]
        group_of = groups(columns, setting_of, horizons, self.bindings)
        hashes = tuple(saved["hash"] for saved in self.parameters)
        return Plan(self.study, columns, setting_of, group_of, hashes, self.extents)

    @property
    def pairs(self) -> str | None:
        """What is kept so that cells can be compared world by world."""
        return None if self.independent else PAIRS

    def to_dict(self) -> dict[str, Any]:
        """The manifest as lists, dictionaries and scalars for JSON."""
        first, design, rest = ({name: _plain(getattr(self, name)) for name in part} for part in (FIRST, DESIGN, REST))
        kept = {FILES: dict(self.files)} if self.files else {}
        return {"schema": SCHEMA, **first, "design": design, **rest, **kept}

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> Manifest:
        """The manifest that `to_dict` wrote and `sim.studies.manifests.check_manifest` found in order."""
        told = {**saved, **saved["design"]}
        made: dict[str, Any] = {name: tuple(told[name]) for name in ("axes", "parameters", "out_of_range", "bindings")}
        made["ranges"] = {axis: Distribution.from_dict(law) for axis, law in told["ranges"].items()}
        made["order"] = None if told["order"] is None else tuple(told["order"])
        made["extents"] = extents_from(told["extents"])
        made["until"] = rule_from(told["until"])
        made[FILES] = told.get(FILES, {})
        return cls(**{part.name: made[part.name] if part.name in made else told[part.name] for part in fields(cls)})

    @property
    def own(self) -> dict[str, Any]:
        """What is kept of the user's own worldviews and policies, by key."""
        return {key: kept for saved in self.parameters for key, kept in saved.get(OWN, {}).items()}

    def bring_back(self) -> None:
        """Let the user's own worldviews and policies be found as the study kept them, without their files."""
        if self.own:
            with under(self.files):
                bring_back(self.own, read_baseline())

    def write(self, folder: Path) -> None:
        """Write it into a folder, whole or not at all."""
        written = sealed(self.to_dict())
        write_whole(folder / NAME, lambda file: file.write(written), own=True)


FIRST = ("version", "study", "command")
DESIGN = ("kind", "options", "ranges", "axes", "cells", "digest", "order")
REST = (
    *("worlds", "seed", "independent", "rows", "pairs", "until", "extents", "out_of_range", "probe", "environment"),
    *("parameters", "bindings"),
)
"""The parts of the file, in this order: before the design, of the design, and behind it."""


def _plain(value: Any) -> Any:
    """A part of a manifest as JSON can hold it."""
    if isinstance(value, Extent):
        return value.to_list()
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a study."""
    path = folder / NAME
    if folder.exists() and not folder.is_dir():
        raise BrokenStudyError(f"{folder} is a file; {WHICH_FOLDER}")
    try:
        saved = read_json(path)
        _refuse_other_files(folder, saved)
        check_manifest(path, saved, "sweep")
        manifest = Manifest.from_dict(saved)
        _refuse_contradictions(manifest, saved["study"])
        manifest.bring_back()
    except FileNotFoundError as error:
        what = f"{NAME} is missing" if folder.exists() else "there is no such folder"
        raise BrokenStudyError(f"there is no study in {folder}: {what}; {WHICH_FOLDER}") from error
    except BrokenManifestError as error:
        raise BrokenStudyError(f"{error}; {WHAT_TO_DO}") from error
    except (BrokenStudyError, TooLargeError):
        raise
    except InputError as error:
        raise BrokenStudyError(f"{path} is damaged ({error}); {WHAT_TO_DO}") from error
    return manifest


def _refuse_other_files(folder: Path, saved: Any) -> None:
    """Refuse what is not a manifest of a sweep, or has another form."""
    if isinstance(saved, dict) and "design" not in saved and is_run(folder):
        missing = [name for name in RUN_FILES if not (folder / name).exists()]
        lacking = f" (without {', '.join(missing)}: run it again)" if missing else ""
        raise BrokenStudyError(
            f"{folder} holds a single run{lacking}, not a sweep; `python -m sim chart` and `report` and, in Python, "
            "`sim.open_run` read it; for a sweep choose another folder"
        )
    if not isinstance(saved, dict) or "design" not in saved or "schema" not in saved:
        raise BrokenStudyError(f"{folder / NAME} is not the manifest of a sweep; {WHICH_FOLDER}")
    if saved["schema"] != SCHEMA:
        raise BrokenStudyError(
            f"{folder / NAME} has form {str(saved['schema'])[:SHOWN]}; this version of the program reads form {SCHEMA}: "
            "go back to the version that wrote it, or run the sweep again into another folder"
        )


def _refuse_contradictions(told: Manifest, study: str) -> None:
    """Raise `InputError` if what a manifest says in one place cannot be true together with another."""
    refuse_cells(told.cells, len(told.axes), f"a study of {told.cells:,} cells over {len(told.axes):,} axes")
    stopping = [getattr(told.until, name) for name in ("first", "second") if hasattr(told.until, name)]
    rectangle = told.cells * told.worlds
    beyond = [extent.end_cell > told.cells or extent.end_world > told.worlds for extent in told.extents]
    horizons = [type(saved["values"].get(HORIZON)) is int for saved in told.parameters]
    wrong = [
        said
        for said, is_so in (
            ("axes: a name appears twice", len(set(told.axes)) < len(told.axes)),
            ("order: there is no such cell", any(cell >= told.cells for cell in told.order or ())),
            ("order: a cell is missing", told.order is not None and len(set(told.order)) < told.cells),
            ("until: there is no such cell", any(cell >= told.cells for cell in stopping)),
            ("extents: they leave the cells or worlds", any(beyond)),
            ("extents: they overlap", any(_overlap(*pair) for pair in combinations(told.extents, 2))),
            ("extents: worlds are missing", sum(extent.worlds for extent in told.extents) != rectangle),
            ("ranges or out_of_range: no such axis", not {*told.ranges, *told.out_of_range} <= set(told.axes)),
            ("bindings: not one for each of the parameters", len(told.bindings) != len(told.parameters)),
            ("parameters: the horizon is missing", not all(horizons)),
            ("study: not the identity of this study", study != told.study),
        )
        if is_so
    ]
    if wrong:
        raise InputError(wrong[0])


def _overlap(one: Extent, other: Extent) -> bool:
    cells = one.first_cell < other.end_cell and other.first_cell < one.end_cell
    return cells and one.first_world < other.end_world and other.first_world < one.end_world


def environment() -> dict[str, str]:
    """Versions of what computes the results."""
    return {
        "python": platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        **{name: version(name) for name in LIBRARIES},
    }


def command_line() -> str:
    """What was called, with the name of the script instead of its path."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv and sys.argv[0] else "python"
