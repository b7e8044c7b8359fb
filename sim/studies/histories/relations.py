"""Where each actor stands on the picture of relations, and how it is called there; the relations are those of the actions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.parameters.actions import RELATIONS
from sim.parameters.relations import CONNECTIONS, FORCE, KINDS, PEACE, TALKS, THINGS, WEST, Relation

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
        TALKS: (0.95, 0.6),
        WEST: (-2.5, 0.3),
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

__all__ = ["CONNECTIONS", "FORCE", "KINDS", "MAP", "NAMES", "PEACE", "RELATIONS", "TALKS", "THINGS", "WEST", "Relation"]
