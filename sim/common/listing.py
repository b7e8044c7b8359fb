"""Lists that a person can read: one short line for each thing, and a table in a notebook."""

import html
from typing import Any, TypeVar

from sim.common.errors import cut

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
    return cut(str(value))


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Return a number of things: `1 world`, `2,000 worlds`, `2 axes`; several are called `things`, with an s if omitted."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def written(value: object) -> str:
    """Return a value as it would be written in a parameter file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
