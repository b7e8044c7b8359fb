"""Plain tables and paragraphs."""

import pytest

from sim.cli.tables import WIDTH, columns, fields, paragraph


def test_columns_stand_below_each_other_and_numbers_flush_right():
    assert columns([("a", "10", "x"), ("long", "9", "y")], right=(1,)) == "a     10  x\nlong   9  y"


def test_no_line_ends_in_blanks():
    assert columns([("a", ""), ("b", "long")]).splitlines()[0] == "a"


def test_nothing_is_an_empty_table():
    assert columns([]) == ""


def test_long_texts_are_broken_beside_their_name():
    lines = fields([("reading", "word " * 60), ("x", "short")]).splitlines()
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[0].startswith("reading  word")
    assert lines[1].startswith("         word")
    assert lines[-1] == "x        short"


def test_a_paragraph_fits_a_terminal():
    assert all(len(line) <= WIDTH for line in paragraph("word " * 99, "    ").splitlines())


@pytest.mark.parametrize("before", range(60, 94))
def test_a_number_stays_on_the_line_of_its_sign(before):
    text = "x" * before + " and 45 % of 100 % and 0.3 % of it"
    for lines in (paragraph(text), paragraph(text, "    "), fields([("found", text)])):
        assert not any(line.strip().startswith("%") for line in lines.splitlines())
        assert " ".join(lines.removeprefix("found").split()) == text
        assert all(len(line) <= WIDTH for line in lines.splitlines())
