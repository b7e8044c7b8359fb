"""Does a closing window make war more likely when talks stall? Moscow comes back, or it does not.

Under dersimonian2024, Russian attention today and in the long run are moved against each other, with talks at that
worldview's pace and with talks that hardly move: the step of a concession is a tenth of the usual one.
Where the long run lies above today, Moscow is expected back and Baku's window closes.

Bears on E8 (a closing window and stalled talks raise the appeal of force) and E9 (shocks to attention).
"""

from collections.abc import Sequence

import answering
import numpy as np

from sim import design, sweep
from sim.analysis.telling import Finding, remark_of_none
from sim.charts.choice import settings_of_sweep
from sim.charts.heat_map import small_multiples
from sim.studies.shares.intervals import CONFIDENCE
from sim.studies.sweeps import SweepStudy

NAME = "does_a_closing_window_make_war_likelier"
WORLDVIEW, WAR = "dersimonian2024", "new_confrontation"
NOW, LATER = "mechanisms.conditions.initial.attention.russia", "mechanisms.conditions.long_run_attention.russia"
STEP = "mechanisms.bargaining.step"
PACES = STALLED, USUAL = 0.02, 0.2
LEVELS = np.linspace(0.1, 0.9, 5).round(2)


WINDOW = OPEN, CLOSING, PRESENT = ({NOW: 0.1, LATER: 0.1}, {NOW: 0.1, LATER: 0.9}, {NOW: 0.9, LATER: 0.9})


def findings(study: SweepStudy) -> list[str]:
    """War where the window closes against war where it stays open, and where it is closed from the start."""
    said = []
    for step, pace in ((STALLED, "talks stall"), (USUAL, "talks move")):
        open_, closing, present = ({STEP: step, **where} for where in WINDOW)
        for name in (WAR, "war_before_signature"):
            change = answering.told(study, open_, closing, name)
            said.append(f"{pace}, {name}: from a lasting to a closing window {change}")
            change = answering.told(study, closing, present, name)
            said.append(f"{pace}, {name}: from a closing window to Moscow present all along {change}")
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=2_000).parse_args(arguments)
    plan = design.grid({"worldview": [WORLDVIEW], STEP: [STALLED, USUAL], NOW: LEVELS, LATER: LEVELS})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    rows = answering.table(study)
    stalled, moving = (
        answering.in_title(study, {STEP: step, **OPEN}, {STEP: step, **CLOSING}, WAR, len(PACES)) for step in PACES
    )
    title = f"Where the window closes, new confrontation {stalled} if talks stall, and {moving} if they move"
    found = Finding(title, remark_of_none(len(PACES), CONFIDENCE) if "no more than" in title else "")
    shares, settings = study.frequencies(), settings_of_sweep(study)
    picture = small_multiples(shares, LATER, NOW, STEP, WAR, settings, title=found, pairing=study.pairing)
    answering.write(asked.out, rows, {"picture": picture}, findings(study))


if __name__ == "__main__":
    answering.answered(main)
