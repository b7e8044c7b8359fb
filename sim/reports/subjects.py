"""What a report is about: settings that were played, or one sweep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.common.asked import path
from sim.common.errors import InputError
from sim.common.room import refuse_rows
from sim.parameters import Parameters, load
from sim.parameters.own import is_setting
from sim.studies.runs import is_run, open_run
from sim.studies.study import Study, simulate
from sim.studies.sweeps import open_study
from sim.studies.sweeps.study import SweepStudy

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Subject:
    """One setting that was played, and the same worlds without the policies and changes; None if there are none."""

    study: Study
    before: Study | None

    @property
    def parameters(self) -> Parameters:
        """The assumptions."""
        return self.study.parameters


def subjects_of(
    given: object,
    policies: tuple[str, ...],
    changes: Mapping[str, Any],
    worlds: int,
    seed: int,
    progress: Progress | None = None,
) -> list[Subject] | SweepStudy:
    """Find out what a report is about, and play what has not been played yet.

    It is a worldview by name (under the policies and changes), a folder of `run` or of `sweep`, a `Study`,
    `Parameters`, or a sequence of these; a sweep stands alone. An `InputError` says what does not exist, cannot be
    reported on, or stands beside what it cannot stand beside.
    """
    listed = list(given) if isinstance(given, list | tuple) else [given]
    if not listed:
        raise InputError("there is nothing to report on; give a worldview, a study, or a folder of `run` or `sweep`")
    found = [_opened(one, policies, changes) for one in listed]
    settings = [one for one in found if not isinstance(one, SweepStudy)]
    for one in found:
        if isinstance(one, SweepStudy):
            if len(found) > 1:
                raise InputError("a report tells one sweep, or several runs; give the sweep alone")
            return one
    hashes = {_parameters(one).hash for one in settings}
    if len(hashes) < len(settings):
        raise InputError("the same assumptions are given twice; give each setting once")
    return _played(settings, worlds, seed, progress)


def _parameters(one: Parameters | Study) -> Parameters:
    return one if isinstance(one, Parameters) else one.parameters


def _opened(one: object, policies: tuple[str, ...], changes: Mapping[str, Any]) -> Parameters | Study | SweepStudy:
    """What was given by name, loaded; the rest as it is."""
    if isinstance(one, str) and not one.strip():
        raise InputError("an empty name; give a worldview, or a folder of `run` or `sweep`")
    folder = path("subject", one) if isinstance(one, str | Path) else None
    if folder is None or not folder.is_dir():
        if isinstance(one, str | Path) and is_setting(one):
            return load(one, policies=policies, changes=changes)
        if folder is not None:
            raise InputError(f"there is no folder {folder}; give a folder of `run` or `sweep`, or a worldview")
    if policies or changes:
        raise InputError(f"policies and changes go with the name of a worldview; {_called(one)} has its own already")
    if folder is not None:
        return open_run(folder) if is_run(folder) else open_study(folder)
    if isinstance(one, Parameters | Study | SweepStudy):
        return one
    raise InputError(f"cannot report on {_called(one)}; give a worldview, a study, or a folder of `run` or `sweep`")


def _called(one: object) -> str:
    return str(one) if isinstance(one, str | Path) else f"a {type(one).__name__}"


def _played(settings: list[Parameters | Study], worlds: int, seed: int, progress: Progress | None) -> list[Subject]:
    """Play what has not been played yet: the settings themselves, and each without what was added to it."""
    bare = [_without_additions(_parameters(one)) for one in settings]
    to_play = [worlds for one in settings if isinstance(one, Parameters)]
    to_play += [
        one.worlds if isinstance(one, Study) else worlds
        for one, without in zip(settings, bare, strict=True)
        if without is not None
    ]
    total, played = sum(to_play), 0
    refuse_rows(total, f"a report that plays {total:,} worlds")

    def play(parameters: Parameters, worlds: int, seed: int) -> Study:
        nonlocal played
        before = played
        tell = None if progress is None else lambda done, _: progress(before + done, total)
        played += worlds
        return simulate(parameters, worlds=worlds, seed=seed, progress=tell)

    subjects = []
    for one, without in zip(settings, bare, strict=True):
        study = one if isinstance(one, Study) else play(one, worlds, seed)
        subjects.append(Subject(study, None if without is None else play(without, study.worlds, study.seed)))
    return subjects


def _without_additions(parameters: Parameters) -> Parameters | None:
    """The worldview alone; None if nothing was added to it."""
    added = parameters.policies or parameters.changes or parameters.user_bindings
    return parameters.without_additions() if added else None
