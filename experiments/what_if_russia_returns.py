"""What if Russia returns? Its attention in the long run is moved from none to all.

This is done under the article that takes its absence for lasting (fattah2025) and the one that takes it for passing
(dersimonian2024), alone and with the backing of the regional powers.

Bears on the disagreement about Russia's absence, E8 and E12 (excluded powers return as spoilers), F11 (sabotage) and
F15 (formal peace decays).
"""

from collections.abc import Sequence

import answering
import numpy as np
import pandas as pd

from sim import design, sweep
from sim.charts.along import along_parameter
from sim.charts.choice import settings_of_sweep
from sim.charts.readings import readings_of

NAME = "what_if_russia_returns"
RETURN = "mechanisms.conditions.long_run_attention.russia"
ARTICLES = ("fattah2025", "dersimonian2024")
REGION = "regional_buy_in"


def findings(rows: pd.DataFrame) -> list[str]:
    """What Moscow's return changes, with and without a seat for the region."""
    said = []
    for (worldview, policy), part in rows.groupby(["worldview", "policy"], sort=False):
        by, worlds = part.set_index(RETURN), int(part["worlds"].iloc[0])
        changes = [
            f"{name} {answering.told(by[name][0.0], by[name][1.0], worlds)}"
            for name in ("ideal_peace", "deferred_tension", "new_confrontation")
        ]
        said.append(f"{worldview}, policy {policy}, Russian attention from 0 to 1: " + "; ".join(changes))
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    levels = np.linspace(0, 1, 6).round(2)
    plan = design.grid({"worldview": ARTICLES, "policy": ["none", REGION], RETURN: levels})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares, settings = study.frequencies(), settings_of_sweep(study)
    pictures = {}
    for worldview in ARTICLES:
        chosen = shares[(shares["worldview"] == worldview) & (shares["policy"] == "none")]
        setting = [s for s in settings if s.worldview == worldview and not s.policies]
        pictures[f"picture_{worldview}"] = along_parameter(chosen, RETURN, setting, readings_of(RETURN))
    rows = answering.table(study)
    answering.write(asked.out, rows, pictures, findings(rows))


if __name__ == "__main__":
    answering.answered(main)
