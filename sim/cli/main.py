"""The group of commands, and what becomes of errors: one message, exit code 2; interrupted: 130; never a traceback."""

from __future__ import annotations

import difflib
import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from types import FrameType, MappingProxyType

import click

from sim.knowledge.errors import InputError
from sim.version import __version__

FINE, BAD_INPUT, INTERRUPTED = 0, 2, 130

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "run": ("sim.cli.run", "Play many worlds of one setting and tally the outcomes."),
        "tell": ("sim.cli.tell", "Tell one history: who did what, and why."),
        "parameters": ("sim.cli.parameters", "List parameters, or show all about one."),
        "worldviews": ("sim.cli.overlays", "List the worldviews, or show what one assumes."),
        "policies": ("sim.cli.overlays", "List the policies, or show what one changes."),
    }
)
"""Where each command lives and what it is for; a command is imported only when it is called."""


class Commands(click.Group):
    """Commands that are imported when they are called, with the nearest name for one that does not exist."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are explained."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name the nearest if there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"no command {args[0]!r}{hint} (commands: {', '.join(COMMANDS)})", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="peace under force")
def commands() -> None:
    """What makes peace hold when two rivals negotiate under force and promises?

    The case is Armenia and Azerbaijan. Five articles are five worldviews that can be run; the results are tallies under
    their assumptions, not forecasts.

    \b
    Examples:
      python -m sim run ratelle2025 --policy western_guarantee --worlds 10000
      python -m sim tell fattah2025 --world 42
      python -m sim parameters mechanisms.guarantees.credibility.united_states
    """


class Terminated(KeyboardInterrupt):
    """SIGTERM: treated like Ctrl-C, so that temporary files are removed."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Instead of those of the command line.

    Returns
    -------
    int
        0 fine, 2 bad input, 130 interrupted.
    """
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        result = commands.main(args=arguments, prog_name="python -m sim", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else FINE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return BAD_INPUT
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return BAD_INPUT
    except (KeyboardInterrupt, click.Abort):
        print("interrupted; nothing was written half", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except MemoryError:
        print("error: not enough memory; ask for fewer --worlds", file=sys.stderr)
        return BAD_INPUT
    finally:
        signal.signal(signal.SIGTERM, before)
