"""Reasons as a history tells them: what spoke for or against a move, how much, and the parameters behind it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.actors.motives import Motive


@dataclass(frozen=True)
class Reason:
    """One term of the utility of a chosen action.

    Attributes
    ----------
    interest, reason : str
        The interest it touches, and its key.
    value : float
        Its weighted value, in units of the prize; positive speaks for the action.
    words : str
        The reason in words.
    parameters : tuple of str
        Ids of the parameters behind it.
    """

    interest: str
    reason: str
    value: float
    words: str
    parameters: tuple[str, ...]

    @classmethod
    def of(cls, motive: Motive, actor: str, value: float) -> Reason:
        """The motive of an actor, and how much it weighed."""
        return cls(motive.interest, motive.key, value, motive.words, motive.behind(actor))
