"""Compute the tables of docs/calibration.md and the sentence of the README anew: ``python tests/docs/make_frequencies.py``.

Each table stands between two marks in the page; what is argued around them is written by hand.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sim.model.negotiation import NegotiationModel  # noqa: E402
from sim.model.world.outcomes import WAR_CAUSES  # noqa: E402
from sim.parameters import load, worldviews  # noqa: E402
from sim.parameters.vocabulary import ACTORS, OUTCOMES, RIVALS  # noqa: E402
from sim.studies.study import simulate  # noqa: E402

PAGE, README = ROOT / "docs" / "calibration.md", ROOT / "README.md"
SETTINGS = ("baseline", *(overlay.key for overlay in worldviews()))
POLICIES = (
    "western_guarantee",
    "western_guarantee_at_once",
    "regional_buy_in",
    "public_dialogue",
    "security_assistance",
)
MANY, SOME = 10_000, 4_000
HEAD = ("ideal peace", "formal peace", "deferred tension", "stalemate", "new confrontation")
SENTENCE = r"An error of choice begins .*?\(2,000 worlds each, seed 1\)"
M, A = "mechanisms.", "actors."
OTHER_MOVES = {f"{A}{actor}.precision": 12 if actor in RIVALS else 8 for actor in ACTORS}
SET_BACK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("precision where much is at stake", {M + "quantal_response.precision": 64}),
    ("precision where much is at stake", {M + "quantal_response.precision": 128}),
    ("precision of other moves, powers and rivals", OTHER_MOVES),
    ("errors do not last", {M + "quantal_response.persistence": 0.0}),
    ("rounds of inference", {M + "quantal_response.rounds": 1}),
    ("rounds of inference", {M + "quantal_response.rounds": 16}),
    ("spread of the cost of war", {M + "types.costs": 0.2}),
    ("spread of the cost of war", {M + "types.costs": 1.0}),
    ("worth of what lies beyond the text", {M + "types.limited_slope": 0.1}),
    ("war cost of Azerbaijan", {A + "azerbaijan.war_cost": 0.08}),
    ("war cost of Azerbaijan", {A + "azerbaijan.war_cost": 0.18}),
    ("agenda", {M + "bargaining.agenda": 0.6}),
    ("agenda", {M + "bargaining.agenda": 0.9}),
    ("what a campaign takes", {M + "crisis.size.attack": 0.4}),
    ("what a threat asks for", {M + "crisis.size.threaten": 0.1}),
    ("what a siege asks for", {M + "crisis.size.siege": 0.25}),
    ("effort of a second move", {M + "quantal_response.second_effort": 10.0}),
    ("crises in talks", {M + "crisis.hazard.talks": 0.25}),
    ("crises under an agreement", {M + "crisis.hazard.signed": 0.3}),
    ("audience cost", {M + "crisis.audience_cost": 0.15}),
    ("outrage", {M + "crisis.outrage": 0.0}),
    ("what a lost war leaves", {M + "force.left_by_defeat": 0.3}),
    ("chance that a limited war widens", {M + "force.escalation": 0.25}),
    ("destruction", {M + "force.destruction": 0.15}),
    ("foresight", {"calendar.foresight": 0}),
    ("foresight", {"calendar.foresight": 8}),
    ("how long punishment lasts", {M + "deterrence.lasting": 8}),
    ("sovereignty that a force takes", {M + "guarantees.intrusion.force": 0.4}),
    ("dictated part of a formal peace", {"outcomes.formal.dictated": 0.4}),
    ("decisiveness", {M + "force.decisiveness": 1.5}),
    ("surrender cost", {M + "crisis.surrender_cost.homeland": 0.3}),
    ("step", {M + "bargaining.step": 0.12}),
    ("facilitation", {M + "mediation.facilitation": 0.02}),
    ("gain of a gap", {M + "relapse.gap_gain": 0.2}),
    ("setback", {M + "relapse.setback": 0.12}),
    ("tension of a violation", {M + "relapse.violation_tension": 0.15}),
    ("implementation rate", {M + "relapse.implementation_rate": 0.12}),
    ("tolerated incidents", {"outcomes.tolerated_incidents": 1}),
    ("ideal: implementation", {"outcomes.ideal.implementation": 0.5}),
    ("ideal: grievance", {"outcomes.ideal.grievance": 0.55}),
    ("western foothold", {A + "azerbaijan.western_foothold": 0.3}),
    ("expected trade", {M + "signature.expected_trade": 0.1}),
    ("relief from threat", {M + "signature.relief_from_threat": 0.35}),
    ("base legitimacy of Azerbaijan", {A + "azerbaijan.base_legitimacy": 0.65}),
    ("grievance at the start", {M + "grievance.initial": 0.6}),
)


def cells(table: pd.DataFrame) -> list[str]:
    """Shares of outcomes, of worlds that signed, of worlds with a war, and of those with a first war under an agreement."""
    outcomes = [(table["outcome"] == name).mean() for name in OUTCOMES]
    war = table["war_quarter"].notna().mean()
    after = (table["war_timing"] == "after_signature").mean()
    signed = table["first_signed_quarter"].notna().mean()
    return [f"{100 * share:.1f}" for share in (*outcomes, signed, war, after)]


def drawn(head: tuple[str, ...], rows: Iterator[list[str]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def today() -> str:
    """The outcomes of every setting as it runs."""

    def rows() -> Iterator[list[str]]:
        for name in SETTINGS:
            table = simulate(name, worlds=MANY, seed=1).table
            first = table["first_signed_quarter"]
            yield [f"`{name}`", *cells(table), f"{first.median():.0f}"]

    return drawn(
        (
            "setting",
            *HEAD,
            "signed at least once",
            "war",
            "first war under an agreement",
            "median quarter of signature",
        ),
        rows(),
    )


def causes() -> str:
    """Why first wars came, in per cent of the worlds with a war."""
    found = {name: simulate(name, worlds=SOME, seed=1).table["war_cause"].dropna() for name in SETTINGS}

    def rows() -> Iterator[list[str]]:
        for cause in WAR_CAUSES:
            yield [cause.replace("_", " "), *(f"{100 * (one == cause).mean():.0f}" for one in found.values())]
        yield ["wars in 4,000 worlds", *(f"{len(one):,}" for one in found.values())]

    return drawn(("cause", *(f"`{name}`" for name in SETTINGS)), rows())


def policies() -> str:
    """The outcomes of every setting under five policies."""

    def rows() -> Iterator[list[str]]:
        for name in SETTINGS:
            for policy in (None, *POLICIES):
                setting = load(name, [policy] if policy else [])
                yield [f"{name}", f"`{policy}`" if policy else "none", *cells(simulate(setting, worlds=SOME).table)]

    return drawn(("worldview", "policy", *HEAD, "signed", "war", "under an agreement"), rows())


def set_back() -> str:
    """The baseline with one value set otherwise."""

    def rows() -> Iterator[list[str]]:
        yield ["today", "", *cells(simulate("baseline", worlds=SOME, seed=1).table)]
        for words, changes in SET_BACK:
            table = simulate(load("baseline", changes=changes), worlds=SOME, seed=1).table
            yield [words, " and ".join(map(str, sorted(set(changes.values())))), *cells(table)]

    return drawn(("what", "set to", *HEAD, "signed", "war", "under an agreement"), rows())


def doubled() -> str:
    """The largest move of a share when precisions double or halve, in points: all of them, and where much is at stake."""
    everywhere = [name for name in load("baseline").entries if name.endswith("precision")]

    def shares(setting: Any, names: list[str], factor: float) -> np.ndarray:
        changes = {name: setting.values[name] * factor for name in names}
        model = NegotiationModel(setting, worlds=2_000, values=changes, collect=False).run()
        return np.bincount(model.outcomes(), minlength=len(OUTCOMES)) / 2_000

    def moves(setting: Any, names: list[str]) -> str:
        now, twice, half = (shares(setting, names, factor) for factor in (1.0, 2.0, 0.5))
        return f"{100 * abs(twice - now).max():.1f} / {100 * abs(half - now).max():.1f}"

    def rows() -> Iterator[list[str]]:
        for name in SETTINGS:
            settings = [load(name, [policy] if policy else []) for policy in (None, *POLICIES)]
            every = [moves(setting, everywhere) for setting in settings]
            yield [f"`{name}`", *every, moves(settings[0], [M + "quantal_response.precision"])]

    return drawn(
        ("worldview", "no policy", *(f"`{policy}`" for policy in POLICIES), "where much is at stake, no policy"), rows()
    )


def errors(name: str) -> float:
    """Per cent of the wars of a setting that an error of choice begins."""
    return float(100 * (simulate(name, worlds=2_000, seed=1).table["war_cause"].dropna() == "error_in_choice").mean())


def sentence() -> str:
    """What the README says of errors among the causes of war: the next whole per cent above the largest share."""
    most = int(max(errors(name) for name in SETTINGS)) + 1
    return f"An error of choice begins fewer than {most} % of the wars in every worldview (2,000 worlds each, seed 1)"


TABLES = {"today": today, "causes": causes, "policies": policies, "doubled": doubled, "set back": set_back}


def renewed(text: str, names: tuple[str, ...]) -> str:
    """The page with some of its tables computed anew."""
    for name in names:
        body = TABLES[name]()
        text, found = re.subn(
            rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)",
            lambda m, body=body: f"{m[1]}{body}\n{m[2]}",
            text,
            flags=re.S,
        )
        assert found == 1, f"docs/calibration.md has no marks for the table '{name}'"
    return text


def wrapped(text: str) -> str:
    """A sentence broken into lines as the README has them."""
    return "\n".join(textwrap.wrap(text, 118))


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:]) or tuple(TABLES)
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), chosen), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(re.sub(SENTENCE, lambda _: wrapped(sentence()), readme, flags=re.S), encoding="utf-8")
