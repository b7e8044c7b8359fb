"""Draw every chart of the gallery with real data, and write docs/gallery.md.

    python experiments/gallery.py

Everything is seeded: the same version of the model gives the same files.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from PIL import Image

import sim
from sim.analysis.discovery import discover
from sim.analysis.intervals import share_of
from sim.analysis.sensitivity import sensitivity
from sim.charts.catalogue import CHARTS
from sim.charts.choice import Wishes, picture_of_study, picture_of_sweep, settings_of_sweep
from sim.charts.picture import Picture, save
from sim.charts.theme import Look
from sim.sweeps import SweepStudy, design, sweep

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures" / "gallery"
LOOK = Look(resolution=80)
WORLDS, CELL_WORLDS, SEED = 2_000, 300, 1
WAR, STALEMATE = "new_confrontation", "stalemate"
FORCE, QUO, TERMS = (
    "mechanisms.force.decisiveness",
    "mechanisms.force.status_quo",
    "mechanisms.bargaining.initial_coerced",
)
MOVED = (
    QUO,
    TERMS,
    "mechanisms.bargaining.demand_growth",
    "actors.azerbaijan.militarism",
    "mechanisms.crisis.initial.appetite",
)
ARTICLES = ["baseline", *(overlay.key for overlay in sim.worldviews())]
POLICIES = [None, "western_guarantee", "neutral_force", "regional_buy_in", "us_private_leverage", "eu_monitoring"]


def swept(plan: object) -> SweepStudy:
    """Run a design with few worlds per cell."""
    return sweep(plan, worlds=CELL_WORLDS, seed=SEED)  # type: ignore[arg-type]


def steps(parameter: str, number: int) -> list[float]:
    """Evenly spaced values over the plausible range of a parameter."""
    low, high = sim.load().range(parameter) or (0.0, 1.0)
    return [round(low + (high - low) * k / (number - 1), 4) for k in range(number)]


def tornado() -> Picture:
    """One parameter at a time, to either end of its range."""
    study = swept(design.one_at_a_time(MOVED))
    cells = study.frequencies()
    cells = cells[cells["outcome"] == WAR].reset_index(drop=True)
    middle = cells.iloc[0]
    rows = []
    for parameter in MOVED:
        moved = cells[cells[parameter] != middle[parameter]].sort_values(parameter)
        rows += [
            {
                "parameter": parameter,
                "end": end,
                "value": row[parameter],
                **{k: row[k] for k in ("share", "low", "high")},
            }
            for end, (_, row) in zip(("low", "high"), moved.iterrows(), strict=False)
        ]
    base = share_of(int(middle["count"]), CELL_WORLDS)
    return CHARTS["tornado"].draw(pd.DataFrame(rows), base, WAR, settings_of_sweep(study), look=LOOK)


def sobol() -> Picture:
    """Sobol indices of five parameters."""
    study = swept(design.sobol(dict.fromkeys(MOVED), samples=32))
    return CHARTS["sobol"].draw(sensitivity(study, WAR)[0].table, WAR, settings_of_sweep(study), look=LOOK)


def boxes() -> Picture:
    """Where stalemate is common, as PRIM finds it."""
    study = swept(design.latin_hypercube(dict.fromkeys(MOVED), samples=200))
    found = discover(study, WAR, threshold=0.2, refits=0).boxes[0]
    ranges = {parameter: sim.load().range(parameter) for parameter in MOVED}
    limits = pd.DataFrame(
        [(x.parameter, x.low, x.high, *ranges[x.parameter]) for x in found.limits],
        columns=["parameter", "low", "high", "range_low", "range_high"],
    ).astype({"low": float, "high": float})
    return CHARTS["boxes"].draw(limits, found.density, found.coverage, WAR, settings_of_sweep(study), look=LOOK)


def pictures() -> dict[str, tuple[Callable[[], Picture], str]]:
    """Every chart of the gallery: what draws it, and what a reader types to draw it too."""
    baseline = sim.simulate("baseline", worlds=WORLDS, seed=SEED)
    fattah = sim.simulate("fattah2025", worlds=WORLDS, seed=SEED)
    guaranteed = sim.simulate(sim.load("fattah2025", policies="western_guarantee"), worlds=WORLDS, seed=SEED)
    articles = swept(design.grid({"worldview": ARTICLES}))
    policies = swept(design.grid({"worldview": ["ratelle2025"], "policy": POLICIES}))
    one = swept(design.grid({QUO: steps(QUO, 10)}))
    two = swept(design.grid({"worldview": ["dersimonian2023"], FORCE: steps(FORCE, 7), QUO: steps(QUO, 7)}))
    three = swept(design.grid({FORCE: steps(FORCE, 5), QUO: steps(QUO, 5), TERMS: steps(TERMS, 3)}))
    many = swept(design.grid({"worldview": ARTICLES, "policy": POLICIES[:3]}))
    middle = swept(design.grid({FORCE: steps(FORCE, 7), QUO: steps(QUO, 7)}))
    of, sweeps = picture_of_study, picture_of_sweep
    axes = Wishes(outcome=STALEMATE, parameters=(FORCE, QUO))
    run, grid = "python -m sim chart", "python -m sim sweep ... --out study\npython -m sim chart study"
    at = Wishes(world=2, quarter=6)
    return {
        "shares": (lambda: of(baseline, look=LOOK), f"{run} baseline"),
        "side_by_side": (lambda: sweeps(policies, "side_by_side", look=LOOK), f"{grid} --kind side_by_side"),
        "stacked": (lambda: sweeps(articles, look=LOOK), grid),
        "along": (lambda: sweeps(one, look=LOOK), grid),
        "heat_map": (lambda: sweeps(two, "heat_map", axes, LOOK), f"{grid} --outcome stalemate"),
        "phase_diagram": (lambda: sweeps(middle, "phase_diagram", axes, LOOK), f"{grid} --kind phase_diagram"),
        "small_multiples": (lambda: sweeps(three, look=LOOK), grid),
        "ternary": (lambda: sweeps(articles, "ternary", look=LOOK), f"{grid} --kind ternary"),
        "parallel": (lambda: sweeps(many, "parallel", look=LOOK), f"{grid} --kind parallel"),
        "incidence": (lambda: of(baseline, "incidence", look=LOOK), f"{run} baseline --kind incidence"),
        "fan": (lambda: of(baseline, "fan", look=LOOK), f"{run} baseline --kind fan"),
        "timeline": (lambda: of(fattah, "timeline", at, LOOK), f"{run} fattah2025 --kind timeline --world 2"),
        "network": (lambda: of(fattah, "network", at, LOOK), f"{run} fattah2025 --kind network --world 2 --quarter 6"),
        "network_shares": (
            lambda: of(fattah, "network_shares", at, LOOK),
            f"{run} fattah2025 --kind network_shares --quarter 6",
        ),
        "flows": (
            lambda: of(guaranteed, "flows", look=LOOK, before=fattah),
            f"{run} fattah2025 --policy western_guarantee --kind flows",
        ),
        "ranges": (lambda: of(baseline, "ranges", look=LOOK), f"{run} --kind ranges"),
        "tornado": (tornado, "python experiments/gallery.py"),
        "sobol": (sobol, "python experiments/gallery.py"),
        "boxes": (boxes, "python experiments/gallery.py"),
    }


INTRODUCTION = """# Gallery

