"""What all experiments do alike: read their options, run a sweep into a folder, and write down what it answers.

Each script asks one question. It leaves in its folder the study itself (`study/`), a table with one row per cell
(`table.csv`), and a picture with the data behind it and the same in words (`picture.png`, `.csv`, `.txt`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim import InputError, __version__
from sim.analysis.telling import Finding, points, remark_of, remark_of_none
from sim.charts.picture import Picture, save
from sim.common.files import Writer, write_together
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import article_name, readable
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each
from sim.studies.shares.pairing import Change
from sim.studies.sweeps import SweepStudy

WORLDVIEWS = ("baseline", "araz2023", "dersimonian2023", "dersimonian2024", "ratelle2025", "fattah2025")
Where = Mapping[str, Any]
"""Values of axes that name a cell."""


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


def table(study: SweepStudy) -> pd.DataFrame:
    """Return one row per cell: the axes, worlds, the share of each outcome, and how many signed and had a war."""
    told = study.summary()
    shares = study.counts[list(OUTCOMES)].div(study.counts["worlds"], axis=0)
    rest = told[["signed", "median_signature", "war_before_signature", "war_after_signature"]].copy()
    for name in ("signed", "war_before_signature", "war_after_signature"):
        rest[name] = rest[name] / told["worlds"]
    return pd.concat([study.design.cells, told[["worlds"]], shares, rest], axis=1)


def cell_of(study: SweepStudy, where: Where) -> int:
    """Return the number of the one cell with some values of the axes."""
    counts = study.counts
    (cell,) = counts.loc[
        np.logical_and.reduce([counts[axis] == value for axis, value in where.items()]), "cell"
    ].unique()
    return int(cell)


def changed(study: SweepStudy, before: Where, after: Where, what: str, comparisons: int = 1) -> Change:
    """Return how far a share changes between two cells, judged by the worlds that both have.

    Parameters
    ----------
    study : SweepStudy
    before, after : mapping
        Values of the axes of either cell.
    what : str
        An outcome, or an event such as `signed` (see `sim.studies.shares.fates`).
    comparisons : int
        For how many comparisons the interval pays.
    """
    confidence = confidence_of_each(comparisons)
    row = study.difference(cell_of(study, before), cell_of(study, after), what, confidence).iloc[0]
    return Change(*(float(row[name]) for name in ("difference", "low", "high", "p")), paired=bool(row["paired"]))


def told(study: SweepStudy, before: Where, after: Where, what: str) -> str:
    """Return two shares and their difference with its 95 % interval as words: `24.2 % -> 12.0 % (-12.2 ±1.2 points)`.

    Where the interval includes 0, it is said how large the change could still be.
    """
    found, (first, second) = changed(study, before, after, what), shares(study, before, after, what)
    half = 50 * (found.high - found.low)
    digits = 1 if half >= 1 else 2
    sign = "" if found.sure else f": no more than {points(found.reach)}"
    return f"{first} -> {second} ({100 * found.size:+.{digits}f} ±{half:.{digits}f} points{sign})"


def shares(study: SweepStudy, before: Where, after: Where, what: str) -> tuple[str, str]:
    """Return the share of two cells in per cent, with one decimal."""
    row = study.difference(cell_of(study, before), cell_of(study, after), what).iloc[0]
    # Hard spaces, so that a line does not break between a number and its sign.
    return f"{100 * row['before']:.1f}\u00a0%", f"{100 * row['after']:.1f}\u00a0%"


def in_title(study: SweepStudy, before: Where, after: Where, what: str, comparisons: int) -> str:
    """Return a change as the rest of a sentence, with an interval that pays for all comparisons of the title."""
    found, (first, second) = changed(study, before, after, what, comparisons), shares(study, before, after, what)
    if not found.sure:
        return f"changes by no more than {points(found.reach)} ({first} and {second})"
    return f"{'rises' if found.size > 0 else 'falls'} from {first} to {second}"


def changed_most(study: SweepStudy, before: Where, after: Where, what: str, condition: str) -> Finding:
    """Return under which worldview a share changes most between two settings, as a title that pays for all worldviews.

    Parameters
    ----------
    study : SweepStudy
        With an axis of worldviews.
    before, after : mapping
        Values of the other axes.
    what : str
        An outcome.
    condition : str
        What changes from the one to the other, as the beginning of a sentence.
    """
    worldviews = list(dict.fromkeys(study.columns["worldview"]))
    number = len(worldviews)
    sides = {name: ({"worldview": name, **before}, {"worldview": name, **after}) for name in worldviews}
    found = {name: changed(study, *sides[name], what, number) for name in worldviews}
    sure = [name for name in worldviews if found[name].sure]
    if not sure:
        reach = points(max(change.reach for change in found.values()))
        nothing = f"{condition}, {readable(what)} changes by no more than {reach} under any worldview"
        return Finding(nothing, remark_of_none(number, CONFIDENCE))
    most = max(sure, key=lambda name: abs(found[name].size))
    said = in_title(study, *sides[most], what, number)
    sentence = f"{condition}, {readable(what)} changes most under {article_name(most)}: it {said}"
    return Finding(sentence, remark_of(found[most], number, CONFIDENCE))


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
