"""The moves of one history: of which kind each is, its sign, and all of them as a table, with what happened."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from sim.studies.histories import History
from sim.studies.histories.events import events

TOWARDS, SIDES, BACK, AGAINST, FORCE = (
    "works for an agreement",
    "takes a side or asks for protection",
    "holds back",
    "presses or obstructs",
    "uses force",
)
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TOWARDS: (
            "concede", "release_prisoners", "implement", "mediate", "monitor", "invest", "endorse", "open_in_step",
            "open_ahead", "prepare_public", "sign", "restrain_azerbaijan", "back_neutral_force", "offer_guarantees",
        ),
        SIDES: (
            "back_armenia", "back_azerbaijan", "assist_armenia", "turn_to_russia", "turn_to_west", "rearm",
            "demand_guarantees", "resist",
        ),
        AGAINST: (
            "raise_demand", "refuse_mediator", "disinformation", "spoil", "exploit_gap", "demand_revision", "pressure",
            "pressure_private", "sanction_public", "deter_corridor", "refuse_to_sign", "punish",
        ),
        FORCE: ("incursion", "siege", "attack", "intervene"),
    }
)  # fmt: skip
SIGNS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {TOWARDS: ("o", 1.0), SIDES: ("^", 1.0), BACK: (".", 0.6), AGAINST: ("D", 0.8), FORCE: ("X", 1.15)}
)


def kind_of(action: str) -> str:
    """Return which of the five kinds of move an action is."""
    return next((kind for kind, actions in KINDS.items() if action in actions), BACK)


def moves_and_events(history: History) -> pd.DataFrame:
    """Return one row per move and per event of a history.

    Parameters
    ----------
    history : History

    Returns
    -------
    pandas.DataFrame
        Columns `quarter`, `actor` (`event` for what happened), `decision`, `what`, `kind`, `chance`, `reasons`.
    """
    rows = []
    for record in history.quarters:
        for move in record.moves:
            why = "; ".join(f"{reason.words} {reason.value:+.2f}" for reason in move.reasons)
            row = (record.quarter, move.actor, move.decision, move.action, kind_of(move.action), move.chance, why)
            rows.append(row)
        rows += [(record.quarter, "event", "", event, "", float("nan"), "") for event in events(record)]
    return pd.DataFrame(rows, columns=["quarter", "actor", "decision", "what", "kind", "chance", "reasons"])
