"""How sentences name a setting and an event."""

import sim
from sim.analysis.naming import condition, noun

SHORT = {"calendar.horizon": 20}


def test_a_condition_names_author_policies_and_what_was_set_by_hand():
    assert condition(sim.load()) == "In the baseline"
    assert condition(sim.load(policies="western_guarantee")) == "In the baseline with western guarantee"
    assert condition(sim.load("ratelle2025")) == "If Ratelle 2025 is right"
    own = sim.load("dersimonian2024", policies="western_guarantee", changes=SHORT)
    assert condition(own) == "If DerSimonian 2024 is right (with western guarantee and 1 parameter set by hand)"


def test_many_policies_are_counted():
    some = sim.load("araz2023", policies=["western_guarantee", "public_dialogue", "education_reform"])
    assert condition(some) == "If Araz 2023 is right (with 3 policies)"


def test_events_have_names_that_fit_into_a_sentence_and_outcomes_keep_theirs():
    assert noun("ever_signed") == "the signing of an agreement"
    assert noun("new_confrontation") == "new confrontation"
