"""A student's file is read as it was saved, and whatever was done to it is said in one sentence."""

import copy
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.common.errors import InputError
from sim.teaching.concept_check import ConceptAnswers
from sim.teaching.reading import read_exercise
from sim.teaching.student import MOST_RUNS, Student, read_any, read_student, write_student
from tests.teaching.simulated import SCRIPT, concept, save

PROMISE = read_exercise("promise_on_paper")


def told():
    """A file as a page saves it, with numbers that need not be true."""
    counts = dict.fromkeys(PROMISE.shown, 3)
    run = {"setting": {"credibility": 0, "agenda": 0.7}, "first_world": 12, "worlds": 500, "seed": 1, "counts": counts}
    return {
        "format": "peace-under-force exercise",
        "format_version": 1,
        "exercise": PROMISE.name,
        "exercise_version": PROMISE.version,
        "language": "en",
        "form": 50,
        "code": "Blue  Heron 7",
        "prediction": {"option": "evenly", "reason": "since each step counts", "confidence": 70},
        "after": None,
        "runs": [run],
        "findings": {"half": 0.3, "reneging": "falls", "breaking": {"credibility": 0.37}},
        "texts": {"explanation": "Belief must turn the balance.", "transfer": "", "exit": "Somebody must answer."},
        "manifest": {"version": "0.1.0", "made_with": "page", "parameters": {"0-1": "abc"}},
    }


@pytest.fixture
def file(tmp_path):
    """Writes a file and returns what is said of it."""
    path = tmp_path / "handed_in.json"

    def said(content):
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        with pytest.raises(InputError) as refused:
            read_any(path)
        return str(refused.value)

    said.path = path
    return said


def read(file, content):
    file.path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_student(file.path)


def changed(place, value):
    """The file with one value changed; `...` removes it."""
    content = copy.deepcopy(told())
    *way, last = place
    inner = content
    for step in way:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return content


def test_what_was_saved_is_read(file):
    student = read(file, told())
    assert (student.exercise, student.form, student.after) == ("promise_on_paper", 50, None)
    assert student.runs[0].counts["reneged"] == 3
    assert student.prediction.confidence == 70


def test_a_code_is_one_code_however_it_was_typed(file):
    assert read(file, told()).code == "blue heron 7"


def test_a_setting_that_was_found_has_a_value_for_every_lever(file):
    assert read(file, told()).findings["breaking"] == {"credibility": 0.37, "agenda": 0.7}


def test_a_byte_order_mark_of_an_editor_does_no_harm(file):
    file.path.write_bytes(b"\xef\xbb\xbf" + json.dumps(told()).encode())
    assert read_student(file.path).exercise == "promise_on_paper"


def test_numbers_off_the_grid_are_welcome_within_their_plausible_ranges(file):
    assert read(file, changed(["runs", 0, "setting", "credibility"], 0.37)).runs[0].setting["credibility"] == 0.37


def test_signs_that_steer_a_screen_are_stripped(file):
    written = "one\x00\x07\x1b[31m two \u202e three \ud800 four\nfive\tsix"
    file.path.write_text(json.dumps(changed(["texts", "exit"], written)))
    assert read_student(file.path).texts["exit"] == "one[31m two  three  four\nfive\tsix"


def test_script_in_a_text_is_a_text(file):
    assert read(file, changed(["texts", "exit"], SCRIPT)).texts["exit"] == SCRIPT


def test_what_is_written_is_read_again_and_written_alike(file, tmp_path):
    student = read(file, told())
    write_student(student, tmp_path / "one.json")
    again = read_student(tmp_path / "one.json")
    write_student(again, tmp_path / "two.json")
    assert again == student
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    names = list(json.loads((tmp_path / "one.json").read_text()))
    assert names == sorted(names)


def test_another_file_is_not_replaced_without_a_word(file, tmp_path, caplog):
    (tmp_path / "there.json").write_text("{}")
    with caplog.at_level(logging.WARNING):
        write_student(read(file, told()), tmp_path / "there.json")
    assert "Replaced" in caplog.text


def test_answers_of_the_concept_check_are_told_from_an_exercise(tmp_path):
    import numpy as np

    path = save(tmp_path, concept("red fox", "before", np.random.default_rng(1)))
    assert isinstance(read_any(path), ConceptAnswers)
    with pytest.raises(InputError, match="concept check, not of an exercise"):
        read_student(path)


