"""Elementary effects against functions whose effects are known."""

import numpy as np
import pytest

from sim.analysis.cells import MORRIS
from sim.analysis.morris import morris_screening
from sim.common.errors import InputError

from .conftest import OUTCOME, cells_from, morris_inputs, played, sobol_inputs


def test_slopes_of_a_plane_are_its_effects():
    inputs = morris_inputs(3, 10)
    cells = cells_from(inputs, 0.3 + 0.4 * inputs["x0"] - 0.2 * inputs["x1"], design=MORRIS)
    table = morris_screening(cells, OUTCOME)
    assert table["mu"].to_numpy() == pytest.approx([0.4, -0.2, 0.0], abs=1e-9)
    assert table["mu_star"].to_numpy() == pytest.approx([0.4, 0.2, 0.0], abs=1e-9)
    assert table["sigma"].to_numpy() == pytest.approx(0, abs=1e-9)
    assert table["acts"].tolist() == ["yes", "yes", "no"]


def test_a_product_shows_as_a_spread_of_effects():
    inputs = morris_inputs(3, 20)
    table = morris_screening(cells_from(inputs, inputs["x0"] * inputs["x1"], design=MORRIS), OUTCOME)
    assert (table["sigma"].iloc[:2] > 0.2).all()
    assert table["mu_star"].iloc[2] == 0


@pytest.mark.parametrize("sets", [0, 5])
def test_noise_is_not_taken_for_an_effect(sets):
    inputs = morris_inputs(4, 60)
    chances = 0.3 + 0.4 * inputs["x0"].to_numpy()
    cells = played(inputs, chances, 100, np.random.default_rng(1), sets=sets, design=MORRIS)
    table = morris_screening(cells, OUTCOME)
    assert (table["mu_star"].iloc[1:] > 0.03).all(), "noise has absolute effects"
    # The floor is what half-normal noise gives on average.
    assert table["mu_star"].iloc[1:].to_numpy() == pytest.approx(table["noise_floor"].iloc[1:].to_numpy(), rel=0.3)
    assert (table["acts"] == "yes").tolist() == [True, False, False, False]


def test_a_constant_share_has_no_effects():
    inputs = morris_inputs(2, 5)
    table = morris_screening(cells_from(inputs, np.full(len(inputs), 0.5), design=MORRIS), OUTCOME)
    assert (table["mu_star"] == 0).all()
    assert (table["acts"] == "no").all()


def test_another_design_is_refused_with_the_one_to_run():
    inputs = sobol_inputs(2, 8)
    with pytest.raises(InputError, match=r"design\.morris"):
        morris_screening(cells_from(inputs, inputs["x0"], design="sobol"), OUTCOME)


def test_a_step_that_moves_nothing_is_refused():
    inputs = morris_inputs(2, 5).assign(x1=0.0)
    with pytest.raises(InputError, match="moves no parameter"):
        morris_screening(cells_from(inputs, inputs["x0"], design=MORRIS, sampled=("x0", "x1")), OUTCOME)
