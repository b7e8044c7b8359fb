"""`python -m sim explain`: the calendar of a quarter, and what each phase reads, writes and weighs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

import sim
from sim.cli.words import say
from sim.common.errors import UnknownNameError, said, suggestion
from sim.parameters.vocabulary import ACTOR_NAMES

if TYPE_CHECKING:
    from sim.studies.calendar import Noted

WIDTH, INDENT = 100, 4
TITLES = {
    "decision": "decides",
    "reason": "weighs",
    "reads": "reads",
    "writes": "writes",
    "within the quarter": "hands on within the quarter",
    "parameter": "parameters",
}
"""How each kind of thing is headed, in the order in which a reader asks for it."""
DECISIONS = {
    "posture": "the posture of {}",
    "beside": "what {} does beside it",
    "answer": "how {} answers",
    "move": "what {} does this quarter",
    "challenge": "whether {} threatens or uses force",
    "carry_out": "whether {} carries out its threat",
    "concede": "whether {} concedes at the table",
    "sign": "whether {} signs",
    "give_way": "whether {} improves the text for the other side",
}
"""How each decision is called, by the beginning of its key; the actor comes in the braces."""
LEGEND = (
    "What a phase reads, writes and hands on are state variables, explained in docs/odd.md; parameters are explained by "
    "`python -m sim parameters ID`."
)


@click.command(epilog="\b\nExamples:\n  python -m sim explain\n  python -m sim explain talks\n")
@click.argument("phase", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, one object per phase.")
def explain(phase: str | None, as_json: bool) -> None:
    """Print the calendar of a quarter: phase by phase what is decided and why, read and written.

    Worlds are walked under watch for a few seconds, so that the account is that of the code. PHASE is the name of one
    phase; all of them if omitted.
    """
    from sim.studies.calendar import watch

    phases = watch()
    if phase is not None:
        known = {one.name: one for one in phases}
        if phase not in known:
            raise UnknownNameError(f"unknown phase {said(phase)}; {suggestion(phase, known, full_list=True)}")
        phases = [known[phase]]
    if as_json:
        told = [{"phase": one.name, "words": one.words, **{kind: one.of(kind) for kind in TITLES}} for one in phases]
        say(json.dumps(told, indent=2))
        return
    for one in phases:
        say("\n".join([*_told(one), ""]))
    say("\n".join(_folded("", [LEGEND], 0)))


def _told(phase: Noted) -> list[str]:
    """One phase in lines."""
    lines = [f"{phase.name}: {phase.words}"]
    for kind, title in TITLES.items():
        names = phase.of(kind)
        if kind == "parameter":
            lines += [f"  {title}"] if names else []
            lines += [line for group, leaves in _groups(names) for line in _folded(f"{group}: ", leaves, INDENT)]
        elif names:
            shown = [_decision(name) for name in names] if kind == "decision" else names
            lines += _folded(f"{title}: ", shown, 2, "; " if kind in ("decision", "reason") else ", ")
    return lines


def _decision(key: str) -> str:
    """A decision in words: `carry_out_armenia` is `whether Armenia carries out its threat`."""
    for actor, name in ACTOR_NAMES.items():
        verb = key.removesuffix(f"_{actor}")
        if verb != key and verb in DECISIONS:
            return DECISIONS[verb].format(name)
    return key


def _folded(title: str, names: Sequence[str], indent: int, between: str = ", ") -> list[str]:
    """Names behind a title, in lines that fit a screen; no name is broken."""
    blank = " " * indent
    return textwrap.wrap(
        title + between.join(names),
        WIDTH,
        initial_indent=blank,
        subsequent_indent=blank + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _groups(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Dotted ids by the file in which they stand; a whole group of them as `group.*`."""
    entries = list(sim.load().values)
    folded: dict[str, None] = {}
    wanted = set(names)
    for name in sorted(wanted):
        parts = name.split(".")
        parents = [".".join(parts[:length]) for length in range(3, len(parts))]
        families = {parent: [entry for entry in entries if entry.startswith(f"{parent}.")] for parent in parents}
        whole = [parent for parent, family in families.items() if len(family) > 1 and wanted.issuperset(family)]
        folded[f"{whole[0]}.*" if whole else name] = None
    split = [name.split(".") for name in folded]
    return [
        (".".join(group), [".".join(parts[2:]) or parts[-1] for parts in members])
        for group, members in groupby(split, key=lambda parts: parts[: 2 if len(parts) > 2 else 1])
    ]
