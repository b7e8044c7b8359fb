"""Histories that several tests read: told once and those of a setting side by side, as each takes a fraction of a second."""

import numpy as np
import pytest

from sim.model.negotiation import NegotiationModel
from sim.model.world.state import WAR
from sim.parameters import Binding, load, worldviews
from sim.studies.histories.replay import tell_several

NAMES = ["baseline", *(overlay.key for overlay in worldviews())]
WORLDS = 5
MOVES = {
    "azerbaijan": ("threaten", "siege", "incursion", "attack"),
    "armenia": ("demand_revision", "reclaim"),
}


@pytest.fixture(scope="session")
def histories():
    """A few histories of every worldview, by name and index; one of them ends in a total war."""
    model = NegotiationModel("araz2023", worlds=300, seed=6, collect=False).run()
    total = int(np.flatnonzero(model.worlds.phase == WAR)[0])
    asked = {name: list(range(WORLDS)) for name in NAMES}
    asked["araz2023"] = sorted({*asked["araz2023"], total})
    return {
        (name, history.world): history
        for name, worlds in asked.items()
        for history in tell_several(load(name), worlds, seed=6)
    }


@pytest.fixture(scope="session")
def disputes():
    """Histories in which a rival makes one move of a crisis again and again, by actor, move and index."""
    return {
        (actor, move, history.world): history
        for actor, moves in MOVES.items()
        for move in moves
        for history in tell_several(
            load("fattah2025", bindings=[Binding(actor, move, "always", kept=0.4)]), range(2), seed=5
        )
    }


@pytest.fixture(scope="session")
def told(histories):
    """The same in words, every quarter of them."""
    return {address: history.full() for address, history in histories.items()}


@pytest.fixture(scope="session")
def short(histories):
    """The same on two screens."""
    return {address: str(history) for address, history in histories.items()}
