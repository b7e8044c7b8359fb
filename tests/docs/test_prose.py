"""What people read is plain English: no words that are out, no endless sentences; and the rules find what they should."""

import json
import re

import pytest

from tests.docs.prose import (
    LONGEST_BREATH,
    LONGEST_SENTENCE,
    ROOT,
    Piece,
    faults,
    files,
    in_code,
    in_data,
    in_notebook,
    in_page,
    in_script,
    in_template,
    rules,
)

FILES = [pytest.param(path, read, id=str(path.relative_to(ROOT))) for path, read in files()]
LEAST = {".py": 440, ".yaml": 90, ".md": 43, ".html": 10, ".js": 10, ".ipynb": 1}
"""So many files of each kind people read, at least."""
RULES = [pytest.param(rule, id=rule.such_as) for rule in rules()]
PLAIN = (
    "Optional parts can be omitted. All settings use the same random draws.",
    "The middle nine tenths of the shares lie in the band; the middle of its range is 0.5.",
    "The story is told in ten lines. Two cells cannot be told apart.",
    "There is no folder of that name, and the answer is no longer than a line.",
    "As far as it is known, the share falls as soon as it is raised.",
    "What matters is not the number but for whom it counts.",
    "Look at the table for it, and for the other one.",
    "That is why the interval is wide. That counts.",
    "The worlds cannot tell which is the best.",
)


def found_in(text: str, file: str = "page.md") -> list[str]:
    """What is wrong with a text."""
    return list(faults(Piece(file, 1, text)))


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_no_kind_of_file_is_left_out(kind, least):
    """A pattern that finds nothing would let every rule pass."""
    there = {path.relative_to(ROOT).as_posix() for path, _ in files() if path.suffix == kind}
    assert len(there) >= least
    if kind in (".js", ".ipynb"):
        texts = [
            piece for path, read in files() if path.suffix == kind for piece in read(path.read_text("utf-8"), path.name)
        ]
        assert len(texts) > least, f"hardly anything of the files {kind} is read"


@pytest.mark.parametrize(("path", "read"), FILES)
def test_everything_that_people_read_is_plain_english(path, read):
    text, name = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
    wrong = [fault for piece in read(text, name) for fault in faults(piece)]
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_finds_its_planted_sentence_and_says_what_to_write(rule):
    assert rule.pattern.search(rule.such_as)
    assert any(f"say: {rule.say}" in fault for fault in found_in(rule.such_as))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_sentences_pass(text):
    assert not found_in(text)


def test_a_fault_names_file_line_phrase_and_what_to_say_instead():
    (fault,) = found_in("One line.\nWar becomes\nlikelier every year.", "docs/page.md")
    assert re.match(r"docs/page\.md:3: 'likelier' is out \(.+\); say: more likely", fault)


def test_a_phrase_is_found_across_the_end_of_a_line():
    (fault,) = found_in("What\nbecomes of it?")
    assert "'What becomes of'" in fault


def test_a_long_sentence_is_found_and_one_that_stops_in_between_is_not():
    assert "without a stop" in found_in("The share " + "and the interval " * (LONGEST_BREATH // 3 + 1) + "rise.")[0]
    halves = "; ".join(["the share of the worlds rises" + " in every quarter" * 8] * 2)
    assert not found_in(halves)
    assert f"{LONGEST_SENTENCE} at most" in found_in("; ".join([halves] * 2))[0]


def test_code_in_a_page_is_not_read_and_text_in_tables_and_links_is():
    page = "# Title\n\n```sh\nrun likelier\n```\n\nUse `likelier` here.\n\n| a | b |\n| --- | --- |\n| [likelier](x.md) | c |\n"
    (piece,) = [piece for piece in in_page(page, "p.md") if found_in(piece.text)]
    assert piece.line == 11


def test_texts_of_data_are_read_and_its_names_are_not():
    data = "likelier_name: 1\nlabel: War becomes likelier\nreading: >-\n  One line.\n  War is likelier.\n"
    assert [fault.split(" ")[0] for p in in_data(data, "d.yaml") for fault in faults(p)] == ["d.yaml:2:", "d.yaml:4:"]


def test_docstrings_messages_and_texts_with_values_are_read_and_code_in_them_is_not():
    code = (
        '"""War becomes likelier.\n\n    >>> likelier(1)\n    likelier\n    """\n'
        'key = "likelier"\nraise ValueError(f"{key} is no number")\n'
    )
    wrong = [fault for piece in in_code(code, "c.py") for fault in faults(piece)]
    assert [fault.split(" ")[0] for fault in wrong] == ["c.py:1:", "c.py:7:"]


def test_texts_of_templates_are_read_and_their_commands_are_not():
    template = "<style>likelier war</style>\n{% if likelier war %}<p title='a b'>War is\nlikelier now</p>{% endif %}"
    assert [fault.split(" ")[0] for p in in_template(template, "t.html") for fault in faults(p)] == ["t.html:3:"]


def test_comments_and_texts_of_scripts_are_read_and_names_and_markup_are_not():
    script = (
        "const x = 'likelier_name';\n// War becomes likelier.\nsay(`War is likelier now`, `<p>likelier war</p>`);\n"
    )
    assert [fault.split(" ")[0] for p in in_script(script, "s.js") for fault in faults(p)] == ["s.js:2:", "s.js:3:"]


def test_the_words_of_a_notebook_are_read_and_its_code_is_not():
    cells = [{"cell_type": kind, "source": ["War is\n", "likelier."]} for kind in ("markdown", "code")]
    assert len([fault for p in in_notebook(json.dumps({"cells": cells}), "n.ipynb") for fault in faults(p)]) == 1
