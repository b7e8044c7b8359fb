"""What an interval says of a claim: one of four verdicts."""

from __future__ import annotations

from typing import NamedTuple

from sim.parameters.claims import BELOW, FALLS, NOT_DOWN, NOT_UP

BORNE_OUT, REVERSED, TOO_SMALL, UNDECIDED = "borne_out", "reversed", "too_small", "undecided"

VERDICTS = {
    BORNE_OUT: "the whole interval lies on the claimed side of 0, and the effect is large enough to count",
    REVERSED: "the whole interval lies on the other side of 0, and the effect there is large enough to count",
    TOO_SMALL: "the interval leaves no room for a large enough effect on the claimed side, or shows a smaller one for sure",
    UNDECIDED: "the worlds cannot tell: with more of them the claim could still be borne out",
}
"""The verdicts with what they mean."""


class Effect(NamedTuple):
    """An effect with the ends of its interval, in percentage points; NaN if there is no world to count."""

    size: float
    low: float
    high: float

    def mirrored(self) -> Effect:
        """The same effect with the other sign."""
        return Effect(-self.size, -self.high, -self.low)

    def moved(self, points: float) -> Effect:
        """The same effect, so many points further up."""
        return Effect(self.size + points, self.low + points, self.high + points)


def verdict(effect: Effect, direction: str, least: float) -> str:
    """The verdict on a claim that something moves in a direction by at least so many points.

    Parameters
    ----------
    effect : Effect
        How far it moves: after less before, or what was measured less what it is held against.
    direction : str
        `rises`, `falls`, `does_not_rise`, `does_not_fall`, `above` or `below`.
    least : float
        Points from which on a change counts, 0 or more. For `does_not_rise` and `does_not_fall` they are what must be
        excluded: such a claim is borne out if the interval leaves no room for so large a move, and reversed if it is sure of one.

    Returns
    -------
    str
        One of `VERDICTS`.

    Examples
    --------
    >>> verdict(Effect(4.0, 1.0, 7.0), "rises", 1.5), verdict(Effect(4.0, 1.0, 7.0), "falls", 1.5)
    ('borne_out', 'reversed')
    >>> verdict(Effect(0.5, 0.1, 0.9), "rises", 1.5), verdict(Effect(1.0, -2.0, 4.0), "rises", 1.5)
    ('too_small', 'undecided')
    >>> verdict(Effect(-0.5, -1.0, 0.0), "does_not_fall", 1.5)
    'borne_out'
    """
    claimed, least = _as_a_rise(effect, direction, least)
    if claimed.low > 0 and claimed.size >= least:
        return BORNE_OUT
    if claimed.high < 0 and claimed.size <= -least:
        return REVERSED
    if claimed.high < least or claimed.low > 0:
        return TOO_SMALL
    return UNDECIDED


def weakest(effects: list[Effect], direction: str) -> Effect:
    """What several comparisons say together, if each of them must speak for the claim: the least of their effects.

    Where all intervals hold together, the least effect lies between the least of the low ends and the least of the high ends.
    """
    down = direction in (FALLS, BELOW, NOT_UP)
    claimed = [effect.mirrored() if down else effect for effect in effects]
    known = [effect for effect in claimed if effect.size == effect.size]
    if len(known) < len(claimed):  # one of them has no world to count
        known = [Effect(float("nan"), float("nan"), float("nan"))]
    least = Effect(*(min(ends) for ends in zip(*known, strict=True)))
    return least.mirrored() if down else least


def _as_a_rise(effect: Effect, direction: str, least: float) -> tuple[Effect, float]:
    """The effect as if the claim were that something rises, and the size that it must have then."""
    up = effect.mirrored() if direction in (FALLS, BELOW, NOT_UP) else effect
    return (up.moved(least), 0.0) if direction in (NOT_UP, NOT_DOWN) else (up, least)
