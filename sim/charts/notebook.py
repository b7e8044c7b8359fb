"""What notebooks show of a result by itself: its table and its picture."""

from __future__ import annotations

import html
from typing import Any

from sim.analysis.finding import setting_of
from sim.analysis.frequencies import frequencies
from sim.analysis.wording import readable, whole
from sim.charts.choice import picture_of_sweep
from sim.charts.shares import outcome_shares
from sim.charts.theme import PAGE, Look
from sim.charts.timeline import timeline

RESOLUTION = 100
SHOWN_ROWS = 60


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


def sweep_html(study: Any) -> str:
    """Return a sweep as HTML: the picture that fits its design, and the table of its cells, folded away.

    Parameters
    ----------
    study : SweepStudy
    """
    picture = picture_of_sweep(study, look=Look(size=PAGE, resolution=RESOLUTION))
    table = study.frequencies().to_html(index=False, float_format=lambda value: f"{value:.4g}", max_rows=SHOWN_ROWS)
    return f"<div>{picture.html()}<details><summary>table</summary>{table}</details></div>"


def history_html(history: Any) -> str:
    """Return a history as HTML: its timeline, and the whole story, folded away.

    Parameters
    ----------
    history : History
    """
    picture = timeline(history, Look(size=PAGE, resolution=RESOLUTION))
    return (
        f"<div>{picture.html()}<details><summary>story</summary><pre>{html.escape(str(history))}</pre></details></div>"
    )
