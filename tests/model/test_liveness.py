"""Every parameter is alive: some rule reads it, and moving it within its range changes some recorded quantity.

A dead parameter misleads: it can be set, swept and cited, and nothing comes of it. All parameters are tried in
blocks: the same worlds with the same draws once as they are, and once for either end of the range of each parameter.
What counts is every array of the worlds, their outcomes, and who guaranteed and endorsed. A start value that is
merely copied into the state does not count: something else must change.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pytest

import sim.model.negotiation
import sim.model.world.values
from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.values import Branch
from sim.parameters import Binding, load
from sim.parameters.vocabulary import ACTORS, ISSUES

PARAMETERS = load()
HORIZON = "calendar.horizon"
WORLDS = 20
WITHOUT_A_REASON = ("actors.iran.weights.legitimacy",)
"""Every actor has a weight for each interest; none of Iran's reasons touches its legitimacy at home."""
AT_A_TIME = 30
"""Parameters per block: enough to use the arrays, few enough to stay in the cache."""


class SetUp(NamedTuple):
    """Circumstances in which parameters are tried: changes and bindings on top of the baseline."""

    why: str
    quarters: int
    values: dict[str, Any] = {}  # noqa: RUF012
    bindings: tuple[Binding, ...] = ()


SIGN = tuple(Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan"))
TEXT = {f"mechanisms.bargaining.initial_offer.{issue}": 1.0 for issue in ISSUES}
ALL_GUARANTEES = {name: 0.6 for name in PARAMETERS.values if name.startswith("mechanisms.guarantees.initial.")}
ERRATIC = {
    **{f"actors.{actor}.precision": 2.0 for actor in ACTORS},
    "mechanisms.quantal_response.precision": 30.0,
}

SET_UPS = (
    SetUp("the baseline, for two years", 8),
    SetUp("an agreement is signed at once", 24, {**TEXT, **ERRATIC}, SIGN),
    SetUp(
        "Karabakh is on the agenda, and force is used often",
        16,
        {"mechanisms.bargaining.live.karabakh": True, "mechanisms.crisis.demilitarisation": 0.5, **ERRATIC},
        (Binding("azerbaijan", "incursion", "always", kept=0.2), Binding("azerbaijan", "siege", "always", kept=0.3)),
    ),
    SetUp("every component of a guarantee is in place and signed", 16, {**TEXT, **ALL_GUARANTEES, **ERRATIC}, SIGN),
    SetUp("the baseline, over its whole horizon", 40),
    SetUp(
        "a policy waits for stalled talks, force can go for the border alone, and Turkey would answer it",
        16,
        {
            "mechanisms.bargaining.live.transport": False,
            "mechanisms.deterrence.interest.turkey": 1.0,
            "mechanisms.deterrence.intervention_share.turkey": 0.5,
            "mechanisms.reputation.initial_resolve.turkey": 0.9,
            **ERRATIC,
        },
        (Binding("russia", "endorse", "when", "talks_stalled"), Binding("azerbaijan", "attack", "always", kept=0.2)),
    ),
)
"""In this order; a parameter is tried in the next only if it changed nothing in those before."""


def ends(name: str, value: Any) -> list[Any]:
    """Other values to try: both ends of the range, or the other position of a switch."""
    limits = PARAMETERS.range(name)
    return [not value] if limits is None else [end for end in limits if end != value]


def trials(names: Sequence[str], values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each parameter with each value that it is to be given."""
    for name in names:
        for end in ends(name, values[name]):
            yield name, end


def changed(names: Sequence[str], set_up: SetUp) -> set[str]:
    """Those of the parameters that change something in a set-up."""
    values = {**PARAMETERS.values, **set_up.values}
    tried = list(trials(names, values))
    slices = 1 + len(tried)
    spread = {name: np.full(slices * WORLDS, values[name], dtype=float) for name in names}
    for place, (name, end) in enumerate(tried, start=1):
        spread[name][place * WORLDS : (place + 1) * WORLDS] = end
    model = NegotiationModel(
        index=np.tile(np.arange(WORLDS), slices),
        seed=5,
        values={**set_up.values, **spread},
        bindings=Bindings(set_up.bindings),
        collect=False,
    )
    copied = _differing(model, slices)
    for _ in range(set_up.quarters):
        model.step()
    alive = np.any([differs & ~copied[name] for name, differs in _differing(model, slices).items()], axis=0)
    return {name for place, (name, _) in enumerate(tried, start=1) if alive[place]}


def _differing(model: NegotiationModel, slices: int) -> dict[str, np.ndarray]:
    """For each recorded quantity: in which slices it differs from the first, shape (slices,)."""
    found = {}
    for name, array in _recorded(model).items():
        cut = array.reshape(-1, slices, WORLDS)
        found[name] = (cut != cut[:, :1]).any(axis=(0, 2))
    return found


def _recorded(model: NegotiationModel) -> dict[str, np.ndarray]:
    """Everything that is recorded of the worlds, with the worlds on the last axis."""
    table = model.table()
    flags = {f"table.{name}": table[name].to_numpy() for name in table.select_dtypes(bool)}
    return {**model.worlds._data, **flags, "outcome": model.outcomes()}


def test_every_parameter_changes_something_that_is_recorded():
    dead = [name for name in PARAMETERS.values if name not in (HORIZON, *WITHOUT_A_REASON)]
    for set_up in SET_UPS:
        groups = [dead[first : first + AT_A_TIME] for first in range(0, len(dead), AT_A_TIME)]
        alive = set().union(*(changed(group, set_up) for group in groups))
        dead = [name for name in dead if name not in alive]
    assert not dead, f"{len(dead)} parameters change nothing: {', '.join(dead)}"


def test_the_horizon_ends_histories():
    lengths = [NegotiationModel(collect=False, **{HORIZON: length}).run().quarter for length in (4, 9)]
    assert lengths == [4, 9]


class Noting(Branch):
    """A group of parameters that notes which of its leaves are read."""

    read: set[str] = set()  # noqa: RUF012

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if not name.startswith("_") and name != "stack" and not isinstance(value, Branch):
            path = super().__getattribute__("_path")
            Noting.read.add(f"{path}.{name}" if path else name)
        return value


def test_every_parameter_is_read_by_some_rule(monkeypatch):
    monkeypatch.setattr(sim.model.world.values, "Branch", Noting)
    monkeypatch.setattr(Noting, "read", set())
    for set_up in SET_UPS:
        model = NegotiationModel(worlds=60, values=set_up.values, bindings=Bindings(set_up.bindings), collect=False)
        for _ in range(set_up.quarters):
            model.step()
        model.table()
    unread = sorted(set(PARAMETERS.values) - Noting.read)
    assert not unread, f"no rule reads: {', '.join(unread)}"


def test_a_dead_parameter_would_be_found(monkeypatch):
    """The check itself: a parameter that no rule reads is not reported as alive, and one that is read is."""
    monkeypatch.setattr(PARAMETERS.__class__, "range", lambda self, name: (0.0, 1.0))
    monkeypatch.setattr("sim.model.negotiation.values_of", lambda values, parameters: dict(values))
    invented = SetUp("an invented parameter", 4, {"mechanisms.force.invented": 0.5})
    names = ["mechanisms.force.invented", "mechanisms.force.decisiveness"]
    assert changed(names, invented) == {"mechanisms.force.decisiveness"}


def test_a_start_value_that_is_merely_copied_would_be_found():
    """The check itself: after no quarters at all, a start value has changed nothing but itself."""
    start = "mechanisms.fear.initial.fear"
    assert changed([start], SetUp("the start", 0)) == set()
    assert changed([start], SetUp("a year", 4)) == {start}


@pytest.mark.parametrize("set_up", SET_UPS, ids=lambda s: s.why)
def test_set_ups_name_parameters_that_exist(set_up):
    assert set(set_up.values) <= set(PARAMETERS.values)
