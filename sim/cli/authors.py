"""`python -m sim run` without a name: the five authors and the reference setting side by side."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sim
from sim.analysis.authors import USUAL_WORLDS
from sim.cli.answers import kept
from sim.cli.options import load_setting, parse_changes
from sim.cli.places import default_folder
from sim.cli.tables import fields, headed, paragraph
from sim.cli.words import note, program, say, shown_progress
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import INTERVALS

if TYPE_CHECKING:
    from sim.analysis.authors.answer import Authors

NAME = "five_authors"
SETTINGS = 6
"""The five authors and the reference setting."""
POINT = "- "
SHORT_HASH = 8


def run_all(
    policies: Sequence[str],
    changes: Sequence[str],
    worlds: int | None,
    seed: int,
    workers: int | None,
    out: Path | None,
    page: Path | None,
    as_json: bool,
    no_files: bool,
) -> None:
    """Play all of them, say what came out, and keep it in a folder of `sweep` unless nothing is to be written."""
    size = worlds or USUAL_WORLDS
    first = load_setting(next(one.key for one in sim.worldviews()), policies, changes)  # tells contradicting policies
    place = None if no_files else out or default_folder(first, size, seed, NAME, USUAL_WORLDS)
    laid: dict[str, Any] = {"policies": tuple(policies), "changes": parse_changes(changes, first.resolve)}
    with shown_progress(SETTINGS * size) as progress:

        def played(folder: Path | None) -> Authors:
            return sim.authors(**laid, worlds=size, seed=seed, out=folder, workers=workers, progress=progress)

        answer, place = _played(played, place, laid, chosen=out is not None)
    say(json.dumps(answer.to_dict(), indent=2, ensure_ascii=False) if as_json else text(answer, place))
    if place is not None:
        names = kept(answer, place)
        if not as_json:
            told = f"Written to {place}: {', '.join(names)}, and the worlds behind them"
            say(f"\n{paragraph(told)}")
    if page is not None:
        sim.report(answer.study, out=page)
        if not as_json:
            say(f"Written: {page} (opens in any browser, without network)")


def _played(
    played: Callable[[Path | None], Authors], place: Path | None, laid: Mapping[str, Any], chosen: bool
) -> tuple[Authors, Path | None]:
    """The answer and its folder; beside the usual one where that holds a study of other parameters or another version."""
    from sim.studies.sweeps.manifest import OtherStudyError

    try:
        return played(place), place
    except OtherStudyError:
        if chosen or place is None:
            raise
        beside = place.with_name(f"{place.name}+{sim.__version__}-{_mark(laid)}")
        note(f"{place} holds a study with other parameters or of another version; this one goes to {beside}.")
        return played(beside), beside


def _mark(laid: Mapping[str, Any]) -> str:
    """A few signs that stand for all parameters of all settings."""
    hashes = [sim.load(name, **laid).hash for name in (*(one.key for one in sim.worldviews()), BASELINE)]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()[:SHORT_HASH]


def text(answer: Authors, place: Path | None) -> str:
    """The finding, the table, what its words mean, where the five agree and part, the reference setting, and what to type next."""
    from sim.analysis.authors.tables import meanings
    from sim.analysis.authors.telling import TOGETHER, what_a_share_is

    said = [
        paragraph(answer.finding.sentence),
        _table(answer),
        fields(meanings()),
        "\n".join(map(_point, answer.agreement)),
        paragraph(" ".join(answer.reference)),
        paragraph(f"{what_a_share_is(answer.counts.worlds)} {INTERVALS} {TOGETHER}"),
        fields(_next(answer, place)),
    ]
    return "\n\n".join(said)


def _table(answer: Authors) -> str:
    """One row per author; the reference setting stands apart."""
    table = answer.tables[0]
    *authors, reference = table.rows
    rows = [*authors, [""] * len(table.head), reference]
    return f"{paragraph(table.caption)}\n{headed(table.head, rows, range(1, len(table.head)))}"


def _point(sentence: str) -> str:
    first, *rest = paragraph(sentence, " " * len(POINT)).split("\n")
    return "\n".join([POINT + first.lstrip(), *rest])


def _next(answer: Authors, place: Path | None) -> list[tuple[str, str]]:
    """What to type next, and what it gives."""
    author = answer.counts.authors[-1]
    page = place or Path("results") / NAME
    commands = [
        (f"run {author}", "one author: when, why wars came, what deterred"),
        ("run --policy western_guarantee", "the same five with a policy"),
        (f"tell {author} --world 42", "one of these histories, with reasons and sources"),
    ]
    if place is not None:
        commands[2:] = [(f"report {shlex.quote(str(page))}", "one page with every assumption and its source")]
    return [(f"{program()} {command}", words) for command, words in commands]
