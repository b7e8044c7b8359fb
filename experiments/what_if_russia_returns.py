"""What if Russia returns? Its attention in the long run is moved from none to all.

This is done under the article that takes its absence for lasting (fattah2025) and the one that takes it for passing
(dersimonian2024), alone and with the backing of the regional powers.

Bears on the disagreement about Russia's absence, E8 and E12 (excluded powers return as spoilers), F11 (sabotage) and
F15 (formal peace decays).
"""

from collections.abc import Sequence

import answering
import numpy as np

from sim import design, sweep
from sim.charts.along import along_parameter
from sim.charts.choice import settings_of_sweep
from sim.charts.ranges import readings_of
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps import SweepStudy

NAME = "what_if_russia_returns"
RETURN = "mechanisms.conditions.long_run_attention.russia"
ARTICLES = ("fattah2025", "dersimonian2024")
POLICIES = ("none", "regional_buy_in")


def findings(study: SweepStudy) -> list[str]:
    """What Moscow's return changes, with and without a seat for the region."""
    said = []
    for worldview in ARTICLES:
        for policy in POLICIES:
            absent, back = ({"worldview": worldview, "policy": policy, RETURN: level} for level in (0.0, 1.0))
            changes = [f"{name} {answering.told(study, absent, back, name)}" for name in OUTCOMES]
            said.append(f"{worldview}, policy {policy}, Russian attention from 0 to 1: " + "; ".join(changes))
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    levels = np.linspace(0, 1, 6).round(2)
    plan = design.grid({"worldview": ARTICLES, "policy": POLICIES, RETURN: levels})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares, settings = study.frequencies(), settings_of_sweep(study)
    pictures = {}
    for worldview in ARTICLES:
        chosen = shares[(shares["worldview"] == worldview) & (shares["policy"] == "none")]
        setting = [s for s in settings if s.worldview == worldview and not s.policies]
        pictures[f"picture_{worldview}"] = along_parameter(
            chosen, RETURN, setting, readings_of(RETURN), pairing=study.pairing
        )
    answering.write(asked.out, answering.table(study), pictures, findings(study))


if __name__ == "__main__":
    answering.answered(main)
