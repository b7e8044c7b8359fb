"""Whether indices still move."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.cells import SOBOL, Cells
from sim.analysis.convergence import SETTLED, converge
from sim.analysis.sobol import sobol_indices

from .conftest import OUTCOME, cells_from, ishigami, played, sobol_inputs, spread_inputs


def totals(cells: Cells) -> pd.Series:
    return sobol_indices(cells, OUTCOME).set_index("parameter")["total"]


def test_many_samples_settle():
    inputs = sobol_inputs(3, 1024)
    found = converge(cells_from(inputs, ishigami(inputs), design=SOBOL, second_order=False), totals)
    assert found.settled
    assert found.move("samples") < SETTLED
    assert sorted(found.table["cells"].unique()) == [640, 1280, 2560, 5120]
    assert "settled" in found.sentence()


def test_few_samples_do_not_and_the_verdict_says_what_to_run():
    inputs = sobol_inputs(3, 16)
    found = converge(cells_from(inputs, ishigami(inputs), design=SOBOL, second_order=False), totals)
    assert found.settled is False
    assert "Run more samples." in found.sentence()


def test_the_first_half_of_a_sobol_design_is_the_smaller_design():
    small, large = sobol_inputs(3, 32), sobol_inputs(3, 64)
    found = converge(cells_from(large, ishigami(large), design=SOBOL, second_order=False), totals)
    half = found.table[found.table["part"] == 0.5].set_index("parameter")["index"]
    expected = totals(cells_from(small, ishigami(small), design=SOBOL, second_order=False))
    assert half.to_numpy() == pytest.approx(expected.to_numpy())


def test_few_worlds_move_the_index_when_they_double():
    inputs = sobol_inputs(2, 256)
    chances = 0.4 + 0.1 * inputs["x0"].to_numpy()
    cells = played(inputs, chances, 60, np.random.default_rng(1), sets=2, design=SOBOL, second_order=False)
    found = converge(cells, totals)
    assert found.move("worlds") > SETTLED
    assert "more worlds" in found.sentence()


def test_cells_that_cannot_be_halved_give_no_verdict():
    inputs = spread_inputs(1, 4)

    def refuse_less(cells: Cells) -> pd.Series:
        from sim.common.errors import InputError

        if len(cells) < 4:
            raise InputError("too few")
        return pd.Series({"x0": 1.0})

    found = converge(cells_from(inputs, inputs["x0"]), refuse_less)
    assert found.settled is None
    assert "nobody can tell" in found.sentence()
