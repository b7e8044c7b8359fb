"""Reading YAML: plain YAML only, with line numbers, without duplicate keys, anchors or tags.

Scalars follow the core schema of YAML 1.2: `true` and `false` are switches, `1e-3` is a number, and `yes`, `no`,
`on`, `off`, dates and clock times are text. (YAML 1.1, which most parsers still follow, reads `no` as false.)
"""

import itertools
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from sim.common.errors import BrokenFileError, InputError, UnknownNameError, suggestion
from sim.common.listing import written
from sim.common.shipped import shipped_folder
from sim.common.system import read_file, reason, unusual

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Longer digits than any number with a meaning here; they stay text, which the type checks then refuse.
_LONGEST_NUMBER = 300
_DEEPEST_NESTING = 20


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value in a file: a scalar, a list of nodes, or a mapping from names to nodes.

    `file` is relative to the parameters folder, `line` that of the key in front of the value (or of the value, where there
    is not a key), `path` the dotted names that lead here.
    """

    data: Any
    file: str
    line: int
    path: str

    def error(self, problem: object, kind: type[InputError] = BrokenFileError) -> InputError:
        """Return (not raise) an error that names file, line and place before the problem."""
        place = f"{self.path}: " if self.path else ""
        return kind(f"{self.file}:{self.line}: {place}{problem}")

    def plain(self) -> Any:
        """Return the content as ordinary lists, dictionaries and scalars, without places."""
        if isinstance(self.data, dict):
            return {key: child.plain() for key, child in self.data.items()}
        if isinstance(self.data, list):
            return [child.plain() for child in self.data]
        return self.data

    def mapping(self) -> dict[str, "Node"]:
        """Return the named children; raise `BrokenFileError` if this is not a mapping."""
        if not isinstance(self.data, dict):
            raise self.error(f"expected 'key: value' lines, found {self.described()}")
        return self.data

    def items(self) -> list["Node"]:
        """Return the children of a list; raise `BrokenFileError` if this is not a list."""
        if not isinstance(self.data, list):
            raise self.error(f"expected a list, found {self.described()}")
        return self.data

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Node"]:
        """Return the children of a mapping whose set of keys is closed; refuse another key, or that a required one is missing."""
        children = self.mapping()
        allowed = [*required, *optional]
        for key, child in children.items():
            if key not in allowed:
                raise child.error(f"unknown key '{key}'; {suggestion(key, allowed, full_list=True)}", UnknownNameError)
        missing = [key for key in required if key not in children]
        if missing:
            raise self.error(f"required key missing: {', '.join(missing)}")
        return children

    def text(self) -> str:
        """Return a text that is not empty; raise `BrokenFileError` otherwise."""
        if not isinstance(self.data, str):
            raise self.error(f"expected text, found {self.described()}" + self._quoting_hint())
        if not self.data.strip():
            raise self.error("the text is empty")
        return self.data.strip()

    def whole_number(self) -> int:
        """Return a whole number; raise `BrokenFileError` otherwise (true and false are not numbers)."""
        if isinstance(self.data, bool) or not isinstance(self.data, int):
            raise self.error(f"expected a whole number, found {self.described()}")
        return self.data

    def word(self, vocabulary: Collection[str], meaning: str) -> str:
        """Return a word of a closed vocabulary; raise `UnknownNameError` with the nearest word otherwise."""
        if not isinstance(self.data, str) or self.data not in vocabulary:
            ending = suggestion(self.data, vocabulary, full_list=True)
            raise self.error(f"unknown {meaning} {self.described()}; {ending}", UnknownNameError)
        return self.data

    def described(self) -> str:
        """Return the content in a few words, for messages."""
        if self.data is None:
            return "nothing"
        if isinstance(self.data, dict):
            return "a mapping"
        if isinstance(self.data, list):
            return "a list"
        return f"'{self.data}'" if isinstance(self.data, str) else written(self.data)

    def _quoting_hint(self) -> str:
        scalar = self.data is not None and not isinstance(self.data, dict | list)
        return "; put it in quotes if it is meant as text" if scalar else ""


def check_name(name: str, node: Node) -> None:
    """Raise `BrokenFileError` unless `name` can be part of a dotted id: small letters, digits and underscores."""
    if not _NAME.fullmatch(name):
        raise node.error(f"'{name}' cannot be part of an id; use small letters, digits and _, beginning with a letter")


_in_use: ContextVar[tuple[Path, int] | None] = ContextVar("parameters folder", default=None)
_entered = itertools.count(1)


def parameters_folder() -> Path:
    """The folder of the parameter files in use: one's own within `using`, otherwise that of the package."""
    found = _in_use.get()
    return shipped_parameters() if found is None else found[0]


