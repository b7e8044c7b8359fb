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
from sim.analysis.cells import LATIN_HYPERCUBE, Cells, advice, known_outcome
from sim.analysis.of_sweep import cells_of
from sim.analysis.prim import DENSEST_ENOUGH, SMALLEST, prim_boxes
from sim.analysis.sobol import SEED
from sim.common.asked import asked, number, whole, word
from sim.common.errors import InputError
from sim.common.notebook import Shown
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import wilson

PRIM, CART = "prim", "cart"
METHODS: Mapping[str, Callable[[pd.DataFrame, Mask], list[tuple[Limit, ...]]]] = MappingProxyType(
    {PRIM: prim_boxes, CART: cart_boxes}
)

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
        The outcome.
    threshold : float
        Share of a cell's worlds from which on the cell is of interest.
    method : str
        `prim` or `cart`.
    cells, cases : int
        Number of cells, and of those of interest.
    undecided : int
        Cells whose 95 % interval holds the threshold: with more worlds they could change sides.
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

    @property
    def verb(self) -> str:
        """What the cells of interest do, for sentences: `end in ideal peace in at least 30 % of their worlds`."""
        return ending_in(self.outcome, self.threshold)

    def sentences(self) -> list[str]:
        """The finding: how many cells are of interest, and one sentence for each box."""
        count = f"{self.cases:,} of {self.cells:,} cells {self.verb}."
        if self.undecided:
            count += f" {self.undecided:,} lie too close to the threshold to be told apart with these worlds."
        if not self.boxes:
            least = f"{100 * SMALLEST:.0f} % of the cells"
            enough = f"{100 * DENSEST_ENOUGH:.0f} % do so, and clearly more than of all others"
            return [count, f"No box of {least} or more was found of which {enough}."]
        if len(self.boxes) > 1 and self.method == PRIM:
            count += (
                " The boxes were sought one after the other, each among the cells outside those before; "
                "their figures count all cells."
            )
        return [count, *(box.words(self.verb) for box in self.boxes)]

    def to_dict(self) -> dict[str, Any]:
        """Everything as lists, dictionaries and scalars for JSON."""
        return {
            "outcome": self.outcome,
            "threshold": self.threshold,
            "method": self.method,
            "cells": self.cells,
            "cases": self.cases,
            "undecided": self.undecided,
            "boxes": [_as_dict(box) for box in self.boxes],
            "sentences": self.sentences(),
        }


@asked(
    outcome=word(*OUTCOMES),
    threshold=number(0, 1, open_low=True),
    method=word(*METHODS),
    refits=whole(0, MOST_REFITS),
)
def discover(
    study: Any, outcome: str, threshold: float = MOSTLY, method: str = PRIM, refits: int = REFITS
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

    Returns
    -------
    Discovery

    Raises
    ------
    InputError
        If outcome or method do not exist, the design does not suit, there are too few cells, or too few or almost all
        of them reach the threshold: the message says which threshold would do.
    """
    known_outcome(outcome)
    cells = study if isinstance(study, Cells) else cells_of(study)
    _check_design(cells)
    shares = cells.share(outcome)
    interest = shares >= threshold
    _check_cases(shares, interest, outcome, threshold)
    inputs = cells.inputs[_varied(cells)]
    found = METHODS[method](inputs, interest)
    boxes = [box_of(limits, inputs, interest) for limits in _merged(found, inputs)]
    boxes = [box for box in boxes if _stands_out(box)]
    if boxes and refits:
        boxes = _refitted(boxes, inputs, interest, method, refits)
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


def _varied(cells: Cells) -> list[str]:
    return [name for name in cells.inputs.columns if cells.inputs[name].nunique() > 1]


def _refitted(boxes: Sequence[Box], inputs: pd.DataFrame, interest: Mask, method: str, refits: int) -> list[Box]:
    """The boxes with what became of them in random halves of the cells.

    In each half the box that overlaps most with the original is taken for the same one.
    """
    rng = np.random.default_rng(SEED)
    limited: list[dict[str, int]] = [{limit.parameter: 0 for limit in box.limits} for box in boxes]
    unseen: list[list[float]] = [[] for _ in boxes]
    for _ in range(refits):
        seen = rng.permutation(len(inputs)) < len(inputs) // 2
        again = METHODS[method](inputs[seen].reset_index(drop=True), interest[seen])
        for place, box in enumerate(boxes):
            same = _most_alike(box, again, inputs)
            for limit in same:
                if limit.parameter in limited[place]:
                    limited[place][limit.parameter] += 1
            rest = within(same, inputs) & ~seen
            if same and rest.any():
                unseen[place].append(float(interest[rest].mean()))
    return [
        replace(
            box,
            limits=tuple(replace(limit, reproduced=counts[limit.parameter] / refits) for limit in box.limits),
            density_unseen=float(np.mean(densities)) if densities else None,
        )
        for box, counts, densities in zip(boxes, limited, unseen, strict=True)
    ]


def _most_alike(box: Box, others: Sequence[tuple[Limit, ...]], inputs: pd.DataFrame) -> tuple[Limit, ...]:
    """The limits that overlap most with a box; none if there are no others."""
    inside = box.inside(inputs)
    overlaps = [_overlap(inside, within(limits, inputs)) for limits in others]
    return others[int(np.argmax(overlaps))] if overlaps else ()


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
    quarter = float(np.quantile(shares, 0.75))
    which = f"{cases} of {len(shares)} cells"
    if np.ptp(shares) == 0:
        raise InputError(f"the share of {outcome} is {shares[0]:.3g} in all cells; there is nothing to tell apart")
    raise InputError(
        f"{which} reach a share {threshold:g} of {outcome} (they run from {shares.min():.3g} to {shares.max():.3g}); "
        f"at least {FEWEST_CASES} must and {FEWEST_CASES} must not: take another threshold, such as {quarter:.2g}"
    )


def _as_dict(box: Box) -> dict[str, Any]:
    shares = {
        name: {"share": share.share, "low": share.low, "high": share.high, "count": share.count, "total": share.total}
        for name, share in (
            ("coverage", box.coverage),
            ("density", box.density),
            ("mass", box.mass),
            ("elsewhere", box.elsewhere),
        )
    }
    return {"limits": box.plain(), **shares, "density_unseen": box.density_unseen}
