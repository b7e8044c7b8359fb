"""Every parameter can differ from world to world within a block, to the last bit of every history."""

import numpy as np
import pytest

from sim import NegotiationModel, load
from sim.studies.sweeps.cells import HORIZON

WORLDS = 150
POLICIES = ("conditional_talks", "public_sanctions", "security_assistance")


def histories(parameters, values, index):
    return NegotiationModel(parameters, index=index, values=values, seed=3, collect=False).run().table()


def random_cell(parameters, seed):
    """A value for every parameter somewhere in its range."""
    rng = np.random.default_rng(seed)
    cell = {}
    for name, entry in parameters.entries.items():
        if name == HORIZON:
            continue
        if entry.kind == "switch":
            cell[name] = bool(rng.integers(2))
        elif entry.kind == "whole number":
            cell[name] = int(rng.integers(entry.range[0], entry.range[1] + 1))
        elif entry.kind == "number":
            cell[name] = float(rng.uniform(*entry.range))
    return cell


@pytest.mark.parametrize("worldview", ["baseline", "ratelle2025", "fattah2025"])
def test_an_array_of_equal_values_is_the_value(worldview):
    parameters = load(worldview, POLICIES)
    index = np.arange(WORLDS)
    arrays = {name: np.full(WORLDS, value) for name, value in parameters.values.items() if name != HORIZON}
    one, other = histories(parameters, {}, index), histories(parameters, arrays, index)
    assert [name for name in one if not one[name].equals(other[name])] == []


def test_cells_with_random_values_give_the_same_side_by_side_as_alone():
    parameters = load("baseline", POLICIES)
    index = np.arange(WORLDS)
    cells = [random_cell(parameters, seed) for seed in range(6)]
    tiled = {name: np.array([cell[name] for cell in cells]).repeat(WORLDS) for name in cells[0]}
    together = histories(parameters, tiled, np.tile(index, len(cells)))
    for place, cell in enumerate(cells):
        alone = histories(parameters, cell, index)
        part = together.iloc[place * WORLDS : (place + 1) * WORLDS].reset_index(drop=True)
        assert [name for name in alone if not alone[name].equals(part[name])] == [], f"cell {place}"
