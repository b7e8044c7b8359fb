"""Progress on standard error: a bar in a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[int, int], None]


@contextmanager
def progress_bar(words: str, total: int) -> Iterator[Report | None]:
    """Show how far a long piece of work has come.

    Parameters
    ----------
    words : str
        What is being done.
    total : int
        Worlds in all.

    Yields
    ------
    callable or None
        Called with the worlds done and all worlds; None where there is no terminal to show it.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TextColumn("worlds"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done, all_worlds: bar.update(task, completed=done, total=all_worlds)
