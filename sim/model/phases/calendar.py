"""The calendar of a quarter: the order of events is data."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sim.model.phases import agreement, armenia, challenge, conditions, postures, slow, talks
from sim.model.world.view import View


class Phase(NamedTuple):
    """One phase of the calendar of a quarter: its name, what happens in words, and the rule that makes it happen."""

    name: str
    words: str
    run: Callable[[View], None]


CALENDAR: tuple[Phase, ...] = (
    Phase("conditions", "outside conditions move", conditions.run),
    Phase("postures", "the five outside actors choose their postures", postures.run),
    Phase("challenge", "Azerbaijan moves, those who could answer do, beliefs are updated", challenge.run),
    Phase("armenia", "Armenia moves", armenia.run),
    Phase("talks", "offers, demands, signature, ratification", talks.run),
    Phase("agreement", "implementation, violations, domestic reactions", agreement.run),
    Phase("slow", "slow variables change", slow.run),
)
"""The order of events in a quarter."""
