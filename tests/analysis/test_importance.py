"""What a forest needs to know."""

import numpy as np
import pytest

from sim.analysis.importance import importance
from sim.common.errors import InputError

from .conftest import OUTCOME, cells_from, played, spread_inputs


def test_what_acts_is_ranked_before_what_does_not():
    inputs = spread_inputs(4, 400)
    found = importance(cells_from(inputs, 0.1 + 0.6 * inputs["x2"] + 0.2 * inputs["x0"]), OUTCOME)
    table = found.table.set_index("parameter")
    assert found.table["parameter"].tolist()[:2] == ["x2", "x0"]
    assert (table.loc[["x2", "x0"], "low"] > 0).all()
    assert (table.loc[["x1", "x3"], "importance"].abs() < 0.01).all()
    assert found.trustworthy


def test_luck_alone_has_no_importance_and_is_not_trusted():
    inputs = spread_inputs(3, 300)
    found = importance(played(inputs, np.full(300, 0.4), 50, np.random.default_rng(1)), OUTCOME)
    assert not found.trustworthy
    assert (found.table["low"] < 0.05).all()


def test_words_can_be_important():
    inputs = spread_inputs(2, 300).assign(worldview=np.tile(["a", "b", "c"], 100))
    chances = inputs["worldview"].map({"a": 0.1, "b": 0.8, "c": 0.2}).to_numpy()
    assert importance(cells_from(inputs, chances), OUTCOME).table["parameter"].iloc[0] == "worldview"


@pytest.mark.parametrize(("cells", "chance", "said"), [(20, None, "50 cells"), (100, 0.5, "nothing to explain")])
def test_what_cannot_be_ranked_is_refused(cells, chance, said):
    inputs = spread_inputs(2, cells)
    chances = inputs["x0"] if chance is None else np.full(cells, chance)
    with pytest.raises(InputError, match=said):
        importance(cells_from(inputs, chances), OUTCOME)
