"""The baseline: every entry, every source and every old name, read once for as long as the files stay the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from sim.common.errors import LONGEST_SHOWN, BrokenFileError, InputError, UnknownNameError, nearest, said, suggestion
from sim.parameters.entries import Entry, Scalar, check_value
from sim.parameters.files import Node, check_name, parameters_folder, parse_yaml, read_bytes, required_node, yaml_files
from sim.parameters.sources import Source, read_citations, read_sources
from sim.parameters.vocabulary import (
    CHOICE_UNIT,
    CITED_STATUSES,
    STATUSES,
    SWITCH_UNIT,
    UNIT_LIMITS,
    UNITS,
    WHOLE_UNITS,
)

SOURCES_FILE = "sources.yaml"
ALIASES_FILE = "aliases.yaml"
STAGES_FILE = "stages.yaml"
ASSUMPTIONS_FILE = "assumptions.yaml"
GLOSSARY_FILE = "glossary.yaml"
BASELINE_FOLDERS = ("actors", "mechanisms")
FOLDERS = (*BASELINE_FOLDERS, "worldviews", "policies", "claims")
BASELINE_FILES = ("calendar.yaml", "outcomes.yaml")
REQUIRED_KEYS = ("label", "description", "value", "unit", "status", "reading")
OPTIONAL_KEYS = ("range", "options", "sources")
_TOP_FILES = (*BASELINE_FILES, SOURCES_FILE, ALIASES_FILE, STAGES_FILE, ASSUMPTIONS_FILE, GLOSSARY_FILE)
_ABOVE = (STAGES_FILE, ASSUMPTIONS_FILE, GLOSSARY_FILE)
"""Files that are made of what the others say, and are read where they are needed."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the baseline files say: entries by dotted id in the order of the files, sources by key, present ids by old ones."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    aliases: Mapping[str, str]

    def resolve(self, written: object) -> str:
        """Return the present id for an id or an old name, or raise."""
        return resolve(written, self.entries, self.aliases)


def resolve(written: object, entries: Mapping[str, Entry], aliases: Mapping[str, str]) -> str:
    """Return the present id for an id or an old name listed in `aliases.yaml`; `UnknownNameError` with the nearest otherwise."""
    if isinstance(written, str):
        current = aliases.get(written, written)
        if current in entries:
            return current
        group = [entry_id for entry_id in entries if entry_id.startswith(f"{written}.")]
        if group:
            raise UnknownNameError(
                f"'{written}' is a group of parameters, not one; it holds {len(group)}, such as {group[0]}: "
                f"`python -m sim parameters {written}` lists them"
            )
    near = suggestion(written, [*entries, *aliases])
    word = written if isinstance(written, str) and written.isidentifier() and len(written) < LONGEST_SHOWN else "WORD"
    search = "" if "nearest" in near else f"; `python -m sim parameters {word}` searches labels and meanings for a word"
    raise UnknownNameError(f"unknown parameter {said(written)}; {near}{search}")


def read_baseline(folder: Path | str | None = None) -> Baseline:
    """Read and check everything but worldviews and policies; the folder is that of the package if omitted.

    As long as no file changes, the same object is returned. The first thing that is wrong is an `InputError` with file
    and line.
    """
    folder = parameters_folder() if folder is None else Path(folder)
    if not folder.is_dir():
        raise BrokenFileError(
            f"the parameters folder {folder} does not exist; `python -m sim new parameters DIR` writes one to begin with"
        )
    _refuse_stray_files(folder)
    names = [f"{sub}/{name}" for sub in BASELINE_FOLDERS for name in yaml_files(folder, sub)]
    names += [name for name in _TOP_FILES if name not in _ABOVE and (folder / name).exists()]
    return _checked(tuple((name, read_bytes(folder, name)) for name in names))


