"""The concept check: every item has a key and words, and its statistics are those of the textbooks."""

import numpy as np
import pytest

from sim.common.errors import InputError
from sim.teaching.class_concept import gain_of
from sim.teaching.concept_check import (
    ConceptAnswers,
    concept_answers,
    concept_check_words,
    correlation,
    item_statistics,
    normalised_gain,
    read_concept_key,
    read_items,
    right_items,
)
from sim.teaching.folder import exercise_names
from sim.teaching.handed_in import Complaint
from tests.teaching.simulated import concept

KEY, ITEMS = read_concept_key(), read_items()


def answered(code="red fox", moment="before", **answers) -> ConceptAnswers:
    told = concept(code, moment, np.random.default_rng(1), 1.0)
    return concept_answers({**told, "answers": {**told["answers"], **answers}}, Complaint("check.json"))


def test_there_is_one_item_for_each_of_the_eight_exercises():
    assert [item.exercise for item in ITEMS] == list(exercise_names()[:8])


def test_every_wrong_option_stands_for_a_misconception():
    for item in ITEMS:
        assert set(KEY.misconceptions[item.name]) == set(item.options) - {KEY.answers[item.name]}


def test_all_words_are_there_and_do_not_give_the_key_away():
    words = concept_check_words()
    assert len(words.texts) == 3 + sum(1 + len(item.options) for item in ITEMS)


def test_right_options_do_not_always_stand_in_the_same_place():
    places = {item.options.index(KEY.answers[item.name]) for item in ITEMS}
    assert len(places) == 4


def test_who_knows_everything_is_right_everywhere():
    assert right_items(answered(), KEY) == [True] * 8


def test_an_item_that_was_omitted_is_not_right():
    told = answered()
    rest = {name: option for name, option in told.answers.items() if name != "hill_road"}
    assert right_items(told.model_copy(update={"answers": rest}), KEY).count(True) == 7


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answers": {"hill_rod": "watching"}}, "nearest: hill_road"),
        (
            {"answers": {"hill_road": "wathing"}},
            "answers.hill_road is 'wathing', which is not an option there; nearest: watching",
        ),
        ({"answers": {"hill_road": 1}}, "must be a text"),
        ({"moment": "between"}, "must be 'before' or 'after'"),
        ({"code": ""}, "the code cannot be used"),
        ({"score": 8}, "the field score does not belong there"),
    ],
)
def test_edited_answers_are_refused_with_what_would_be_right(change, says):
    told = concept("red fox", "before", np.random.default_rng(1))
    with pytest.raises(InputError) as refused:
        concept_answers({**told, **change}, Complaint("check.json"))
    assert says in str(refused.value)


def test_an_item_counts_right_answers_and_the_misconception_chosen_most():
    given = [answered(), *(answered(hill_road="watching") for _ in range(3)), answered(hill_road="nothing")]
    found = next(one for one in item_statistics(ITEMS, KEY, given) if one.item.name == "hill_road")
    assert (found.right, found.answered, found.misconception, found.chosen) == (1, 5, "watching", 3)
    assert found.discrimination is None


def test_discrimination_is_the_correlation_with_the_score_on_the_other_items():
    right = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    score = np.array([7, 6, 7, 5, 6, 3, 2, 4, 3, 2])
    mean = score[right == 1].mean() - score[right == 0].mean()
    point_biserial = mean / score.std() * np.sqrt(0.5 * 0.5)
    assert correlation(right, score) == pytest.approx(point_biserial)
    assert correlation(right[:9], score[:9]) is None
    assert correlation(np.ones(12), np.arange(12)) is None


def test_an_item_that_the_able_answer_tells_students_apart():
    able = [answered() for _ in range(6)]
    wrong = {item.name: next(iter(KEY.misconceptions[item.name])) for item in ITEMS}
    found = item_statistics(ITEMS, KEY, able + [answered(**wrong) for _ in range(6)])
    assert all(one.discrimination == pytest.approx(1) for one in found)


def test_gain_is_what_was_won_of_what_could_be_won():
    gain = normalised_gain([0.25] * 4 + [0.75] * 4, [0.5] * 4 + [1.0] * 4)
    assert (gain.students, gain.before, gain.after, gain.gain) == (8, 0.5, 0.75, 0.5)
    assert gain.low is None


def test_gain_of_ten_has_an_interval_that_narrows_with_the_class():
    chance = np.random.default_rng(3)
    before = chance.binomial(8, 0.4, 400) / 8
    after = chance.binomial(8, 0.7, 400) / 8
    few, many = normalised_gain(before[:10], after[:10]), normalised_gain(before, after)
    assert few.low < few.gain < few.high
    assert many.low < 0.5 < many.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_the_interval_of_the_gain_covers_the_truth_as_often_as_it_says():
    chance = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        able = chance.beta(4, 6, 40)
        before, after = chance.binomial(8, able) / 8, chance.binomial(8, able + 0.5 * (1 - able)) / 8
        found = normalised_gain(before, after)
        held += found.low <= 0.5 <= found.high
    assert 0.91 <= held / 400 <= 0.98


def test_without_anything_left_to_win_there_is_no_gain():
    assert normalised_gain([1.0] * 12, [1.0] * 12).gain is None
    assert normalised_gain([], []).students == 0


def test_only_codes_with_both_checks_enter_the_gain():
    given = [answered("one", "before"), answered("one", "after"), answered("two", "before"), answered("three", "after")]
    assert gain_of(given, KEY).students == 1
