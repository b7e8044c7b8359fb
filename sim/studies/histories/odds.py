"""Probabilities in words."""

from __future__ import annotations

CERTAIN = (0.0, 1.0)
SMALLEST_SHOWN = 0.01
"""The smallest probability that two decimals can show."""


def odds(chance: float) -> str:
    """A probability in two decimals; one that would be rounded to certainty says on which side of it it lies.

    Parameters
    ----------
    chance : float
        From 0 to 1.

    Returns
    -------
    str
        Such as `p = 0.25` or `p below 0.01`.
    """
    shown = f"{chance:.2f}"
    if chance in CERTAIN or float(shown) not in CERTAIN:
        return f"p = {shown}"
    return f"p above {1 - SMALLEST_SHOWN:.2f}" if float(shown) else f"p below {SMALLEST_SHOWN:.2f}"
