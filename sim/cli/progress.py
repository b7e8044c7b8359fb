"""How far long work has come, shown to whoever sits at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def is_watched() -> bool:
    """Whether standard error is a terminal; it may also be closed."""
    return sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty()


@contextmanager
def shown_progress(worlds: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show on standard error how many worlds are done; show nothing if that is no terminal.

    What is yielded is called with the worlds done and all worlds.
    """
    if not is_watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("playing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("worlds"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("playing", total=worlds)
        yield lambda done, total: bar.update(task, completed=done, total=total)
