"""All seven actors by name; they hold no state, so that one of each is enough."""

from __future__ import annotations

from sim.model.actors.actor import Actor
from sim.model.actors.armenia import Armenia
from sim.model.actors.azerbaijan import Azerbaijan
from sim.model.actors.european_union import EuropeanUnion
from sim.model.actors.iran import Iran
from sim.model.actors.power import OutsidePower
from sim.model.actors.russia import Russia
from sim.model.actors.turkey import Turkey
from sim.model.actors.united_states import UnitedStates

ARMENIA, AZERBAIJAN = Armenia(), Azerbaijan()

OUTSIDE_POWERS: tuple[OutsidePower, ...] = (Russia(), Turkey(), Iran(), EuropeanUnion(), UnitedStates())
"""In the order of arrays by power."""

ALL: dict[str, Actor] = {actor.key: actor for actor in (ARMENIA, AZERBAIJAN, *OUTSIDE_POWERS)}
"""From the key of an actor to the actor: first the rivals, then the outside powers."""
