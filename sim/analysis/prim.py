"""PRIM, the patient rule induction method: peel thin slices off the space until what is left is dense.

After Friedman and Fisher (1999), through ema_workbench. Its tables of boxes are not used, because some of its versions
fill them with zeros under recent pandas; the limits are read off the boxes themselves, and everything about them is
counted anew.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp

from sim.analysis.boxes import Ends, Limit, Mask, limits_between, quasi_p, within
from sim.analysis.cells import is_numeric
from sim.common.extras import extra

PEEL = 0.05
"""Part of the cells that is peeled off at a time, the usual patience (Friedman and Fisher 1999)."""

SMALLEST = 0.05
"""Mass below which a box is not peeled further: a few lucky cells are not a region."""

DENSEST_ENOUGH = 0.5
"""A box counts if at least half of its cells are of interest; otherwise it describes something else."""

COVERAGE_WEIGHT = 0.5
"""Coverage counts half as much as density when boxes are compared: the usual F of one half."""

SIGNIFICANT = 0.05
"""Limits with a larger quasi-p-value are dropped, as Bryant and Lempert (2010) advise."""

PROMISING = 12
"""With more parameters PRIM looks at so many of them: its time grows with their number, and a box limits a handful."""

BOXES = 3
"""Boxes to look for; more are hard to read, and cover little."""


def prim_boxes(inputs: pd.DataFrame, interest: Mask, boxes: int = BOXES) -> list[tuple[Limit, ...]]:
    """Find at most so many boxes in which cases of interest are dense, each among the cells outside those before."""
    prim = extra("ema_workbench.analysis.prim", "PRIM")
    logging.getLogger("EMA").setLevel(logging.WARNING)
    inputs = inputs[_promising(inputs, interest)]
    found: list[tuple[Limit, ...]] = []
    left = np.ones(len(inputs), dtype=bool)
    for _ in range(boxes):
        # Fewer cases than these cannot fill half of the smallest box.
        if interest[left].sum() <= DENSEST_ENOUGH * SMALLEST * left.sum():
            break
        limits = _best(prim, inputs, interest, left)
        if not limits:
            break
        found.append(limits)
        left &= ~within(limits, inputs)
    return found


def _promising(inputs: pd.DataFrame, interest: Mask) -> list[str]:
    """The parameters that differ most between cells of interest and others, by the distance of their distributions.

    This is regional sensitivity analysis (Hornberger and Spear 1981). Where there are few parameters, all of them.
    """
    if len(inputs.columns) <= PROMISING:
        return list(inputs.columns)
    distance = {}
    for name in inputs.columns:
        codes = inputs[name].to_numpy(dtype=float) if is_numeric(inputs[name]) else pd.factorize(inputs[name])[0]
        distance[name] = ks_2samp(codes[interest], codes[~interest], method="asymp").statistic
    best = sorted(distance, key=lambda name: -distance[name])[:PROMISING]
    return [name for name in inputs.columns if name in best]


def _best(prim: Any, inputs: pd.DataFrame, interest: Mask, left: Mask) -> tuple[Limit, ...]:
    """The best box on PRIM's way from the whole to the densest that does not vanish with its idle limits.

    The workbench's lenient objective suits words and whole numbers but stops where no single slice helps, as between
    two regions in opposite corners; then the original one is taken, which goes on.
    """
    here, cases = inputs[left], interest[left]
    for objective in ("LENIENT1", "ORIGINAL"):
        on_the_way = _peeled(prim, here, cases, inputs, objective)
        for limits in sorted(on_the_way, key=lambda limits: -_score(limits, here, cases)):
            if kept := _significant(limits, here, cases):
                return kept
    return ()


def _peeled(
    prim: Any, here: pd.DataFrame, cases: Mask, inputs: pd.DataFrame, objective: str
) -> list[tuple[Limit, ...]]:
    """Every box on PRIM's way, through the cells that are left."""
    frame = _prepared(here)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search = prim.Prim(
            frame,
            cases.astype(int),
            # One that every case passes: with a higher one PRIM throws the way away if its end is not dense enough.
            threshold=1e-9,
            obj_function=prim.PRIMObjectiveFunctions[objective],
            peel_alpha=PEEL,
            paste_alpha=PEEL,
            mass_min=SMALLEST,
        )
        box = search.find_box()
    return list(dict.fromkeys(_limits(inputs, ends, frame) for ends in box.box_lims))


def _score(limits: tuple[Limit, ...], inputs: pd.DataFrame, interest: Mask) -> float:
    """How good a box is: van Rijsbergen's (1979) F with more weight on density; 0 for a box that is not dense enough.

    Boxes that follow can add to the coverage, but a box that mixes two regions explains neither.
    """
    inside = within(limits, inputs)
    hits = int((inside & interest).sum())
    if hits == 0 or hits < DENSEST_ENOUGH * inside.sum():
        return 0.0
    weight = COVERAGE_WEIGHT**2
    return float((1 + weight) * hits / (inside.sum() + weight * interest.sum()))


def _significant(limits: tuple[Limit, ...], inputs: pd.DataFrame, interest: Mask) -> tuple[Limit, ...]:
    """Limits without those that could be luck, the worst dropped first; the ends of a range are judged one by one."""
    single = [part for limit in limits for part in _ends(limit)]
    while single:
        values = [quasi_p(part, single, inputs, interest) for part in single]
        worst = int(np.argmax(values))
        if values[worst] <= SIGNIFICANT:
            break
        single.pop(worst)
    return _joined(single) if _score(tuple(single), inputs, interest) > 0 else ()


def _ends(limit: Limit) -> list[Limit]:
    """Each end of a range as a limit of its own."""
    if limit.low is None or limit.high is None:
        return [limit]
    return [replace(limit, high=None), replace(limit, low=None)]


def _joined(single: list[Limit]) -> tuple[Limit, ...]:
    """Both ends of a range as one limit again."""
    joined: dict[str, Limit] = {}
    for part in single:
        lower = joined.get(part.parameter)
        joined[part.parameter] = part if lower is None else replace(lower, high=part.high)
    return tuple(joined.values())


def _prepared(inputs: pd.DataFrame) -> pd.DataFrame:
    """Numbers as floating-point numbers (PRIM stumbles over some whole ones), everything else as text."""
    return pd.DataFrame(
        {
            name: column.to_numpy(dtype=float) if is_numeric(column) else column.astype(str).to_numpy(object)
            for name, column in inputs.items()
        }
    )


def _limits(inputs: pd.DataFrame, found: Any, frame: pd.DataFrame) -> tuple[Limit, ...]:
    """Limits from a box of PRIM, which leaves out parameters of one value; ends at the edge of the rest are none."""
    ends: Ends = {}
    for name in frame.columns:
        there, column = name in found.columns, frame[name]
        if is_numeric(inputs[name]):
            low, high = found[name] if there else (-np.inf, np.inf)
            ends[name] = (low if low > column.min() else -np.inf, high if high < column.max() else np.inf)
        else:
            ends[name] = set(found.loc[0, name] if there else column)
    return limits_between(inputs, ends)
