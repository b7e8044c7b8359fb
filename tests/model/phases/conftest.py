"""A block of worlds in a given state, before one phase of a quarter."""

from typing import Any

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.state import SIGNED, TALKS
from sim.model.world.view import View
from sim.parameters import load


def stand(
    worlds: int = 400,
    quarter: int = 12,
    values: dict[str, Any] | None = None,
    bindings: Any = (),
    where: Any = None,
    signed: bool = False,
    recorder: Any = None,
    **state: Any,
) -> View:
    """Worlds in talks, or two years into an agreement, with what differs from it; all have looked."""
    assert set(values or {}) <= set(load().values)
    model = NegotiationModel(
        worlds=worlds, seed=11, values=values, bindings=Bindings(bindings, where), recorder=recorder, collect=False
    )
    model.quarter = quarter
    if signed:
        agreed = {"demand": 0.6, "offer": 0.6, "agreed": True, "ratified": True, "implementation": 0.5}
        state = {**agreed, "signed_quarter": quarter - 8, "first_signed_quarter": quarter - 8, **state}
    model.worlds.set(phase=SIGNED if signed else TALKS, **state)
    model.look()
    return model.view


@pytest.fixture
def situation():
    """Worlds before one phase of a quarter: `situation(worlds=, values=, bindings=, where=, signed=, **state)`."""
    return stand


@pytest.fixture
def within():
    """Four standard errors of a share of some worlds, at most."""
    return lambda worlds: 4 * np.sqrt(0.25 / worlds)
