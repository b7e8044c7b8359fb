"""Layers, origins, hashes, old names, and the way to other processes and back from a file."""

import json
import pickle

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.common.errors import InputError, RefusedValueError, UnknownNameError
from sim.parameters import Binding, Parameters, load, who_differs

US = "mechanisms.guarantees.credibility.united_states"
PATIENCE = "mechanisms.guarantees.patience"
AGENDA = "mechanisms.guarantees.agenda"
NAME = "mechanisms/guarantees.yaml"
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)


def test_the_baseline_is_the_middle_without_any_overlay(folder):
    parameters = load(folder=folder)
    assert (parameters.worldview, parameters.policies, parameters.start) == ("baseline", (), None)
    assert dict(parameters.values) == {
        US: 0.3, PATIENCE: 4, "mechanisms.guarantees.enabled": True, AGENDA: "gradual",
    }  # fmt: skip
    assert parameters.bindings == ()


def test_layers_are_laid_in_order_and_the_later_wins(folder):
    assert load("pessimist", folder=folder)[US] == 0.1
    assert load("pessimist", ("firm", "gentle"), folder=folder)[US] == 0.2
    assert load("pessimist", ("gentle", "firm"), folder=folder)[US] == 0.6
    assert load("pessimist", ("gentle", "firm"), {US: 0.5}, folder=folder)[US] == 0.5
    assert load("pessimist", "firm", folder=folder)[PATIENCE] == 2


def test_the_origin_of_a_value_names_every_layer_in_order(folder):
    parameters = load("pessimist", ["firm"], {US: 0.5}, folder=folder)
    steps = parameters.origin(US)
    assert [(step.name, step.kind, step.value) for step in steps] == [
        ("baseline", "baseline", 0.3), ("pessimist", "worldview", 0.1), ("firm", "policy", 0.6), ("user", "user", 0.5),
    ]  # fmt: skip
    assert [str(step.sources[0]) for step in steps[:3]] == ["ratelle2025 ¶13", "ratelle2025 ¶12", "ratelle2025 ¶14"]
    assert len(parameters.origin(AGENDA)) == 1


def test_what_is_assumed_follows_the_last_layer(folder):
    assert load(folder=folder).assumed() == [PATIENCE, "mechanisms.guarantees.enabled"]
    assert load(policies="firm", folder=folder).assumed() == ["mechanisms.guarantees.enabled"]
    assert US in load(changes={US: 0.5}, folder=folder).assumed()


def test_a_worldview_may_narrow_the_range_and_still_a_user_may_leave_it_for_the_baselines(spoil):
    folder = spoil("worldviews/pessimist.yaml", "    value: 0.1", "    range: [0.0, 0.2]\n    value: 0.1")
    parameters = load("pessimist", changes={US: 0.8}, folder=folder)
    assert parameters.range(US) == (0.0, 0.2)
    assert load(folder=folder).range(US) == (0.0, 0.9)
    assert parameters.range(AGENDA) is None
    assert parameters[US] == 0.8


def test_a_change_beyond_the_plausible_is_refused_with_the_way_out_and_a_senseless_one_without():
    name = "actors.azerbaijan.war_cost"
    with pytest.raises(RefusedValueError, match=r"new parameters DIR.*DIR/actors/azerbaijan.yaml.*--out-of-range"):
        load(changes={name: 0.28})
    with pytest.raises(RefusedValueError) as caught:
        load(changes={name: 1e300})
    assert "new parameters" not in str(caught.value)


def test_changes_of_users_are_checked_with_the_nearest_name(folder):
    with pytest.raises(RefusedValueError, match="out of range"):
        load(changes={US: 2}, folder=folder)
    with pytest.raises(UnknownNameError, match=f"nearest: {US}"):
        load(changes={"mechanisms.guarantees.credibility.united_sates": 0.2}, folder=folder)


def test_a_value_can_be_read_by_id_and_an_unknown_id_names_the_nearest(folder):
    parameters = load(folder=folder)
    assert PATIENCE in parameters
    assert "mechanisms.guarantees.patiense" not in parameters
    with pytest.raises(UnknownNameError, match=f"nearest: {PATIENCE}"):
        parameters["mechanisms.guarantees.patiense"]


