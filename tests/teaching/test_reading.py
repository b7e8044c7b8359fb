"""Exercises as their folders say them, and what is said of a folder that is wrong."""

import re
import shutil

import pytest

from sim.common.errors import InputError
from sim.parameters.files import parameters_folder
from sim.parameters.measures import MEASURES
from sim.parameters.parameters import load
from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.folder import EXERCISE, KEY, exercise_names, exercises_folder, known_exercise
from sim.teaching.key import read_key
from sim.teaching.reading import read_exercise, read_exercises
from tests.teaching.conftest import NAMES


@pytest.fixture
def folder(tmp_path):
    """A copy of all exercises that a test may spoil."""
    place = tmp_path / "exercises"
    shutil.copytree(exercises_folder(), place)
    return place


def spoiled(folder, old, new, name="promise_on_paper", file=EXERCISE):
    path = folder / name / file
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def test_there_are_eight_exercises_and_a_capstone_in_the_order_of_their_numbers():
    exercises = read_exercises()
    assert [exercise.number for exercise in exercises] == list(range(1, 10))
    assert [exercise.name for exercise in exercises if exercise.capstone] == ["five_authors"]


def test_no_exercise_has_more_than_three_levers(name):
    assert 1 <= len(read_exercise(name).levers) <= 3


def test_the_first_screen_and_the_first_change_are_cells_of_the_grid(name):
    exercise = read_exercise(name)
    cells = [exercise.label(cell) for cell in exercise.cells()]
    assert len(set(cells)) == len(cells)
    assert exercise.label(exercise.start) in cells
    assert exercise.label(exercise.full(exercise.change)) in cells
    assert exercise.full(exercise.change) != exercise.start


def test_every_cell_has_parameters_of_its_own(name):
    exercise = read_exercise(name)
    hashes = [exercise.parameters(cell).hash for cell in exercise.cells()]
    # Where a number of the start is that of the worldview, two cells can be the same setting; none are here.
    assert len(set(hashes)) == len(hashes)


def test_a_lever_writes_its_real_value_to_its_parameters():
    exercise = read_exercise("promise_on_paper")
    found = exercise.parameters(exercise.full({"credibility": 0.45}))
    assert found["mechanisms.guarantees.credibility.united_states"] == 0.45
    assert found["mechanisms.bargaining.agenda"] == 0.7


def test_a_concession_is_added_to_every_offer_but_not_beyond_the_demand():
    exercise = read_exercise("give_more_get_peace")
    before, after = load("araz2023"), exercise.parameters(exercise.full({"concession": 0.3}))
    for issue in ("border", "transport", "constitution", "justice"):
        offer, demand = (f"mechanisms.bargaining.initial_{what}.{issue}" for what in ("offer", "demand"))
        assert after[offer] == pytest.approx(max(min(before[offer] + 0.3, before[demand]), before[offer]))


def test_an_exchange_takes_one_group_of_assumptions_from_the_other_author_and_leaves_the_rest():
    exercise = read_exercise("five_authors")
    own, other = load("fattah2025"), load("araz2023")
    found = exercise.parameters({"author": "fattah2025", "swap": "moscow"})
    changed = {name for name in own.values if found.values[name] != own.values[name]}
    assert changed
    assert all(found.values[name] == other.values[name] for name in changed)
    assert all(name.startswith(exercise.lever("swap").takes["moscow"]) for name in changed)


def test_every_split_of_ten_points_spends_them_all():
    exercise = read_exercise("guns_or_resolve")
    splits = [[lever.cost(cell[lever.name]) for lever in exercise.levers] for cell in exercise.cells()]
    assert len(splits) == 21
    assert {sum(split) for split in splits} == {10}


def test_a_bundle_of_assumptions_is_in_no_two_groups():
    groups = read_exercise("five_authors").lever("swap").takes
    ids = {group: {i for i in load("baseline").values if i.startswith(parts)} for group, parts in groups.items()}
    for one in ids:
        for two in ids:
            assert one == two or not ids[one] & ids[two], (one, two)


