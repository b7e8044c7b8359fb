"""What an exercise is: a situation, levers over a grid of cells, options to predict, questions to find out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

from sim.parameters.parameters import Parameters, load
from sim.parameters.settings import Setting
from sim.parameters.vocabulary import BASELINE, OUTCOMES

Value: TypeAlias = "float | int | str"
"""Of a lever: a number in the unit of its parameters, or the name of a level."""

Cell: TypeAlias = "Mapping[str, Value]"
"""A value for every lever; with some of them omitted, those of the first screen are meant."""

CHOICE, LEVEL, SETTING = "choice", "level", "setting"
KINDS = (CHOICE, LEVEL, SETTING)
"""A finding is a choice among options, one level of a lever, or a whole setting of the levers."""


@dataclass(frozen=True)
class Reference:
    """An article by its paragraphs, or a book or paper without any."""

    key: str
    paragraphs: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.key} ¶{', '.join(map(str, self.paragraphs))}" if self.paragraphs else self.key


@dataclass(frozen=True)
class Lever:
    """Something a student can move.

    Attributes
    ----------
    name : str
    levels : tuple
        Its steps on the page, in order: numbers, or names.
    parameters : tuple of str
        Ids that a number is written to, or added to; empty if the levels are names.
    adds : bool
        Whether the number is added to what the parameters are, instead of replacing it.
    at_most : tuple of str
        Ids of what each sum must not exceed; empty if it need not.
    settings : mapping of str to Setting
        What each named level does.
    takes : mapping of str to tuple of str
        Beginnings of ids whose values each named level takes over from another worldview.
    takes_from : mapping of str to str
        From which worldview they are taken, by the level of the lever `of`.
    of : str
    points : tuple of int
        What each level costs, in an exercise in which points are split.
    """

    name: str
    levels: tuple[Value, ...]
    parameters: tuple[str, ...] = ()
    adds: bool = False
    at_most: tuple[str, ...] = ()
    settings: Mapping[str, Setting] | None = None
    takes: Mapping[str, tuple[str, ...]] | None = None
    takes_from: Mapping[str, str] | None = None
    of: str = ""
    points: tuple[int, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether its levels are numbers, so that a student who scripts can give others."""
        return bool(self.parameters)

    def cost(self, value: Value) -> int:
        """The points of a level."""
        return self.points[self.levels.index(value)] if self.points else 0


@dataclass(frozen=True)
class Finding:
    """A question that a student answers from what the worlds show."""

    name: str
    kind: str
    options: tuple[str, ...] = ()
    lever: str = ""


@dataclass(frozen=True)
class Figure:
    """A number in the words: a share in one cell, or how a share moves between two."""

    measure: str
    cells: tuple[dict[str, Value], ...]


@dataclass(frozen=True)
class Told:
    """A world that is told in two settings: the first in which a measure happened in the one and not in the other."""

    measure: str
    before: dict[str, Value]
    after: dict[str, Value]


@dataclass(frozen=True)
class Exercise:
    """An exercise, as its folder says it; its words stand in one file per language."""

    name: str
    number: int
    capstone: bool
    claim: Reference
    rival: Reference
    readings: tuple[Reference, ...]
    base: Setting
    worlds: int
    own: int
    samples: tuple[int, ...]
    measures: tuple[str, ...]
    main: str
    levers: tuple[Lever, ...]
    total_points: int
    start: dict[str, Value]
    change: dict[str, Value]
    options: tuple[str, ...]
    findings: tuple[Finding, ...]
    figures: Mapping[str, Figure]
    told: Mapping[str, Told]
    version: str

    def __repr__(self) -> str:
        return f"<Exercise {self.number}: {self.name}, {len(list(self.cells()))} cells of {self.worlds:,} worlds>"

    @property
    def shown(self) -> tuple[str, ...]:
        """Whatever can be counted in it: the five outcomes and its measures."""
        return (*OUTCOMES, *self.measures)

    def lever(self, name: str) -> Lever:
        """The lever of this name."""
        return next(lever for lever in self.levers if lever.name == name)

    def finding(self, name: str) -> Finding:
        """The finding of this name."""
        return next(finding for finding in self.findings if finding.name == name)

    def full(self, part: Cell) -> dict[str, Value]:
        """A value for every lever: those that are given, and for the others that of the first screen."""
        return {**self.start, **part}

    def cells(self) -> Iterator[dict[str, Value]]:
        """Every cell of the grid: all combinations of levels that the points and the exchange of views allow."""
        for values in product(*(lever.levels for lever in self.levers)):
            cell = dict(zip((lever.name for lever in self.levers), values, strict=True))
            if self.possible(cell):
                yield cell

    def possible(self, cell: Cell) -> bool:
        """Whether a cell spends just the points that there are, and takes views from somebody only where it can."""
        if self.total_points and sum(lever.cost(cell[lever.name]) for lever in self.levers) != self.total_points:
            return False
        takers = [lever for lever in self.levers if lever.takes]
        return all(not _takes(lever, cell) or cell[lever.of] in (lever.takes_from or {}) for lever in takers)

    def label(self, cell: Cell) -> str:
        """The key of a cell: the place of each level, as `2-0-1`; beyond the grid the values themselves."""
        if all(cell[lever.name] in lever.levels for lever in self.levers):
            return "-".join(str(lever.levels.index(cell[lever.name])) for lever in self.levers)
        return ",".join(f"{lever.name}={cell[lever.name]}" for lever in self.levers)

    def on_grid(self, cell: Cell) -> bool:
        """Whether the build plays this cell."""
        return all(cell[lever.name] in lever.levels for lever in self.levers) and self.possible(cell)

    def parameters(self, cell: Cell) -> Parameters:
        """All parameters of a cell; its numbers need not be levels, but must lie in the ranges of the parameters."""
        setting = self.base
        for lever in self.levers:
            if lever.settings:
                setting = setting.then(lever.settings[str(cell[lever.name])])
        made = setting.parameters(BASELINE)
        for lever in self.levers:
            made = made.replace(_changes(lever, cell, made))
        return made


def _takes(lever: Lever, cell: Cell) -> tuple[str, ...]:
    """Beginnings of ids whose values are taken over."""
    return (lever.takes or {})[str(cell[lever.name])]


def _changes(lever: Lever, cell: Cell, made: Parameters) -> dict[str, Any]:
    """What a lever writes over the parameters at one of its levels."""
    value = cell[lever.name]
    if lever.takes:
        beginnings = _takes(lever, cell)
        other = load((lever.takes_from or {})[str(cell[lever.of])]) if beginnings else made
        return {
            name: there
            for name, there in other.values.items()
            if there != made.values[name] and any(_begins(name, part) for part in beginnings)
        }
    if not lever.adds:
        return dict.fromkeys(lever.parameters, value)
    # Where nothing is added, nothing is written, so that the origin of the value stays what it was.
    return {} if value == 0 else dict(zip(lever.parameters, _sums(lever, float(value), made), strict=True))


def _begins(name: str, part: str) -> bool:
    """Whether an id is this one or lies below it; `initial` also stands for `initial_offer`."""
    return name.startswith(part)


def _sums(lever: Lever, value: float, made: Parameters) -> list[float]:
    """What the parameters become when a number is added to each, up to what it must not exceed."""
    limits = [made.values[name] for name in lever.at_most] or [1.0] * len(lever.parameters)
    values = [made.values[name] for name in lever.parameters]
    return [round(min(now + value, max(limit, now)), 10) for now, limit in zip(values, limits, strict=True)]
