"""Easy issues first, or everything in one package? The order of the agenda is switched.

This is done under every worldview, with everything else as it is.

Bears on A16 (begin with less contentious issues; araz2023 expects more ideal peace), E7 (issues of different
difficulty) and A6 (what is conceded early shifts later demands).
"""

from collections.abc import Sequence

import answering
import pandas as pd

from sim import design, sweep
from sim.charts.caption import article_name
from sim.charts.choice import settings_of_sweep
from sim.charts.side_by_side import side_by_side

NAME = "gradual_or_package"
GRADUAL = "mechanisms.bargaining.gradual"


def findings(rows: pd.DataFrame) -> list[str]:
    """What changes from one package to easy issues first."""
    said = []
    for worldview, part in rows.groupby("worldview", sort=False):
        by, worlds = part.set_index(GRADUAL), int(part["worlds"].iloc[0])
        changes = [
            f"{name} {answering.told(by[name][False], by[name][True], worlds)}"
            for name in ("ideal_peace", "new_confrontation", "signed")
        ]
        said.append(f"{worldview}, from a package to easy issues first: " + "; ".join(changes))
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the sweep and write the answer."""
    asked = answering.options(__doc__, NAME, worlds=10_000).parse_args(arguments)
    plan = design.grid({"worldview": answering.WORLDVIEWS, GRADUAL: [False, True]})
    study = sweep(plan, asked.worlds, asked.seed, asked.out / "study", asked.workers)
    shares = study.frequencies()
    order = shares[GRADUAL].map({True: "step by step", False: "one package"})
    named = shares.assign(setting=shares["worldview"].map(article_name) + ", " + order)
    rows = answering.table(study)
    worldview, change = answering.changed_most(rows, GRADUAL, False, True, "new_confrontation")
    title = f"From one package to easy issues first, new confrontation changes most under {worldview}: {change}"
    picture = side_by_side(named, "setting", settings_of_sweep(study), title=title)
    answering.write(asked.out, rows, {"picture": picture}, findings(rows))


if __name__ == "__main__":
    answering.answered(main)
