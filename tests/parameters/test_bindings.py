"""Bindings speak a closed vocabulary, in files and from users."""

import pytest

from sim.common.errors import InputError, RefusedValueError, UnknownNameError
from sim.parameters import Binding, load
from sim.parameters.actions import ACTIONS, ANSWERS, SIGNING
from sim.parameters.vocabulary import ACTORS, POWERS, RIVALS

POLICY = "policies/firm.yaml"

MISTAKES = [
    ("actor: united_states", "actor: united_sates", ["unknown actor 'united_sates'", "nearest: united_states"]),
    ("action: punish", "action: punsh", ["unknown action of united_states 'punsh'", "nearest: punish"]),
    ("action: punish", "action: incursion", ["unknown action of united_states 'incursion'"]),
    ("rule: when", "rule: wen", ["unknown rule 'wen'", "nearest: when"]),
    ("rule: when", "rule: always", ["the rule 'when', and only that rule, needs a 'condition'"]),
    ("    condition: coercion_last_quarter\n", "", ["needs a 'condition'"]),
    ("condition: coercion_last_quarter", "condition: coercion", ["'coercion'", "nearest: coercion_last_quarter"]),
    ("condition: coercion_last_quarter", "condition: [talks, sieg]", ["unknown condition 'sieg'", "siege_on"]),
    ("condition: coercion_last_quarter", "condition: {talks: true}", ["'condition' is the name of a condition"]),
    ("condition: coercion_last_quarter", "condition: 5", ["'condition' is the name of a condition"]),
    ("kept: 0.9", "kept: 1.1", ["'kept', a probability, must be a number from 0 to 1"]),
    ("kept: 0.9", "kept: .nan", ["'kept', a probability, must be a number from 0 to 1"]),
    ("kept: 0.9", "kept: often", ["'kept', a probability, must be a number from 0 to 1"]),
    ("kept: 0.9", "kept: true", ["'kept', a probability, must be a number from 0 to 1"]),
    ("kept: 0.9", "from_quarter: -1", ["'from_quarter' must be a whole number, 0 or more"]),
    ("kept: 0.9", "from_quarter: 1.5", ["'from_quarter' must be a whole number, 0 or more"]),
    ("kept: 0.9", "from_quarter: 4\n    until_quarter: 4", ["'until_quarter' 4 must come after 'from_quarter' 4"]),
    ("kept: 0.9", "announced: yes", ["'announced' must be true or false, not 'yes'"]),
    ("kept: 0.9", "keeps: 0.9", ["unknown key 'keeps'", "nearest: kept"]),
    ("    reading: A threat that is kept.\n", "", ["required key missing: reading"]),
    ("kept.\n    sources: [{key: fearon1995}]", "kept.\n    sources: []", ["a binding needs at least one source"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "parts"), MISTAKES)
def test_every_mistake_in_a_binding_is_named_with_file_and_line(spoil, old, new, parts):
    with pytest.raises(InputError, match=rf"^{POLICY}:(1[3-9]|2\d): bindings") as caught:
        load(policies="firm", folder=spoil(POLICY, old, new))
    for part in parts:
        assert part in str(caught.value)


def test_a_binding_from_a_file_says_everything_that_the_file_says(folder):
    (binding,) = load(policies="firm", folder=folder).bindings
    assert (binding.actor, binding.action, binding.rule) == ("united_states", "punish", "when")
    assert (binding.condition, binding.kept, binding.announced) == (("coercion_last_quarter",), 0.9, False)
    assert (binding.from_quarter, binding.until_quarter, binding.origin) == (0, None, "firm")
    assert str(binding.sources[0]) == "fearon1995"


def test_bindings_of_users_come_last_and_are_checked_like_those_in_files(folder):
    mine = {"actor": "iran", "action": "spoil", "rule": "never"}
    both = load(policies="firm", bindings=[mine, Binding("russia", "endorse", "always")], folder=folder).bindings
    assert [(binding.actor, binding.origin) for binding in both] == [
        ("united_states", "firm"), ("iran", "user"), ("russia", "user"),
    ]  # fmt: skip
    with pytest.raises(UnknownNameError, match="nearest: spoil"):
        load(bindings=[{**mine, "action": "spoils"}], folder=folder)
    with pytest.raises(UnknownNameError, match="a binding has no key 'acter'; nearest: actor"):
        load(bindings=[{"acter": "iran", "action": "spoil", "rule": "never"}], folder=folder)
    with pytest.raises(InputError, match="a binding needs: action, rule"):
        load(bindings=[{"actor": "iran"}], folder=folder)
    with pytest.raises(InputError, match="not 'iran'"):
        load(bindings=["iran"], folder=folder)
    with pytest.raises(RefusedValueError, match="kept"):
        Binding("iran", "spoil", "never", kept=2)


def test_a_binding_covers_its_first_quarter_and_no_longer_its_last():
    binding = Binding("iran", "spoil", "never", from_quarter=2, until_quarter=4)
    assert [binding.covers(quarter) for quarter in range(6)] == [False, False, True, True, False, False]
    assert Binding("iran", "spoil", "never").covers(1000)


def test_every_actor_has_its_answers_and_no_action_twice():
    assert set(ACTIONS) == set(ACTORS)
    for actor, actions in ACTIONS.items():
        assert len(set(actions)) == len(actions), actor
    for power in POWERS:
        assert {action.name for action in ANSWERS} <= set(ACTIONS[power])
    for rival in RIVALS:
        assert {"yield", "resist", *(action.name for action in SIGNING)} <= set(ACTIONS[rival])


@pytest.mark.parametrize("actor", ACTORS)
def test_every_action_can_be_bound(actor):
    for action in ACTIONS[actor]:
        assert Binding(actor, action, "always").action == action
