"""Choices of one layer that cannot both be fixed are refused; what one policy replaces of another is listed."""

import json
import shutil

import pytest

from sim.common.errors import InputError
from sim.parameters import Binding, Parameters, load
from sim.parameters.actions import ACTIONS, choices_of


def bound(actor, action, rule="always", **details):
    return Binding(actor, action, rule, **details)


CONTRADICTIONS = {
    "two moves at once": [bound("russia", "spoil"), bound("russia", "endorse")],
    "always and never": [bound("azerbaijan", "attack"), bound("azerbaijan", "attack", "never")],
    "never and always": [bound("azerbaijan", "attack", "never"), bound("azerbaijan", "attack")],
    "two answers": [bound("armenia", "yield"), bound("armenia", "resist")],
    "two ways out of a signature": [bound("armenia", "sign"), bound("armenia", "refuse_to_sign")],
    "a move of the talks and one that is always open": [bound("armenia", "hold"), bound("armenia", "rearm")],
    "two ways to use force": [bound("azerbaijan", "threaten"), bound("azerbaijan", "siege")],
    "two ways out of a resisted threat": [bound("armenia", "carry_out"), bound("armenia", "stand_down")],
    "quarters that overlap": [bound("iran", "spoil", until_quarter=5), bound("iran", "endorse", from_quarter=4)],
}


@pytest.mark.parametrize("bindings", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_two_choices_that_cannot_both_hold_are_refused_by_name(bindings):
    with pytest.raises(InputError, match="contradict each other in quarter") as refused:
        load(bindings=bindings)
    assert all(str(binding) in str(refused.value) for binding in bindings)


def test_three_postures_in_one_quarter_are_refused_though_any_two_go_together():
    three = [bound("european_union", action) for action in ("mediate", "monitor", "invest")]
    with pytest.raises(InputError, match="can take 2 postures in a quarter, and is bound to 3 in quarter 0"):
        load(bindings=three)


COMPATIBLE = {
    "different actors": [bound("russia", "spoil"), bound("iran", "endorse")],
    "a move and an answer": [bound("russia", "spoil"), bound("russia", "punish")],
    "force and a signature": [bound("azerbaijan", "attack"), bound("azerbaijan", "sign")],
    "a move, a word at the table and force": [
        bound("azerbaijan", "hold"),
        bound("azerbaijan", "concede"),
        bound("azerbaijan", "siege"),
    ],
    "a move of the talks and one of an agreement": [bound("armenia", "hold"), bound("armenia", "implement")],
    "one after the other": [bound("iran", "spoil", until_quarter=5), bound("iran", "endorse", from_quarter=5)],
    "under a condition": [bound("iran", "spoil"), bound("iran", "endorse", "when", condition="signed")],
    "not kept for sure": [bound("iran", "spoil"), bound("iran", "endorse", kept=0.5)],
    "two postures that go together": [bound("european_union", "mediate"), bound("european_union", "monitor")],
    "a posture and nothing beside it": [bound("united_states", "mediate"), bound("united_states", "nothing_more")],
    "the same twice": [bound("iran", "spoil"), bound("iran", "spoil")],
    "a choice and a ban on another": [bound("iran", "spoil"), bound("iran", "endorse", "never")],
}


@pytest.mark.parametrize("bindings", COMPATIBLE.values(), ids=COMPATIBLE)
def test_choices_that_can_both_hold_are_taken(bindings):
    assert load(bindings=bindings).user_bindings == tuple(bindings)


@pytest.mark.parametrize("actor", ACTIONS)
def test_bans_on_everything_are_refused_by_name(actor):
    bans = [bound(actor, action, "never") for action in ACTIONS[actor]]
    with pytest.raises(InputError, match=f"leave {actor} nothing to do in quarter 0"):
        load(bindings=bans)
    for choice in choices_of(actor):
        with pytest.raises(InputError, match=f"{choice[0]} = never"):
            load(bindings=[bound(actor, action, "never") for action in choice])
        assert load(bindings=[bound(actor, action, "never") for action in choice[1:]])


def test_a_later_layer_of_the_user_may_contradict_an_earlier_one_and_wins():
    first, second = CONTRADICTIONS["two moves at once"]
    both = load(bindings=[first]).replace(bindings=[second])
    assert both.bindings == (first, second)
    assert Parameters.from_dict(json.loads(json.dumps(both.to_dict()))) == both


def test_a_policy_that_contradicts_itself_is_named_with_its_file(folder, tmp_path):
    spoiled = tmp_path / "spoiled"
    shutil.copytree(folder, spoiled)
    entry = "- {{actor: iran, action: {}, rule: always, reading: Said so., sources: [{{key: fearon1995}}]}}"
    text = "label: Torn\ndescription: Both at once.\nbindings:\n" + "\n".join(map(entry.format, ("spoil", "endorse")))
    (spoiled / "policies" / "torn.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^policies/torn\.yaml:1: iran\.spoil = always and iran\.endorse = always"):
        load(policies="torn", folder=spoiled)


def test_a_value_that_a_later_policy_replaces_is_listed():
    (only,) = load(policies=["gradual_agenda", "eu_monitoring", "package_deal"]).overridden
    assert only == ("mechanisms.bargaining.gradual", "gradual_agenda", True, "package_deal", False)
    assert str(only) == "mechanisms.bargaining.gradual: true (gradual_agenda) gives way to false (package_deal)"


def test_a_choice_that_a_later_policy_replaces_is_listed():
    (only,) = load(policies=["turkish_opening_ahead", "turkish_opening_in_step"]).overridden
    assert only[:2] == ("turkey", "turkish_opening_ahead")
    assert (only.value, only.replacement) == ("open_ahead = always", "open_in_step = always")


def test_policies_that_do_not_contradict_each_other_replace_nothing():
    assert load("ratelle2025", ["western_guarantee", "eu_monitoring"]).overridden == ()
    assert load(policies=["gradual_agenda"], changes={"mechanisms.bargaining.gradual": False}).overridden == ()
