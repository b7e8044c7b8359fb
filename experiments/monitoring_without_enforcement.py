"""Is monitoring without enforcement worth anything? The mission is moved from none to full.

The monitoring mission at the start is varied with and without a western guarantee, under ratelle2025 and under the
baseline.

Bears on R6 (monitors and peacekeepers prevented no manufactured crisis), A14 (a monitoring mission as part of the
remedy), F10 (limited mandates) and F13 (tools without coordination).
"""

from collections.abc import Sequence

import answering
import numpy as np

from sim import design, sweep
from sim.analysis.telling import Finding, points, remark_of_none
from sim.charts.bars import side_by_side
from sim.charts.choice import settings_of_sweep
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import article_name
from sim.studies.shares.intervals import CONFIDENCE
from sim.studies.sweeps import SweepStudy

NAME = "monitoring_without_enforcement"
MONITORING = "mechanisms.guarantees.initial.monitoring"
GUARANTEE = "western_guarantee"
ARTICLES, POLICIES = ("ratelle2025", "baseline"), ("none", GUARANTEE)
DRAWN = (0.0, 0.4, 1.0)


WHERE = [{"worldview": worldview, "policy": policy} for worldview in ARTICLES for policy in POLICIES]
NONE_AND_FULL = [({**where, MONITORING: 0.0}, {**where, MONITORING: 1.0}) for where in WHERE]


def findings(study: SweepStudy) -> list[str]:
    """What a full mission changes alone, and beside a guarantee."""
    said = []
    for none, full in NONE_AND_FULL:
        # General deterrence holds in a world in which no challenge is ever made.
        changes = [
            f"{name} {answering.told(study, none, full, name)}"
            for name in ("ideal_peace", "new_confrontation", "general_deterrence")
        ]
        where = f"{none['worldview']}, policy {none['policy']}"
        said.append(f"{where}, monitoring from 0 to 1: " + "; ".join(changes))
    return said


def title_of(study: SweepStudy) -> Finding:
    """How far any outcome moves from no mission to a full one, with intervals that pay for all of them."""
    number = len(NONE_AND_FULL) * len(OUTCOMES)
    changes = [answering.changed(study, *pair, name, number) for pair in NONE_AND_FULL for name in OUTCOMES]
    bound = points(max(change.reach for change in changes))
    sentence = f"From no monitoring (0.0) to a full mission (1.0) no outcome moves by more than {bound}"
    return Finding(sentence, remark_of_none(number, CONFIDENCE))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    levels = np.linspace(0, 1, 6).round(2)
    plan = design.grid({"worldview": ARTICLES, "policy": POLICIES, MONITORING: levels})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    unchallenged = study.counts["general_deterrence"] / study.counts["worlds"]
    rows = answering.table(study).assign(challenged=1 - unchallenged)
    shares = study.frequencies()
    chosen = shares[shares[MONITORING].isin(DRAWN)]
    beside = chosen["policy"].map({"none": "alone", GUARANTEE: "guarantee"})
    named = chosen["worldview"].map(article_name) + ", " + beside + ", " + chosen[MONITORING].map("{:.1f}".format)
    picture = side_by_side(
        chosen.assign(setting=named), "setting", settings_of_sweep(study), title=title_of(study), pairing=study.pairing
    )
    answering.write(asked.out, rows, {"picture": picture}, findings(study))


if __name__ == "__main__":
    answering.answered(main)
