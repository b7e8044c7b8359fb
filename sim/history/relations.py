"""What an action means between actors: who backs, presses or endorses whom; and where each actor stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sim.knowledge.vocabulary import ACTIONS

ATTACKS, COERCES, PRESSES, RESTRAINS, DETERS = "attacks", "coerces", "presses", "restrains", "deters"
GUARANTEES, BACKS, OPENS, MONITORS = "offers guarantees to", "backs", "opens the border to", "monitors the border of"
INVESTS, ENDORSES, OPPOSES, REFUSES = "invests in", "endorses", "opposes", "refuses"
KINDS = (
    ATTACKS, COERCES, GUARANTEES, BACKS, OPENS, PRESSES, RESTRAINS, DETERS, REFUSES, MONITORS, INVESTS, ENDORSES, OPPOSES,
)  # fmt: skip
"""All relations as verbs, those first that weigh most in a story."""
PEACE = "the peace"
"""What is endorsed or spoiled; it stands between the two rivals."""
MEDIATORS, CONNECTIONS = "western mediators", "connections"
"""What is refused, and what is invested in."""
THINGS = (PEACE, MEDIATORS, CONNECTIONS)
"""All at which an action can be directed and that do not act themselves."""


class Relation(NamedTuple):
    """To whom an action is directed, and what it is."""

    target: str
    kind: str


_DIRECTED = {
    "attack": Relation("armenia", ATTACKS),
    "incursion": Relation("armenia", COERCES),
    "siege": Relation("armenia", COERCES),
    "disinformation": Relation("armenia", COERCES),
    "refuse_mediator": Relation(MEDIATORS, REFUSES),
    "back_armenia": Relation("armenia", BACKS),
    "assist_armenia": Relation("armenia", BACKS),
    "back_azerbaijan": Relation("azerbaijan", BACKS),
    "open_in_step": Relation("armenia", OPENS),
    "open_ahead": Relation("armenia", OPENS),
    "restrain_azerbaijan": Relation("azerbaijan", RESTRAINS),
    "deter_corridor": Relation("azerbaijan", DETERS),
    "pressure": Relation("azerbaijan", PRESSES),
    "pressure_private": Relation("azerbaijan", PRESSES),
    "sanction_public": Relation("azerbaijan", PRESSES),
    "offer_guarantees": Relation("armenia", GUARANTEES),
    "back_neutral_force": Relation("armenia", GUARANTEES),
    "monitor": Relation("armenia", MONITORS),
    "invest": Relation(CONNECTIONS, INVESTS),
    "endorse": Relation(PEACE, ENDORSES),
    "spoil": Relation(PEACE, OPPOSES),
}
"""What each action means, whoever takes it."""

RELATIONS: Mapping[tuple[str, str], tuple[str, Relation]] = MappingProxyType(
    {
        (actor, action): (actor, _DIRECTED[action])
        for actor, actions in ACTIONS.items()
        for action in actions
        if action in _DIRECTED
    }
)
"""From actor and action to actor and relation."""

MAP: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "united_states": (-2.45, 1.05),
        "european_union": (-2.55, -0.45),
        "russia": (0.35, 1.5),
        "turkey": (-1.25, -1.4),
        "iran": (1.35, -1.5),
        "armenia": (-0.15, -0.3),
        "azerbaijan": (2.05, 0.1),
        PEACE: (0.9, -0.1),
        MEDIATORS: (-2.5, 0.3),
        CONNECTIONS: (0.75, -0.85),
    }
)
"""Where each stands on the picture: as on a map, with the distant ones drawn near."""

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
