"""Sobol indices against functions whose indices are known in closed form."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.analysis.cells import SOBOL, Cells
from sim.analysis.sobol import second_order_indices, sobol_indices
from sim.common.errors import InputError

from .conftest import (
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    OUTCOME,
    cells_from,
    ishigami,
    played,
    sobol_inputs,
)

TOLERANCE = 0.03
"""With 2,048 base samples the error of Ishigami's indices stays below this."""


@pytest.fixture(scope="module")
def known() -> Cells:
    inputs = sobol_inputs(3, 2048, second_order=True)
    return cells_from(inputs, ishigami(inputs), design=SOBOL)


def test_ishigami_has_its_known_indices(known):
    table = sobol_indices(known, OUTCOME)
    assert table["first"].to_numpy() == pytest.approx(ISHIGAMI_FIRST, abs=TOLERANCE)
    assert table["total"].to_numpy() == pytest.approx(ISHIGAMI_TOTAL, abs=TOLERANCE)


def test_ishigami_interacts_between_its_first_and_third_number_alone(known):
    pairs = second_order_indices(known, OUTCOME).set_index(["parameter", "other"])["second"]
    assert pairs[("x0", "x2")] == pytest.approx(0.2437, abs=0.06)
    assert abs(pairs[("x0", "x1")]) < 0.06
    assert abs(pairs[("x1", "x2")]) < 0.06


def test_intervals_hold_the_known_indices(known):
    table = sobol_indices(known, OUTCOME)
    inside = (table["first_low"] <= ISHIGAMI_FIRST) & (table["first_high"] >= ISHIGAMI_FIRST)
    assert inside.all()
    assert (table["total_high"] > table["total_low"]).all()


def test_g_function_has_its_known_indices():
    weights = np.array([0.0, 1.0, 9.0])
    inputs = sobol_inputs(3, 1024)
    value = np.prod((np.abs(4 * inputs.to_numpy() - 2) + weights) / (1 + weights), axis=1)
    parts = 1 / (3 * (1 + weights) ** 2)
    whole = np.prod(1 + parts) - 1
    others = np.array([np.prod(1 + np.delete(parts, place)) for place in range(3)])
    table = sobol_indices(cells_from(inputs, value / 8, design=SOBOL, second_order=False), OUTCOME)
    assert table["first"].to_numpy() == pytest.approx(parts / whole, abs=TOLERANCE)
    assert table["total"].to_numpy() == pytest.approx(parts * others / whole, abs=TOLERANCE)


def test_second_order_cells_do_not_change_the_other_indices(known):
    inputs = known.inputs.iloc[[row for row in range(len(known)) if row % 8 in (0, 1, 2, 3, 7)]].reset_index(drop=True)
    without = cells_from(inputs, ishigami(inputs), design=SOBOL, second_order=False)
    columns = ["first", "total"]
    pd.testing.assert_frame_equal(sobol_indices(known, OUTCOME)[columns], sobol_indices(without, OUTCOME)[columns])


def test_the_same_cells_give_the_same_intervals(known):
    pd.testing.assert_frame_equal(sobol_indices(known, OUTCOME), sobol_indices(known, OUTCOME))


@pytest.fixture(scope="module")
def additive() -> tuple[pd.DataFrame, np.ndarray]:
    """Two of three numbers act, one twice as strongly: the indices are 0.8, 0.2 and 0."""
    inputs = sobol_inputs(3, 1024)
    return inputs, 0.4 + 0.1 * inputs["x0"].to_numpy() + 0.05 * inputs["x1"].to_numpy()


NOISY = 400
"""Worlds per cell with which noise is about 38 % of the variance between the additive cells."""


def test_few_worlds_dilute_the_plain_index_and_not_the_denoised_one(additive):
    inputs, chances = additive
    cells = played(inputs, chances, NOISY, np.random.default_rng(1), design=SOBOL, second_order=False)
    table = sobol_indices(cells, OUTCOME)
    assert table["first"].iloc[0] < 0.6
    assert table["first_denoised"].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.15)
    assert table["total"].iloc[2] > 0.3, "noise looks like an interaction"
    assert table["total_denoised"].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.15)


def test_replicates_denoise_as_well_as_the_binomial_formula(additive):
    inputs, chances = additive
    cells = played(inputs, chances, NOISY, np.random.default_rng(2), sets=4, design=SOBOL, second_order=False)
    table = sobol_indices(cells, OUTCOME)
    assert table["first_denoised"].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.15)
    assert table["total_denoised"].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.15)


@pytest.mark.parametrize("sets", [0, 4])
def test_shared_luck_gives_no_denoised_index(additive, sets):
    inputs, chances = additive
    rng = np.random.default_rng(3)
    cells = played(inputs, chances, NOISY, rng, sets=sets, design=SOBOL, second_order=False)
    shared = replace(cells, common_luck=True)
    assert sobol_indices(shared, OUTCOME)[["first_denoised", "total_denoised"]].isna().all(axis=None)


def test_a_constant_share_has_no_indices(recwarn):
    inputs = sobol_inputs(2, 8, second_order=True)
    cells = cells_from(inputs, np.full(len(inputs), 0.3), design=SOBOL)
    assert sobol_indices(cells, OUTCOME)[["first", "total"]].isna().all(axis=None)
    assert second_order_indices(cells, OUTCOME)["second"].isna().all()
    assert not recwarn.list


def test_another_design_is_refused_with_the_one_to_run():
    inputs = sobol_inputs(2, 8)
    with pytest.raises(InputError, match=r"design\.sobol"):
        sobol_indices(cells_from(inputs, inputs["x0"].to_numpy(), design="grid"), OUTCOME)


def test_cells_in_another_order_are_refused():
    inputs = sobol_inputs(2, 8).sample(frac=1, random_state=1).reset_index(drop=True)
    with pytest.raises(InputError, match="order"):
        sobol_indices(cells_from(inputs, inputs["x0"].to_numpy(), design=SOBOL, second_order=False), OUTCOME)


def test_second_order_without_its_cells_is_refused():
    inputs = sobol_inputs(2, 8)
    with pytest.raises(InputError, match="second_order=True"):
        second_order_indices(cells_from(inputs, inputs["x0"].to_numpy(), design=SOBOL, second_order=False), OUTCOME)
