"""Moves and quarters made up by hand, in which nothing happens but what a test says."""

from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED, TALKS
from sim.parameters.vocabulary import ISSUES
from sim.studies.histories.record import Move, QuarterRecord, Reason

QUARTERS = ("ratified_quarter", "war_quarter", "last_war_quarter", "relapse_quarter", "government_fell_quarter")


def a_move(**different) -> Move:
    """A move with one reason for it and one against."""
    usual = {
        "actor": "iran",
        "label": "Iran",
        "decision": "posture_iran",
        "action": "spoil",
        "words": "works against the peace",
        "chance": 0.25,
        "chances": {"spoil": 0.25, "stand_aside": 0.75},
        "reasons": (
            Reason("influence", "shut_out", 0.3, "being shut out of the peace", ()),
            Reason("effort", "effort", -0.1, "the effort", ()),
        ),
        "closed": {},
    }
    return Move(**{**usual, **different})


def a_threat(**different) -> Move:
    """A threat of Azerbaijan."""
    usual = {
        "actor": "azerbaijan",
        "label": "Azerbaijan",
        "decision": "challenge_azerbaijan",
        "action": "threaten",
        "words": "threatens war",
    }
    return a_move(**{**usual, **different})


def a_quarter(before=(), after=(), moves=()):
    """Quarter 9 of a history in which nothing happens but what is said."""
    calm = {
        "agreed": [False] * len(ISSUES),
        "live": [True] * len(ISSUES),
        "phase": SIGNED,
        "status_quo": 0.4,
        **dict.fromkeys(("suspended", "provoked", "undone"), False),
        **dict.fromkeys(("faits_accomplis", "failed_ratifications", "wars", "war_would_not", "frozen_until"), 0),
        **dict.fromkeys(("relapse_cause", "war_cause"), -1),
        **dict.fromkeys(("signed_quarter", "first_signed_quarter"), 3),
        **dict.fromkeys(QUARTERS, -1),
    }
    state = {**calm, **dict(before)}
    return QuarterRecord(9, list(moves), before=state, state={**state, **dict(after)})


def a_war(cause="undeterred", also=(), **after):
    """What the state says after a limited war that comes in quarter 9 under an agreement."""
    bits = sum(1 << WAR_CAUSES.index(name) for name in (cause, *also))
    quarters = {"war_quarter": 9, "last_war_quarter": 9, "wars": 1}
    void = {"undone": True, "phase": TALKS, "signed_quarter": -1, "suspended": False, "frozen_until": 13}
    return {**quarters, **void, "war_cause": WAR_CAUSES.index(cause), "war_would_not": bits, **after}


def relapse_through(channel):
    return {"relapse_quarter": 9, "relapse_cause": CHANNELS.index(channel)}
