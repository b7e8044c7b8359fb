"""The calendar of a quarter as it really runs: what each phase reads and writes, and for which reasons it decides.

Worlds are walked under watch: whatever a phase asks for is noted. So the account cannot differ from the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.model.actors.decision import Decision
from sim.model.commitments import Bindings
from sim.model.phases.calendar import CALENDAR
from sim.model.walk import Walk
from sim.model.world import rows
from sim.model.world.counting import counting
from sim.model.world.flow import FILLED_IN_PLACE, Flow
from sim.model.world.outlook.table import dictated
from sim.model.world.state import Worlds
from sim.model.world.view import View
from sim.parameters.bindings import Binding
from sim.parameters.parameters import load
from sim.parameters.vocabulary import ACTORS
from sim.studies.histories.replay import WatchedBranch, read_at_the_start

WORLDS, QUARTERS, SEED = 60, 24, 1
ERRATIC = {**{f"actors.{actor}.precision": 3.0 for actor in ACTORS}, "mechanisms.quantal_response.precision": 30.0}
"""Actors that err much do everything sooner or later."""
SIGNING = tuple(Binding(rival, "sign", "always", kept=0.5) for rival in ("armenia", "azerbaijan"))
POLICY = (
    Binding("united_states", "punish", "when", ("coercion_last_quarter",), announced=True),
    Binding("russia", "endorse", "when", ("talks_stalled",)),
)
SETTINGS: tuple[tuple[str, dict[str, Any], tuple[Binding, ...]], ...] = (
    ("baseline", {}, ()),
    ("ratelle2025", ERRATIC, ()),
    ("fattah2025", {**ERRATIC, "mechanisms.bargaining.step": 0.4}, SIGNING),
    ("araz2023", {**ERRATIC, "mechanisms.bargaining.live.karabakh": True}, POLICY),
)
"""Under which assumptions the worlds are walked: few, but so that every branch of every rule is taken."""
KINDS = ("parameter", "reads", "writes", "within the quarter", "decision", "reason")


@dataclass
class Noted:
    """What one phase was seen to do; dictionaries keep the order of first use."""

    name: str
    words: str
    found: dict[str, dict[str, None]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def add(self, kind: str, names: Iterable[str]) -> None:
        """Note names, each once."""
        self.found[kind].update(dict.fromkeys(names))

    def of(self, kind: str) -> list[str]:
        """What was noted of one kind, by alphabet; decisions in their order."""
        names = list(self.found[kind])
        return names if kind == "decision" else sorted(names)


class _WatchedWorlds(Worlds):
    """Worlds that tell which state variables are read and written."""

    reads: set[str]
    writes: set[str]

    @classmethod
    def watching(cls, worlds: Worlds) -> _WatchedWorlds:
        watched = cls.__new__(cls)
        watched.__dict__.update(worlds.__dict__, reads=set(), writes=set())
        return watched

    def __getattr__(self, name: str) -> Any:
        value = super().__getattr__(name)
        self.reads.add(name)
        return value

    def set(self, **values: Any) -> None:
        self.writes.update(values)
        super().set(**values)

    def set_in(self, rows: Any, **values: Any) -> None:
        self.writes.update(values if len(rows) else ())
        super().set_in(rows, **values)

    def mark(self, name: str, *given: Any, **more: Any) -> None:
        self.writes.add(name)
        super().mark(name, *given, **more)

    def count(self, name: str, where: Any) -> None:
        self.writes.add(name)
        super().count(name, where)

    @property
    def in_talks(self) -> Any:
        self.reads.add("phase")
        return super().in_talks

    @property
    def signed(self) -> Any:
        self.reads.add("phase")
        return super().signed

    @property
    def text_agreed(self) -> Any:
        self.reads.update(("agreed", "live"))
        return super().text_agreed


class _WatchedFlow(Flow):
    """A flow that tells what is put into it."""

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__.setdefault("written", {})[name] = None
        super().__setattr__(name, value)


class _Notes:
    """Stands where a recorder stands."""

    def __init__(self) -> None:
        self.phase: Noted | None = None

    def note(self, decision: Decision) -> None:
        """Note a decision and the motives behind it."""
        if self.phase is not None:
            self.phase.add("decision", [decision.name])
            self.phase.add("reason", (motive.words for _, motive, _ in decision.terms))

    def close_quarter(self, view: View) -> None:
        """A quarter is over."""


def watch() -> list[Noted]:
    """Walk worlds under watch; note the start, each phase of a quarter in their order, and the classification at the end."""
    noted = [Noted(phase.name, phase.words) for phase in CALENDAR]
    start, end = Noted("start", "worlds begin"), Noted("outcome", "at the end, each history is one of five outcomes")
    for worldview, changes, bindings in SETTINGS:
        notes = _Notes()
        parameters = load(worldview, changes=changes)
        fixed = Bindings((*parameters.bindings, *bindings))
        walk = Walk(parameters, np.arange(WORLDS), SEED, bindings=fixed, recorder=notes)
        start.add("parameter", read_at_the_start(parameters, 0))
        for _ in range(min(QUARTERS, walk.horizon)):
            _quarter(walk, notes, noted)
        watched, read = _WatchedWorlds.watching(walk.worlds), set[str]()
        values = WatchedBranch(walk.values, read)
        rows.columns(watched, values, walk.quarter, dictated(watched, values))
        end.add("parameter", read)
        end.add("reads", watched.reads)
    start.add("parameter", ["calendar.horizon"])
    return [start, *noted, end]


def _quarter(walk: Walk, notes: _Notes, noted: Sequence[Noted]) -> None:
    """Walk one quarter, and note phase by phase what is asked for."""
    worlds, values = walk.worlds, walk.values
    watched, read = _WatchedWorlds.watching(worlds), set[str]()
    walk.worlds, walk.order.values = watched, WatchedBranch(values, read)
    view = walk.fresh()
    flow = _WatchedFlow(**{name: getattr(view.flow, name) for name in view.flow.__dataclass_fields__})
    view.flow = flow
    for phase, seen in zip(CALENDAR, noted, strict=True):
        for names in (watched.reads, watched.writes, read, flow.__dict__["written"]):
            names.clear()
        notes.phase = seen
        before = {name: getattr(flow, name).copy() for name in FILLED_IN_PLACE}
        with counting():
            phase.run(view)
        filled = [name for name, array in before.items() if not np.array_equal(getattr(flow, name), array)]
        seen.add("parameter", read)
        seen.add("reads", watched.reads)
        seen.add("writes", watched.writes)
        seen.add("within the quarter", [*flow.__dict__["written"], *filled])
    walk.worlds, walk.order.values = Worlds.__new__(Worlds), values
    walk.worlds.__dict__.update(
        {name: value for name, value in watched.__dict__.items() if name not in ("reads", "writes")}
    )
    walk.quarter += 1
