"""Charts of an analysis, straight from the sweep that was made for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.comparing import with_worlds
from sim.analysis.discovery import discover
from sim.analysis.sensitivity import sensitivity
from sim.charts.catalogue import chart_of
from sim.charts.picture import Picture
from sim.charts.tables import checked_outcome, records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.studies.shares.intervals import Share

if TYPE_CHECKING:
    from sim.analysis.finding import Setting
    from sim.studies.sweeps import SweepStudy

DESIGNS: Mapping[str, str] = {"tornado": "one_at_a_time", "sobol": "sobol"}
"""The designs of sweeps from which these charts are drawn."""


def picture_of_analysis(
    study: SweepStudy,
    kind: str,
    outcome: str,
    settings: Sequence[Setting],
    threshold: float,
    look: Look = USUAL_LOOK,
) -> Picture:
    """Analyse a sweep and draw what was found.

    Parameters
    ----------
    study : SweepStudy
        Finished: for `tornado` one parameter at a time, for `sobol` a Sobol sample, for `boxes` a sample that varies
        everything at once.
    kind : str
        `tornado`, `sobol` or `boxes`.
    outcome : str
        The outcome that is explained.
    settings : sequence of Setting
        Told in the caption.
    threshold : float
        For boxes: a cell counts if at least this share of its worlds ends in the outcome; above 0, at most 1.
    look : Look

    Returns
    -------
    Picture

    Raises
    ------
    InputError
        If the design of the sweep is not the one that the chart needs, or nothing was found.
    """
    checked_outcome(outcome)
    wanted, given = DESIGNS.get(kind), study.manifest.kind
    if wanted and given != wanted:
        raise InputError(
            f"{kind} needs a sweep of design {wanted}; this one is of design {given}. "
            f"Run it again with `python -m sim sweep --design {wanted}`"
        )
    draw = chart_of(kind).draw
    if kind == "tornado":
        ends, middle = ends_of(study, outcome)
        return draw(ends, middle, outcome, settings, look=look, pairing=study.pairing)
    if kind == "sobol":
        found = sensitivity(study, outcome)
        if len(found) > 1:
            raise InputError(
                f"this sweep holds {len(found)} groups, {found[0].group} first; sobol draws one of them only"
            )
        return draw(found[0].table, outcome, settings, look=look)
    limits, density, coverage = box_of(study, outcome, threshold)
    return draw(limits, density, coverage, outcome, threshold, settings, look=look)


def ends_of(study: SweepStudy, outcome: str) -> tuple[pd.DataFrame, Share]:
    """Return the share of an outcome at both ends of the range of each parameter, and in the middle.

    Parameters
    ----------
    study : SweepStudy
        Of design `one_at_a_time`: its first cell is the middle.
    outcome : str

    Returns
    -------
    ends : pandas.DataFrame
        Columns `cell`, `parameter`, `end` (`low` or `high`), `value`, `count`, `worlds`, `share`, `low`, `high`.
    middle : Share
    """
    cells = with_worlds(study.frequencies())
    cells = cells[cells["outcome"].astype(str) == outcome].reset_index(drop=True)
    middle, rows = cells.iloc[0], []
    for name in (axis for axis in study.columns if cells[axis].nunique() > 1):
        moved = records(cells[cells[name] != middle[name]].sort_values(name, kind="stable"))
        below = [row for row in moved if row[name] < middle[name]]
        above = [row for row in moved if row[name] > middle[name]]
        rows += [{**row, "parameter": name, "end": "low", "value": row[name]} for row in below[:1]]
        rows += [{**row, "parameter": name, "end": "high", "value": row[name]} for row in above[-1:]]
    columns = ["cell", "parameter", "end", "value", "count", "worlds", "share", "low", "high"]
    share, low, high = (float(middle[name]) for name in ("share", "low", "high"))
    worlds = int(study.counts["worlds"].iloc[0])
    return pd.DataFrame(rows, columns=columns), Share(int(middle["count"]), worlds, share, low, high)


def box_of(study: SweepStudy, outcome: str, threshold: float) -> tuple[pd.DataFrame, Share, Share]:
    """Return the limits of the first box in which cells reach a share of an outcome, its density and its coverage.

    Parameters
    ----------
    study : SweepStudy
    outcome : str
    threshold : float
        As in `sim.analysis.discovery.discover`.

    Returns
    -------
    limits : pandas.DataFrame
        Columns `parameter`, `low`, `high`, `range_low`, `range_high`.
    density, coverage : Share

    Raises
    ------
    InputError
        If there is no such box, or it is limited by words instead of numbers.
    """
    found = discover(study, outcome, threshold, refits=0)
    if not found.boxes:
        raise InputError(f"there is no box to draw. {' '.join(found.sentences())} Try another --threshold")
    box, cells = found.boxes[0], study.design.cells
    words = [limit.parameter for limit in box.limits if limit.values is not None]
    if words:
        raise InputError(
            f"the box is limited by {words[0]}, which is no number; `python -m sim discover` tells it in words"
        )
    laws = study.design.ranges
    rows = []
    for limit in box.limits:
        column, law = cells[limit.parameter], laws.get(limit.parameter)
        searched = (column.min(), column.max()) if law is None else (law.low, law.high)
        rows.append((limit.parameter, limit.low, limit.high, *map(float, searched)))
    limits = pd.DataFrame(rows, columns=["parameter", "low", "high", "range_low", "range_high"])
    return limits.astype({"low": float, "high": float}), box.density, box.coverage
