"""How the command line speaks: under which name, in which letters, what it says on standard error, how far it has come."""

from __future__ import annotations

import codecs
import logging
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

COMMAND, MODULE = "peace-under-force", "python -m sim"
"""The two names under which it can be called; texts are written with the second."""

LONGEST_WORD = 1_000
"""Signs from which on a word of a message is shortened; paths are not as long."""

PLAIN = "sim.plain"
"""Name of the way in which signs are written that an encoding does not have."""

SIGNS = {
    **dict.fromkeys("–—−·•", "-"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    "→": "->",
    "←": "<-",
    "±": "+/-",
    "≤": "<=",
    "≥": ">=",
    "×": "x",
    "…": "...",
    "¶": "par. ",
    "§": "sec. ",
    "λ": "lambda",
    "█": "#",
}
"""What stands for signs that are not in every encoding; letters lose their accents, and all else becomes `?`."""


def program() -> str:
    """Under which name this program was called."""
    return COMMAND if sys.argv and Path(sys.argv[0]).stem.lower() == COMMAND else MODULE


def under_its_name(text: str) -> str:
    """A text in which the program has the name under which it was called."""
    return text.replace(MODULE, program())


def without_endless_words(text: str) -> str:
    """A message in which words that are longer than any path, such as 5,000 digits, are shortened to their two ends.

    >>> len(without_endless_words("9" * 5_000))
    123
    """
    return re.sub(rf"\S{{{LONGEST_WORD},}}", lambda found: f"{found[0][:60]}...{found[0][-60:]}", text)


def rename(command: click.Command) -> None:
    """Let the help of a command, and of all commands in it, use the name under which the program was called."""
    for one in (command, *command.params):
        for name in ("help", "epilog", "short_help"):
            if getattr(one, name, None):
                setattr(one, name, under_its_name(getattr(one, name)))
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        rename(inner)


def say(text: str = "", err: bool = False) -> None:
    """Print a text, in which the program has the name under which it was called; what a program reads (--json) stays as it is."""
    context = click.get_current_context(silent=True)
    for_programs = not err and context is not None and context.params.get("as_json")
    click.echo(text if for_programs else under_its_name(text), err=err)


def note(text: str) -> None:
    """Say something on standard error; if that is closed or full, nobody hears it, and nothing is lost."""
    with suppress(OSError, ValueError):
        say(text, err=True)


def print_in_any_encoding() -> None:
    """Let standard output and error write signs that their encoding does not have in plain letters instead."""
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and getattr(stream, "errors", "") in ("strict", "backslashreplace"):
            reconfigure(errors=PLAIN)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    letters = (unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?" for sign in signs)
    return "".join(map(SIGNS.get, signs, letters)), error.end


class _Notes(logging.Handler):
    """Says warnings of this package on standard error, as the rest of the command line speaks."""

    def emit(self, record: logging.LogRecord) -> None:
        note(record.getMessage())


@contextmanager
def warnings_told() -> Iterator[None]:
    """Say what the package warns of (such as files that were replaced) on standard error."""
    # Building its cache of fonts on the first use is no news for the user.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    logger, handler = logging.getLogger("sim"), _Notes(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def shown_progress(worlds: int, told: Callable[[Any], str] | None = None) -> Iterator[Callable[..., None] | None]:
    """Show on standard error how many worlds are done; show nothing unless that is an open terminal.

    What is yielded is called with the worlds done and all worlds, or, if there is something that tells it in words, with
    the progress of a sweep.
    """
    if sys.stderr is None or sys.stderr.closed or not sys.stderr.isatty():
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
