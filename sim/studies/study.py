"""Studies: many worlds of one setting, played in blocks."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from sim.common.asked import DEFAULT_SEED, asked, frame, function, made_by, mapping, names, number, optional, whole
from sim.common.errors import InputError, said
from sim.common.notebook import Shown
from sim.common.room import worlds_that_fit
from sim.model.walk import Walk
from sim.parameters import Parameters, load
from sim.parameters.entries import Value

BLOCK = 10_000
"""Worlds per block: enough to hide NumPy's overhead, few enough to stay in the processor's cache."""

Progress = Callable[[int, int], None]


@asked(
    parameters=made_by("parameters, as load() returns them", "Parameters"),
    worlds=whole(1),
    seed=whole(),
    table=frame(),
    wall_time=number(0),
)
@dataclass(frozen=True)
class Study(Shown):
    """The results of many worlds of one setting.

    Attributes
    ----------
    parameters : Parameters
        All parameter values with their origin.
    worlds : int
        Number of worlds, with indices from 0.
    seed : int
        Seed of all draws.
    table : DataFrame
        One row per world in the order of the world index (see `sim.model.world.rows.table`).
    wall_time : float
        Seconds that the run took.

    Examples
    --------
    >>> from sim import simulate
    >>> study = simulate("ratelle2025", worlds=100, seed=7)
    >>> len(study.table), study.parameters.worldview
    (100, 'ratelle2025')
    """

    parameters: Parameters
    worlds: int
    seed: int
    table: pd.DataFrame = field(repr=False)
    wall_time: float

    def __repr__(self) -> str:
        """What was played, in one line."""
        told = repr(self.parameters).removeprefix("<Parameters: ").removesuffix(">")
        return f"<Study: {self.worlds:,} worlds, seed {self.seed}, under {told}>"

    def export(self, path: Path | str, table: str = "frequencies", decimal_comma: bool = False) -> None:
        """Write a table to a CSV, JSON, Excel or Stata file.

        Parameters
        ----------
        path : path
            Ends in `.csv`, `.json`, `.xlsx` or `.dta`.
        table : str
            `frequencies`, `summary` or `rows` (one per world).
        decimal_comma : bool
            Whether a CSV file has decimal commas, with semicolons between the values.

        Raises
        ------
        InputError
            If there is no such table or form, or the file cannot be written; see `sim.studies.sweeps.export.export`.
        """
        from sim.studies.sweeps.export import export  # not needed where worlds are only played

        export(self, path, table, decimal_comma)


@asked(
    worlds=whole(1),
    seed=whole(),
    progress=optional(function),
    block=whole(1),
    policies=names,
    changes=optional(mapping),
)
def simulate(
    parameters: Parameters | str | os.PathLike[str] = "baseline",
    worlds: int = 10_000,
    seed: int = DEFAULT_SEED,
    progress: Progress | None = None,
    block: int = BLOCK,
    *,
    policies: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    changes: Mapping[str, Value] | None = None,
) -> Study:
    """Play many worlds of one setting.

    Parameters
    ----------
    parameters : Parameters, str or pathlib.Path
        Loaded parameters, the name of a worldview, or the path of a file with one of your own.
    worlds : int
        How many worlds to play, 1 or more.
    seed : int
        Seed of all draws, 0 or more. The same parameters, seed and world index give the same history.
    progress : callable, optional
        Called with the number of worlds done and the number of all worlds after each block.
    block : int
        Worlds per block; changes nothing but speed and memory.
    policies : str, pathlib.Path or iterable of them
        Policies, as for `load`. Only beside the name of a worldview: loaded parameters have their policies already.
    changes : mapping of str to value, optional
        Your own values by id, as for `load`.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        Also if a parameter that differs between worlds has values for another number of worlds.

    Examples
    --------
    >>> from sim import frequencies, load, simulate
    >>> study = simulate(load("ratelle2025", policies="western_guarantee"), worlds=100, seed=7)
    >>> list(frequencies(study).columns)
    ['outcome', 'count', 'share', 'low', 'high']
    """
    worlds = worlds_that_fit(worlds, block)
    setting = _setting(parameters, policies, changes)
    varying = {name: value for name, value in setting.changes.items() if isinstance(value, np.ndarray)}
    for name, value in varying.items():
        if len(value) != worlds:
            raise InputError(f"{name} has values for {len(value)} worlds, but {worlds} are asked for")
    started = time.perf_counter()
    tables: list[pd.DataFrame] = []
    for first in range(0, worlds, block):
        size = min(block, worlds - first)
        own = {setting.resolve(name): value[first : first + size] for name, value in varying.items()}
        walk = Walk(setting, np.arange(first, first + size, dtype=np.int64), seed, {**setting.values, **own})
        tables.append(walk.run().table())
        if progress is not None:
            progress(first + size, worlds)
    table = tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)
    return Study(setting, worlds, seed, table, time.perf_counter() - started)


def _setting(
    parameters: object,
    policies: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    changes: Mapping[str, Value] | None,
) -> Parameters:
    """What is played: a worldview by its name with what is laid over it, or parameters that were loaded."""
    if isinstance(parameters, str | os.PathLike):
        return load(parameters, policies, changes)
    if not isinstance(parameters, Parameters):
        raise InputError(f"parameters are what load() returns, or the name of a worldview, not {said(parameters)}")
    if policies:
        raise InputError("these parameters are loaded already; name policies there: load(worldview, policies=[...])")
    return parameters.replace(changes) if changes else parameters
