"""Who was drawn into a war, how likely that was, and why: what the record keeps of the widening of a war."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sim.model.world.outlook.neighbours import NEIGHBOURS, TIES, ties
from sim.studies.histories.odds import odds
from sim.studies.histories.reasons import Reason, Wording

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

_WIDENING = "mechanisms.widening."

TIE_WORDS: Mapping[str, Wording] = MappingProxyType(
    {
        "alliance": Wording("its alliance with a rival", (_WIDENING + "alliance.{power}", _WIDENING + "strength")),
        "word": Wording("its word as a guarantor", ("mechanisms.guarantees.credibility.{power}",)),
        "shut_out": Wording("being shut out of the peace", (_WIDENING + "exclusion",)),
        "corridor": Wording("the corridor", (_WIDENING + "corridor",)),
    }
)
"""How each tie to a war is told, and the parameters behind it; ``{power}`` stands for the power."""


@dataclass(frozen=True)
class Involvement:
    """Whether a neighbour was drawn into a war.

    Attributes
    ----------
    actor, label : str
        Key and name of the neighbour.
    chance : float
        Chance that it would be drawn in.
    entered : bool
        Whether it was.
    reasons : tuple of Reason
        What it had at stake, each from 0 to 1, largest first.
    """

    actor: str
    label: str
    chance: float
    entered: bool
    reasons: tuple[Reason, ...]


def involvements(model: NegotiationModel, place: int) -> list[Involvement]:
    """How each neighbour stands to the war that has broken out in the world in one place of a block."""
    s = model.situation
    strengths = ties(model.values, s.word, s.exclusion, s.corridor)
    found = []
    for row, power in enumerate(NEIGHBOURS):
        told = [_reason(name, power, float(strengths[name][row, place])) for name in TIES]
        reasons = sorted((reason for reason in told if reason.value > 0), key=lambda reason: -reason.value)
        entered = bool(model.worlds.drawn_in[row, place])
        label = model.actor(power).label
        found.append(Involvement(power, label, float(s.drawn[row, place]), entered, tuple(reasons)))
    return found


def _reason(name: str, power: str, strength: float) -> Reason:
    words, parameters = TIE_WORDS[name]
    return Reason("security", name, strength, words, tuple(one.format(power=power) for one in parameters))


def involvement_lines(found: list[Involvement]) -> list[str]:
    """The neighbours in sentences: who is drawn in and why, and who keeps out."""
    lines = []
    for one in (one for one in found if one.entered):
        stakes = ", ".join(f"{reason.words} {reason.value:.2f}" for reason in one.reasons)
        lines.append(f"{one.label} is drawn into the war ({odds(one.chance)}); at stake: {stakes}.")
    out = [f"{one.label} ({odds(one.chance)})" for one in found if not one.entered]
    return [*lines, f"Not drawn in, though they might have been: {', '.join(out)}."] if out else lines
