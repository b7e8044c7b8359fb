"""How sentences name a setting and an event."""

import sim
from sim.analysis.naming import author_name, condition, noun

SHORT = {"calendar.horizon": 20}


def test_a_condition_names_author_policies_and_what_was_set_by_hand():
    assert condition(sim.load()) == "In the reference setting (baseline)"
    assert (
        condition(sim.load(policies="western_guarantee"))
        == "In the reference setting (baseline) with a western guarantee"
    )
    assert condition(sim.load("ratelle2025")) == "If Ratelle is right"
    own = sim.load("dersimonian2024", policies="western_guarantee", changes=SHORT)
    assert condition(own) == "If DerSimonian 2024 is right (with a western guarantee and 1 parameter set by hand)"


def test_an_author_of_two_articles_is_named_with_the_year_and_an_own_worldview_by_its_name():
    assert [author_name(key) for key in ("fattah2025", "dersimonian2023", "baseline", "my_view")] == [
        "Fattah",
        "DerSimonian 2023",
        "baseline",
        "my view",
    ]


def test_many_policies_are_counted():
    some = sim.load("araz2023", policies=["western_guarantee", "public_dialogue", "education_reform"])
    assert condition(some) == "If Araz is right (with 3 policies)"


def test_events_have_names_that_fit_into_a_sentence_and_outcomes_keep_theirs():
    assert noun("ever_signed") == "the signing of an agreement"
    assert noun("new_confrontation") == "new confrontation"
