"""One page per parameter file: every number with its meaning, range, reading and sources, and who says low or high."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from sim.common.listing import written
from sim.parameters.baseline import read_baseline
from sim.parameters.catalogue import Difference, policies, worldviews
from sim.parameters.entries import Entry
from sim.parameters.sources import Citation

FOLDER = "parameters"

INTRODUCTION = """# Every number

{count} parameters, made from the files in `parameters/` when this site is built. Each says what it means, which value it
has in the reference setting (baseline), how far it may plausibly go, and where the value comes from: the paragraphs (¶) of the
articles, or the word *assumed*. Below it stand the worldviews and policies that set it to something else.

`python -m sim parameters guarantee` searches the same numbers for a word.

| status | what it means | how many |
| --- | --- | --- |
"""

STATUSES = {
    "read": "a source gives the value",
    "bounded": "sources say which end of the range is meant, or between which two values it lies",
    "assumed": "no source gives it: it is an assumption of this model",
    "calibrated": "it was tuned so that the reference setting (baseline) behaves sensibly",
    "own": "it was set by a file of your own",
}


def pages() -> dict[str, str]:
    """The text of every page, by its name without ending; `index` comes first."""
    entries = list(read_baseline(None).entries.values())
    differing = who_differs()
    by_file: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_file[entry.file].append(entry)
    made = {"index": _index(by_file)}
    return made | {_name(file): page(file, listed, differing) for file, listed in by_file.items()}


def who_differs() -> Mapping[str, list[Difference]]:
    """The worldviews and policies that set a parameter to another value, by the parameter's id."""
    found: dict[str, list[Difference]] = defaultdict(list)
    for overlay in [*worldviews(), *policies()]:
        for one in overlay.changes:
            found[one.id].append(Difference(overlay.key, overlay.kind, one.value, one.reading, one.sources))
    return found


def page(file: str, entries: Iterable[Entry], differing: Mapping[str, list[Difference]]) -> str:
    """All parameters of one file."""
    listed = list(entries)
    head = f"# {_title(file)}\n\nFrom `parameters/{file}`.\n\n| parameter | value | range | status |\n| --- | --- | --- | --- |\n"
    rows = "".join(
        f"| [{entry.label}](#{anchor(entry.id)}) | {_value(entry.value)} | {_limits(entry)} | {entry.status} |\n"
        for entry in listed
    )
    return head + rows + "\n" + "\n".join(section(entry, differing.get(entry.id, [])) for entry in listed)


def section(entry: Entry, differing: Iterable[Difference]) -> str:
    """All that is known about one parameter."""
    lines = [
        f"({anchor(entry.id)})=",
        f"## {entry.label}",
        "",
        f"`{entry.id}`",
        "",
        f"{entry.description.rstrip('.')}.",
        "",
        f"| value | {_bounds_word(entry)} | unit | status |",
        "| --- | --- | --- | --- |",
        f"| {_value(entry.value)} | {_limits(entry)} | {entry.unit} | {entry.status} |",
        "",
        f"Why this value: {entry.reading.rstrip('.')}.{_cited(entry.sources)}",
        "",
    ]
    told = [_difference(one, entry.value) for one in differing]
    return "\n".join([*lines, *(["Who sets it to something else:", "", *told, ""] if told else [])])


def anchor(entry_id: str) -> str:
    """The name by which a link reaches a parameter."""
    return entry_id.replace(".", "-").replace("_", "-")


def _difference(one: Difference, baseline: Any) -> str:
    return (
        f"- **{one.name}** ({one.kind}): {_value(one.value)}{_side(one.value, baseline)}. "
        f"{one.reading.rstrip('.')}.{_cited(one.sources)}"
    )


def _side(value: Any, baseline: Any) -> str:
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (value, baseline))
    if not numbers or value == baseline:
        return ""
    return ", higher than the baseline" if value > baseline else ", lower than the baseline"


def _cited(citations: Iterable[Citation]) -> str:
    words = {"low": "says low", "high": "says high", "value": "says so", None: ""}
    told = [f"{one}{f' ({words[one.supports]})' if words.get(one.supports) else ''}" for one in citations]
    return f" Sources: {'; '.join(told)}." if told else ""


def _index(by_file: Mapping[str, list[Entry]]) -> str:
    entries = [entry for listed in by_file.values() for entry in listed]
    text = INTRODUCTION.format(count=len(entries))
    for status, meaning in STATUSES.items():
        count = sum(entry.status == status for entry in entries)
        text += f"| {status} | {meaning} | {count} |\n" if count else ""
    text += "\n| page | what is in it | parameters |\n| --- | --- | --- |\n"
    for file, listed in by_file.items():
        groups = ", ".join(dict.fromkeys(_group(entry) for entry in listed))
        text += f"| [{_title(file)}]({_name(file)}.md) | {groups} | {len(listed)} |\n"
    return text + "\n```{toctree}\n:hidden:\n\n" + "\n".join(map(_name, by_file)) + "\n```\n"


def _group(entry: Entry) -> str:
    rest = entry.id.removeprefix(PurePosixPath(entry.file).with_suffix("").as_posix().replace("/", ".") + ".")
    return rest.split(".")[0].replace("_", " ")


def _name(file: str) -> str:
    return PurePosixPath(file).with_suffix("").as_posix().replace("/", "_")


def _title(file: str) -> str:
    words = PurePosixPath(file).stem.replace("_", " ")
    actor = file.startswith("actors/")
    return f"Actor: {' '.join(one.capitalize() for one in words.split())}" if actor else words.capitalize()


def _value(value: Any) -> str:
    return written(value)


def _bounds_word(entry: Entry) -> str:
    return "plausible range" if entry.range else "options"


def _limits(entry: Entry) -> str:
    if entry.range is not None:
        return f"{written(entry.range[0])} to {written(entry.range[1])}"
    return ", ".join(entry.options or ("true", "false"))