def _refuse_stray_files(folder: Path) -> None:
    """Refuse a YAML file that nothing would read, and a folder with one: its name is most likely misspelt."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        _refuse_stray("file", path.name, _TOP_FILES)
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        if any(below.rglob("*.yaml")) or any(below.rglob("*.yml")):
            _refuse_stray("folder", below.name, FOLDERS)


def _refuse_stray(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        near = nearest(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"{kind}s here: {', '.join(known)}"
        raise BrokenFileError(f"{name}: nothing reads a {kind} of this name; {hint}")


@lru_cache(maxsize=16)
def _checked(files: tuple[tuple[str, bytes], ...]) -> Baseline:
    contents = dict(files)
    if SOURCES_FILE not in contents:
        raise BrokenFileError(f"{SOURCES_FILE}: the file is missing")
    sources = read_sources(required_node(SOURCES_FILE, contents.pop(SOURCES_FILE)))
    aliases_content = contents.pop(ALIASES_FILE, b"")
    entries: dict[str, Entry] = {}
    for name, content in contents.items():
        prefix = name.removesuffix(".yaml").replace("/", ".")
        node = required_node(name, content, prefix)
        check_name(prefix.rpartition(".")[2], node)
        entries.update(read_entries(node, prefix, sources))
    if not entries:
        raise BrokenFileError(f"no parameters: {', '.join(BASELINE_FOLDERS)} hold no .yaml file")
    aliases = _read_aliases(parse_yaml(aliases_content, ALIASES_FILE), entries)
    return Baseline(MappingProxyType(entries), MappingProxyType(sources), MappingProxyType(aliases))


def _read_aliases(node: Node | None, entries: Mapping[str, Entry]) -> dict[str, str]:
    if node is None or node.data is None:
        return {}
    written = {old: (child, child.text()) for old, child in node.mapping().items()}
    aliases = {}
    for old, (child, new) in written.items():
        if old in entries:
            raise child.error(f"'{old}' is still the id of a parameter and cannot be an old name too")
        seen = [old]
        # An id renamed twice is found through both of its old names.
        while new in written:
            if new in seen:
                raise child.error(f"the old names lead in a circle: {' -> '.join([*seen, new])}")
            seen.append(new)
            new = written[new][1]
        if new not in entries:
            raise child.error(f"leads to the unknown parameter '{new}'; {suggestion(new, entries)}", UnknownNameError)
        aliases[old] = new
    return aliases


def read_entries(node: Node, prefix: str, sources: Mapping[str, Source]) -> dict[str, Entry]:
    """Read every entry below a node: a mapping with the key `value` is one, any other is a group of entries and groups."""
    children = node.mapping()
    if "value" in children:
        return {prefix: _read_entry(node, prefix, sources)}
    for name, child in children.items():
        if child.data is None and name not in (*REQUIRED_KEYS, *OPTIONAL_KEYS):
            raise child.error("nothing stands below this name; remove it or write an entry below it")
    if any(not isinstance(child.data, dict) for child in children.values()):
        # Somebody meant an entry: say which key is misspelt or missing instead of complaining about a group.
        node.fields(REQUIRED_KEYS, OPTIONAL_KEYS)
    if not children:
        raise node.error("an empty group; remove it or write an entry below it")
    entries: dict[str, Entry] = {}
    for name, child in children.items():
        check_name(name, child)
        entries.update(read_entries(child, f"{prefix}.{name}", sources))
    return entries


def _read_entry(node: Node, entry_id: str, sources: Mapping[str, Source]) -> Entry:
    fields = node.fields(REQUIRED_KEYS, OPTIONAL_KEYS)
    unit = fields["unit"].word(UNITS, "unit")
    entry = Entry(
        id=entry_id,
        label=fields["label"].text(),
        description=fields["description"].text(),
        value=_read_value(fields["value"], unit),
        unit=unit,
        range=_read_range(node, fields.get("range"), unit),
        options=_read_options(node, fields.get("options"), unit),
        status=fields["status"].word(STATUSES, "status"),
        reading=fields["reading"].text(),
        sources=read_citations(fields["sources"], sources) if "sources" in fields else (),
        file=node.file,
        line=node.line,
    )
    if entry.status in CITED_STATUSES and not entry.sources:
        raise node.error(f"the status '{entry.status}' needs at least one source; without any it is 'assumed'")
    checked_at(fields["value"], entry, entry.value)
    return entry


def checked_at(node: Node, entry: Entry, value: object) -> Scalar:
    """Return the checked value of an entry; an error says where in which file the value stands."""
    try:
        return check_value(entry, value)
    except InputError as error:
        raise node.error(str(error).removeprefix(f"{node.path}: "), type(error)) from error


def _read_value(node: Node, unit: str) -> Scalar:
    if node.data is None or isinstance(node.data, dict | list):
        raise node.error(f"expected one value, found {node.described()}")
    value: Scalar = node.data
    # `1` in a file means 1.0 unless the unit counts things.
    is_plain_number = isinstance(value, int) and not isinstance(value, bool) and unit not in WHOLE_UNITS
    return float(value) if is_plain_number else value


def _read_range(entry: Node, node: Node | None, unit: str) -> tuple[int | float, int | float] | None:
    if unit in (SWITCH_UNIT, CHOICE_UNIT):
        if node is not None:
            raise node.error(f"a {unit} has no range")
        return None
    if node is None:
        raise entry.error("required key missing: range, as in 'range: [low, high]'")
    return read_bounds(node, unit)


def read_bounds(node: Node, unit: str) -> tuple[int | float, int | float]:
    """Read `[low, high]`: two finite numbers, the first smaller, within the limits of the unit."""
    ends = [child.data for child in node.items()]
    numbers = all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends)
    # Comparing with infinity refuses NaN as well.
    if len(ends) != 2 or not numbers or not all(abs(end) < float("inf") for end in ends):
        raise node.error("a range is two finite numbers, as in '[0.0, 1.0]'")
    low, high = ends
    if low >= high:
        raise node.error(f"the low end {low} of the range must lie below the high end {high}")
    least, most = UNIT_LIMITS[unit]
    if not least <= low < high <= most:
        raise node.error(f"the range [{low}, {high}] of a {unit} must lie within [{least}, {most}]")
    return low, high


def _read_options(entry: Node, node: Node | None, unit: str) -> tuple[str, ...] | None:
    if unit != CHOICE_UNIT:
        if node is not None:
            raise node.error(f"only the unit '{CHOICE_UNIT}' has options, not '{unit}'")
        return None
    if node is None:
        raise entry.error("required key missing: options, as in 'options: [one, other]'")
    options = tuple(child.text() for child in node.items())
    if len(set(options)) < max(len(options), 2):
        raise node.error("options are two or more different words")
    return options
