"""What differs between two settings of the same worlds: outcomes, events, causes of war, deterrence, and which worlds flip.

Every function takes the tables of both, with one row per world (see `sim.model.world.rows.table`): `one` is that of the first
setting, `other` that of the second. A difference is always the second less the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import fates_of, flows_between, outcome_codes, reached
from sim.studies.shares.intervals import confidence_of_each, mcnemar, paired_interval, unpaired_interval, wilson

Flags = NDArray[np.bool_]
COMPARED = (
    *OUTCOMES,
    *("ever_signed", "signed", "general_deterrence", "war", "war_before_signature", "war_after_signature"),
)
"""Outcomes and events of `sim.studies.shares.fates.KNOWN`, in the order in which they are shown."""


def differences_of(one: pd.DataFrame, other: pd.DataFrame, what: Sequence[str] = COMPARED) -> pd.DataFrame:
    """By how much outcomes and events differ, counted world by world.

    Parameters
    ----------
    one, other : DataFrame
        One row per world, the same worlds in the same order.
    what : sequence of str
        Which of `sim.studies.shares.fates.KNOWN`.

    Returns
    -------
    DataFrame
        One row per outcome and event: `what`, `kind` (outcome or event) and, of all worlds, `one_count`, `other_count`,
        `one`, `other` (shares), `one_low` to `other_high` (Wilson's 95 % intervals); `only_one`, `only_other` (in how many
        worlds it is so under one setting alone); `difference`, `low`, `high` (Newcombe's interval for the same worlds, which
        pays for all rows); `p` (McNemar's test, mid-p), `worlds`.
    """
    coded = outcome_codes if set(what) <= set(OUTCOMES) else fates_of
    first, second = coded(one), coded(other)
    flags = [(reached(first, name), reached(second, name)) for name in what]
    kinds = ["outcome" if name in OUTCOMES else "event" for name in what]
    return pd.DataFrame({"what": list(what), "kind": kinds, **_paired(flags, confidence_of_each(len(what)))})


def crossed(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How many worlds end in each outcome under the first setting and in each under the second: 25 rows.

    The columns are `one`, `other`, `count`, `share` of all worlds, `low`, `high` (Wilson, 95 %).
    """
    counts = flows_between(outcome_codes(one), outcome_codes(other)).ravel()
    low, high = wilson(counts, len(one))
    pairs = pd.MultiIndex.from_product([OUTCOMES, OUTCOMES], names=["one", "other"]).to_frame(index=False)
    return pairs.assign(count=counts, share=counts / len(one), low=low, high=high)


def flipped(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Every world that ends differently: `world`, and its outcome under the first (`one`) and the second (`other`) setting."""
    ends = pd.DataFrame(
        {
            "world": one["world"].to_numpy(),
            "one": one["outcome"].astype(str),
            "other": other["outcome"].astype(str).to_numpy(),
        }
    )
    return ends[ends["one"] != ends["other"]].reset_index(drop=True)


def causes_of_war(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """In how many worlds the first war had each cause, and by how much that differs, as a share of all worlds.

    The columns are `cause` and those of `differences_of`; the intervals of the differences pay for all causes.
    """
    flags = [(_has(one, cause), _has(other, cause)) for cause in WAR_CAUSES]
    return pd.DataFrame({"cause": list(WAR_CAUSES), **_paired(flags, confidence_of_each(len(WAR_CAUSES)))})


def _has(table: pd.DataFrame, cause: str) -> Flags:
    return np.asarray(table["war_cause"].astype(object) == cause, dtype=bool)


def _paired(flags: Sequence[tuple[Flags, Flags]], confidence: float) -> dict[str, Any]:
    """Counts, shares and paired differences of flags that are kept world by world under either setting."""
    counts = np.array([[np.sum(a & b), np.sum(b & ~a), np.sum(a & ~b), np.sum(~a & ~b)] for a, b in flags])
    both, only_other, only_one, neither = counts.T
    worlds = counts.sum(axis=1)
    low, high = paired_interval(both, only_one, only_other, neither, confidence)
    ones, others = both + only_one, both + only_other
    ends = dict(
        zip(
            ("one_low", "one_high", "other_low", "other_high"),
            (*wilson(ones, worlds), *wilson(others, worlds)),
            strict=True,
        )
    )
    return {
        "one_count": ones,
        "other_count": others,
        "one": ones / worlds,
        "other": others / worlds,
        **ends,
        "only_one": only_one,
        "only_other": only_other,
        "difference": (only_other - only_one) / worlds,
        "low": low,
        "high": high,
        "p": mcnemar(only_one, only_other),
        "worlds": worlds,
    }


MEASURES: Mapping[str, tuple[str, bool]] = {
    "unchallenged": ("general_deterrence", False),
    "held": ("immediate_deterrence", True),
    "answered": ("answered", True),
    "tested": ("tested", False),
    "stood_down": ("stood_down", False),
}
"""What deterrence did: the column of each measure, and whether it is a share of the worlds with a challenge alone."""


def deterrence(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """What deterrence did under either setting, and by how much that differs.

    Two measures are shares of the worlds with a challenge, which are not the same worlds under both settings.

    Returns
    -------
    DataFrame
        One row per measure: `measure`, `one_count`, `one_of`, `other_count`, `other_of` (so many of so many worlds),
        `one`, `other` (shares; missing where there is no such world), `difference`, `low`, `high` (see `between_parts`;
        they pay for all measures).
    """
    confidence = confidence_of_each(len(MEASURES))
    rows = [
        {"measure": name, **between_parts(*_part(one, *how), *_part(other, *how), confidence)}
        for name, how in MEASURES.items()
    ]
    return pd.DataFrame(rows)


def _part(table: pd.DataFrame, column: str, challenged: bool) -> tuple[Flags, Flags]:
    """The worlds in which something is so, and those of which it is a share."""
    of = (table["challenges"] > 0).to_numpy() if challenged else np.ones(len(table), dtype=bool)
    return (table[column] > 0).to_numpy() & of, of


def between_parts(one: Flags, one_of: Flags, other: Flags, other_of: Flags, confidence: float) -> dict[str, Any]:
    """How far two shares of parts of the same worlds differ, as of the worlds that are challenged under either setting.

    Square and add, as in Newcombe's method 10 (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702), with the
    correlation of the two shares over worlds as the delta method gives it. If both are shares of all worlds that is the
    correlation of the pairs. Where one side has no world to count, the interval runs from -1 to 1.

    Parameters
    ----------
    one, one_of, other, other_of : array of bool, shape (worlds,)
        Where it is so, and the worlds of which that is a share; world by world.
    confidence : float
    """
    counts = [int(np.count_nonzero(flags)) for flags in (one, one_of, other, other_of)]
    shares = [count / of if of else np.nan for count, of in (counts[:2], counts[2:])]
    low, high = unpaired_interval(
        counts[0], counts[1], counts[2], counts[3], confidence, _correlation(one, one_of, other, other_of)
    )
    named = dict(zip(("one_count", "one_of", "other_count", "other_of"), counts, strict=True))
    ends = {"low": float(low), "high": float(high)}
    return {**named, "one": shares[0], "other": shares[1], "difference": shares[1] - shares[0], **ends}


def _correlation(one: Flags, one_of: Flags, other: Flags, other_of: Flags) -> float:
    """How two shares of parts of the same worlds go together, by what each world adds to either (delta method)."""
    moves = []
    for so, of in ((one, one_of), (other, other_of)):
        total = np.count_nonzero(of)
        if not total:
            return 0.0
        moves.append(so.astype(float) - np.count_nonzero(so) / total * of)
    spread = float(np.sqrt((moves[0] ** 2).sum() * (moves[1] ** 2).sum()))
    return float((moves[0] * moves[1]).sum()) / spread if spread else 0.0
