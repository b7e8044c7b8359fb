"""Campaigns of disinformation: what they do in Armenia, and what speaks for and against them in Baku (araz2023 ¶3, ¶5)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors import stakes
from sim.model.actors.decision import Term
from sim.model.actors.motives import EFFORT, EXPECTED_PUNISHMENT, LOST_STATUS, Motive
from sim.model.mechanisms import disinformation
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.view import View

DISINFORMATION = "disinformation"

SOFTENED_BY_FEAR = Motive(
    "softened_by_fear",
    "territory",
    "what a frightened Armenia gives up",
    "mechanisms.disinformation.softening",
    "mechanisms.disinformation.fear",
)


def campaign(view: View) -> tuple[FloatArray, FloatArray]:
    """What a campaign does in Armenia: the fear that it adds, and the legitimacy that it takes; arrays of shape (N,)."""
    world, values = view.worlds, view.values
    rules = values.mechanisms.disinformation
    public = disinformation.reached(rules.reach, world.preparation_armenia)
    return (
        disinformation.frightened(world.fear, public, rules.fear),
        disinformation.divided(world.legitimacy_armenia, public, rules.division),
    )


def terms(view: View) -> Iterator[Term]:
    """What a campaign would bring to Baku."""
    world, values, seen = view.worlds, view.values, view.outlook
    added_fear, _ = campaign(view)
    hungry = 1.0 + values.mechanisms.bargaining.demand_growth * world.appetite
    exposed = hungry * np.where(seen.signed, 1.0 - seen.table.share, seen.table.at_stake)
    severity = values.mechanisms.deterrence.severity.disinformation
    traced = values.mechanisms.disinformation.attribution * seen.guarantees.chance_seen
    punished = seen.prospects.path.punishment[0] * severity * traced
    gain = disinformation.expected_gain(added_fear, exposed, values.mechanisms.disinformation.softening)
    yield DISINFORMATION, SOFTENED_BY_FEAR, gain
    yield DISINFORMATION, EXPECTED_PUNISHMENT, -punished
    yield DISINFORMATION, LOST_STATUS, -stakes.status(view) * severity * traced
    yield DISINFORMATION, EFFORT, -values.actors.azerbaijan.effort
