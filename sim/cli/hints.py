"""What somebody probably meant who typed something that cannot be done."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

import sim
from sim.cli.folders import READ_BY, kind_of, nearest_folders, what_reads
from sim.common.errors import InputError
from sim.common.system import shown
from sim.parameters.glossary import terms_in
from sim.parameters.search import chosen
from sim.parameters.vocabulary import BASELINE

OTHER_WORDS = {
    "help": "--help",
    "version": "--version",
    "simulate": "run",
    "play": "run",
    "start": "run",
    "history": "tell",
    "story": "tell",
    "world": "tell",
    "plot": "chart",
    "draw": "chart",
    "show": "study",
    "open": "study",
    "export": "study export",
    "verify": "study verify",
    "search": "parameters",
    "find": "parameters",
    "define": "glossary",
    "explain-word": "glossary",
    "authors": "worldviews",
    "articles": "worldviews",
    "diff": "compare",
    "vary": "sweep",
    "list": "worldviews`, `policies`, `parameters` or `glossary",
}
"""What people try, and what the command is called."""

PLACES_TO_WRITE = ("--out", "--report", "--parameters", "--study")
"""Options behind which a folder is meant."""

WORLDVIEW_READERS = ("run", "tell", "chart", "report", "compare", "tipping", "time", "disagree")


def unknown_command(name: str, commands: Sequence[str]) -> str:
    """What to say of a command that does not exist: what was probably meant, and how to do that."""
    refused = f"there is no command '{shown(name)}'"
    if Path(name).is_dir():
        return f"{refused}; {what_reads(Path(name))}"
    if "/" in name:
        folders = nearest_folders(name)
        return f"{refused}, and no folder of this name" + (f"; {folders}" if folders else "")
    if name.lower() in OTHER_WORDS:
        return f"{refused}; try `python -m sim {OTHER_WORDS[name.lower()]}`"
    if name.lower() in commands:
        return f"{refused}; try `python -m sim {name.lower()}`"
    meant = None
    with suppress(InputError):  # a broken folder of parameters is told by the commands that read it
        near = get_close_matches(name.lower(), commands, 3, 0.6)
        meant = _what_it_is(name) or (f"nearest: {', '.join(near)}" if near else _where_it_occurs(name))
    return f"{refused}; {meant or '`python -m sim --help` lists them'}"


def hint(arguments: Sequence[str], problem: str, commands: Collection[str]) -> str | None:
    """What else to say of a problem with one of the commands; None if the problem says it all."""
    command = arguments[0] if arguments else ""
    for folder in _folders(arguments):
        if command not in READ_BY.get(kind_of(folder), ()) and "holds a single run" not in problem:
            return what_reads(folder, command)
    missing = re.search(
        r"there is no (?:folder|study in) ([^\s;:]+)|^([^\s:]+): a file with a worldview ends in", problem
    )
    if missing:
        return nearest_folders(missing[1] or missing[2]) or None
    if group := re.search(r"[Nn]o(?: such)? command '([^']+)'", problem):
        return _of_a_group(command, group[1], commands)
    if "is not a valid integer" in problem and (asked := re.search(r"'([\d.,_' ]+)([kKmM]?)'", problem)):
        return _in_digits(*asked.groups())
    if option := re.search(r"No such option '--worldviews?'", problem):
        return f"the worldview stands without {option.group().split()[-1][1:-1]}: `python -m sim {command} ratelle2025`"
    if left := re.search(r"unexpected extra arguments? \((.+)\)", problem):
        return _left_over(command, arguments, left[1])
    if wrong := re.search(r"unknown (worldview|policy|phase|article or claim) '([^']*)'", problem):
        return _other_kind(command, *wrong.groups())
    if comma := re.search(r"must be a number, not '(-?\d+),(\d+)'", problem):
        return f"write the number with a point: {comma[1]}.{comma[2]}"
    return None


def _of_a_group(command: str, name: str, commands: Collection[str]) -> str | None:
    """What was probably meant by a word that is not a command of `study` or `exercise`."""
    if command == "exercise":
        return "`python -m sim exercise list` names the exercises, `exercise start NAME` walks through one"
    if name in commands:
        return f"`python -m sim {name}` is a command of its own"
    return _what_it_is(name)


def _folders(arguments: Sequence[str]) -> list[Path]:
    """The folders that are there among what was typed, but for those in which something is to be written."""
    read = []
    for before, one in pairwise(arguments):
        with suppress(OSError, ValueError):
            if before not in PLACES_TO_WRITE and not one.startswith("-") and Path(one).is_dir():
                read.append(Path(one))
    return read


def _in_digits(digits: str, unit: str) -> str | None:
    plain = re.sub(r"[.,_' ]", "", digits) if not unit else digits.replace(",", ".")
    with suppress(ValueError):
        number = float(plain) * {"": 1, "k": 1_000, "m": 1_000_000}[unit.lower()]
        return f"write the number in digits alone: {number:.0f}"
    return None


def _left_over(command: str, arguments: Sequence[str], left: str) -> str | None:
    """What a word probably was that no place was left for."""
    words = left.split()
    before = next((one for one, after in pairwise(arguments) if after == words[0]), "")
    if before + words[0] in _worldviews():
        return f"the name is written in one word: {before}{words[0]}"
    if words[0].isdecimal() and command == "tell":
        return f"which world is said behind --world: --world {words[0]}"
    if "--set" in arguments:
        return "behind --set stand id and value without a blank: --set ID=VALUE"
    if words[0] in _policies():
        return f"a policy stands behind --policy: --policy {words[0]}"
    if command == "compare":
        return f"the second setting stands behind --versus: --versus {words[0]}"
    if words[0] in _worldviews() and command == "sweep":
        return f"what is varied stands behind --vary: --vary worldview={','.join(words)}"
    return "words with blanks between them are put in quotes" if command == "study" else None


def _other_kind(command: str, kind: str, name: str) -> str | None:
    """Where a name belongs that is none of the kind that was wanted."""
    if kind != "policy" and name in _policies():
        return f"{name} is a policy: --policy {name}" if command in WORLDVIEW_READERS else _what_it_is(name)
    if kind == "policy" and name == "all":
        return (
            "one run has the policies that you name; `python -m sim sweep --vary policy=all` plays one after the other"
        )
    if kind == "worldview" and name == "all":
        return "`python -m sim run` without a name plays all five; in a sweep it is --vary worldview=all"
    if kind == "worldview" and name.isdecimal() and command == "tell":
        return f"which world is said behind --world: `python -m sim tell ratelle2025 --world {name}`"
    if kind == "phase":
        return _what_it_is(name) or _where_it_occurs(name)
    if kind == "policy" and name in _worldviews():
        return f"{name} is a worldview; it stands without --policy"
    return None


def _what_it_is(name: str) -> str | None:
    """What a name stands for if it is not a command, and which commands take it."""
    plain = name.lower().replace("-", "_")
    if plain in _worldviews():
        return f"{plain} is a worldview: `python -m sim run {plain}` plays it, `worldviews {plain}` shows what it says"
    authors = [key for key in _worldviews() if plain.rstrip("0123456789") == key.rstrip("0123456789")]
    if authors:
        return f"nearest: `python -m sim run {authors[0]}`"
    if plain in _policies():
        return f"{plain} is a policy: `python -m sim policies {plain}` shows it, `run --policy {plain}` plays it"
    if plain in sim.load():
        return f"{plain} is a parameter: `python -m sim parameters {plain}` says everything about it"
    return None


def _where_it_occurs(name: str) -> str | None:
    """Which commands say more about a word."""
    explained = [f"`python -m sim glossary {one.name}` explains the word" for one in terms_in(name)[:1]]
    with suppress(InputError):
        found = len(chosen(sim.load(), name)[0])
        explained.append(f"`python -m sim parameters {shown(name)}` lists the {found} parameters that have it")
    return "; ".join(explained) or None


def _worldviews() -> list[str]:
    return [BASELINE, *(overlay.key for overlay in sim.worldviews())]


def _policies() -> list[str]:
    return [overlay.key for overlay in sim.policies()]
