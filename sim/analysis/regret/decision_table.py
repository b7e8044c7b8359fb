"""A decision table measured: one row per policy, whatever was counted in the worldviews."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.regret.measures import FloatArray, between, dominating, expected, kept_in, regret_of, worst
from sim.common.asked import asked, either, flag, frame, mapping, number, optional, text_for
from sim.common.errors import InputError, said, suggestion
from sim.studies.sweeps.axes import POLICY, WORLDVIEW

SHARE = "share"
EQUAL = "equal"
"""The weights that Laplace gave: the same for everybody."""
WEIGHTS = optional(either(text_for("'equal'"), mapping))


@asked(
    shares=frame(WORLDVIEW, POLICY, SHARE),
    more=flag,
    bound=optional(number()),
    weights=WEIGHTS,
    optimism=optional(number(0, 1)),
)
def regret_table(
    shares: pd.DataFrame,
    more: bool = True,
    bound: float | None = None,
    weights: dict[str, float] | str | None = None,
    optimism: float | None = None,
) -> pd.DataFrame:
    """Measure the policies of a table of shares, whatever it was that was counted there.

    Parameters
    ----------
    shares : pandas.DataFrame
        One row for each `worldview` and `policy`, with its `share`: any number, of which more is better unless said
        otherwise. Other columns do not matter.
    more : bool
        Whether more is better.
    bound : float, optional
        What a share should reach, or not exceed where less is better.
    weights : mapping or 'equal', optional
        How much each worldview counts; those that are not named count 1. Without weights nothing is averaged.
    optimism : float, optional
        Part of the best share in Hurwicz's mixture of the best and the worst, 0 to 1.

    Returns
    -------
    pandas.DataFrame
        One row per policy, that with the least regret first: `largest_regret` and `where` (in which worldview), `worst` (the
        worst share), `kept` (in how many worldviews the bound is kept), `mixed` (Hurwicz), `expected`; and `dominated_by`,
        the policies that are nowhere worse and somewhere better. What was not asked for is missing.

    Raises
    ------
    InputError
        If a share is missing, appears twice, or is not a number; or a weight is negative or of an unknown worldview.

    Notes
    -----
    Savage, L. J. (1951), The theory of statistical decision, Journal of the American Statistical Association 46, 55-67.
    Wald, A. (1950), Statistical Decision Functions. Starr, M. K. (1962), Product Design and Decision Theory.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"worldview": ["up", "down"] * 3, "policy": ["large"] * 2 + ["small"] * 2 + ["none"] * 2,
    ...                        "share": [200, -180, 100, -20, 0, 0]})
    >>> regret_table(shares)[["policy", "largest_regret", "where"]].values.tolist()
    [['small', 100.0, 'up'], ['large', 180.0, 'down'], ['none', 200.0, 'up']]
    """
    wide = _wide(shares)
    sign = 1.0 if more else -1.0
    values = sign * wide.to_numpy(dtype=float)
    given = None if weights is None else weights_of(weights, [str(name) for name in wide.index])
    behind, over = regret_of(values), dominating(values)
    found = pd.DataFrame(
        {
            POLICY: list(wide.columns),
            "largest_regret": behind.max(axis=0),
            "where": [wide.index[place] for place in behind.argmax(axis=0)],
            "worst": sign * worst(values),
            "kept": pd.NA if bound is None else kept_in(values, sign * bound),
            "mixed": np.nan if optimism is None else sign * between(values, optimism),
            "expected": np.nan if given is None else sign * expected(values, given),
            "dominated_by": [", ".join(str(name) for name in wide.columns[row]) for row in over],
        }
    )
    return found.sort_values("largest_regret", kind="stable", ignore_index=True)


def _wide(shares: pd.DataFrame) -> pd.DataFrame:
    """The shares with one row per worldview and one column per policy, in the order in which they first stand."""
    if shares.empty:
        raise InputError("shares: the table is empty; it needs one row for each worldview and policy")
    doubled = shares[shares.duplicated([WORLDVIEW, POLICY])]
    if len(doubled):
        raise InputError(f"shares: {_pair(doubled.iloc[0])} appears twice; give every worldview with every policy once")
    if not pd.api.types.is_numeric_dtype(shares[SHARE]) or not np.isfinite(shares[SHARE].to_numpy(dtype=float)).all():
        raise InputError(f"shares: the column '{SHARE}' must hold finite numbers")
    order = [pd.unique(shares[name]) for name in (WORLDVIEW, POLICY)]
    wide = shares.pivot(index=WORLDVIEW, columns=POLICY, values=SHARE).reindex(index=order[0], columns=order[1])
    if wide.isna().to_numpy().any():
        row, column = np.argwhere(wide.isna().to_numpy())[0]
        missing = _pair({WORLDVIEW: wide.index[row], POLICY: wide.columns[column]})
        raise InputError(f"shares: {missing} is missing; every policy is needed in every worldview")
    return wide


def _pair(row: Any) -> str:
    return f"{row[POLICY]} under {row[WORLDVIEW]}"


def weights_of(given: dict[str, Any] | str, worldviews: list[str]) -> FloatArray:
    """The weight of each worldview, 1 where none is given; `InputError` if one is negative, unknown, or all are 0."""
    if isinstance(given, str):
        if given != EQUAL:
            raise InputError(f"weights: {said(given)} is unknown; write {EQUAL}, or one number for each worldview")
        return np.ones(len(worldviews))
    for name, weight in given.items():
        if name not in worldviews:
            raise InputError(f"weights: {said(name)} is not among the worldviews; {suggestion(name, worldviews, True)}")
        number(0)(f"the weight of {name}", weight)
    found = np.array([float(given.get(name, 1.0)) for name in worldviews])
    if not found.sum():
        raise InputError("weights: all of them are 0; let at least one worldview count")
    return found
