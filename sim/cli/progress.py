"""How far long work has come, shown to whoever sits at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def is_watched() -> bool:
    """Whether standard error is a terminal; it may also be closed."""
    return sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty()


@contextmanager
def shown_progress(worlds: int, told: Callable[[Any], str] | None = None) -> Iterator[Callable[..., None] | None]:
    """Show on standard error how many worlds are done; show nothing if that is no terminal.

    What is yielded is called with the worlds done and all worlds, or, if there is something that tells it in words, with
    the progress of a sweep.
    """
    if not is_watched():
        yield None
        return
    from rich import progress as rich
    from rich.console import Console

    columns: list[rich.ProgressColumn] = [rich.BarColumn(), rich.MofNCompleteColumn(), rich.TextColumn("worlds")]
    if told is None:
        columns = [rich.TextColumn("playing"), *columns, rich.TimeElapsedColumn(), rich.TimeRemainingColumn()]
    else:
        columns.append(rich.TextColumn("{task.fields[told]}"))
    with rich.Progress(*columns, console=Console(stderr=True), transient=told is None) as bar:
        task = bar.add_task("", total=worlds, told="")
        if told is None:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        else:
            yield lambda now: bar.update(task, completed=now.done, total=now.total, told=told(now))
