"""The European Union: mediates, monitors, invests, presses Baku, assists Armenia, offers guarantees."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.actor import Action, Menu, Term
from sim.model.actors.west import WesternPower
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.outlook.situation import Situation


class EuropeanUnion(WesternPower):
    """The western power with money and monitors, and a need of gas."""

    key = "european_union"
    label = "the European Union"
    menu = Menu(
        Action("stand_aside", "aside", "stands aside"),
        Action("mediate", "engage", "mediates"),
        Action("monitor", "engage", "monitors the border"),
        Action("invest", "engage", "invests in connections"),
        Action("pressure", "pressure", "presses Baku"),
        Action("assist_armenia", "assist", "assists Armenia"),
        Action("offer_guarantees", "guarantee", "offers guarantees"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each posture would bring to Brussels."""
        world, own = self.negotiation.worlds, self.own
        yield from self._common(situation)
        yield from self._press("pressure", 1.0)
        yield "monitor", "security", "war_next_door", own.war_aversion * (world.tension + world.fear)
        yield "monitor", "reputation", "peacemaker", own.peacemaker * (1.0 - world.monitoring)
        yield "invest", "economy", "trade", own.trade_interest * (1.0 - world.tension)

    def warmth(self) -> FloatArray:
        """Dependence on gas makes Baku a partner one does not offend (ratelle2025 ¶10)."""
        return np.asarray(self.negotiation.worlds.energy_dependence)
