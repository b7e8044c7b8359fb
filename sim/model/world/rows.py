"""What is recorded of each world at the end: one row per world, as plain arrays or as a table of pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import FloatArray
from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outcomes import WAR_CAUSES, classify
from sim.model.world.state import NEVER, Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import OUTCOMES, POWERS

if TYPE_CHECKING:
    import pandas as pd


class Labels(NamedTuple):
    """A column of names: the row in `names` of each world, -1 for none."""

    codes: NDArray[np.int64]
    names: tuple[str, ...]
    ordered: bool = False


class Quarters(NamedTuple):
    """A column of quarters, `NEVER` where the event did not happen."""

    values: NDArray[np.int16]


Column: TypeAlias = "NDArray[np.generic] | Labels | Quarters"

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
    "wars",
    "threats",
    "stood_down",
    "challenges",
    "tested",
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


def columns(world: Worlds, values: Branch, quarter: int, coerced_share: FloatArray) -> dict[str, Column]:
    """What is recorded of each world, column by column.

    Parameters
    ----------
    world : Worlds
    values : Branch
    quarter : int
        The quarter that would come next.
    coerced_share : array, shape (N,)
        Share of all concessions that were made under coercion.
    """
    return {
        "world": world.index,
        "outcome": Labels(classify(world, values, quarter, coerced_share), OUTCOMES, ordered=True),
        **{name: Quarters(getattr(world, name).astype(np.int16)) for name in _QUARTERS},
        "war_timing": Labels(
            np.where(world.war_quarter >= 0, world.war_after_signature.astype(int), -1),
            ("before_signature", "after_signature"),
        ),
        "war_cause": Labels(world.war_cause, WAR_CAUSES),
        "relapse_cause": Labels(world.relapse_cause, CHANNELS),
        **{name: getattr(world, name).astype(np.int16) for name in _COUNTS},
        "general_deterrence": world.challenges == 0,
        "immediate_deterrence": (world.challenges > 0) & (world.war_quarter < 0),
        **{
            f"kept_from_war_without_{cause}": (world.war_would_not >> row) & 1 == 1
            for row, cause in enumerate(WAR_CAUSES[:-1])
        },
        "government_fell": world.government_fell.copy(),
        "coerced_share": coerced_share.astype(np.float32),
        **{name: getattr(world, name).astype(np.float32) for name in _LEVELS},
        **_names(world, values),
    }


def _names(world: Worlds, values: Branch) -> dict[str, NDArray[np.bool_]]:
    """Who guaranteed, who endorsed, and who was drawn into a war: one column per power."""
    least = values.outcomes.counts_as_guarantor
    guaranteed = {f"guaranteed_by_{p}": world.obligations[row] >= least for row, p in enumerate(POWERS)}
    endorsed = {f"endorsed_by_{p}": world.endorsement[row] >= least for row, p in enumerate(POWERS[:3])}
    drawn_in = {f"drawn_in_{p}": world.drawn_in[row] > 0 for row, p in enumerate(POWERS[:3])}
    return guaranteed | endorsed | drawn_in


def table(recorded: dict[str, Column]) -> pd.DataFrame:
    """The columns as a table, one row per world: names are categories, quarters nullable integers."""
    import pandas as pd  # takes long to import; worlds are played without it

    def column(values: Column) -> object:
        if isinstance(values, Labels):
            return pd.Categorical.from_codes(values.codes, categories=pd.Index(values.names), ordered=values.ordered)
        if isinstance(values, Quarters):
            return pd.arrays.IntegerArray(values.values, values.values == NEVER)
        return values

    return pd.DataFrame({name: column(values) for name, values in recorded.items()})
