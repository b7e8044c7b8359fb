"""`python -m sim exercise`: the list, the walk with piped lines, what breaks off and goes on, and what is refused in words."""

import io
import json

import pytest

from sim.cli.places import ANSWERS, TEACHING
from sim.teaching.folder import exercise_names
from sim.teaching.student import read_student
from tests.teaching.conftest import drawn, small
from tests.teaching.walking import CODE, lines

PROMISE = "promise_on_paper"
BEGUN = ("exercise", "start", PROMISE, "--form", "20", "--code", CODE, "--workers", "1")


@pytest.fixture
def few(monkeypatch, two_years):
    """Exercises of few worlds and two years, whoever reads them."""
    for place in ("sim.teaching.reading", "sim.teaching.answers"):
        monkeypatch.setattr(f"{place}.read_exercise", lambda name, folder=None: small(name))


@pytest.fixture
def typed(monkeypatch):
    """What comes through a pipe."""

    def pipe(given):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in given)))

    return pipe


def test_the_list_names_every_exercise_in_its_order(fine):
    told = json.loads(fine("exercise", "list", "--json"))
    assert [one["name"] for one in told] == list(exercise_names())
    assert told[0].keys() == {"number", "name", "title", "question", "summary", "capstone"}
    out = fine("exercise", "list")
    assert [one["title"] for one in told if f"{one['number']}  {one['name']}: {one['title']}" not in out] == []


