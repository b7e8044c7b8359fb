"""What an action means between actors: who backs, presses or endorses whom; and where each actor stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sim.parameters.vocabulary import ACTIONS

ATTACKS, INTERVENES, COERCES, PUNISHES = "attacks", "intervenes against", "coerces", "punishes"
RESISTS, YIELDS, REJECTS, GRANTS = "resists", "yields to", "rejects a revision for", "grants a revision to"
GUARANTEES, NEUTRAL, BACKS, ASSISTS = "offers guarantees to", "backs a force of neutral states for", "backs", "assists"
SANCTIONS, PRESSES, RESTRAINS, DETERS = "sanctions", "presses", "restrains", "deters a corridor of"
DISINFORMS, REVISES, DEMANDS = "spreads disinformation in", "demands a revision from", "raises its demand on"
REFUSES, TURNS, ASKS = "refuses the mediators of", "turns to", "asks for guarantees from"
OPENS, MONITORS, INVESTS = "opens the border to", "monitors the border of", "invests in"
CONCEDES, RELEASES = "concedes to", "releases prisoners of"
ENDORSES, OPPOSES, MEDIATES = "endorses", "works against", "mediates in"
KINDS = (
    ATTACKS, INTERVENES, COERCES, PUNISHES, RESISTS, YIELDS, GUARANTEES, NEUTRAL, BACKS, ASSISTS, OPENS, SANCTIONS, PRESSES,
    RESTRAINS, DETERS, DISINFORMS, REVISES, REJECTS, GRANTS, REFUSES, TURNS, ASKS, DEMANDS, CONCEDES, RELEASES, MONITORS,
    INVESTS, OPPOSES, ENDORSES, MEDIATES,
)  # fmt: skip
"""All relations as verbs, those first that weigh most in a story."""
FORCE = (ATTACKS, INTERVENES, COERCES)
"""Relations in which arms are used."""
PEACE = "the peace"
"""What is endorsed or spoiled; it stands between the two rivals."""
TALKS, WEST, CONNECTIONS = "the talks", "the West", "connections"
"""What is mediated, what Armenia turns to and whose mediators are refused, and what is invested in."""
THINGS = (PEACE, TALKS, WEST, CONNECTIONS)
"""All at which an action can be directed and that do not act themselves."""


class Relation(NamedTuple):
    """To whom an action is directed, and what it is."""

    target: str
    kind: str


_DIRECTED: Mapping[str, Relation] = {
    "attack": Relation("armenia", ATTACKS),
    "incursion": Relation("armenia", COERCES),
    "siege": Relation("armenia", COERCES),
    "disinformation": Relation("armenia", DISINFORMS),
    "raise_demand": Relation("armenia", DEMANDS),
    "release_prisoners": Relation("armenia", RELEASES),
    "refuse_mediator": Relation(WEST, REFUSES),
    "demand_guarantees": Relation(WEST, ASKS),
    "turn_to_west": Relation(WEST, TURNS),
    "turn_to_russia": Relation("russia", TURNS),
    "demand_revision": Relation("azerbaijan", REVISES),
    "back_armenia": Relation("armenia", BACKS),
    "assist_armenia": Relation("armenia", ASSISTS),
    "back_azerbaijan": Relation("azerbaijan", BACKS),
    "open_in_step": Relation("armenia", OPENS),
    "open_ahead": Relation("armenia", OPENS),
    "restrain_azerbaijan": Relation("azerbaijan", RESTRAINS),
    "deter_corridor": Relation("azerbaijan", DETERS),
    "pressure": Relation("azerbaijan", PRESSES),
    "pressure_private": Relation("azerbaijan", PRESSES),
    "sanction_public": Relation("azerbaijan", SANCTIONS),
    "offer_guarantees": Relation("armenia", GUARANTEES),
    "back_neutral_force": Relation(PEACE, NEUTRAL),
    "monitor": Relation("armenia", MONITORS),
    "invest": Relation(CONNECTIONS, INVESTS),
    "endorse": Relation(PEACE, ENDORSES),
    "spoil": Relation(PEACE, OPPOSES),
    "mediate": Relation(TALKS, MEDIATES),
    # Only Azerbaijan challenges the other side by force, so that the answers of the powers are answers to it.
    "punish": Relation("azerbaijan", PUNISHES),
    "intervene": Relation("azerbaijan", INTERVENES),
}
"""What each action means, whoever takes it."""

_OF_RIVALS: Mapping[tuple[str, str], Relation] = {
    ("armenia", "concede"): Relation("azerbaijan", CONCEDES),
    ("azerbaijan", "concede"): Relation("armenia", CONCEDES),
    ("armenia", "yield"): Relation("azerbaijan", YIELDS),
    ("armenia", "resist"): Relation("azerbaijan", RESISTS),
    ("azerbaijan", "yield"): Relation("armenia", GRANTS),
    ("azerbaijan", "resist"): Relation("armenia", REJECTS),
}
"""What an action means that both rivals can take, each towards the other."""

RELATIONS: Mapping[tuple[str, str], Relation] = MappingProxyType(
    {
        (actor, action): _OF_RIVALS.get((actor, action)) or _DIRECTED[action]
        for actor, actions in ACTIONS.items()
        for action in actions
        if (actor, action) in _OF_RIVALS or action in _DIRECTED
    }
)
"""From actor and action to what it means."""

UNDIRECTED: Mapping[str, str] = MappingProxyType(
    {
        "hold": "nothing changes",
        "stand_aside": "nothing is done",
        "leave_unanswered": "nothing is done",
        "prepare_public": "is directed at the actor's own public",
        "rearm": "is directed at the actor's own army",
        "implement": "concerns the agreement, to which both rivals belong",
        "stall": "concerns the agreement, to which both rivals belong",
        "exploit_gap": "concerns the agreement, to which both rivals belong",
        "sign": "concerns the agreement, to which both rivals belong",
        "refuse_to_sign": "concerns the agreement, to which both rivals belong",
    }
)
"""Actions that are no relation between actors, and why."""

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "united_states": "United States",
        "european_union": "European Union",
        "russia": "Russia",
        "turkey": "Turkey",
        "iran": "Iran",
        "armenia": "Armenia",
        "azerbaijan": "Azerbaijan",
        **{thing: thing for thing in THINGS},
    }
)
