"""How inclusive must a guarantee be? Four kinds of guarantee are laid over every worldview.

They are one by the West, one by a force of neutral states, the backing of the regional powers, and that backing
together with the western guarantee; no guarantee is the comparison.

Bears on D12 and D13 (a western force provokes Moscow, a neutral one less), E12 and E13 (excluded powers return as
spoilers; buy-in of the region), and F11 (Russia turns to sabotage).
"""

from collections.abc import Sequence

import answering

from sim import design, sweep
from sim.charts.bars import side_by_side
from sim.charts.choice import settings_of_sweep
from sim.parameters.wording import article_name
from sim.studies.sweeps import SweepStudy

NAME = "how_inclusive_must_a_guarantee_be"
WEST, NEUTRAL, REGION = "western_guarantee", "neutral_force", "regional_buy_in"
POLICIES = ("none", WEST, NEUTRAL, REGION, f"{WEST}+{REGION}")
SHORT = dict(zip(POLICIES, ("nothing", "West", "neutral force", "region", "West and region"), strict=True))


def findings(study: SweepStudy) -> list[str]:
    """What each guarantee changes against none, and what the region and the West add to each other."""
    said = []
    for worldview in answering.WORLDVIEWS:
        none, west, neutral, region, both = ({"worldview": worldview, "policy": policy} for policy in POLICIES)
        for outcome in ("ideal_peace", "new_confrontation"):
            changes = [
                f"{where['policy']} {answering.told(study, none, where, outcome)}"
                for where in (west, neutral, region, both)
            ]
            said.append(f"{worldview}, {outcome}: " + "; ".join(changes))
            added = answering.told(study, west, both, outcome)
            said.append(f"{worldview}, {outcome}: the region added to the western guarantee {added}")
            beside = answering.told(study, region, both, outcome)
            said.append(f"{worldview}, {outcome}: the western guarantee added to the region {beside}")
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    plan = design.grid({"worldview": answering.WORLDVIEWS, "policy": POLICIES})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares = study.frequencies()
    named = shares["worldview"].map(article_name) + ", " + shares["policy"].map(SHORT)
    rows = answering.table(study)
    condition = "With the region beside the West"
    title = answering.changed_most(study, {"policy": WEST}, {"policy": POLICIES[-1]}, "ideal_peace", condition)
    settings = settings_of_sweep(study)
    picture = side_by_side(shares.assign(setting=named), "setting", settings, title=title, pairing=study.pairing)
    answering.write(asked.out, rows, {"picture": picture}, findings(study))


if __name__ == "__main__":
    answering.answered(main)
