"""The tables of a study in words, the same on the terminal, in notebooks and in reports."""

from __future__ import annotations

import pandas as pd

from sim.common.dates import dated
from sim.parameters.wording import interval, percent, readable, whole
from sim.studies.shares.intervals import Share
from sim.studies.shares.summary import Summary

STEP_WORDS = {"first_signed": "signed at least once", "signed": "signature that holds", "ratified": "ratified"}
"""The steps to a peace, as a table names them. A signature holds until its ratification fails."""
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


def timing_rows(summary: Summary, start: str | None) -> list[tuple[str, str]]:
    """Return when agreements were signed and when wars broke out, as pairs of name and text.

    `start` is the date on which quarter 0 begins, if the worldview is dated.
    """
    rows = []
    for name, words in STEP_WORDS.items():
        share = getattr(summary, name)
        if share is not None:
            rows.append((words, f"{_counted(share)} of all worlds{_half(summary, name, start)}"))
    rows.append(("war", f"{_counted(summary.war)} of all worlds"))
    if summary.war.count:
        rows.append(
            ("first war without an agreement", f"{_counted(summary.war_before_signature)} of the worlds with a war")
        )
        rows.append(
            ("first war under an agreement", f"{_counted(summary.war_after_signature)} of the worlds with a war")
        )
        rows += [
            (f"{readable(name).capitalize()} drawn in", f"{_counted(share)} of the worlds with a war")
            for name, share in summary.drawn_in.items()
        ]
    return rows


def _half(summary: Summary, name: str, start: str | None) -> str:
    """By when half of the worlds of a step had got there."""
    if name not in summary.half_by:
        return ""
    counted = "" if start else ", counted from 0"
    return f"; half of them by {dated(start, summary.half_by[name])}{counted}"


def _counted(share: Share) -> str:
    return f"{whole(share.count)} world{'' if share.count == 1 else 's'}, {percent(share.share, share.low, share.high)}"
