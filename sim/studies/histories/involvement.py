"""Who was drawn into a war, how likely that was, and why: what the record keeps of the widening of a war."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.actors.all import ALL
from sim.model.actors.motives import Motive
from sim.model.world.outlook.neighbours import NEIGHBOURS, TIES, ties
from sim.model.world.view import View
from sim.studies.histories.odds import odds
from sim.studies.histories.reasons import Reason

_WIDENING = "mechanisms.widening."

TIE_MOTIVES = {
    motive.key: motive
    for motive in (
        Motive(
            "alliance",
            "security",
            "its alliance with a rival",
            _WIDENING + "alliance.{actor}",
            _WIDENING + "strength",
        ),
        Motive("word", "security", "its word as a guarantor", "mechanisms.guarantees.credibility.{actor}"),
        Motive("shut_out", "security", "being shut out of the peace", _WIDENING + "exclusion"),
        Motive("corridor", "security", "the corridor", _WIDENING + "corridor"),
    )
}
"""How each tie to a war is told, and the parameters behind it."""


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


def involvements(view: View, place: int) -> list[Involvement]:
    """How each neighbour stands to the war that has broken out in the world in one place of a block."""
    seen = view.outlook
    strengths = ties(view.values, seen.beliefs.word, seen.guarantees.exclusion, seen.table.corridor)
    found = []
    for row, power in enumerate(NEIGHBOURS):
        told = [Reason.of(TIE_MOTIVES[name], power, float(strengths[name][row, place])) for name in TIES]
        reasons = sorted((reason for reason in told if reason.value > 0), key=lambda reason: -reason.value)
        entered = bool(view.worlds.drawn_in[row, place])
        chance = float(seen.neighbours.drawn[row, place])
        found.append(Involvement(power, ALL[power].label, chance, entered, tuple(reasons)))
    return found


def involvement_lines(found: list[Involvement]) -> list[str]:
    """The neighbours in sentences: who is drawn in and why, and who keeps out."""
    lines = []
    for one in (one for one in found if one.entered):
        stakes = ", ".join(f"{reason.words} {reason.value:.2f}" for reason in one.reasons)
        lines.append(f"{one.label} is drawn into the war ({odds(one.chance)}); at stake: {stakes}.")
    out = [f"{one.label} ({odds(one.chance)})" for one in found if not one.entered]
    return [*lines, f"Not drawn in, though they might have been: {', '.join(out)}."] if out else lines
