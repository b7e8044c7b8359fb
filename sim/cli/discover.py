"""`python -m sim discover`: under which settings an outcome is common."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.tables import columns, paragraph
from sim.cli.words import say

if TYPE_CHECKING:
    from sim.analysis.boxes import Box
    from sim.analysis.discovery import Discovery

METHODS = ("prim", "cart")

EPILOG = """\b
Examples:
  python -m sim discover results/space --outcome new_confrontation
  python -m sim discover results/space --outcome ideal_peace --threshold 0.2 --method cart
"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--outcome", required=True, help="The outcome that is looked for.")
@click.option("--threshold", type=float, default=0.5, help="Share from which on a cell counts.")
@click.option("--method", default="prim", help=f"One of {', '.join(METHODS)}.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
def discover(folder: Path, outcome: str, threshold: float, method: str, as_json: bool) -> None:
    """Find settings under which many worlds end in an outcome, in the finished sweep in DIR.

    Prints boxes: limits on a few parameters within which most cells end in the outcome in at least THRESHOLD of their
    worlds.
    """
    from sim.analysis.discovery import discover as analyse
    from sim.studies.sweeps import open_study

    found = analyse(open_study(folder), outcome, threshold, method)
    say(json.dumps(found.to_dict(), indent=2) if as_json else text(found))


def text(found: Discovery) -> str:
    """What was found: sentences, and under each box its limits with their tests."""
    count, *rest = found.sentences()
    if not found.boxes:
        return "\n".join(map(paragraph, [count, *rest]))
    return "\n\n".join([paragraph(count), *map(_portrait, found.boxes, rest)])


def _portrait(box: Box, words: str) -> str:
    from sim.parameters.names import label_of

    rows = [["parameter", "limit", "quasi-p", "found again"]]
    for limit in box.limits:
        chance = "-" if limit.quasi_p is None else f"{limit.quasi_p:.2g}"
        again = "-" if limit.reproduced is None else f"{100 * limit.reproduced:.0f} %"
        rows.append([label_of(limit.parameter), limit.ends(), chance, again])
    shares = f"coverage {box.coverage.share:.2f}, density {box.density.share:.2f}, mass {box.mass.share:.2f}"
    if box.density_unseen is not None:
        shares += f"; density in cells not looked at {box.density_unseen:.2f}"
    return "\n".join([paragraph(words), columns(rows, right=(2, 3)), shares])
