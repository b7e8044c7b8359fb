"""The seven actors: their interests, their menus, and what each action would bring."""

from sim.model.actors.armenia import Armenia
from sim.model.actors.azerbaijan import Azerbaijan
from sim.model.actors.european_union import EuropeanUnion
from sim.model.actors.iran import Iran
from sim.model.actors.russia import Russia
from sim.model.actors.turkey import Turkey
from sim.model.actors.united_states import UnitedStates

POWER_CLASSES = (Russia, Turkey, Iran, EuropeanUnion, UnitedStates)
"""The outside powers, in the order of arrays by power."""

ACTOR_CLASSES = (Armenia, Azerbaijan, *POWER_CLASSES)

__all__ = [
    "ACTOR_CLASSES",
    "POWER_CLASSES",
    "Armenia",
    "Azerbaijan",
    "EuropeanUnion",
    "Iran",
    "Russia",
    "Turkey",
    "UnitedStates",
]
