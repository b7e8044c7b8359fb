"""Overlays: worldviews and policies, each stating only what it changes, with the paragraph that says so."""

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sim.common.errors import BrokenFileError, InputError, RefusedValueError, UnknownNameError, said, suggestion
from sim.common.listing import brief, counted, written
from sim.parameters.baseline import Baseline, checked_at, read_bounds
from sim.parameters.bindings import Binding, read_bindings, refuse_contradictions
from sim.parameters.entries import Entry, Scalar, Value, widening
from sim.parameters.files import Node, check_name, parameters_folder, read_bytes, required_node, yaml_files
from sim.parameters.sources import Citation, read_citations
from sim.parameters.vocabulary import ACTORS, ASSUMED, BASELINE, CITED_STATUSES, OWN, STATUSES, USER

KINDS: Mapping[str, str] = {"worldview": "worldviews", "policy": "policies"}
"""The two kinds of overlay and the folders in which they lie."""


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter as an overlay sets it, with its reading and its sources; only the status `own` needs none.

    `range` is what the overlay finds plausible, within the baseline's range; None if it says nothing about that. `status` is
    how the value was found. If the overlay does not say, it is `own` in a file of the user's without sources, else `read`.
    """

    id: str
    value: Scalar
    reading: str
    sources: tuple[Citation, ...]
    range: tuple[int | float, int | float] | None
    status: str
    file: str
    line: int

    def __repr__(self) -> str:
        return f"<Change {self.id} = {brief(self.value)}>"


@dataclass(frozen=True, slots=True)
class Price:
    """What a policy costs, and why nobody has done it so far. It is shown beside the results, which do not count it.

    `payers` are the keys of the actors who pay it, `reading` says in what coin; `obstacle` says what has stood in the way, and
    `sources` who says so.
    """

    payers: tuple[str, ...]
    reading: str
    obstacle: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The file of the user's that an overlay was read from: its name as it was typed, and all that stands in it.

    `based_on` is the key of the worldview that it builds on; None if that is the baseline.
    """

    name: str
    text: str
    based_on: str | None = None

    def __repr__(self) -> str:
        return f"<OwnFile {brief(self.name)}>"