def test_the_hash_follows_the_values_and_not_the_way_to_them(folder):
    plain = load(folder=folder)
    assert plain.hash == load(folder=folder, changes={US: 0.3}).hash
    assert plain.hash != load("pessimist", folder=folder).hash
    assert load("pessimist", folder=folder).hash == load(changes={US: 0.1}, folder=folder).hash
    assert (
        load(changes={US: 0.1, PATIENCE: 2}, folder=folder).hash
        == load(changes={PATIENCE: 2, US: 0.1}, folder=folder).hash
    )
    assert plain.hash != plain.replace(bindings=[Binding("iran", "spoil", "never")]).hash
    assert len(plain.hash) == 64


def test_what_the_files_say_about_a_value_does_not_enter_the_hash(spoil, folder):
    before = load("pessimist", "firm", folder=folder).hash
    spoil("policies/firm.yaml", "reading: A threat that is kept.", "reading: Reworded.")
    spoil(NAME, "label: Patience", "label: Waiting")
    assert load("pessimist", "firm", folder=folder).hash == before
    spoil("policies/firm.yaml", "kept: 0.9", "kept: 0.8")
    assert load("pessimist", "firm", folder=folder).hash != before


def test_the_order_in_which_a_file_lists_its_entries_does_not_enter_the_hash(folder):
    before = load(folder=folder)
    text = (folder / NAME).read_text()
    start = text.index("enabled:")
    (folder / NAME).write_text(text[start:] + text[:start])
    after = load(folder=folder)
    assert list(after.values) != list(before.values)
    assert after.hash == before.hash


@shared_folder
@given(first=st.floats(0, 0.9), second=st.floats(0, 0.9))
def test_two_values_have_the_same_hash_exactly_if_they_are_equal(folder, first, second):
    base = load(folder=folder)
    hashes = [base.replace({US: value}).hash for value in (first, second)]
    assert (hashes[0] == hashes[1]) == (first == second)


@shared_folder
@given(st.permutations([(US, 0.25), (PATIENCE, 7), (AGENDA, "package"), ("mechanisms.guarantees.enabled", False)]))
def test_the_order_in_which_changes_are_given_makes_no_difference(folder, changes):
    together = load(folder=folder, changes=dict(changes))
    one_by_one = load(folder=folder)
    for entry_id, value in changes:
        one_by_one = one_by_one.replace({entry_id: value})
    assert together == one_by_one
    assert together.hash == one_by_one.hash


def test_replace_lays_further_changes_and_bindings_on_top_and_leaves_the_old_object_alone(folder):
    first = load("pessimist", "firm", {US: 0.5}, folder=folder)
    second = first.replace({PATIENCE: 9}, [Binding("iran", "spoil", "never")])
    assert (second[US], second[PATIENCE]) == (0.5, 9)
    assert [binding.actor for binding in second.bindings] == ["united_states", "iran"]
    assert (first[PATIENCE], len(first.bindings)) == (2, 1)
    assert second.replace({US: 0.4})[US] == 0.4


def test_nothing_in_parameters_can_be_changed(folder):
    parameters = load(folder=folder, changes={US: np.array([0.1, 0.2])})
    with pytest.raises(AttributeError):
        parameters.worldview = "other"
    for mapping in (parameters.values, parameters.changes, parameters.entries):
        with pytest.raises(TypeError):
            mapping[US] = 0.7
    with pytest.raises(ValueError, match="read-only"):
        parameters[US][0] = 0.7


def test_parameters_survive_the_way_to_another_process(folder):
    parameters = load(
        "pessimist", "firm", {US: np.array([0.1, 0.2]), PATIENCE: 3}, [Binding("iran", "spoil", "never")], folder
    )
    copy = pickle.loads(pickle.dumps(parameters))
    assert copy == parameters
    assert copy.hash == parameters.hash
    assert [step.name for step in copy.origin(US)] == ["baseline", "pessimist", "firm", "user"]
    assert not copy[US].flags.writeable


