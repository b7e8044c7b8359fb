"""Histories that several tests read: told once, because each takes a fraction of a second."""

import pytest

from sim.parameters import load, worldviews
from sim.studies.histories import tell

NAMES = ["baseline", *(overlay.key for overlay in worldviews())]
WORLDS = 5


@pytest.fixture(scope="session")
def histories():
    """A few histories of every worldview, by name and index."""
    return {(name, world): tell(load(name), world, seed=5) for name in NAMES for world in range(WORLDS)}


@pytest.fixture(scope="session")
def told(histories):
    """The same in words."""
    return {address: str(history) for address, history in histories.items()}
