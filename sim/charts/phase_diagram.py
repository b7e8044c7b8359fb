"""Which outcome is most frequent over two parameters: a phase diagram."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Polygon, Rectangle

from sim.analysis.telling import told
from sim.charts.canvas import filling, framed
from sim.charts.caption import Settings
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import width_of
from sim.charts.maps import PLOT_LINES, label_axes, whole_grid
from sim.charts.picture import Picture
from sim.charts.tables import checked, leading, levels, of_outcome, records, share_in_words
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.names import label_of, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, enumeration, readable

REMARK = (
    "A cell cut in two: the number of worlds does not tell the two most frequent outcomes apart. "
    "Numbers: share of the first."
)


@chart(
    "phase_diagram", "the most frequent outcome over two parameters", SWEEP, axes=("across", "up"),
    example="plane --kind phase_diagram", place=7, options=("axes",),
)  # fmt: skip
def phase_diagram(
    cells: pd.DataFrame,
    across: str,
    up: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the most frequent outcome over two parameters."""
    whole_grid(checked(cells, [across, up]), across, up, OUTCOMES[0])
    table = _leaders(cells, across, up)
    found = title or _finding(table, across, up)
    first = [outcome for outcome in OUTCOMES if outcome in set(table["outcome"]) | set(table["undecided_with"])]
    canvas = framed(look, found, setting, REMARK, lines=PLOT_LINES, key=first)
    axes, columns, rows = canvas.plot, levels(cells, across), levels(cells, up)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(0, len(rows))
    room, tall = look.room(0.8) / len(columns), look.lines(PLOT_LINES) * POINTS_PER_INCH * 0.8 / len(rows)
    for row in records(table):
        x, y = columns.index(row[across]), rows.index(row[up])
        name = f"{row[across]}/{row[up]}"
        axes.add_patch(Rectangle((x, y), 1, 1, linewidth=0, gid=f"share:{name}", **filling(row["outcome"])))
        if row["undecided_with"]:
            corner = [(x, y), (x + 1, y), (x + 1, y + 1)]
            axes.add_patch(Polygon(corner, linewidth=0, **filling(row["undecided_with"])))
        axes.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor=look.theme.paper, linewidth=1))
        words = told(row)
        if room > width_of(words, look.small) + 10 and tall > 1.8 * look.small:
            canvas.write(axes, x + 0.5, y + 0.5, words, size=look.small, ha="center", gid=f"interval:{name}")
    label_axes(canvas, axes, cells, across, up, PLOT_LINES)
    ends = "; ".join(
        f"at {label_of(across)} {value_of(across, r[across])} and {label_of(up)} {value_of(up, r[up])}: "
        f"{readable(r['outcome'])} {share_in_words(r)}"
        for r in records(table.iloc[[0, -1]])
    )
    return canvas.picture("Phase diagram", capital(ends), table)


def _leaders(cells: pd.DataFrame, across: str, up: str) -> pd.DataFrame:
    rows, groups = [], cells.groupby([across, up], sort=True)
    # Every outcome of every cell but the most frequent ones is compared with the most frequent one.
    comparisons = len(cells) - len(groups)
    for (a, u), cell in groups:
        first, second = leading(cell, comparisons)
        (row,) = records(of_outcome(cell, first)[["share", "low", "high"]])
        rows.append({across: a, up: u, "outcome": first, **row, "undecided_with": second or ""})
    return pd.DataFrame(rows)


def _finding(table: pd.DataFrame, across: str, up: str) -> str:
    """Return where which outcome leads; cells in which the first two cannot be told apart count for neither."""
    clear = table.loc[table["undecided_with"] == "", "outcome"].value_counts()
    cells, open_ = len(table), int((table["undecided_with"] != "").sum())
    if not len(clear):
        return "In no cell the number of worlds tells which outcome is most frequent"
    if len(clear) == 1 and not open_:
        return f"{capital(readable(str(clear.index[0])))} is most frequent in every cell"
    parts = [f"{readable(str(outcome))} in {count}" for outcome, count in clear.items()]
    undecided = f"; {open_} undecided" if open_ else ""
    over = f"over {label_of(across)} and {label_of(up)}"
    return f"Most frequent {over}: {enumeration(parts)} of {cells} cells{undecided}"
