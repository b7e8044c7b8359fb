"""What was counted and measured as tables of numbers, one row per cell, policy, worldview or pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.regret.counting import Counted
from sim.analysis.regret.measures import FloatArray, dominating, expected, kept_in, worst
from sim.analysis.regret.question import Question
from sim.analysis.regret.sureness import HAIR, as_good_as_least, ends, least_in
from sim.analysis.regret.synergy import beyond_sum, mean_with_interval
from sim.parameters import policies
from sim.studies.shares.intervals import confidence_of_each, wilson
from sim.studies.sweeps.axes import POLICY, WORLDVIEW, policies_of

OUTCOME = "outcome"
OFTEN = 0.95
"""A policy counts as surely dominated, or surely not, if it is so in this part of the resamples."""
DRAWN = 400
"""Resamples in which all alternatives are held against all others on several outcomes at once, which takes its time."""


def cells_table(question: Question, counted: Counted) -> pd.DataFrame:
    """One row per worldview and policy: how often the outcome was reached, and how far behind the best policy that is."""
    low, high = wilson(counted.counts, counted.worlds)
    behind_low, behind_high = ends(counted.regret, counted.regret_redrawn, counted.worlds)
    size = len(question.policies)
    return pd.DataFrame(
        {
            OUTCOME: counted.sought.name,
            WORLDVIEW: np.repeat(np.array(question.worldviews, dtype=object), size),
            POLICY: list(question.policies) * len(question.worldviews),
            "count": counted.counts.ravel(),
            "worlds": counted.worlds,
            "share": counted.counts.ravel() / counted.worlds,
            "low": low.ravel(),
            "high": high.ravel(),
            "regret": counted.regret.ravel(),
            "regret_low": behind_low.ravel(),
            "regret_high": behind_high.ravel(),
        }
    )


def policies_table(question: Question, counted: Counted) -> pd.DataFrame:
    """One row per policy, that with the least largest regret first: the measures that the field uses, with intervals."""
    values, sign = counted.values, counted.sought.sign
    low, high = ends(counted.largest, counted.largest_redrawn, counted.worlds)
    names = np.array(question.worldviews, dtype=object)
    over = dominating(values)
    by, how_often = _dominated(over, counted.values_redrawn)
    worst_redrawn = worst(counted.values_redrawn)
    found = pd.DataFrame(
        {
            OUTCOME: counted.sought.name,
            "better": counted.sought.direction,
            POLICY: list(question.policies),
            "worlds": counted.worlds,
            "largest_regret": counted.largest,
            "low": low,
            "high": high,
            "where": names[counted.regret.argmax(axis=0)],
            "least_in": least_in(counted.largest_redrawn),
            "as_good_as_least": as_good_as_least(counted.largest, counted.largest_redrawn, counted.worlds),
            "worst_share": sign * worst(values),
            "worst_where": names[values.argmin(axis=0)],
            "as_good_at_worst": as_good_as_least(-worst(values), -worst_redrawn, counted.worlds),
            **_bounded(question, counted),
            "expected": np.nan if question.weights is None else sign * expected(values, question.weights),
            "dominated_by": ["" if place < 0 else question.policies[place] for place in by],
            "dominated_in": how_often,
        }
    )
    return found.sort_values("largest_regret", kind="stable", ignore_index=True)


def _bounded(question: Question, counted: Counted) -> dict[str, Any]:
    """In how many worldviews a bound is kept, and in how many that is sure: the intervals pay for all worldviews."""
    bound, more = counted.sought.bound, counted.sought.more
    if bound is None:
        return {"kept": pd.NA, "kept_surely": pd.NA}
    low, high = wilson(counted.counts, counted.worlds, confidence_of_each(len(question.worldviews)))
    surely = (low >= bound) if more else (high <= bound)
    return {"kept": kept_in(counted.values, counted.sought.sign * bound), "kept_surely": surely.sum(axis=0)}


def _dominated(over: NDArray[np.bool_], redrawn: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
    """For each policy the one that dominates it in most resamples, of those that dominate it in all worlds; -1 if none."""
    by, part = np.full(len(over), -1), np.full(len(over), np.nan)
    for policy in np.flatnonzero(over.any(axis=1)):
        own, others = redrawn[:, :, [policy]], redrawn[:, :, over[policy]]
        often = ((others >= own - HAIR).all(axis=1) & (others > own + HAIR).any(axis=1)).mean(axis=0)
        by[policy], part[policy] = np.flatnonzero(over[policy])[often.argmax()], often.max()
    return by, part


def authors_table(question: Question, counted: Counted) -> pd.DataFrame:
    """One row per worldview: which policy comes out best there, and how many the worlds cannot tell from it."""
    best = counted.values.argmax(axis=1)
    rows = []
    for place, worldview in enumerate(question.worldviews):
        alike = as_good_as_least(-counted.values[place], -counted.values_redrawn[:, place], counted.worlds)
        count = int(counted.counts[place, best[place]])
        low, high = wilson(count, counted.worlds)
        rows.append(
            {
                OUTCOME: counted.sought.name,
                WORLDVIEW: worldview,
                POLICY: question.policies[best[place]],
                "count": count,
                "worlds": counted.worlds,
                "share": count / counted.worlds,
                "low": float(low),
                "high": float(high),
                "as_good": int(alike.sum()) - 1,
            }
        )
    return pd.DataFrame(rows)


def together_table(question: Question, counted: Sequence[Counted]) -> pd.DataFrame:
    """One row per policy: its largest regret of each outcome, and whether another has less of one and no more of any.

    `front_in` is the part of the resamples in which there is no such other. `dominated` says whether another is nowhere
    worse and somewhere better in all outcomes and worldviews.
    """
    losses = np.array([one.largest for one in counted])
    redrawn = np.stack([one.largest_redrawn[:DRAWN] for one in counted], axis=1)
    front = ~dominating(-losses).any(axis=1)
    often = np.mean([~dominating(-one).any(axis=1) for one in redrawn], axis=0)
    found = pd.DataFrame(
        {
            POLICY: list(question.policies),
            **{f"largest_regret_{one.sought.name}": one.largest for one in counted},
            "front": front,
            "front_in": often,
            "dominated": dominating(np.concatenate([one.values for one in counted])).any(axis=1),
        }
    )
    return found.sort_values(list(found.columns[1:2]), kind="stable", ignore_index=True)


def pairs_table(question: Question, counted: Counted) -> pd.DataFrame:
    """One row per worldview and pair: by how much both together exceed what each adds by itself.

    The intervals pay for all pairs and worldviews. Pairs that contradict each other are left out.
    """
    pairs = [pair for pair in question.pairs if question.policies[pair[0]] not in question.contradictions]
    confidence = confidence_of_each(len(pairs) * len(question.worldviews))
    parts = []
    for place, worldview in enumerate(question.worldviews):
        if not pairs:
            break
        cells = [[counted.cell[place, pair[part]] for pair in pairs] for part in range(4)]
        both, first, second, none = (counted.flags[numbers] for numbers in cells)
        mean, low, high = mean_with_interval(beyond_sum(none, first, second, both), confidence)
        names = {POLICY: [question.policies[pair[0]] for pair in pairs]}
        found = {"beyond_sum": mean, "low": low, "high": high, "sure": (low > 0) | (high < 0)}
        parts.append(pd.DataFrame({OUTCOME: counted.sought.name, WORLDVIEW: worldview, **names, **found}))
    columns = [OUTCOME, WORLDVIEW, POLICY, "beyond_sum", "low", "high", "sure"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def prices_table(question: Question) -> pd.DataFrame:
    """One row per single policy that is among those asked for: who pays, in what coin, and what stands in the way."""
    used = {name for word in question.policies for name in policies_of(word)}
    rows = [
        {
            POLICY: one.key,
            "payers": ", ".join(one.price.payers),
            "price": one.price.reading,
            "obstacle": one.price.obstacle,
            "sources": "; ".join(map(str, one.price.sources)),
        }
        for one in policies()
        if one.key in used and one.price is not None
    ]
    return pd.DataFrame(rows, columns=[POLICY, "payers", "price", "obstacle", "sources"])
