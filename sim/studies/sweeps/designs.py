"""A design: which cells a study runs, as a plain object that can be printed, counted and saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, flag, mapping, optional, refused, text, whole
from sim.common.asked import path as path_given
from sim.common.errors import InputError, said
from sim.common.files import reason, write_whole
from sim.common.system import in_words, read_file, shown, usable_path
from sim.parameters.baseline import read_baseline
from sim.parameters.own import bring_back, kept_of
from sim.parameters.parameters import OWN
from sim.parameters.wording import counted
from sim.studies.sweeps.axes import WORDS, axis_name, column
from sim.studies.sweeps.distributions import Distribution
from sim.studies.sweeps.estimate import Estimate, estimate
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import digest_of

SCHEMA = 1
KINDS = MappingProxyType(
    {
        "grid": "full grid",
        "table": "table of cells",
        "latin_hypercube": "Latin hypercube",
        "quasi_random": "Sobol sequence",
        "sobol": "Sobol design for sensitivity indices",
        "morris": "Morris trajectories",
        "one_at_a_time": "one parameter at a time",
    }
)
"""Every kind of design with its name in words."""

SHOWN_AXES = 8


def columns_given(name: str, value: Any) -> dict[str, Any]:
    """Columns of a design: for each axis one value per cell."""
    expected = "a mapping from axes to lists of values, one value per cell"
    found = mapping(name, value)
    if not all(isinstance(values, list | tuple | np.ndarray) and np.ndim(values) for values in found.values()):
        raise refused(name, expected, value)
    if len(set(map(len, found.values()))) > 1:
        raise InputError(f"{name} must be {expected}, and these are of different length")
    return found


def ranges_given(name: str, value: Any) -> dict[str, Distribution]:
    """Distributions of the sampled axes of a design."""
    found = mapping(name, value)
    for law in found.values():
        if not isinstance(law, Distribution):
            raise refused(name, "a mapping from axes to distributions, such as uniform(0, 1)", law)
    return found


@asked(kind=text, columns=columns_given, ranges=ranges_given, options=mapping)
@dataclass(frozen=True, eq=False, repr=False)
class Design:
    """The cells of a study. Make one with the functions of `sim.design`.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    columns : mapping of str to array, each of shape (cells,)
        The values of every axis; axes are `worldview`, `policy` and ids of parameters. The arrays are read-only.
    ranges : mapping of str to Distribution
        The distribution of every sampled axis, in the order in which it was sampled.
    options : mapping
        How it was made: samples, seed, and what else belongs to the kind.
    """

    kind: str
    columns: Mapping[str, Column] = field(repr=False)
    ranges: Mapping[str, Distribution] = field(default_factory=dict, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"unknown kind of design {said(self.kind)}; the kinds are {', '.join(KINDS)}")
        if not self.columns or len(next(iter(self.columns.values()))) == 0:
            raise InputError("the design is empty: it has no cell; name at least one axis with at least one value")
        fixed = {axis: np.array(values) for axis, values in self.columns.items()}
        for values in fixed.values():
            values.flags.writeable = False
        for name, content in {"columns": fixed, "ranges": self.ranges, "options": self.options}.items():
            object.__setattr__(self, name, MappingProxyType(dict(content)))

    def __len__(self) -> int:
        """How many cells it has."""
        return len(next(iter(self.columns.values())))

    def __eq__(self, other: object) -> bool:
        """Whether both have the same cells in the same order and were made alike."""
        return isinstance(other, Design) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        """Hash for sets and dictionaries, consistent with equality."""
        return hash((self.kind, self.digest))

    def __str__(self) -> str:
        """Its kind, its size, and what each axis runs over."""
        different, left = self.distinct, len(self.axes) - SHOWN_AXES
        repeated = f", {different:,} of them distinct," if different < len(self) else ""
        size = f"{counted(len(self), 'cell')}{repeated} over {counted(len(self.axes), 'axis', 'axes')}"
        head = f"{KINDS[self.kind]}: {'one cell' if len(self) == 1 else size}"
        lines = [f"  {axis}: {self._described(axis)}" for axis in self.axes[:SHOWN_AXES]]
        return "\n".join([head, *lines, *([f"  and {left} more"] if left > 0 else [])])

    def _described(self, axis: str) -> str:
        if axis in self.ranges:
            return str(self.ranges[axis])
        distinct = pd.unique(self.columns[axis])
        first = distinct[:SHOWN_AXES].tolist()
        told = ", ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in first)
        if len(distinct) <= SHOWN_AXES:
            return told
        span = told if axis in WORDS else f"{distinct.min():g} to {distinct.max():g}"
        return f"{span}, ... ({len(distinct)} in all)"

    def __repr__(self) -> str:
        head, *axes = str(self).splitlines()
        return "\n".join([f"<Design, {head}>", *axes])

    def __reduce__(self) -> tuple[Any, ...]:
        """Make it possible to send a design to other processes: read-only mappings cannot be pickled."""
        return Design, (self.kind, dict(self.columns), dict(self.ranges), dict(self.options))

    @property
    def axes(self) -> tuple[str, ...]:
        """Names of the axes."""
        return tuple(self.columns)

    @property
    def cells(self) -> pd.DataFrame:
        """One row per cell, one column per axis."""
        return pd.DataFrame({axis: values.copy() for axis, values in self.columns.items()})

    @cached_property
    def distinct(self) -> int:
        """How many different cells it has: what appears twice is run once."""
        # Where the values of one axis are all different, so are the cells; that is the usual case and quickly seen.
        if self.kind == "grid" or any(len(pd.unique(values)) == len(values) for values in self.columns.values()):
            return len(self)
        return len(self.cells.drop_duplicates())

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the cells in their order."""
        return digest_of(self.columns)

    @property
    def problem(self) -> dict[str, Any]:
        """The sampled axes as SALib's functions want them: names, bounds, and their number."""
        if not self.ranges:
            raise InputError(f"a {KINDS[self.kind]} samples no ranges, so there is no problem for SALib in it")
        bounds = [[law.low, law.high] for law in self.ranges.values()]
        return {"num_vars": len(self.ranges), "names": list(self.ranges), "bounds": bounds}

    @asked(worlds=whole(1), workers=optional(whole(1)), rows=flag)
    def estimate(self, worlds: int = 2_000, workers: int | None = None, rows: bool = False) -> Estimate:
        """Say how many worlds a study of this design has, about how long it takes, and how much room it needs.

        That comes from a trial of a second or so on this machine.

        Parameters
        ----------
        worlds : int
            Worlds per cell.
        workers : int, optional
            Processes; all processors if omitted.
        rows : bool
            Whether one row per world is kept.
        """
        return estimate(self, worlds, workers=workers, rows=rows)

    def to_dict(self) -> dict[str, Any]:
        """The whole design as lists, dictionaries and scalars for JSON."""
        own = kept_of([name for axis in WORDS for name in self.columns.get(axis, ())])
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "options": dict(self.options),
            "ranges": {axis: spread.to_dict() for axis, spread in self.ranges.items()},
            "cells": {axis: values.tolist() for axis, values in self.columns.items()},
            **({OWN: own} if own else {}),
        }

    @classmethod
    @asked(saved=mapping)
    def from_dict(cls, saved: Mapping[str, Any]) -> Design:
        """The design that `to_dict` wrote; `InputError` if something is missing, unknown, or of the wrong type."""
        missing = [key for key in ("schema", "kind", "options", "ranges", "cells") if key not in saved]
        if missing:
            raise InputError(f"not a saved design: it lacks {', '.join(missing)}")
        if saved["schema"] != SCHEMA:
            raise InputError(f"the design was saved in form {saved['schema']}; this version reads form {SCHEMA}")
        bring_back(mapping("the saved overlays", saved.get(OWN, {})), read_baseline())
        columns = {axis_name(axis): column(axis_name(axis), values) for axis, values in saved["cells"].items()}
        if len(set(map(len, columns.values()))) > 1:
            raise InputError("not a saved design: its axes are of different length")
        ranges = {axis_name(axis): Distribution.from_dict(written) for axis, written in saved["ranges"].items()}
        return cls(saved["kind"], columns, ranges, saved["options"])

    @in_words
    @asked(path=path_given)
    def save(self, path: Path | str) -> None:
        """Write the design to a JSON file, whole or not at all; `InputError` if the disk refuses."""
        written = json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False).encode()
        write_whole(usable_path(path, "name of a design"), lambda file: file.write(written))

    @classmethod
    @in_words
    @asked(path=path_given)
    def load(cls, path: Path | str) -> Design:
        """Read a design that `save` wrote; `InputError` if there is none, or it is none."""
        try:
            saved = json.loads(read_file(path))
        except OSError as error:
            raise InputError(f"cannot read the design {shown(path)}: {reason(error)}") from error
        except ValueError as error:
            raise InputError(f"{path} is not a saved design: {error}") from error
        if not isinstance(saved, dict):
            raise InputError(f"{path} is not a saved design: it holds {type(saved).__name__}, not an object")
        return cls.from_dict(saved)
