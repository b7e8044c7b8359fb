"""Draw every chart of the gallery with real data, and write docs/gallery.md.

    python experiments/gallery.py           # all of them: some minutes
    python experiments/gallery.py along     # only those that are named

It runs the commands that the page shows, so that a reader who types them gets the same pictures. Everything is seeded: the
same version of the model gives the same files.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import os
import shlex
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from sim.charts.catalogue import ANSWER, GALLERY
from sim.charts.choice import picture_of_answer
from sim.charts.picture import Picture, save
from sim.charts.theme import Look
from sim.cli.chart import chart, picture_of
from sim.cli.main import command_of
from sim.cli.main import main as command_line

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "pictures" / "gallery"
LOOK = Look(resolution=80)
PROGRAM, INDENT = "python -m sim ", " \\\n    "
WIDEST = 110
"""Letters in a line of a command."""

STUDIES = "results/gallery"
ARTICLES = "baseline,araz2023,dersimonian2023,dersimonian2024,fattah2025,ratelle2025"
FORCE, QUO = "mechanisms.force.decisiveness", "mechanisms.force.status_quo"
STEP = "mechanisms.bargaining.step"
COST, SIEGE = "actors.azerbaijan.war_cost", "mechanisms.crisis.size.siege"
TERMS, GROWTH = "mechanisms.bargaining.initial_coerced", "mechanisms.bargaining.demand_growth"
MOVED = " ".join(
    f"--vary {name}"
    for name in (QUO, TERMS, GROWTH, "actors.azerbaijan.militarism", "mechanisms.crisis.initial.appetite")
)
SWEEPS = {
    "articles": f"--vary worldview={ARTICLES} --worlds 600",
    "policies": "--vary worldview=ratelle2025 --vary policy=none,western_guarantee,neutral_force,regional_buy_in,"
    "us_private_leverage,eu_monitoring --worlds 600",
    "both": f"--vary worldview={ARTICLES} --vary policy=none,western_guarantee,neutral_force --worlds 200",
    "one": f"--vary {QUO}=0:0.9:10 --worlds 500",
    "each": f"--vary worldview=baseline,araz2023,dersimonian2024,ratelle2025 --vary {QUO}=0:0.9:7 --worlds 300",
    "two": f"--vary worldview=araz2023 --vary {FORCE}=0:5:6 --vary {COST}=0.05:0.2:7 --worlds 200",
    "plane": f"--vary worldview=ratelle2025 --vary {STEP}=0:0.5:6 --vary {QUO}=0:0.9:7 --worlds 200",
    "three": f"--vary worldview=araz2023 --vary {FORCE}=0:4.5:4 --vary {COST}=0.05:0.2:4 --vary {SIEGE}=0.1:0.7:3 --worlds 200",
    "wars": "--vary worldview=ratelle2025 --vary policy=none,western_guarantee_at_once,western_coordination,"
    "reduce_gas_dependence,security_assistance --worlds 600",
    "credibility": "--vary worldview=ratelle2025 --vary policy=western_guarantee_at_once "
    "--vary mechanisms.guarantees.credibility.united_states=0:0.9:7 --worlds 600",
    "ends": f"--design one_at_a_time {MOVED} --worlds 400",
    "sample": f"--design sobol --samples 32 {MOVED} --worlds 50",
    "space": f"--design latin_hypercube --samples 200 {MOVED} --worlds 50",
}
"""The sweeps behind the charts, by name of their folder; each chart says in its `example` which of them it draws."""


def commands() -> dict[str, list[list[str]]]:
    """Return the arguments of the commands behind each chart, in the order in which they are typed."""
    typed = {}
    for kind, declared in GALLERY.items():
        first, *rest = shlex.split(declared.example)
        if declared.needs == ANSWER:
            typed[kind] = [[first, *rest]]
            continue
        lines = [["chart", f"{STUDIES}/{first}" if first in SWEEPS else first, *rest]]
        if first in SWEEPS:
            lines.insert(0, ["sweep", *shlex.split(SWEEPS[first]), "--out", f"{STUDIES}/{first}"])
        typed[kind] = lines
    return typed


def shown(arguments: list[str]) -> str:
    """Return a command as a reader types it, broken into lines before its options."""
    lines = [PROGRAM + arguments[0]]
    options = [f"--{option.strip()}" for option in " ".join(arguments[1:]).split("--")]
    for option in [part.removeprefix("--") if place == 0 else part for place, part in enumerate(options)]:
        if len(lines[-1]) + len(option) < WIDEST:
            lines[-1] += f" {option}" if option else ""
        else:
            lines.append(option)
    return INDENT.join(lines)


def drawn_of_answer(name: str, arguments: list[str], kind: str | None = None) -> Picture:
    """Ask a question as its command does, and draw the answer."""
    wanted = command_of(name).make_context(name, list(arguments)).params
    answer = importlib.import_module(f"sim.cli.{name}").answer_of(**wanted)
    return picture_of_answer(answer, kind, LOOK)


def drawn(kind: str, lines: list[list[str]]) -> Picture:
    """Run the sweep behind a chart, if it has one and was not run before, and draw it."""
    for arguments in (line for line in lines[:-1] if not Path(line[-1]).exists()):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            command_line(arguments)
    name = lines[-1][0]
    if name != "chart":
        return drawn_of_answer(name, lines[-1][1:], kind)
    wanted = chart.make_context("chart", list(lines[-1][1:])).params
    return picture_of(wanted.pop("source"), wanted, LOOK)


USE = {
    "authors": "you want to see at once what follows from each of the five articles",
    "shares": "you ask how histories end under one setting",
    "side_by_side": "you compare settings, and want every outcome of a few, or the outcome that differs most of many",
    "stacked": "you compare a few settings and want to see all outcomes as parts of a whole",
    "along": "you change one number and ask what that does to the outcomes",
    "along_each": "you change one number and ask whether it does the same whoever is right",
    "heat_map": "you change two numbers and ask where one outcome comes",
    "phase_diagram": "you change two numbers and ask which outcome leads where",
    "small_multiples": "you change three numbers and ask about one outcome",
    "ternary": "you ask which settings bring peace, and which new confrontation",
    "tipping": "you ask from which value on a conclusion turns",
    "frontier": "you ask from which value on a conclusion turns, and whether that depends on a second number",
    "parallel": "you have more settings than can be named, and want to see all of them with the extremes named",
    "incidence": "you ask by when histories have signed, ratified, or seen a war",
    "fan": "you ask how fear, trust or trade develop, and how much histories differ",
    "timeline": "you read one history and want to see its course at a glance",
    "risks": "you ask what comes first, a signature or a war, and how agreements fare",
    "network": "you ask who does what to whom in one quarter of one history",
    "horizons": "you ask whether the answer depends on when one looks",
    "contrast": "you change a setting and ask what surely differs",
    "network_shares": "you ask who usually does what to whom at one time",
    "flows": "you change a setting and ask which histories end otherwise",
    "ranges": "you ask on which numbers the articles disagree",
    "nearest": "you ask how little would have to change to turn a conclusion",
    "tornado": "you ask which number matters most, each by itself",
    "sobol": "you ask which number matters most, alone and together with others",
    "boxes": "you ask under which conditions an outcome becomes frequent",
    "causes": "you ask what wars come from, and what a policy changes about that",
    "deterrence": "you ask whether a promise keeps the peace by deterring challenges or by deterring war",
    "disagreement": "you ask why two authors come to different results",
    "disagreements": "you ask the same of several authors, pair by pair",
    "uncertainty": "you ask whether luck, the numbers or the choice of author is the largest unknown",
    "regret": "you ask which policy is safest, whoever is right",
    "trade_off": "you ask which policy is safest on two outcomes at once",
}
"""When each chart is the right one: the rest of a sentence that begins with `Use it when`."""
INTRODUCTION = """# Gallery

