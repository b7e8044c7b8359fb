"""A stored story: if anything in it changes, the first line that differs is named."""

import importlib.util
from itertools import zip_longest
from pathlib import Path

import pytest

COMMAND = "python tests/studies/histories/make_transcript.py"


def load_maker():
    spec = importlib.util.spec_from_file_location("make_transcript", Path(__file__).with_name("make_transcript.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def first_difference(stored: str, now: str) -> str | None:
    """The first line that differs, with its number; None if there is none."""
    lines = zip_longest(stored.splitlines(), now.splitlines(), fillvalue="(the end)")
    for number, (old, new) in enumerate(lines, start=1):
        if old != new:
            return f"line {number}\n  stored: {old}\n  now:    {new}"
    return None


@pytest.mark.parametrize("name", ["siege.txt", "siege_short.txt"])
def test_the_transcripts_are_played_again_to_the_letter(name):
    maker = load_maker()
    differs = first_difference((maker.FOLDER / name).read_text(encoding="utf-8"), maker.transcripts()[name])
    if differs:
        pytest.fail(f"the story differs from {name} in {differs}\nIf that is meant: {COMMAND}")


def test_the_first_line_that_differs_is_named():
    assert first_difference("a\nb\n", "a\nb\n") is None
    assert first_difference("a\nb\n", "a\nc\n") == "line 2\n  stored: b\n  now:    c"
    assert first_difference("a\n", "a\nc\n") == "line 2\n  stored: (the end)\n  now:    c"
