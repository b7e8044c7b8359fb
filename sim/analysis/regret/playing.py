"""Play what is asked, every cell in the same worlds; go on where a run was interrupted; read what is there already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.playing import Bench
from sim.analysis.regret.kept import NOT_COMPLETE, held_by_all, refuse_unfit
from sim.analysis.regret.question import Question, laid_over
from sim.common.errors import InputError
from sim.common.version import __version__
from sim.parameters import Parameters
from sim.parameters.names import value_of
from sim.parameters.vocabulary import BASELINE
from sim.studies.shares.fates import MISSING, Codes
from sim.studies.sweeps import open_study
from sim.studies.sweeps.axes import JOINED_BY, NONE, POLICY, WORLDVIEW
from sim.studies.sweeps.design import table
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.manifest import OtherStudyError
from sim.studies.sweeps.running import sweep
from sim.studies.sweeps.store import holds_study
from sim.studies.sweeps.study import SweepStudy

Progress = Callable[[int, int], None]


def played(question: Question, folder: Path | None, workers: int | None, progress: Progress | None) -> Codes:
    """How each world ended in each cell that holds values of its own; in the order of `Question.place`.

    In a folder a run that was interrupted goes on, and what is there already is not played again.
    """
    if folder is None:
        with Bench(workers, progress) as bench:
            study = bench.play(design_of(question), question.worlds, question.seed)
    elif (there := _there(folder, question)) is not None:
        return _fates(*there)
    else:
        study = _kept(folder, question, workers, progress)
    return _fates(study, study.counts["cell"].tolist()[: len(np.unique(question.place))])


def _kept(folder: Path, question: Question, workers: int | None, progress: Progress | None) -> SweepStudy:
    """Play what is missing in a folder."""

    def tell(now: Any) -> None:
        if progress is not None:
            progress(now.done, now.total)

    there = open_study(folder) if holds_study(folder) else None
    wanted = design_of(question, there), question.worlds, question.seed, folder, workers
    rows = there is not None and there.manifest.rows
    try:
        return sweep(*wanted, rows=rows, out_of_range=True, extend=True, progress=tell)
    except OtherStudyError as error:
        raise OtherStudyError(f"the worlds kept in {folder} cannot be gone on with: {error}") from error


def design_of(question: Question, there: SweepStudy | None = None) -> Design:
    """A design of the cells that hold values of their own, each once, and behind them all cells of a study that is there.

    So that study can grow by what it lacks, whatever the order of its axes.
    """
    places = np.unique(question.place)
    size = len(question.policies)
    cells: dict[str, Any] = {
        WORLDVIEW: [question.worldviews[place // size] for place in places],
        POLICY: [question.policies[place % size] for place in places],
    }
    cells |= {name: [value] * len(places) for name, value in question.changes.items()}
    if there is not None and set(there.manifest.axes) == cells.keys():
        cells = {axis: [*cells[axis], *there.columns[axis].tolist()] for axis in there.manifest.axes}
    return table(pd.DataFrame(cells))


def fates_in(study: SweepStudy, question: Question) -> Codes:
    """How each world ended in each cell that is asked for, as `played` gives it.

    `InputError` if the study lacks a cell, or was played under parameters that have changed since.
    """
    refuse_unfit(study)
    known = _known(study)
    if isinstance(known, str):
        raise InputError(f"the parameters have changed since this study was played ({known}); play it again")
    wanted = _wanted(question)
    for one in wanted:
        if one.hash not in known:
            policy = value_of(POLICY, JOINED_BY.join(one.policies))
            raise InputError(
                f"the study holds no cell of {value_of(WORLDVIEW, one.worldview)} with {policy}, and nothing is played "
                "here; name policies and worldviews of which it holds every combination"
            )
    return _fates(study, [known[one.hash] for one in wanted])


def _there(folder: Path, question: Question) -> tuple[SweepStudy, list[int]] | None:
    """The study in a folder with the cells that are asked for, if it holds all of them; None if some must be played."""
    if not holds_study(folder):
        return None
    study = open_study(folder)
    told = study.manifest
    same = (told.worlds, told.seed, told.independent, told.until) == (question.worlds, question.seed, False, None)
    known = _known(study) if same and told.version == __version__ and study.complete else ""
    wanted = _wanted(question)
    if isinstance(known, str) or not {one.hash for one in wanted} <= known.keys():
        return None
    return study, [known[one.hash] for one in wanted]


def _wanted(question: Question) -> list[Parameters]:
    """The parameters of the cells that hold values of their own."""
    flat = [one for row in question.settings for one in row]
    return [flat[place] for place in np.unique(question.place)]


def _fates(study: SweepStudy, cells: list[int]) -> Codes:
    fates = study.store.fates(sorted(set(cells)))
    found: NDArray[np.uint8] = np.stack([fates[cell] for cell in cells])
    if (found == MISSING).any():
        raise InputError(f"the study {NOT_COMPLETE}")
    return found


def _known(study: SweepStudy) -> dict[str, int] | str:
    """For each way to set all parameters the first cell that is set so.

    Instead the name of a worldview with policies if its parameters are not those of today.
    """
    saved = study.manifest.parameters
    words = [(one["worldview"], JOINED_BY.join(one["policies"]) or NONE) for one in saved]
    now = dict(zip(words, laid_over(words, {}), strict=True))
    for word, one in zip(words, saved, strict=True):
        if now[word].hash != one["hash"]:
            return ", ".join(word)
    size, changes = study.manifest.cells, held_by_all(study)
    axes = (study.columns.get(name, np.full(size, usual)) for name, usual in ((WORLDVIEW, BASELINE), (POLICY, NONE)))
    cells = [now[str(name), str(word)] for name, word in zip(*axes, strict=True)]
    hashes = [one.replace(changes).hash if changes else one.hash for one in cells]
    return {found: cell for cell, found in reversed(list(enumerate(hashes)))}
