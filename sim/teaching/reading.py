"""Read an exercise from its folder, and say with file and line what is wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.common.errors import UnknownNameError
from sim.parameters.baseline import Baseline, read_baseline
from sim.parameters.files import Node, check_name, parameters_folder, read_bytes
from sim.parameters.measures import MEASURES
from sim.parameters.settings import Setting, read_setting, read_stages
from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.exercise import CHOICE, KINDS, LEVEL, Exercise, Figure, Finding, Lever, Reference, Told, Value
from sim.teaching.folder import EXERCISE, exercise_names, exercises_folder, known_exercise, node_of

REQUIRED = (
    "number", "claim", "rival", "readings", "setting", "worlds", "own", "measures", "main", "levers", "start", "change",
    "options", "findings", "figures", "told",
)  # fmt: skip
OPTIONAL = ("capstone", "samples", "points")
MOST_LEVERS, MOST_MEASURES = 3, 5


def read_exercises(names: Sequence[str] = (), folder: Path | None = None) -> list[Exercise]:
    """Read some exercises, all of them if none are named; raise `InputError` with the nearest name or the place of a fault."""
    return [read_exercise(name, folder) for name in (names or exercise_names(folder))]


def read_exercise(name: str, folder: Path | None = None) -> Exercise:
    """Read one exercise by its name."""
    place = exercises_folder() if folder is None else folder
    known_exercise(name, place)
    return _read(name, place, read_bytes(place, f"{name}/{EXERCISE}"))


@lru_cache(maxsize=64)
def _read(name: str, place: Path, content: bytes) -> Exercise:
    return _Reader(name, place).exercise(hashlib.sha256(content).hexdigest()[:12])


class _Reader:
    """Reads one exercise."""

    def __init__(self, name: str, place: Path) -> None:
        self.name = name
        self.parameters = parameters_folder()
        self.baseline: Baseline = read_baseline(self.parameters)
        self.stages = read_stages(self.baseline, self.parameters)
        self.root = node_of(name, EXERCISE, place)
        self.fields = self.root.fields(REQUIRED, OPTIONAL)
        self.measures = words(self.fields["measures"], tuple(MEASURES), "measure")

    def exercise(self, version: str) -> Exercise:
        """The exercise; `version` tells one edition of its file from another."""
        fields = self.fields
        if len(self.measures) > MOST_MEASURES:
            raise fields["measures"].error(f"at most {MOST_MEASURES} measures go into the byte of a world")
        levers = self._levers(fields["levers"])
        if len(levers) > MOST_LEVERS:
            raise fields["levers"].error(f"an exercise has at most {MOST_LEVERS} levers")
        start = self._cell(fields["start"], levers, whole=True)
        worlds, own = fields["worlds"].whole_number(), fields["own"].whole_number()
        if not 1 <= own <= worlds:
            raise fields["own"].error(f"a student's own worlds are 1 to {worlds:,} of those that are played")
        return Exercise(
            name=self.name,
            number=fields["number"].whole_number(),
            capstone="capstone" in fields and fields["capstone"].data is True,
            claim=self._reference(fields["claim"]),
            rival=self._reference(fields["rival"]),
            readings=tuple(self._reference(child) for child in fields["readings"].items()),
            base=self._setting(fields["setting"]),
            worlds=worlds,
            own=own,
            samples=tuple(child.whole_number() for child in fields["samples"].items()) if "samples" in fields else (),
            measures=self.measures,
            main=self._measure(fields["main"]),
            levers=levers,
            total_points=fields["points"].whole_number() if "points" in fields else 0,
            start=start,
            change=self._cell(fields["change"], levers),
            options=words(fields["options"]),
            findings=tuple(self._finding(key, child, levers) for key, child in fields["findings"].mapping().items()),
            figures={key: self._figure(child, levers) for key, child in fields["figures"].mapping().items()},
            told={key: self._told(child, levers) for key, child in fields["told"].mapping().items()},
            version=version,
        )

    def _reference(self, node: Node) -> Reference:
        fields = node.fields(("key",), ("paragraphs",))
        key = fields["key"].word(tuple(self.baseline.sources), "source")
        most = self.baseline.sources[key].paragraphs or 0
        numbers = (
            tuple(child.whole_number() for child in fields["paragraphs"].items()) if "paragraphs" in fields else ()
        )
        for number in numbers:
            if not 1 <= number <= most:
                raise node.error(f"{key} has {most} paragraphs, ¶{number} does not exist")
        return Reference(key, numbers)

    def _setting(self, node: Node) -> Setting:
        return read_setting(node, self.baseline, self.parameters, self.stages)

    def _measure(self, node: Node) -> str:
        return node.word((*OUTCOMES, *self.measures), "outcome or measure of this exercise")

    def _levers(self, node: Node) -> tuple[Lever, ...]:
        return tuple(self._lever(key, child) for key, child in node.mapping().items())

    def _lever(self, name: str, node: Node) -> Lever:
        check_name(name, node)
        fields = node.fields(("levels",), ("sets", "adds", "at_most", "points", "takes", "of"))
        points = tuple(child.whole_number() for child in fields["points"].items()) if "points" in fields else ()
        if "takes" in fields:
            return self._taking(name, fields, points)
        if isinstance(fields["levels"].data, dict):
            settings = {key: self._setting(child) for key, child in fields["levels"].mapping().items()}
            return Lever(name, tuple(settings), settings=settings, points=points)
        ids = "adds" if "adds" in fields else "sets"
        if ids not in fields:
            raise node.error("levels that are numbers need 'sets' or 'adds', the parameters that they are written to")
        levels = tuple(_number(child) for child in fields["levels"].items())
        at_most = self._ids(fields["at_most"]) if "at_most" in fields else ()
        return Lever(name, levels, self._ids(fields[ids]), ids == "adds", at_most, points=points)

    def _taking(self, name: str, fields: dict[str, Node], points: tuple[int, ...]) -> Lever:
        """A lever that takes groups of assumptions over from another author."""
        sources = {key: child.text() for key, child in fields["takes"].mapping().items()}
        groups = {
            key: tuple(part.text() for part in child.items()) for key, child in fields["levels"].mapping().items()
        }
        for key, parts in groups.items():
            for part in parts:
                if not any(known.startswith(part) for known in self.baseline.entries):
                    raise fields["levels"].mapping()[key].error(f"no parameter begins with {part}", UnknownNameError)
        return Lever(name, tuple(groups), takes=groups, takes_from=sources, of=fields["of"].text(), points=points)

    def _ids(self, node: Node) -> tuple[str, ...]:
        found = []
        for child in node.items():
            try:
                found.append(self.baseline.resolve(child.text()))
            except UnknownNameError as error:
                raise child.error(error, UnknownNameError) from error
        return tuple(found)

    def _finding(self, name: str, node: Node, levers: Sequence[Lever]) -> Finding:
        check_name(name, node)
        fields = node.fields(("kind",), ("options", "lever"))
        kind = fields["kind"].word(KINDS, "kind of finding")
        needed = {CHOICE: "options", LEVEL: "lever"}.get(kind)
        if needed and needed not in fields:
            raise node.error(f"a finding of the kind {kind} needs '{needed}'")
        names = tuple(lever.name for lever in levers)
        lever = fields["lever"].word(names, "lever") if "lever" in fields else ""
        return Finding(name, kind, words(fields["options"]) if "options" in fields else (), lever)

    def _figure(self, node: Node, levers: Sequence[Lever]) -> Figure:
        if "share" in node.mapping():
            fields = node.fields(("share", "at"))
            return Figure(self._measure(fields["share"]), (self._cell(fields["at"], levers),))
        fields = node.fields(("change", "from", "to"))
        cells = tuple(self._cell(fields[key], levers) for key in ("from", "to"))
        return Figure(self._measure(fields["change"]), cells)

    def _told(self, node: Node, levers: Sequence[Lever]) -> Told:
        fields = node.fields(("measure", "from", "to"))
        before, after = (self._cell(fields[key], levers) for key in ("from", "to"))
        return Told(self._measure(fields["measure"]), before, after)

    def _cell(self, node: Node, levers: Sequence[Lever], whole: bool = False) -> dict[str, Value]:
        return cell_of(node, levers, whole)


def cell_of(node: Node, levers: Sequence[Lever], whole: bool = False) -> dict[str, Value]:
    """Read values of levers, each of them one of its levels; all levers must be given if it is to be a `whole` cell."""
    by_name = {lever.name: lever for lever in levers}
    given = node.fields(tuple(by_name) if whole else (), tuple(by_name))
    found: dict[str, Value] = {}
    for name, child in given.items():
        if child.data not in by_name[name].levels or isinstance(child.data, bool):
            levels = ", ".join(map(str, by_name[name].levels))
            raise child.error(f"{child.described()} is not a level of {name}; levels: {levels}")
        found[name] = child.data
    return found


def words(node: Node, vocabulary: Collection[str] | None = None, meaning: str = "word") -> tuple[str, ...]:
    """A list of different words, of a closed vocabulary if one is given."""
    read: Callable[[Node], Any] = (lambda child: child.word(vocabulary, meaning)) if vocabulary else Node.text
    found = tuple(read(child) for child in node.items())
    if len(set(found)) < len(found):
        raise node.error(f"names a {meaning} twice; name each once")
    return found


def _number(node: Node) -> float | int:
    if isinstance(node.data, bool) or not isinstance(node.data, int | float):
        raise node.error(f"expected a number, found {node.described()}")
    return node.data
