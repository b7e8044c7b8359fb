"""Lists that a person can read: one short line for each thing, and a table in a notebook."""

import html
from typing import Any, TypeVar

from sim.common.errors import LONGEST_SHOWN

Thing = TypeVar("Thing")


class Listing(list[Thing]):
    """A list that shows each of its entries in a line of its own."""

    def __repr__(self) -> str:
        lines = ",\n ".join(map(repr, self))
        return f"[{lines}]"

    def _repr_html_(self) -> str:
        """What a notebook shows: a table with one row for each entry."""
        rows = "".join(f"<tr><td>{html.escape(repr(entry))}</td></tr>" for entry in self)
        return f"<table>{rows}</table>"


def brief(value: Any) -> str:
    """A value in a line: an array by its size, a long text by its beginning."""
    if getattr(value, "shape", ()):
        return f"array of {len(value):,}"
    shown = str(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 3]}..."


def many(number: int, thing: str) -> str:
    """How many there are: `1 change`, `42 changes`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
