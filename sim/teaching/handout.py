"""An exercise on paper: the words, boxes to tick, a table of all cells, and lines to write on; the answers are not on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
from markupsafe import Markup

from sim.common.version import __version__
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import percent
from sim.teaching.data import cited, told_pair
from sim.teaching.exercise import Cell, Exercise, Finding, Lever
from sim.teaching.figures import figures
from sim.teaching.grid import Grid
from sim.teaching.lines import apart, events, label, worded
from sim.teaching.shell import rendered
from sim.teaching.words import ENGLISH, Words, exercise_words, interface_words

MOST_COLUMNS = 5
"""Measures that fit beside the levers on a sheet of paper."""

BATCHES = 10
"""Samples of ten worlds that are printed where luck is the subject."""


def handout_page(grid: Grid, language: str = ENGLISH) -> str:
    """The handout as one HTML page that prints well on A4 and Letter; it needs no other file and holds no answer."""
    exercise = grid.exercise
    own, words = exercise_words(exercise, language), interface_words(language)
    return rendered(
        "handout.html",
        language=language,
        own=own,
        say=_sayer(words),
        md=lambda name: Markup(own.html(name)),
        claims=[
            (cited(one)["said"], f"hook.{name}") for name, one in (("claim", exercise.claim), ("rival", exercise.rival))
        ],
        options=[own.line(f"commit.option.{option}") for option in exercise.options],
        levers=[_lever(lever, own, words) for lever in exercise.levers],
        first=_first(grid, words),
        endings=[(words[f"outcome.{one}"], words[f"outcome_meaning.{one}"]) for one in OUTCOMES],
        samples=_samples(grid, words),
        columns=[label(what, words) for what in columns(exercise)],
        varied=[own.line(f"lever.{lever.name}.label") for lever in varied(exercise)],
        groups=groups(grid, own),
        findings=[_finding(finding, exercise, own) for finding in exercise.findings],
        worlds=f"{exercise.worlds:,}",
        foot=worded(words, "handout.foot", version=__version__, edition=exercise.version, seed=grid.seed),
    )


def replies_page(grid: Grid, language: str = ENGLISH) -> str:
    """A sheet to hand out after the prediction and the table: the reply to each prediction, and the rule."""
    exercise = grid.exercise
    own = exercise_words(exercise, language).with_figures(figures(grid))
    words = interface_words(language)
    return rendered(
        "replies.html",
        language=language,
        own=own,
        say=_sayer(words),
        replies=[
            (own.line(f"commit.option.{option}"), Markup(own.html(f"reply.{option}"))) for option in exercise.options
        ],
        rule=Markup(own.html("explain.rule")),
        stories=[story for name in exercise.told for story in _story(grid, name, own, words)],
        foot=worded(words, "handout.foot", version=__version__, edition=exercise.version, seed=grid.seed),
    )


def _story(grid: Grid, name: str, own: Words, words: Words) -> list[dict[str, Any]]:
    """The same world in two settings, from where they part; nothing if there is no such world."""
    pair = told_pair(grid, grid.exercise.told[name])
    if pair is None:
        return []
    happened = {side: events(pair[side]["text"]) for side in ("before", "after")}
    alike = apart(*(one[1:] for one in happened.values()))
    sides = [
        {
            "title": worded(
                words, "terminal.history", world=pair["world"], setting=_cell(grid.exercise, pair[side]["cell"], own)
            ),
            "end": one[0],
            "events": one[1 + alike :] or [words["terminal.nothing_more"]],
        }
        for side, one in happened.items()
    ]
    return [{"why": own.line(f"told.{name}"), "alike": alike, "sides": sides}]


def _cell(exercise: Exercise, cell: Cell, own: Words) -> str:
    """A setting in words."""
    return ", ".join(f"{own.line(f'lever.{one.name}.label')}: {_level(one, cell, own)}" for one in exercise.levers)


def columns(exercise: Exercise) -> tuple[str, ...]:
    """What is in the table: the main measure and those after it."""
    return tuple(dict.fromkeys((exercise.main, *exercise.measures)))[:MOST_COLUMNS]


def groups(grid: Grid, own: Words) -> list[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Each cell of the grid by its levels and shares with intervals, under a line for the levers that they have in common."""
    exercise, found = grid.exercise, []
    for fixed, cells in groupby(grouped(exercise), key=lambda cell: common(exercise, cell)):
        rows = []
        for cell in cells:
            levels = [_level(lever, cell, own) for lever in varied(exercise)]
            shares = [grid.share(cell, what) for what in columns(exercise)]
            rows.append((levels, [percent(one.share, one.low, one.high) for one in shares]))
        told = [f"{own.line(f'lever.{name}.label')}: {_level(exercise.lever(name), fixed, own)}" for name in fixed]
        found.append((" · ".join(told), rows))
    return found


