"""The command line as a whole: its commands, its exit codes, and what happens when it is interrupted."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

import click

import sim
from sim.cli.chart import chart
from sim.cli.discover import discover
from sim.cli.parameters import parameters
from sim.cli.policies import policies
from sim.cli.report import report
from sim.cli.run import run
from sim.cli.sensitivity import sensitivity
from sim.cli.study import study
from sim.cli.sweep import sweep
from sim.cli.tell import tell
from sim.cli.worldviews import worldviews
from sim.files import SIGNALS, reason

FINE, BAD_INPUT, INTERRUPTED = 0, 2, 130
PROGRAM = "python -m sim"
PATIENCE = 2.0
"""Seconds after which an interruption that had no effect is repeated; clearing up takes less."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says if a result is printed into a file for which there is no room."""


class Commands(click.Group):
    """The group of all commands; a reader that stops reading (such as `head`) is no error."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            forget_standard_output()
            return None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are met, not by alphabet."""
        return list(self.commands)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: python -m sim run ratelle2025 --policy western_guarantee",
)
@click.version_option(sim.__version__, prog_name="peace-under-force")
def commands() -> None:
    """Play thousands of possible histories of the Armenia-Azerbaijan peace negotiations, and tally how they end.

    What comes out are tallies under stated assumptions, not forecasts. The assumptions are read from five articles;
    each article is a worldview.
    """


for command in (run, tell, worldviews, policies, parameters, sweep, study, chart, report, sensitivity, discover):
    commands.add_command(command)


def start() -> NoReturn:
    """Run the command line as the whole of this process, and end with its exit code."""
    code = main()
    if code == INTERRUPTED:
        # If an interruption falls into text that Python is just executing (every data class is made that way), Python
        # 3.11 kills itself with SIGINT at its end, although the interruption was dealt with. So the end comes sooner.
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        gc.collect()  # what worker processes shared is given back; at such an end nobody else would do it
        os._exit(code)
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands after the program's name; that of this process if left away.

    Returns
    -------
    int
        The exit code: 0 fine, 2 bad input, 130 interrupted.
    """
    with _ending_as_interruption() as came:
        try:
            result = commands.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
            if sys.stdout is not None:  # it is None if the shell closed it
                sys.stdout.flush()
            return result if isinstance(result, int) else FINE
        except BrokenPipeError:
            forget_standard_output()
            return FINE
        except click.ClickException as error:
            error.show()
            return BAD_INPUT
        except (KeyboardInterrupt, click.Abort):
            return _interrupted()
        except MemoryError:
            click.echo("Error: not enough memory; ask for fewer --worlds", err=True)
            return BAD_INPUT
        except Exception as error:
            # An interruption inside a library can surface as an error of that library.
            if came:
                return _interrupted()
            if isinstance(error, sim.InputError):
                click.echo(f"Error: {error}", err=True)
                return BAD_INPUT
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                return _unprinted(error)
            raise


@contextmanager
def _ending_as_interruption() -> Iterator[list[int]]:
    """Turn Ctrl-C and a request to end (SIGTERM) into the same exception; yield a list of the requests that came.

    Libraries that are being imported sometimes swallow the exception. So it is raised again, until the command has ended.
    """
    came: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        came.append(number)
        if hasattr(signal, "setitimer"):  # not on Windows
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before = {number: signal.signal(number, interrupt) for number in SIGNALS if _is_heard(number)}
    try:
        yield came
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_heard(number: int) -> bool:
    """Whether whoever started this process lets it hear a signal: background jobs of a shell do not hear Ctrl-C."""
    return signal.getsignal(number) is not signal.SIG_IGN


def _interrupted() -> int:
    click.echo("Interrupted; no half-written file was left.", err=True)
    return INTERRUPTED


def _unprinted(error: OSError) -> int:
    forget_standard_output()
    click.echo(f"Error: the result cannot be printed: {reason(error)}", err=True)
    return BAD_INPUT


def forget_standard_output() -> None:
    """Let what is still to be printed vanish, because nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
