"""What a move means where an agreement is signed but not at work: suspended, or not yet ratified."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.model.actors.actor import Action
    from sim.model.world.state import Worlds

SUSPENDED: Mapping[str, str] = MappingProxyType(
    {
        "implement": "stands ready to carry out the agreement, which is suspended",
        "stall": "does nothing for the agreement, which is suspended",
        "exploit_gap": "exploits a gap in the suspended agreement",
        "demand_revision": "demands a revision of the suspended agreement",
    }
)
"""Moves under an agreement that is suspended: good faith is shown, but nothing is carried out."""

UNRATIFIED: Mapping[str, str] = MappingProxyType(
    {
        "implement": "stands ready to carry out the agreement, which is not ratified yet",
        "stall": "does nothing for the agreement, which is not ratified yet",
    }
)
"""Moves under an agreement that was signed and whose ratification is still open."""


def words_of(action: Action, worlds: Worlds, place: int) -> str:
    """An action in words that fit the state of one world of a block.

    Parameters
    ----------
    action : Action
    worlds : Worlds
        As they are when the move is made.
    place : int
        Where the world stands among them.

    Returns
    -------
    str
        The action as a sentence says it, without its subject.
    """
    if not worlds.signed[place]:
        return action.words
    if worlds.suspended[place]:
        return SUSPENDED.get(action.name, action.words)
    return action.words if worlds.ratified[place] else UNRATIFIED.get(action.name, action.words)