@dataclass(frozen=True)
class Overlay:
    """A worldview or a policy: what it holds or does, the parameters it changes and the choices it fixes.

    `key` is its name, that of the file; `kind` is `worldview` or `policy`. `start` is the ISO date from which a worldview
    looks ahead; None for policies and where nothing is said. `price` is what a policy costs and whom; None for worldviews and
    where nothing is said. `sources` are those of the overlay as a whole. `own` is the user's file, if it comes from one; then
    the key is the name of that file with a fingerprint of what it says, as in `my_view@1a2b3c4d`.
    """

    key: str
    kind: str
    label: str
    description: str
    start: str | None
    changes: tuple[Change, ...]
    bindings: tuple[Binding, ...]
    sources: tuple[Citation, ...]
    file: str
    price: Price | None = None
    own: OwnFile | None = None

    def __repr__(self) -> str:
        does = f"{counted(len(self.changes), 'change')}, {counted(len(self.bindings), 'binding')}"
        return f"<{self.kind.capitalize()} {self.key}: {brief(self.label)} ({does})>"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every use of a source in it: as a whole, in its changes, its bindings and its price."""
        changes = (citation for change in self.changes for citation in change.sources)
        bindings = (citation for binding in self.bindings for citation in binding.sources)
        return (*self.sources, *changes, *bindings, *(self.price.sources if self.price else ()))

    def row(self) -> dict[str, object]:
        """What a table says of it."""
        does = {"changes": len(self.changes), "bindings": len(self.bindings)}
        return {"name": self.key, "label": self.label, **does, "description": self.description}


@dataclass(frozen=True, slots=True)
class Step:
    """One layer in the history of a value: what it sets, why, and where from.

    `kind` is `baseline`, `worldview`, `policy` or `user`, and `name` is that word or the name of the overlay. What a user
    sets has the status `assumed`. `range` is what the layer finds plausible; None if it says nothing about that.
    """

    name: str
    kind: str
    value: Value
    status: str
    reading: str
    sources: tuple[Citation, ...]
    range: tuple[int | float, int | float] | None = None

    def __repr__(self) -> str:
        return f"<Step {self.name}: {brief(self.value)}, {self.status}>"


def steps_of(entry: Entry, overlays: Iterable[Overlay], changes: Mapping[str, Value]) -> list[Step]:
    """Return the layers that set one parameter, in the order in which they were laid; the first is the baseline."""
    baseline = (entry.value, entry.status, entry.reading, entry.sources, entry.range)
    steps = [Step(BASELINE, BASELINE, *baseline)]
    for overlay in overlays:
        for change in overlay.changes:
            if change.id == entry.id:
                layer = (change.value, change.status, change.reading, change.sources, change.range)
                steps.append(Step(overlay.key, overlay.kind, *layer))
    if entry.id in changes:
        steps.append(Step(USER, USER, changes[entry.id], ASSUMED, "set by the user", ()))
    return steps


def overlay_names(kind: str, folder: Path | str | None = None) -> list[str]:
    """Return the names of all worldviews or policies in alphabetical order, without reading them."""
    folder = parameters_folder() if folder is None else Path(folder)
    names = [name.removesuffix(".yaml") for name in yaml_files(folder, KINDS[kind])]
    if kind == "worldview" and BASELINE in names:
        raise BrokenFileError(f"worldviews/{BASELINE}.yaml: the name stands for no worldview at all; rename it")
    return names


def read_overlay(kind: str, key: str, baseline: Baseline, folder: Path | str | None = None) -> Overlay:
    """Read and check one worldview or policy, which is laid over a baseline.

    Raise `UnknownNameError` with the valid names if there is none of this name, `InputError` with file and line if anything
    in the file is wrong.
    """
    folder = parameters_folder() if folder is None else Path(folder)
    names = overlay_names(kind, folder)
    if key not in names:
        valid = [BASELINE, *names] if kind == "worldview" else names
        ending = file_beside(key) or suggestion(key, valid, full_list=True)
        raise UnknownNameError(f"unknown {kind} {said(key)}; {ending}")
    node = _overlay_node(kind, key, folder)
    check_name(key, node)
    overlay = overlay_of(node, kind, key, baseline)
    for change in overlay.changes:
        if change.value == baseline.entries[change.id].value:
            _refuse_empty_change(change, kind, baseline, folder)
    return overlay


def file_beside(key: object) -> str:
    """What to say if somebody left out the ending of a file; nothing if there is no such file."""
    for ending in (".yaml", ".yml"):
        with suppress(OSError, ValueError):
            if isinstance(key, str) and key and Path(f"{key}{ending}").is_file():
                return f"there is a file {key}{ending} here: name it with its ending"
    return ""


def overlay_of(node: Node, kind: str, key: str, baseline: Baseline, own: OwnFile | None = None) -> Overlay:
    """Read an overlay from the content of a file; one of the user's `own` needs no sources and no description."""
    optional = ("changes", "bindings", "sources", *(("start",) if kind == "worldview" else ("price", "obstacle")))
    if own is None:
        fields = node.fields(("label", "description"), optional)
    else:
        based = ("based_on",) if kind == "worldview" else ()
        fields = node.fields(("label",), ("description", "kind", *based, *optional))
    overlay = Overlay(
        key=key,
        kind=kind,
        label=fields["label"].text(),
        description=fields["description"].text() if "description" in fields else "",
        start=_read_date(fields["start"]) if "start" in fields else None,
        changes=_read_changes(fields["changes"], baseline, own is not None) if "changes" in fields else (),
        bindings=read_bindings(fields["bindings"], baseline.sources, key, own is not None)
        if "bindings" in fields
        else (),
        sources=read_citations(fields["sources"], baseline.sources) if "sources" in fields else (),
        file=node.file,
        price=_read_price(node, fields, baseline, own is not None) if {"price", "obstacle"} & fields.keys() else None,
        own=own,
    )
    if not overlay.changes and not overlay.bindings:
        raise node.error("it states neither a change nor a binding, so it would do nothing")
    try:
        refuse_contradictions(overlay.bindings)
    except InputError as error:
        raise node.error(error) from error
    return overlay


def _overlay_node(kind: str, key: str, folder: Path) -> Node:
    name = f"{KINDS[kind]}/{key}.yaml"
    return required_node(name, read_bytes(folder, name))


def _read_date(node: Node) -> str:
    try:
        return datetime.date.fromisoformat(node.text()).isoformat()
    except ValueError as error:
        raise node.error(f"'{node.text()}' is not a date; write it as in 2023-07-01") from error


