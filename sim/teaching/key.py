"""The key of an exercise: what the model must show for it to be right, as claims with a tolerance. Students never get it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.parameters.files import Node
from sim.teaching.exercise import CHOICE, LEVEL, Exercise, Finding, Value
from sim.teaching.folder import KEY, node_of
from sim.teaching.reading import cell_of

RISES, FALLS, STAYS = "rises", "falls", "stays"
LOWEST, HIGHEST = "lowest", "highest"
BELOW, ABOVE, NEAREST, WITHIN, LEAST = "below", "above", "nearest_to", "within", "least"


@dataclass(frozen=True)
class Statement:
    """Something that the worlds of a grid show, or do not.

    Attributes
    ----------
    kind : str
        `rises`, `falls` or `stays` of a change between two cells; `below` or `above` of a share in one; `lowest` or `highest` of
        a share compared with all cells of the grid.
    measure : str
    points : float
        By how much at least it rises or falls, within how much it stays or comes near, or what it lies below or above;
        percentage points.
    before, after : dict
        Values of levers. In a statement about a student's own setting these are laid over that setting.
    """

    kind: str
    measure: str
    points: float
    before: dict[str, Value]
    after: dict[str, Value]


@dataclass(frozen=True)
class Threshold:
    """The first level of a lever at which a share has crossed a line, or has come to a part of what it was at the first level."""

    measure: str
    at: dict[str, Value]
    direction: str
    line: float | None
    part: float | None


@dataclass(frozen=True)
class Most:
    """The level of a lever that moves a share most in one direction, seen from the first screen."""

    measure: str
    at: dict[str, Value]
    direction: str


@dataclass(frozen=True)
class FindingKey:
    """What a right answer to a finding is: an option and why, a threshold, the level that moves most, or conditions on a setting."""

    finding: Finding
    answer: str | None = None
    because: tuple[Statement, ...] = ()
    threshold: Threshold | None = None
    most: Most | None = None
    setting: tuple[Statement, ...] = ()
    fixed: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Key:
    """The option that the model bears out and why, and the key of every finding."""

    exercise: Exercise
    option: str
    because: tuple[Statement, ...]
    findings: tuple[FindingKey, ...]


def read_key(exercise: Exercise, folder: Path | None = None) -> Key:
    """Read the key of an exercise; raise `InputError` with file and line if anything in it is wrong."""
    fields = node_of(exercise.name, KEY, folder).fields(("option", "because", "findings"))
    reader = _Reader(exercise)
    names = tuple(finding.name for finding in exercise.findings)
    given = fields["findings"].fields(names)
    return Key(
        exercise,
        fields["option"].word(exercise.options, "option"),
        reader.statements(fields["because"]),
        tuple(reader.finding(exercise.finding(name), given[name]) for name in names),
    )


class _Reader:
    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise

    def finding(self, finding: Finding, node: Node) -> FindingKey:
        if finding.kind == CHOICE:
            fields = node.fields(("answer", "because"))
            answer = fields["answer"].word(finding.options, "option")
            return FindingKey(finding, answer, self.statements(fields["because"]))
        if finding.kind == LEVEL:
            return self._level(finding, node)
        conditions = node.fields(("setting",))["setting"].items()
        told = tuple(self._condition(child) for child in conditions if "measure" in child.mapping())
        others = [cell_of(child, self.exercise.levers) for child in conditions if "measure" not in child.mapping()]
        return FindingKey(finding, setting=told, fixed=tuple(pair for cell in others for pair in cell.items()))

    def _level(self, finding: Finding, node: Node) -> FindingKey:
        fields = node.fields((), ("threshold", "most"))
        if "most" in fields:
            given = fields["most"].fields(("measure", "at", "direction"))
            return FindingKey(finding, most=Most(self._measure(given["measure"]), self._cell(given["at"]), _way(given)))
        if "threshold" not in fields:
            raise node.error("a level is found by its 'threshold' or as that which moves 'most'")
        given = fields["threshold"].fields(("measure", "at", "direction"), ("to", "to_part"))
        if len([name for name in ("to", "to_part") if name in given]) != 1:
            raise fields["threshold"].error("a threshold needs one of 'to' and 'to_part'")
        line, part = (float(given[name].data) if name in given else None for name in ("to", "to_part"))
        found = Threshold(self._measure(given["measure"]), self._cell(given["at"]), _way(given), line, part)
        return FindingKey(finding, threshold=found)

    def statements(self, node: Node) -> tuple[Statement, ...]:
        return tuple(self._statement(child) for child in node.items())

    def _statement(self, node: Node) -> Statement:
        """About cells of the grid: a change from one to another, or a share in one."""
        if "at" in node.mapping():
            fields = node.fields(("measure", "at"), (BELOW, ABOVE))
            kind, points = _bound(node, fields)
            return Statement(kind, self._measure(fields["measure"]), points, {}, self._cell(fields["at"]))
        fields = node.fields(("measure", "from", "to", "direction"), (LEAST, WITHIN))
        return self._change(node, fields, self._cell(fields["to"]))

    def _condition(self, node: Node) -> Statement:
        """About the setting that a student gives."""
        if "from" in node.mapping():
            return self._change(node, node.fields(("measure", "from", "direction"), (LEAST, WITHIN)), {})
        fields = node.fields(("measure",), (BELOW, ABOVE, NEAREST, WITHIN))
        measure = self._measure(fields["measure"])
        if NEAREST in fields:
            kind = fields[NEAREST].word((LOWEST, HIGHEST), "end")
            return Statement(kind, measure, float(fields[WITHIN].data), {}, {})
        kind, points = _bound(node, fields)
        return Statement(kind, measure, points, {}, {})

    def _change(self, node: Node, fields: dict[str, Node], after: dict[str, Value]) -> Statement:
        kind = fields["direction"].word((RISES, FALLS, STAYS), "direction")
        size = WITHIN if kind == STAYS else LEAST
        if size not in fields:
            raise node.error(f"what {kind} needs '{size}', in percentage points")
        points = float(fields[size].data)
        return Statement(kind, self._measure(fields["measure"]), points, self._cell(fields["from"]), after)

    def _measure(self, node: Node) -> str:
        return node.word(self.exercise.shown, "outcome or measure of this exercise")

    def _cell(self, node: Node) -> dict[str, Value]:
        return cell_of(node, self.exercise.levers)


def _way(fields: dict[str, Node]) -> str:
    return fields["direction"].word((RISES, FALLS), "direction")


def _bound(node: Node, fields: dict[str, Node]) -> tuple[str, float]:
    given = [name for name in (BELOW, ABOVE) if name in fields]
    if len(given) != 1:
        raise node.error("a share in one cell needs one of 'below' and 'above', in percentage points")
    return given[0], float(fields[given[0]].data)
