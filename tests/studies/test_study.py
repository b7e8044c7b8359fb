"""Studies: the same worlds whatever the blocks, and in the order of their index."""

import numpy as np
import pandas as pd
import pytest

from sim.common.errors import InputError
from sim.common.numbers import whole_number
from sim.parameters import load
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.study import Study, simulate

SHORT = load("fattah2025", changes={"calendar.horizon": 12})


@pytest.fixture(scope="module")
def study() -> Study:
    return simulate(SHORT, worlds=61, seed=9)


@pytest.mark.parametrize("block", [1, 7, 60, 61, 10_000])
def test_blocks_change_nothing(study, block):
    if block == 1:
        few = simulate(SHORT, worlds=5, seed=9, block=1)
        pd.testing.assert_frame_equal(few.table, study.table.head(5))
    else:
        pd.testing.assert_frame_equal(simulate(SHORT, worlds=61, seed=9, block=block).table, study.table)


def test_more_worlds_leave_those_there_were_as_they_are(study):
    pd.testing.assert_frame_equal(simulate(SHORT, worlds=200, seed=9).table.head(61), study.table)


def test_another_seed_is_another_luck(study):
    assert not simulate(SHORT, worlds=61, seed=10).table.equals(study.table)


def test_the_table_has_one_row_per_world_in_the_order_of_the_index(study):
    assert study.table["world"].tolist() == list(range(61))
    assert study.table["outcome"].cat.categories.tolist() == list(OUTCOMES)
    assert study.table["outcome"].notna().all()


def test_categories_survive_the_joining_of_blocks():
    """A block in which an outcome does not occur must not cost the column its type."""
    table = simulate(SHORT, worlds=9, seed=9, block=1).table
    assert isinstance(table["outcome"].dtype, pd.CategoricalDtype)
    assert table["outcome"].cat.ordered
    assert isinstance(table["war_cause"].dtype, pd.CategoricalDtype)
    assert str(table["signed_quarter"].dtype) == "Int16"


def test_a_study_knows_what_it_was(study):
    assert (study.worlds, study.seed, study.parameters) == (61, 9, SHORT)
    assert study.wall_time > 0
    assert "table" not in repr(study)


def test_the_name_of_a_worldview_will_do():
    named, loaded = simulate("araz2023", worlds=3), simulate(load("araz2023"), worlds=3)
    pd.testing.assert_frame_equal(named.table, loaded.table)


def test_policies_and_changes_can_be_named_beside_a_worldview():
    changes = {"calendar.horizon": 12}
    named = simulate("fattah2025", 20, 9, policies=["western_guarantee"], changes=changes)
    loaded = simulate(load("fattah2025", ["western_guarantee"], changes), 20, 9)
    pd.testing.assert_frame_equal(named.table, loaded.table)
    pd.testing.assert_frame_equal(
        simulate(load("fattah2025"), 20, 9, changes=changes).table, simulate(SHORT, 20, 9).table
    )
    with pytest.raises(InputError, match="loaded already"):
        simulate(SHORT, 20, policies=["western_guarantee"])


def test_progress_is_told_after_every_block_up_to_the_end():
    told = []
    simulate(SHORT, worlds=10, block=4, progress=lambda done, of: told.append((done, of)))
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_whoever_is_told_of_progress_may_stop_the_work():
    def enough(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(SHORT, worlds=10, block=4, progress=enough)


def test_whole_numbers_of_numpy_will_do():
    study = simulate(SHORT, worlds=np.int64(3), seed=np.uint8(4))
    assert (type(study.worlds), study.worlds, type(study.seed), study.seed) == (int, 3, int, 4)


def test_a_parameter_may_differ_between_worlds_whatever_the_blocks():
    strengths = np.linspace(0.5, 4.0, 10)
    varied = SHORT.replace({"mechanisms.force.decisiveness": strengths})
    whole = simulate(varied, worlds=10, seed=2)
    pd.testing.assert_frame_equal(simulate(varied, worlds=10, seed=2, block=3).table, whole.table)
    alone = simulate(SHORT.replace({"mechanisms.force.decisiveness": strengths[7]}), worlds=10, seed=2)
    pd.testing.assert_series_equal(whole.table.iloc[7], alone.table.iloc[7])


def test_a_world_with_a_parameter_of_its_own_is_told_with_it():
    from sim.studies.histories import tell

    strengths = np.linspace(0.5, 4.0, 10)
    varied = simulate(SHORT.replace({"mechanisms.force.decisiveness": strengths}), worlds=10, seed=2)
    history = tell(varied, 7)
    assert history.parameters["mechanisms.force.decisiveness"] == strengths[7]
    assert history.outcome == varied.table["outcome"].iloc[7]
    with pytest.raises(InputError, match="has values for 10 worlds only"):
        tell(varied, 10)


def test_values_for_another_number_of_worlds_are_refused():
    varied = SHORT.replace({"mechanisms.force.decisiveness": np.array([1.0, 2.0])})
    with pytest.raises(InputError, match="has values for 2 worlds, but 3 are asked for"):
        simulate(varied, worlds=3)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"worlds": 0}, "worlds must be a whole number, 1 or more, not 0"),
        ({"worlds": -5}, "worlds must be a whole number, 1 or more, not -5"),
        ({"worlds": 10.0}, "worlds must be a whole number, 1 or more, not 10.0"),
        ({"worlds": float("nan")}, "worlds must be a whole number, 1 or more, not nan"),
        ({"worlds": True}, "worlds must be a whole number"),
        ({"worlds": 2**62}, "needs about .* PB of memory"),
        ({"worlds": 2**63}, "too large"),
        ({"seed": -1}, "seed must be a whole number, 0 or more, not -1"),
        ({"seed": "7"}, "seed must be a whole number, 0 or more, not '7'"),
        ({"seed": None}, "seed must be a whole number"),
        ({"seed": 2**64}, "seed is too large"),
        ({"block": 0}, "block must be a whole number, 1 or more"),
        ({"parameters": "ratelle2052"}, "ratelle2025"),
    ],
)
def test_what_cannot_be_played_is_refused_in_words_and_at_once(wrong, said):
    with pytest.raises(InputError, match=said):
        simulate(**wrong)


def test_the_limits_of_a_whole_number_are_included():
    assert (whole_number("n", 1, least=1), whole_number("n", 5, most=5)) == (1, 5)
    with pytest.raises(InputError, match="n is too large: 6; the largest that makes sense is 5"):
        whole_number("n", 6, most=5)
