"""What tests of the engine share: a recorder that keeps the chances of every choice, and comparison of whole states."""

import signal
import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

# Whoever starts the tests in the background lets them ignore Ctrl-C, and the programs that they start inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass
class Choice:
    """One decision of one actor, in the worlds that took it (`index`)."""

    quarter: int
    actor: str
    decision: str
    menu: Any
    chosen: np.ndarray
    chances: np.ndarray
    available: np.ndarray
    index: np.ndarray
    terms: list[Any]
    precision: Any

    def chance(self, action: str) -> np.ndarray:
        """Probability of an action, shape (N,)."""
        return self.chances[self.menu.row[action]]

    def took(self, action: str) -> np.ndarray:
        """Worlds in which the action was chosen, shape (N,)."""
        return self.chosen == self.menu.row[action]


@dataclass
class Capture:
    """Stands where a recorder stands, and keeps the choices instead of writing them down."""

    choices: list[Choice] = field(default_factory=list)

    def note(self, decision) -> None:
        kept = (decision.chosen.copy(), decision.chances.copy(), decision.available.copy(), decision.index.copy())
        view, told = decision.view, (decision.terms, decision.precision)
        choice = Choice(view.quarter, decision.actor, decision.name, decision.menu, *kept, *told)
        self.choices.append(choice)

    def close_quarter(self, view) -> None:
        """Nothing to write at the end of a quarter."""

    def of(self, decision: str, actor: str | None = None) -> list[Choice]:
        """All choices of one decision, in their order."""
        return [c for c in self.choices if c.decision == decision and actor in (None, c.actor)]


def state_of(model, columns: slice | np.ndarray | None = None) -> dict[str, np.ndarray]:
    """Every array of the worlds of a model, for some of the worlds (all, if not said)."""
    where = slice(None) if columns is None else columns
    data = {name: array[..., where].copy() for name, array in model.worlds._data.items()}
    return {**data, "index": model.worlds.index[where], "outcome": model.outcomes()[where]}


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    """Names of the arrays that differ, to the last bit."""
    assert one.keys() == other.keys()
    return [name for name in one if not np.array_equal(one[name], other[name])]


@pytest.fixture
def capture() -> Capture:
    """A recorder that keeps the chances of every choice."""
    return Capture()


@pytest.fixture
def snapshot():
    """Read off every array of the worlds of a model."""
    return state_of


@pytest.fixture
def differences():
    """Compare two snapshots to the last bit."""
    return differing