def shipped_parameters() -> Path:
    """The folder of the package: `sim/parameters/data` in a wheel, `parameters/` beside `sim/` in a checkout."""
    return shipped_folder("parameters/data", "parameters")


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Take the parameters from another folder for as long as the context lasts."""
    before = _in_use.set((folder, next(_entered)))
    try:
        yield
    finally:
        _in_use.reset(before)


def time_of_use() -> int:
    """A number that is another one whenever a folder comes into use: what was remembered of files before may be old."""
    found = _in_use.get()
    return 0 if found is None else found[1]


def yaml_files(folder: Path, below: str) -> list[str]:
    """Return the names of the YAML files in a subfolder in alphabetical order; empty if there is no such subfolder.

    Refuse a file that ends in `.yml` or lies deeper down, and so would be omitted silently.
    """
    place = folder / below
    if not place.is_dir():
        return []
    found = sorted(path for path in place.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
    for path in found:
        name = path.relative_to(folder).as_posix()
        if path.parent != place:
            raise BrokenFileError(f"{name}: nothing reads files this deep; move it to {below}/{path.name}")
        if path.suffix != ".yaml":
            raise BrokenFileError(f"{name}: rename it to {path.stem}.yaml; only .yaml files are read")
    return [path.name for path in found]


def read_bytes(folder: Path, name: str) -> bytes:
    """Return a file's content; raise `BrokenFileError` if it cannot be read."""
    try:
        found = unusual(folder / name)
        if found is not None:
            raise BrokenFileError(f"{name}: cannot be read: it is {found}, not a file")
        return read_file(folder / name)
    except OSError as error:
        raise BrokenFileError(f"{name}: cannot be read: {reason(error)}") from error


def required_node(name: str, content: bytes, path: str = "") -> Node:
    """Return the parsed content of a file; raise `BrokenFileError` if there is nothing in it."""
    node = parse_yaml(content, name, path)
    if node is None or node.data is None:
        raise BrokenFileError(f"{name}: the file is empty")
    return node


@lru_cache(maxsize=1024)
def parse_yaml(content: bytes, file: str, path: str = "") -> Node | None:
    """Parse the content of one YAML file; None if it holds nothing but white space and comments.

    Results are remembered by content and not by date, so that an edited file is always seen. `path` is the dotted id of
    the file's top level, put in front of every place in messages.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenFileError(f"{file}:{line}: not UTF-8 text; save the file in the encoding UTF-8") from error
    try:
        return _document(yaml.parse(text, Loader=_LOADER), file, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise BrokenFileError(f"{place}: not valid YAML: {said}") from error
    except yaml.YAMLError as error:
        # The reader's complaint about forbidden characters has a position but no line.
        position = getattr(error, "position", 0)
        line = text.encode()[:position].count(b"\n") + 1
        raise BrokenFileError(f"{file}:{line}: {getattr(error, 'reason', 'not valid YAML')}") from error


def parse_scalar(text: str) -> bool | int | float | str | None:
    """Read one plain or quoted scalar as it would be read in a file, for values given on the command line."""
    if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return _resolved(text)  # as the parser would read it, only that long lists of numbers are read quickly
    try:
        node = parse_yaml(text.encode(), "value")
    except BrokenFileError as error:
        raise InputError(f"'{text}' is not a value; write a number, true, false or a word") from error
    if node is None or isinstance(node.data, dict | list):
        raise InputError(f"'{text}' is not a single value; write a number, true, false or a word")
    return node.data


def _document(events: Iterator[Any], file: str, path: str) -> Node | None:
    """Return the one document of a file, refusing a second."""
    root = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise BrokenFileError(f"{file}:{_line(event)}: a second document begins here; one file holds one")
            root = _node(next(events), events, file, path, None, 0)
    return root


def _node(event: Any, events: Iterator[Any], file: str, path: str, line: int | None, depth: int) -> Node:
    """Return the node that begins with `event`, consuming its other events."""
    line = line or _line(event)
    here = Node(None, file, line, path)
    _refuse_cleverness(event, here)
    if depth > _DEEPEST_NESTING:
        raise here.error(f"nested deeper than {_DEEPEST_NESTING} levels")
    if isinstance(event, yaml.MappingStartEvent):
        return Node(_mapping(events, here, depth), file, line, path)
    if isinstance(event, yaml.SequenceStartEvent):
        inside = takewhile(lambda one: not isinstance(one, yaml.SequenceEndEvent), events)
        return Node([_node(one, events, file, path, None, depth + 1) for one in inside], file, line, path)
    # The C parser gives '' as the style of an unquoted scalar, the Python parser gives None.
    value = event.value if event.style else _resolved(event.value)
    return Node(value, file, line, path)


def _mapping(events: Iterator[Any], here: Node, depth: int) -> dict[str, Node]:
    children: dict[str, Node] = {}
    for event in takewhile(lambda one: not isinstance(one, yaml.MappingEndEvent), events):
        line = _line(event)
        key_place = Node(None, here.file, line, here.path)
        _refuse_cleverness(event, key_place)
        if not isinstance(event, yaml.ScalarEvent):
            raise key_place.error("a key must be a single word")
        key = event.value
        path = f"{here.path}.{key}" if here.path else key
        if key in children:
            raise key_place.error(f"duplicate key '{key}': first on line {children[key].line}, again on line {line}")
        children[key] = _node(next(events), events, here.file, path, line, depth + 1)
    return children


def _refuse_cleverness(event: Any, here: Node) -> None:
    """Refuse what makes YAML mean something else than it shows: anchors, aliases, tags."""
    if isinstance(event, yaml.AliasEvent):
        raise here.error(f"aliases are not allowed (*{event.anchor}); write the value out, or quote it if it is text")
    if event.anchor is not None:
        raise here.error(f"anchors are not allowed (&{event.anchor}); write the value out, or quote it if it is text")
    if event.tag is not None:
        raise here.error(f"tags are not allowed ({event.tag}); leave it away")


def _resolved(text: str) -> bool | int | float | str | None:
    """Return what an unquoted scalar means under the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
