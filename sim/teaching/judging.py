"""Whether the worlds show what a key says: pure functions of a grid, for all its worlds or for a student's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.studies.shares.pairing import Change
from sim.teaching.exercise import Cell, Exercise, Lever, Value
from sim.teaching.grid import Grid
from sim.teaching.key import ABOVE, BELOW, FALLS, HIGHEST, LOWEST, RISES, STAYS, FindingKey, Most, Statement, Threshold


@dataclass(frozen=True)
class Window:
    """Which worlds count: a student's own, or all that were played."""

    first: int = 0
    worlds: int | None = None


EVERY = Window()


def holds(grid: Grid, statement: Statement, at: Cell | None = None, window: Window = EVERY) -> bool:
    """Whether a statement is true of the worlds; `at` is the setting of a student that it speaks of, if it does.

    A rise or fall must be as large as the statement says and its interval must exclude 0; what stays must lie within its bounds
    with its size, and its interval must not lie outside them as a whole.
    """
    here = {} if at is None else dict(at)
    before, after = {**here, **statement.before}, {**here, **statement.after}
    if statement.kind in (RISES, FALLS, STAYS):
        return _moves(statement, grid.change(before, after, statement.measure, window.first, window.worlds))
    share = 100 * _share(grid, after, statement.measure, window)
    if statement.kind in (BELOW, ABOVE):
        return share < statement.points if statement.kind == BELOW else share > statement.points
    ends = [100 * _share(grid, cell, statement.measure, window) for cell in grid.exercise.cells()]
    return share <= min(ends) + statement.points if statement.kind == LOWEST else share >= max(ends) - statement.points


def _moves(statement: Statement, change: Change) -> bool:
    size, low, high = (100 * value for value in (change.size, change.low, change.high))
    if statement.kind == STAYS:
        return abs(size) <= statement.points
    if statement.kind == FALLS:
        size, low, high = -size, -high, -low
    return bool(size >= statement.points and low > 0)


def _share(grid: Grid, cell: Cell, measure: str, window: Window) -> float:
    return grid.share(cell, measure, window.first, window.worlds).share


def answers(grid: Grid, key: FindingKey, window: Window = EVERY) -> tuple[float, float] | Value | None:
    """What the worlds show of a level: an interval of the lever's values for a threshold, or the level that moves most.

    A threshold lies above the level before the one at which the line was crossed, and not above that one; None if no level
    crosses it.
    """
    lever = grid.exercise.lever(key.finding.lever)
    if key.threshold is not None:
        return _crossing(grid, key.threshold, lever, window)
    return None if key.most is None else _strongest(grid, key.most, lever, window)


def _crossing(grid: Grid, threshold: Threshold, lever: Lever, window: Window) -> tuple[float, float] | None:
    levels = [float(level) for level in lever.levels]
    shares = [_share(grid, {**threshold.at, lever.name: level}, threshold.measure, window) for level in lever.levels]
    line = shares[0] * threshold.part if threshold.part is not None else (threshold.line or 0.0) / 100
    for place, share in enumerate(shares):
        if share <= line if threshold.direction == FALLS else share >= line:
            return (levels[max(place - 1, 0)], levels[place])
    return None


def _strongest(grid: Grid, most: Most, lever: Lever, window: Window) -> Value | None:
    sign = 1 if most.direction == RISES else -1
    start = grid.exercise.full(most.at)
    sizes: dict[Value, float] = {}
    for level in lever.levels:
        cell = {**start, lever.name: level}
        if level != start[lever.name] and grid.exercise.possible(cell):
            change = grid.change(start, cell, most.measure, window.first, window.worlds)
            sizes[level] = sign * change.size
    best = max(sizes, key=lambda level: sizes[level], default=None)
    return best if best is not None and sizes[best] > 0 else None


def right(grid: Grid, key: FindingKey, given: Value | Mapping[str, Value], window: Window = EVERY) -> bool:
    """Whether an answer to a finding holds, in all worlds or in the student's own: either will do."""
    if key.answer is not None:
        return given == key.answer
    views = (EVERY, window)
    if isinstance(given, Mapping):
        cell = grid.exercise.full(given)
        if any(cell[name] != value for name, value in key.fixed):
            return False
        return any(all(holds(grid, one, cell, view) for one in key.setting) for view in views)
    return any(_fits(given, answers(grid, key, view)) for view in views)


def _fits(given: Value, found: tuple[float, float] | Value | None) -> bool:
    if isinstance(found, tuple):
        low, high = found
        return isinstance(given, int | float) and (low < given <= high or given == low == high)
    return found is not None and given == found


def cells_for(exercise: Exercise, key: FindingKey, given: Value | Mapping[str, Value]) -> list[dict[str, Value]]:
    """The cells that judging an answer looks at."""
    if isinstance(given, Mapping):
        cell = exercise.full(given)
        found = [{**cell, **one.before} for one in key.setting] + [cell]
        whole = any(one.kind in (LOWEST, HIGHEST) for one in key.setting)
        return [*found, *(exercise.cells() if whole else ())]
    asked = key.threshold or key.most
    if asked is None:
        return []
    lever = exercise.lever(key.finding.lever)
    cells = [{**exercise.full(asked.at), lever.name: level} for level in lever.levels]
    return [cell for cell in cells if exercise.possible(cell)]


def cells_of_statements(exercise: Exercise, statements: Iterable[Statement]) -> list[dict[str, Value]]:
    """The cells that some statements about the grid look at."""
    return [exercise.full(part) for one in statements for part in (one.before, one.after)]
