"""Claims and their verdicts in words: for terminals and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis.claims.verdicts import BORNE_OUT, VERDICTS
from sim.parameters.claims import FALLS, NOT_DOWN, NOT_UP, RISES
from sim.parameters.measures import MEASURES
from sim.parameters.settings import AS_IT_RUNS
from sim.parameters.wording import article_name, confidence_percent, counted, enumeration, readable

UNKNOWN = "unknown"
MOVES = {RISES: "rises", FALLS: "falls", NOT_UP: "does not rise", NOT_DOWN: "does not fall"}
HEAD = ("claim", "verdict", "effect", "interval", "precision doubled", "also holds in")

Told = Mapping[str, Any]
"""A finding as plain values (`sim.analysis.claims.judging.Finding.to_dict`)."""


def points(found: Told, ending: str = "") -> tuple[str, str]:
    """An effect in percentage points with its sign, and its interval."""
    size, low, high = (found[f"{name}{ending}"] for name in ("effect", "low", "high"))
    if size is None:
        return UNKNOWN, ""
    return _signed(size), f"{_signed(low)} to {_signed(high)}"


def _signed(value: float) -> str:
    """A number of points with its sign; nothing that rounds to 0 has one."""
    shown = f"{value:+.1f}"
    return "0.0" if float(shown) == 0 else shown


def row(found: Told) -> list[str]:
    """One claim as a row under `HEAD`."""
    also = found["also_holds_in"]
    elsewhere = "does not apply" if also is None else ", ".join(also) or "none"
    doubled = readable(found["verdict_double_precision"])
    return [found["id"], readable(found["verdict"]), *points(found), doubled, elsewhere]


def question(found: Told) -> str:
    """What is compared and which way it should move, as a sentence."""
    measured = _measured(found)
    if not found["from"]:
        held = f"{found['line']:g} %" if found["against"] is None else measure_in_words(found["against"])
        place = "as it runs" if found["to"] == AS_IT_RUNS else f"with {found['to']}"
        standing = measured.format(move=f"is {found['direction']} {held}")
        return f"In the worldview {place}. Claimed: {standing}."
    before = " | ".join(found["from"])
    bound = "or more" if found["direction"] in (RISES, FALLS) else "or as much"
    move = f"{MOVES[found['direction']]} by {found['least']:g} points {bound}"
    return f"From: {before}. To: {found['to']}. Claimed: {measured.format(move=move)}."


def _measured(found: Told) -> str:
    """What is measured, as a sentence with a gap for how it moves."""
    words = [measure_in_words(name) for name in found["measure"]]
    told = f"{words[0]} {{move}}" if len(words) == 1 else f"each of these {{move}}: {'; '.join(words)}"
    return told if found["among"] is None else f"{told}, counted among {MEASURES[found['among']].words}"


def measure_in_words(name: str) -> str:
    """A measure as the subject of a sentence."""
    measure = MEASURES[name]
    return f"the share of {measure.words}" if measure.share else measure.words


def tally(found: Sequence[Told]) -> str:
    """How many claims have which verdict, in one sentence."""
    counts = Counter(one["verdict"] for one in found)
    parts = [f"{counts[name]} {readable(name)}" for name in VERDICTS]
    kept = sum(one["verdict"] == one["verdict_double_precision"] == BORNE_OUT for one in found)
    return (
        f"{counted(len(found), 'claim')}: {enumeration(parts)}. "
        f"Of those that are borne out, {kept} still are when all precisions double."
    )


def how(found: Sequence[Told]) -> str:
    """How it was counted, in a few sentences."""
    one = found[0]
    return (
        f"{one['worlds']:,} worlds of each setting, seed {one['seed']}, version {one['version']}. Effects are percentage points "
        "of worlds, or hundredths of the scale of a level, compared world by world. Each interval has a coverage of "
        f"{confidence_percent(one['confidence'])} %, so that all intervals of this call hold together with 95 % (Bonferroni). "
        "Other worldviews and doubled precision are judged with the same intervals, each as a separate family."
    )


def by_article(found: Sequence[Told]) -> dict[str, list[Told]]:
    """Findings by article, in the order in which they come."""
    return {
        name: [one for one in found if one["article"] == name] for name in dict.fromkeys(f["article"] for f in found)
    }


def heading(article: str) -> str:
    """The name of an article, with the key by which it is asked for."""
    return f"{article_name(article)} ({article})"
