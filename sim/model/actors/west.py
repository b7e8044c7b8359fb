"""What the European Union and the United States have in common: mediation, assistance, pressure, guarantees."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.decision import Term
from sim.model.actors.motives import (
    ASKED_FOR_GUARANTEES,
    DIASPORA,
    EFFORT,
    NORM_AGAINST_CONQUEST,
    PEACEMAKER,
    RIVAL_TRACK,
    TIES_WITH_BAKU,
    Motive,
)
from sim.model.actors.power import OutsidePower
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.view import View

COST_OF_GUARANTEES = Motive(
    "cost_of_guarantees", "effort", "the cost of standing as guarantor", "actors.{actor}.guarantee_cost"
)
COST_OF_PRESSURE = Motive("cost_of_pressure", "effort", "the cost of pressing Baku", "actors.{actor}.punish_cost")
RESTORE_BALANCE = Motive(
    "restore_balance", "security", "the wish to restore the balance", "actors.{actor}.balance_interest"
)
WIN_OVER_YEREVAN = Motive("win_over_yerevan", "influence", "winning over Yerevan", "actors.{actor}.rival_track")


class WesternPower(OutsidePower):
    """A power that mediates from outside the region."""

    def _common(self, view: View) -> Iterator[Term]:
        """Reasons that both western powers have."""
        world, own, seen = view.worlds, self.own(view), view.outlook
        attention = world.attention[self.place]
        asked = own.guarantee_willingness * world.guarantee_demand * attention
        ties, diaspora = -self.ties_with_baku(view), own.diaspora * world.fear
        yield "mediate", PEACEMAKER, own.peacemaker * attention
        yield "mediate", RIVAL_TRACK, own.rival_track * attention * (1.0 - world.western_lead)
        yield "assist_armenia", RESTORE_BALANCE, own.balance_interest * seen.prospects.win * attention
        yield "assist_armenia", WIN_OVER_YEREVAN, own.rival_track * world.orientation
        yield "assist_armenia", DIASPORA, diaspora
        yield "assist_armenia", TIES_WITH_BAKU, ties
        yield "offer_guarantees", ASKED_FOR_GUARANTEES, asked
        yield "offer_guarantees", DIASPORA, diaspora
        yield "offer_guarantees", TIES_WITH_BAKU, ties
        yield "offer_guarantees", COST_OF_GUARANTEES, -own.guarantee_cost
        for action in self.menu.names[1:]:
            yield action, EFFORT, -own.effort

    def _press(self, view: View, action: str, force: float) -> Iterator[Term]:
        """Reasons to press Baku, in private or in public."""
        world, own = view.worlds, self.own(view)
        yield action, NORM_AGAINST_CONQUEST, own.territorial_norm * (world.tension + world.siege) * force
        yield action, DIASPORA, own.diaspora * world.tension
        yield action, TIES_WITH_BAKU, -self.ties_with_baku(view) * force
        yield action, COST_OF_PRESSURE, -own.punish_cost * force

    def ties_with_baku(self, view: View) -> FloatArray:
        """What acting against Azerbaijan would cost in influence there."""
        ties: FloatArray = self.own(view).baku_ties * positive(self.warmth(view))
        return ties

    def warmth(self, view: View) -> FloatArray:
        """How warm relations with Azerbaijan are at present, from 0 to 1; a parameter alone unless a power says otherwise."""
        return np.ones(1)
