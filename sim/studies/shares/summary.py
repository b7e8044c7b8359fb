"""What a study says beside its outcomes: when agreements are signed, and when wars break out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sim.common.asked import asked, frame
from sim.common.errors import InputError
from sim.studies.shares.frequencies import table_of
from sim.studies.shares.intervals import Share, share_of

STEPS = {"first_signed": "first_signed_quarter", "signed": "signed_quarter", "ratified": "ratified_quarter"}
"""The steps to a peace, and the columns that hold their quarters."""
DRAWN_IN = "drawn_in_"
"""Beginning of the columns that say which neighbours were drawn into a war."""


@dataclass(frozen=True)
class Summary:
    """Signatures and wars of a study.

    Attributes
    ----------
    worlds : int
    signed : Share
        Worlds with a signature that holds at the end: one that neither a failed ratification nor a war undid.
    median_signature : float or None
        Median quarter of these signatures; None if there are none.
    war : Share
        Worlds in which a war broke out, limited or total.
    war_before_signature, war_after_signature, drawn_in : Share, Share, dict of str to Share
        Worlds whose first war came without, and under, a signed agreement, and those in which each neighbour was drawn into
        a war, of all worlds with a war.
    first_signed, ratified : Share or None
        Worlds in which an agreement was signed at least once, and in which one was ratified; None if the table does not
        say.
    half_by : dict of str to int
        Quarter by which half of the worlds counted in `first_signed`, `signed` and `ratified` had got there; without
        those in which nobody had.
    """

    worlds: int
    signed: Share
    median_signature: float | None
    war: Share
    war_before_signature: Share
    war_after_signature: Share
    drawn_in: dict[str, Share] = field(default_factory=dict)
    first_signed: Share | None = None
    ratified: Share | None = None
    half_by: dict[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Summary of {self.worlds:,} worlds: {self.signed.count:,} signed, {self.war.count:,} with a war>"


@asked()
def summarise(study: Any) -> Summary:
    """Count signatures and wars.

    Parameters
    ----------
    study : Study or pandas.DataFrame
        A study, or its table with one row per world and the columns `signed_quarter` (missing if nothing is signed at
        the end) and `war_timing` (`before_signature`, `after_signature`, or missing if there was no war);
        columns that begin with `drawn_in_` say which neighbours were drawn in, `first_signed_quarter` and
        `ratified_quarter` when an agreement was first signed and when one was ratified.

    Returns
    -------
    Summary
        With counts beside every share.

    Examples
    --------
    >>> from sim import simulate, summarise
    >>> summary = summarise(simulate("ratelle2025", worlds=100, seed=7))
    >>> summary.worlds, summary.signed.count, summary.war.count
    (100, 96, 14)
    """
    table = frame("signed_quarter", "war_timing")("the table", table_of(study))
    known = {name: column for name, column in STEPS.items() if column in table.columns}
    when = {name: _numbers(column, table[column]).dropna() for name, column in known.items()}
    got_there = {name: share_of(len(found), len(table)) for name, found in when.items()}
    before, after = (int((table["war_timing"] == timing).sum()) for timing in ("before_signature", "after_signature"))
    wars = before + after
    neighbours = [name for name in table.columns if str(name).startswith(DRAWN_IN)]
    return Summary(
        worlds=len(table),
        signed=got_there["signed"],
        median_signature=None if when["signed"].empty else float(when["signed"].median()),
        war=share_of(wars, len(table)),
        war_before_signature=share_of(before, wars),
        war_after_signature=share_of(after, wars),
        drawn_in={
            name.removeprefix(DRAWN_IN): share_of(_drawn_in(name, table[name], wars), wars) for name in neighbours
        },
        first_signed=got_there.get("first_signed"),
        ratified=got_there.get("ratified"),
        # The first quarter in which as many had got there as had not yet, or more.
        half_by={name: int(found.quantile(0.5, interpolation="lower")) for name, found in when.items() if len(found)},
    )


def _numbers(name: str, values: pd.Series[Any]) -> pd.Series[Any]:
    try:
        numbers: pd.Series[Any] = pd.to_numeric(values)
    except (ValueError, TypeError) as error:
        raise InputError(f"the column '{name}' must hold numbers, or nothing: {error}") from error
    return numbers


def _drawn_in(name: str, values: pd.Series[Any], wars: int) -> int:
    """Wars into which a neighbour was drawn."""
    if not pd.api.types.is_bool_dtype(values):
        raise InputError(f"the column '{name}' must hold true or false, not {values.dtype}")
    counted = int(values.sum())
    if counted > wars:
        raise InputError(f"the column '{name}' counts {counted} wars, and there are {wars}")
    return counted