Every kind of chart that the project draws, with real data. `python experiments/gallery.py` makes all of it again.
Beside each picture lie the data behind it (`.csv`) and the picture in words (`.txt`) in `docs/pictures/gallery/`.

Each chart comes in a light and a dark theme (`--theme`), for a slide, a page or a handout (`--size`), as PNG, SVG or PDF
(`--format`). Left to itself, `python -m sim chart` chooses by the design of the study: one setting gives shares; one number
that varies gives lines, two a heat map, three small multiples; worldviews are stacked; policies stand side by side; and what
is larger than that becomes parallel lines. `python -m sim chart --kind list` names every kind.

The outcomes have the same colours, patterns and signs everywhere. Shares are tallies of simulated worlds under the stated
assumptions, not forecasts.
"""


def slim(path: Path) -> None:
    """Keep a picture small: 128 colours are enough for flat fields and letters."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main() -> None:
    """Draw everything and write the page."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    page = [INTRODUCTION]
    for kind, (draw, command) in pictures().items():
        picture = draw()
        slim(save(picture, PICTURES / kind)[0])
        words = picture.description.replace('"', "'").replace("[", "(").replace("]", ")")
        page.append(
            f"## {kind}\n\n{CHARTS[kind].label[0].upper() + CHARTS[kind].label[1:]}.\n\n"
            f"![{words}](pictures/gallery/{kind}.png)\n\n```\n{command}\n```\n"
        )
        print(kind, picture.title)
    (ROOT / "docs" / "gallery.md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
