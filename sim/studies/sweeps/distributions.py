"""Distributions over ranges: how the values of an uncertain parameter are spread between its ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.common.asked import asked, mapping, number, optional, word
from sim.common.errors import InputError, said
from sim.parameters import Entry

UNIFORM, TRIANGULAR, PERT = "uniform", "triangular", "pert"
SHAPES = (UNIFORM, TRIANGULAR, PERT)
PERT_WEIGHT = 4.0
"""How much the mode of a PERT distribution counts against its ends in the mean (Malcolm and others 1959)."""


@asked(shape=word(*SHAPES), low=number(), high=number(), mode=optional(number()))
@dataclass(frozen=True, slots=True)
class Distribution:
    """A range with a shape.

    Attributes
    ----------
    shape : str
        `uniform`, `triangular` or `pert`.
    low, high : float
        Ends of the range.
    mode : float or None
        The most likely value, between the ends; None for the uniform distribution.
    """

    shape: str
    low: float
    high: float
    mode: float | None = None

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise InputError(f"a range needs two finite numbers, the low one first, not {self.low!r} and {self.high!r}")
        if self.shape == UNIFORM:
            if self.mode is not None:
                raise InputError("a uniform distribution has no mode; take triangular or pert")
        elif self.mode is None or not self.low <= self.mode <= self.high:
            raise InputError(f"the mode {self.mode!r} must lie between {self.low} and {self.high}")

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values below which given shares, between 0 and 1, of the distribution lie (its inverse distribution function)."""
        part, width = np.asarray(share, dtype=float), self.high - self.low
        if self.mode is not None:
            peak = (self.mode - self.low) / width
            if self.shape == PERT:  # a Beta distribution
                part = special.betaincinv(1 + PERT_WEIGHT * peak, 1 + PERT_WEIGHT * (1 - peak), part)
            else:
                part = np.where(part < peak, np.sqrt(part * peak), 1 - np.sqrt((1 - part) * (1 - peak)))
        # A rounding error must not carry a value beyond the end of its range.
        return np.clip(self.low + part * width, self.low, self.high)

    def to_dict(self) -> dict[str, Any]:
        """The distribution as JSON can hold it."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    @asked(written=mapping)
    def from_dict(cls, written: Mapping[str, Any]) -> Distribution:
        """The distribution that `to_dict` wrote; `InputError` if it is none."""
        try:
            return cls(written["shape"], written["low"], written["high"], written.get("mode"))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"not a distribution: {said(written)}") from error

    def __str__(self) -> str:
        peak = "" if self.mode is None else f", most likely {self.mode:g}"
        return f"{self.shape} from {self.low:g} to {self.high:g}{peak}"


def uniform(low: float, high: float) -> Distribution:
    """Every value between two ends is equally likely."""
    return Distribution(UNIFORM, low, high)


def triangular(low: float, mode: float, high: float) -> Distribution:
    """The density rises in a straight line to the mode and falls in a straight line from it."""
    return Distribution(TRIANGULAR, low, high, mode)


def pert(low: float, mode: float, high: float) -> Distribution:
    """A smooth hump over the range whose mean weighs the mode four times (Malcolm and others 1959)."""
    return Distribution(PERT, low, high, mode)


def spread(entry: Entry, distribution: Distribution, share: NDArray[np.float64]) -> NDArray[Any]:
    """Values of a parameter at given shares of a distribution, in the type of the parameter; a switch is on above one half.

    Whole numbers get equal parts of the unit interval each if the distribution is uniform, and are rounded otherwise.
    """
    if entry.kind == "switch":
        return np.asarray(share) >= 1 / 2
    if entry.kind != "whole number":
        return distribution.at(share)
    if distribution.shape != UNIFORM:
        return np.rint(distribution.at(share)).astype(np.int64)
    low, high = int(np.ceil(distribution.low)), int(np.floor(distribution.high))
    if low > high:
        raise InputError(f"{entry.id}: there is no whole number from {distribution.low:g} to {distribution.high:g}")
    return np.minimum(low + np.floor(share * (high - low + 1)), high).astype(np.int64)
