"""Differences between settings are counted world by world where the worlds are the same, and say so where they are not."""

import numpy as np
import pandas as pd
import pytest

from sim import InputError, design, differences, load, open_study, simulate, sweep
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import KNOWN, MISSING, flows_between, joined, outcome_codes, reached, together
from sim.studies.shares.pairing import Pairing, pairing_of

COORDINATION = "mechanisms.deterrence.coordination"
WORLDS = 60


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Four cells over two blocks of worlds each, with rows to check against."""
    grid = design.grid({COORDINATION: [0.0, 0.9], "worldview": ["fattah2025", "ratelle2025"], "calendar.horizon": 16})
    out = tmp_path_factory.mktemp("pairs") / "study"
    sweep(grid, WORLDS, out=out, rows=True, workers=1, block=WORLDS // 2)
    return open_study(out)


def rows_of(study, cell):
    return study.rows([cell]).sort_values("world")


def test_the_fates_are_those_of_the_rows(study):
    fates = study.store.fates(range(4))
    assert set(fates) == {0, 1, 2, 3}
    for cell in fates:
        rows = rows_of(study, cell)
        assert len(fates[cell]) == WORLDS
        for outcome in OUTCOMES:
            assert (reached(fates[cell], outcome) == (rows["outcome"] == outcome).to_numpy()).all()
        assert (reached(fates[cell], "ever_signed") == rows["first_signed_quarter"].notna().to_numpy()).all()


def test_the_fates_add_up_to_the_counts(study):
    counts = study.counts.set_index("cell")
    for cell, codes in study.store.fates(counts.index.tolist()).items():
        for name in KNOWN:
            if name != "ever_signed":
                assert reached(codes, name).sum() == counts.loc[cell, name]


def test_counts_do_not_load_the_worlds(study):
    assert "fates" not in study.store.counts().columns
    assert "fates" not in study.counts.columns


@pytest.mark.parametrize("outcome", [*OUTCOMES, "signed"])
def test_the_difference_of_two_cells_is_that_of_their_rows(study, outcome):
    found = study.difference(1, 3, outcome).iloc[0]
    column = "signed_quarter" if outcome == "signed" else "outcome"
    one, two = ((rows[column].notna() if outcome == "signed" else rows[column] == outcome).to_numpy()
                for rows in (rows_of(study, 1), rows_of(study, 3)))  # fmt: skip
    assert found["difference"] == pytest.approx(two.mean() - one.mean())
    assert (found["before"], found["after"], found["worlds"], found["paired"]) == (one.mean(), two.mean(), WORLDS, True)
    assert found["low"] <= found["difference"] <= found["high"]


def test_all_cells_are_compared_with_one_or_with_their_neighbours(study):
    against = study.differences(versus=2, outcome="stalemate")
    assert against["cell"].tolist() == [0, 1, 3]
    assert set(against["versus"]) == {2}
    along = study.differences(along=COORDINATION)
    assert list(dict.fromkeys(zip(along["versus"], along["cell"], strict=True))) == [(0, 2), (1, 3)]
    assert len(along) == 2 * len(OUTCOMES)
    assert study.differences().query("cell == 3")["after"].sum() == pytest.approx(1)


def test_flows_between_two_cells_add_up_to_all_worlds(study):
    table = study.flows(0, 3)
    assert table.shape == (5, 5)
    assert table.to_numpy().sum() == WORLDS
    assert table.sum(axis=1).tolist() == study.counts.loc[0, list(OUTCOMES)].tolist()
    assert table.sum(axis=0).tolist() == study.counts.loc[3, list(OUTCOMES)].tolist()


def test_cells_that_draw_their_own_worlds_are_compared_as_separate_samples():
    grid = design.grid({COORDINATION: [0.0, 0.9], "calendar.horizon": 6})
    own = sweep(grid, 20, independent=True, workers=1)
    assert not own.differences()["paired"].any()
    assert own.manifest.to_dict()["pairs"] is None
    assert own.pairing.separate and "random draws of its own" in own.pairing.remark
    with pytest.raises(InputError, match="no world is in two cells"):
        own.flows(0, 1)
    with pytest.raises(InputError, match="'ever_signed' is not counted"):
        own.difference(0, 1, "ever_signed")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda s: s.difference(0, 9), "no cell 9: the study has the cells 0 to 3"),
        (lambda s: s.difference(0, True), "second must be a whole number"),
        (lambda s: s.difference("a", 0), "first must be a whole number"),
        (lambda s: s.difference(0, 1, "stalemat"), "stalemate"),
        (lambda s: s.differences(along="coordination"), "no axis 'coordination'"),
        (lambda s: s.differences(versus=0, along=COORDINATION), "either versus or along"),
        (lambda s: s.difference(0, 1, confidence=95), "above 0 and below 1"),
        (lambda s: s.flows(0, -1), "second must be a whole number"),
    ],
)
def test_what_cannot_be_compared_is_refused(study, ask, words):
    with pytest.raises(InputError, match=words):
        ask(study)


def test_studies_with_the_same_draws_are_compared_world_by_world():
    before = simulate("fattah2025", 80)
    after = simulate(load("fattah2025", policies="western_guarantee"), 80)
    found = differences(before, after)
    assert list(found["outcome"]) == list(OUTCOMES)
    assert found["paired"].all()
    shares = [(study.table["outcome"] == "ideal_peace").mean() for study in (before, after)]
    assert found["difference"][0] == pytest.approx(shares[1] - shares[0])
    assert not differences(before, simulate("fattah2025", 80, seed=2))["paired"].any()
    assert (differences(before, before)["difference"] == 0).all()


def test_studies_that_share_a_part_of_their_worlds_are_refused():
    before = simulate("fattah2025", 20)
    with pytest.raises(InputError, match="one has 20 worlds and the other 30"):
        differences(before, simulate("fattah2025", 30))
    for wrong in (before.table, 3, "fattah2025"):
        with pytest.raises(InputError):
            differences(before, wrong)
    with pytest.raises(InputError, match="above 0 and below 1"):
        differences(before, before, confidence=1)


def test_worlds_that_one_side_lacks_do_not_count():
    whole, part = joined([(0, bytes([0, 3, 4, 0]))]), joined([(2, bytes([4, 4]))])
    assert part.tolist() == [MISSING, MISSING, 4, 4]
    assert together(whole, part, "new_confrontation") == (1, 0, 1, 0)
    assert flows_between(whole, part).sum() == 2


def test_rows_of_different_draws_are_not_paired():
    codes = [outcome_codes(pd.DataFrame({"outcome": ["stalemate"] * 5 + ["ideal_peace"] * 5}))] * 3
    pairing = pairing_of(codes, groups=[(1, 10), (1, 10), (2, 10)])
    rows = [{"cell": cell, "outcome": "stalemate", "count": 5, "worlds": 10} for cell in range(3)]
    assert pairing.change(rows[0], rows[1]).paired
    assert not pairing.change(rows[0], rows[2]).paired
    assert not Pairing().change(rows[0], rows[1]).paired


def test_the_matrix_of_all_pairs_is_what_single_pairs_give():
    rng = np.random.default_rng(2)
    codes = [rng.integers(0, 5, 300).astype(np.uint8) for _ in range(5)]
    codes[2] = codes[2][:200]
    pairing = pairing_of(codes)
    counts = [int(reached(one, "stalemate").sum()) for one in codes]
    rows = pd.DataFrame({"cell": range(5), "outcome": "stalemate", "count": counts, "worlds": list(map(len, codes))})
    for behind in (pairing, Pairing()):
        matrix = behind.matrix(rows, 10)
        for one in range(len(rows)):
            for two in range(len(rows)):
                if one == two:  # no row differs from itself
                    assert (matrix.size[one, two], matrix.low[one, two], matrix.high[one, two]) == (0, 0, 0)
                    continue
                single = behind.change(rows.iloc[one], rows.iloc[two], 10)
                assert (matrix.size[one, two], matrix.low[one, two]) == pytest.approx(
                    (single.size, single.low), abs=1e-12
                )
