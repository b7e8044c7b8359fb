"""Which parameters matter most, under one worldview? All that the articles contest are screened.

The numbers on which at least one article departs from the baseline are walked along Morris trajectories around the
worldview's values (over whole ranges all worldviews would be the same). The picture shows the foremost one at a time,
from the worldview's own values to either end of the range, because screening does not say in which direction.

Bears on every disagreement of the ledger at once: it says which of them is worth arguing about.
"""

from collections.abc import Sequence
from typing import Any

import answering

from sim import design, load, sweep
from sim.analysis.sensitivity import sensitivity
from sim.charts.choice import settings_of_sweep
from sim.charts.ranges import most_contested
from sim.charts.tornado import ends_of, tornado

NAME = "which_parameters_matter_most"
SHOWN, AROUND = 15, 0.15
CLOSER = 80
"""How many times more worlds the few cells of the picture get than the many of the screening."""


def around(worldview: str) -> dict[str, Any]:
    """The contested fractions, each over a part of its range around the worldview's value."""
    parameters, axes = load(worldview), {"worldview": [worldview]}
    for name in most_contested(1_000):
        if parameters.entries[name].kind == "number":  # whole numbers cannot be walked in steps
            low, high = parameters.range(name)
            reach, value = AROUND * (high - low), parameters[name]
            axes[name] = (max(low, value - reach), min(high, value + reach))
    return axes


def main(arguments: Sequence[str] | None = None) -> None:
    """Screen, move the foremost one at a time, and write the answer."""
    parser = answering.options(__doc__, NAME, worlds=25)
    parser.add_argument("--worldview", default="baseline", help="whose values and ranges (default: baseline)")
    parser.add_argument("--outcome", default="new_confrontation", help="whose share is explained")
    parser.add_argument("--trajectories", type=int, default=32, help="of the screening (default: 32)")
    asked = parser.parse_args(arguments)
    out = asked.out / asked.worldview / asked.outcome
    plan = design.morris(around(asked.worldview), asked.trajectories, seed=asked.seed)
    screening = sweep(plan, asked.worlds, asked.seed, out / "screening", asked.workers)
    (found,) = sensitivity(screening, asked.outcome)
    first = list(found.table["parameter"].head(SHOWN))
    plan = design.one_at_a_time(first, asked.worldview)
    study = sweep(plan, CLOSER * asked.worlds, asked.seed, out / "study", asked.workers, out_of_range=True)
    moved, middle = ends_of(study, asked.outcome)
    verdicts = found.table["acts"].value_counts()
    said = [
        f"{asked.worldview}, {asked.outcome}: of {len(found.table)} parameters {verdicts.get('yes', 0)} act beyond the noise; "
        f"of {verdicts.get('unclear', 0)} it is unclear whether they do"
    ]
    for row in found.table.head(SHOWN).itertuples():
        said.append(f"{row.parameter}: mu* {row.mu_star:.3f} ({row.mu_star_low:.3f} to {row.mu_star_high:.3f})")
    picture = tornado(moved, middle, asked.outcome, settings_of_sweep(study), pairing=study.pairing)
    answering.write(out, found.table, {"picture": picture}, [*said, *found.sentences()])


if __name__ == "__main__":
    answering.answered(main)
