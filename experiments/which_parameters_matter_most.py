"""Which parameters matter most, under one worldview? All that the articles contest are screened.

The numbers on which at least one article departs from the baseline are walked along Morris trajectories over their
plausible ranges. The picture then shows the foremost of them one at a time, from the worldview's own values to either
end of the range, because screening alone says how much a parameter does, not in which direction.

Bears on every disagreement of the ledger at once: it says which of them is worth arguing about.
"""

from collections.abc import Sequence

import answering
import pandas as pd

from sim import design, load, sweep
from sim.analysis.sensitivity import sensitivity
from sim.charts.choice import settings_of_sweep
from sim.charts.readings import most_contested
from sim.charts.tornado import tornado
from sim.sweeps import SweepStudy

NAME = "which_parameters_matter_most"
SHOWN = 15
ALL = 1_000
CLOSER = 80
"""How many times more worlds the few cells of the picture get than the many of the screening."""


def contested() -> list[str]:
    """The numbers on which articles depart from the baseline; those that are no fractions cannot be walked in steps."""
    entries = load("baseline").entries
    return [name for name in most_contested(ALL) if entries[name].kind == "number"]


def short(name: str) -> str:
    """The end of an id as a label, with the actor whose parameter it is."""
    parts = name.split(".")
    return "_".join(parts[1:] if parts[0] == "actors" else parts[-2:])


def ends(study: SweepStudy, names: Sequence[str], outcome: str) -> tuple[pd.DataFrame, pd.Series]:
    """The share at both ends of each range, and in the middle (the first cell)."""
    shares = study.frequencies()
    shares = shares[shares["outcome"] == outcome].reset_index(drop=True)
    middle, rows = shares.iloc[0], []
    for name in names:
        moved = shares[shares[name] != middle[name]].sort_values(name)
        for row in moved.to_dict("records"):
            end = "low" if row[name] < middle[name] else "high"
            told = {key: row[key] for key in ("share", "low", "high")}
            rows.append({"parameter": short(name), "end": end, "value": row[name], **told})
    return pd.DataFrame(rows), middle


def main(arguments: Sequence[str] | None = None) -> None:
    """Screen, move the foremost one at a time, and write the answer."""
    parser = answering.options(__doc__, NAME, worlds=25)
    parser.add_argument("--worldview", default="baseline", help="whose values and ranges (default: baseline)")
    parser.add_argument("--outcome", default="new_confrontation", help="whose share is explained")
    parser.add_argument("--trajectories", type=int, default=32, help="of the screening (default: 32)")
    asked = parser.parse_args(arguments)
    out = asked.out / asked.worldview / asked.outcome
    plan = design.everything(asked.trajectories, asked.worldview, "morris", only=contested(), seed=asked.seed)
    screening = sweep(plan, asked.worlds, asked.seed, out / "screening", asked.workers)
    (found,) = sensitivity(screening, asked.outcome)
    first = list(found.table["parameter"].head(SHOWN))
    closer = design.one_at_a_time(first, asked.worldview)
    study = sweep(closer, CLOSER * asked.worlds, asked.seed, out / "study", asked.workers, out_of_range=True)
    moved, middle = ends(study, first, asked.outcome)
    acting = int(found.table["acts"].sum())
    said = [f"{asked.worldview}, {asked.outcome}: {acting} of {len(found.table)} parameters act beyond the noise"]
    said += [
        f"{row.parameter}: mu* {row.mu_star:.3f} ({row.mu_star_low:.3f} to {row.mu_star_high:.3f}), mu {row.mu:+.3f}"
        for row in found.table.head(SHOWN).itertuples()
    ]
    picture = tornado(moved, middle, asked.outcome, settings_of_sweep(study))
    answering.write(out, found.table, {"picture": picture}, [*said, *found.sentences()])


if __name__ == "__main__":
    answering.answered(main)