def _read_price(node: Node, fields: Mapping[str, Node], baseline: Baseline, own: bool) -> Price:
    """What a policy costs, and what has stood in its way: a file says both or neither."""
    for one, other in (("price", "obstacle"), ("obstacle", "price")):
        if one not in fields:
            raise fields[other].error(
                f"it stands without {one!r}; a policy says what it costs and what stands in its way"
            )
    price = fields["price"].fields(("payers", "reading"), ())
    needed = ("reading",) if own else ("reading", "sources")
    obstacle = fields["obstacle"].fields(needed, ("sources",))
    payers = tuple(child.word(ACTORS, "actor") for child in price["payers"].items())
    if not payers:
        raise price["payers"].error("somebody pays: name at least one actor")
    citations = read_citations(obstacle["sources"], baseline.sources) if "sources" in obstacle else ()
    return Price(payers, price["reading"].text(), obstacle["reading"].text(), citations)


def _read_changes(node: Node, baseline: Baseline, own: bool) -> tuple[Change, ...]:
    changes: dict[str, Change] = {}
    for name, child in node.mapping().items():
        try:
            current = baseline.resolve(name)
        except UnknownNameError as error:
            raise child.error(error, UnknownNameError) from error
        if current in changes:
            raise child.error(f"sets {current}, which line {changes[current].line} sets already")
        changes[current] = _read_change(child, baseline.entries[current], baseline, own)
    return tuple(changes.values())


def _read_change(node: Node, entry: Entry, baseline: Baseline, own: bool) -> Change:
    fields = node.fields(("value", "reading"), ("sources", "range", "status"))
    citations = read_citations(fields["sources"], baseline.sources) if "sources" in fields else ()
    status = CITED_STATUSES[0] if citations or not own else OWN
    if "status" in fields:
        status = fields["status"].word(STATUSES, "status")
    if status != OWN and not citations and (not own or status in CITED_STATUSES):
        raise _without_source(node, fields, own, status)
    value = _value_at(fields["value"], entry, own)
    bounds = _read_narrower_range(fields["range"], entry, value) if "range" in fields else None
    return Change(entry.id, value, fields["reading"].text(), citations, bounds, status, node.file, node.line)


def _value_at(node: Node, entry: Entry, own: bool) -> Scalar:
    """The checked value of a change; in a file of the user's the error says how to go beyond what is plausible."""
    try:
        return checked_at(node, entry, node.plain())
    except RefusedValueError as error:
        way_out = widening(entry, node.plain()) if own else ""
        raise RefusedValueError(f"{error}{way_out}") from error


def _without_source(node: Node, fields: Mapping[str, Node], own: bool, status: str) -> InputError:
    """What to say of a change that names no source."""
    if own:
        return node.error(f"the status '{status}' needs at least one source; without any it is '{OWN}'")
    if "sources" in fields:
        return fields["sources"].error(f"a change needs at least one source, or the status '{OWN}'")
    return node.error(f"required key missing: sources (only the status '{OWN}' needs none)")


def _read_narrower_range(node: Node, entry: Entry, value: Scalar) -> tuple[int | float, int | float]:
    if entry.range is None:
        raise node.error(f"a {entry.kind} has no range")
    low, high = read_bounds(node, entry.unit)
    if low < entry.range[0] or high > entry.range[1]:
        way_out = widening(entry, low if low < entry.range[0] else high)
        raise node.error(
            f"[{low}, {high}] leaves the baseline's range {list(entry.range)} ({entry.file}:{entry.line}){way_out}"
        )
    if not isinstance(value, int | float) or not low <= value <= high:
        raise node.error(f"the value {value} is out of the range [{low}, {high}] stated beside it")
    return low, high


def _refuse_empty_change(change: Change, kind: str, baseline: Baseline, folder: Path) -> None:
    """Refuse a change to the baseline's own value, unless a policy makes it and some worldview sets the parameter otherwise."""
    if kind == "policy" and _some_worldview_sets(change.id, baseline, folder):
        return
    raise changes_nothing(change, "the baseline's value")


def changes_nothing(change: Change, whose: str) -> InputError:
    """What to raise if a change sets the value that is there already; `whose` says which value that is."""
    place = f"{change.file}:{change.line}: {change.id}"
    return InputError(f"{place}: changes nothing: {whose} is {written(change.value)} too; leave it out")


def _some_worldview_sets(entry_id: str, baseline: Baseline, folder: Path) -> bool:
    for name in overlay_names("worldview", folder):
        node = _overlay_node("worldview", name, folder).mapping().get("changes")
        if node is not None and any(baseline.aliases.get(key, key) == entry_id for key in node.mapping()):
            return True
    return False
