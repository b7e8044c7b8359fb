"""What the five outside powers have in common: they answer challenges, or leave them unanswered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from sim.model.actors.actor import Actor
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import DIASPORA, NORM_AGAINST_CONQUEST, TIES_WITH_BAKU, Motive
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.outlook.package import credibility_of
from sim.model.world.view import View
from sim.parameters import actions
from sim.parameters.vocabulary import POWERS

COST_OF_INTERVENING = Motive(
    "cost_of_intervening", "effort", "the cost of an intervention", "actors.{actor}.intervene_cost"
)
COST_OF_PUNISHING = Motive(
    "cost_of_punishing",
    "economy",
    "the economic cost of punishing",
    "actors.{actor}.punish_cost",
    "mechanisms.deterrence.leverage.{actor}",
)
INTEREST = Motive(
    "interest", "security", "its interest in upholding order here", "mechanisms.deterrence.interest.{actor}"
)
OWN_WORD = Motive(
    "own_word",
    "reputation",
    "its own word as a guarantor",
    "mechanisms.guarantees.audience_cost",
    "mechanisms.guarantees.credibility.{actor}",
)
EFFORT_OF_PUNISHING = Motive("effort", "effort", "the effort of punishing", "actors.{actor}.punish_cost")


class OutsidePower(Actor):
    """An actor outside the rivalry, which takes a posture every quarter and may answer a challenge."""

    answers = Menu(*actions.ANSWERS)

    @property
    def place(self) -> int:
        """Row of this power in arrays by power."""
        return POWERS.index(self.key)

    def answer(self, view: View, severity: FloatArray) -> Decision:
        """Whether to leave a challenge unanswered, punish it or intervene.

        Parameters
        ----------
        view : View
        severity : array, shape (N,)
            Severity of the challenge, 1 for an attack.
        """
        return self.decide(view, self.answers, partial(self._answer_terms, severity), f"answer_{self.key}")

    def _answer_terms(self, severity: FloatArray, view: View) -> Iterator[Term]:
        values, own, row, seen = view.values, self.own(view), self.place, view.outlook
        ready = seen.beliefs.readiness[row]
        interest = values.mechanisms.deterrence.interest.stack(POWERS)[row]
        leverage = values.mechanisms.deterrence.leverage.stack(POWERS)[row]
        share = values.mechanisms.deterrence.intervention_share.stack(POWERS)[row]
        promised = seen.beliefs.word[row] * credibility_of(values).powers[row]
        for action, part in (("punish", 1.0 - share), ("intervene", share)):
            yield action, INTEREST, interest * ready * severity * part
            yield action, NORM_AGAINST_CONQUEST, own.territorial_norm * ready * severity * part
            yield action, DIASPORA, own.diaspora * severity * part
            yield action, OWN_WORD, values.mechanisms.guarantees.audience_cost * promised * severity
            yield action, TIES_WITH_BAKU, -self.ties_with_baku(view) * severity
        yield "punish", COST_OF_PUNISHING, -own.punish_cost * leverage
        yield "punish", EFFORT_OF_PUNISHING, -own.punish_cost
        yield "intervene", COST_OF_INTERVENING, -own.intervene_cost

    def danger_of_war(self, view: View) -> FloatArray:
        """What a neighbour stands to lose by being drawn into a war, the more the border is under tension."""
        seen = view.outlook
        dread = view.values.mechanisms.widening.dread
        danger: FloatArray = dread * seen.neighbours.drawn[self.place] * view.worlds.tension
        return danger

    def ties_with_baku(self, view: View) -> FloatArray:
        """What acting against Azerbaijan would cost in influence there."""
        ties: FloatArray = self.own(view).baku_ties * positive(self.warmth(view))
        return ties

    def warmth(self, view: View) -> FloatArray:
        """How warm relations with Azerbaijan are at present, from 0 to 1; a parameter alone unless a power says otherwise."""
        return np.ones(1)
