"""What goes on in many worlds quarter by quarter: state variables and relations, collected while a model walks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.intervals import wilson
from sim.history.record import Recorder
from sim.history.relations import RELATIONS
from sim.knowledge import Parameters
from sim.knowledge.asked import DEFAULT_SEED, asked, made_by, some_names, whole
from sim.knowledge.errors import InputError, said, suggestion
from sim.world import FIELDS

if TYPE_CHECKING:
    from sim.actors.actor import Actor, Menu
    from sim.model import NegotiationModel

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
LARGEST = 20_000
"""More worlds than this are not held in memory at once."""


PARAMETERS = made_by("parameters, as load() returns them", "Parameters")


@asked(parameters=PARAMETERS, variables=some_names, worlds=whole(1), seed=whole())
def quantiles_over_time(
    parameters: Parameters, variables: Sequence[str], worlds: int, seed: int = DEFAULT_SEED
) -> pd.DataFrame:
    """Walk a model and take the quantiles of state variables over its worlds after each quarter.

    Parameters
    ----------
    parameters : Parameters
    variables : sequence of str
        Names of `sim.world.FIELDS` that have one value per world.
    worlds : int
        How many worlds, at most 20,000.
    seed : int

    Returns
    -------
    pandas.DataFrame
        One row per variable and quarter: `variable`, `quarter` (0 is the start), one column `q05` ... `q95` per
        quantile, and `worlds`. A world in which war has broken out keeps the values it had.

    Raises
    ------
    InputError
        If a variable does not exist or has more than one value per world, or there are too many worlds.
    """
    plain = [name for name, field in FIELDS.items() if not field.axis]
    for name in variables:
        if name not in plain:
            raise InputError(
                f"there is no state variable {said(name)} with one value per world; {suggestion(name, plain)}"
            )
    model = _model(parameters, worlds, seed)
    rows = [_quantiles(model, variables, 0)]
    while model.running:
        model.step()
        rows.append(_quantiles(model, variables, model.quarter))
    return pd.concat(rows, ignore_index=True).sort_values(["variable", "quarter"], kind="stable", ignore_index=True)


@asked(parameters=PARAMETERS, quarter=whole(), worlds=whole(1), seed=whole())
def relations_over_worlds(parameters: Parameters, quarter: int, worlds: int, seed: int = DEFAULT_SEED) -> pd.DataFrame:
    """Walk a model to a quarter and count who backed, pressed, guaranteed or endorsed whom in it.

    Parameters
    ----------
    parameters : Parameters
    quarter : int
        The quarter that is looked at, from 0.
    worlds, seed : int

    Returns
    -------
    pandas.DataFrame
        One row per relation: `actor`, `target`, `relation`, `count`, `worlds` (those not yet at war), `share`, `low`,
        `high`.

    Raises
    ------
    InputError
        If the quarter lies outside the history, or there are too many worlds.
    """
    tally = _Tally(quarter)
    model = _model(parameters, worlds, seed, tally)
    if not 0 <= quarter < model.horizon:
        raise InputError(f"the quarter must lie between 0 and {model.horizon - 1}, not {quarter}")
    for _ in range(quarter + 1):
        model.step()
    rows = [(*key, count) for key, count in tally.counts.items()]
    table = pd.DataFrame(rows, columns=["actor", "target", "relation", "count"])
    low, high = wilson(table["count"], tally.worlds)
    return table.assign(worlds=tally.worlds, share=table["count"] / max(tally.worlds, 1), low=low, high=high)


def _model(parameters: Parameters, worlds: int, seed: int, recorder: Recorder | None = None) -> NegotiationModel:
    from sim.model import NegotiationModel  # Mesa takes most of a second to import

    if not 1 <= worlds <= LARGEST:
        raise InputError(f"the number of worlds must lie between 1 and {LARGEST}, not {worlds}")
    return NegotiationModel(parameters, worlds=worlds, seed=seed, collect=False, recorder=recorder)


def _quantiles(model: NegotiationModel, variables: Sequence[str], quarter: int) -> pd.DataFrame:
    found = np.quantile([getattr(model.worlds, name) for name in variables], QUANTILES, axis=1)
    columns = {f"q{100 * level:02.0f}": values for level, values in zip(QUANTILES, found, strict=True)}
    return pd.DataFrame({"variable": list(variables), "quarter": quarter, **columns, "worlds": model.worlds.size})


class _Tally(Recorder):
    """Counts instead of writing down: how many worlds chose each relation in one quarter."""

    def __init__(self, quarter: int) -> None:
        super().__init__()
        self.quarter = quarter
        self.worlds = 0
        self.counts = {(actor, relation.target, relation.kind): 0 for actor, relation in RELATIONS.values()}

    def note(self, actor: Actor, menu: Menu, decision: str, chosen: NDArray[Any], *rest: Any, **options: Any) -> None:
        """Count one decision, if it is taken in all worlds of the quarter that is looked at."""
        model = actor.negotiation
        if (
            model.quarter != self.quarter
            or model.rows is not None
            or not decision.startswith(("posture_", "move_azerbaijan"))
        ):
            return
        active = model.worlds.active
        self.worlds = max(self.worlds, int(active.sum()))
        for row, name in enumerate(menu.names):
            if (actor.key, name) in RELATIONS:
                _, relation = RELATIONS[actor.key, name]
                self.counts[actor.key, relation.target, relation.kind] += int(((chosen == row) & active).sum())

    def close_quarter(self, model: NegotiationModel) -> None:
        """Nothing is written down."""
