"""Boxes: limits on a few parameters within which many worlds end in an outcome, and how well they describe where that is.

A cell is of interest if the share of its worlds that end in the outcome reaches a threshold.
*Coverage* is the part of all cases of interest that lie in the box. *Density* is the part of the cells in the box that
are of interest. *Mass* is the part of all cells that lie in the box (Bryant and Lempert 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

from sim.analysis.cells import is_numeric
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import capital, enumeration, readable, short_percent
from sim.studies.shares.intervals import Share, share_of

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Limit:
    """What a box says of one parameter: both ends are included; None where it is not limited.

    `values` are those allowed of words and switches. `quasi_p` is the chance of a density as high as the box has, if
    the limit did nothing; `reproduced` the part of the boxes found again in random halves of the cells that limit this
    parameter too.
    """

    parameter: str
    low: float | None = None
    high: float | None = None
    values: tuple[Any, ...] | None = None
    quasi_p: float | None = None
    reproduced: float | None = None

    def holds(self, column: pd.Series[Any]) -> Mask:
        """Which cells are within the limit, shape (cells,)."""
        if self.values is not None:
            return column.isin(list(self.values)).to_numpy(dtype=bool)
        low = -np.inf if self.low is None else self.low
        high = np.inf if self.high is None else self.high
        numbers = column.to_numpy(dtype=float)
        return (numbers >= low) & (numbers <= high)

    def words(self) -> str:
        """The limit in words, such as `credibility of a US guarantee below 0.3`."""
        return f"{label_of(self.parameter)} {self.ends()}"

    def ends(self) -> str:
        """What is allowed, such as `below 0.3`."""
        if self.values is not None:
            return " or ".join(value_of(self.parameter, value) for value in self.values)
        if self.low is not None and self.high is not None:
            return f"between {self.low:.2g} and {self.high:.2g}"
        return f"below {self.high:.2g}" if self.low is None else f"above {self.low:.2g}"


@dataclass(frozen=True)
class Box:
    """Limits that all hold, and how well they describe where the cases of interest are.

    `elsewhere` is the density outside the box, `density_unseen` that of boxes found again in random halves of the
    cells, in the other half.
    """

    limits: tuple[Limit, ...]
    coverage: Share
    density: Share
    mass: Share
    elsewhere: Share
    density_unseen: float | None = None

    def inside(self, inputs: pd.DataFrame) -> Mask:
        """Which cells are in the box, shape (cells,)."""
        return within(self.limits, inputs)

    def to_dict(self) -> dict[str, Any]:
        """The box as dictionaries, lists and numbers for JSON."""
        limits = [asdict(limit) for limit in self.limits]
        for limit in limits:
            limit["values"] = None if limit["values"] is None else list(limit["values"])
        shares = {
            name: {key: getattr(getattr(self, name), key) for key in ("share", "low", "high", "count", "total")}
            for name in ("coverage", "density", "mass", "elsewhere")
        }
        return {"limits": limits, **shares, "density_unseen": self.density_unseen}

    def words(self, verb: str) -> str:
        """The box in one sentence; `verb` says what its cells do, as `ending_in` puts it."""
        where = capital(enumeration([limit.words() for limit in self.limits]) if self.limits else "everywhere")
        dense, rare, held = map(_short, (self.density, self.elsewhere, self.coverage))
        return (
            f"{where}: {dense} of such cells {verb}, {rare} of all others; the box holds {held} of all cells that do."
        )


def ending_in(outcome: str, threshold: float) -> str:
    """What cells of interest do: `end in ideal peace in at least 30 % of their worlds`."""
    return f"end in {readable(outcome)} in at least {100 * threshold:.3g} % of their worlds"


def _short(share: Share) -> str:
    return short_percent(share.share, share.low, share.high) if share.total else "none"


def within(limits: Sequence[Limit], inputs: pd.DataFrame) -> Mask:
    """Which cells keep all limits, shape (cells,)."""
    inside = np.ones(len(inputs), dtype=bool)
    for limit in limits:
        inside &= limit.holds(inputs[limit.parameter])
    return inside


def box_of(limits: Sequence[Limit], inputs: pd.DataFrame, interest: Mask) -> Box:
    """Count what limits hold of the cells of interest and of all cells, and how much each of them adds."""
    inside = within(limits, inputs)
    hits, size, cases = int((inside & interest).sum()), int(inside.sum()), int(interest.sum())
    tested = tuple(replace(limit, quasi_p=quasi_p(limit, limits, inputs, interest)) for limit in limits)
    return Box(
        limits=tested,
        coverage=share_of(hits, cases),
        density=share_of(hits, size),
        mass=share_of(size, len(inputs)),
        elsewhere=share_of(cases - hits, len(inputs) - size),
    )


def quasi_p(limit: Limit, limits: Sequence[Limit], inputs: pd.DataFrame, interest: Mask) -> float:
    """Chance of as many cases of interest in the box as there are, if this limit did nothing.

    The density of the box without the limit is taken for the truth, and a binomial test asks whether the box with it
    could be so dense by luck. It is not a true p-value: the box was chosen for being dense (Bryant and Lempert 2010).
    """
    inside = within(limits, inputs)
    wider = within([other for other in limits if other is not limit], inputs)
    expected = interest[wider].mean() if wider.any() else 0.0
    return float(binom.sf(int((inside & interest).sum()) - 1, int(inside.sum()), expected))


Ends = dict[str, Any]
"""By parameter what a box allows: the two ends of a number, the set of words."""


def limits_between(whole: pd.DataFrame, ends: Ends) -> tuple[Limit, ...]:
    """Limits from the ends of a box among all cells, leaving out what does not limit anything."""
    limits = []
    for name in map(str, whole.columns):
        column = whole[name]
        if is_numeric(column):
            low, high = ends[name]
            if low > column.min() or high < column.max():
                low = float(low) if low > column.min() else None
                limits.append(Limit(name, low, float(high) if high < column.max() else None))
        elif len(ends[name]) < column.nunique():
            allowed = set(map(str, ends[name]))
            limits.append(Limit(name, values=tuple(one for one in column.unique().tolist() if str(one) in allowed)))
    return tuple(limits)
