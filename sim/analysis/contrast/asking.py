"""Compare any two settings on the same worlds: the public way in."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from sim.analysis.contrast.answer import Contrast, contrast_of
from sim.analysis.contrast.cells import checked_cells, studies_of_cells
from sim.analysis.contrast.playing import Progress, Stage
from sim.common.asked import DEFAULT_SEED, asked, function, optional, several, whole
from sim.common.errors import InputError, said
from sim.parameters.own import refuse_same_labels
from sim.parameters.parameters import Parameters, load
from sim.parameters.wording import whole as in_words
from sim.studies.study import Study
from sim.studies.sweeps.cells import parameters_of_cell
from sim.studies.sweeps.study import SweepStudy

USUAL_WORLDS = 10_000
NEEDED = ("world", "outcome", "war_timing", "war_cause", "first_signed_quarter", "signed_quarter", "challenges",
          "general_deterrence", "immediate_deterrence", "answered", "tested", "stood_down")  # fmt: skip
"""Columns that the table of a study must have."""
EXPECTED = "the name of a worldview, parameters as load() returns them, or a study as simulate() returns it"
AS_SWEPT = "a sweep is compared cell by cell: give it alone, with cells=(FIRST, SECOND)"

Given = Study | Parameters | SweepStudy | str


@asked(
    worlds=optional(whole(1)),
    seed=optional(whole()),
    workers=optional(whole(1)),
    progress=optional(function),
    cells=several(whole(), "two numbers of cells"),
)
def compare(
    one: Given,
    other: Given | None = None,
    worlds: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    cells: Sequence[int] = (),
) -> Contrast:
    """Compare two settings on the same worlds: what changes, in which worlds, and where their histories part.

    World 17 of the one has the same random draws as world 17 of the other. So a difference rests on the worlds that end
    differently, and is surer than the two shares (Newcombe 1998; McNemar 1947). Every difference is the second setting less
    the first.

    Parameters
    ----------
    one : str, Parameters, Study or SweepStudy
        The first setting. Studies are used as they are.
    other : str, Parameters or Study, optional
        The second setting. If omitted, `one` is the second, and the first is its worldview without policies and changes.
    worlds, seed : int, optional
        How many worlds are played of either setting, and with which luck: those of a study if one is given, else 10,000
        worlds with seed 1.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.
    cells : pair of int, optional
        If `one` is a sweep: the numbers of two of its cells, as in `study.counts`.

    Returns
    -------
    Contrast
        Its `differences`, `crossed`, `causes`, `deterrence` and `flipped` are data frames; `flips` holds the histories of
        three worlds that end differently. In them `one` is the first setting, `other` the second.

    Raises
    ------
    InputError
        If both settings are the same, two studies do not have the same worlds, or something does not exist.

    Examples
    --------
    >>> from sim import compare, load
    >>> found = compare(load("ratelle2025", policies="western_guarantee"), worlds=20)
    >>> found.finding.sentence
    'Ratelle 2025 without and with western guarantee: ...'
    >>> len(found.crossed)
    25
    """
    words: tuple[str, ...] = ()
    if isinstance(one, SweepStudy) and one.path is not None:
        words = (str(one.path), *(word for cell in cells for word in ("--cell", str(cell))))
    with Stage(workers) as stage:
        first, second = two_studies(stage, one, other, worlds, seed, progress, cells)
        return contrast_of(first, second, words, stage)


def two_studies(
    stage: Stage,
    one: Given,
    other: Given | None,
    worlds: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    cells: Sequence[int] = (),
) -> tuple[Study, Study]:
    """The first and the second setting, given as `compare` takes them, as studies; what is not played yet is played."""
    if isinstance(one, SweepStudy) or cells:
        return _of_cells(stage, one, other, cells, (worlds, seed), progress)
    pair = [_without(one), _given(one)] if other is None else [_given(one), _given(other)]
    settings = [each if isinstance(each, Parameters) else each.parameters for each in pair]
    _refuse_equal(*settings)
    refuse_same_labels([one.worldview for one in settings])
    refuse_same_labels([name for one in settings for name in one.policies])
    kept = [each for each in pair if isinstance(each, Study)]
    size, luck = _worlds_of(kept, worlds, seed)
    for setting in settings:
        _refuse_other_lengths(setting, size)
    to_play = [each for each in pair if isinstance(each, Parameters)]
    played = iter(stage.studies(to_play, size, luck, progress) if to_play else [])
    first, second = (each if isinstance(each, Study) else next(played) for each in pair)
    return first, second


def _of_cells(
    stage: Stage,
    one: Given,
    other: Given | None,
    cells: Sequence[int],
    asked_for: tuple[int | None, int | None],
    progress: Progress | None,
) -> tuple[Study, Study]:
    """Two cells of one sweep."""
    if not isinstance(one, SweepStudy):
        raise InputError(
            f"cells belong to a sweep, and {_called(one)} is none; give what sweep() or open_study() returns"
        )
    if other is not None:
        raise InputError(
            "cells of different studies cannot be compared: give one sweep alone, with the numbers of two of its cells"
        )
    if asked_for != (None, None):
        raise InputError("the cells of a sweep have worlds and a seed already; leave out worlds and seed")
    settings = [parameters_of_cell(one.columns, cell, one.manifest.files) for cell in checked_cells(one, cells)]
    _refuse_equal(*settings)
    first, second = studies_of_cells(one, cells, stage, progress)
    return first, second


def _given(one: object) -> Parameters | Study:
    """A setting, loaded if it is given by name."""
    if isinstance(one, SweepStudy):
        raise InputError(AS_SWEPT)
    if isinstance(one, str | os.PathLike):
        return load(one)
    if isinstance(one, Study):
        missing = [name for name in NEEDED if name not in one.table]
        if missing:
            raise InputError(f"the table of the study has no column '{missing[0]}'; play it again with simulate()")
        return one
    if isinstance(one, Parameters):
        return one
    raise InputError(f"cannot compare {said(one)}; give {EXPECTED}")


def _called(one: object) -> str:
    return f"'{one}'" if isinstance(one, str) else f"a {type(one).__name__}"


def _without(one: object) -> Parameters:
    """The worldview of a setting alone; `InputError` if nothing was added to it."""
    given = _given(one)
    parameters = given if isinstance(given, Parameters) else given.parameters
    if not (parameters.policies or parameters.changes or parameters.user_bindings):
        raise InputError(
            f"there is nothing to compare {parameters.worldview} with; give a second setting, or lay a policy or a change over it"
        )
    return parameters.without_additions()


def _refuse_equal(one: Parameters, other: Parameters) -> None:
    """Raise `InputError` if two settings have the same values and fixed choices, whatever they are called."""
    if one.hash == other.hash:
        names = " and ".join(dict.fromkeys(_named(each) for each in (one, other)))
        raise InputError(
            f"both settings have the same values and fixed choices ({names}), so that no world can differ; change one of them"
        )


def _named(one: Parameters) -> str:
    return " with ".join(filter(None, [one.worldview, ", ".join(one.policies)]))


def _worlds_of(studies: Sequence[Study], worlds: int | None, seed: int | None) -> tuple[int, int]:
    """How many worlds are compared, and with which seed; `InputError` if studies disagree with each other or with what was asked."""
    if not studies:
        return USUAL_WORLDS if worlds is None else worlds, DEFAULT_SEED if seed is None else seed
    first = studies[0]
    sizes = [in_words(one.worlds) for one in studies]
    for what, values in (("seed", [str(one.seed) for one in studies]), ("number of worlds", sizes)):
        if len(set(values)) > 1:
            raise InputError(
                f"the two studies do not have the same {what} ({' and '.join(values)}), so that their worlds are not the same "
                "ones; play one of them again with the seed and number of worlds of the other"
            )
    for what, asked_for, there in (("worlds", worlds, first.worlds), ("seed", seed, first.seed)):
        if asked_for is not None and asked_for != there:
            raise InputError(
                f"the study was played with {what}={there}, and {what}={asked_for} is asked for; leave out {what}, or play "
                "the study again"
            )
    if any(not np.array_equal(one.table["world"], np.arange(one.worlds)) for one in studies):
        raise InputError("the table of a study does not hold its worlds in their order; play it again with simulate()")
    return first.worlds, first.seed


def _refuse_other_lengths(setting: Parameters, worlds: int) -> None:
    """Raise `InputError` if values that differ between worlds are for another number of them."""
    for name, value in setting.changes.items():
        if isinstance(value, np.ndarray) and len(value) != worlds:
            raise InputError(
                f"{name} has values for {in_words(len(value))} worlds, but {in_words(worlds)} are asked for"
            )
