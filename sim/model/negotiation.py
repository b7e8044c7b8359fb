"""The model: seven actors, N worlds side by side, one step a quarter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple, cast

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
    names,
    optional,
    text_for,
    whole,
    with_parts,
)
from sim.model.actors import ACTOR_CLASSES
from sim.model.arguments import PARAMETERS, check_lengths, index_of, parameters_of, values_of
from sim.model.commitments import Bindings
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases import agreement, armenia, challenge, conditions, postures, slow, talks
from sim.model.phases.flow import Flow
from sim.model.world import outcomes
from sim.model.world.counting import counting
from sim.model.world.draws import Draws
from sim.model.world.focus import BranchView, Places, Rows, View, WorldsView
from sim.model.world.order import in_order
from sim.model.world.outlook.situation import Situation, assess
from sim.model.world.start import begin
from sim.model.world.state import SIGNED, WAR, Worlds, stretch
from sim.model.world.values import Branch, tree
from sim.parameters import Parameters
from sim.parameters.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from sim.model.actors.decision import Observer


class Phase(NamedTuple):
    """One phase of the calendar of a quarter: its name, what happens in words, and the rule that makes it happen."""

    name: str
    words: str
    run: Callable[[NegotiationModel], None]


CALENDAR: tuple[Phase, ...] = (
    Phase("conditions", "outside conditions move", conditions.run),
    Phase("postures", "the five outside actors choose their postures", postures.run),
    Phase("challenge", "Azerbaijan moves, those who could answer do, beliefs are updated", challenge.run),
    Phase("armenia", "Armenia moves", armenia.run),
    Phase("talks", "offers, demands, signature, ratification", talks.run),
    Phase("agreement", "implementation, violations, domestic reactions", agreement.run),
    Phase("slow", "slow variables change", slow.run),
)
"""The order of events in a quarter."""


class NegotiationModel(mesa.Model):
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
        Who is told of every decision with its reasons, and in which worlds it was taken.
    collect : bool
        Whether a `DataCollector` collects after every quarter.
    **changes
        Parameters to change, by dotted id.

    Raises
    ------
    InputError
        If a name or value is not valid.
    """

    @asked(
        worldview=either(PARAMETERS, text_for("the name of a worldview, or parameters, as load() returns them")),
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
        super().__init__(seed=seed)
        self.parameters = parameters_of(worldview, policies, changes, ARGUMENTS)
        flat = {**self.parameters.values, **values_of(values or {}, self.parameters)}
        self.values: Branch = tree(flat)
        self.bindings = bindings if bindings is not None else Bindings(self.parameters.bindings)
        self.worlds: Worlds
        self.priors: dict[str, FloatArray]
        indices = index_of(worlds, first_world, index)
        check_lengths(flat, len(indices))
        with counting():
            self.worlds, self.priors = begin(indices, self.values)
        self._draws = Draws(DEFAULT_SEED if seed is None else seed, self.worlds.index)
        self.recorder = recorder
        self.quarter: int = 0
        self.rows: Rows | None = None
        self._views: dict[tuple[int, int, int], View] = {}
        self.horizon = int(np.max(self.values.calendar.horizon))
        self.pressure_on_baku: FloatArray = np.zeros(self.worlds.size)
        self.flow = Flow.empty(self.worlds.size)
        self._situation: Situation | None = None
        self._actors = {cls.key: cls(self) for cls in ACTOR_CLASSES}
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)
        self._collect = collect

    def actor(self, key: str) -> Any:
        """The actor of that name."""
        return self._actors[key]

    @property
    def situation(self) -> Situation:
        """What the actors see, as it was assessed last; before the first quarter and after the last, as it is now."""
        if self._situation is None:
            self.reassess()
        return cast(Situation, self._situation)

    @situation.setter
    def situation(self, seen: Situation) -> None:
        """Let a decision see a part of it."""
        self._situation = seen

    def draw(self, decision: str | int) -> FloatArray:
        """One uniform draw per world for a decision of this quarter."""
        drawn = self._draws.uniform(self.quarter, decision)
        return drawn if self.rows is None else drawn[self.rows]

    @contextmanager
    def focus(self, where: BoolArray) -> Iterator[Rows]:
        """For the length of a decision, see only the worlds in which it is to be taken.

        Within the context `worlds`, `values`, `situation`, `flow`, `pressure_on_baku` and `draw` speak of those worlds
        alone; they are to be read, not written.
        """
        rows = np.flatnonzero(where)
        if len(rows) == self.worlds.size:
            yield rows
            return
        whole = (self.worlds, self.values, self.situation, self.flow, self.pressure_on_baku, self.rows)
        places, size = stretch(rows), self.worlds.size
        self.situation = cast(Situation, self._view(View, self.situation, places))
        self.flow = cast(Flow, View(self.flow, places, size))
        if self.values.varies:
            self.values = cast(Branch, self._view(BranchView, self.values, places))
        self.pressure_on_baku = self.pressure_on_baku[places]
        self.rows = rows if self.rows is None else self.rows[places]
        self.worlds = cast(Worlds, WorldsView(self.worlds, places, len(rows)))
        try:
            yield rows
        finally:
            self.worlds, self.values, self.situation, self.flow, self.pressure_on_baku, self.rows = whole

    def _view(self, kind: type[View], whole: Any, places: Places) -> View:
        """A view of what stays as it is for the quarter; several decisions that look at one stretch share it."""
        if not isinstance(places, slice):
            return kind(whole, places, self.worlds.size)
        place = (id(whole), places.start, places.stop)
        if place not in self._views:
            self._views[place] = kind(whole, places, self.worlds.size)
        return self._views[place]

    def reassess(self) -> None:
        """Derive anew what the actors see."""
        self._views.clear()
        self._situation = assess(self.worlds, self.values, self.quarter)

    def relapsed(self, where: BoolArray, channel: int | None) -> None:
        """Record the first relapse of signed worlds; the channel is None where the cause is recorded already."""
        world = self.worlds
        first = where & (world.relapse_quarter < 0)
        if channel is not None:
            world.set(relapse_cause=np.where(first, channel, world.relapse_cause))
        world.mark("relapse_quarter", first, self.quarter)

    def step(self) -> None:
        """Walk one quarter; the model stops running at its horizon."""
        if self.quarter >= self.horizon:
            self.running = False
            return
        self.flow = Flow.empty(self.worlds.size)
        with counting():
            for phase in CALENDAR:
                phase.run(self)
            if self.recorder is not None:
                self.recorder.close_quarter(self)
        self.quarter += 1
        if self._collect:
            self.datacollector.collect(self)
        self.running = self.quarter < self.horizon

    @asked(parameters=PARAMETERS)
    def change(self, parameters: Parameters) -> None:
        """Go on under other parameters and bindings; what belongs to the start stays as it was."""
        self.parameters = parameters
        self.values = tree(parameters.values)
        self.bindings = Bindings(parameters.bindings)

    def run(self) -> NegotiationModel:
        """Walk to the horizon; if nobody watches quarter by quarter, the worlds are kept in order on the way."""
        watched = self._collect or self.recorder is not None
        with nullcontext() if watched else in_order(self) as order:
            while self.running:
                self.step()
                if order is not None:
                    order.tidy()
        self.flow, self._situation = Flow.empty(self.worlds.size), None
        return self

    def release(self) -> None:
        """Let go of a model whose results have been taken, at once and with all its arrays; it is of no use afterwards.

        A model and its actors refer to each other, so that without this Python clears them away only now and then.
        """
        self.__dict__.clear()

    def outcomes(self) -> NDArray[np.int64]:
        """The outcome of each world if the history ended here, as a row of `OUTCOMES`."""
        with counting():
            return outcomes.classify(self.worlds, self.values)

    def table(self) -> Any:
        """One row per world (see `sim.model.world.outcomes.table`)."""
        self._situation = None
        with counting():
            return outcomes.table(self.worlds, self.values, self.situation.coerced_share)


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
    "share_war": lambda model: float((model.worlds.phase == WAR).mean()),
    **{name: _mean_of(name) for name in LEVELS},
}
"""What the data collector collects: shares over the worlds, and means of the main state variables."""
