"""Tables of cells: what is refused, and how they are cut."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.cells import SOBOL, Cells
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES

from .conftest import OUTCOME, cells_from, counts_of


def table(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_shares_are_counts_of_all_worlds_of_the_cell():
    cells = Cells(table(a=[1.0, 2.0]), counts_of(np.array([0.25, 0.5]), 8))
    assert cells.share(OUTCOME).tolist() == [0.25, 0.5]
    assert cells.worlds.tolist() == [8, 8]


def test_the_problem_has_the_stated_bounds_and_else_those_seen():
    inputs = table(a=[0.1, 0.2], b=[3.0, 5.0], still=[1.0, 1.0])
    problem = cells_from(inputs, np.array([0.1, 0.2]), bounds={"a": (0, 1)}).problem()
    assert problem == {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1], [3.0, 5.0]]}


def test_a_sample_that_is_crossed_with_words_is_cut_into_whole_samples():
    inputs = table(worldview=["one", "one", "other", "other"], a=[0.1, 0.9, 0.1, 0.9])
    cells = cells_from(inputs, np.array([0.1, 0.2, 0.3, 0.4]), design=SOBOL, sampled=("a",))
    parts = dict(cells.split())
    assert list(parts) == ["one", "other"]
    assert parts["other"].share(OUTCOME) == pytest.approx([0.3, 0.4])
    assert parts["other"].parameters == ["a"]


def test_a_sample_that_is_crossed_with_nothing_stays_whole():
    inputs = table(worldview=["one", "one"], a=[0.1, 0.9])
    (name, part), *rest = cells_from(inputs, np.array([0.1, 0.2]), sampled=("a",)).split()
    assert (name, len(part), rest) == ("", 2, [])


@pytest.mark.parametrize(
    ("inputs", "counts", "said"),
    [
        (pd.DataFrame(), counts_of(np.array([]), 1), "no cells"),
        (table(a=[1.0]), counts_of(np.array([0.5, 0.5]), 4), "1 cells but 2 rows"),
        (table(a=[1.0]), pd.DataFrame({"ideal_peace": [1]}), "lack the outcomes formal_peace"),
        (table(a=[1.0, 2.0]), pd.DataFrame(0, index=range(2), columns=list(OUTCOMES)), "cell 0 has no worlds"),
        (table(a=[1.0, np.nan]), counts_of(np.array([0.5, 0.5]), 4), "a has no finite value in cell 1"),
        (table(a=[1.0, 2.0]), -counts_of(np.array([0.5, 0.5]), 4), "negative"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(inputs, counts, said):
    with pytest.raises(InputError, match=said):
        Cells(inputs, counts)
