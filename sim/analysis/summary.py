"""What else is told about a study beside its outcomes: when agreements are signed, and when wars break out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.frequencies import table_of
from sim.analysis.intervals import Share, share_of

BEFORE_SIGNATURE, AFTER_SIGNATURE = "before_signature", "after_signature"


@dataclass(frozen=True)
class Summary:
    """Signatures and wars of a study.

    Attributes
    ----------
    worlds : int
        Number of worlds.
    signed : Share
        Worlds with a signed agreement in force at the end or when war broke out, of all worlds.
    median_signature : float or None
        Median quarter of the signature of these agreements; None if there are none.
    war : Share
        Worlds in which a war broke out, of all worlds.
    war_before_signature, war_after_signature : Share
        Wars before and after signature, of all wars.
    """

    worlds: int
    signed: Share
    median_signature: float | None
    war: Share
    war_before_signature: Share
    war_after_signature: Share


def summarise(study: Any) -> Summary:
    """Count signatures and wars.

    Parameters
    ----------
    study : Study or pandas.DataFrame
        A study, or its table with one row per world and the columns `signed_quarter` (missing if
        nothing was signed, or it was not ratified) and
        `war_timing` (`before_signature`, `after_signature`, or missing if there was no war).

    Returns
    -------
    Summary
        With counts beside every share.
    """
    table = table_of(study)
    quarters = table["signed_quarter"].dropna()
    before, after = (int((table["war_timing"] == timing).sum()) for timing in (BEFORE_SIGNATURE, AFTER_SIGNATURE))
    wars = before + after
    return Summary(
        worlds=len(table),
        signed=share_of(len(quarters), len(table)),
        median_signature=None if quarters.empty else float(pd.to_numeric(quarters).median()),
        war=share_of(wars, len(table)),
        war_before_signature=share_of(before, wars),
        war_after_signature=share_of(after, wars),
    )
