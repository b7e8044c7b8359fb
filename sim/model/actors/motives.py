"""What can speak for or against an action: a motive with its words and the parameters behind it.

A motive stands beside the payoff that gives it; here are those that several actors share.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, init=False)
class Motive:
    """Why an action is better or worse in the eyes of an actor.

    Attributes
    ----------
    key : str
        Its name in histories.
    interest : str
        The interest that it touches, by whose weight it is multiplied.
    words : str
        The motive as a noun phrase.
    parameters : tuple of str
        Dotted ids of the parameters behind it; ``{actor}`` stands for the actor who decides.
    """

    key: str
    interest: str
    words: str
    parameters: tuple[str, ...]

    def __init__(self, key: str, interest: str, words: str, *parameters: str) -> None:
        for name, value in (("key", key), ("interest", interest), ("words", words), ("parameters", parameters)):
            object.__setattr__(self, name, value)

    def behind(self, actor: str) -> tuple[str, ...]:
        """The ids of the parameters behind it when this actor decides."""
        return tuple(name.format(actor=actor) for name in self.parameters)


ASKED_FOR_GUARANTEES = Motive(
    "asked_for_guarantees", "security", "Armenia's request for guarantees", "actors.{actor}.guarantee_willingness"
)
BREACH_OF_AGREEMENT = Motive(
    "breach_of_agreement", "reputation", "the breach of a signed agreement", "mechanisms.relapse.breach_cost"
)
DIASPORA = Motive("diaspora", "legitimacy", "pressure at home on Armenia's behalf", "actors.{actor}.diaspora")
DRAWN_INTO_WAR = Motive(
    "drawn_into_war",
    "security",
    "the danger of being drawn into a war",
    "mechanisms.widening.dread",
    "mechanisms.widening.alliance.{actor}",
)
EFFORT = Motive("effort", "effort", "the effort", "actors.{actor}.effort")
EXPECTED_PUNISHMENT = Motive(
    "expected_punishment",
    "economy",
    "the punishment expected from outside powers",
    "mechanisms.deterrence.leverage.united_states",
    "mechanisms.deterrence.leverage.european_union",
    "mechanisms.reputation.initial_resolve.united_states",
)
LEGAL_CONSEQUENCES = Motive("legal_consequences", "reputation", "legal consequences", "mechanisms.relapse.legal_cost")
LOST_STATUS = Motive(
    "lost_status", "reputation", "lost standing as a stabilising power", "actors.{actor}.status_seeking"
)
LOST_TRADE = Motive("lost_trade", "economy", "lost trade", "mechanisms.integration.loss_weight")
MILITARISM = Motive(
    "militarism", "legitimacy", "applause at home for strength", "actors.{actor}.militarism", "mechanisms.crisis.rally"
)
MOSCOWS_EYE = Motive(
    "moscows_eye",
    "influence",
    "how Moscow will see it",
    "actors.{actor}.russian_approval",
    "mechanisms.alignment.initial.russia_azerbaijan",
)
NATIONALISTS = Motive("nationalists", "legitimacy", "nationalists at home", "actors.{actor}.opposition")
NORM_AGAINST_CONQUEST = Motive(
    "norm_against_conquest", "territory", "the norm against conquest", "actors.{actor}.territorial_norm"
)
PEACEMAKER = Motive("peacemaker", "reputation", "the standing of a peacemaker", "actors.{actor}.peacemaker")
RIVAL_TRACK = Motive("rival_track", "influence", "the rivalry of mediators", "actors.{actor}.rival_track")
SEAT_AT_THE_TABLE = Motive("seat_at_the_table", "influence", "a seat at the table", "actors.{actor}.seat_value")
SEEN_AS_SPOILER = Motive(
    "seen_as_spoiler", "reputation", "the name of a spoiler", "mechanisms.spoilers.reputation_cost"
)
SHUT_OUT = Motive(
    "shut_out", "influence", "being shut out of the peace", "mechanisms.spoilers.exclusion_response.{actor}"
)
TIES_WITH_BAKU = Motive("ties_with_baku", "influence", "ties with Baku", "actors.{actor}.baku_ties")
TRADE = Motive("trade", "economy", "trade", "mechanisms.integration.loss_weight", "mechanisms.signature.expected_trade")
TRADE_INTEREST = Motive("trade", "economy", "trade", "actors.{actor}.trade_interest")
WAR_NEXT_DOOR = Motive("war_next_door", "security", "the danger of war next door", "actors.{actor}.war_aversion")
BACKLASH = Motive("backlash", "legitimacy", "the opposition at home", "actors.{actor}.opposition")
DEADLINE = Motive(
    "deadline", "reputation", "a date by which something must be signed", "mechanisms.signature.deadline.strength"
)
LEAVE_MOSCOWS_ORBIT = Motive(
    "leave_moscows_orbit", "influence", "a way out of Moscow's orbit", "actors.{actor}.wish_to_leave_russia"
)
SEEN_AS_STABILISER = Motive(
    "seen_as_stabiliser", "reputation", "the standing of a stabilising power", "actors.{actor}.status_seeking"
)
VICTORY_NARRATIVE = Motive(
    "victory_narrative", "legitimacy", "the narrative of victory", "actors.{actor}.victory_narrative"
)
WESTERN_FOOTHOLD = Motive(
    "western_foothold", "security", "Armenia's western foothold", "actors.{actor}.western_foothold"
)
WESTERN_LEVERAGE = Motive(
    "western_leverage",
    "influence",
    "western pressure",
    "mechanisms.deterrence.private_effect",
    "mechanisms.deterrence.leverage.united_states",
)
