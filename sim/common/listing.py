"""Lists that a person can read: one short line for each thing, and a table in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from sim.common.errors import cut

if TYPE_CHECKING:
    import pandas as pd

Thing = TypeVar("Thing")

MOST_LINES, MOST_ROWS = 8, 50
"""So much of a list is shown by itself in a terminal and in a notebook; `print` and `.table` show all of it."""


class Listing(list[Thing]):
    """A list that shows its entries in a line each, the first of them if there are many; `print` shows all of them.

    An entry may have a method `row`, which says by name what a table says of it.
    """

    def __repr__(self) -> str:
        shown = MOST_LINES if len(self) <= MOST_LINES else MOST_LINES - 1
        lines = [*map(repr, self[:shown])]
        if len(self) > shown:
            lines.append(f"... and {len(self) - shown:,} more: print() shows all of them, .table is a data frame")
        return "[{}]".format(",\n ".join(lines))

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    @property
    def table(self) -> pd.DataFrame:
        """All entries as a data frame, one row each."""
        import pandas as pd

        return pd.DataFrame([_row(entry) for entry in self])

    def _repr_html_(self) -> str:
        """What a notebook shows: a table with one row for each entry, the first of them if there are many."""
        rows = [_row(entry) for entry in self[:MOST_ROWS]]
        named = bool(rows) and "" not in rows[0]
        head = f"<thead><tr>{_cells(rows[0], 'th')}</tr></thead>" if named else ""
        body = "".join(f"<tr>{_cells(row.values(), 'td')}</tr>" for row in rows)
        more = f"<p>... and {len(self) - MOST_ROWS:,} more; .table has all of them</p>" if len(self) > MOST_ROWS else ""
        return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def _row(entry: Any) -> Mapping[str, object]:
    """What a table says of an entry; its one line, without a name, where it has no more to say."""
    return entry.row() if hasattr(entry, "row") else {"": repr(entry)}


def _cells(values: Iterable[object], tag: str) -> str:
    return "".join(f"<{tag}>{html.escape(str(value))}</{tag}>" for value in values)


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
