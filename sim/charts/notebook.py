"""What notebooks show of a result by itself: its table and its picture, in one element that needs no other file."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable
from sim.analysis.discovery import Discovery
from sim.analysis.finding import setting_of
from sim.analysis.sensitivity import Sensitivity
from sim.charts.bars import outcome_shares
from sim.charts.choice import picture_of_answer, picture_of_sweep
from sim.charts.sobol import DESIGN, sobol_bars
from sim.charts.theme import PAGE, Look
from sim.charts.timeline import timeline
from sim.parameters.names import label_of
from sim.parameters.wording import percent, readable, whole
from sim.studies.histories import Comparison, History
from sim.studies.shares.frequencies import frequencies
from sim.studies.study import Study
from sim.studies.sweeps.study import SweepStudy

LOOK = Look(size=PAGE, resolution=100)
SHOWN_ROWS = 60
NAMES = ("parameter", "other")
"""Columns that hold ids of parameters, of which a table shows the labels."""


@singledispatch
def html_of(result: Any) -> str:
    """What a notebook shows of a result."""
    raise TypeError(f"a notebook shows no {type(result).__name__}")


@html_of.register
def study_html(study: Study) -> str:
    """The table of its outcomes and their picture."""
    table = frequencies(study)
    rows = [
        (readable(outcome), whole(count), f"{100 * share:.1f} %", f"{100 * low:.1f}–{100 * high:.1f} %")
        for outcome, count, share, low, high in table.itertuples(index=False)
    ]
    shown = _table(("outcome", "worlds", "share", "95 % interval"), rows)
    return f"<div>{shown}{outcome_shares(table, setting_of(study), LOOK).html()}</div>"


@html_of.register
def sweep_html(study: SweepStudy) -> str:
    """The picture that fits its design, and the table of its cells, folded away."""
    table = study.frequencies().to_html(index=False, float_format=lambda value: f"{value:.4g}", max_rows=SHOWN_ROWS)
    return f"<div>{picture_of_sweep(study, look=LOOK).html()}{_folded('table', table)}</div>"


@html_of.register
def history_html(history: History) -> str:
    """Its timeline, and the whole story, folded away."""
    return f"<div>{timeline(history, LOOK).html()}{_folded('story', _plain(history))}</div>"


@html_of.register
def comparison_html(comparison: Comparison) -> str:
    """Both outcomes, the first difference, both timelines, and the words, folded away."""
    found = comparison.first_difference()
    moves = [_told(move) for move in found[1:]] if found else ["no decision comes out differently"] * 2
    histories = (comparison.before, comparison.after)
    outcomes = [readable(history.outcome) for history in histories]
    parting = f", {comparison.before.heading(found[0])}" if found else ""
    head = ("", "outcome", f"first difference{parting}")
    table = _table(head, zip(("as it was", "changed"), outcomes, moves, strict=True))
    pictures = "".join(timeline(history, LOOK).html() for history in histories)
    return f"<div>{table}{pictures}{_folded('words', _plain(comparison))}</div>"


def _told(move: Any) -> str:
    return "the history has ended" if move is None else f"{move.label} {move.words} (p = {move.chance:.2f})"


@html_of.register
def sensitivity_html(result: Sensitivity) -> str:
    """Sobol indices as a picture, what to know before, and the tables."""
    where = f", {result.group}" if result.group else ""
    cells = f"{whole(result.cells)} cells of {result.worlds:,.0f} worlds"
    heading = f"{readable(result.outcome)}{where}: {readable(result.method)}, {cells}"
    drawn = result.method == DESIGN and result.table["total"].notna().any()
    picture = sobol_bars(result.table, result.outcome, f"{cells}{where}", LOOK).html() if drawn else ""
    tables = "".join(_frame(table) for table in (result.table, result.pairs) if table is not None)
    return f"<div><p><b>{html.escape(heading)}</b></p>{_paragraphs(result.sentences())}{picture}{tables}</div>"


@html_of.register
def discovery_html(found: Discovery) -> str:
    """The finding in sentences, and the limits of each box as a table."""
    head = ("box", "parameter", "limit", "coverage", "density")
    rows = [
        (str(place), label_of(limit.parameter), limit.ends(), *(_share(part) for part in (box.coverage, box.density)))
        for place, box in enumerate(found.boxes, 1)
        for limit in box.limits
    ]
    return f"<div>{_paragraphs(found.sentences())}{_table(head, rows) if rows else ''}</div>"


@html_of.register
def answer_html(answer: Answer) -> str:
    """The finding, its picture, and the tables, folded away after the first."""
    first, *others = answer.tables
    rest = "".join(_folded(html.escape(one.caption), _in_words(one)) for one in others)
    said = _paragraphs([answer.finding.sentence, *filter(None, [answer.finding.remark])])
    picture = picture_of_answer(answer, look=LOOK).html()
    return f"<div>{said}{picture}{_in_words(first)}{rest}{_paragraphs(answer.sentences)}</div>"


def _in_words(table: AnswerTable) -> str:
    return _table(table.head, table.rows[:SHOWN_ROWS])


def _share(share: Any) -> str:
    return percent(share.share, share.low, share.high)


def _frame(table: pd.DataFrame) -> str:
    """A table of results with the labels of parameters instead of their ids."""
    named = table.assign(**{name: table[name].map(label_of) for name in NAMES if name in table.columns})
    shown = named.rename(columns=lambda name: str(name).replace("_", " "))
    return str(shown.to_html(index=False, float_format=lambda value: f"{value:.3f}", na_rep="-", max_rows=SHOWN_ROWS))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of plain texts."""
    first = "".join(f"<th>{html.escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
    return f"<table><tr>{first}</tr>{body}</table>"


def _folded(name: str, content: str) -> str:
    return f"<details><summary>{name}</summary>{content}</details>"


def _plain(result: object) -> str:
    return f"<pre>{html.escape(str(result))}</pre>"


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
