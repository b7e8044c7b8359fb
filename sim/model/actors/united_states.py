"""The United States: mediates, presses in private or in public, assists Armenia, offers guarantees, backs a neutral force."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.decision import Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import ASKED_FOR_GUARANTEES, TRADE_INTEREST, Motive
from sim.model.actors.west import WesternPower
from sim.model.world.view import View
from sim.parameters import actions
from sim.parameters.vocabulary import POWERS

KEEP_MOSCOW_IN = Motive(
    "keep_moscow_in", "influence", "a force that Moscow can live with", "actors.{actor}.rival_track"
)

RUSSIA = POWERS.index("russia")


class UnitedStates(WesternPower):
    """The western power with the strongest levers, when its attention is there."""

    key = "united_states"
    menu = Menu(*actions.UNITED_STATES)
    beside = Menu(*actions.UNITED_STATES_BESIDE)

    def terms(self, view: View) -> Iterator[Term]:
        """What each posture would bring to Washington."""
        world, own, seen = view.worlds, self.own(view), view.outlook
        yield from self._common(view)
        yield from self._press(view, "pressure_private", own.discretion)
        yield from self._press(view, "sanction_public", 1.0)
        yield "mediate", TRADE_INTEREST, own.trade_interest * (1.0 - world.tension)
        asked = own.guarantee_willingness * world.guarantee_demand * world.attention[self.place]
        yield "back_neutral_force", ASKED_FOR_GUARANTEES, asked
        yield "back_neutral_force", KEEP_MOSCOW_IN, own.rival_track * (seen.guarantees.exclusion[RUSSIA] - 1.0)
