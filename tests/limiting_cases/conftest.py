"""The reduced set-up of the limiting cases, made of parameters and bindings alone."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding, load
from sim.parameters.vocabulary import INTERESTS, ISSUES, POWERS

SHARP = 1e6
"""A precision at which choice is best reply: far above the range of the parameter, for the limit itself."""

NOBODY_ELSE = {f"mechanisms.deterrence.interest.{power}": 0.0 for power in POWERS}
ONLY_PRIZE_AND_COSTS = {
    f"actors.{rival}.weights.{interest}": float(interest in ("territory", "security"))
    for rival in ("armenia", "azerbaijan")
    for interest in INTERESTS
}
ONE_ISSUE = {f"mechanisms.bargaining.live.{issue}": issue == "border" for issue in ISSUES}
BARE: Mapping[str, Any] = {
    **NOBODY_ELSE,
    **ONLY_PRIZE_AND_COSTS,
    **ONE_ISSUE,
    "mechanisms.quantal_response.precision": SHARP,
    "actors.armenia.growth": 0.0,
    "actors.azerbaijan.growth": 0.0,
    "actors.armenia.opposition": 0.0,
    "mechanisms.types.costs": 0.0,
    "mechanisms.types.limited_slope": 1.0,
    "mechanisms.types.turnover": 0.0,
    "mechanisms.bargaining.agenda": 1.0,
    "mechanisms.bargaining.initial_demand.border": 0.0,
    "mechanisms.bargaining.initial_offer.border": 0.0,
    "mechanisms.mediation.facilitation": 0.0,
    "mechanisms.crisis.size.attack": 1.0,
    "mechanisms.crisis.hazard.talks": 1.0,
    "mechanisms.bargaining.quickest": 0.0,
    "mechanisms.fear.initial.tension": 1.0,
    "mechanisms.force.status_quo": 0.0,
    "mechanisms.force.support_weight": 0.0,
    "mechanisms.force.decisiveness": 1.0,
    "mechanisms.force.destruction": 0.0,
    "mechanisms.force.escalation": 1.0,
    "mechanisms.force.left_by_defeat": 0.0,
    "mechanisms.guarantees.battle_effect": 0.0,
    "mechanisms.guarantees.initial.obligations.russia": 0.0,
    "mechanisms.widening.strength": 0.0,
    "mechanisms.disinformation.reach": 0.0,
    "mechanisms.grievance.rearmament": 0.0,
}
"""One live issue with the whole prize on it, and a text that gives nobody anything and that nobody expects to be signed.
Nobody outside matters; only the prize and the costs of war count, and both sides know them. Every war is total, and whoever
loses it loses everything: a lottery over the prize, as in the textbook. A crisis opens in the first quarter."""

TABLE_MOVES = ("concede", "release_prisoners", "refuse_mediator", "raise_demand")
COERCION = ("disinformation", "threaten", "siege", "incursion")
HOLD_OR_ATTACK = (
    *(Binding("azerbaijan", action, "never") for action in (*TABLE_MOVES, *COERCION)),
    Binding("armenia", "stand_firm", "always"),
    Binding("armenia", "refuse_to_sign", "always"),
    Binding("armenia", "rearm", "never"),
)
"""Azerbaijan waits or attacks; nothing is agreed on and nobody arms; Armenia answers an attack as it likes."""


@pytest.fixture
def bare() -> Callable[..., NegotiationModel]:
    """Make a model of two rivals and one issue: `bare(worlds=, recorder=, bindings=, **{id: value})`."""

    def make(worlds: int = 1, seed: int = 1, recorder: Any = None, bindings: Any = HOLD_OR_ATTACK, **values: Any):
        values = {**BARE, **values}
        assert set(values) <= set(load().values), "a parameter of the set-up is gone"
        return NegotiationModel(
            worlds=worlds,
            seed=seed,
            values=values,
            bindings=Bindings(bindings),
            recorder=recorder,
            collect=False,
        )

    return make


def odds(chance: Any) -> dict[str, Any]:
    """Capabilities that make `chance` the chance that Azerbaijan wins."""
    return {
        "actors.azerbaijan.initial.capability": np.asarray(chance, dtype=float),
        "actors.armenia.initial.capability": 1.0 - np.asarray(chance, dtype=float),
    }


@pytest.fixture
def win():
    """Capabilities by the chance that Azerbaijan wins, at decisiveness 1."""
    return odds
