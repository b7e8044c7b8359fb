"""What the five outside powers have in common: they answer challenges, or leave them unanswered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.actors.actor import Action, Actor, Menu, Term
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.outlook.situation import Situation, credibility_of
from sim.parameters.vocabulary import POWERS


class OutsidePower(Actor):
    """An actor outside the rivalry, which takes a posture every quarter and may answer a challenge."""

    answers = Menu(
        Action("leave_unanswered", "aside", "leaves it unanswered"),
        Action("punish", "act", "punishes the challenger"),
        Action("intervene", "act", "intervenes"),
    )

    @property
    def place(self) -> int:
        """Row of this power in arrays by power."""
        return POWERS.index(self.key)

    def answer(self, s: Situation, severity: FloatArray) -> NDArray[Any]:
        """Whether to leave a challenge unanswered, punish it or intervene.

        Parameters
        ----------
        s : Situation
        severity : array, shape (N,)
            Severity of the challenge, 1 for an attack.
        """
        return self.decide(self.answers, self._answer_terms(s, severity), (), f"answer_{self.key}")

    def _answer_terms(self, s: Situation, severity: FloatArray) -> Iterator[Term]:
        values, own, row = self.negotiation.values, self.own, self.place
        ready = s.readiness[row]
        interest = values.mechanisms.deterrence.interest.stack(POWERS)[row]
        leverage = values.mechanisms.deterrence.leverage.stack(POWERS)[row]
        share = values.mechanisms.deterrence.intervention_share.stack(POWERS)[row]
        promised = s.word[row] * credibility_of(values).powers[row]
        for action, part in (("punish", 1.0 - share), ("intervene", share)):
            yield action, "security", "interest", interest * ready * severity * part
            yield action, "territory", "norm_against_conquest", own.territorial_norm * ready * severity * part
            yield action, "legitimacy", "diaspora", own.diaspora * severity * part
            yield action, "reputation", "own_word", values.mechanisms.guarantees.audience_cost * promised * severity
            yield action, "influence", "ties_with_baku", -self.ties_with_baku() * severity
        yield "punish", "economy", "cost_of_punishing", -own.punish_cost * leverage
        yield "punish", "effort", "effort", -own.punish_cost
        yield "intervene", "effort", "cost_of_intervening", -own.intervene_cost

    def danger_of_war(self, s: Situation) -> FloatArray:
        """What a neighbour stands to lose by being drawn into a war, the more the border is under tension."""
        dread = self.negotiation.values.mechanisms.widening.dread
        danger: FloatArray = dread * s.drawn[self.place] * self.negotiation.worlds.tension
        return danger

    def ties_with_baku(self) -> FloatArray:
        """What acting against Azerbaijan would cost in influence there."""
        ties: FloatArray = self.own.baku_ties * positive(self.warmth())
        return ties

    def warmth(self) -> FloatArray:
        """How warm relations with Azerbaijan are at present, from 0 to 1; a parameter alone unless a power says otherwise."""
        return np.ones(1)
