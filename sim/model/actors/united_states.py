"""The United States: mediates, presses in private or in public, assists Armenia, offers guarantees, backs a neutral force."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.actor import Action, Menu, Obstacle, Term
from sim.model.actors.west import WesternPower
from sim.model.world.outlook.situation import Situation


class UnitedStates(WesternPower):
    """The western power with the strongest levers, when its attention is there."""

    key = "united_states"
    label = "the United States"
    menu = Menu(
        Action("stand_aside", "aside", "stands aside"),
        Action("mediate", "mediate", "mediates"),
        Action("pressure_private", "pressure", "presses Baku behind closed doors"),
        Action("sanction_public", "pressure", "sanctions Baku in public"),
        Action("assist_armenia", "assist", "assists Armenia"),
        Action("offer_guarantees", "guarantee", "offers guarantees"),
        Action("back_neutral_force", "guarantee", "backs a force of neutral states"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each posture would bring to Washington."""
        world, own = self.negotiation.worlds, self.own
        yield from self._common(situation)
        yield from self._press("pressure_private", own.discretion)
        yield from self._press("sanction_public", 1.0)
        yield "mediate", "economy", "trade", own.trade_interest * (1.0 - world.tension)
        asked = own.guarantee_willingness * world.guarantee_demand * world.attention[self.place]
        yield "back_neutral_force", "security", "asked_for_guarantees", asked
        yield "back_neutral_force", "influence", "keep_moscow_in", own.rival_track * (situation.exclusion[0] - 1.0)

    def obstacles(self, situation: Situation) -> Iterator[Obstacle]:
        """A neutral force under the United Nations needs the consent of Russia, which has a veto there."""
        yield from super().obstacles(situation)
        consent = self.negotiation.values.mechanisms.guarantees.consent_threshold
        world = self.negotiation.worlds
        agreed = (world.endorsement[0] >= consent) | (situation.exclusion[0] <= consent)
        yield "back_neutral_force", agreed, "Russia does not consent"
