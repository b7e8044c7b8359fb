"""The sentence above a picture."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.analysis.finding import Setting, finding, setting_of, worlds_in_words
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.frequencies import frequencies


def setting(worlds=10_000, worldview="baseline", policies=(), changes=()) -> Setting:
    return Setting(worldview, policies, dict.fromkeys(changes, 0.5), worlds, 1, "a1b2c3d4")


def sentence(counts, **kwargs) -> str:
    table = frequencies(pd.DataFrame({"outcome": np.repeat(OUTCOMES, counts)}))
    return finding(table, setting(sum(counts), **kwargs))


REFERENCE = "In the reference setting (baseline)"


def test_what_most_worlds_end_in_is_named_with_its_share_after_the_condition():
    told = sentence([700, 500, 8000, 500, 300], worldview="ratelle2025")
    assert told == "If Ratelle is right, 80 % of 10,000 worlds end in deferred tension"


def test_an_outcome_of_less_than_half_of_the_worlds_is_the_most_frequent_and_not_what_most_end_in():
    told = sentence([700, 2100, 1700, 3800, 1700])
    assert told == f"{REFERENCE}, stalemate is the most frequent outcome: 38 % of 10,000 worlds"


def test_outcomes_that_the_worlds_do_not_tell_apart_are_named_together():
    told = sentence([500, 3000, 2980, 1000, 2520])
    equal = "formal peace and deferred tension are about equally frequent: 30 % and 30 % of 10,000 worlds"
    assert told == f"{REFERENCE}, {equal}"


def test_no_equality_is_claimed_that_the_shares_do_not_show():
    told = sentence([0, 1, 1, 7, 1])
    assert "equally" not in told
    assert told == (
        f"{REFERENCE}, 70 % of 10 worlds end in stalemate; 10 worlds are too few to tell whether "
        "formal peace (10 %), deferred tension (10 %) or new confrontation (10 %) is as frequent"
    )


def test_too_few_worlds_tell_nothing():
    assert sentence([5, 9, 8, 3, 4]) == f"{REFERENCE}, 29 worlds are too few to tell which outcome is most frequent"


def test_an_outcome_of_all_worlds_is_not_the_most_frequent_but_the_only_one():
    assert sentence([0, 0, 0, 400, 0]) == f"{REFERENCE}, all 400 worlds end in stalemate"


def test_one_world_is_not_told_as_several():
    assert "1 world " in sentence([0, 0, 0, 1, 0])


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        ({}, "Baseline"),
        ({"worldview": "ratelle2025"}, "Ratelle 2025"),
        ({"policies": ("eu_monitoring",)}, "Baseline with EU monitoring"),
        ({"policies": ("a", "b", "c")}, "Baseline with 3 policies"),
        ({"changes": ("x",)}, "Baseline with 1 parameter set by hand"),
        ({"policies": ("a", "b"), "changes": ("x", "y")}, "Baseline with a, b and 2 parameters set by hand"),
    ],
)
def test_the_sentence_begins_with_the_assumptions(assumptions, words):
    assert setting(**assumptions).name == words


def test_a_setting_is_read_off_a_study():
    parameters = SimpleNamespace(worldview="fattah2025", policies=("a",), changes={"x": 1}, hash="abc")
    study = SimpleNamespace(parameters=parameters, worlds=5, seed=9)
    read = setting_of(study)
    assert (read.worldview, read.policies, read.changes) == ("fattah2025", ("a",), {"x": 1})
    assert (read.worlds, read.seed, read.fingerprint) == (5, 9, "abc")


def test_worlds_are_told_as_they_were_played():
    one = setting()
    assert worlds_in_words([one]) == "10,000 worlds"
    assert worlds_in_words([one, one]) == "10,000 worlds each"
    assert worlds_in_words([one, setting(worlds=500)]) == "500 to 10,000 worlds each"
    assert worlds_in_words([replace(one, worlds=5_199, fewest=300)]) == "300 to 5,199 worlds for each value"
