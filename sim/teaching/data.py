"""All that a page, a notebook or a handout needs of an exercise, as plain values; keys and the guide are not part of it."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from sim.common.version import __version__
from sim.parameters.baseline import read_baseline
from sim.parameters.catalogue import sources, who_differs
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import article_name, number
from sim.studies.histories import tell
from sim.teaching.exercise import Exercise, Lever, Reference, Told
from sim.teaching.figures import figures
from sim.teaching.grid import Grid
from sim.teaching.words import ENGLISH, exercise_words, interface_words, markdown

FORMAT = 1


def data_of(grid: Grid, language: str = ENGLISH) -> dict[str, Any]:
    """Everything of an exercise that a student sees, for JSON."""
    exercise = grid.exercise
    words = exercise_words(exercise, language).with_figures(figures(grid))
    return {
        "format": FORMAT,
        "language": language,
        "version": __version__,
        "seed": grid.seed,
        "exercise": described(exercise),
        "outcomes": list(OUTCOMES),
        "texts": {name: markdown(words[name]) for name in words.texts},
        "words": dict(interface_words(language).texts),
        "cells": {label: base64.b64encode(codes.tobytes()).decode() for label, codes in grid.codes.items()},
        "hashes": grid.hashes,
        "told": {name: told_pair(grid, told) for name, told in exercise.told.items()},
    }


def described(exercise: Exercise) -> dict[str, Any]:
    """What an exercise is, without its words."""
    return {
        "name": exercise.name,
        "number": exercise.number,
        "capstone": exercise.capstone,
        "version": exercise.version,
        "worlds": exercise.worlds,
        "own": exercise.own,
        "samples": list(exercise.samples),
        "measures": list(exercise.measures),
        "main": exercise.main,
        "points": exercise.total_points,
        "levers": [described_lever(lever) for lever in exercise.levers],
        "start": exercise.start,
        "change": exercise.full(exercise.change),
        "options": list(exercise.options),
        "findings": [
            {"name": one.name, "kind": one.kind, "options": list(one.options), "lever": one.lever}
            for one in exercise.findings
        ],
        "claim": cited(exercise.claim),
        "rival": cited(exercise.rival),
        "readings": [cited(reading) for reading in exercise.readings],
    }


def described_lever(lever: Lever) -> dict[str, Any]:
    """A lever with its levels, and what each of its parameters means and who says so."""
    return {
        "name": lever.name,
        "levels": list(lever.levels),
        "numeric": lever.numeric,
        "adds": lever.adds,
        "points": list(lever.points),
        "parameters": [described_parameter(name) for name in lever.parameters],
    }


def described_parameter(name: str) -> dict[str, Any]:
    """A parameter in words: its meaning, plausible range and value in the baseline, and which articles hold another."""
    entry = read_baseline().entries[name]
    return {
        "id": name,
        "label": entry.label,
        "description": entry.description,
        "range": None if entry.range is None else [number(end) for end in entry.range],
        "baseline": number(entry.value),
        "reading": entry.reading,
        "who": [
            {
                "author": article_name(difference.name),
                "value": number(difference.value),
                "reading": difference.reading,
                "cited": "; ".join(map(str, difference.sources)),
            }
            for difference in who_differs(name)
            if difference.kind == "worldview"
        ],
    }


def cited(reference: Reference) -> dict[str, Any]:
    """A source by the name of its author, with its paragraphs and its title."""
    source = sources()[reference.key]
    paragraphs = ", ".join(map(str, reference.paragraphs))
    name = article_name(reference.key) if reference.paragraphs else f"{source.author} ({source.year})"
    return {
        "key": reference.key,
        "name": name,
        "paragraphs": paragraphs,
        "said": f"{name} ¶{paragraphs}" if paragraphs else name,
        "title": source.title,
    }


def told_pair(grid: Grid, told: Told) -> dict[str, Any] | None:
    """The first world in which something happened in one setting and not in the other, told in both; None if there is none."""
    exercise = grid.exercise
    apart = grid.flags(told.before, told.measure) & ~grid.flags(told.after, told.measure)
    if not apart.any():
        return None
    world = int(np.argmax(apart))
    cells = {side: exercise.full(part) for side, part in (("before", told.before), ("after", told.after))}
    return {
        "world": world,
        "measure": told.measure,
        **{side: {"cell": cell, "text": brief(exercise, cell, world, grid.seed)} for side, cell in cells.items()},
    }


def brief(exercise: Exercise, cell: dict[str, Any], world: int, seed: int) -> str:
    """A history in short, as the page shows it."""
    return tell(exercise.parameters(cell), world, seed).brief()