def test_whatever_can_be_counted_is_an_outcome_or_a_measure_of_a_single_world(name):
    exercise = read_exercise(name)
    assert exercise.main in exercise.shown
    assert all(what in OUTCOMES or MEASURES[what].share for what in exercise.shown)


def test_an_unknown_exercise_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match="nearest: promise_on_paper"):
        known_exercise("promise_on_papers")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("worlds: 1000", "world: 1000", r"unknown key 'world'; nearest: worlds"),
        ("own: 500", "own: 2000", "a student's own worlds are 1 to 1,000"),
        ("main: reneged", "main: renegged", "unknown outcome or measure of this exercise 'renegged'; nearest: reneged"),
        ("agenda: 0.7}", "agenda: 0.8}", "0.8 is not a level of agenda; levels: 0.55, 0.7, 0.85"),
        ("paragraphs: [45]", "paragraphs: [450]", "fattah2025 has 54 paragraphs, ¶450 does not exist"),
        ("sets: [mechanisms.bargaining.agenda]", "sets: [mechanisms.bargaining.agend]", "nearest: mechanisms.bargaining.agenda"),
        ("sets: [mechanisms.bargaining.agenda]", "points: [1, 2, 3]", "need 'sets' or 'adds'"),
        ("kind: level, lever: credibility", "kind: level", "a finding of the kind level needs 'lever'"),
        ("kind: setting", "kind: settings", "unknown kind of finding 'settings'; nearest: setting"),
        ("policies: [western_guarantee]", "policies: [western_guarante]", "nearest: western_guarantee"),
    ],
)  # fmt: skip
def test_a_fault_in_an_exercise_is_told_with_its_file_and_line(folder, old, new, said):
    spoiled(folder, old, new)
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        read_exercise("promise_on_paper", folder)
    assert re.match(r"promise_on_paper/exercise\.yaml:\d+: ", str(refused.value))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("option: threshold", "option: treshold", "unknown option 'treshold'; nearest: threshold"),
        ("answer: falls", "answer: drops", "unknown option 'drops'"),
        ("least: 10", "within: 10", "what falls needs 'least', in percentage points"),
        ("to_part: 0.5", "to_part: 0.5, to: 20", "a threshold needs one of 'to' and 'to_part'"),
        ("  reneging:", "  renege:", "unknown key 'renege'; nearest: reneging"),
    ],
)
def test_a_fault_in_a_key_is_told_with_its_file_and_line(folder, old, new, said):
    spoiled(folder, old, new, file=KEY)
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        read_key(read_exercise("promise_on_paper", folder), folder)
    assert re.match(r"promise_on_paper/key\.yaml:\d+: ", str(refused.value))


def test_another_edition_of_an_exercise_has_another_version(folder):
    before = read_exercise("promise_on_paper", folder).version
    spoiled(folder, "worlds: 1000", "worlds: 900")
    assert read_exercise("promise_on_paper", folder).version != before
    assert read_exercise("no_war_yet", folder).version == read_exercise("no_war_yet").version


def test_a_new_folder_is_a_new_exercise_without_any_code(folder):
    shutil.copytree(folder / "promise_on_paper", folder / "promise_in_ink")
    spoiled(folder, "number: 3", "number: 10", name="promise_in_ink")
    exercise_names.cache_clear()
    assert exercise_names(folder)[-1] == "promise_in_ink"
    assert read_exercise("promise_in_ink", folder).number == 10


def test_every_article_bears_on_an_exercise():
    cited = {
        reference.key
        for exercise in read_exercises()
        for reference in (exercise.claim, exercise.rival, *exercise.readings)
    }
    assert {path.stem for path in (parameters_folder() / "worldviews").glob("*.yaml")} <= cited
    assert len(NAMES) == 9
