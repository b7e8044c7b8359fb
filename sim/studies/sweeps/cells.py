"""Cells: what a design means for the model. Values by parameter, bindings, and which cells can run side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from sim.common.errors import RefusedValueError
from sim.parameters import Binding, Parameters, load
from sim.parameters.folders import under
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps.axes import NONE, POLICY, WORDS, WORLDVIEW, column, entry_of, policies_of
from sim.studies.sweeps.levels import Column, alike
from sim.studies.sweeps.plan import Rows

HORIZON = "calendar.horizon"
"""The parameter that must be the same in all cells of a block, because they walk through the quarters together."""


@dataclass(frozen=True)
class Cells:
    """Distinct cells with all that is needed to run them: their axes, and the worldviews with policies that they use.

    Cells of the same group have the same horizon and the same bindings: they can run side by side.
    """

    columns: Mapping[str, Column]
    settings: tuple[Parameters, ...]
    setting_of: Rows
    group_of: Rows = field(repr=False)

    def __len__(self) -> int:
        return len(self.setting_of)

    def values(self, cells: Rows) -> dict[str, Any]:
        """Final values of all parameters in some cells."""
        used, place = np.unique(self.setting_of[cells], return_inverse=True)
        layers = [self.settings[setting].values for setting in used]
        values = {}
        for key, value in layers[0].items():
            of_each = [layer[key] for layer in layers]
            # A scalar where all settings agree.
            values[key] = value if of_each.count(value) == len(of_each) else np.array(of_each)[place]
        return values | {axis: _shortest(column[cells]) for axis, column in self.columns.items() if axis not in WORDS}

    def bindings(self, cells: Rows) -> tuple[Binding, ...]:
        """The bindings of cells of one group."""
        return self.settings[self.setting_of[cells[0]]].bindings

    @property
    def horizon(self) -> int:
        """Quarters that the first cell runs."""
        return int(np.max(self.values(np.zeros(1, dtype=np.int64))[HORIZON]))


def cells_of(columns: Mapping[str, Column]) -> Cells:
    """Make the cells of a table of axes ready to run."""
    setting_of, pairs = settings_of(columns)
    settings = tuple(load(worldview, policies=policies_of(policy)) for worldview, policy in pairs)
    group_of = groups(columns, setting_of, [setting[HORIZON] for setting in settings], binding_numbers(settings))
    return Cells(columns, settings, setting_of, group_of)


def parameters_of_cell(
    columns: Mapping[str, Column], cell: int, files: Mapping[str, str | None] | None = None
) -> Parameters:
    """The assumptions of one cell of a table of axes, under the parameter files that its study kept.

    Values out of their plausible range stay as they are: whoever made the sweep has allowed them.
    """
    one = {axis: column[cell : cell + 1] for axis, column in columns.items()}
    with under(files or {}):
        base = cells_of(one).settings[0]
    varied = {axis: column[0] for axis, column in one.items() if axis not in WORDS}
    plain = {axis: value.item() if isinstance(value, np.generic) else value for axis, value in varied.items()}
    return replace(base, changes=MappingProxyType({**base.changes, **plain}))


def settings_of(columns: Mapping[str, Column]) -> tuple[Rows, list[tuple[str, str]]]:
    """For each cell the number of its worldview with policies, and these pairs in the order in which they first stand."""
    size = len(next(iter(columns.values())))
    worldviews = columns.get(WORLDVIEW, np.full(size, BASELINE, dtype=object))
    policies = columns.get(POLICY, np.full(size, NONE, dtype=object))
    setting_of, pairs = pd.factorize(pd.Series(list(zip(worldviews, policies, strict=True))))
    return setting_of.astype(np.int64), list(pairs)


def binding_numbers(settings: Sequence[Parameters]) -> tuple[int, ...]:
    """For each setting the number of its bindings: the same where the same choices are bound."""
    bound = [json.dumps([binding.choice() for binding in setting.bindings], sort_keys=True) for setting in settings]
    return tuple(pd.factorize(pd.Series(bound))[0].tolist())


def groups(columns: Mapping[str, Column], setting_of: Rows, horizons: Sequence[Any], bindings: Sequence[int]) -> Rows:
    """The group of each cell: cells of one group have the same horizon and the same bindings.

    Horizons, and numbers of bindings (see `binding_numbers`), are those of each worldview with policies.
    """
    horizon_of = columns.get(HORIZON, np.array(horizons)[setting_of])
    return _numbered({"horizon": horizon_of, "bindings": np.array(bindings)[setting_of]})


def out_of_range(columns: Mapping[str, Column], allowed: bool) -> list[str]:
    """Ids of the axes with values out of their plausible range, which are refused if that is not allowed."""
    beyond = []
    for axis, values in columns.items():
        bounds = None if axis in WORDS else entry_of(axis).range
        if bounds is None or ((values >= bounds[0]) & (values <= bounds[1])).all():
            continue
        try:
            column(axis, values, allowed)
        except RefusedValueError as error:
            hint = "" if allowed else "; to run it all the same, say so with out_of_range (--out-of-range)"
            raise RefusedValueError(f"{error}{hint}") from error
        beyond.append(axis)
    return beyond


def distinct(columns: Mapping[str, Column]) -> tuple[dict[str, Column], Rows]:
    """The distinct cells of a design in the order in which they first stand, and for each of its rows the number of its cell."""
    place = _numbered(columns)
    firsts = np.unique(place, return_index=True)[1]
    return {axis: column[firsts] for axis, column in columns.items()}, place


def matched(old: Mapping[str, Column], new: Mapping[str, Column]) -> Rows:
    """For each new cell the number of the same cell among the old ones, however it was typed; -1 where there is none."""
    exact = _found(old, new)
    if (exact >= 0).all():
        return exact
    tolerant = _found(*({axis: alike(values) for axis, values in columns.items()} for columns in (old, new)))
    return np.where(exact >= 0, exact, tolerant)


def _found(old: Mapping[str, Column], new: Mapping[str, Column]) -> Rows:
    """For each new cell the number of the first equal one among the old ones; -1 where there is none."""
    size = len(next(iter(old.values())))
    place = _numbered({axis: np.concatenate([old[axis], column]) for axis, column in new.items()})
    first = np.unique(place, return_index=True)[1][place[size:]]
    return np.where(first < size, first, -1)


def _numbered(columns: Mapping[str, Column]) -> Rows:
    """The number of each row among the distinct rows, in the order in which they first stand."""
    frame = pd.DataFrame(dict(columns))
    return frame.groupby(list(frame.columns), sort=False, observed=True).ngroup().to_numpy().astype(np.int64)


def _shortest(column: Column) -> Any:
    """One scalar if all cells agree, else the column."""
    return column[0].item() if (column == column[0]).all() else column
