"""What tests of the engine share: a recorder that keeps the chances of every choice, and comparison of whole states."""

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

import sim.parameters.baseline
from sim.parameters import parameters_folder

try:
    import fcntl
except ImportError:  # Windows has no such locks: every worker makes its own
    fcntl = None

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


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[], Any]], Any]:
    """Make what is dear once for all workers of a run: `once(name, make)`, where what is made can be written as JSON."""
    if fcntl is None or "PYTEST_XDIST_WORKER" not in os.environ:
        return lambda name, make: make()
    shared = tmp_path_factory.getbasetemp().parent

    def made(name: str, make: Callable[[], Any]) -> Any:
        path = shared / f"{name}.json"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes later waits for what the first one makes
            if not path.exists():
                path.write_text(json.dumps(make()), encoding="utf-8")
            return json.loads(path.read_text(encoding="utf-8"))

    return made


@pytest.fixture(scope="session")
def brief_parameters(tmp_path_factory) -> Path:
    """A copy of the parameter files in which a history runs for two years instead of ten."""
    folder = tmp_path_factory.mktemp("brief") / "parameters"
    shutil.copytree(parameters_folder(), folder)
    file = folder / "calendar.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("value: 40", "value: 8", 1), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != before
    return folder


@pytest.fixture
def two_years(monkeypatch, brief_parameters) -> None:
    """Let the baseline run for two years: for tests in which the length of histories does not matter, only their cost."""
    monkeypatch.setattr(sim.parameters.baseline, "parameters_folder", lambda: brief_parameters)


@pytest.fixture
def quick_trials(monkeypatch) -> None:
    """Before every sweep the command tries how long a world takes; where that does not matter, few worlds are tried."""
    monkeypatch.setattr("sim.studies.sweeps.estimate.TRIAL_WORLDS", (2, 20))


@pytest.fixture
def sketched(monkeypatch) -> None:
    """Charts of reports are drawn, but in one theme only, and not turned into pictures: for claims about words and tables.

    That costs a third. Whole pictures in both themes are in the reports that `tests/reports/conftest.py` keeps, which
    a browser opens as well.
    """
    import sim.reports.making  # noqa: F401 - so that all modules that draw are there
    from sim.charts.theme import LIGHT, PAGE, Look
    from sim.reports.figures import figure

    def sketch(draw, name=""):
        light = draw(Look(LIGHT, PAGE))
        return figure(lambda _: light, name)

    monkeypatch.setattr("sim.charts.picture.Picture.content", lambda *_: b"<svg/>")
    modules = [one for name, one in sys.modules.items() if name.startswith("sim.reports.")]
    drawing = [one for one in modules if one.__name__ != figure.__module__ and getattr(one, "figure", None) is figure]
    assert drawing
    for module in drawing:
        monkeypatch.setattr(module, "figure", sketch)


@pytest.fixture(scope="module")
def two_years_throughout(brief_parameters) -> Iterator[None]:
    """The same for all tests of a module and what they share."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sim.parameters.baseline, "parameters_folder", lambda: brief_parameters)
        yield
