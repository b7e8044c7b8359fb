"""The model as Mesa knows it: seven actors, N worlds side by side, one step a quarter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.common.asked import (
    DEFAULT_SEED,
    asked,
    either,
    flag,
    made_by,
    mapping,
    name_or_file,
    names,
    optional,
    whole,
    with_parts,
)
from sim.model.actors.actor import Actor
from sim.model.actors.all import ALL
from sim.model.arguments import PARAMETERS, index_of, parameters_of, values_of
from sim.model.commitments import Bindings
from sim.model.walk import Walk
from sim.model.world.counting import counting
from sim.model.world.state import SIGNED
from sim.model.world.values import Branch
from sim.model.world.view import Observer
from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import OUTCOMES


class Seat(mesa.Agent):
    """One of the seven actors as an agent of Mesa; what it does is said in `sim.model.actors`."""

    def __init__(self, model: NegotiationModel, actor: Actor) -> None:
        # Mesa's own start counts the agents of every model in a table of the whole program, which keeps each model
        # alive for good (mesa#3179). So the model counts its actors, and registers them as Mesa does.
        self.model = model
        self.unique_id = len(model.agents) + 1
        self.pos = None
        self.actor = actor
        self.key, self.label = actor.key, actor.label
        model.register_agent(self)


SEATS = {key: type(type(actor).__name__, (Seat,), {"__doc__": type(actor).__doc__}) for key, actor in ALL.items()}
"""A type of agent for each actor, so that Mesa can tell them apart."""


class NegotiationModel(Walk, mesa.Model):
    """N possible histories of the negotiations, walked quarter by quarter.

    An ordinary Mesa model: ``mesa.batch_run(NegotiationModel, {"worldview": [...], "first_world": range(100)})`` works, as
    does a `DataCollector`. Mesa repeats one seed in all its iterations: vary `first_world`, not `iterations`.

    Parameters
    ----------
    worldview : str or Parameters
        Name of a worldview, or parameters that were loaded before.
    policies : str or sequence of str
        Policies to lay over the worldview, in this order. Only with the name of a worldview.
    worlds : int
        How many worlds to hold side by side.
    seed : int, optional
        Seed of all draws; 1 if not given, as everywhere.
    first_world : int
        Index of the first world; the others follow.
    index : array of int, optional
        Indices of the worlds, instead of `worlds` and `first_world`.
    values : mapping, optional
        Values that replace those of the parameters, by dotted id; an array has one entry per world. They may leave the
        plausible ranges.
    bindings : Bindings, optional
        Bindings that replace those of the parameters.
    recorder : Observer, optional
        Receives every decision with its reasons, and the worlds in which it was taken.
    collect : bool
        Whether a `DataCollector` collects after every quarter.
    **changes
        Parameters to change, by dotted id.

    Raises
    ------
    InputError
        If a name or value is not valid.

    Examples
    --------
    >>> from sim import NegotiationModel
    >>> model = NegotiationModel("fattah2025", worlds=3).run()
    >>> model.quarter, model.table()["outcome"].tolist()
    (40, ['ideal_peace', 'ideal_peace', 'formal_peace'])
    """

    @asked(
        worldview=either(PARAMETERS, name_or_file("the name of a worldview, or parameters, as load() returns them")),
        policies=names,
        worlds=whole(1),
        seed=optional(whole()),
        first_world=whole(),
        values=optional(mapping),
        bindings=optional(made_by("Bindings", "Bindings")),
        recorder=optional(with_parts("a Recorder", "note", "close_quarter")),
        collect=flag,
    )
    def __init__(
        self,
        worldview: str | Parameters = "baseline",
        policies: str | Sequence[str] = (),
        worlds: int = 1,
        seed: int | None = None,
        first_world: int = 0,
        index: NDArray[np.int64] | None = None,
        values: Mapping[str, Any] | None = None,
        bindings: Bindings | None = None,
        recorder: Observer | None = None,
        collect: bool = True,
        **changes: Any,
    ) -> None:
        mesa.Model.__init__(self, seed=seed)
        parameters = parameters_of(worldview, policies, changes, ARGUMENTS)
        flat = {**parameters.values, **values_of(values or {}, parameters)}
        indices = index_of(worlds, first_world, index)
        Walk.__init__(self, parameters, indices, DEFAULT_SEED if seed is None else seed, flat, bindings, recorder)
        for actor in ALL.values():
            SEATS[actor.key](self, actor)
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)
        self._collect = collect
        self.watched |= collect

    def actor(self, key: str) -> Any:
        """The actor of that name."""
        return ALL[key]

    def step(self) -> None:
        """Walk one quarter; the model stops running at its horizon."""
        before = self.quarter
        Walk.step(self)
        if self._collect and self.quarter > before:
            self.datacollector.collect(self)

    @asked(parameters=PARAMETERS)
    def change(self, parameters: Parameters, values: Branch | None = None) -> None:
        """Go on under other parameters and bindings; what belongs to the start stays as it was.

        Parameters
        ----------
        parameters : Parameters
        values : Branch, optional
            Their values as the rules read them, if somebody watches what is read.
        """
        Walk.change(self, parameters, values)

    def run(self) -> NegotiationModel:
        """Walk to the horizon."""
        Walk.run(self)
        return self


def _share_of(outcome: int) -> Callable[[NegotiationModel], float]:
    return lambda model: float((model.outcomes() == outcome).mean())


def _mean_of(name: str) -> Callable[[NegotiationModel], float]:
    def mean(model: NegotiationModel) -> float:
        with counting():
            return float(np.mean(getattr(model.worlds, name)))

    return mean


ARGUMENTS = tuple(name for name in inspect.signature(NegotiationModel).parameters if name != "changes")
"""Names of the arguments of the model, with which a misspelt one is compared."""


LEVELS = (
    "fear",
    "tension",
    "grievance",
    "integration",
    "implementation",
    "legitimacy_armenia",
    "legitimacy_azerbaijan",
)

REPORTERS: dict[str, Callable[[NegotiationModel], Any]] = {
    "quarter": lambda model: model.quarter,
    **{f"share_{name}": _share_of(row) for row, name in enumerate(OUTCOMES)},
    "share_signed": lambda model: float((model.worlds.phase == SIGNED).mean()),
    "share_war": lambda model: float((model.worlds.war_quarter >= 0).mean()),
    **{name: _mean_of(name) for name in LEVELS},
}
"""What the data collector collects: shares over the worlds, and means of the main state variables."""
