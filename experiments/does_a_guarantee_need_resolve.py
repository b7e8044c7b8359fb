"""Does a guarantee need resolve, or is the paper enough? Western credibility is varied.

A western guarantee, alone and with the backing of the regional powers, is laid over every worldview, and the
credibility of the European Union and of the United States is moved together from nothing to 0.9. The same
credibilities without a guarantee are the comparison.

Bears on A7 (vague guarantees reassure nobody), R2 and R5 (partners without enforcement), D5 (weak guarantees and
relapse), and D12 (Russia opposes a western-dominated force).
"""

from collections.abc import Sequence

import answering
import numpy as np
import pandas as pd

from sim import design, sweep
from sim.charts.along import along_parameter
from sim.charts.choice import settings_of_sweep
from sim.studies.sweeps import SweepStudy

NAME = "does_a_guarantee_need_resolve"
EUROPE, AMERICA = (f"mechanisms.guarantees.credibility.{power}" for power in ("european_union", "united_states"))
BOTH = "credibility_of_both_European_Union_and_United_States"
GUARANTEE = "western_guarantee"
DRAWN = "baseline"
BACKED = f"{GUARANTEE}+regional_buy_in"


def cells() -> pd.DataFrame:
    """Every worldview without a guarantee, with it, and with it backed by the region; both credibilities equal."""
    levels = np.linspace(0, 0.9, 7).round(2)
    rows = [
        {"worldview": worldview, "policy": policy, EUROPE: level, AMERICA: level}
        for worldview in answering.WORLDVIEWS
        for policy in ("none", GUARANTEE, BACKED)
        for level in levels
    ]
    return pd.DataFrame(rows)


def findings(study: SweepStudy) -> list[str]:
    """What an empty and what a credible guarantee changes, by worldview."""
    said = []
    for worldview in answering.WORLDVIEWS:
        for outcome in ("ideal_peace", "new_confrontation"):
            none, empty = ({"worldview": worldview, "policy": policy, EUROPE: 0.0} for policy in ("none", GUARANTEE))
            change = answering.told(study, none, empty, outcome)
            said.append(f"{worldview}, {outcome}: an empty guarantee {change}")
            for policy in (GUARANTEE, BACKED):
                low, high = ({"worldview": worldview, "policy": policy, EUROPE: level} for level in (0.0, 0.9))
                change = answering.told(study, low, high, outcome)
                said.append(f"{worldview}, {outcome}: {policy}, credibility from 0 to 0.9 {change}")
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=1_000).parse_args(arguments)
    study = sweep(design.table(cells()), asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares = study.frequencies().rename(columns={EUROPE: BOTH})
    pictures = {}
    for policy, name in ((GUARANTEE, "picture_alone"), (BACKED, "picture_with_the_region")):
        chosen = shares[(shares["worldview"] == DRAWN) & (shares["policy"] == policy)]
        setting = [s for s in settings_of_sweep(study) if (s.worldview, "+".join(s.policies)) == (DRAWN, policy)]
        pictures[name] = along_parameter(chosen, BOTH, setting, pairing=study.pairing)
    answering.write(asked.out, answering.table(study), pictures, findings(study))


if __name__ == "__main__":
    answering.answered(main)
