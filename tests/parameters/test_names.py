"""Parameters are named as readers know them."""

import pytest

import sim
from sim.parameters.names import heading_of, label_of, value_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mechanisms.guarantees.credibility.united_states", "credibility of a US guarantee"),
        ("mechanisms.conditions.initial.attention.united_states", "US attention at the start"),
        ("actors.azerbaijan.status_seeking", "Azerbaijani wish to be seen as a stabiliser"),
        ("worldview", "worldview"),
        ("credibility_of_both_European_Union", "credibility of both European Union"),
        ("mechanisms.there_is.no_such.one", "no such one"),
    ],
)
def test_a_label_stands_within_a_sentence(name, words):
    assert label_of(name) == words


def test_a_heading_has_a_capital_and_the_unit_where_it_matters():
    named = heading_of("actors.armenia.war_cost").replace("\u00a0", " ")
    assert named == "Mean cost of war to Armenia (share of the prize)"
    assert heading_of("actors.armenia.war_cost", unit=False) == "Mean cost of war to Armenia"
    assert heading_of("mechanisms.force.status_quo") == "Azerbaijan's share without an agreement"
    assert heading_of("mechanisms.guarantees.credibility.united_states") == "Credibility of a US guarantee"


def test_no_two_parameters_have_the_same_label():
    names = list(sim.load().entries)
    assert len({label_of(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("axis", "value", "words"),
    [
        ("policy", "none", "no policy"),
        ("policy", float("nan"), "no policy"),
        ("policy", "eu_monitoring+regional_buy_in", "EU monitoring + regional buy in"),
        ("worldview", "ratelle2025", "Ratelle 2025"),
        ("mechanisms.bargaining.gradual", True, "on"),
        ("mechanisms.force.status_quo", 0.30000001, "0.3"),
        ("calendar.horizon", 40, "40"),
    ],
)
def test_a_value_is_told_as_a_reader_writes_it(axis, value, words):
    assert value_of(axis, value) == words
