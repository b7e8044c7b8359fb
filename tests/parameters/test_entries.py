"""Entries: every mistake gets one message with file, line and the nearest valid name."""

import pytest

from sim.common.errors import BrokenFileError, InputError, RefusedValueError, UnknownNameError
from sim.parameters import Citation, load

NAME = "mechanisms/guarantees.yaml"
US = "mechanisms.guarantees.credibility.united_states"

MISTAKES = [
    # (old, new, kind of error, line, parts of the message)
    ("    label: Cred", "    lable: Cred", UnknownNameError, 3, ["unknown key 'lable'", "nearest: label"]),
    ("    label: Credibility of a US guarantee\n", "", BrokenFileError, 2, ["required key missing: label", US]),
    ("    value: 0.3\n", "", BrokenFileError, 2, ["required key missing: value"]),
    ("    value: 0.3", "    vlaue: 0.3", UnknownNameError, 5, ["unknown key 'vlaue'", "nearest: value"]),
    ("    reading: Low, not zero.", "    reading: ''", BrokenFileError, 9, ["the text is empty"]),
    ("    reading: Low, not zero.", "    reading: 7", BrokenFileError, 9, ["expected text", "quotes"]),
    ("unit: probability", "unit: probabilty", UnknownNameError, 6, ["unknown unit 'probabilty'", "probability"]),
    ("status: read", "status: red", UnknownNameError, 8, ["unknown status 'red'", "nearest: read"]),
    ("value: 0.3", "value: 0.95", RefusedValueError, 5, ["0.95 is out of range [0.0, 0.9]", US]),
    ("value: 0.3", "value: high", RefusedValueError, 5, ["must be a number, not 'high'"]),
    ("value: 0.3", "value: '0.3'", RefusedValueError, 5, ["must be a number, not '0.3'"]),
    ("value: 0.3", "value: true", RefusedValueError, 5, ["must be a number, not true"]),
    ("value: 0.3", "value: .nan", RefusedValueError, 5, ["finite"]),
    ("value: 0.3", "value: .inf", RefusedValueError, 5, ["finite"]),
    ("value: 0.3", "value: 1e999", RefusedValueError, 5, ["finite"]),
    ("value: 0.3", "value: [0.3]", BrokenFileError, 5, ["expected one value, found a list"]),
    ("value: 0.3", "value:", BrokenFileError, 5, ["expected one value, found nothing"]),
    ("    range: [0.0, 0.9]\n", "", BrokenFileError, 2, ["required key missing: range"]),
    ("range: [0.0, 0.9]", "range: [0.9, 0.0]", BrokenFileError, 7, ["must lie below"]),
    ("range: [0.0, 0.9]", "range: [0.3, 0.3]", BrokenFileError, 7, ["must lie below"]),
    ("range: [0.0, 0.9]", "range: [0.0]", BrokenFileError, 7, ["two finite numbers"]),
    ("range: [0.0, 0.9]", "range: [0.0, .nan]", BrokenFileError, 7, ["two finite numbers"]),
    ("range: [0.0, 0.9]", "range: [0.0, true]", BrokenFileError, 7, ["two finite numbers"]),
    ("range: [0.0, 0.9]", "range: 0.9", BrokenFileError, 7, ["expected a list, found 0.9"]),
    ("range: [0.0, 0.9]", "range: [0.0, 1.5]", BrokenFileError, 7, ["within [0, 1]"]),
    ("    sources: [{key: ratelle2025, paragraphs: [13], supports: low}]\n", "", BrokenFileError, 2, ["'read' needs"]),
    ("paragraphs: [13]", "paragraphs: [40]", BrokenFileError, 10, ["has 33 paragraphs, ¶40 does not exist"]),
    ("paragraphs: [13]", "paragraphs: [0]", BrokenFileError, 10, ["¶0 does not exist"]),
    ("paragraphs: [13]", "paragraphs: [x]", BrokenFileError, 10, ["expected a whole number, found 'x'"]),
    ("paragraphs: [13]", "paragraphs: [true]", BrokenFileError, 10, ["expected a whole number, found true"]),
    (", paragraphs: [13]", "", BrokenFileError, 10, ["name the paragraphs of ratelle2025 (1 to 33)"]),
    ("{key: ratelle2025", "{key: ratelle2024", UnknownNameError, 10, ["'ratelle2024'", "nearest: ratelle2025"]),
    ("supports: low", "supports: lower", UnknownNameError, 10, ["'lower'", "nearest: low"]),
    ("supports: low", "suports: low", UnknownNameError, 10, ["'suports'", "nearest: supports"]),
    ("value: 4", "value: 3.5", None, 14, []),
    ("value: true", "value: yes", RefusedValueError, 22, ["is a switch: true or false, not 'yes'"]),
    ("value: true", "value: 1", RefusedValueError, 22, ["is a switch"]),
    ("unit: switch", "unit: switch\n  range: [0, 1]", BrokenFileError, 24, ["a switch has no range"]),
    ("value: gradual", "value: gradul", RefusedValueError, 29, ["no option 'gradul'", "nearest: gradual"]),
    ("  options: [gradual, package]\n", "", BrokenFileError, 26, ["required key missing: options"]),
    ("options: [gradual, package]", "options: [gradual]", BrokenFileError, 31, ["two or more different words"]),
    ("unit: switch", "unit: switch\n  options: [a, b]", BrokenFileError, 24, ["only the unit 'choice' has options"]),
    ("note: p. 381", "paragraphs: [3]", BrokenFileError, 34, ["no numbered paragraphs", "'note'"]),
    ("agenda:", "Agenda:", BrokenFileError, 26, ["'Agenda' cannot be part of an id"]),
    ("agenda:", "empty:\nagenda:", BrokenFileError, 26, ["nothing stands below this name"]),
    ("agenda:", "empty: {}\nagenda:", BrokenFileError, 26, ["an empty group"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind", "line", "parts"), MISTAKES)
def test_every_mistake_in_an_entry_is_named_with_file_and_line(spoil, old, new, kind, line, parts):
    folder = spoil(NAME, old, new)
    if kind is None:
        # A fraction of quarters is a legitimate baseline; it makes the parameter a fractional one.
        assert load(folder=folder)["mechanisms.guarantees.patience"] == 3.5
        return
    with pytest.raises(InputError) as caught:
        load(folder=folder)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(f"{NAME}:{line}: ")
    assert "\n" not in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("kind: literature", "kind: book", "unknown kind of source 'book'"),
        (", paragraphs: 33", "", "states how many 'paragraphs'"),
        ("kind: literature", "kind: literature, paragraphs: 3", "states how many 'paragraphs'"),
        ("year: 1995", "year: next", "expected a whole number, found 'next'"),
        ("outlet: IO", "outlett: IO", "nearest: outlet"),
        ("fearon1995", "Fearon-1995", "cannot be part of an id"),
    ],
)
def test_every_mistake_in_the_sources_is_named_with_file_and_line(spoil, old, new, part):
    with pytest.raises(InputError, match=r"^sources\.yaml:[12]: ") as caught:
        load(folder=spoil("sources.yaml", old, new))
    assert part in str(caught.value)


def test_an_entry_keeps_everything_that_its_file_says(folder):
    entry = load(folder=folder).entries[US]
    assert (entry.id, entry.value, entry.unit, entry.range) == (US, 0.3, "probability", (0.0, 0.9))
    assert (entry.file, entry.line, entry.kind, entry.options) == (NAME, 2, "number", None)
    assert str(entry.sources[0]) == "ratelle2025 ¶13"
    assert entry.sources[0] == Citation("ratelle2025", (13,), "low")


def test_the_unit_and_the_way_a_number_is_written_decide_whether_it_is_whole(spoil):
    folder = spoil(NAME, "value: 0.3", "value: 0")
    parameters = load(folder=folder)
    assert type(parameters[US]) is float
    assert type(parameters["mechanisms.guarantees.patience"]) is int


def test_entries_come_in_the_order_of_the_files(folder):
    (folder / "actors").mkdir()
    (folder / "actors/iran.yaml").write_text(
        "b: {label: B, description: B, value: 1, unit: weight, range: [0, 2], status: assumed, reading: R}\n"
        "a: {label: A, description: A, value: 1, unit: weight, range: [0, 2], status: assumed, reading: R}\n"
    )
    assert list(load(folder=folder).entries)[:3] == ["actors.iran.b", "actors.iran.a", US]
