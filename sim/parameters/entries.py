"""Entries: the leaves of the baseline files, each of which says everything about one number."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.common.errors import InputError
from sim.common.listing import brief
from sim.parameters.nodes import Node, check_name
from sim.parameters.sources import Citation, Source, read_citations
from sim.parameters.values import Scalar, check_value
from sim.parameters.vocabulary import (
    CHOICE_UNIT,
    CITED_STATUSES,
    DIVIDING_UNITS,
    STATUSES,
    SWITCH_UNIT,
    TWO_SIDED_UNITS,
    UNIT_LIMITS,
    UNITS,
    WHOLE_UNITS,
)

REQUIRED_KEYS = ("label", "description", "value", "unit", "status", "reading")
OPTIONAL_KEYS = ("range", "options", "sources")


@dataclass(frozen=True, slots=True)
class Entry:
    """One parameter as the baseline files state it.

    Attributes
    ----------
    id : str
        The path of the file and the keys that lead to the entry, with dots between them.
    label, description : str
        A short name and one sentence of meaning.
    unit : str
        One of `sim.parameters.vocabulary.UNITS`.
    range : tuple of two numbers, or None
        Plausible range, both ends included; None for switches and choices.
    options : tuple of str, or None
        The possible values of a choice; None otherwise.
    status : str
        `read`, `bounded`, `assumed` or `calibrated`.
    reading : str
        Why this value: how the sources were read, or why it was assumed.
    sources : tuple of Citation
        Where it comes from; may be empty if it was assumed or calibrated.
    file, line : str, int
        Where it stands, relative to the parameters folder and counted from 1.
    """

    id: str
    label: str
    description: str
    value: Scalar
    unit: str
    range: tuple[int | float, int | float] | None
    options: tuple[str, ...] | None
    status: str
    reading: str
    sources: tuple[Citation, ...]
    file: str
    line: int

    def __repr__(self) -> str:
        return f"<Entry {self.id} = {brief(self.value)}, {self.unit}, {self.status}>"

    @property
    def kind(self) -> str:
        """`switch`, `choice`, `whole number` or `number`."""
        if self.unit in (SWITCH_UNIT, CHOICE_UNIT):
            return self.unit
        return "whole number" if isinstance(self.value, int) else "number"

    @property
    def bounds(self) -> tuple[int | float, int | float]:
        """The range of a number; raises `InputError` for a switch or a choice, which have none."""
        if self.range is None:
            raise InputError(f"{self.id} is a {self.kind} and has no range")
        return self.range

    @property
    def limits(self) -> tuple[int | float, int | float]:
        """The least and the most that the number can be at all, plausible or not; `InputError` as for `bounds`.

        They are those of the unit (`sim.parameters.vocabulary.UNIT_LIMITS`). A number that is plausible from 0 on cannot
        fall below 0, unless the unit has two sides; one that is plausible only above 0 cannot be 0 where it divides.
        """
        plausible = self.bounds[0]
        low, high = UNIT_LIMITS[self.unit]
        if plausible > 0 and self.unit in DIVIDING_UNITS:
            return DIVIDING_UNITS[self.unit], high
        return (max(low, 0) if plausible >= 0 and self.unit not in TWO_SIDED_UNITS else low), high


def read_entries(node: Node, prefix: str, sources: Mapping[str, Source]) -> dict[str, Entry]:
    """Read every entry below a node, whose dotted id is `prefix`: the top level of a baseline file, or a group within it.

    A mapping with the key `value` is an entry, any other mapping is a group of entries and groups.
    """
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
