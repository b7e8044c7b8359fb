"""How often each outcome was reached."""

from typing import Any

import pandas as pd

from sim.common.asked import asked, refuse_twins, within_one
from sim.common.errors import InputError, said
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import CONFIDENCE, wilson


@asked(confidence=within_one)
def frequencies(study: Any, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """How often each outcome was reached, and how sure that is given the number of worlds.

    The interval says how far the share could move if more worlds were run. It says nothing about the assumptions.

    Parameters
    ----------
    study : Study or pandas.DataFrame
        A study, or its table with one row per world and the column `outcome`.
    confidence : float
        Coverage of the interval.

    Returns
    -------
    pandas.DataFrame
        One row per outcome, always the five of them in the same order, with the columns `outcome` (ordered category),
        `count`, `share`, `low` and `high` (Wilson's interval; shares of all worlds in [0, 1]).

    Raises
    ------
    InputError
        If it is not a study, there is no world, or a world has an outcome that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from sim import frequencies
    >>> table = frequencies(pd.DataFrame({"outcome": ["stalemate"] * 3 + ["formal_peace"]}))
    >>> table.loc[table["outcome"] == "stalemate", ["count", "share"]].values.tolist()
    [[3.0, 0.75]]
    """
    table = table_of(study)
    if "outcome" not in table:
        raise InputError("the table has no column 'outcome', so it is not that of a study")
    outcomes = table["outcome"]
    if outcomes.empty:
        raise InputError("there is no world to count")
    try:
        known = outcomes.isin(OUTCOMES)
    except TypeError as error:  # lists and their like
        raise InputError(f"the column 'outcome' must hold names: {', '.join(OUTCOMES)}") from error
    if not known.all():
        stray = sorted({str(outcome) for outcome in outcomes[~known]})
        raise InputError(f"not an outcome: {', '.join(stray)}; the outcomes are {', '.join(OUTCOMES)}")
    kinds = pd.CategoricalDtype(list(OUTCOMES), ordered=True)
    reached = outcomes.astype(kinds)
    counts = reached.value_counts(sort=False).reindex(list(OUTCOMES)).to_numpy()
    low, high = wilson(counts, len(reached), confidence)
    found = {"count": counts, "share": counts / len(reached), "low": low, "high": high}
    return pd.DataFrame({"outcome": pd.Categorical(OUTCOMES, dtype=kinds), **found})


def table_of(study: Any) -> pd.DataFrame:
    """Return the table with one row per world, whether given a study or the table itself."""
    table = study if isinstance(study, pd.DataFrame) else getattr(study, "table", None)
    if not isinstance(table, pd.DataFrame):
        own = "; a sweep tallies its own cells: study.frequencies()" if hasattr(study, "frequencies") else ""
        raise InputError(
            f"a study is needed, as simulate() or open_run() returns it, or its table, not {said(study)}{own}"
        )
    refuse_twins("the table", table.columns)
    return table
