"""The command line as a whole: its commands, its exit codes, and what happens when it is interrupted."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

import sim
from sim.cli.words import (
    note,
    print_in_any_encoding,
    program,
    rename,
    warnings_told,
    without_endless_words,
)
from sim.common.interruption import INTERRUPTED, dealt_with, listening
from sim.common.system import TOO_DEEP, explained, reason, shown

FINE, BAD_INPUT = 0, 2
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says if a result is printed into a file for which there is no room."""

COMMANDS = {
    "run": "Play many worlds and tally how they end: under all five articles, or under one WORLDVIEW.",
    "tell": "Tell the history of one world: what happened and why, how it ended, and who mattered.",
    "worldviews": "List the worldviews, or show what NAME changes and why.",
    "policies": "List the policies, or show what NAME changes and why.",
    "parameters": "List the parameters, or show everything about one.",
    "glossary": "Explain the words that have a meaning of their own here.",
    "new": "Write a file with a worldview or a policy of your own, or a folder with all parameters, to begin with.",
    "sweep": "Run many settings and count how their worlds end, cell by cell.",
    "study": "Show, verify or export a study that `python -m sim sweep` or `run` made.",
    "chart": "Draw a folder of `run`, a folder of `sweep`, or a WORLDVIEW.",
    "report": "Tell a folder of `run`, a folder of `sweep`, or WORLDVIEWs on one HTML page.",
    "sensitivity": "Tell which parameters an outcome depends on, in the finished sweep in DIR.",
    "discover": "Find settings under which many worlds end in an outcome, in the finished sweep in DIR.",
    "claims": "Play what the articles argue as experiments, and say whether each claim holds.",
    "compare": "Compare two settings on the same worlds: what changes, which worlds flip, and where their histories part.",
    "tipping": "Find the value of a parameter at which the share of an outcome crosses a level.",
    "disagree": "Split the disagreement of two ARTICLEs on an outcome among the assumptions in which they differ.",
    "regret": "Say which policy is never far behind the best one, whichever author is right.",
    "time": "Tell when agreements and wars come, how long an agreement holds, and how outcomes change with the horizon.",
    "exercise": "Exercises on deterrence and guarantees: walk through one, make pages and papers, check what students hand in.",
    "explain": "Print the calendar of a quarter: phase by phase what is decided and why, read and written.",
}
"""The commands in the order in which they are met, with the first sentence of their help: to list them, none is imported."""


def command_of(name: str) -> click.Command:
    """The command of a name, whose module is imported now."""
    found: click.Command
    match name:
        case "run":
            from sim.cli.run import run as found
        case "tell":
            from sim.cli.tell import tell as found
        case "worldviews" | "policies" | "parameters" | "glossary" | "new":
            found = _of_the_files(name)
        case "sweep":
            from sim.cli.sweep import sweep as found
        case "study":
            from sim.cli.study import study as found
        case "chart":
            from sim.cli.chart import chart as found
        case "report":
            from sim.cli.report import report as found
        case "claims":
            from sim.cli.claims import claims as found
        case "compare":
            from sim.cli.compare import compare as found
        case "tipping":
            from sim.cli.tipping import tipping as found
        case "disagree":
            from sim.cli.disagree import disagree as found
        case "regret":
            from sim.cli.regret import regret as found
        case "time":
            from sim.cli.time import time as found
        case "exercise":
            from sim.cli.exercise import exercise as found
        case "explain":
            from sim.cli.explain import explain as found
        case "sensitivity":
            from sim.cli.sensitivity import sensitivity as found
        case _:
            from sim.cli.discover import discover as found
    return found


def _of_the_files(name: str) -> click.Command:
    """The same for the commands that show, explain or begin files of parameters."""
    found: click.Command
    match name:
        case "worldviews":
            from sim.cli.overlays import worldviews as found
        case "policies":
            from sim.cli.overlays import policies as found
        case "parameters":
            from sim.cli.parameters import parameters as found
        case "glossary":
            from sim.cli.glossary import glossary as found
        case _:
            from sim.cli.new import new as found
    return found


