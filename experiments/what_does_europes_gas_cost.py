"""What does Europe's gas cost? Its dependence is moved from nothing to all.

The dependence on Azerbaijani gas at the start and in the long run are moved together, under every worldview.

Bears on R4 (dependence mutes Europe) and, by way of unanswered coercion, on A3; the policy is reduce_gas_dependence.
"""

from collections.abc import Sequence

import answering
import numpy as np
import pandas as pd

from sim import design, sweep
from sim.charts.along import along_parameter
from sim.charts.choice import settings_of_sweep
from sim.studies.sweeps import SweepStudy

NAME = "what_does_europes_gas_cost"
NOW, LATER = "mechanisms.conditions.initial.energy_dependence", "mechanisms.conditions.long_run_energy_dependence"
BOTH = "dependence_on_gas_at_the_start_and_in_the_long_run"
DRAWN = ("ratelle2025", "baseline")


def cells() -> pd.DataFrame:
    """Every worldview with both dependences equal."""
    levels = np.linspace(0, 1, 6).round(2)
    rows = [{"worldview": name, NOW: level, LATER: level} for name in answering.WORLDVIEWS for level in levels]
    return pd.DataFrame(rows)


def findings(study: SweepStudy) -> list[str]:
    """What changes from no dependence to full dependence."""
    said = []
    for worldview in answering.WORLDVIEWS:
        none, full = ({"worldview": worldview, NOW: level} for level in (0.0, 1.0))
        changes = [
            f"{name} {answering.told(study, none, full, name)}"
            for name in ("ideal_peace", "new_confrontation", "signed")
        ]
        said.append(f"{worldview}, dependence from 0 to 1: " + "; ".join(changes))
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=4_000).parse_args(arguments)
    study = sweep(design.table(cells()), asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares = study.frequencies().rename(columns={NOW: BOTH})
    pictures = {}
    for worldview in DRAWN:
        setting = [s for s in settings_of_sweep(study) if s.worldview == worldview]
        chosen = shares[shares["worldview"] == worldview]
        pictures[f"picture_{worldview}"] = along_parameter(chosen, BOTH, setting, pairing=study.pairing)
    answering.write(asked.out, answering.table(study), pictures, findings(study))


if __name__ == "__main__":
    answering.answered(main)
