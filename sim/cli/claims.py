"""`python -m sim claims`: what the articles argue, played as experiments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from sim.cli.options import own_parameters, seed_option
from sim.cli.tables import columns, fields, paragraph
from sim.cli.words import say, shown_progress

FEW = 3
"""Up to so many claims are told in full, with what is compared."""

EPILOG = """\b
Examples:
  python -m sim claims
  python -m sim claims ratelle2025 --worlds 1000
  python -m sim claims R5 --worlds 200 --json
"""


@click.command(epilog=EPILOG)
@click.argument("names", metavar="[ARTICLE|CLAIM]...", nargs=-1)
@click.option("--worlds", type=click.IntRange(1), metavar="N", help="Worlds of each setting. [default: 4000]")
@seed_option
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes. [default: all processors]")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Also write the findings to a JSON file.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead of tables.")
@own_parameters
def claims(
    names: tuple[str, ...], worlds: int | None, seed: int, workers: int | None, out: Path | None, as_json: bool
) -> None:
    """Play what the articles argue as experiments, and say whether each claim holds.

    ARTICLE is one of `python -m sim worldviews`, CLAIM an id such as R5; without any, all claims are played, which takes some
    minutes. A claim counts in the worldview of its own article.
    """
    from sim.analysis.claims.asking import USUAL_WORLDS, findings
    from sim.common.files import try_files, write_whole

    if out is not None:
        try_files([out])
    with shown_progress(worlds or USUAL_WORLDS) as progress:
        found = findings(names, worlds or USUAL_WORLDS, seed, workers, progress)
    told = [one.to_dict() for one in found]
    written = json.dumps(told, indent=2, ensure_ascii=False)
    if out is not None:
        write_whole(out, lambda file: file.write(f"{written}\n".encode()))
    say(written if as_json else text(told))
    if out is not None and not as_json:
        say(f"\nWritten to {out}")


def text(found: Sequence[dict[str, Any]]) -> str:
    """The findings article by article, the tally, and how it was counted; a few claims are told in full."""
    from sim.analysis.claims.telling import HEAD, by_article, heading, how, row, tally

    parts = [
        f"{heading(article)}\n{columns([HEAD, *map(row, rows)], right=(2,))}"
        for article, rows in by_article(found).items()
    ]
    parts += [_told(one) for one in found] if len(found) <= FEW else []
    return "\n\n".join([*parts, paragraph(tally(found)), paragraph(how(found))])


def _told(found: dict[str, Any]) -> str:
    """One claim in full: what is argued, where, and what is compared."""
    from sim.analysis.claims.telling import question

    cited = f"{found['article']} ¶{', '.join(map(str, found['paragraphs']))}"
    told = [("claim", f"{found['claim']} ({cited})"), ("compared", question(found))]
    told += [("counted", f"{found['pairs']:,} of {found['worlds']:,} worlds")] if found["among"] else []
    return f"{found['id']}\n{fields(told, indent='  ')}"
