"""Easy issues first, or everything in one package? The order of the agenda is switched.

This is done under every worldview, with everything else as it is.

Bears on A16 (begin with less contentious issues; araz2023 expects more ideal peace), E7 (issues of different
difficulty) and A6 (what is conceded early shifts later demands).
"""

from collections.abc import Sequence

import answering

from sim import design, sweep
from sim.charts.bars import side_by_side
from sim.charts.choice import settings_of_sweep
from sim.parameters.wording import article_name
from sim.studies.sweeps import SweepStudy

NAME = "gradual_or_package"
GRADUAL = "mechanisms.bargaining.gradual"


def findings(study: SweepStudy) -> list[str]:
    """What changes from one package to easy issues first."""
    said = []
    for worldview in answering.WORLDVIEWS:
        package, gradual = ({"worldview": worldview, GRADUAL: order} for order in (False, True))
        changes = [
            f"{name} {answering.told(study, package, gradual, name)}"
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
    condition = "With easy issues first instead of one package"
    title = answering.changed_most(study, {GRADUAL: False}, {GRADUAL: True}, "new_confrontation", condition)
    picture = side_by_side(named, "setting", settings_of_sweep(study), title=title, pairing=study.pairing)
    answering.write(asked.out, rows, {"picture": picture}, findings(study))


if __name__ == "__main__":
    answering.answered(main)
