"""What all experiments do alike: read their options, run a sweep into a folder, and write down what it answers.

Each script asks one question. It leaves in its folder the study itself (`study/`), a table with one row per cell
(`table.csv`), and a picture with the data behind it and the same in words (`picture.png`, `.csv`, `.txt`).
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim import InputError, __version__
from sim.charts.caption import article_name
from sim.charts.picture import Picture, save
from sim.files import Writer, write_together
from sim.knowledge.vocabulary import OUTCOMES

WORLDVIEWS = ("baseline", "araz2023", "dersimonian2023", "dersimonian2024", "ratelle2025", "fattah2025")
NORMAL = 1.96
"""Half-width of a 95 % interval in standard deviations of a normal distribution."""


def options(question: str | None, name: str, worlds: int) -> argparse.ArgumentParser:
    """Return the options that every experiment takes.

    Parameters
    ----------
    question : str
        The docstring of the script; its first line is the help text.
    name : str
        Of the script, and of its folder of results.
    worlds : int
        Worlds per cell if nothing is said.
    """
    parser = argparse.ArgumentParser(prog=f"experiments/{name}.py", description=(question or "").split("\n")[0])
    parser.add_argument("--worlds", type=int, default=worlds, help=f"worlds per cell (default: {worlds})")
    parser.add_argument("--seed", type=int, default=1, help="of all draws (default: 1)")
    parser.add_argument("--out", type=Path, default=Path("results/experiments") / name, help="folder of the results")
    parser.add_argument("--workers", type=int, default=None, help="processes (default: all processors)")
    return parser


def answered(main: Callable[[], None]) -> None:
    """Run a script; say in one line what is wrong if something is, and leave with code 2."""
    try:
        main()
    except InputError as error:
        sys.exit(_refused(error))


def _refused(error: InputError) -> int:
    print(f"Error: {error}", file=sys.stderr)
    return 2


def table(study: Any) -> pd.DataFrame:
    """Return one row per cell: the axes, worlds, the share of each outcome, and how many signed and had a war."""
    told = study.summary()
    shares = study.counts[list(OUTCOMES)].div(study.counts["worlds"], axis=0)
    rest = told[["signed", "median_signature", "war_before_signature", "war_after_signature"]].copy()
    for name in ("signed", "war_before_signature", "war_after_signature"):
        rest[name] = rest[name] / told["worlds"]
    return pd.concat([study.design.cells, told[["worlds"]], shares, rest], axis=1)


def difference(first: float, second: float, worlds: int) -> tuple[float, float]:
    """Return by how much a share rises, and half the width of its 95 % interval.

    Cells share their luck world by world, so that the real interval is narrower than this one, which takes the two
    shares for independent.
    """
    variance = (first * (1 - first) + second * (1 - second)) / worlds
    return second - first, NORMAL * math.sqrt(variance)


def told(first: float, second: float, worlds: int) -> str:
    """Return two shares and their difference as words: `24.2 % -> 12.0 % (-12.2 ±1.2 points)`."""
    change, half = difference(first, second, worlds)
    sign = "within the noise" if abs(change) <= half else f"±{100 * half:.1f}"
    return f"{100 * first:.1f} % -> {100 * second:.1f} % ({100 * change:+.1f} points, {sign})"


def changed_most(rows: pd.DataFrame, axis: str, before: object, after: object, outcome: str) -> tuple[str, str]:
    """Return under which worldview a share changes most between two levels of an axis, and from what to what."""
    shares = rows.pivot_table(index="worldview", columns=axis, values=outcome, sort=False)
    worldview = str((shares[after] - shares[before]).abs().idxmax())
    first, second = shares.loc[worldview, before], shares.loc[worldview, after]
    # Hard spaces, so that a line does not break between a number and its sign.
    return article_name(worldview), f"{100 * first:.0f}\u00a0% to {100 * second:.0f}\u00a0%"


def _writer(content: str) -> Writer:
    return lambda file: file.write(content.encode())


def write(out: Path, rows: pd.DataFrame, pictures: dict[str, Picture], findings: Sequence[str]) -> None:
    """Write the table and the pictures of an answer, and print what was found.

    Parameters
    ----------
    out : pathlib.Path
        Folder; `InputError` if it cannot be written.
    rows : DataFrame
        The table.
    pictures : dict
        By name of the file without ending.
    findings : sequence of str
        One sentence each.
    """
    for name, picture in pictures.items():
        save(picture, out / name)
    contents = {
        "table.csv": rows.to_csv(index=False, float_format="%.6g", lineterminator="\n"),
        "finding.txt": "\n".join([*findings, f"version {__version__}", ""]),
    }
    write_together({out / name: _writer(content) for name, content in contents.items()})
    print("\n".join(findings))
    print(f"Written: {out}")
