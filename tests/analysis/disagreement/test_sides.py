"""What two settings differ in, group by group: the groups of the project, or those that somebody gives."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.disagreement.sides import in_full, own_groups, sides_of, values_in_words
from sim.common.errors import InputError

FORCE = "mechanisms.force.decisiveness"


def differing(one, other):
    return {name for name in one.values if one[name] != other[name]}


def test_every_parameter_that_differs_plays_in_one_group_and_no_other_plays():
    one, other = sim.load("araz2023"), sim.load("fattah2025")
    found = sides_of(one, other)
    held = [name for group in found.groups for name in group.parameters]
    assert sorted(held) == sorted(differing(one, other))
    assert all(group.parameters for group in found.groups)


def test_all_groups_together_turn_the_first_setting_into_the_second():
    found = sides_of(sim.load("ratelle2025", "western_guarantee"), sim.load("dersimonian2024", "western_guarantee"))
    every = (1 << len(found.groups)) - 1
    assert found.changes(0) == {}
    assert found.one.replace(found.changes(every)).hash == found.other.hash
    half = found.changes(0b101)
    assert set(half) == {*found.groups[0].parameters, *found.groups[2].parameters}


def test_groups_in_which_both_agree_do_not_play():
    found = sides_of(sim.load(), sim.load(changes={FORCE: 3.5}))
    assert [group.name for group in found.groups] == ["balance"]


def test_a_policy_that_sets_what_the_two_part_about_takes_it_out():
    plain = sides_of(sim.load("araz2023"), sim.load("fattah2025"))
    policies = ["western_guarantee_at_once"]
    found = sides_of(sim.load("araz2023", policies), sim.load("fattah2025", policies))
    set_by_policy = {change.id for change in found.one.overlays[-1].changes}
    told = {name for group in found.groups for name in group.parameters}
    assert told == {name for group in plain.groups for name in group.parameters} - set_by_policy
    assert found.condition == " with a western guarantee at once"
    assert found.names == ("Araz 2023", "Fattah 2025")


def test_settings_of_one_worldview_are_told_apart_by_what_was_set():
    found = sides_of(sim.load("araz2023"), sim.load("araz2023", changes={FORCE: 3.5}))
    assert found.names == ("Araz 2023", "Araz 2023 with 1 parameter set by hand")
    assert (in_full(sim.load()), found.condition) == ("the baseline", "")


def test_settings_that_assume_the_same_are_refused():
    same = sim.load("araz2023"), sim.load("araz2023", changes={FORCE: sim.load("araz2023")[FORCE]})
    with pytest.raises(InputError, match="assume the same, so there is no disagreement"):
        sides_of(*same)


def test_settings_that_bind_actors_otherwise_are_refused():
    bound = sim.load("fattah2025").replace(bindings=[sim.Binding("azerbaijan", "sign", "never")])
    with pytest.raises(InputError, match="do not bind actors to the same choices"):
        sides_of(sim.load("araz2023"), bound)


def test_the_table_tells_every_parameter_in_words_with_both_values():
    found = sides_of(sim.load("araz2023"), sim.load("fattah2025"))
    table = found.table()
    assert (table["one"] == [found.one[name] for name in table["parameter"]]).all()
    words = [text for row in values_in_words(table) for text in row]
    assert len(words) == 4 * len(table)
    assert not [text for text in words if "mechanisms." in text or "_" in text]
    assert ("Talks and connections", "gradual agenda", "off", "on") in values_in_words(table)


def test_groups_of_ones_own_are_a_mapping_or_a_table_with_ids_or_what_these_begin_with():
    told = {"Force": ["mechanisms.force", "mechanisms.fear"], "Baku": "actors.azerbaijan.militarism"}
    table = pd.DataFrame(
        [(name, one) for name, ids in told.items() for one in np.atleast_1d(ids)], columns=["group", "parameter"]
    )
    first, second = own_groups("groups", told), own_groups("groups", table)
    assert first == second
    assert [group.name for group in first] == ["Force", "Baku"]
    assert all(name.startswith(("mechanisms.force.", "mechanisms.fear.")) for name in first[0].parameters)
    assert FORCE in first[0].parameters


def test_what_is_in_no_group_of_ones_own_forms_the_rest():
    one, other = sim.load("araz2023"), sim.load("fattah2025")
    found = sides_of(one, other, own_groups("groups", {"Baku": "actors.azerbaijan"}))
    assert [group.name for group in found.groups] == ["Baku", "rest"]
    baku = {name for name in differing(one, other) if name.startswith("actors.azerbaijan.")}
    assert set(found.groups[1].parameters) == differing(one, other) - baku
    merged = sides_of(one, other, own_groups("groups", {"rest": "actors.azerbaijan", "Force": "mechanisms.force"}))
    assert [group.name for group in merged.groups] == ["Force", "rest"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "holds no group"),
        ({"a": "mechanisms.force.decisivenes"}, "nearest: mechanisms.force.decisiveness"),
        ({"a": FORCE, "b": ["mechanisms.force"]}, f"{FORCE} is in two groups, a and b"),
        ({"a": 5}, "must be a name or a list of names"),
        ({5: FORCE}, "a mapping from names of groups"),
        ([FORCE], "a mapping from names of groups"),
        (pd.DataFrame({"group": ["a"]}), "no column 'parameter'"),
    ],
)
def test_groups_that_are_wrong_are_refused(given, said):
    with pytest.raises(InputError, match=said):
        own_groups("groups", given)