def test_parameters_survive_the_way_through_json(folder):
    mine = Binding("iran", "spoil", "when", "signed", 1, 9, 0.5, True, "why")
    parameters = load("pessimist", "firm", {US: np.array([0.1, 0.2]), AGENDA: "package"}, [mine], folder)
    saved = json.loads(json.dumps(parameters.to_dict()))
    again = Parameters.from_dict(saved, folder)
    assert again == parameters
    assert again.bindings == parameters.bindings


def test_saved_parameters_whose_files_have_changed_are_refused_with_what_changed(spoil, folder):
    saved = load("pessimist", folder=folder).to_dict()
    spoil(NAME, "value: 4", "value: 5")
    with pytest.raises(InputError, match=rf"have changed since .*: {PATIENCE} was 4, is 5$"):
        Parameters.from_dict(saved, folder)
    assert Parameters.from_dict(saved, folder, strict=False)[PATIENCE] == 5
    with pytest.raises(InputError, match="lack: hash"):
        Parameters.from_dict({key: value for key, value in saved.items() if key != "hash"}, folder)


def test_saved_parameters_whose_policy_binds_differently_now_are_refused(spoil, folder):
    saved = load(policies="firm", folder=folder).to_dict()
    spoil("policies/firm.yaml", "kept: 0.9", "kept: 0.8")
    with pytest.raises(InputError, match="binds is different"):
        Parameters.from_dict(saved, folder)


def test_arrays_for_different_numbers_of_worlds_are_refused(folder):
    parameters = load(folder=folder, changes={US: np.array([0.1, 0.2])})
    with pytest.raises(RefusedValueError, match=f"{US} has 2, {PATIENCE} has 3"):
        parameters.replace({PATIENCE: np.array([1, 2, 3])})


def test_an_edited_file_is_seen_at_once(spoil, folder):
    assert load("pessimist", folder=folder)[PATIENCE] == 4
    spoil(NAME, "value: 4", "value: 5")
    assert load("pessimist", folder=folder)[PATIENCE] == 5
    spoil("worldviews/pessimist.yaml", "value: 0.1", "value: 0.2")
    assert load("pessimist", folder=folder)[US] == 0.2


def test_an_old_name_still_loads_everywhere(spoil, folder):
    (folder / "aliases.yaml").write_text(
        f"mechanisms.trust.us: mechanisms.trust.america\nmechanisms.trust.america: {US}\n"
    )
    spoil("worldviews/pessimist.yaml", US, "mechanisms.trust.us")
    parameters = load("pessimist", folder=folder)
    assert parameters[US] == parameters["mechanisms.trust.us"] == 0.1
    assert load(folder=folder, changes={"mechanisms.trust.america": 0.7}).changes == {US: 0.7}
    assert "pessimist" in [found.name for found in who_differs("mechanisms.trust.us", folder)]
    with pytest.raises(InputError, match="set twice"):
        load(folder=folder, changes={"mechanisms.trust.us": 0.7, US: 0.6})


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("old.id: mechanisms.guarantees.patiense\n", f"unknown parameter .*nearest: {PATIENCE}"),
        ("a: b\nb: a\n", "in a circle: a -> b -> a"),
        (f"{US}: {PATIENCE}\n", "is still the id of a parameter"),
        ("- a\n", "expected 'key: value' lines"),
    ],
)
def test_a_wrong_alias_is_refused_with_its_line(folder, content, part):
    (folder / "aliases.yaml").write_text(content)
    with pytest.raises(InputError, match=rf"^aliases\.yaml:1: .*{part}"):
        load(folder=folder)


@pytest.mark.parametrize("content", ["", "{}\n", "# none yet\n"])
def test_there_need_not_be_any_alias(folder, content):
    (folder / "aliases.yaml").write_text(content)
    assert load(folder=folder)[PATIENCE] == 4


def test_an_overlay_that_sets_one_parameter_under_two_names_is_refused(folder):
    (folder / "aliases.yaml").write_text(f"old.name: {PATIENCE}\n")
    text = (folder / "policies/firm.yaml").read_text()
    change = "  old.name: {value: 3, reading: r, sources: [{key: fearon1995}]}\nbindings:"
    (folder / "policies/firm.yaml").write_text(text.replace("bindings:", change))
    with pytest.raises(InputError, match=rf"policies/firm\.yaml:12: .*sets {PATIENCE}, which line 8 sets already"):
        load(policies="firm", folder=folder)