def test_a_walk_through_a_pipe_writes_the_file_and_says_how_to_check_it(few, typed, call, tmp_path):
    typed(lines(small(PROMISE), 20))
    result = call(*BEGUN)
    assert (result.code, result.err) == (0, "")
    assert "Step 6 of 6" in result.out
    assert "python -m sim exercise check results/answers/promise_on_paper-blue-heron-7.json" in result.out.replace(
        "peace-under-force", "python -m sim"
    )
    assert read_student(tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.json").form == 20


def test_form_and_code_are_asked_for_if_they_are_not_said(few, typed, call, tmp_path):
    typed(["30", "20 minutes", "<script>", "Grey Owl 3", *lines(small(PROMISE), 20)])
    result = call("exercise", "start", PROMISE, "--workers", "1", "--out", "mine.json")
    assert result.code == 0
    assert "'30' is not a form of the exercise" in result.out
    assert "'<script>' is not a code" in result.out
    assert read_student(tmp_path / "mine.json").code == "grey owl 3"


def test_the_end_of_the_input_sets_the_answers_aside_and_resume_goes_on(few, typed, call, tmp_path):
    given = lines(small(PROMISE), 20)
    typed(given[:6])
    result = call(*BEGUN)
    aside = tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.unfinished.json"
    assert result.code == 2
    assert "the input ended before the exercise was finished" in result.err
    assert "exercise start --resume results/answers/promise_on_paper-blue-heron-7.unfinished.json" in result.err
    assert aside.exists()
    typed(given[6:])
    result = call("exercise", "start", "--resume", str(aside), "--workers", "1")
    assert result.code == 0
    assert not aside.exists()
    assert len(read_student(tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.json").runs) == 2


def test_an_interruption_sets_the_answers_aside(few, monkeypatch, call, tmp_path):
    given = iter(lines(small(PROMISE), 20)[:5])

    def ask(self, prompt):
        try:
            return next(given)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("sim.cli.terminal.Terminal.ask", ask)
    result = call(*BEGUN)
    assert result.code == 130
    assert "Set aside: results/answers/promise_on_paper-blue-heron-7.unfinished.json" in result.err
    assert json.loads((tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.unfinished.json").read_text())["done"][
        :2
    ] == [
        "hook",
        "commit",
    ]


def test_nothing_is_left_behind_if_nothing_was_answered(few, typed, call, tmp_path):
    typed([])
    assert call(*BEGUN).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["start", "notebook", "handout", "guide", "build"])
def test_an_unknown_exercise_is_refused_with_the_nearest(call, command):
    result = call("exercise", command, "promise_on_papr")
    assert result.code == 2
    assert "unknown exercise 'promise_on_papr'; nearest: promise_on_paper" in result.err


def test_what_was_set_aside_is_not_lost_by_starting_anew(few, typed, call, tmp_path):
    given = lines(small(PROMISE), 20)
    typed(given[:6])
    assert (
        "--resume promise_on_paper-blue-heron-7.unfinished.json --out mine.json"
        in call(*BEGUN, "--out", "mine.json").err
    )
    typed(given[:6])
    call(*BEGUN)
    before = (tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.unfinished.json").read_bytes()
    typed(given)
    result = call(*BEGUN)
    assert result.code == 2
    assert "go on with" in result.err
    assert "exercise start --resume results/answers/promise_on_paper-blue-heron-7.unfinished.json" in result.err
    assert (tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.unfinished.json").read_bytes() == before


def test_a_file_that_is_going_to_be_replaced_is_named_before_anything_is_asked(few, typed, call, tmp_path):
    (tmp_path / ANSWERS).mkdir(parents=True)
    (tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.json").write_text("mine", encoding="utf-8")
    typed([])
    result = call(*BEGUN)
    assert "results/answers/promise_on_paper-blue-heron-7.json is there already" in result.err
    assert "Nothing was set aside" in result.err
    assert (tmp_path / ANSWERS / "promise_on_paper-blue-heron-7.json").read_text(encoding="utf-8") == "mine"


def test_what_was_set_aside_is_told_from_a_finished_file_by_the_check(few, typed, call):
    typed(lines(small(PROMISE), 20)[:6])
    call(*BEGUN)
    result = call("exercise", "check", "results/answers/promise_on_paper-blue-heron-7.unfinished.json")
    assert result.code == 2
    assert "is an exercise that was set aside, not a finished one" in result.err


@pytest.mark.parametrize("command", [("check", "x.json"), ("class", ".")])
def test_an_unknown_language_is_refused_before_a_file_is_read(call, command):
    result = call("exercise", *command, "--language", "xx")
    assert result.code == 2
    assert "no words in the language 'xx'" in result.err


@pytest.mark.parametrize("command", ["list", "start", "notebook", "handout", "guide", "build"])
def test_an_unknown_language_is_refused_before_anything_is_played(few, call, command, typed):
    typed([])
    arguments = () if command in ("list", "build") else (PROMISE,)
    result = call("exercise", command, *arguments, "--language", "xx")
    assert (result.code, result.out) == (2, "")
    assert "no words in the language 'xx'" in result.err


def test_a_place_that_cannot_be_written_to_is_refused_before_anything_is_asked(call, tmp_path, typed):
    (tmp_path / "there").mkdir()
    typed([])
    for command in (
        (*BEGUN,),
        ("exercise", "handout", PROMISE),
        ("exercise", "guide", PROMISE),
        ("exercise", "notebook", PROMISE),
    ):
        result = call(*command, "--out", "there")
        assert (result.code, result.out) == (2, "")
        assert "cannot write there: a folder of this name is in the way" in result.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("start",), "give the NAME of an exercise"),
        (("start", PROMISE, "--resume", "x.json"), "give the NAME of an exercise"),
        (("start", "--resume", "x.json"), "there is no file x.json"),
        (("start", "--resume", "x.json", "--form", "20"), "leave them out with --resume"),
        (("start", PROMISE, "--form", "30"), "'30' is not one of"),
        (("start", PROMISE, "--code", "a@b.c"), "is not a code"),
        (("check", "x.json"), "x.json"),
        (("class", "nowhere"), "there is no folder nowhere; give the folder"),
        (("strat", PROMISE), "strat"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, given, said):
    result = call("exercise", *given)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_text_that_is_not_utf8_is_refused_in_words(few, monkeypatch, call, tmp_path):
    given = "".join(f"{line}\n" for line in lines(small(PROMISE), 20)[:6]).encode() + b"caf\xe9\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given), 1), encoding="utf-8"))
    result = call(*BEGUN)
    assert result.code == 2
    assert "UTF-8" in result.err


def test_a_notebook_is_written_and_replaced_only_with_a_word(fine, call, tmp_path):
    assert "Written: results/teaching/promise_on_paper.ipynb" in fine("exercise", "notebook", PROMISE)
    made = json.loads((tmp_path / TEACHING / "promise_on_paper.ipynb").read_text(encoding="utf-8"))
    assert (made["nbformat"], made["cells"][0]["cell_type"]) == (4, "markdown")
    (tmp_path / TEACHING / "promise_on_paper.ipynb").write_text("mine", encoding="utf-8")
    assert "Replaced results/teaching/promise_on_paper.ipynb" in call("exercise", "notebook", PROMISE).err


def test_handout_second_sheet_and_guide_are_written(few, monkeypatch, fine, tmp_path):
    monkeypatch.setattr("sim.cli.exercise._grid", lambda found, workers: drawn(PROMISE))
    for arguments, name in (
        (("handout", PROMISE), "results/teaching/promise_on_paper-handout.html"),
        (("handout", PROMISE, "--replies"), "results/teaching/promise_on_paper-replies.html"),
        (("guide", PROMISE, "--out", "g.html"), "g.html"),
    ):
        assert f"Written: {name}" in fine("exercise", *arguments)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_set_aside_by_hand_is_refused_in_words(call, tmp_path):
    (tmp_path / "u.json").write_text("{", encoding="utf-8")
    result = call("exercise", "start", "--resume", "u.json")
    assert result.code == 2
    assert "u.json cannot be read as JSON" in result.err
