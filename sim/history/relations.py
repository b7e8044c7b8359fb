"""What an action means between actors: who backs, presses, guarantees or endorses whom; and where each actor stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BACKS, PRESSES, GUARANTEES, ENDORSES, OPPOSES = "backs", "presses", "guarantees", "endorses", "opposes"
KINDS = (GUARANTEES, BACKS, PRESSES, ENDORSES, OPPOSES)
PEACE = "the peace"
"""What is endorsed or spoiled; it stands between the two rivals."""


class Relation(NamedTuple):
    """To whom an action is directed, and what it is."""

    target: str
    kind: str


def _all() -> dict[tuple[str, str], tuple[str, Relation]]:
    backs = {
        ("russia", "back_armenia"): "armenia",
        ("russia", "back_azerbaijan"): "azerbaijan",
        ("turkey", "back_azerbaijan"): "azerbaijan",
        ("turkey", "open_in_step"): "armenia",
        ("turkey", "open_ahead"): "armenia",
        ("european_union", "assist_armenia"): "armenia",
        ("united_states", "assist_armenia"): "armenia",
    }
    presses = {
        ("turkey", "restrain_azerbaijan"): "azerbaijan",
        ("iran", "deter_corridor"): "azerbaijan",
        ("european_union", "pressure"): "azerbaijan",
        ("united_states", "pressure_private"): "azerbaijan",
        ("united_states", "sanction_public"): "azerbaijan",
        ("azerbaijan", "disinformation"): "armenia",
        ("azerbaijan", "incursion"): "armenia",
        ("azerbaijan", "siege"): "armenia",
        ("azerbaijan", "attack"): "armenia",
    }
    guarantees = {
        ("european_union", "offer_guarantees"): "armenia",
        ("european_union", "monitor"): "armenia",
        ("united_states", "offer_guarantees"): "armenia",
        ("united_states", "back_neutral_force"): "armenia",
    }
    endorses = {(power, "endorse"): PEACE for power in ("russia", "turkey", "iran")}
    opposes = {(power, "spoil"): PEACE for power in ("russia", "iran")}
    groups = ((OPPOSES, opposes), (BACKS, backs), (PRESSES, presses), (GUARANTEES, guarantees), (ENDORSES, endorses))
    return {key: (key[0], Relation(target, kind)) for kind, group in groups for key, target in group.items()}


RELATIONS: Mapping[tuple[str, str], tuple[str, Relation]] = MappingProxyType(_all())
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
        PEACE: "the peace",
    }
)
