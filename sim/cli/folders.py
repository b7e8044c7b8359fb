"""What lies in a folder that somebody named, and which commands read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sim.common.system import shown
from sim.parameters.wording import enumeration

RUN, SWEEP, ANSWER, NOTHING = "run", "sweep", "answer", ""
"""What a folder can hold."""

READ_BY = {
    RUN: ("study", "chart", "report", "compare"),
    SWEEP: ("study", "chart", "report", "compare", "sensitivity", "discover", "disagree", "regret"),
}
"""The commands that read such a folder."""

OF_WORLDVIEWS = ("tell", "time", "tipping", "run", "worldviews")
"""Commands that take the worldview that a run was made with."""

MOST_NAMED = 3
USUAL_PLACE = Path("results")
LARGEST_ANSWER = 50_000_000
"""Bytes of an answer that is looked into to say which command gave it."""


def kind_of(folder: Path) -> str:
    """What a folder holds: a run, a sweep, the answer of a command, or nothing that was made here."""
    from sim.studies.runs import is_run

    if is_run(folder):
        return RUN
    if (folder / "cells.parquet").exists() or (folder / "counts").is_dir():
        return SWEEP
    return ANSWER if (folder / "answer.json").exists() else NOTHING


def what_reads(folder: Path, command: str = "") -> str:
    """What a folder holds and which commands read it, as the end of a message; `command` does not, but may take its worldview."""
    name, kind = shown(folder), kind_of(folder)
    if kind == ANSWER:
        asked = _told(folder / "answer.json").get("kind")
        return f"{name} holds an answer{f' of `{asked}`' if asked else ''}: look at its pictures and tables, or read answer.json"
    if kind == NOTHING:
        inside = [shown(one) for one in _results(folder)]
        return (
            f"{name} holds folders of results: {_some(inside)}" if inside else f"neither `run` nor `sweep` wrote {name}"
        )
    also = ", `sensitivity` and `discover` ask it" if kind == SWEEP else ""
    reading = f"`python -m sim study {name}` shows it, `chart` draws it, `report` puts it on a page{also}"
    made = _told(folder / "manifest.json").get("worldview") if kind == RUN else None
    again = f"; `python -m sim {command} {made}` takes its worldview" if made and command in OF_WORLDVIEWS else ""
    return f"{name} is a folder of `{kind}`: {reading}{again}"


def nearest_folders(name: str) -> str:
    """The folders of results that look most like one that is not there, as the end of a message; nothing if none does."""
    known = [one.as_posix() for one in _results(USUAL_PLACE)]
    ends = [one for one in known if Path(one).name == Path(name).name]
    found = list(dict.fromkeys([*ends, *get_close_matches(name, known, MOST_NAMED, 0.5)]))[:MOST_NAMED]
    return f"nearest: {', '.join(map(shown, found))}" if found else ""


def _results(place: Path) -> Iterator[Path]:
    """The folders of results right within a folder, by name."""
    with suppress(OSError):
        yield from sorted(one for one in place.iterdir() if one.is_dir() and kind_of(one))


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return enumeration([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _told(file: Path) -> dict[str, Any]:
    """What a file of JSON says; nothing if it cannot be read."""
    with suppress(OSError, ValueError):
        if file.stat().st_size <= LARGEST_ANSWER:
            told = json.loads(file.read_text(encoding="utf-8"))
            return told if isinstance(told, dict) else {}
    return {}
