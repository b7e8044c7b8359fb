"""How each actor is called in pictures of relations; the relations are those of the actions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.parameters.actions import RELATIONS
from sim.parameters.relations import CONNECTIONS, FORCE, KINDS, PEACE, TALKS, THINGS, WEST, Relation

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

__all__ = ["CONNECTIONS", "FORCE", "KINDS", "NAMES", "PEACE", "RELATIONS", "TALKS", "THINGS", "WEST", "Relation"]
