"""What goes on in many worlds quarter by quarter: state variables and relations, collected while a model walks."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.common.asked import DEFAULT_SEED, asked, made_by, some_names, whole
from sim.common.errors import InputError, said, suggestion
from sim.model.actors.decision import Decision
from sim.model.walk import Walk
from sim.model.world.state import FIELDS
from sim.model.world.view import Observer, View
from sim.parameters import Parameters
from sim.parameters.actions import RELATIONS
from sim.parameters.relations import Relation
from sim.studies.shares.intervals import wilson

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
LARGEST = 20_000
"""More worlds than this are not held in memory at once."""

PARAMETERS = made_by("parameters, as load() returns them", "Parameters")


@asked(parameters=PARAMETERS, variables=some_names, worlds=whole(1), seed=whole())
def quantiles_over_time(
    parameters: Parameters, variables: Sequence[str], worlds: int, seed: int = DEFAULT_SEED
) -> pd.DataFrame:
    """Walk a model and take the quantiles of state variables over its worlds after each quarter.

    The variables are those of `sim.model.world.state.FIELDS` that have one value per world. The table has one row per
    variable and quarter: `variable`, `quarter` (0 is the start), one column `q05` ... `q95` per quantile, and `worlds`. A
    world that a total war has ended keeps the values it had.
    """
    plain = [name for name, field in FIELDS.items() if not field.axis]
    for name in variables:
        if name not in plain:
            raise InputError(
                f"there is no state variable {said(name)} with one value per world; {suggestion(name, plain)}"
            )
    walk = _walk(parameters, worlds, seed)
    rows = [_quantiles(walk, variables, 0)]
    while walk.running:
        walk.step()
        rows.append(_quantiles(walk, variables, walk.quarter))
    return pd.concat(rows, ignore_index=True).sort_values(["variable", "quarter"], kind="stable", ignore_index=True)


@asked(parameters=PARAMETERS, quarter=whole(), worlds=whole(1), seed=whole())
def relations_over_worlds(parameters: Parameters, quarter: int, worlds: int, seed: int = DEFAULT_SEED) -> pd.DataFrame:
    """Walk a model to a quarter and count in how many worlds each actor backed, pressed or endorsed whom in it.

    The table has one row per relation: `actor`, `target`, `relation`, `count` (worlds in which the actor chose such an
    action at least once in the quarter), `worlds` (those that no total war had ended before; a world in which the actor did not
    face the decision counts as one that did not choose it), `share`, `low`, `high`.
    """
    tally = Tally(quarter)
    walk = _walk(parameters, worlds, seed, tally)
    if not 0 <= quarter < walk.horizon:
        raise InputError(f"the quarter must lie between 0 and {walk.horizon - 1}, not {quarter}")
    for _ in range(quarter + 1):
        walk.step()
    return tally.table()


def _walk(parameters: Parameters, worlds: int, seed: int, recorder: Observer | None = None) -> Walk:
    """Worlds to walk with, if they are not too many."""
    if not 1 <= worlds <= LARGEST:
        raise InputError(f"the number of worlds must lie between 1 and {LARGEST}, not {worlds}")
    return Walk(parameters, np.arange(worlds, dtype=np.int64), seed, recorder=recorder)


def _quantiles(walk: Walk, variables: Sequence[str], quarter: int) -> pd.DataFrame:
    found = np.quantile([getattr(walk.worlds, name) for name in variables], QUANTILES, axis=1)
    columns = {f"q{100 * level:02.0f}": values for level, values in zip(QUANTILES, found, strict=True)}
    return pd.DataFrame({"variable": list(variables), "quarter": quarter, **columns, "worlds": walk.worlds.size})


class Tally:
    """Counts instead of writing down: in how many worlds each relation was chosen in one quarter.

    Several blocks may be played with one tally, one after the other, if no two worlds have the same index.
    """

    def __init__(self, quarter: int) -> None:
        self._quarter = quarter
        self._going_on: set[int] = set()
        self._chose: dict[tuple[str, Relation], set[int]] = {
            (actor, relation): set() for (actor, _), relation in RELATIONS.items()
        }

    def note(self, decision: Decision) -> None:
        """Count one decision in the worlds in which it was taken."""
        if decision.view.quarter != self._quarter:
            return
        self._going_on.update(decision.index.tolist())
        for name in decision.menu.names:
            relation = RELATIONS.get((decision.actor, name))
            if relation is not None:
                self._chose[decision.actor, relation].update(decision.chose(name).tolist())

    def close_quarter(self, view: View) -> None:
        """Nothing is written down."""

    def table(self) -> pd.DataFrame:
        """What was counted, as `relations_over_worlds` returns it."""
        rows = [(actor, *relation, len(chose)) for (actor, relation), chose in self._chose.items()]
        table = pd.DataFrame(rows, columns=["actor", "target", "relation", "count"])
        worlds = len(self._going_on)
        low, high = wilson(table["count"], worlds)
        return table.assign(worlds=worlds, share=table["count"] / max(worlds, 1), low=low, high=high)
