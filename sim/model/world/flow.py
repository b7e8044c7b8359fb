"""What happens within a quarter and is forgotten at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.parameters.vocabulary import ISSUES, POWERS


def _world() -> FloatArray:
    return np.zeros(1)


@dataclass
class Flow:
    """Flows of one quarter; arrays of shape (N,) unless said, zero at its start.

    Attributes
    ----------
    step_armenia, step_azerbaijan : array, shape (issues, N)
        How far either side moves on each issue.
    escalated : array
        Growth of Azerbaijan's demand asked for in this quarter, 0 or 1.
    western_mediation, russian_mediation : array
        How active either track is.
    active : array, shape (3, N)
        Activity of the Russian, European and American mediators.
    spoiling : array, shape (powers, N)
        1 where a power spoils.
    leverage : array
        Pressure that the West, and a Turkey that restrains, bring to bear on Baku, as a share of the prize.
    investment : array
        1 where connections are invested in.
    incidents : array
        Tension added by the quarter's incidents.
    trouble : array of bool
        Whether there was a violation, a suspension or a crisis.
    settled : array
        Share of the prize that passed to Azerbaijan by threat or force; below 0 if it passed back.
    taken : array
        1 where something was taken by threat or force.
    arming : array
        Capability that Armenia added by rearming.
    turn_west, turn_russia : array
        1 where Armenia turned that way.
    prepared : array
        1 where Armenia prepared the public.
    good_faith : array
        Share of the two sides that carried out the agreement.
    setback : array
        Implementation undone.
    backlash : array
        Legitimacy lost in Armenia over concessions.
    frightened, divided : array
        Fear added, and legitimacy lost, in Armenia through disinformation.
    """

    step_armenia: FloatArray = field(default_factory=_world)
    step_azerbaijan: FloatArray = field(default_factory=_world)
    active: FloatArray = field(default_factory=_world)
    spoiling: FloatArray = field(default_factory=_world)
    escalated: FloatArray = field(default_factory=_world)
    western_mediation: FloatArray = field(default_factory=_world)
    russian_mediation: FloatArray = field(default_factory=_world)
    leverage: FloatArray = field(default_factory=_world)
    investment: FloatArray = field(default_factory=_world)
    incidents: FloatArray = field(default_factory=_world)
    settled: FloatArray = field(default_factory=_world)
    taken: FloatArray = field(default_factory=_world)
    arming: FloatArray = field(default_factory=_world)
    turn_west: FloatArray = field(default_factory=_world)
    turn_russia: FloatArray = field(default_factory=_world)
    prepared: FloatArray = field(default_factory=_world)
    good_faith: FloatArray = field(default_factory=_world)
    setback: FloatArray = field(default_factory=_world)
    backlash: FloatArray = field(default_factory=_world)
    frightened: FloatArray = field(default_factory=_world)
    divided: FloatArray = field(default_factory=_world)
    trouble: BoolArray = field(default_factory=lambda: np.zeros(1, dtype=bool))

    @classmethod
    def empty(cls, size: int) -> Flow:
        """A quarter in which nothing has happened yet, for `size` worlds.

        Fields that get a new array when something happens share one array of zeros, which cannot be written to.
        """
        rows = {"step_armenia": len(ISSUES), "step_azerbaijan": len(ISSUES)}
        rows |= {"active": len(MEDIATORS), "spoiling": len(POWERS)}
        shapes = {f.name: (rows[f.name], size) if f.name in rows else (size,) for f in fields(cls)}
        zeros = {shape: _nothing(shape) for shape in set(shapes.values())}
        arrays: dict[str, Any] = {
            name: np.zeros(shape) if name in FILLED_IN_PLACE else zeros[shape] for name, shape in shapes.items()
        }
        arrays["trouble"] = np.zeros(size, dtype=bool)
        return cls(**arrays)


def _nothing(shape: tuple[int, ...]) -> FloatArray:
    """Zeros that stay zeros."""
    zeros = np.zeros(shape)
    zeros.setflags(write=False)
    return zeros


FILLED_IN_PLACE = ("step_armenia", "step_azerbaijan", "spoiling", "backlash")
"""Fields that are written to world by world or power by power."""

ONE_SIDE = 1.0 / 2.0
"""Either side's half of carrying out an agreement."""

MEDIATORS = ("russia", "european_union", "united_states")
"""The rows of `Flow.active`."""