Every kind of chart that the project draws, with real data. Each begins with the question that it answers. Below each picture
stand the commands that draw it; `python experiments/gallery.py` runs them all. Beside each picture lie the data behind it
(`.csv`) and the picture in words (`.txt`) in `docs/pictures/gallery/`.

Each chart comes in a light and a dark theme (`--theme`), for a slide, a page, a handout or a phone (`--size`), as PNG, SVG or
PDF (`--format`). Left to itself, `python -m sim chart` chooses by the design of the study. One setting gives shares. One number
that varies gives lines, two a heat map, three small multiples, and one number with a worldview or policy lines in a panel for
each. Up to twelve worldviews or policies are stacked, up to forty settings have a row each, and of more every one is a dot.
One parameter at a time gives a tornado, a Sobol design its bars. `python -m sim chart --kind list` names every kind. Charts of
an analysis (`compare`, `disagree`, `tipping`, `regret`, `time`, `run --uncertainty`) are drawn by its command.

The outcomes have the same colours, patterns and signs everywhere; what is purple is not an outcome. Titles claim a difference only
where its interval excludes 0, counted in the same worlds on both sides. Where several are compared, their intervals are wider, so
that all of them hold together with 95 %. How exactly, and what it takes to draw a picture again (seed, version, hash of the
parameters), stands in the words beside it and in the file of the picture itself. Shares are tallies of simulated worlds under
the stated assumptions, not forecasts.
"""


def slim(path: Path) -> None:
    """Keep a picture small: 256 colours are enough for flat fields and letters."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def section(kind: str, picture: Picture, lines: list[list[str]]) -> str:
    """Return what the page says about one chart."""
    words = picture.description.replace('"', "'").replace("[", "(").replace("]", ")")
    label = GALLERY[kind].label[0].upper() + GALLERY[kind].label[1:]
    typed = "\n".join(shown(arguments) for arguments in lines)
    use = f"Use it when {USE[kind]}." if kind in USE else ""
    return f"## {kind}\n\n{use}\n\n{label}.\n\n![{words}](pictures/gallery/{kind}.png)\n\n```\n{typed}\n```\n"


def kept(kinds: set[str]) -> dict[str, str]:
    """The sections of the page as it is, but for those of some kinds."""
    if not PAGE.exists():
        return {}
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    found = {part.split("\n", 1)[0]: f"## {part.strip()}\n" for part in parts}
    return {kind: text for kind, text in found.items() if kind not in kinds}


def main() -> None:
    """Draw the kinds that are named, or all, and write the page."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    wanted = set(sys.argv[1:]) or set(GALLERY)
    unknown = sorted(wanted - set(GALLERY))
    if unknown:
        sys.exit(f"no chart is called {', '.join(unknown)}; there are {', '.join(GALLERY)}")
    started, sections, here = time.perf_counter(), kept(wanted), Path.cwd()
    with tempfile.TemporaryDirectory() as studies:
        os.chdir(studies)
        for kind, lines in commands().items():
            if kind in wanted:
                picture = drawn(kind, lines)
                slim(save(picture, PICTURES / kind)[0])
                sections[kind] = section(kind, picture, lines)
                print(f"{kind}: {picture.title}")
        os.chdir(here)
    PAGE.write_text(
        "\n".join([INTRODUCTION, *(sections[kind] for kind in GALLERY if kind in sections)]), encoding="utf-8"
    )
    print(f"{len(wanted)} charts in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
