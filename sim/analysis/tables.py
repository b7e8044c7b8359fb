"""The tables of a study in words, the same on the terminal, in notebooks and in reports."""

from __future__ import annotations

import pandas as pd

from sim.common.dates import by_when
from sim.parameters.wording import counted, interval, percent, readable, short_percent, whole
from sim.studies.shares.intervals import Share, share_of
from sim.studies.shares.summary import Summary

STEP_WORDS = {"first_signed": "signed at least once", "signed": "in force at the end", "ratified": "ratified"}
"""The steps to a peace, as a table names them. In force is a signature that no failed ratification and no war undid."""
IN_FORCE, RATIFIED, WAR = "signed", "ratified", "war"
OUTCOME_HEAD = ("outcome", "worlds", "share", "95 % interval")


def outcome_rows(frequencies: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """Return outcome, worlds, share and interval of every outcome, as people read them."""
    return [
        (
            readable(str(row["outcome"])),
            whole(row["count"]),
            f"{100 * row['share']:.1f} %",
            f"{interval(row['share'], row['low'], row['high'], digits=1)} %",
        )
        for row in frequencies.to_dict("records")
    ]


def timing_rows(summary: Summary, start: str | None, detail: bool = True) -> list[tuple[str, str]]:
    """Return when agreements were signed and how many worlds saw a war, as pairs of name and text.

    Shares are of all worlds where nothing else is said. `start` is the date on which quarter 0 begins, if the worldview is dated.
    Without `detail`, ratifications and the neighbours
    that were drawn in are left out.
    """
    steps = [name for name in STEP_WORDS if getattr(summary, name) is not None and (detail or name != RATIFIED)]
    rows = [(STEP_WORDS[name], f"{_counted(getattr(summary, name))}{_half(summary, name, start)}") for name in steps]
    rows.append((WAR, _counted(summary.war)))
    if summary.war.count:
        of_wars = "of the worlds with a war"
        rows.append(("first war without an agreement", f"{_counted(summary.war_before_signature)} {of_wars}"))
        rows.append(
            (
                "first war under an agreement",
                f"{_counted(summary.war_after_signature)} {of_wars}; a suspended one counts",
            )
        )
        rows += [
            (f"{readable(name).capitalize()} drawn in", f"{_counted(share)} {of_wars}")
            for name, share in summary.drawn_in.items()
            if detail
        ]
    return rows


def ends_of_signed(table: pd.DataFrame) -> str:
    """How the worlds ended that signed at least once, the most frequent end first: signed does not mean done.

    The table has one row per world, as `Study.table`.
    """
    ends = table.loc[table["first_signed_quarter"].notna(), "outcome"].astype(str).value_counts()
    total = int(ends.sum())
    told = [(name, share_of(int(count), total)) for name, count in ends.items()]
    return ", ".join(f"{readable(str(name))} {short_percent(one.share, one.low, one.high)}" for name, one in told)


def _half(summary: Summary, name: str, start: str | None) -> str:
    """By when half of the worlds of a step had got there; for agreements in force, by the signature that holds."""
    if name not in summary.half_by:
        return ""
    half = "half of these signed for good" if name == IN_FORCE else "half of them"
    return f"; {half} {by_when(start, summary.half_by[name])}"


def _counted(share: Share) -> str:
    return f"{counted(share.count, 'world')}, {percent(share.share, share.low, share.high)}"
