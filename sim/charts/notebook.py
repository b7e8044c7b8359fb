"""What notebooks show of a result by itself: its table and its picture."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

import pandas as pd

from sim.analysis.discovery import Discovery
from sim.analysis.finding import setting_of
from sim.analysis.sensitivity import Sensitivity
from sim.charts.bars import outcome_shares
from sim.charts.choice import picture_of_sweep
from sim.charts.sobol import sobol_bars
from sim.charts.theme import PAGE, Look
from sim.charts.timeline import timeline
from sim.parameters.names import label_of
from sim.parameters.wording import percent, readable, whole
from sim.studies.histories.history import Comparison, History
from sim.studies.shares.frequencies import frequencies
from sim.studies.study import Study
from sim.studies.sweeps.study import SweepStudy

RESOLUTION = 100
SHOWN_ROWS = 60
SOBOL = "sobol"
NAMES = ("parameter", "other")
"""Columns that hold ids of parameters, of which a table shows the labels."""
ENDED = "the history has ended"


@singledispatch
def html_of(result: Any) -> str:
    """What a notebook shows of a result: HTML that needs no other file."""
    raise TypeError(f"a notebook shows no {type(result).__name__}")


@html_of.register
def study_html(study: Study) -> str:
    """Return a study as HTML: the table of its outcomes and their picture, in one element that needs no other file.

    Parameters
    ----------
    study : Study
    """
    table = frequencies(study)
    rows = "".join(
        f"<tr><td>{readable(str(row['outcome']))}</td><td>{whole(row['count'])}</td>"
        f"<td>{100 * row['share']:.1f} %</td><td>{100 * row['low']:.1f}–{100 * row['high']:.1f} %</td></tr>"
        for row in table.to_dict("records")
    )
    head = "<tr><th>outcome</th><th>worlds</th><th>share</th><th>95 % interval</th></tr>"
    picture = outcome_shares(table, setting_of(study), Look(size=PAGE, resolution=RESOLUTION))
    return f"<div><table>{head}{rows}</table>{picture.html()}</div>"


@html_of.register
def sweep_html(study: SweepStudy) -> str:
    """Return a sweep as HTML: the picture that fits its design, and the table of its cells, folded away.

    Parameters
    ----------
    study : SweepStudy
    """
    picture = picture_of_sweep(study, look=Look(size=PAGE, resolution=RESOLUTION))
    table = study.frequencies().to_html(index=False, float_format=lambda value: f"{value:.4g}", max_rows=SHOWN_ROWS)
    return f"<div>{picture.html()}<details><summary>table</summary>{table}</details></div>"


@html_of.register
def history_html(history: History) -> str:
    """Return a history as HTML: its timeline, and the whole story, folded away.

    Parameters
    ----------
    history : History
    """
    picture = timeline(history, Look(size=PAGE, resolution=RESOLUTION))
    return (
        f"<div>{picture.html()}<details><summary>story</summary><pre>{html.escape(str(history))}</pre></details></div>"
    )


@html_of.register
def comparison_html(comparison: Comparison) -> str:
    """Return a comparison as HTML: both outcomes, the first difference, both timelines, and the words, folded away.

    Parameters
    ----------
    comparison : Comparison
    """
    before, after = comparison.before, comparison.after
    found = comparison.first_difference()
    old, new = (found[1], found[2]) if found else (None, None)
    parting = before.heading(found[0]) if found else ""
    rows = [("as it was", before, old), ("changed", after, new)]
    cells = [
        (name, readable(history.outcome), _told(move) if found else "no decision comes out differently")
        for name, history, move in rows
    ]
    head = ("", "outcome", f"first difference, {parting}" if found else "first difference")
    pictures = "".join(timeline(history, Look(size=PAGE, resolution=RESOLUTION)).html() for _, history, _ in rows)
    words = f"<details><summary>words</summary><pre>{html.escape(str(comparison))}</pre></details>"
    return f"<div>{_table(head, cells)}{pictures}{words}</div>"


def _told(move: Any) -> str:
    return ENDED if move is None else f"{move.label} {move.words} (p = {move.chance:.2f})"


@html_of.register
def sensitivity_html(result: Sensitivity) -> str:
    """Return what an outcome depends on as HTML: Sobol indices as a picture, what to know before, and the tables.

    Parameters
    ----------
    result : Sensitivity
    """
    where = f", {result.group}" if result.group else ""
    cells = f"{whole(result.cells)} cells of {result.worlds:,.0f} worlds"
    heading = f"{readable(result.outcome)}{where}: {readable(result.method)}, {cells}"
    picture = ""
    if result.method == SOBOL and result.table["total"].notna().any():
        look = Look(size=PAGE, resolution=RESOLUTION)
        picture = sobol_bars(result.table, result.outcome, f"{cells}{where}", look).html()
    tables = [_frame(result.table), *([] if result.pairs is None else [_frame(result.pairs)])]
    return f"<div><p><b>{html.escape(heading)}</b></p>{_paragraphs(result.sentences())}{picture}{''.join(tables)}</div>"


@html_of.register
def discovery_html(found: Discovery) -> str:
    """Return where many worlds end in an outcome as HTML: the finding in sentences, and the limits of each box as a table.

    Parameters
    ----------
    found : Discovery
    """
    head = ("box", "parameter", "limit", "coverage", "density")
    rows = [
        (str(place), label_of(limit.parameter), limit.ends(), *(_share(part) for part in (box.coverage, box.density)))
        for place, box in enumerate(found.boxes, 1)
        for limit in box.limits
    ]
    return f"<div>{_paragraphs(found.sentences())}{_table(head, rows) if rows else ''}</div>"


def _share(share: Any) -> str:
    return percent(share.share, share.low, share.high)


def _frame(table: pd.DataFrame) -> str:
    """A table of results with the labels of parameters instead of their ids."""
    named = table.assign(**{name: table[name].map(label_of) for name in NAMES if name in table.columns})
    shown = named.rename(columns=lambda name: str(name).replace("_", " "))
    written: str = shown.to_html(
        index=False, float_format=lambda value: f"{value:.3f}", na_rep="-", max_rows=SHOWN_ROWS
    )
    return written


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of plain texts."""
    first = "".join(f"<th>{html.escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
    return f"<table><tr>{first}</tr>{body}</table>"


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
