"""`python -m sim compare`: what one setting changes against another, in the same worlds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.answers import answer_options, give, playing, refuse_before
from sim.cli.options import additions, typed
from sim.cli.versus import TwoSettings, pair_of, refuse_typed, versus_options

if TYPE_CHECKING:
    from sim.analysis.answers import Answer

USUAL_WORLDS = 10_000

EPILOG = """\b
Examples:
  python -m sim compare fattah2025 --policy western_guarantee
  python -m sim compare ratelle2025 --policy western_guarantee --versus ratelle2025 --policy eu_monitoring
  python -m sim compare araz2023 --versus fattah2025 --worlds 2000
  python -m sim compare results/credibility --cell 0 --cell 3
"""


@click.command(epilog=EPILOG, cls=TwoSettings)
@click.argument("source", default="baseline", metavar="WORLDVIEW|DIR")
@additions(
    "Add a policy; may be given several times. Behind --versus it belongs to the second setting.",
    "Set a parameter by hand; may be given several times. Behind --versus it belongs to the second setting.",
)
@versus_options
@answer_options(USUAL_WORLDS)
def compare(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> None:
    """Compare two settings on the same worlds: what changes, which worlds flip, and where their histories part.

    The setting that is named first stands first, and every difference is the second less the first.

    Options before `--versus` belong to the first setting, those behind it to the second. Without `--versus` the worldview alone
    is the first, and the same with its policies and changes the second. DIR is a folder of `run`, or one of `sweep` with two
    `--cell`.
    """
    refuse_before(out, page, no_files)
    given = list(typed().values())
    give(answer_of(**asked, typed_options=given), out, page, as_json, no_files)


def answer_of(
    source: str,
    worlds: int,
    seed: int,
    workers: int | None,
    policies: Sequence[str] = (),
    changes: Sequence[str] = (),
    versus: str | None = None,
    versus_policies: Sequence[str] = (),
    versus_changes: Sequence[str] = (),
    cells: Sequence[int] = (),
    typed_options: Sequence[str] = (),
    **_: Any,
) -> Answer:
    """The answer to what the command was asked."""
    pair = pair_of(source, policies, changes, versus, versus_policies, versus_changes, cells)
    refuse_typed(pair, typed_options)
    size = {} if pair.played else {"worlds": worlds, "seed": seed}
    with playing(2 * worlds) as progress:
        return sim.compare(pair.one, pair.other, workers=workers, progress=progress, cells=pair.cells, **size)
