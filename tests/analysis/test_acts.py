"""Whether a parameter acts: compared with its whole interval, not with its point."""

import numpy as np
import pytest

from sim.analysis.given_data import pawn_indices
from sim.analysis.morris import morris_screening
from sim.analysis.noise import HOW_TO_READ, acts

from .conftest import OUTCOME, cells_from, morris_inputs, spread_inputs


@pytest.mark.parametrize(
    ("low", "high", "level", "verdict"),
    [
        (0.155, 0.259, 0.205, "unclear"),
        (0.206, 0.300, 0.205, "yes"),
        (0.205, 0.300, 0.205, "unclear"),
        (0.100, 0.205, 0.205, "no"),
        (0.100, 0.200, 0.205, "no"),
        (0.100, 0.300, 0.205, "unclear"),
        (0.0, 0.0, 0.0, "no"),
        (np.nan, np.nan, np.nan, "unclear"),
    ],
)
def test_a_parameter_acts_if_its_whole_interval_lies_above_what_chance_gives(low, high, level, verdict):
    assert acts(np.array([low]), np.array([high]), np.array([level])).tolist() == [verdict]


@pytest.mark.parametrize(
    ("method", "low", "high", "level", "inputs"),
    [
        (pawn_indices, "pawn_low", "pawn_high", "dummy", lambda: spread_inputs(6, 200).assign()),
        (morris_screening, "mu_star_low", "mu_star_high", "noise_floor", lambda: morris_inputs(6, 10)),
    ],
)
def test_every_method_says_it_by_the_same_rule(method, low, high, level, inputs):
    cells = inputs()
    chances = 0.1 + 0.5 * cells["x0"] + 0.15 * cells["x1"] + 0.08 * cells["x2"]
    design = "morris" if method is morris_screening else "latin_hypercube"
    table = method(cells_from(cells, chances, design=design), OUTCOME)
    assert table["acts"].tolist() == acts(table[low], table[high], table[level]).tolist()
    assert table["acts"].iloc[0] == "yes"
    assert set(table["acts"]) > {"yes"}


def test_the_rule_is_said_in_words():
    assert all(word in HOW_TO_READ for word in ("yes if", "no if", "unclear if"))
