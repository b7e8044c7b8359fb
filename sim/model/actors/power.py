"""What the five outside powers have in common: they answer challenges, or leave them unanswered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.actor import Actor
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu, Offer
from sim.model.actors.motives import Motive
from sim.model.mechanisms import deterrence, quantal_response
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.view import View
from sim.parameters import actions
from sim.parameters.vocabulary import POWERS

INTEREST = Motive(
    "interest", "security", "its interest in upholding order here", "mechanisms.deterrence.interest.{actor}"
)
OWN_WORD = Motive(
    "own_word",
    "reputation",
    "its own word as a guarantor",
    "mechanisms.guarantees.credibility.{actor}",
)
OCCASION = Motive(
    "occasion", "effort", "what acting happens to cost just then", "mechanisms.deterrence.interest.{actor}"
)


class OutsidePower(Actor):
    """An actor outside the rivalry, which takes a posture every quarter and may answer a challenge."""

    answers = Menu(*actions.ANSWERS)

    @property
    def place(self) -> int:
        """Row of this power in arrays by power."""
        return POWERS.index(self.key)

    def postures(self, view: View) -> list[Decision]:
        """Choose the posture of the quarter, and where two go together perhaps a second one."""
        return self.with_another(view, self.move(view, f"posture_{self.key}"))

    def answer(self, view: View, severity: FloatArray) -> Decision:
        """Whether to leave a challenge unanswered, punish it or intervene.

        The power acts if its will, by its own type, outweighs what acting happens to cost it, a number between 0 and 1
        that any quarter may bring. So the chance that it acts is what the rivals believe, but for what they do not know of
        its type (`sim.model.mechanisms.deterrence.chance_to_act`).

        Parameters
        ----------
        view : View
        severity : array, shape (N,)
            Severity of the challenge, 1 for an attack.
        """
        shut, reasons = self._closed(view, self.answers, {})
        own, word = self._will(view, severity)
        cost = view.draw(f"answer_{self.key}")
        share = view.values.mechanisms.deterrence.intervention_share.stack(POWERS)[self.place]
        will = own + word
        weights = self._weights(will, share, self.answers.available(shut, view.size))

        def reckon() -> Iterator[Term]:
            for action, part, dearer in (("punish", 1.0, 1.0), ("intervene", 1.0 + share, 2.0)):
                yield action, INTEREST, own * part
                yield action, OWN_WORD, word * part
                yield action, OCCASION, -cost * dearer

        offer = Offer.of(self.answers, shut)
        chosen = quantal_response.choose([weights[row] for row in offer.places], 1.0 - cost)
        utility = [0.0 * will, will - cost, will * (1.0 + share) - 2.0 * cost]
        return Decision(
            self.key,
            self.label,
            self.answers,
            f"answer_{self.key}",
            view,
            offer.rows_of(chosen),
            [utility[row] for row in offer.places],
            reasons,
            offer,
            [weights[row] for row in offer.places],
            shut,
            reckon,
        )

    def _weights(self, will: FloatArray, share: FloatArray, available: BoolArray) -> FloatArray:
        """The weight of each answer, shape (answers, N): by will and share where it is free, else by share, else alike."""
        acts = np.where(available[self.answers.row["leave_unanswered"]], will, 1.0)
        parts = np.stack(np.broadcast_arrays(1.0 - acts, acts * (1.0 - share), acts * share)) * available
        return np.where(parts.sum(axis=0) > 0.0, parts, available * 1.0)

    def _will(self, view: View, severity: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The chance that this power acts, as it is: out of its own interest, and what its word adds; arrays of shape (N,)."""
        values, row, seen = view.values, self.place, view.outlook
        interest = values.mechanisms.deterrence.interest.stack(POWERS)[row]
        credibility = values.mechanisms.guarantees.credibility.stack(POWERS)[row]
        resolute, bound = view.worlds.resolute[row], view.worlds.binding_luck[row] < credibility
        ready, word = seen.beliefs.readiness[row], seen.beliefs.word[row]
        own = deterrence.chance_to_act(interest, resolute, ready, word, 0.0, severity)
        both = deterrence.chance_to_act(interest, resolute, ready, word, bound * 1.0, severity)
        return own, both - own

    def spoils(self, view: View) -> tuple[Number, Number]:
        """What is left of the promise of spoiling, and what exposure makes of its price, shape (N,).

        A peace that is carried out is hard to undo, one that is only announced gives half the offence, and who is seen
        pays more (dersimonian2024 ¶20).
        """
        rules, seen = view.values.mechanisms.spoilers, view.outlook
        announced = np.where(seen.signed, 1.0, rules.before_signature)
        promise = announced * (1.0 - rules.entrenchment * view.worlds.implementation)
        return promise, rules.unseen + 2.0 * (1.0 - rules.unseen) * seen.guarantees.chance_seen

    def danger_of_war(self, view: View) -> FloatArray:
        """What a neighbour stands to lose by being drawn into a war, the more the border is under tension."""
        seen = view.outlook
        dread = view.values.mechanisms.widening.dread
        danger: FloatArray = dread * seen.neighbours.drawn[self.place] * view.worlds.tension
        return danger
