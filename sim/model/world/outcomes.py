"""The five outcomes, the rules that tell them apart, and what else is recorded of each world."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outlook.prospects import Prospects
from sim.model.world.state import NEVER, SIGNED, WAR, Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import OUTCOMES, POWERS

WAR_CAUSES = (
    "empty_range",
    "commitment_problem",
    "beliefs",
    "error_in_choice",
    "revanchism",
    "spoilers",
    "bound_attack",
)
"""Why a war broke out (Fearon 1995): no bargain existed; none could be kept; a bargain existed and would have kept, but the
talks were not believed to bring it or resolve was doubted; the attack was an error in choice; others brought it about; or
nobody chose the attack, since bindings left Azerbaijan nothing else to do."""

EMPTY_RANGE, COMMITMENT, BELIEFS, ERROR, REVANCHISM, SPOILERS, BOUND = range(len(WAR_CAUSES))
IDEAL, FORMAL, DEFERRED, STALEMATE, CONFRONTATION = range(len(OUTCOMES))


def war_cause(prospects: Prospects, regret: FloatArray, bound: BoolArray) -> NDArray[np.int64]:
    """Why Azerbaijan attacks, as a row of `WAR_CAUSES`.

    Parameters
    ----------
    prospects : Prospects
    regret : array, shape (N,)
        How far the attack fell short of the best action in Azerbaijan's own eyes; above zero it is an error in choice.
    bound : array of bool, shape (N,)
        Where bindings left nothing but the attack.

    Returns
    -------
    array of int, shape (N,)
    """
    bargain = prospects.range
    empty = bargain.high < bargain.low
    unkept = prospects.durable < bargain.low
    return np.select([bound, empty, unkept, regret > 0], [BOUND, EMPTY_RANGE, COMMITMENT, ERROR], BELIEFS)


def classify(world: Worlds, values: Branch) -> NDArray[np.int64]:
    """The outcome of each world, as a row of OUTCOMES.

    War is new confrontation; without war and without an agreement in force it is stalemate; a ratified or signed agreement
    is deferred tension if it is suspended or if incidents in the last years exceed what is tolerated; otherwise it is ideal
    peace where it is carried out, legitimate in both societies and grievance is low, and formal peace where it is not
    (fattah2025 ¶20-24).

    Parameters
    ----------
    world : Worlds
    values : Branch

    Returns
    -------
    array of int, shape (N,)
    """
    rules = values.outcomes
    war, signed = world.phase == WAR, world.phase == SIGNED
    troubled = world.suspended | (np.bitwise_count(world.trouble) > rules.tolerated_incidents)
    fulfilled = _ideal(world, values)
    return np.select([war, ~signed, troubled, fulfilled], [CONFRONTATION, STALEMATE, DEFERRED, IDEAL], FORMAL).astype(
        np.int64
    )


def _ideal(world: Worlds, values: Branch) -> BoolArray:
    """Where an agreement is ratified, carried out, legitimate in both societies, and grievance is low."""
    ideal = values.outcomes.ideal
    met: BoolArray = (
        world.ratified
        & (world.implementation >= ideal.implementation)
        & (world.legitimacy_armenia >= ideal.legitimacy_armenia)
        & (world.legitimacy_azerbaijan >= ideal.legitimacy_azerbaijan)
        & (world.grievance <= ideal.grievance)
    )
    return met


def table(world: Worlds, values: Branch, coerced_share: FloatArray) -> pd.DataFrame:
    """One row per world: its outcome and what else is recorded.

    Parameters
    ----------
    world : Worlds
    values : Branch
    coerced_share : array, shape (N,)
        Share of all concessions that were made under coercion.

    Returns
    -------
    DataFrame
        Quarters are nullable integers, missing where the event did not happen.
    """
    outcome = classify(world, values)
    columns = {
        "world": world.index,
        "outcome": pd.Categorical.from_codes(outcome, categories=pd.Index(OUTCOMES), ordered=True),
        **{name: _quarters(getattr(world, name)) for name in _QUARTERS},
        "war_timing": _timing(world),
        "war_cause": _labels(world.war_cause, WAR_CAUSES),
        "relapse_cause": _labels(world.relapse_cause, CHANNELS),
        **{name: getattr(world, name).astype(np.int16) for name in _COUNTS},
        "general_deterrence": world.challenges == 0,
        "immediate_deterrence": (world.challenges > 0) & (world.phase != WAR),
        "government_fell": world.government_fell.copy(),
        "coerced_share": coerced_share.astype(np.float32),
        **{name: getattr(world, name).astype(np.float32) for name in _LEVELS},
        **_names(world, values),
    }
    return pd.DataFrame(columns)


_QUARTERS = (
    "signed_quarter",
    "first_signed_quarter",
    "ratified_quarter",
    "war_quarter",
    "first_crisis_quarter",
    "last_crisis_quarter",
    "fait_accompli_quarter",
    "government_fell_quarter",
    "relapse_quarter",
)
_COUNTS = (
    "crises",
    "campaigns",
    "faits_accomplis",
    "challenges",
    "answered",
    "interventions",
    "incidents",
    "failed_ratifications",
)
_LEVELS = (
    "implementation",
    "legitimacy_armenia",
    "legitimacy_azerbaijan",
    "extremism_armenia",
    "extremism_azerbaijan",
    "grievance",
    "integration",
    "alignment",
    "orientation",
)


def _quarters(values: NDArray[np.int32]) -> pd.arrays.IntegerArray:
    """A column of quarters, missing where there was none."""
    return pd.arrays.IntegerArray(values.astype(np.int16), values == NEVER)


def _labels(codes: NDArray[np.int64], names: tuple[str, ...]) -> pd.Categorical[str]:
    """A column of names, missing where there is none."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(names))


def _timing(world: Worlds) -> pd.Categorical[str]:
    """Whether a war broke out before or after signature."""
    codes = np.where(world.phase == WAR, world.war_after_signature.astype(int), -1)
    return pd.Categorical.from_codes(codes, categories=pd.Index(["before_signature", "after_signature"]))


def _names(world: Worlds, values: Branch) -> dict[str, NDArray[np.bool_]]:
    """Who guaranteed, who endorsed, and who was drawn into a war: one column per power."""
    least = values.outcomes.counts_as_guarantor
    guaranteed = {f"guaranteed_by_{p}": world.obligations[row] >= least for row, p in enumerate(POWERS)}
    endorsed = {f"endorsed_by_{p}": world.endorsement[row] >= least for row, p in enumerate(POWERS[:3])}
    drawn_in = {f"drawn_in_{p}": world.drawn_in[row] > 0 for row, p in enumerate(POWERS[:3])}
    return guaranteed | endorsed | drawn_in
