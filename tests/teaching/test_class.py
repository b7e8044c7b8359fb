"""A class of 200 files, ten of them broken: the good ones are reported, the broken ones named, and nothing else happens."""

import re
from dataclasses import replace

import numpy as np
import pytest

from sim.common.errors import InputError
from sim.studies.shares.intervals import share_of
from sim.teaching import class_counts as counts
from sim.teaching import class_report
from sim.teaching.class_charts import WIDTH, Pile, Row, Scatter, axis, bars, piles, scatters
from sim.teaching.class_page import class_page
from sim.teaching.class_report import read_class
from sim.teaching.key import read_key
from sim.teaching.own import first_world
from tests.teaching.conftest import small
from tests.teaching.simulated import (
    CHEATING,
    RIGHT,
    SCRIPT,
    TURNED,
    break_ten,
    concept,
    save,
    small_grid,
    student,
    write_class,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("two_years_throughout")
"""Students and report play the same worlds; how long they are does not matter."""
EXERCISES = {name: small(name) for name in ("promise_on_paper", "give_more_get_peace")}
RIGHT_OPTION = read_key(EXERCISES["promise_on_paper"]).option


@pytest.fixture(scope="module")
def grids(two_years_throughout):
    return [small_grid(exercise) for exercise in EXERCISES.values()]


@pytest.fixture(scope="module")
def folder(grids, tmp_path_factory):
    """190 good files and ten broken ones, one of which holds script."""
    place = tmp_path_factory.mktemp("class")
    write_class(place, grids, 148, concept_students=20)
    cheat = student(grids[0], "black crow", CHEATING)
    scripted, turned = student(grids[0], "evil owl", "evenly"), student(grids[0], "odd owl", RIGHT)
    for told, text in ((scripted, f"{SCRIPT} Evil Owl wrote this."), (turned, TURNED)):
        told["texts"]["explanation"] = text
        told["prediction"]["confidence"] = 100
    for told in (cheat, scripted, turned, student(grids[0], "plain dove", RIGHT, 20)):
        save(place, told)
    for number in range(2):
        save(place, concept(f"late fox {number}", "after", np.random.default_rng(number)))
    return place, break_ten(place, student(grids[0], "white swan"))


@pytest.fixture(scope="module")
def found(folder):
    return read_class(folder[0], exercises=EXERCISES, workers=1)


@pytest.fixture(scope="module")
def page(found):
    return class_page(found)


def group_of(found, name="promise_on_paper"):
    return next(group for group in found.groups if group.exercise.name == name)


def test_every_file_is_either_counted_or_named_as_broken(folder, found):
    names = [path.name for path in folder[0].iterdir()]
    assert len(names) == 200
    assert found.files == 190
    assert [one.file for one in found.broken] == sorted(folder[1])
    assert all(one.message.startswith(one.file) for one in found.broken)


def test_a_broken_file_gives_the_exit_code_that_it_gives_elsewhere(found):
    assert found.exit_code == 2
    assert replace(found, broken=()).exit_code == 0


def test_exercises_come_in_their_order(found):
    assert [group.exercise.number for group in found.groups] == [3, 5]


def test_a_cheat_is_found_and_honest_students_are_not_accused(found):
    verdicts = {one.code: holds for one, holds in group_of(found).holds("reproduced")}
    assert verdicts["black crow"] is False
    assert verdicts["plain dove"] is True
    assert verdicts["odd owl"] is True


def test_each_kind_of_student_is_counted_under_its_own_prediction(found):
    group = group_of(found)
    chosen = [one.prediction.option for one in group.students]
    told = counts.predictions(group)
    assert {one.option: one.before for one in told} == {
        option: chosen.count(option) for option in group.exercise.options
    }
    assert [one.option for one in told if one.right] == [RIGHT_OPTION]
    assert sum(one.after for one in told) == len(group.files)


def test_the_later_file_of_a_code_counts_and_that_is_told(grids, tmp_path):
    first, second = (student(grids[0], "two owls", kind, 20) for kind in ("evenly", "never"))
    save(tmp_path, first).rename(tmp_path / "a.json")
    save(tmp_path, second).rename(tmp_path / "b.json")
    found = read_class(tmp_path, exercises=EXERCISES, workers=1)
    assert [(one.file, one.by) for one in found.replaced] == [("a.json", "b.json")]
    assert [one.prediction.option for one in group_of(found).students] == ["never"]
    assert "handed in a later one: 1." in class_page(found)


def test_settings_off_the_grid_are_left_to_the_instructor(grids, tmp_path):
    told = student(grids[0], "far owl", form=20)
    told["runs"].append({**told["runs"][0], "setting": {"credibility": 0.37, "agenda": 0.7}})
    save(tmp_path, told)
    group = group_of(read_class(tmp_path, exercises=EXERCISES, workers=1))
    assert [holds for _, holds in group.holds("reproduced")] == [None]
    assert all("0.37" not in label for label in group.grid.codes)


def test_each_cell_is_played_once_and_no_other(found):
    group = group_of(found)
    assert len(group.grid.codes) <= 9  # seven levels of the threshold, and two of the agenda that students looked at


def test_pooled_worlds_are_the_distinct_ones_of_the_class(found):
    group = group_of(found)
    luck = counts.luck(group, group.exercise.start)
    windows = [first_world(group.exercise, one.code) for one in group.students]
    distinct = {world for first in windows for world in range(first, first + group.exercise.own)}
    flags = group.grid.flags(group.exercise.start, group.exercise.main)
    assert luck.pooled == share_of(int(flags[sorted(distinct)].sum()), len(distinct))
    assert luck.shares[0] == flags[windows[0] : windows[0] + group.exercise.own].mean()
    assert min(luck.shares) <= luck.pooled.share <= max(luck.shares)
    assert min(luck.shares) < max(luck.shares)


def test_without_files_there_is_a_sentence_and_no_page(tmp_path):
    with pytest.raises(InputError, match="no students' files"):
        read_class(tmp_path)
    with pytest.raises(InputError, match=r"there is no folder .*; give the folder"):
        read_class(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is not a folder"):
        read_class(tmp_path / "file")


def test_hidden_files_and_other_files_are_left_alone(grids, tmp_path):
    save(tmp_path, student(grids[0], "one owl", form=20))
    for name in ("._one.json", "notes.txt", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\0\1")
    found = read_class(tmp_path, exercises=EXERCISES, workers=1)
    assert (found.files, found.broken) == (1, ())


def test_a_folder_of_broken_files_alone_still_gives_a_page(tmp_path):
    (tmp_path / "x.json").write_text("{")
    found = read_class(tmp_path)
    assert found.exit_code == 2
    assert "x.json breaks off in line 1" in class_page(found)


def test_the_surest_of_each_kind_are_chosen_to_be_discussed(found):
    chosen = counts.explanations(group_of(found))
    assert [one.why for one in chosen] == ["changed", "right_sure", "wrong_sure"]
    assert chosen[0].student.after.option == RIGHT_OPTION != chosen[0].student.prediction.option
    assert len({one.student.code for one in chosen}) == 3
    assert chosen == counts.explanations(group_of(found))


def test_where_a_kind_is_missing_a_hash_chooses(found):
    group = group_of(found)
    right = tuple(one for one in group.files if one.student.prediction.option == RIGHT_OPTION)
    chosen = counts.explanations(replace(group, files=right))
    assert [one.why for one in chosen] == ["right_sure", "any", "any"]
    backwards = counts.explanations(replace(group, files=right[::-1]))
    assert [one.text for one in chosen] == [one.text for one in backwards]


def test_no_code_stands_on_the_page(found, page):
    codes = {one.code for group in found.groups for one in group.students} | {one.code for one in found.concept}
    shown = page.lower()
    assert [code for code in codes if re.search(rf"(?<!\w){code}(?!\w)", shown)] == []


def test_script_is_shown_and_not_obeyed(page):
    assert "&lt;script&gt;document.title" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "onerror=&#34;" in page
    assert "script-src" not in page.split("</head>")[0]
    assert "default-src 'none'" in page


def test_the_same_files_give_the_same_page(folder, found, page, monkeypatch):
    grids = {group.exercise.name: group.grid for group in found.groups}
    monkeypatch.setattr(class_report, "play_cells", lambda *asked: grids)
    assert class_page(read_class(folder[0], exercises=EXERCISES)) == page


def test_the_most_missed_check_comes_first(found):
    missed = counts.missed(group_of(found).files)
    parts = [one.missed / one.total for one in missed]
    assert parts == sorted(parts, reverse=True)
    assert {one.name for one in missed} >= {"predicted", "reproduced", "half", "explanation"}


def test_few_students_are_told_as_counts_and_many_also_in_per_cent(grids, page, tmp_path):
    for number in range(3):
        save(tmp_path, student(grids[0], f"owl {number}", form=20))
    few = class_page(read_class(tmp_path, exercises=EXERCISES, workers=1))
    assert "3 of 3" in few
    assert "3 of 3 (" not in few
    assert re.search(r"\d+ of \d\d \(\d+.%\)", page)


def test_every_word_of_the_page_stands_in_the_words(found):
    """What students wrote and what is said of broken files, which is asked for in a language when they are read, apart."""
    page = class_page(replace(found, broken=()), "pseudo")
    body = re.sub(r"<blockquote.*?</blockquote>", "", page.split("<body>")[1], flags=re.DOTALL)
    shown = [text.strip() for text in re.findall(r">([^<]+)<", body)]
    assert len(shown) > 200
    assert [text for text in shown if re.search("[A-Za-z]{2}", re.sub(r"⟦.*⟧", "", text, flags=re.DOTALL))] == []


def test_answers_between_two_levels_have_a_place_of_their_own():
    lever = EXERCISES["promise_on_paper"].lever("credibility")
    found = counts.slots(lever, [(0.3, True), (0.37, True), (0.37, False), (0.9, None)])
    assert [(one.low, one.high, one.verdicts) for one in found if one.verdicts] == [
        (0.3, 0.3, (True,)),
        (0.3, 0.45, (True, False)),
        (0.9, 0.9, (None,)),
    ]
    assert len(found) == len(lever.levels) + 1


@pytest.mark.parametrize("students", [1, 19, 200, 1_000])
def test_no_mark_leaves_its_chart_however_large_the_class(students):
    share = share_of(students // 2, students)
    chance = np.random.default_rng(1)
    shares = tuple(chance.binomial(500, 0.2, students) / 500)
    charts = [
        bars("", [Row("one", (("before", students, str(students), "before"), ("after", 0, "0", "after")))]),
        piles("", [Pile("0.3", ("holds",) * students), Pile("a level with a long name", ("fails",) * students)]),
        scatters("", [Scatter("here", shares, share, ""), Scatter("there", (0.0,) * students, share, "")]),
    ]
    for chart in charts:
        assert all(dot.x - dot.radius >= 0 and dot.x + dot.radius <= WIDTH for dot in chart.dots)
        assert all(dot.y - dot.radius >= 0 and dot.y + dot.radius <= chart.height for dot in chart.dots)
        assert all(box.x >= 0 and box.x + box.width <= WIDTH - 40 for box in chart.boxes)
        assert sum(dot.look in ("holds", "fails", "student") for dot in chart.dots) in (0, 2 * students)


@pytest.mark.parametrize("shares", [(0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 1.0), (0.233, 0.241), (0.999, 1.0)])
def test_an_axis_holds_all_shares_between_round_ends(shares):
    low, high, step = axis(shares)
    assert 0 <= low <= min(shares)
    assert max(shares) <= high <= 1
    assert 2 <= round((high - low) / step) <= 6
