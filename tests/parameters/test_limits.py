"""What a number can be at all: out of its plausible range perhaps, out of what its unit allows never."""

import re

import numpy as np
import pytest

from sim.common.errors import RefusedValueError
from sim.parameters import load, parameters_folder
from sim.parameters.entries import check_value
from sim.parameters.vocabulary import CHOICE_UNIT, SWITCH_UNIT, UNIT_LIMITS, UNITS

ENTRIES = {name: entry for name, entry in load().entries.items() if entry.range is not None}


def test_every_unit_of_numbers_has_limits_and_no_other():
    assert set(UNIT_LIMITS) == set(UNITS) - {SWITCH_UNIT, CHOICE_UNIT}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_limits_hold_the_plausible_range_and_are_themselves_allowed(entry):
    low, high = entry.limits
    assert low <= entry.bounds[0] < entry.bounds[1] <= high
    for end in entry.limits:
        assert check_value(entry, end, beyond=True) == end


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mechanisms.guarantees.credibility.united_states", 1.01),
        ("mechanisms.guarantees.credibility.united_states", -0.01),
        ("calendar.discount", 5),
        ("calendar.discount", -0.1),
        ("actors.armenia.growth", -1.1),
        ("actors.armenia.precision", -0.1),
        ("actors.armenia.precision", 1e308),
        ("actors.armenia.initial.capability", -1),
        ("actors.azerbaijan.war_cost", 1e308),
        ("actors.azerbaijan.war_cost", -1e308),
        ("actors.armenia.weights.territory", 1e6),
        ("mechanisms.conditions.election.cycle", 0),
        ("mechanisms.conditions.election.cycle", -4),
        ("mechanisms.crisis.lasting.status", 0),
        ("mechanisms.quantal_response.dissimilarity", 0),
        ("mechanisms.force.decisiveness", -1),
        ("calendar.horizon", -3),
        ("calendar.horizon", 0),
        ("calendar.horizon", 1_000_000),
        ("outcomes.tolerated_incidents", -1),
    ],
)
@pytest.mark.parametrize("form", [lambda value: value, lambda value: np.array([value, value])], ids=["one", "array"])
def test_what_has_no_meaning_is_refused_even_beyond_the_plausible_range(name, value, form):
    with pytest.raises(RefusedValueError, match=rf"{name} cannot be .*in any case.*plausible is"):
        check_value(ENTRIES[name], form(value), beyond=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("calendar.discount", 0.2), ("actors.azerbaijan.war_cost", -0.5), ("mechanisms.conditions.election.cycle", 1)],
)
def test_what_is_merely_implausible_is_let_through_on_request_alone(name, value):
    assert check_value(ENTRIES[name], value, beyond=True) == value
    with pytest.raises(RefusedValueError, match="out of range"):
        check_value(ENTRIES[name], value)


def test_the_readme_of_the_parameters_gives_these_limits():
    text = (parameters_folder() / "README.md").read_text(encoding="utf-8")
    told = {}
    for units, low, high in re.findall(r"^\| (`[^|]*`) \|.*\| (-?\d+) to (-?\d+) \|$", text, re.MULTILINE):
        told.update({unit: (int(low), int(high)) for unit in re.findall(r"`([^`]+)`", units)})
    assert told == dict(UNIT_LIMITS)
