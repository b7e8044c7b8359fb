"""What a report is about: settings that were played, or one sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.common.asked import path
from sim.common.errors import InputError
from sim.common.room import refuse_rows
from sim.parameters import Parameters, load
from sim.studies.runs import is_run, open_run
from sim.studies.study import Study, simulate
from sim.studies.sweeps import open_study
from sim.studies.sweeps.study import SweepStudy

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Subject:
    """One setting that was played.

    Attributes
    ----------
    study : Study
    before : Study or None
        The same worlds without the policies and changes; None if there are none.
    """

    study: Study
    before: Study | None

    @property
    def parameters(self) -> Parameters:
        """The assumptions."""
        return self.study.parameters


@dataclass(frozen=True)
class Size:
    """How many worlds are played of what has not been played yet, and with which luck."""

    worlds: int
    seed: int
    progress: Progress | None = None


def subjects_of(
    given: object, policies: Iterable[str], changes: Mapping[str, Any], size: Size
) -> tuple[Subject, ...] | SweepStudy:
    """Find out what a report is about, and play what has not been played yet.

    Parameters
    ----------
    given : object
        A worldview by name, a folder of `run` or of `sweep`, a `Study`, a `SweepStudy`, `Parameters`, or a sequence of
        these; a sweep stands alone.
    policies : iterable of str
        Laid over every worldview that is given by its name.
    changes : mapping
        Laid over the policies.
    size : Size

    Returns
    -------
    tuple of Subject, or SweepStudy

    Raises
    ------
    InputError
        If something does not exist, cannot be reported on, or stands beside what it cannot stand beside.
    """
    listed = list(given) if isinstance(given, list | tuple) else [given]
    if not listed:
        raise InputError("there is nothing to report on; give a worldview, a study, or a folder of `run` or `sweep`")
    found = [_opened(one, tuple(policies), changes) for one in listed]
    sweeps = [one for one in found if isinstance(one, SweepStudy)]
    if sweeps and len(found) > 1:
        raise InputError("a report tells one sweep, or several runs; give the sweep alone")
    if sweeps:
        return sweeps[0]
    settings = [one for one in found if not isinstance(one, SweepStudy)]
    _refuse_twins(settings)
    return _played(settings, size)


def _opened(one: object, policies: tuple[str, ...], changes: Mapping[str, Any]) -> Parameters | Study | SweepStudy:
    """What was given by name, loaded; the rest as it is."""
    if isinstance(one, str) and not one.strip():
        raise InputError("an empty name; give a worldview, or a folder of `run` or `sweep`")
    folder = path("subject", one) if isinstance(one, str | Path) else None
    if folder is None or not folder.is_dir():
        if isinstance(one, str) and Path(one).name == one:
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


def _refuse_twins(settings: list[Parameters | Study]) -> None:
    hashes = [(one.parameters if isinstance(one, Study) else one).hash for one in settings]
    if len(set(hashes)) < len(hashes):
        raise InputError("the same assumptions are given twice; give each setting once")


def _played(settings: list[Parameters | Study], size: Size) -> tuple[Subject, ...]:
    """Play what has not been played yet: the settings themselves, and each without what was added to it."""
    bare: list[Parameters | None] = []
    for one in settings:
        parameters = one.parameters if isinstance(one, Study) else one
        added = bool(parameters.policies or parameters.changes or parameters.user_bindings)
        bare.append(load(parameters.worldview) if added else None)
    total = _worlds_to_play(settings, bare, size)
    refuse_rows(total, f"a report that plays {total:,} worlds")
    player = _Player(size, total)
    subjects = []
    for one, without in zip(settings, bare, strict=True):
        study = one if isinstance(one, Study) else player.play(one, size.worlds, size.seed)
        before = None if without is None else player.play(without, study.worlds, study.seed)
        subjects.append(Subject(study, before))
    return tuple(subjects)


def _worlds_to_play(settings: list[Parameters | Study], bare: list[Parameters | None], size: Size) -> int:
    worlds = [one.worlds if isinstance(one, Study) else size.worlds for one in settings]
    fresh = sum(number for one, number in zip(settings, worlds, strict=True) if not isinstance(one, Study))
    return fresh + sum(number for without, number in zip(bare, worlds, strict=True) if without is not None)


class _Player:
    """Plays one setting after the other and tells how far all of them together have come."""

    def __init__(self, size: Size, total: int) -> None:
        self._tell, self._total, self._done = size.progress, total, 0

    def play(self, parameters: Parameters, worlds: int, seed: int) -> Study:
        start = self._done

        def progress(done: int, _: int) -> None:
            self._done = start + done
            if self._tell is not None:
                self._tell(self._done, self._total)

        return simulate(parameters, worlds=worlds, seed=seed, progress=progress)