class Commands(click.Group):
    """The group of all commands, of which only the one that is asked for is imported."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for, with its arguments."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from sim.cli.hints import unknown_command

            raise sim.InputError(unknown_command(args[0], list(self.commands)))
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            command = command_of(name)
            rename(command)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that stops reading (such as `head`) does not count as an error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            forget_standard_output()
            return None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are met, not by alphabet."""
        return list(self.commands)


@click.group(
    cls=Commands,
    commands=[click.Command(name, help=text) for name, text in COMMANDS.items()],
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
    epilog="Example: python -m sim run ratelle2025 --policy western_guarantee",
)
@click.version_option(sim.__version__, prog_name="peace-under-force")
def commands() -> None:
    """Play thousands of possible histories of the Armenia-Azerbaijan peace negotiations, and tally how they end.

    What comes out are tallies under stated assumptions, not forecasts. The assumptions are read from five articles;
    each article is a worldview.
    """


def start() -> NoReturn:
    """Run the command line as the whole of this process, and end with its exit code."""
    print_in_any_encoding()
    rename(commands)
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on what stands after the program's name; that of this process if omitted.

    The exit code is returned: 0 fine, 2 bad input, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    with listening() as came, warnings_told():
        try:
            _refuse_odd_signs(given)
            result = commands.main(args=given, prog_name=program(), standalone_mode=False)
            if sys.stdout is not None:  # it is None if the shell closed it
                sys.stdout.flush()
            # An interruption may have waited for the end of an import, and the work ended just then.
            return _interrupted() if came else result if isinstance(result, int) else FINE
        except BrokenPipeError:
            forget_standard_output()
            return FINE
        except click.ClickException as error:
            shown_by_click = io.StringIO()
            error.show(shown_by_click)
            note(without_endless_words(shown_by_click.getvalue().rstrip()))
            _hint(given, error.format_message())
            return BAD_INPUT
        except (KeyboardInterrupt, click.Abort):
            return _interrupted()
        except Exception as error:
            # An interruption inside a library can surface as an error of that library.
            if came:
                return _interrupted()
            message = _in_words(error)
            if message is None:
                raise
            note(f"Error: {without_endless_words(message)}")
            if isinstance(error, sim.InputError):
                _hint(given, message)
            return BAD_INPUT


def _hint(arguments: Sequence[str], problem: str) -> None:
    """Say what was probably meant, where that is clear; a parameters folder that is broken gives no hint."""
    from sim.cli.hints import hint

    with suppress(sim.InputError):
        said = hint(arguments, problem, COMMANDS)
        if said is not None:
            note(f"Hint: {without_endless_words(said)}")


def _refuse_odd_signs(arguments: Sequence[str]) -> None:
    """Refuse, before any work, what could not be written down after it: zero bytes, and bytes that are not text."""
    for argument in arguments:
        if "\0" in argument:
            raise sim.InputError(f"'{shown(argument)}' holds a zero byte; give another name")
        if not argument.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in argument):
            raise sim.InputError(
                f"'{shown(argument)}' is not valid text (UTF-8); rename the file or folder, or change to the folder "
                "and name what is in it"
            )


def _in_words(error: Exception) -> str | None:
    """What to say of an error that the user or the system caused; None if the program itself is at fault."""
    if isinstance(error, sim.InputError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not enough memory; ask for fewer --worlds"
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, UnicodeEncodeError):
        return f"the result cannot be printed in {error.encoding}; set PYTHONIOENCODING=utf-8"
    if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
        forget_standard_output()
        return f"the result cannot be printed: {reason(error)}"
    return explained(error) if isinstance(error, OSError) else None


def _interrupted() -> int:
    dealt_with()
    note("Interrupted; no half-written file was left.")
    return INTERRUPTED


def forget_standard_output() -> None:
    """Let what is still to be printed vanish, because nobody reads it any more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
