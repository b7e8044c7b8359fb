"""Is monitoring without enforcement worth anything? The mission is moved from none to full.

The monitoring mission at the start is varied with and without a western guarantee, under ratelle2025 and under the
baseline.

Bears on R6 (monitors and peacekeepers prevented no manufactured crisis), A14 (a monitoring mission as part of the
remedy), F10 (limited mandates) and F13 (tools without coordination).
"""

from collections.abc import Sequence

import answering
import numpy as np
import pandas as pd

from sim import design, sweep
from sim.charts.caption import article_name
from sim.charts.choice import settings_of_sweep
from sim.charts.side_by_side import side_by_side
from sim.knowledge.vocabulary import OUTCOMES

NAME = "monitoring_without_enforcement"
MONITORING = "mechanisms.guarantees.initial.monitoring"
GUARANTEE = "western_guarantee"
DRAWN = (0.0, 0.4, 1.0)


def findings(rows: pd.DataFrame) -> list[str]:
    """What a full mission changes alone, and beside a guarantee."""
    said = []
    for (worldview, policy), part in rows.groupby(["worldview", "policy"], sort=False):
        by, worlds = part.set_index(MONITORING), int(part["worlds"].iloc[0])
        changes = [
            f"{name} {answering.told(by[name][0.0], by[name][1.0], worlds)}"
            for name in ("ideal_peace", "new_confrontation", "challenged")
        ]
        said.append(f"{worldview}, policy {policy}, monitoring from 0 to 1: " + "; ".join(changes))
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    levels = np.linspace(0, 1, 6).round(2)
    plan = design.grid({"worldview": ["ratelle2025", "baseline"], "policy": ["none", GUARANTEE], MONITORING: levels})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    # General deterrence holds in a world in which no challenge is ever made.
    unchallenged = study.counts["general_deterrence"] / study.counts["worlds"]
    rows = answering.table(study).assign(challenged=1 - unchallenged)
    shares = study.frequencies()
    chosen = shares[shares[MONITORING].isin(DRAWN)]
    beside = chosen["policy"].map({"none": "alone", GUARANTEE: "guarantee"})
    named = chosen["worldview"].map(article_name) + ", " + beside + ", " + chosen[MONITORING].map("{:.1f}".format)
    full, none = (rows[rows[MONITORING] == level][list(OUTCOMES)].to_numpy() for level in (1.0, 0.0))
    most = 100 * abs(full - none).max()
    title = f"From no monitoring (0.0) to a full mission (1.0) no outcome moves by more than {most:.1f} points"
    picture = side_by_side(chosen.assign(setting=named), "setting", settings_of_sweep(study), title=title)
    answering.write(asked.out, rows, {"picture": picture}, findings(rows))


if __name__ == "__main__":
    answering.answered(main)
