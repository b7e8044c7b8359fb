"""An answer tells what its tables say, and says what it does not know."""

import json
import re

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.uncertainty import telling
from sim.analysis.uncertainty.playing import MEASURES
from sim.analysis.uncertainty.tables import part_in_words
from tests.analysis.uncertainty.conftest import ARTICLES, AUTHORS, answer

SHORT = {"calendar.horizon": 4}


@pytest.fixture(scope="module")
def every():
    return answer(np.random.default_rng(1))


@pytest.fixture(scope="module")
def alone():
    return answer(np.random.default_rng(2), ["fattah2025"])


def test_the_parts_of_each_measure_add_up(every, alone):
    for found in (every, alone):
        added = found.parts.groupby(["width", "measure"])["part"].sum()
        assert len(added) == 3 * len(MEASURES)
        assert added.to_numpy() == pytest.approx(np.ones(len(added)))


def test_one_author_has_luck_and_numbers_and_the_others_stand_beside(alone):
    assert set(alone.parts["kind"]) == {"luck", "numbers"}
    assert set(alone.shares["worldview"]) == set(ARTICLES)
    assert set(alone.bands["worldview"]) == {"fattah2025"}
    assert alone.tables[0].head == ("outcome", "luck (95 %)", "numbers (95 %)")
    assert "not sampled" in {cell for row in alone.tables[2].rows for cell in row}
    assert "right: luck and numbers" in alone.heading


def test_the_title_names_the_largest_only_where_it_is_sure(every):
    """Where only the author differs luck is p (1 - p); the alike ones have mostly luck."""
    sure = every.largest[every.largest["kind"] != ""]
    assert "luck" in set(sure["kind"])
    for row in every.largest.itertuples():
        parts = every.parts[(every.parts["width"] == 1) & (every.parts["measure"] == row.measure)]
        assert row.kind in ("", parts.loc[parts["part"].idxmax(), "kind"])
    assert every.finding.sentence.startswith(
        "With every number free in its plausible range, the largest unknown is luck for"
    )
    assert "12 comparisons" in every.finding.remark


def test_a_title_of_one_author_tells_who_must_be_right(alone):
    assert alone.finding.sentence.startswith("If Fattah is right and every number is free")
    assert "which author is right" not in alone.finding.sentence
    assert "6 comparisons" in alone.finding.remark


def test_if_nothing_is_sure_the_title_says_that_there_are_too_few_samples():
    even = [(0.5, 0.5)] * 5  # luck and numbers are equal: p (1 - p) is 1/8, and so is the variance of p
    found = answer(np.random.default_rng(3), shapes=even)
    assert "40 samples are too few to tell which unknown is the largest" in found.finding.sentence


def test_if_all_worlds_end_alike_nothing_is_open():
    found = answer(np.random.default_rng(3), shapes=[(1e-9, 1e9)] * 5, own=0.0)
    assert found.finding.sentence.endswith("all worlds end alike: nothing is open")
    assert {cell for row in found.tables[0].rows for cell in row[1:]} == {"–"}
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["tables"]["uncertainty_split"][0]["part"] is None


def test_what_is_assumed_is_called_an_assumption(every, alone):
    for found in (every, alone):
        text = " ".join(found.sentences)
        assert "Assumption: 501 numbers are drawn" in text
        assert "independently of each other" in text
        assert "How wide the ranges are is an assumption" in text
        assert "author's value is the most likely (PERT)" in text
    assert "all authors weigh the same" in " ".join(every.sentences)
    assert re.search(r"over whole ranges the numbers make [\d to]+ % and the author makes ", " ".join(every.sentences))
    assert "weigh" not in " ".join(alone.sentences)


def test_under_the_uniform_shape_no_value_is_called_the_most_likely():
    text = " ".join(answer(np.random.default_rng(4), ["fattah2025"], shape="uniform").sentences)
    assert "every value of the range is equally likely" in text
    assert "most likely" not in text


def test_samples_that_were_left_out_are_told(every):
    found = answer(np.random.default_rng(4), left_out=2)
    assert "2 samples of 42 are left out" in " ".join(found.sentences)
    assert "left out, because" not in " ".join(every.sentences)


def test_estimates_below_nothing_are_told():
    found = answer(np.random.default_rng(5), shapes=AUTHORS["without numbers"])
    below = int((found.parts["variance"] < 0).sum())
    assert below > 0
    assert f"{below} part" in " ".join(found.sentences)
    assert (found.parts["part"] >= 0).all()


