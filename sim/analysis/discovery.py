"""Scenario discovery: where many worlds end in an outcome. Boxes by PRIM or CART, in words and as lists of limits.

A cell is *of interest* if the share of its worlds with the outcome reaches a threshold. After Bryant and Lempert
(2010).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.boxes import Box, Limit, Mask, box_of, ending_in, within
from sim.analysis.cart import cart_boxes
from sim.analysis.cells import LATIN_HYPERCUBE, SEED, Cells, advice
from sim.analysis.of_sweep import cells_of
from sim.analysis.prim import DENSEST_ENOUGH, SMALLEST, prim_boxes
from sim.common.asked import asked, number, whole, word
from sim.common.errors import InputError
from sim.common.notebook import Shown
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import wilson

Search = Callable[[pd.DataFrame, Mask], list[tuple[Limit, ...]]]

METHODS: Mapping[str, Search] = MappingProxyType({"prim": prim_boxes, "cart": cart_boxes})

MOST_REFITS = 10_000
"""Random halves beyond these tell nothing more."""

MOSTLY = 0.5
"""Without another threshold, cells count in which at least half of the worlds end in the outcome."""

FEWEST_CELLS = 40
"""Fewer cells leave a slice of a twentieth with less than two of them."""

SAMPLES = 500
"""Cells that are advised: a box of the smallest mass then holds two dozen of them."""

FEWEST_CASES = 5
"""Fewer cases of interest cannot be told from luck by any test used here."""

REFITS = 10
"""Random halves in which the boxes are sought again, as Bryant and Lempert (2010) do."""


@dataclass(frozen=True)
class Discovery(Shown):
    """Where many worlds end in an outcome: in a share of them that reaches the threshold.

    Attributes
    ----------
    outcome : str
    threshold : float
        Share of a cell's worlds from which on the cell is of interest.
    method : str
        `prim` or `cart`.
    cells, cases, undecided : int
        Number of cells, of those of interest, and of those whose 95 % interval holds the threshold: with more worlds
        they could change sides.
    boxes : tuple of Box
        In the order in which they were found; statistics count all cells, whether another box holds them too or not.
    """

    outcome: str
    threshold: float
    method: str
    cells: int
    cases: int
    undecided: int
    boxes: tuple[Box, ...]

    def __repr__(self) -> str:
        found = f"{self.cases:,} of {self.cells:,} cells, {len(self.boxes)} boxes"
        return f"<Discovery of {self.outcome} from {self.threshold:g} on: {self.method}, {found}>"

    def sentences(self) -> list[str]:
        """The finding: how many cells are of interest, and one sentence for each box."""
        verb = ending_in(self.outcome, self.threshold)
        count = f"{self.cases:,} of {self.cells:,} cells {verb}."
        if self.undecided:
            count += f" {self.undecided:,} lie too close to the threshold to be told apart with these worlds."
        if not self.boxes:
            least = f"{100 * SMALLEST:.0f} % of the cells"
            enough = f"{100 * DENSEST_ENOUGH:.0f} % do so, and clearly more than of all others"
            return [count, f"No box of {least} or more was found of which {enough}."]
        if len(self.boxes) > 1 and self.method == "prim":
            count += (
                " The boxes were sought one after the other, each among the cells outside those before; "
                "their figures count all cells."
            )
        return [count, *(box.words(verb) for box in self.boxes)]

    def to_dict(self) -> dict[str, Any]:
        """Everything as lists, dictionaries and scalars for JSON."""
        names = ("outcome", "threshold", "method", "cells", "cases", "undecided")
        plain = {name: getattr(self, name) for name in names}
        return {**plain, "boxes": [box.to_dict() for box in self.boxes], "sentences": self.sentences()}


@asked(
    outcome=word(*OUTCOMES),
    threshold=number(0, 1, open_low=True),
    method=word(*METHODS),
    refits=whole(0, MOST_REFITS),
)
def discover(
    study: Any, outcome: str, threshold: float = MOSTLY, method: str = "prim", refits: int = REFITS
) -> Discovery:
    """Find settings under which at least a given share of worlds ends in an outcome.

    Parameters
    ----------
    study : SweepStudy or Cells
        A finished sweep that varies everything at the same time: a Latin hypercube, a Sobol sequence, a grid, a table.
    outcome : str
        One of the five outcomes.
    threshold : float
        Share of a cell's worlds from which on it is of interest, above 0, at most 1.
    method : str
        `prim` or `cart`.
    refits : int
        Random halves in which the boxes are sought again; 0 for none.

    Raises
    ------
    InputError
        If outcome or method do not exist, the design does not suit, there are too few cells, or too few or almost all
        of them reach the threshold: the message says which threshold would do.
    """
    cells = study if isinstance(study, Cells) else cells_of(study)
    _check_design(cells)
    shares = cells.share(outcome)
    interest = shares >= threshold
    _check_cases(shares, interest, outcome, threshold)
    inputs = cells.varied
    found = METHODS[method](inputs, interest)
    boxes = [box_of(limits, inputs, interest) for limits in _merged(found, inputs)]
    boxes = [box for box in boxes if _stands_out(box)]
    if boxes and refits:
        halves = _halves(inputs, interest, METHODS[method], refits)
        boxes = [_refitted(box, halves, inputs, interest) for box in boxes]
    low, high = wilson(cells.counts[outcome].to_numpy(dtype=float), cells.worlds)
    undecided = int(((low < threshold) & (threshold < high)).sum())
    return Discovery(outcome, threshold, method, len(cells), int(interest.sum()), undecided, tuple(boxes))


def _merged(found: Sequence[tuple[Limit, ...]], inputs: pd.DataFrame) -> list[tuple[Limit, ...]]:
    """The boxes without those that lie within a later one on the same parameters: the later one is both of them."""
    kept = []
    for place, limits in enumerate(found):
        own = within(limits, inputs)
        names = {limit.parameter for limit in limits}
        wider = (other for other in found[place + 1 :] if {limit.parameter for limit in other} == names)
        if not any((within(other, inputs) | ~own).all() for other in wider):
            kept.append(limits)
    return kept


def _stands_out(box: Box) -> bool:
    """Whether a box is denser than all other cells together, by more than its interval: otherwise it says nothing."""
    return box.elsewhere.total == 0 or box.density.low > box.elsewhere.share


Half = tuple[Mask, list[tuple[Limit, ...]]]
"""A random half of the cells, and the boxes that were found in it."""


def _halves(inputs: pd.DataFrame, interest: Mask, search: Search, number: int) -> list[Half]:
    rng = np.random.default_rng(SEED)
    seen = [rng.permutation(len(inputs)) < len(inputs) // 2 for _ in range(number)]
    return [(half, search(inputs[half].reset_index(drop=True), interest[half])) for half in seen]


def _refitted(box: Box, halves: Sequence[Half], inputs: pd.DataFrame, interest: Mask) -> Box:
    """A box with the boxes found in random halves: in each half the one that overlaps most is taken for the same one."""
    inside = box.inside(inputs)
    limited: list[str] = []
    unseen: list[float] = []
    for seen, others in halves:
        same = max(others, key=lambda limits: _overlap(inside, within(limits, inputs)), default=())
        limited += [limit.parameter for limit in same]
        rest = within(same, inputs) & ~seen
        if same and rest.any():
            unseen.append(float(interest[rest].mean()))
    return replace(
        box,
        limits=tuple(replace(limit, reproduced=limited.count(limit.parameter) / len(halves)) for limit in box.limits),
        density_unseen=float(np.mean(unseen)) if unseen else None,
    )


def _overlap(one: Mask, other: Mask) -> float:
    """Cells in both, of the cells in either (Jaccard)."""
    either = int((one | other).sum())
    return float((one & other).sum() / either) if either else 0.0


def _check_design(cells: Cells) -> None:
    instead = advice(LATIN_HYPERCUBE, SAMPLES)
    if cells.design in ("one_at_a_time", "morris"):
        raise InputError(
            f"scenario discovery needs cells all over the space, and this is a {cells.design} design: {instead}"
        )
    if len(cells) < FEWEST_CELLS:
        raise InputError(
            f"scenario discovery needs {FEWEST_CELLS} cells or more, and there are {len(cells)}: {instead}"
        )


def _check_cases(shares: Any, interest: Mask, outcome: str, threshold: float) -> None:
    """Refuse a threshold that leaves nothing to tell apart, and name one that does."""
    cases = int(interest.sum())
    if FEWEST_CASES <= cases <= len(interest) - FEWEST_CASES:
        return
    if np.ptp(shares) == 0:
        raise InputError(f"the share of {outcome} is {shares[0]:.3g} in all cells; there is nothing to tell apart")
    raise InputError(
        f"{cases} of {len(shares)} cells reach a share {threshold:g} of {outcome} (they run from {shares.min():.3g} to "
        f"{shares.max():.3g}); at least {FEWEST_CASES} must and {FEWEST_CASES} must not: take another threshold, such as "
        f"{np.quantile(shares, 0.75):.2g}"
    )
