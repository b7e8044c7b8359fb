"""`python -m sim new`: a file or a folder to begin one's own assumptions with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

import sim
from sim.cli.places import Place
from sim.cli.words import say
from sim.common.files import output_folder, write_whole
from sim.parameters.folders import contents, parameters_folder, write_folder
from sim.parameters.starts import KINDS, kept_text, start_of

PARAMETERS = "parameters"
EPILOG = """\b
Examples:
  python -m sim new worldview my_view.yaml
  python -m sim new worldview my_fattah.yaml --like fattah2025
  python -m sim new policy my_policy.yaml
  python -m sim new parameters my_parameters
"""


@click.command(epilog=EPILOG)
@click.argument("kind", type=click.Choice([*KINDS, PARAMETERS]), metavar="worldview|policy|parameters")
@click.argument("place", type=Place(), metavar="FILE|DIR")
@click.option(
    "--like",
    metavar="NAME|DIR",
    help="Copy a worldview or policy of the program, or what a folder of `run` or `sweep` kept of your own.",
)
def new(kind: str, place: Path, like: str | None) -> None:
    """Write a file with a worldview or a policy of your own, or a folder with all parameters, to begin with.

    A file runs as it is, with a few examples and a comment on every key. It then stands wherever a name can:
    `python -m sim run my_view.yaml`. A folder goes behind --parameters. Nothing that is there is overwritten.
    """
    from sim.common.system import usable_path

    place = usable_path(place)
    if place.exists() or place.is_symlink():
        raise sim.InputError(f"{place} is there already, and nothing is overwritten; choose another name")
    if kind == PARAMETERS:
        _folder(place, like)
        say(f"Written: {place}, a copy of all parameters")
        say(f"Change numbers in it, then: python -m sim run --parameters {shlex.quote(str(place))}")
        return
    text = _text(kind, place, like)
    with output_folder(place.parent, [place.name]):
        write_whole(place, lambda file: file.write(text.encode()))
    say(f"Written: {place}")
    typed = shlex.quote(str(place))
    how = f"run {typed}" if kind == "worldview" else f"run fattah2025 --policy {typed}"
    say(f"It runs as it is: python -m sim {how}")
    say(f"What it changes:  python -m sim {KINDS[kind]} {typed}")


def _text(kind: str, place: Path, like: str | None) -> str:
    """What the new file says."""
    if like is None or not Path(like).is_dir():
        return start_of(kind, place, like)
    from sim.studies.kept import own_in

    start_of(kind, place)  # refuses a name that no such file can have
    return kept_text(kind, place, own_in(Path(like)), like)


def _folder(place: Path, like: str | None) -> None:
    """A copy of the parameters, those of the program or those that a folder of results kept."""
    from sim.studies.kept import parameters_in

    if like is None:
        files = contents(parameters_folder())
    elif not Path(like).is_dir():
        raise sim.InputError(f"there is no folder {like}; --like names a folder of `run` or `sweep` here")
    else:
        with parameters_in(Path(like)):
            files = contents(parameters_folder())
    with output_folder(place, sorted(files)):
        write_folder(place, files)
