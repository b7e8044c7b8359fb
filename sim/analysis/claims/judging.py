"""Judge claims: play what they need, compare world by world, and say whether each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.claims.comparing import difference, distance
from sim.analysis.claims.measures import Measured
from sim.analysis.claims.playing import Key, Progress, Settings, play_all
from sim.analysis.claims.verdicts import BORNE_OUT, Effect, verdict, weakest
from sim.common.room import worlds_that_fit
from sim.common.version import __version__
from sim.parameters.claims import Claim
from sim.parameters.overlays import overlay_names
from sim.parameters.parameters import load
from sim.studies.shares.intervals import confidence_of_each
from sim.studies.sweeps.plan import CHUNK

AS_IT_IS, DOUBLED = 1.0, 2.0
"""By what the precisions of all actors are multiplied."""

Played = Mapping[Key, Mapping[str, Measured]]


@dataclass(frozen=True)
class Judgement:
    """How a claim fares in one worldview: how far it moves, over how many worlds or pairs, and the verdict.

    `parts` are the comparisons of which the weakest counts: the measure, the setting before (None in a claim about one
    setting), and the effect.
    """

    effect: Effect
    pairs: int
    verdict: str
    parts: tuple[tuple[str, str | None, Effect], ...]


@dataclass(frozen=True)
class Finding:
    """How a claim fares.

    `doubled` is the judgement when all precisions double. `others` are those in the worldviews of the other articles; None
    if the claim compares worldviews.
    """

    claim: Claim
    own: Judgement
    doubled: Judgement
    others: Mapping[str, Judgement] | None
    worlds: int
    seed: int
    confidence: float
    parameters_hash: str

    @property
    def also_holds_in(self) -> list[str] | None:
        """The other worldviews in which it is borne out; None if it cannot be asked there."""
        if self.others is None:
            return None
        return [name for name, judged in self.others.items() if judged.verdict == BORNE_OUT]

    def to_dict(self) -> dict[str, Any]:
        """Everything about it as plain values for JSON; effects in percentage points, None where no world was counted."""
        claim = self.claim
        return {
            "id": claim.id,
            "article": claim.article,
            "kind": claim.kind,
            "paragraphs": list(claim.paragraphs),
            "claim": claim.claim,
            "worldview": claim.worldview,
            "from": [str(setting) for setting in claim.before],
            "to": str(claim.after),
            "measure": list(claim.measures),
            "among": claim.among,
            "against": claim.against,
            "line": claim.line,
            "direction": claim.direction,
            "least": claim.least,
            **_ends(self.own.effect),
            "comparisons": [
                {"measure": measure, "from": setting, **_ends(effect)} for measure, setting, effect in self.own.parts
            ],
            "pairs": self.own.pairs,
            "verdict": self.own.verdict,
            "verdict_double_precision": self.doubled.verdict,
            **{f"{name}_double_precision": value for name, value in _ends(self.doubled.effect).items()},
            "also_holds_in": self.also_holds_in,
            "worlds": self.worlds,
            "seed": self.seed,
            "confidence": self.confidence,
            "version": __version__,
            "parameters_hash": self.parameters_hash,
        }


def judge(
    claims: Sequence[Claim], worlds: int, seed: int, workers: int | None = None, progress: Progress | None = None
) -> list[Finding]:
    """Play and judge some claims; those of one call are one family, whose intervals hold together (Bonferroni)."""
    worlds_that_fit(worlds, CHUNK)  # before hundreds of settings are made
    settings, articles = Settings(), overlay_names("worldview")
    asked = {claim.id: _questions(claim, articles, settings) for claim in claims}
    played = play_all(settings, worlds, seed, workers, progress)
    confidence = confidence_of_each(sum(claim.comparisons for claim in claims))
    found = []
    for claim in claims:
        judged = {where: _judged(claim, sides, played, confidence) for where, sides in asked[claim.id].items()}
        own, doubled = judged.pop((claim.worldview, AS_IT_IS)), judged.pop((claim.worldview, DOUBLED))
        others = {worldview: one for (worldview, _), one in judged.items()} if claim.movable else None
        hash_ = load(claim.worldview).hash
        found.append(Finding(claim, own, doubled, others, worlds, seed, confidence, hash_))
    return found


@dataclass(frozen=True)
class _Sides:
    """The settings that a claim compares in one worldview: those before, and the one after."""

    before: tuple[Key, ...]
    after: Key


def _questions(claim: Claim, articles: Sequence[str], settings: Settings) -> dict[tuple[str, float], _Sides]:
    """Where a claim is asked: in which worldview, and with which precision."""
    others = [name for name in articles if name != claim.worldview] if claim.movable else []
    places = [(claim.worldview, AS_IT_IS), (claim.worldview, DOUBLED), *((name, AS_IT_IS) for name in others)]
    needed = [name for name in (*claim.measures, claim.among, claim.against) if name is not None]

    def added(setting: Any, worldview: str, precision: float) -> Key:
        return settings.add(setting.parameters(worldview), precision, needed)

    return {
        place: _Sides(tuple(added(setting, *place) for setting in claim.before), added(claim.after, *place))
        for place in places
    }


def _judged(claim: Claim, sides: _Sides, played: Played, confidence: float) -> Judgement:
    """The weakest of all comparisons of a claim, and what it says."""
    parts = list(_comparisons(claim, sides, played, confidence))
    together = weakest([effect for _, _, effect, _ in parts], claim.direction)
    return Judgement(
        together,
        min(pairs for *_, pairs in parts),
        verdict(together, claim.direction, claim.least),
        tuple((measure, setting, effect) for measure, setting, effect, _ in parts),
    )


def _comparisons(
    claim: Claim, sides: _Sides, played: Played, confidence: float
) -> Iterator[tuple[str, str | None, Effect, int]]:
    """Every comparison of a claim: the measure, the setting before, the effect, and the worlds or pairs counted."""
    after = played[sides.after]
    for measure in claim.measures:
        if not sides.before:
            yield measure, None, *_placed(after, measure, claim, confidence)
        for key, setting in zip(sides.before, claim.before, strict=True):
            yield measure, str(setting), *_compared(played[key], after, measure, claim.among, confidence)


def _compared(
    before: Mapping[str, Measured], after: Mapping[str, Measured], measure: str, among: str | None, confidence: float
) -> tuple[Effect, int]:
    """A measure after less before, in all worlds or in those that share an event on both sides."""
    where = np.ones(len(after[measure]), dtype=bool) if among is None else before[among] & after[among]
    return difference(before[measure][where], after[measure][where], confidence)


def _placed(ended: Mapping[str, Measured], measure: str, claim: Claim, confidence: float) -> tuple[Effect, int]:
    """A measure of one setting less what it is held against."""
    where = np.ones(len(ended[measure]), dtype=bool) if claim.among is None else ended[claim.among]
    if claim.against is not None:
        return difference(ended[claim.against][where], ended[measure][where], confidence)
    return distance(ended[measure][where], claim.line or 0.0, confidence)


def _ends(effect: Effect) -> dict[str, float | None]:
    """An effect as JSON can hold it."""
    ends = {"effect": effect.size, "low": effect.low, "high": effect.high}
    return {name: round(float(value), 4) if value == value else None for name, value in ends.items()}
