"""Where the results of a run go, and what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.parameters.own import is_file
from sim.parameters.wording import counted, enumeration

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

RESULTS = Path("results")
ANSWERS, TEACHING = RESULTS / "answers", RESULTS / "teaching"
"""Where a student's own file goes, and what is made for teachers: apart from the pages that students are given."""
USUAL_WORLDS, USUAL_SEED = 10_000, 1
LONGEST_NAME = 100
"""Longer folder names are abbreviated; file systems allow 255 bytes."""
MOST_STRANGERS = 3
"""So many files that lie in a folder already are named; the others are counted."""


class Place(click.Path):
    """A path on the command line; an empty one, as an unset variable of a shell gives, is refused."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; an empty text is refused."""
        if value == "":
            self.fail("the path is empty; name a place, or . for the folder you are in", param, ctx)
        return super().convert(value, param, ctx)


def default_folder(
    setting: sim.Parameters,
    worlds: int = USUAL_WORLDS,
    seed: int = USUAL_SEED,
    name: str = "",
    usual: int = USUAL_WORLDS,
) -> Path:
    """Where results go if nothing is said: other assumptions, sizes and seeds do not overwrite each other.

    The folder has the name of the worldview, or another `name`; it tells worlds and seed where they are not the usual ones.
    """
    first = name or setting.worldview
    size = [] if worlds == usual else [f"{worlds}-world{'' if worlds == 1 else 's'}"]
    size += [] if seed == USUAL_SEED else [f"seed-{seed}"]
    short = setting.hash[:8]
    parts = [first, *setting.policies, *([f"set-{short}"] if setting.changes else [])]
    parts += [f"own-{short}"] if setting.own_files else []
    if len("+".join([*parts, *size])) > LONGEST_NAME:
        parts = [first, f"{len(setting.policies)}-policies-{short}"]
    return RESULTS / "+".join([*parts, *size])


def beside(subjects: Sequence[str], name: str) -> Path:
    """Where a picture or a page goes if nothing is said: into the folder it is made from, or into `results`."""
    if len(subjects) == 1 and Path(subjects[0]).is_dir():
        return Path(subjects[0]) / name
    return RESULTS / "+".join(Path(subject).stem if is_file(subject) else subject for subject in subjects) / name


def opened(folder: Path) -> SweepStudy | sim.Study:
    """The study in a folder, of many settings or of one."""
    from sim.studies.runs import is_run
    from sim.studies.sweeps import open_study

    return sim.open_run(folder) if is_run(folder) else open_study(folder)


def run_before(folder: Path, chosen: bool) -> Mapping[str, Any] | None:
    """What the manifest of the run says that lies in a folder already; None if there is no run.

    Refuse files in the way that do not belong to a run. In a folder that the user has not `chosen`, tables and pictures are
    this program's own.
    """
    from sim.studies.runs import FILES, MANIFEST, told_by_run

    told = told_by_run(folder)
    if told is not None:
        return told
    in_the_way = [name for name in FILES if (folder / name).exists() and (chosen or name == MANIFEST)]
    if in_the_way:
        raise sim.InputError(
            f"{folder} holds {enumeration(in_the_way)}, which no run wrote; choose another folder with --out, "
            "or move what is there"
        )
    return None


def strangers(folder: Path, written: Sequence[str]) -> str | None:
    """Say which other files a folder holds beside those that were `written`; None if there are none. Hidden files do not count."""
    others = sorted(
        one.name
        for one in folder.iterdir()
        if one.is_file() and one.name not in written and not one.name.startswith(".")
    )
    if not others:
        return None
    more = len(others) - MOST_STRANGERS
    named = [*others[:MOST_STRANGERS], *([f"{more} more"] if more > 0 else [])]
    return f"Warning: {folder} also holds files that this command did not write: {enumeration(named)}."


def replaced(before: Mapping[str, Any] | None, intact: bool, now: Mapping[str, Any], folder: Path) -> str | None:
    """Say which other run was in the folder before the one of `now`, by its manifest; None if none, or the same.

    If that manifest was not `intact`, nothing is quoted from it.
    """
    from sim.studies.runs import MARKS

    if before is None or all(before[mark] == now[mark] for mark in MARKS):
        return None
    if not intact:
        return f"Replaced the damaged run that was in {folder}."
    policies = list(map(str, before["policies"]))
    additions = f" with {enumeration(policies)}" if policies else ""
    size = f"{counted(before['worlds'], 'world')}, seed {before['seed']}"
    return f"Replaced the run that was in {folder}: {before['worldview']}{additions}, {size}."
