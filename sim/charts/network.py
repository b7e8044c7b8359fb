"""The seven actors and what is between them: who backs, presses, endorses whom, for one world or a share of many."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from sim.analysis.finding import Setting
from sim.analysis.telling import told
from sim.charts.arrows import PLOT_LINES, Arrow, draw_arrows
from sim.charts.canvas import framed
from sim.charts.caption import ONE_HISTORY
from sim.charts.kind import HISTORY, STUDY, Source, chart
from sim.charts.picture import Picture
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.charts.timeline import setting_of_history
from sim.common.dates import calendar_name
from sim.common.errors import InputError
from sim.parameters.wording import capital, enumeration, percent, whole
from sim.studies.histories import History
from sim.studies.histories.paths import relations_over_worlds
from sim.studies.histories.relations import FORCE, KINDS, NAMES, RELATIONS

RARE, RARE_FORCE = 0.1, 0.01
"""Relations in a smaller share of worlds than this are left to the table; the use of force in far fewer is drawn."""
SHORT = 15
"""Letters of a line on an arrow."""
MOST_LEVEL = 3
"""So many relations are named in the title where they cannot be told apart."""
MOST_TOLD = 3
"""So many relations of one quarter are named in the title; the others are counted."""


@chart(
    "network", "who backs, presses, endorses or coerces whom in one quarter of one history", HISTORY,
    lambda source: {"history": source.history, "quarter": source.wishes.quarter},
    example="fattah2025 --kind network --world 2 --quarter 6", place=14, options=("world", "quarter"),
)  # fmt: skip
def network_of_quarter(history: History, quarter: int, look: Look = USUAL_LOOK, title: str | None = None) -> Picture:
    """Draw who backs, presses, endorses or coerces whom in one quarter of one history.

    Parameters
    ----------
    history : History
    quarter : int
        A quarter that the history reached.

    Raises
    ------
    InputError
        If the history did not reach the quarter.
    """
    played = {record.quarter: record for record in history.quarters}
    if quarter not in played:
        raise InputError(f"the history has no quarter {quarter}; it runs from {min(played)} to {max(played)}")
    rows = [
        (move.actor, *RELATIONS[move.actor, move.action], move.words)
        for move in played[quarter].moves
        if (move.actor, move.action) in RELATIONS
    ]
    table = pd.DataFrame(rows, columns=["actor", "target", "relation", "words"])
    found = title or capital(f"{history.date(quarter)} in world {history.world}: {_finding_of_quarter(table)}")
    remark = "Positions as on a map, distant powers drawn near."
    setting, width = setting_of_history(history), 2.2 * look.scale
    canvas = framed(look, found, setting, remark, lines=PLOT_LINES, intervals=False, ending=ONE_HISTORY)
    drawn = records(table)
    draw_arrows(canvas, [Arrow(r["actor"], r["target"], r["relation"], width, _folded(r["relation"])) for r in drawn])
    told = "; ".join(f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} ({r['words']})" for r in drawn)
    return canvas.picture("Network of seven actors", told or "No relation", table, ONE_HISTORY)


def _arguments(source: Source) -> dict[str, Any]:
    parameters, told, quarter = source.study.parameters, source.told, source.wishes.quarter
    relations = relations_over_worlds(parameters, quarter, told.worlds, source.study.seed)
    return {"relations": relations, "quarter": quarter, "setting": told, "start": parameters.start}


@chart(
    "network_shares", "who backs, presses or endorses whom, in which share of worlds", STUDY, _arguments,
    example="fattah2025 --kind network_shares --quarter 6 --worlds 500", place=15, options=("quarter",),
)  # fmt: skip
def network_of_worlds(
    relations: pd.DataFrame,
    quarter: int,
    setting: Setting,
    start: str | None = None,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw in which share of the worlds each relation held in one quarter.

    Parameters
    ----------
    relations : pandas.DataFrame
        Columns `actor`, `target`, `relation`, `share`, `low`, `high`, `worlds`, as
        `sim.studies.histories.paths.relations_over_worlds` returns.
    quarter : int
        Told in the title.
    start : str, optional
        ISO date of quarter 0, for the date in the title.

    Raises
    ------
    InputError
        If there is no relation, or no world was left without war.
    """
    if relations.empty or not relations["worlds"].iloc[0]:
        raise InputError("nothing is selected: no world without war is left in this quarter")
    least = relations["relation"].isin(FORCE).map({True: RARE_FORCE, False: RARE})
    shown = relations[relations["share"] >= least].sort_values("share", ascending=False, kind="stable")
    found = title or f"{capital(calendar_name(start, quarter))}: {_finding_of_worlds(relations)}"
    worlds = whole(int(relations["worlds"].iloc[0]))
    rare = f"In the table only: relations below {100 * RARE:.0f} %, use of force below {100 * RARE_FORCE:.0f} %."
    left = f"Shares of the {worlds} worlds without war when the quarter begins. Width: share. {rare}"
    canvas, arrows = framed(look, found, setting, left, lines=PLOT_LINES), []
    for row in records(shown):
        words = f"{_folded(row['relation'])}\n{percent(row['share'], row['low'], row['high'])}"
        width = (0.8 + 7 * row["share"]) * look.scale
        arrows.append(Arrow(row["actor"], row["target"], row["relation"], width, words))
    draw_arrows(canvas, arrows)
    told_all = "; ".join(
        f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} in {percent(r['share'], r['low'], r['high'])}"
        for r in shown.to_dict("records")
    )
    return canvas.picture("Network of seven actors", told_all or "No relation is frequent", relations)


def _folded(relation: str) -> str:
    """A relation in short lines, so that it covers little of what lies beside its arrow."""
    return "\n".join(textwrap.wrap(relation, SHORT))


def _finding_of_quarter(table: pd.DataFrame) -> str:
    if table.empty:
        return "nobody takes a side"
    parts = []
    for kind in KINDS:
        rows = table[table["relation"] == kind]
        for target, part in rows.groupby("target", sort=False):
            verb = kind if len(part) == 1 else _plural(kind)
            parts.append(f"{enumeration([NAMES[actor] for actor in part['actor']])} {verb} {NAMES[str(target)]}")
    hidden = len(parts) - MOST_TOLD
    rest = [f"and {hidden} more"] if hidden > 0 else []
    return "; ".join([*parts[:MOST_TOLD], *rest])


def _plural(verb: str) -> str:
    """The verb of a relation as several do it: `presses` becomes `press`, `invests in` becomes `invest in`."""
    first, *rest = verb.split(" ")
    return " ".join([first.removesuffix("es" if first.endswith(("sses", "shes")) else "s"), *rest])


def _finding_of_worlds(relations: pd.DataFrame) -> str:
    """Return the most frequent relation; two where the intervals do not tell them apart."""
    ranked = relations.sort_values("share", ascending=False, kind="stable")
    level = ranked[ranked["high"] >= ranked.iloc[0]["low"]]
    if not ranked.iloc[0]["share"]:
        return "nobody takes a side in any world"
    parts = [f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} ({told(r)})" for r in records(level)]
    if len(level) > MOST_LEVEL:
        return f"{len(level)} relations are about equally frequent, among them {parts[0]}"
    often = "most often" if len(parts) == 1 else "most often, and about equally,"
    return f"{often} {enumeration(parts)}"
