"""Does a closing window make war likelier when talks stall? Moscow comes back, or it does not.

Under dersimonian2024, Russian attention today and in the long run are moved against each other, with talks at that
worldview's pace and with talks that hardly move: the step of a concession is a tenth of the usual one.
Where the long run lies above today, Moscow is expected back and Baku's window closes.

Bears on E8 (a closing window and stalled talks raise the appeal of force) and E9 (shocks to attention).
"""

from collections.abc import Sequence

import answering
import numpy as np
import pandas as pd

from sim import design, sweep
from sim.charts.choice import settings_of_sweep
from sim.charts.small_multiples import small_multiples

NAME = "does_a_closing_window_make_war_likelier"
WORLDVIEW, WAR = "dersimonian2024", "new_confrontation"
NOW, LATER = "mechanisms.conditions.initial.attention.russia", "mechanisms.conditions.long_run_attention.russia"
STEP = "mechanisms.bargaining.step"
PACES = STALLED, USUAL = 0.02, 0.2
LEVELS = np.linspace(0.1, 0.9, 5).round(2)


def findings(rows: pd.DataFrame) -> list[str]:
    """War where the window closes against war where it stays open, and where it is closed from the start."""
    said = []
    worlds = int(rows["worlds"].iloc[0])
    for step, pace in ((STALLED, "talks stall"), (USUAL, "talks move")):
        share = rows[rows[STEP] == step].set_index([NOW, LATER])
        for name in (WAR, "war_before_signature"):
            open_, closing, closed = (share[name][pair] for pair in ((0.1, 0.1), (0.1, 0.9), (0.9, 0.9)))
            said.append(f"{pace}, {name}: from a lasting to a closing window {answering.told(open_, closing, worlds)}")
            present = answering.told(closing, closed, worlds)
            said.append(f"{pace}, {name}: from a closing window to Moscow present all along {present}")
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=2_000).parse_args(arguments)
    plan = design.grid({"worldview": [WORLDVIEW], STEP: [STALLED, USUAL], NOW: LEVELS, LATER: LEVELS})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    rows = answering.table(study)
    share = rows.set_index([STEP, NOW, LATER])[WAR]
    stalled, moving = (
        f"{100 * share[step, 0.1, 0.1]:.1f} to {100 * share[step, 0.1, 0.9]:.1f}\u00a0%" for step in PACES
    )
    title = f"Where the window closes, new confrontation goes from {stalled} if talks stall, from {moving} if they move"
    picture = small_multiples(study.frequencies(), LATER, NOW, STEP, WAR, settings_of_sweep(study), title=title)
    answering.write(asked.out, rows, {"picture": picture}, findings(rows))


if __name__ == "__main__":
    answering.answered(main)
