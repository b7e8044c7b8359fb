"""The words of exercises: complete, short, in plain English, and without a number that was typed by hand."""

import re

import pytest

from sim.common.errors import InputError
from sim.teaching.folder import exercises_folder
from sim.teaching.reading import read_exercise
from sim.teaching.words import (
    ENGLISH,
    PSEUDO,
    Words,
    exercise_words,
    expected_ids,
    guide_words,
    interface_words,
    markdown,
    pieces,
    plain,
)

MOST_WORDS = 900
NUMBER_OF_WORLDS = re.compile(r"\d+(\.\d+)?\s*%|\bper cent\b.*\d")


def test_every_word_that_an_exercise_needs_is_there_and_none_besides(name):
    exercise = read_exercise(name)
    assert sorted(exercise_words(exercise).texts) == sorted(expected_ids(exercise))
    assert len(guide_words(exercise).texts) == 12


def test_a_student_reads_at_most_nine_hundred_words(name):
    """Of the replies only one is read; the longest counts."""
    exercise = read_exercise(name)
    words = exercise_words(exercise)
    lengths = {
        key: len(words.with_figures(dict.fromkeys(exercise.figures, "24 %"))[key].split()) for key in words.texts
    }
    replies = [length for key, length in lengths.items() if key.startswith("reply.")]
    instructors = [length for key, length in lengths.items() if key.startswith("commit.name.")]
    hints = [length for key, length in lengths.items() if key.endswith(".hint")]  # read in the terminal alone
    assert sum(lengths.values()) - sum(replies) - sum(instructors) - sum(hints) + max(replies) <= MOST_WORDS


def test_no_share_is_typed_by_hand_where_students_read(name):
    texts = exercise_words(read_exercise(name)).texts
    assert {key: text for key, text in texts.items() if NUMBER_OF_WORLDS.search(text)} == {}


def test_nothing_before_the_prediction_gives_a_figure_away(name):
    texts = exercise_words(read_exercise(name)).texts
    early = ("title", "question", "summary", "hook.", "lever.", "commit.", "change.")
    assert [key for key, text in texts.items() if key.startswith(early) and "{" in text] == []


def test_every_figure_is_used_and_every_used_one_is_there(name):
    exercise = read_exercise(name)
    texts = [*exercise_words(exercise).texts.values(), *guide_words(exercise).texts.values()]
    used = {place for text in texts for place in re.findall(r"\{([a-z0-9_]+)\}", text)}
    assert used <= set(exercise.figures)
    assert used, "an exercise without any computed number in its words"


def test_markup_in_words_is_shown_and_not_obeyed():
    assert "<script" not in markdown("<script>alert(1)</script>\n\n**bold** <img src=x onerror=alert(1)>")
    assert markdown("**bold**") == "<p><strong>bold</strong></p>"
    assert plain("**bold**\n*and* `code`") == "bold and code"


def test_a_link_to_a_script_is_no_link():
    assert "href" not in markdown("[press](javascript:alert(1))")


def test_a_missing_figure_is_told_with_its_place():
    with pytest.raises(InputError, match=r"here\.md: reply: no value for \{brokn\}; nearest: broken"):
        Words({"reply": "It was {brokn}."}, "here.md", {"broken": "24 %"})["reply"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words first\n# title\nA", "words stand before the first heading"),
        ("# title\nA\n# title\nB", "'# title' comes twice"),
        ("# title\n\n# question\nB", "nothing stands under '# title'"),
    ],
)
def test_a_broken_file_of_words_is_told(text, said):
    with pytest.raises(InputError, match=said):
        pieces(text, "x.md")


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(InputError, match=r"no words in the language 'english'; .*valid: en"):
        interface_words("english")


def test_the_pseudo_language_marks_every_line_and_keeps_places():
    english, marked = interface_words(ENGLISH), interface_words(PSEUDO)
    assert list(english.texts) == list(marked.texts)
    assert all("⟦" in text for text in marked.texts.values())
    for key, text in english.texts.items():
        assert re.findall(r"\{[a-z_]+\}", text) == re.findall(r"\{[a-z_]+\}", marked.texts[key])


def test_every_measure_of_an_exercise_has_words(name):
    words = interface_words()
    assert all(f"measure.{measure}" in words for measure in read_exercise(name).measures)


def test_words_of_the_interface_are_all_asked_for():
    """By code, a template or a script of the pages; `{}` in code stands for what is filled in."""
    room = exercises_folder().parent / "sim"
    files = [*(room / "teaching").rglob("*.*"), *(room / "cli").glob("*.py")]
    code = "\n".join(
        path.read_text(encoding="utf8") for path in files if path.suffix in (".py", ".html", ".js", ".css")
    )
    groups = {"outcome", "outcome_meaning", "measure", "guide", "check"}
    unused = [
        name
        for name in interface_words().texts
        if name not in code and name.split(".")[0] not in groups and not _built(name, code)
    ]
    assert unused == []


def _built(name, code):
    """Whether the last part of an id is put together from a variable: `f"group.{x}"`, `'group.' + x`."""
    group, _, rest = name.partition(".")
    parts = [rest[: place + 1] for place, sign in enumerate(rest) if sign in "._"] + [""]
    return any(
        f"{group}.{part}{{" in code or f"{group}.{part}' +" in code or f'{group}.{part}" +' in code for part in parts
    )