WHOLE = json.dumps(told(), indent=1).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\0" * 5_000, "is empty"),
        (WHOLE[:400], "breaks off in line"),
        (WHOLE[:-2], "breaks off in line"),
        (b"Dear teacher", "no JSON in line 1, column 1"),
        (b"[1, 2]", "holds no names with values"),
        ('{"a": "é"}'.encode("latin-1"), r"not text in UTF-8 (byte 8)"),
        (WHOLE.decode().encode("utf-16"), "not text in UTF-8"),
        (WHOLE + b" " * 300_000, "too large: 30"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' * 30_000, "nested too deeply"),
        (WHOLE.replace(b"70", b"NaN", 1), "NaN is not a number"),
        (WHOLE.replace(b"70", b"-Infinity", 1), "-Infinity is not a number"),
        (WHOLE.replace(b"70", b"1e999", 1), "'1e999' is not a number"),
        (WHOLE.replace(b"70", b"7" * 5_000, 1), "too many digits"),
        (WHOLE.replace(b"70", b"7" * 4_000, 1), "must be 100 or less, not a whole number of"),
        (b'{"form": 20, "form": 50}', "'form' appears twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_says_where_it_is_broken(file, content, says):
    message = file(content)
    assert message.startswith("handed_in.json")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (["format"], "a letter", "its format is 'a letter'"),
        (["format"], ..., "its format is None"),
        (["format_version"], 2, "form 2 of students' files, and this program reads form 1"),
        (["exercise"], "promise_on_papr", "nearest: promise_on_paper"),
        (["exercise"], 3, "does not say of which exercise"),
        (
            ["exercise_version"],
            "0" * 12,
            f"version '{'0' * 12}' of promise_on_paper, and this program has '{PROMISE.version}'",
        ),
        (["exercise_version"], ..., "the field exercise_version is missing"),
        (["prediction"], ..., "the field prediction is missing"),
        (["prediction", "reason"], ..., "the field prediction.reason is missing"),
        (
            ["prediction", "option"],
            "evenli",
            "prediction.option is 'evenli', which is not an option there; nearest: evenly",
        ),
        (["prediction", "confidence"], 101, "must be 100 or less, not 101"),
        (["prediction", "confidence"], True, "must be a whole number, not True"),
        (["after"], {"option": "x", "confidence": 1}, "after.option is 'x'"),
        (["form"], 30, "must be 20 or 50"),
        (["name"], "Ani", "the field name does not belong there"),
        (["code"], "<b>", "the code cannot be used: '<b>' is not a code"),
        (["language"], "<b>", "the field language must be"),
        (["runs"], {}, "must be a list"),
        (["runs"], [told()["runs"][0]] * 2, "runs[1].setting stands there for the second time"),
        (["runs"], [told()["runs"][0]] * (MOST_RUNS + 1), "must have at most 200 entries"),
        (["runs", 0, "setting", "credibility"], 0.95, "0.95 is out of range [0, 0.9]"),
        (["runs", 0, "setting", "credibility"], 10**100, "must be a number, a name"),
        (["runs", 0, "setting", "credibility"], "0.3", "is '0.3', which is not a level"),
        (["runs", 0, "setting", "credibility"], True, "must be a number, a name"),
        (["runs", 0, "setting", "credibilty"], 0.3, "nearest: credibility"),
        (["runs", 0, "setting", "agenda"], ..., "the field runs[0].setting.agenda is missing"),
        (["runs", 0, "counts", "reneged"], -1, "must be 0 or more, not -1"),
        (["runs", 0, "counts", "reneged"], 501, "is 501, more than the 500 worlds"),
        (["runs", 0, "counts", "reneged"], 3.0, "must be a whole number"),
        (["runs", 0, "counts", "reneged"], ..., "the field runs[0].counts.reneged is missing"),
        (["runs", 0, "counts", "renegd"], 1, "nearest: reneged"),
        (["runs", 0, "first_world"], 900, "end at 1,400, and the exercise has 1,000"),
        (["runs", 0, "worlds"], 10**15, "and the exercise has 1,000"),
        (["findings", "hlf"], 0.3, "asks no finding 'hlf'; nearest: half"),
        (["findings", "half"], 2, "2 is out of range"),
        (["findings", "half"], {"credibility": 0.3}, "is not a level"),
        (["findings", "half"], [1], "must be a number, a name, or values of levers"),
        (["findings", "reneging"], "rise", "nearest: rises"),
        (["findings", "breaking"], 0.3, "must be a value for each lever"),
        (["findings", "breaking"], {"lever": 1}, "'lever' does not belong into findings.breaking"),
        (["texts", "exit"], "x" * 4_001, "must have at most 4000 characters"),
        (["texts", "exitt"], "x", "nearest: exit"),
        (["texts", "exit"], 3, "must be a text"),
        (["manifest", "made_with"], "magic", "must be 'page', 'command line' or 'notebook'"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, list) and len(str(value)) < 60 else "",
)
def test_an_edited_file_names_the_field_and_what_would_be_right(file, place, value, says):
    message = file(changed(place, value))
    assert message.startswith("handed_in.json")
    assert says in message
    assert message.endswith(".")


def test_views_that_cannot_be_taken_over_are_refused(file):
    authors = read_exercise("five_authors")
    content = told() | {"exercise": authors.name, "exercise_version": authors.version, "findings": {}, "runs": []}
    content["prediction"]["option"] = "aims"
    content["findings"] = {"turning": {"author": "ratelle2025", "swap": "moscow"}}
    assert "do not go together" in file(content)


def test_what_is_no_file_is_said(tmp_path):
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "none.json", "no such file")):
        with pytest.raises(InputError, match=says):
            read_student(path)


def test_the_sentences_stand_in_the_words_of_a_language(file):
    file.path.write_text("")
    with pytest.raises(InputError, match="⟦"):
        read_student(file.path, "pseudo")


_leaf = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30)
)
_junk = st.recursive(
    _leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@given(place=st.sampled_from(sorted(told())), value=_junk)
def test_junk_in_any_field_is_read_or_refused_in_one_sentence(tmp_path_factory, place, value):
    path = tmp_path_factory.mktemp("junk") / "junk.json"
    path.write_text(json.dumps({**told(), place: value}))
    try:
        assert isinstance(read_any(path), Student)
    except InputError as error:
        assert str(error).startswith("junk.json")
