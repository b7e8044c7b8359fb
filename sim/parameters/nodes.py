"""A piece of a YAML file that knows where it stands, so that every complaint about it can say so."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sim.common.errors import BrokenFileError, InputError, UnknownNameError, suggestion
from sim.common.listing import written

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value in a file: a scalar, a list of nodes, or a mapping from names to nodes.

    `file` is relative to the parameters folder, `line` that of the key in front of the value (or of the value, where there
    is no key), `path` the dotted names that lead here.
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
        """Return the named children; raise `BrokenFileError` if this is no mapping."""
        if not isinstance(self.data, dict):
            raise self.error(f"expected 'key: value' lines, found {self.described()}")
        return self.data

    def items(self) -> list["Node"]:
        """Return the children of a list; raise `BrokenFileError` if this is no list."""
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
        """Return a whole number; raise `BrokenFileError` otherwise (true and false are no numbers)."""
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
