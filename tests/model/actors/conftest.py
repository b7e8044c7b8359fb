"""A model in a state where every reason counts, for tests of what the actors choose."""

from typing import Any

import numpy as np
import pytest

from sim.model.actors import challenge, revision
from sim.model.actors.decision import Decision
from sim.model.mechanisms.types import COSTS
from sim.model.negotiation import NegotiationModel
from sim.model.world.state import FIELDS, SIGNED, TALKS
from sim.parameters import load
from sim.parameters.vocabulary import ISSUES, POWERS

MIDDLE = 0.4
"""Everything between nothing and all: no reason is multiplied by zero."""

BLURRED = 8.0
"""A precision of what is settled at which nothing is sure, so that every reason shows in the chances."""

PARTICULAR = {
    "legitimacy_armenia": 0.2,  # a government in danger, so that its fall is on everybody's mind
    "orientation": 0.3,
    "alignment": 0.5,
    "violations": 0.2,
    "capability_armenia": 0.5,
    "capability_azerbaijan": 0.7,
    "drift_armenia": 0.0,
    "drift_azerbaijan": 0.002,
    "progress": 0.02,
    "aims": 0.8,
    "belief_armenia": 1.0 / COSTS,
    "belief_azerbaijan": 0.5 / COSTS,
    "resolve_evidence": 0.0,
    "word_evidence": 0.0,
    "patron_evidence": 0.0,
    "resolute": 1.0,
    "cost_armenia": COSTS // 2,
    "cost_azerbaijan": COSTS // 2,
    "greedy": True,
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
        """The choice that the actor faces: `decision` is a key of `POSED`, and after a colon the move before it."""
        assert set(values) <= set(load().values)
        size = max(np.size(value) for value in values.values())
        model = NegotiationModel(
            index=np.zeros(size, dtype=int),
            values={"mechanisms.quantal_response.precision": BLURRED, **values},
            recorder=self._capture,
            collect=False,
        )
        generic(model, SIGNED if signed else TALKS, **particular)
        pose(model, actor, decision)
        return self._capture.choices[-1]


def crisis(view: Any, challenger: str) -> Any:
    """The crisis that a rival could begin."""
    return (challenge if challenger == "azerbaijan" else revision).crisis_of(view)


def moved(actor: Any, view: Any, _: str) -> Decision:
    """A move in the talks or under an agreement, or a posture."""
    if actor.key in POWERS:
        return actor.move(view, f"posture_{actor.key}")
    return actor.moves(view, np.ones(view.size, dtype=bool))[0]


def answered(actor: Any, view: Any, move: str) -> Decision:
    """The answer to a move of the other rival, or of a power to an attack."""
    if actor.key in POWERS:
        return actor.answer(view, np.ones(view.size))
    other = "azerbaijan" if actor.key == "armenia" else "armenia"
    return actor.answer(view, crisis(view, other), move)


POSED = {
    "move": moved,
    "table": lambda actor, view, _: actor.concede(view),
    "sign": lambda actor, view, _: actor.decide_signature(view),
    "challenge": lambda actor, view, _: actor.challenge(crisis(view, actor.key)),
    "follow": lambda actor, view, move: actor.follow(view, crisis(view, actor.key), move),
    "answer": answered,
}
"""How each decision is put to an actor."""


def pose(model: NegotiationModel, key: str, decision: str) -> None:
    """Let an actor take a decision."""
    kind, _, move = decision.partition(":")
    model.view.noted(POSED[kind](model.actor(key), model.view, move))


@pytest.fixture
def stage(capture) -> Stage:
    """Pose one decision to one actor."""
    return Stage(capture)
