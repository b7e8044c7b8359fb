"""The European Union: mediates, monitors, invests, presses Baku, assists Armenia, offers guarantees."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.decision import Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import PEACEMAKER, TRADE_INTEREST, WAR_NEXT_DOOR
from sim.model.actors.west import WesternPower
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.view import View
from sim.parameters import actions


class EuropeanUnion(WesternPower):
    """The western power with money and monitors, and a need of gas."""

    key = "european_union"
    menu = Menu(*actions.EUROPEAN_UNION)
    beside = Menu(*actions.EUROPEAN_UNION_BESIDE)

    def terms(self, view: View) -> Iterator[Term]:
        """What each posture would bring to Brussels."""
        world, own = view.worlds, self.own(view)
        yield from self._common(view)
        yield from self._press(view, "pressure", 1.0)
        yield "monitor", WAR_NEXT_DOOR, own.war_aversion * (world.tension + world.fear)
        yield "monitor", PEACEMAKER, own.peacemaker * (1.0 - world.monitoring)
        yield "invest", TRADE_INTEREST, own.trade_interest * (1.0 - world.tension)

    def warmth(self, view: View) -> FloatArray:
        """Dependence on gas makes Baku a partner one does not offend (ratelle2025 ¶10)."""
        return np.asarray(view.worlds.energy_dependence)
