"""Where actions are open, and what is said where they are not."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.parameters.vocabulary import POWERS

BOTH, IN_TALKS, UNDER_AGREEMENT = "both", "talks", "agreement"
"""The phases in which an action can be open."""


class Opening(NamedTuple):
    """Where an action is open: `where` leads from a view of N worlds to an array of bool, shape (N,).

    `otherwise` says why it is not open elsewhere, as a sentence without its end; outside of `phase` it is never open.
    """

    where: Callable[[Any], Any]
    otherwise: str
    phase: str = BOTH


def talking(otherwise: str) -> Opening:
    """Open as long as the sides talk."""
    return Opening(lambda view: view.outlook.talks, otherwise, IN_TALKS)


def agreed(otherwise: str) -> Opening:
    """Open under an agreement."""
    return Opening(lambda view: view.outlook.signed, otherwise, UNDER_AGREEMENT)


def _at_the_table(view: Any) -> Any:
    seen = view.outlook
    return seen.talks & ~seen.text_agreed & ~seen.frozen


def _revising(view: Any) -> Any:
    return view.outlook.signed & (np.asarray(view.values.mechanisms.relapse.strength.revanchism) > 0)


def _reneging(view: Any) -> Any:
    return np.asarray(view.values.mechanisms.relapse.strength.reneging) > 0


def _consented(view: Any) -> Any:
    """A neutral force under the United Nations needs the consent of Russia, which has a veto there."""
    russia, needed = POWERS.index("russia"), view.values.mechanisms.guarantees.consent_threshold
    return (view.worlds.endorsement[russia] >= needed) | (view.outlook.guarantees.exclusion[russia] <= needed)


TABLE = Opening(_at_the_table, "there is no open issue at the table", IN_TALKS)
BEFORE_PEACE = talking("an agreement is in force")
CHALLENGE = Opening(
    lambda view: view.outlook.talks | (view.outlook.signed & _reneging(view)), "reneging is switched off"
)
REACHED = Opening(
    lambda view: np.broadcast_to(np.asarray(view.values.mechanisms.disinformation.reach) > 0, view.outlook.talks.shape),
    "nobody would be reached",
)
HELD = Opening(
    lambda view: view.outlook.talks & (view.worlds.prisoners > view.values.mechanisms.crisis.negligible),
    "there are no prisoners, or an agreement is in force",
    IN_TALKS,
)
WELCOME = Opening(
    lambda view: view.outlook.talks & ~view.worlds.refused,
    "Baku refuses western mediators, or nothing is left to mediate",
    IN_TALKS,
)
MEDIATED = Opening(
    lambda view: view.outlook.talks & (view.worlds.western_lead > 0), "no western mediator is at work", IN_TALKS
)
GAPS = Opening(lambda view: view.outlook.signed & _reneging(view), "there is no agreement to exploit", UNDER_AGREEMENT)
REVISION = Opening(_revising, "there is no agreement to revise", UNDER_AGREEMENT)
IN_STEP = Opening(
    lambda view: view.outlook.signed | view.outlook.text_agreed | (view.worlds.progress > 0), "Baku is not moving"
)
CONSENT = Opening(_consented, "Russia does not consent")
