"""Sensitivity from cells that were not chosen for it."""

import itertools

import numpy as np
import pandas as pd
import pytest

from sim.analysis.given_data import pawn_indices, rbd_fast_indices
from sim.common.errors import InputError

from .conftest import ISHIGAMI_FIRST, OUTCOME, cells_from, ishigami, spread_inputs


def test_rbd_fast_finds_the_known_first_order_indices():
    inputs = spread_inputs(3, 2000)
    table = rbd_fast_indices(cells_from(inputs, ishigami(inputs), design="latin_hypercube"), OUTCOME)
    assert table["first"].to_numpy() == pytest.approx(ISHIGAMI_FIRST, abs=0.05)


def test_pawn_ranks_what_acts_and_leaves_what_does_not_at_the_dummy():
    inputs = spread_inputs(4, 500)
    chances = 0.2 + 0.5 * inputs["x0"] + 0.2 * inputs["x1"]
    table = pawn_indices(cells_from(inputs, chances, design="latin_hypercube"), OUTCOME)
    index = table["pawn"].to_numpy()
    assert index[0] > index[1] > index[2:].max()
    assert table["acts"].tolist()[:2] == ["yes", "yes"]
    assert index[2:] == pytest.approx(table["dummy"].to_numpy()[2:], abs=0.08)
    assert ((table["pawn_low"] <= table["pawn"]) & (table["pawn"] <= table["pawn_high"])).all()


def test_pawn_agrees_with_salib_where_values_are_many():
    from SALib.analyze import pawn

    inputs = spread_inputs(3, 1000)
    cells = cells_from(inputs, ishigami(inputs), design="latin_hypercube")
    theirs = pawn.analyze(cells.problem(), inputs.to_numpy(), cells.share(OUTCOME), S=10)["median"]
    assert pawn_indices(cells, OUTCOME, resamples=0)["pawn"].to_numpy() == pytest.approx(theirs, abs=0.02)


def test_pawn_sees_the_highest_of_two_values():
    """SALib alone would leave out all cells with the upper value."""
    grid = pd.DataFrame(list(itertools.product([0, 1], range(60))), columns=["switch", "other"])
    chances = np.where(grid["switch"] == 1, 0.9, 0.1) + 0.001 * grid["other"]
    table = pawn_indices(cells_from(grid, chances, design="grid"), OUTCOME).set_index("parameter")
    # Half of all cells lie on either side of either value, so that both distances are one half.
    assert table.loc["switch", "pawn"] == pytest.approx(0.5, abs=0.02)
    assert table.loc["switch", "pawn"] > table.loc["other", "pawn"]


def test_pawn_reads_words():
    inputs = spread_inputs(1, 200).assign(worldview=["good", "bad"] * 100)
    chances = np.where(inputs["worldview"] == "bad", 0.8, 0.2)
    table = pawn_indices(cells_from(inputs, chances, design="table"), OUTCOME).set_index("parameter")
    assert table.loc["worldview", "acts"] == "yes"
    assert table.loc["x0", "acts"] != "yes"


def test_words_have_no_wave_for_rbd_fast():
    inputs = spread_inputs(1, 200).assign(worldview=["good", "bad"] * 100)
    table = rbd_fast_indices(cells_from(inputs, inputs["x0"], design="table"), OUTCOME).set_index("parameter")
    assert np.isnan(table.loc["worldview", "first"])
    assert table.loc["x0", "first"] > 0.9


@pytest.mark.parametrize("method", [pawn_indices, rbd_fast_indices])
def test_a_constant_share_has_no_indices(method):
    inputs = spread_inputs(2, 200)
    table = method(cells_from(inputs, np.full(200, 0.4), design="latin_hypercube"), OUTCOME)
    assert table.iloc[:, 1].isna().all()


@pytest.mark.parametrize("method", [pawn_indices, rbd_fast_indices])
@pytest.mark.parametrize(("design", "cells"), [("one_at_a_time", 200), ("latin_hypercube", 30)])
def test_what_does_not_suit_is_refused_with_the_design_to_run(method, design, cells):
    inputs = spread_inputs(2, cells)
    with pytest.raises(InputError, match=r"design\.latin_hypercube"):
        method(cells_from(inputs, inputs["x0"], design=design), OUTCOME)
