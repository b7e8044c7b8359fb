"""Play the settings of claims: each distinct one once, however many claims need it, on the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

import numpy as np

from sim.analysis.claims.measures import Measured, read
from sim.common.room import refuse_memory
from sim.model.walk import Walk
from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import ACTORS
from sim.studies.sweeps.plan import CHUNK, Block, cuts
from sim.studies.sweeps.play import Task
from sim.studies.sweeps.workers import Player, Team, processors

BYTES = 12
"""Of a world and a setting: what is kept of its measures, roughly."""

Progress = Callable[[int, int], None]


class Key(NamedTuple):
    """What makes a setting the same as another: its values and bindings, and by how much all precisions are multiplied."""

    hash: str
    precision: float


@dataclass
class Settings:
    """The distinct settings that some claims need, and which measures of each."""

    parameters: dict[Key, Parameters] = field(default_factory=dict)
    wanted: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, parameters: Parameters, precision: float, measures: Iterable[str]) -> Key:
        """Note that some measures of a setting are needed; its key is returned."""
        key = Key(parameters.hash, precision)
        self.parameters.setdefault(key, parameters)
        self.wanted.setdefault(key, set()).update(measures)
        return key

    def __len__(self) -> int:
        return len(self.parameters)


def precisions() -> tuple[str, ...]:
    """The ids of the parameters that say how precisely each actor chooses, with much at stake and otherwise."""
    return (*(f"actors.{actor}.precision" for actor in ACTORS), "mechanisms.quantal_response.precision")


def sharpened(values: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """Values in which every precision of choice is multiplied by a factor; they may leave the plausible ranges."""
    return {**values, **{name: factor * values[name] for name in precisions() if factor != 1}}


@dataclass(frozen=True)
class Ending(Task):
    """A block of worlds of one setting, with the measures that are read off its end."""

    measures: tuple[str, ...] = ()


class Measurements(NamedTuple):
    """What was read off a block of worlds."""

    block: Block
    measured: dict[str, Measured]


def play(task: Ending) -> Measurements:
    """Play a block to its end and read its measures."""
    index = np.arange(task.block.first_world, task.block.end_world, dtype=np.int64)
    parameters = Parameters("claims", (), None, {}, {}, (), {}, task.bindings)
    walk = Walk(parameters, index, task.seed, dict(task.values)).run()
    return Measurements(task.block, read(walk, task.measures))


def play_all(
    settings: Settings, worlds: int, seed: int, workers: int | None = None, progress: Progress | None = None
) -> dict[Key, dict[str, Measured]]:
    """What was measured in the worlds of each setting; world 17 of one uses the same draws as world 17 of another."""
    refuse_memory(len(settings) * worlds * BYTES, f"playing {len(settings)} settings of claims", "take fewer worlds")
    keys = list(settings.parameters)
    parts: dict[Key, list[Measurements]] = {key: [] for key in keys}
    tasks = [task for number, key in enumerate(keys) for task in _tasks(number, key, settings, worlds, seed)]
    tasks = [replace(task, block=replace(task.block, number=number)) for number, task in enumerate(tasks)]
    done, total = 0, worlds * len(keys)
    with Team(min(workers or processors(), len(tasks)), cast(Player, play)) as team:
        for played in cast(Iterable[Measurements], team.play(tasks)):
            parts[keys[int(played.block.cells[0])]].append(played)
            done += played.block.worlds
            if progress is not None:
                progress(done, total)
    return {key: _joined(found) for key, found in parts.items()}


def _tasks(number: int, key: Key, settings: Settings, worlds: int, seed: int) -> Iterable[Ending]:
    """The blocks of one setting."""
    parameters = settings.parameters[key]
    values, measures = sharpened(parameters.values, key.precision), tuple(sorted(settings.wanted[key]))
    for first, end in cuts(0, worlds, CHUNK):
        block = Block(0, np.array([number], dtype=np.int64), first, end)
        yield Ending(block, {}, values, parameters.bindings, seed, False, False, "claims", key.hash, measures)


def _joined(parts: list[Measurements]) -> dict[str, Measured]:
    """The measures of all blocks of a setting, in the order of its worlds."""
    ordered = sorted(parts, key=lambda part: part.block.first_world)
    return {name: np.concatenate([part.measured[name] for part in ordered]) for name in ordered[0].measured}
