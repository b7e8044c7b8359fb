"""Reasons in words, and the parameters behind each: what turns a term of a utility into an explanation with sources.

In the ids, ``{actor}`` stands for the actor who decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Wording(NamedTuple):
    """How a reason is told.

    Attributes
    ----------
    words : str
        The reason as a noun phrase.
    parameters : tuple of str
        Dotted ids of the parameters behind it.
    """

    words: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """One term of the utility of a chosen action.

    Attributes
    ----------
    interest, reason : str
        The interest it touches, and its key.
    value : float
        Its weighted value, in units of the prize; positive speaks for the action.
    words : str
        The reason in words.
    parameters : tuple of str
        Ids of the parameters behind it.
    """

    interest: str
    reason: str
    value: float
    words: str
    parameters: tuple[str, ...]


_OWN = "actors.{actor}."
_FORCE = "mechanisms.force."
_CRISIS = "mechanisms.crisis."
_BARGAINING = "mechanisms.bargaining."
_DETERRENCE = "mechanisms.deterrence."
_SPOILERS = "mechanisms.spoilers."
_SIGNATURE = "mechanisms.signature."
_RELAPSE = "mechanisms.relapse."


def _told(words: str, *parameters: str) -> Wording:
    return Wording(words, parameters)


REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "among_democracies": _told("a place among the democracies", _OWN + "democratic_standing"),
        "appetite": _told("an appetite whetted by success", _BARGAINING + "demand_growth"),
        "asked_for_guarantees": _told("Armenia's request for guarantees", _OWN + "guarantee_willingness"),
        "axis": _told(
            "alignment between Moscow and Baku",
            _OWN + "baku_ties",
            "mechanisms.alignment.initial.russia_azerbaijan",
        ),
        "backlash": _told("the opposition at home", _OWN + "opposition"),
        "bargaining_asset": _told("prisoners as a bargaining asset", _OWN + "prisoners_value"),
        "betrayed_ally": _told("the betrayal of an ally, as seen at home", _OWN + "diaspora"),
        "breach_of_agreement": _told("the breach of a signed agreement", _RELAPSE + "breach_cost"),
        "closer_to_peace": _told(
            "a step closer to a settlement",
            _BARGAINING + "step",
            _BARGAINING + "proposer_advantage",
        ),
        "corridor": _told("the corridor", _SPOILERS + "corridor_response", _SPOILERS + "corridor_threshold"),
        "cost_of_arms": _told("the cost of arms", _OWN + "arms_cost"),
        "cost_of_guarantees": _told("the cost of standing as guarantor", _OWN + "guarantee_cost"),
        "cost_of_intervening": _told("the cost of an intervention", _OWN + "intervene_cost"),
        "cost_of_pressure": _told("the cost of pressing Baku", _OWN + "punish_cost"),
        "cost_of_punishing": _told(
            "the economic cost of punishing",
            _OWN + "punish_cost",
            _DETERRENCE + "leverage.{actor}",
        ),
        "cost_of_war": _told("the cost of war", _OWN + "war_cost"),
        "deadline": _told("a date by which something must be signed", _SIGNATURE + "deadline.strength"),
        "diaspora": _told("pressure at home on Armenia's behalf", _OWN + "diaspora"),
        "distrust": _told("distrust after violations", _OWN + "guarantee_need", _RELAPSE + "violation_memory"),
        "drawn_into_war": _told(
            "the danger of being drawn into a war",
            "mechanisms.widening.dread",
            "mechanisms.widening.alliance.{actor}",
        ),
        "effort": _told("the effort", _OWN + "effort"),
        "end_of_threat": _told("an end of the threat", _SIGNATURE + "relief_from_threat"),
        "expected_punishment": _told(
            "the punishment expected from outside powers",
            _DETERRENCE + "leverage.united_states",
            _DETERRENCE + "leverage.european_union",
            "mechanisms.reputation.initial_resolve.united_states",
        ),
        "fear_of_force": _told("fear of force in return", "mechanisms.fear.threat.disparity"),
        "force_against_waiting": _told(
            "what force takes, against what waiting brings",
            _FORCE + "decisiveness",
            _FORCE + "status_quo",
            "calendar.foresight",
        ),
        "forum_shopping": _told("riddance of mediators who do not serve", _OWN + "forum_shopping"),
        "further_from_peace": _told("a settlement put off", _BARGAINING + "step"),
        "gain_by_coercion": _told("what a yielding Armenia gives up", _CRISIS + "coerced_step"),
        "given_away": _told("what is given away", _BARGAINING + "step"),
        "hope_in_patron": _told(
            "hope in a patron",
            "mechanisms.reputation.initial_patron.united_states",
            "mechanisms.reputation.initial_patron.russia",
        ),
        "injustice": _told("terms extracted by force", "mechanisms.legitimacy.taint"),
        "interest": _told("its interest in upholding order here", _DETERRENCE + "interest.{actor}"),
        "keep_client": _told("keeping Armenia as a client", _OWN + "keep_client"),
        "keep_moscow_in": _told("a force that Moscow can live with", _OWN + "rival_track"),
        "keeps_its_word": _told("legal consequences of not keeping its word", _RELAPSE + "legal_cost"),
        "kinship": _told("the special relation between Ankara and Baku", _OWN + "kinship"),
        "leave_moscows_orbit": _told("a way out of Moscow's orbit", _OWN + "wish_to_leave_russia"),
        "left_unprotected": _told("the risk of being left unprotected", _OWN + "guarantee_need"),
        "legal_consequences": _told("legal consequences", _RELAPSE + "legal_cost"),
        "loses_hegemony": _told("blessing somebody else's peace", _OWN + "keep_client"),
        "lost_status": _told("lost standing as a stabilising power", _OWN + "status_seeking"),
        "lost_trade": _told("lost trade", "mechanisms.integration.loss_weight"),
        "militarism": _told("applause at home for strength", _OWN + "militarism", _CRISIS + "rally"),
        "more_to_come": _told("hope that waiting brings more", _SIGNATURE + "holding_out"),
        "moscows_eye": _told(
            "how Moscow will look upon it",
            _OWN + "russian_approval",
            "mechanisms.alignment.initial.russia_azerbaijan",
        ),
        "nationalists": _told("nationalists at home", _OWN + "opposition"),
        "need_of_guarantees": _told("protection that is missing", _OWN + "guarantee_need"),
        "nobody_else": _told("nobody else to turn to", _OWN + "need_of_patron"),
        "norm_against_conquest": _told("the norm against conquest", _OWN + "territorial_norm"),
        "own_presence": _told("its own presence on the ground", _OWN + "territorial_norm"),
        "own_word": _told(
            "its own word as a guarantor",
            "mechanisms.guarantees.audience_cost",
            "mechanisms.guarantees.credibility.{actor}",
        ),
        "partner_in_yerevan": _told("the partner in Yerevan whom pressure might topple", _OWN + "partner_value"),
        "peacemaker": _told("the standing of a peacemaker", _OWN + "peacemaker"),
        "power_shifts": _told("the power that concessions shift", "mechanisms.capability.concession_shift"),
        "public_consent": _told("a public that consents", _OWN + "public_concern"),
        "reliance_on_baku": _told(
            "reliance on Baku's word",
            _OWN + "guarantee_need",
            "mechanisms.reputation.initial_reliability",
        ),
        "relief_from_pressure": _told("relief from pressure", _BARGAINING + "step"),
        "reneging": _told("what reneging gains", _RELAPSE + "gap_gain", _RELAPSE + "strength.reneging"),
        "restore_balance": _told("the wish to restore the balance", _OWN + "balance_interest"),
        "revanche": _told("revanche", _RELAPSE + "strength.revanchism", _OWN + "opposition"),
        "rival_track": _told("the rivalry of mediators", _OWN + "rival_track"),
        "routes_around_sanctions": _told("routes around sanctions", "mechanisms.alignment.trade_value"),
        "seat_at_the_table": _told("a seat at the table", _OWN + "seat_value"),
        "seen_as_spoiler": _told("the name of a spoiler", _SPOILERS + "reputation_cost"),
        "seen_as_stabiliser": _told("the standing of a stabilising power", _OWN + "status_seeking"),
        "self_reliance": _told("reliance on its own arms", _OWN + "self_reliance"),
        "shut_out": _told("being shut out of the peace", _SPOILERS + "exclusion_response.{actor}"),
        "siege": _told("the hardship of a siege", _CRISIS + "siege_harm"),
        "skirmish": _told("losses in a skirmish", _CRISIS + "skirmish_cost"),
        "softened_by_fear": _told(
            "what a frightened Armenia gives up",
            "mechanisms.disinformation.softening",
            "mechanisms.disinformation.fear",
        ),
        "sovereignty": _told("foreign presence as a cost to sovereignty", _OWN + "sovereignty_cost"),
        "stabiliser": _told("the standing of a stabiliser", _OWN + "stabiliser"),
        "surrender": _told("the price of surrender at home", _CRISIS + "surrender_cost.homeland"),
        "terms_against_force": _told("the terms, against what force would take", _FORCE + "status_quo"),
        "terms_against_outside_option": _told(
            "the terms, against waiting or war",
            _FORCE + "status_quo",
            "calendar.foresight",
        ),
        "ties_with_baku": _told("ties with Baku", _OWN + "baku_ties"),
        "trade": _told("trade", "mechanisms.integration.loss_weight", _SIGNATURE + "expected_trade"),
        "turkish_border": _told("an open border with Turkey", _SIGNATURE + "expected_border"),
        "victory_narrative": _told("the narrative of victory", _OWN + "victory_narrative"),
        "war_next_door": _told("the danger of war next door", _OWN + "war_aversion"),
        "western_foothold": _told("Armenia's western foothold", _OWN + "western_foothold"),
        "western_leverage": _told(
            "western pressure",
            _DETERRENCE + "private_effect",
            _DETERRENCE + "leverage.united_states",
        ),
        "western_presence": _told("a western presence", _SPOILERS + "exclusion_response.{actor}"),
        "western_witness": _told("the West as witness", _OWN + "democratic_standing"),
        "what_is_left": _told("what is left of the prize", _FORCE + "status_quo", _FORCE + "decisiveness"),
        "wider_war": _told(
            "the danger that others are drawn in",
            "mechanisms.widening.cost.russia",
            "mechanisms.widening.cost.iran",
            "mechanisms.widening.strength",
        ),
        "win_over_yerevan": _told("winning over Yerevan", _OWN + "rival_track"),
    }
)


_TRADE = _told("trade", _OWN + "trade_interest")

OF_ACTORS: Mapping[tuple[str, str], Wording] = MappingProxyType(
    {
        **dict.fromkeys([(power, "trade") for power in ("turkey", "iran", "european_union", "united_states")], _TRADE),
        ("turkey", "corridor"): _told("the corridor", _OWN + "corridor_interest"),
    }
)
"""Reasons behind which some actors have other parameters than the rest."""

OF_ACTIONS: Mapping[tuple[str, str], Wording] = MappingProxyType(
    {
        ("punish", "effort"): _told("the effort of punishing", _OWN + "punish_cost"),
        ("rearm", "revanche"): _told("arms to take back what was lost", "mechanisms.grievance.rearmament"),
    }
)
"""Reasons behind which some actions have other parameters than the rest."""


def wording(reason: str, actor: str, action: str) -> Wording:
    """How a reason of an actor for an action is told, with the ids of the parameters behind it.

    Raises
    ------
    KeyError
        If no wording is known for the reason; a test holds the list complete.
    """
    told = OF_ACTIONS.get((action, reason)) or OF_ACTORS.get((actor, reason)) or REASONS[reason]
    return Wording(told.words, tuple(i.format(actor=actor) for i in told.parameters))