def test_an_own_share_outside_the_band_is_told(alone):
    far = answer(np.random.default_rng(6), ["fattah2025"], shapes=[(50, 50)], own=0.95, samples=80)
    assert re.search(r"outside the band of its numbers lie Fattah 2025 on ideal peace \(9\d %\)", telling._places(far))
    inside = answer(np.random.default_rng(6), ["fattah2025"], shapes=[(3, 7)], own=0.3)
    assert "lies well inside its band" in telling._places(inside)
    assert "The widest band is that of" in telling._places(alone)


def test_the_error_of_few_worlds_is_not_called_luck(every):
    text = " ".join(every.sentences)
    assert "more worlds do not lessen it" in text
    assert "The error of so few worlds is taken out" in text


def test_tables_hold_words_and_no_names_of_files(every, alone):
    for found in (every, alone):
        for table in found.tables:
            assert all(len(row) == len(table.head) for row in table.rows)
            assert not [cell for row in (table.head, *table.rows) for cell in row if "_" in cell or "2025." in cell]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ((0.571, 0.463, 0.678), "57 % (46–68)"),
        ((0.0, 0.0, 0.004), "0.0 % (0.0–0.4)"),
        ((1e-15, 0.0, 1.0), "0 % (0–100)"),
        ((1.0, 0.0, 1.0), "100 % (0–100)"),
        ((0.005, 0.001, 0.009), "0.5 % (0.1–0.9)"),
        ((np.nan, np.nan, np.nan), "–"),
    ],
)
def test_a_part_is_told_with_its_interval(part, words):
    assert part_in_words(dict(zip(("part", "low", "high"), part, strict=True))) == words


def test_commands_give_the_same_answer_again(every, alone):
    assert every.command == "python -m sim run --uncertainty --samples 40 --worlds 20 --seed 1"
    assert alone.command == "python -m sim run fattah2025 --uncertainty --samples 40 --worlds 20 --seed 1"
    two = answer(np.random.default_rng(2), ["fattah2025", "araz2023"])
    assert two.command.startswith("# sim.uncertainty(['fattah2025', 'araz2023']")
    assert answer(np.random.default_rng(2), ["baseline"], shape="uniform").command.endswith("--seed 1 --shape uniform")


@pytest.fixture(scope="module")
def small():
    return sim.uncertainty(["fattah2025", "araz2023"], changes=SHORT, samples=10, worlds=5, seed=4, workers=1)


def test_the_same_question_has_the_same_answer_however_many_processes(small):
    again = sim.uncertainty(["fattah2025", "araz2023"], changes=SHORT, samples=10, worlds=5, seed=4, workers=2)
    pd.testing.assert_frame_equal(small.parts, again.parts)
    pd.testing.assert_frame_equal(small.bands, again.bands)


def test_the_order_of_authors_changes_no_part(small):
    turned = sim.uncertainty(["araz2023", "fattah2025"], changes=SHORT, samples=10, worlds=5, seed=4, workers=1)
    pd.testing.assert_frame_equal(small.parts, turned.parts)
    assert set(turned.bands["worldview"]) == {"araz2023", "fattah2025"}


def test_an_author_is_the_same_alone_or_among_others(small):
    alone = sim.uncertainty("araz2023", changes=SHORT, samples=10, worlds=5, seed=4, workers=1)
    among = small.bands[small.bands["worldview"] == "araz2023"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.bands, among)


def test_shares_at_own_values_are_those_of_a_run(small):
    study = sim.simulate(sim.load("ratelle2025", changes=SHORT), worlds=200, seed=4)
    shares = small.shares[small.shares["worldview"] == "ratelle2025"].set_index("measure")["share"]
    wanted = sim.frequencies(study).set_index("outcome")["share"]
    assert shares.drop("war").to_dict() == pytest.approx(wanted.to_dict())


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"worldviews": "fatah2025"}, "nearest: fattah2025"),
        ({"worldviews": []}, "list is empty"),
        ({"worldviews": ["fattah2025", "fattah2025"]}, "appears twice"),
        ({"samples": 9}, "10 or more"),
        ({"worlds": 4}, "5 or more"),
        ({"shape": "pret"}, "nearest: pert"),
        ({"policies": "western_guarante"}, "nearest: western_guarantee"),
        ({"changes": {"calendar.horizn": 4}}, "nearest: calendar.horizon"),
        ({"changes": {"calendar.horizon": np.array([4, 5])}}, "world by world"),
        ({"seed": -1}, "seed"),
        ({"workers": 0}, "workers"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_played(asked, message, monkeypatch):
    monkeypatch.setattr("sim.analysis.uncertainty.asking.Bench", None)
    with pytest.raises(sim.InputError, match=message):
        sim.uncertainty(**asked)
