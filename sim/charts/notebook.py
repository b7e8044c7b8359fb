"""What notebooks show of a result by itself: its table and its picture."""

from __future__ import annotations

from typing import Any

from sim.analysis.finding import setting_of
from sim.analysis.frequencies import frequencies
from sim.analysis.wording import readable, whole
from sim.charts.shares import outcome_shares
from sim.charts.theme import PAGE, Look

RESOLUTION = 100


def study_html(study: Any) -> str:
    """Return a study as HTML: the table of its outcomes and their picture, in one element that needs no other file.

    Parameters
    ----------
    study : Study
    """
    table = frequencies(study)
    rows = "".join(
        f"<tr><td>{readable(str(row['outcome']))}</td><td>{whole(row['count'])}</td>"
        f"<td>{100 * row['share']:.1f} %</td><td>{100 * row['low']:.1f}–{100 * row['high']:.1f} %</td></tr>"
        for row in table.to_dict("records")
    )
    head = "<tr><th>outcome</th><th>worlds</th><th>share</th><th>95 % interval</th></tr>"
    picture = outcome_shares(table, setting_of(study), Look(size=PAGE, resolution=RESOLUTION))
    return f"<div><table>{head}{rows}</table>{picture.html()}</div>"
