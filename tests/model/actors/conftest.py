"""A model in a state where every reason counts, for tests of what the actors choose."""

from typing import Any

import numpy as np
import pytest

from sim.model.negotiation import NegotiationModel
from sim.model.world.state import FIELDS, SIGNED, TALKS
from sim.parameters import load
from sim.parameters.vocabulary import ISSUES, POWERS, RIVALS

MIDDLE = 0.4
"""Everything between nothing and all: no reason is multiplied by zero."""

PARTICULAR = {
    "legitimacy_armenia": 0.2,  # a government in danger, so that its fall is on everybody's mind
    "orientation": 0.3,
    "alignment": 0.5,
    "reliability_kept": 1.0,
    "reliability_broken": 1.0,
    "violations": 0.2,
    "capability_armenia": 0.5,
    "capability_azerbaijan": 0.7,
    "progress": 0.02,
}


def generic(model: NegotiationModel, phase: int, **particular: Any) -> None:
    """Put all worlds of a model into the same state between the extremes."""
    demand, offer = np.full((len(ISSUES), 1), 0.9), np.full((len(ISSUES), 1), 0.5)
    state = {**dict.fromkeys(FIELDS, MIDDLE), **PARTICULAR, "demand": demand, "offer": offer, **particular}
    model.worlds.set(phase=phase, **state)
    model.look().flow.leverage = np.full(model.worlds.size, 0.1)


class Stage:
    """Poses one decision to one actor in as many worlds as there are values of a parameter, all else being equal."""

    def __init__(self, capture: Any) -> None:
        self._capture = capture

    def __call__(
        self, actor: str, decision: str, values: dict[str, Any], signed: bool = False, **particular: Any
    ) -> Any:
        """The choice that the actor faces: `decision` is "move", "sign" or "answer"."""
        assert set(values) <= set(load().values)
        size = max(np.size(value) for value in values.values())
        model = NegotiationModel(
            index=np.zeros(size, dtype=int), values=values, recorder=self._capture, collect=False
        )  # fmt: skip
        generic(model, SIGNED if signed else TALKS, **particular)
        pose(model, actor, decision)
        return self._capture.choices[-1]


def pose(model: NegotiationModel, key: str, decision: str) -> None:
    """Let an actor take a decision."""
    actor, view = model.actor(key), model.view
    if decision == "move" and key in RIVALS:
        taken = actor.moves(view)
    elif decision == "move":
        taken = [actor.move(view, f"posture_{key}")]
    elif decision == "sign":
        taken = [actor.decide_signature(view)]
    elif key in POWERS:
        taken = [actor.answer(view, np.ones(view.size))]
    else:
        taken = [actor.answer(view, "attack") if key == "armenia" else actor.answer_revision(view)]
    for one in taken:
        view.noted(one)


@pytest.fixture
def stage(capture) -> Stage:
    """Pose one decision to one actor."""
    return Stage(capture)
