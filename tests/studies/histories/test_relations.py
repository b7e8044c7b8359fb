"""Every action of every menu is a relation whose words say what it is, or none for a reason."""

import pytest

from sim.parameters.actions import ACTIONS, CHOICES, RELATIONS
from sim.parameters.relations import NAMES, Relation
from sim.parameters.vocabulary import ACTORS

FROM_ALL_POWERS = {
    "punish": "punishes Azerbaijan",
    "intervene": "intervenes against Azerbaijan",
    "leave_unanswered": None,
}
OF_THE_WEST = {
    "stand_aside": None,
    "mediate": "mediates in the talks",
    "assist_armenia": "assists Armenia",
    "offer_guarantees": "offers guarantees to Armenia",
}
MEANINGS = {
    "armenia": {
        "concede": "concedes to Azerbaijan",
        "stand_firm": None,
        "hold": None,
        "demand_guarantees": "asks for guarantees from the West",
        "prepare_public": None,
        "turn_to_russia": "turns to Russia",
        "turn_to_west": "turns to the West",
        "rearm": None,
        "implement": None,
        "stall": None,
        "refrain": None,
        "demand_revision": "demands a revision from Azerbaijan",
        "reclaim": "attacks Azerbaijan",
        "carry_out": None,
        "stand_down": None,
        "yield": "yields to Azerbaijan",
        "resist": "resists Azerbaijan",
        "sign": None,
        "refuse_to_sign": None,
        "give_way": "concedes to Azerbaijan",
        "keep_text": None,
        "nothing_more": None,
    },
    "azerbaijan": {
        "concede": "concedes to Armenia",
        "stand_firm": None,
        "release_prisoners": "releases prisoners of Armenia",
        "hold": None,
        "refuse_mediator": "refuses the mediators of the West",
        "raise_demand": "raises its demand on Armenia",
        "disinformation": "spreads disinformation in Armenia",
        "refrain": None,
        "threaten": "threatens Armenia",
        "siege": "coerces Armenia",
        "incursion": "coerces Armenia",
        "attack": "attacks Armenia",
        "carry_out": None,
        "stand_down": None,
        "implement": None,
        "exploit_gap": None,
        "yield": "grants a revision to Armenia",
        "resist": "rejects a revision for Armenia",
        "sign": None,
        "refuse_to_sign": None,
        "give_way": "concedes to Armenia",
        "keep_text": None,
    },
    "russia": {
        "stand_aside": None,
        "mediate": "mediates in the talks",
        "back_armenia": "backs Armenia",
        "back_azerbaijan": "backs Azerbaijan",
        "spoil": "works against the peace",
        "endorse": "endorses the peace",
        **FROM_ALL_POWERS,
    },
    "turkey": {
        "back_azerbaijan": "backs Azerbaijan",
        "restrain_azerbaijan": "restrains Azerbaijan",
        "open_in_step": "opens the border to Armenia",
        "open_ahead": "opens the border to Armenia",
        "endorse": "endorses the peace",
        "nothing_more": None,
        **FROM_ALL_POWERS,
    },
    "iran": {
        "stand_aside": None,
        "deter_corridor": "deters a corridor of Azerbaijan",
        "spoil": "works against the peace",
        "endorse": "endorses the peace",
        **FROM_ALL_POWERS,
    },
    "european_union": {
        "monitor": "monitors the border of Armenia",
        "invest": "invests in connections",
        "pressure": "presses Azerbaijan",
        **OF_THE_WEST,
        "nothing_more": None,
        **FROM_ALL_POWERS,
    },
    "united_states": {
        "pressure_private": "presses Azerbaijan",
        "sanction_public": "sanctions Azerbaijan",
        "back_neutral_force": "backs a force of neutral states for the peace",
        **OF_THE_WEST,
        "nothing_more": None,
        **FROM_ALL_POWERS,
    },
}
"""What a reader of the network reads, by actor and action; None where there is no arrow."""


@pytest.mark.parametrize("actor", ACTORS)
def test_an_action_is_drawn_as_what_it_is(actor):
    found = {action: RELATIONS.get((actor, action)) for action in ACTIONS[actor]}
    words = {action: relation and f"{relation.kind} {NAMES[relation.target]}" for action, relation in found.items()}
    assert words == MEANINGS[actor]


@pytest.mark.parametrize("actor", ACTORS)
def test_an_action_without_a_relation_has_a_reason_and_no_other_has_one(actor):
    for action in (action for menu in CHOICES[actor] for action in menu):
        assert isinstance(action.meaning, Relation) == (MEANINGS[actor][action.name] is not None), action.name
        assert action.meaning


def test_no_actor_has_a_relation_to_itself():
    assert all(relation.target != actor for (actor, _), relation in RELATIONS.items())
