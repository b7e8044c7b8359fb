"""`python -m sim sensitivity`: which parameters an outcome depends on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.tables import columns, paragraph
from sim.cli.words import say

if TYPE_CHECKING:
    from sim.analysis.sensitivity import Sensitivity

METHODS = ("auto", "sobol", "morris", "rbd_fast", "pawn")
SHOWN = 20
"""Parameters in a printed table; --all or --json for the rest."""

PAIRS_SHOWN = 5
NAMES = ("parameter", "other")
"""Columns that hold ids of parameters, of which a table shows the labels and --json the ids."""

EPILOG = """\b
Examples:
  python -m sim sweep --vary mechanisms.deterrence.coordination=0:1 --vary actors.azerbaijan.war_cost=0.05:0.2 \\
      --design latin_hypercube --samples 200 --worlds 500 --out results/space
  python -m sim sensitivity results/space
  python -m sim sensitivity results/space --outcome new_confrontation --method pawn
  python -m sim sensitivity results/seed-1 results/seed-2 --json
"""


@click.command(epilog=EPILOG)
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--outcome", default="ideal_peace", help="The outcome whose share is explained.")
@click.option("--method", default="auto", help=f"One of {', '.join(METHODS)}.")
@click.option("--all", "everything", is_flag=True, help="Print all parameters, not only the first ones.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead of tables.")
def sensitivity(folders: tuple[Path, ...], outcome: str, method: str, everything: bool, as_json: bool) -> None:
    """Tell which parameters an outcome depends on, in the finished sweep in DIR.

    Several folders are replicates: the same sweep with different seeds. What part of the differences between cells is
    mere luck, and whether the indices still move, is said with each table.
    """
    from sim.analysis.sensitivity import sensitivity as analyse
    from sim.studies.sweeps import open_study

    found = analyse([open_study(folder) for folder in folders], outcome, method)
    if as_json:
        say(json.dumps([result.to_dict() for result in found], indent=2))
        return
    say("\n\n".join(text(result, None if everything else SHOWN) for result in found))


def text(result: Sensitivity, shown: int | None = SHOWN) -> str:
    """A result as a heading, what to know before, and a table."""
    from sim.parameters.wording import readable, whole

    where = f", {result.group}" if result.group else ""
    size = f"{whole(result.cells)} cells of {result.worlds:,.0f} worlds"
    heading = f"{readable(result.outcome)}{where}: {readable(result.method)}, {size}"
    said = "\n".join(map(paragraph, result.sentences()))
    pairs = [] if result.pairs is None else [_table(result.pairs, shown and PAIRS_SHOWN)]
    return "\n\n".join([heading, said, _table(result.table, shown), *pairs])


def _table(table: Any, shown: int | None) -> str:
    from sim.parameters.names import label_of

    head = [str(name).replace("_", " ") for name in table.columns]
    first = table.head(shown or len(table))
    named = first.assign(**{name: first[name].map(label_of) for name in NAMES if name in first})
    numbers = [place for place, name in enumerate(table.columns) if name not in (*NAMES, "acts")]
    printed = columns([head, *named.map(_cell).to_numpy().tolist()], right=numbers)
    left = len(table) - len(first)
    return f"{printed}\n... and {left} more" if left > 0 else printed


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return "-" if value != value else f"{value:.3f}"
    return "yes" if value else "no"
