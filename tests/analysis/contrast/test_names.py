"""Two settings are named by what tells them apart."""

import numpy as np
import pytest

import sim
from sim.analysis.contrast.names import names_of

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
SHORT = {"calendar.horizon": 8}


def named(one, other):
    return names_of(one, other)


def test_a_worldview_without_a_policy_and_with_it_is_said_in_short():
    names = named(sim.load("ratelle2025"), sim.load("ratelle2025", "western_guarantee"))
    assert names.together == "Ratelle 2025 without and with western guarantee"
    assert names.short == names.under == ("without", "with western guarantee")
    assert names.with_and_without
    assert names.key == ""


def test_the_other_way_round_the_order_is_kept():
    names = named(sim.load("ratelle2025", "western_guarantee"), sim.load("ratelle2025"))
    assert names.together == "Ratelle 2025 with and without western guarantee"
    assert names.short == ("with western guarantee", "without")


def test_two_policies_or_two_worldviews_are_no_with_and_without():
    guarantee, monitors = (sim.load("ratelle2025", name) for name in ("western_guarantee", "eu_monitoring"))
    assert not named(guarantee, monitors).with_and_without
    assert not named(sim.load("araz2023"), sim.load("ratelle2025", "western_guarantee")).with_and_without


def test_what_both_worldviews_have_is_named_once():
    names = named(sim.load("araz2023", "eu_monitoring"), sim.load("fattah2025", "eu_monitoring"))
    assert names.together == "Araz 2023 against Fattah 2025, both with EU monitoring"
    assert names.key == "Both settings include EU monitoring."


def test_a_change_that_both_have_is_not_named():
    names = named(sim.load("ratelle2025", "western_guarantee", SHORT), sim.load("ratelle2025", changes=SHORT))
    assert names.together == "Ratelle 2025 with and without western guarantee"


def test_a_change_that_tells_them_apart_is_named_with_its_value():
    names = named(sim.load(changes={CREDIBILITY: 0.2}), sim.load(changes={CREDIBILITY: 0.8}))
    assert "0.2" in names.one
    assert "0.8" in names.other
    assert "_" not in names.together
    assert names.short == ("A", "B")
    assert names.under == ("under A", "under B")
    assert names.key == f"A is {names.one}, B is {names.other}."


def test_worldviews_are_named_by_themselves_and_what_a_name_leaves_out_is_told():
    names = named(sim.load("araz2023", "eu_monitoring"), sim.load("fattah2025"))
    assert names.short == ("Araz 2023", "Fattah 2025")
    assert names.under == ("under Araz 2023", "under Fattah 2025")
    assert names.key == "Here Araz 2023 is Araz 2023 with EU monitoring."


def test_many_additions_are_counted():
    policies = [one.key for one in sim.policies()][:4]
    assert "with 4 policies" in named(sim.load("baseline", policies), sim.load()).one


def test_a_fixed_choice_and_values_by_world_are_named():
    bound = sim.load().replace(bindings=[sim.Binding("iran", "endorse", "always")])
    assert "Iran: endorse, always" in named(bound, sim.load()).one
    varied = sim.load(changes={CREDIBILITY: np.array([0.1, 0.4])})
    assert "0.1 to 0.4 by world" in named(varied, sim.load()).one


@pytest.mark.parametrize("worldview", [one.key for one in sim.worldviews()])
def test_no_two_settings_have_the_same_short_name(worldview):
    settings = [sim.load(worldview), *(sim.load(worldview, one.key) for one in sim.policies())]
    for other in settings[1:]:
        names = named(settings[0], other)
        assert len(set(names.short)) == len(set(names.under)) == 2


def test_letters_at_the_head_of_columns_are_explained_once_in_every_table():
    one = sim.load("ratelle2025", ["western_guarantee", "eu_monitoring"])
    other = sim.load("ratelle2025", ["neutral_force", "regional_buy_in", "conditional_talks"])
    found = sim.compare(one, other, worlds=100)
    assert found.names.letters
    told = [table.caption.count("A is ") for table in found.tables if "A" in table.head]
    assert told and set(told) == {1}
