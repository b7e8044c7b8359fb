"""`python -m sim time`: when agreements and wars come, how long an agreement holds, and how outcomes change with the horizon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.answers import answer_options, give, playing, refuse_before
from sim.cli.options import assumptions, load_setting

if TYPE_CHECKING:
    from sim.analysis.timing.answer import Timing

EPILOG = """\b
Examples:
  python -m sim time fattah2025
  python -m sim time ratelle2025 --policy western_guarantee --worlds 500
  python -m sim time araz2023 --set calendar.horizon=60 --worlds 200
  python -m sim time --horizon 8 --horizon 40 --no-files
"""
HORIZON = (
    "Tell the outcomes after so many quarters; may be given several times. [default: every two years, and the end]"
)


@click.command(epilog=EPILOG)
@assumptions
@click.option("--horizon", "horizons", type=click.IntRange(1), multiple=True, metavar="QUARTERS", help=HORIZON)
@answer_options(1_000)
def time(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> None:
    """Tell when agreements and wars come, how long an agreement holds, and how outcomes change with the horizon.

    Signature, relapse and war are competing risks: what comes first excludes the others. Outcomes by horizon are those of
    the same worlds, if one looks earlier; a longer history is had with --set calendar.horizon=80.
    """
    refuse_before(out, page, no_files)
    give(answer_of(**asked), out, page, as_json, no_files)


def answer_of(
    worldview: str = "baseline",
    policies: tuple[str, ...] = (),
    changes: tuple[str, ...] = (),
    horizons: tuple[int, ...] = (),
    worlds: int = 1_000,
    seed: int = 1,
    workers: int | None = None,
    **_: Any,
) -> Timing:
    """The answer that the parameters of the command ask for."""
    from sim.analysis.timing.asking import timing

    setting = load_setting(worldview, policies, changes)
    with playing(worlds) as progress:
        return timing(setting, horizons or None, worlds, seed, workers, progress)
