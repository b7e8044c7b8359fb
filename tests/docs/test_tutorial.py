"""Whatever the tutorial shows is what its commands print, and whatever it says in numbers stands in what it shows."""

import re
from itertools import pairwise

import pytest

from tests.docs.make_tutorial import DRAWN, LESSONS, PICTURES, commands, printed, renewed, shown

AGAIN = "run python tests/docs/make_tutorial.py, and read whether the words around it are still true"
CLAIMS = (
    ("1_run", r"and (\d+) % still end in deferred tension", r"^Fattah 2025( +\S+ \S+){{2}} +{0} \("),
    (
        "2_change",
        r"With it, (\d+) % of the worlds end in ideal peace; without it (\d+) % do",
        r"^ideal peace +{1} % \S+ +{0} % ",
    ),
    ("2_change", r"(\d+) worlds end in ideal peace without the guarantee", r"^ideal peace .* {0}$"),
    ("2_change", r"With it, (\d+) of these end in deferred tension", r"^ideal peace( +\S+ \(\S+ %\)){{2}} +{0} \("),
    ("2_change", r"from deferred tension to ideal peace, there is (\d+) world", r"^deferred tension +{0} \(\S+ %\) "),
    (
        "2_change",
        r"no longer does harm: (\d+) % of the worlds",
        r"regional buy in\n(.*\n)*ideal peace +\S+ % \S+ +{0} % ",
    ),
    ("2_change", r"In the last row p is (\S+), and still", r"^new confrontation .* −\S+ to \+\S+ +{0}$"),
    ("2_change", r"Ideal peace at (\d+) % rests", r"^ideal peace +{0} % "),
    ("3_sweep", r"ideal peace from (\S+) % to (\S+) %", r"0\.0 +fattah2025 +{0} (.*\n)* *\d+ +0\.8 +fattah2025 +{1} "),
    ("3_sweep", r"reaches up to (\S+) points to either side", r"95 % intervals reach {0} points or less"),
)
"""Lesson, what it says with its numbers, and where these stand in what it shows."""
NO_RESULTS = (
    r"[Ll]esson \d", r"(?m)^\d\. ", r"of 100 histories", r"only 1,000 worlds were played", r"With 10,000 worlds",
    r"World 42 is always", r"[Ww]orld 17 with", r"(leaves|includes) 0\b",
    r"hold together with 95 %", r"five values from 0 to 0\.8",
    r"these are 15 \*\*cells\*\* of 500 worlds", r"stays below 1 %", r"step from 0 to 0\.2 brings (\S+) points",
    r"step from 0\.6 to 0\.8 brings (\d\.\d)",
)  # fmt: skip
"""Numbers of the prose that are no result of one cell: examples, counts that a command asks for, what is tested on its own."""


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


def prose(path):
    """The words of a lesson without blocks, code and addresses of links; a blank stands for every row of them."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    return re.sub(r"(?<!\n)\n(?![\n#]|\d\.|- )|(?<=\S) +", " ", bare)


@pytest.mark.parametrize(("name", "said", "shown_as"), CLAIMS, ids=[said for _, said, _ in CLAIMS])
def test_every_result_that_a_lesson_speaks_of_is_in_the_row_it_speaks_of(name, said, shown_as):
    (path,) = (path for path in LESSONS if path.stem == name)
    numbers = re.search(said, prose(path)).groups()
    parts = "\n".join(part.text for part in shown(path.read_text(encoding="utf-8")))
    assert re.search(shown_as.format(*map(re.escape, numbers)), parts, re.MULTILINE), numbers


@pytest.mark.parametrize("path", LESSONS, ids=name_of)
def test_no_number_of_the_prose_is_left_unchecked(path):
    words = prose(path)
    for said in (*(said for name, said, _ in CLAIMS if name == path.stem), *NO_RESULTS):
        words = re.sub(said, "", words)
    assert re.findall(r".{0,30}(?<![A-Za-z])\d.{0,30}", words) == []


def test_what_the_last_lesson_says_of_its_design_and_its_steps_is_counted():
    words, (text,) = prose(LESSONS[2]), (path.read_text(encoding="utf-8") for path in LESSONS[2:])
    rows = re.findall(r"^ +\d+ +(\d\.\d) +(\w+) +(\d+\.\d)", text, re.MULTILINE)
    fattah = {float(value): float(share) for value, author, share in rows if author == "fattah2025"}
    first, last = (float(re.search(said, words)[1]) for said in NO_RESULTS[-2:])
    assert first == pytest.approx(fattah[0.2] - fattah[0.0]) and last == pytest.approx(fattah[0.8] - fattah[0.6])
    assert len(rows) == 15 and "--worlds 500" in text
    assert all(float(share) < 1 for _, author, share in rows if author == "araz2023")


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
