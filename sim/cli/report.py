"""The result of a run as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sim
from sim.analysis.finding import finding, setting_of
from sim.analysis.summary import Summary
from sim.analysis.wording import INTERVALS, NOT_A_FORECAST, interval, percent, readable, whole
from sim.cli.tables import columns, fields

if TYPE_CHECKING:
    from sim import Study
    from sim.analysis.intervals import Share


def text(study: Study) -> str:
    """Return what was found, the table of outcomes, and when agreements and wars came."""
    table = sim.frequencies(study)
    rows = [("outcome", "worlds", "share", "95 % interval")]
    rows += [
        (
            readable(str(row["outcome"])),
            whole(row["count"]),
            f"{100 * row['share']:.1f} %",
            f"{interval(row['share'], row['low'], row['high'], digits=1)} %",
        )
        for row in table.to_dict("records")
    ]
    parts = [
        finding(table, setting_of(study)),
        columns(rows, right=(1, 2, 3)),
        timing(sim.summarise(study), study.parameters.start),
        f"{NOT_A_FORECAST}\n{INTERVALS}",
    ]
    return "\n\n".join(parts)


def timing(summary: Summary, start: str | None) -> str:
    """Return when agreements were signed and when wars broke out."""
    lines = [("agreement", f"{_counted(summary.signed)} of all worlds, in force at the end or until war")]
    if summary.median_signature is not None:
        origin = f"quarter 0 begins on {start}" if start else "counted from 0"
        lines.append(("  median signature", f"quarter {summary.median_signature:g} ({origin})"))
    lines.append(("war", f"{_counted(summary.war)} of all worlds"))
    if summary.war.count:
        lines.append(("  before signature", f"{_counted(summary.war_before_signature)} of the wars"))
        lines.append(("  after signature", f"{_counted(summary.war_after_signature)} of the wars"))
        for name, share in summary.drawn_in.items():
            lines.append((f"  {name.title()} drawn in", f"{_counted(share)} of the wars"))
    return fields(lines)


def _counted(share: Share) -> str:
    return f"{whole(share.count)} worlds, {percent(share.share, share.low, share.high)}"
