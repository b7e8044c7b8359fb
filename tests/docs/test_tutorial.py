"""Whatever the tutorial shows is what its commands print, and whatever it says in numbers stands in what it shows."""

import re
from itertools import pairwise

import pytest

from tests.docs.make_tutorial import DRAWN, LESSONS, PICTURES, commands, printed, renewed, shown

AGAIN = "run python tests/docs/make_tutorial.py, and read whether the words around it are still true"
NUMBER = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) %")


def name_of(path):
    return path.stem


def test_there_are_three_lessons_that_lead_to_each_other():
    assert [path.stem for path in LESSONS] == ["1_run", "2_change", "3_sweep"]
    for lesson, following in pairwise(LESSONS):
        assert f"]({following.name})" in lesson.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", LESSONS, ids=name_of)
def test_a_lesson_shows_what_its_commands_print(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert renewed(text, printed(text)) == text, AGAIN


@pytest.mark.parametrize("path", LESSONS, ids=name_of)
def test_every_share_that_a_lesson_speaks_of_is_in_what_it_shows(path):
    text = path.read_text(encoding="utf-8")
    there = [float(one) for part in shown(text) for one in re.findall(r"\d+(?:\.\d+)?", part.text)]
    words = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    for said in NUMBER.findall(words):
        digits = len(said.partition(".")[2])
        # "below 1 %" speaks of a bound, not of a share.
        assert f"below {said} %" in words or any(round(one, digits) == float(said) for one in there), f"{said} %"


@pytest.mark.parametrize("path", LESSONS, ids=name_of)
def test_a_lesson_has_things_to_notice_and_to_try(path):
    text = path.read_text(encoding="utf-8")
    for heading in ("## Things to notice", "## Things to try"):
        part = text.split(f"{heading}\n", 1)[1].split("\n## ", 1)[0]
        assert len(re.findall(r"^(?:- |\d+\. )", part, re.MULTILINE)) >= 3


def test_a_lesson_shows_an_effect_and_not_a_null():
    second, third = (path.read_text(encoding="utf-8") for path in LESSONS[1:])
    assert re.search(r"^ideal peace .*< 0\.001$", second, re.MULTILINE)
    ideal = [float(row) for row in re.findall(r"fattah2025 +(\d+\.\d)", third)]
    assert max(ideal) - min(ideal) > 20


def test_every_picture_of_the_tutorial_is_drawn_by_one_of_its_commands():
    text = "".join(path.read_text(encoding="utf-8") for path in LESSONS)
    assert sorted(re.findall(r"pictures/tutorial/([\w.]+)", text)) == sorted(DRAWN)
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted(DRAWN)
    folders = {written.rpartition("/")[0] for written in DRAWN.values()}
    assert folders <= {
        word for lesson in LESSONS for line in commands(lesson.read_text("utf-8")) for word in line.split()
    }