def varied(exercise: Exercise) -> tuple[Lever, ...]:
    """The levers that have a column of their own: the first one, or all where points are split."""
    return exercise.levers if exercise.total_points else exercise.levers[:1]


def grouped(exercise: Exercise) -> list[dict[str, Any]]:
    """All cells, those together that differ only in the first lever."""
    cells = list(exercise.cells())
    if exercise.total_points:
        return cells
    return sorted(cells, key=lambda cell: [lever.levels.index(cell[lever.name]) for lever in reversed(exercise.levers)])


def common(exercise: Exercise, cell: Cell) -> dict[str, Any]:
    """The levers that cells have in common which stand together in the table."""
    return {lever.name: cell[lever.name] for lever in exercise.levers if lever not in varied(exercise)}


def _first(grid: Grid, words: Words) -> list[tuple[str, str, str]]:
    """What is seen before the prediction: the main measure and the outcomes of the first cell."""
    found = []
    for what in dict.fromkeys((grid.exercise.main, *grid.exercise.shown[:5])):
        share = grid.share(grid.exercise.start, what)
        found.append((label(what, words), percent(share.share, share.low, share.high), f"{100 * share.share:.0f}"))
    return found


def _samples(grid: Grid, words: Words) -> dict[str, Any] | None:
    """The main measure in ten worlds after the other, in the first setting and in that of the change."""
    exercise = grid.exercise
    if not exercise.samples:
        return None
    size, what = exercise.samples[1], exercise.main
    batches = min(exercise.worlds // size, BATCHES)
    found = []
    for name, cell in (("before", exercise.start), ("after", exercise.change)):
        flags = grid.flags(cell, what)[: size * batches].reshape(batches, size)
        found.append((words[f"handout.{name}"], [int(count) for count in np.count_nonzero(flags, axis=1)]))
    title = worded(words, "handout.samples", what=label(what, words), size=size)
    return {"title": title, "rows": found, "heads": [f"{n * size + 1}–{(n + 1) * size}" for n in range(batches)]}


def _lever(lever: Lever, own: Words, words: Words) -> dict[str, Any]:
    """A lever with its meaning and, where points are split, what its levels cost."""
    costs = ""
    if lever.points:
        pairs = ", ".join(f"{cost}: {level}" for level, cost in zip(lever.levels, lever.points, strict=True))
        costs = worded(words, "handout.costs", pairs=pairs)
    name = f"lever.{lever.name}"
    return {"label": own.line(f"{name}.label"), "meaning": own.line(f"{name}.meaning"), "costs": costs}


def _level(lever: Lever, cell: Cell, own: Words) -> str:
    """A level as the table says it."""
    value = cell[lever.name]
    if not lever.numeric:
        return own.line(f"lever.{lever.name}.level.{value}")
    return f"+{value}" if lever.adds and value else str(value)


def _finding(finding: Finding, exercise: Exercise, own: Words) -> dict[str, Any]:
    """A question, with its options or its levels to tick."""
    name = f"finding.{finding.name}"
    options: Sequence[str] = [own.line(f"{name}.option.{option}") for option in finding.options]
    if finding.lever:
        lever = exercise.lever(finding.lever)
        options = [_level(lever, {lever.name: level}, own) for level in lever.levels]
    return {
        "question": own.line(f"{name}.question"),
        "options": options,
        "setting": not options,
        "short": bool(finding.lever),
    }


def _sayer(words: Words) -> Any:
    """What gives a template the words of the interface."""
    return lambda name, **values: worded(words, f"handout.{name}", **values)
