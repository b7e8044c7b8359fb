"""The command line as a whole: its commands, its exit codes, and what happens when it is interrupted."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

import sim
from sim.cli.parameters import parameters
from sim.cli.policies import policies
from sim.cli.run import run
from sim.cli.tell import tell
from sim.cli.worldviews import worldviews

FINE, BAD_INPUT, INTERRUPTED = 0, 2, 130
PROGRAM = "python -m sim"


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


@click.group(cls=Commands, epilog="Example: python -m sim run ratelle2025 --policy western_guarantee")
@click.version_option(sim.__version__, prog_name="peace-under-force")
def commands() -> None:
    """Play thousands of possible histories of the Armenia-Azerbaijan peace negotiations, and tally how they end.

    What comes out are tallies under stated assumptions, not forecasts. The assumptions are read from five articles; each
    article is a worldview.
    """


for command in (run, tell, worldviews, policies, parameters):
    commands.add_command(command)


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
    interruption = _Interruption()
    signal.signal(signal.SIGTERM, interruption)
    try:
        result = commands.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
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
    except Exception as error:
        # An interruption inside a library can surface as an error of that library.
        if interruption.came:
            return _interrupted()
        if isinstance(error, sim.InputError):
            click.echo(f"Error: {error}", err=True)
            return BAD_INPUT
        raise


class _Interruption:
    """Turns a request to end (SIGTERM) into the same exception as Ctrl-C, and remembers that it came."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt


def _interrupted() -> int:
    click.echo("Interrupted; no half-written file was left.", err=True)
    return INTERRUPTED


def forget_standard_output() -> None:
    """Let what is still to be printed vanish, because nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
