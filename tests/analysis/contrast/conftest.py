"""Tables of worlds that were never played, and two settings that were, of short histories."""

import numpy as np
import pandas as pd
import pytest

import sim

SHORT = {"calendar.horizon": 9}


def worlds_of(outcomes, **columns):
    """A table of worlds with these outcomes, in which nothing happens but what is said."""
    size = len(outcomes)
    never = pd.array([pd.NA] * size, dtype="Int64")
    usual = {
        "world": np.arange(size),
        "outcome": list(outcomes),
        "first_signed_quarter": never,
        "signed_quarter": never,
        "war_timing": [None] * size,
        "war_cause": [None] * size,
        "general_deterrence": True,
        "immediate_deterrence": False,
        "challenges": 0,
        "answered": 0,
        "tested": 0,
        "stood_down": 0,
    }
    return pd.DataFrame({**usual, **columns})


@pytest.fixture(scope="session")
def pair():
    """A worldview without a policy and with it, 60 short histories each."""
    settings = sim.load("ratelle2025", changes=SHORT), sim.load("ratelle2025", "western_guarantee", SHORT)
    return [sim.simulate(one, worlds=60, seed=4) for one in settings]


@pytest.fixture(scope="session")
def found(pair):
    """What comparing them finds."""
    return sim.compare(*pair)
