"""Who does the work, in which pieces and in which order, changes no result."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.studies.sweeps import design, sweep
from sim.studies.sweeps.cells import cells_of
from sim.studies.sweeps.plan import CHUNK, Extent, blocks_of
from sim.studies.sweeps.play import play
from sim.studies.sweeps.store import FolderStore, MemoryStore
from sim.studies.sweeps.study import SweepStudy
from sim.studies.sweeps.tasks import Recipe

WORLDS = 60
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


def same_results(one, other):
    pd.testing.assert_frame_equal(one.frequencies(), other.frequencies())
    pd.testing.assert_frame_equal(one.counts, other.counts)
    if one.manifest.rows:
        pd.testing.assert_frame_equal(one.rows(), other.rows())


def test_one_worker_and_two_write_the_same_bytes(grid, tmp_path, contents):
    for workers in (1, 2):
        sweep(grid, WORLDS, out=tmp_path / str(workers), workers=workers, rows=True, block=150, command="same")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


@pytest.mark.parametrize("block", [61, 180, 10_000])
def test_another_block_size_changes_files_and_no_result(grid, block):
    usual = sweep(grid, WORLDS, rows=True, workers=1, block=720)
    same_results(sweep(grid, WORLDS, rows=True, workers=1, block=block), usual)


def test_blocks_of_a_single_world_give_the_same_results(grid):
    few = design.table(grid.cells.head(3))
    same_results(sweep(few, 4, rows=True, workers=1, block=1), sweep(few, 4, rows=True, workers=1))


def test_blocks_larger_than_a_chunk_give_the_same_results():
    small = design.grid({"calendar.horizon": 4, CREDIBILITY: [0.1, 0.5]})
    worlds = CHUNK + 100
    same_results(
        sweep(small, worlds, workers=1, block=3 * CHUNK),
        sweep(small, worlds, workers=1, block=CHUNK // 2),
    )


def test_the_order_in_which_blocks_finish_changes_no_byte(grid, tmp_path, contents):
    study = sweep(grid, WORLDS, out=tmp_path / "forward", workers=1, block=100)
    recipe = Recipe(cells_of(study.columns), 1, study=study.manifest.study)
    store = FolderStore(tmp_path / "backward", False, study.manifest.plan(study.columns))
    store.make()
    for block in reversed(study.blocks):
        store.add(play(recipe.task(block)))
    forward = {name: content for name, content in contents(tmp_path / "forward").items() if name.startswith("counts")}
    found = {f"counts/{path.name}": path.read_bytes() for path in (tmp_path / "backward" / "counts").iterdir()}
    assert len(found) > 3
    assert found == forward


def test_memory_and_folder_hold_the_same(grid, tmp_path):
    same_results(
        sweep(grid, WORLDS, rows=True, workers=1), sweep(grid, WORLDS, rows=True, workers=1, out=tmp_path / "s")
    )


def test_every_cell_gives_what_the_model_gives_alone(grid):
    """Cells side by side in one block see nothing of each other, nor of the policies of others."""
    rows = sweep(grid, WORLDS, seed=5, rows=True, workers=1).rows()
    for cell, told in enumerate(grid.cells.to_dict("records")):
        policies = () if told["policy"] == "none" else (told["policy"],)
        changes = {name: told[name] for name in (CREDIBILITY, "calendar.horizon")}
        alone = sim.simulate(sim.load(told["worldview"], policies, changes), worlds=WORLDS, seed=5).table
        side_by_side = rows[rows["cell"] == cell].reset_index(drop=True)[alone.columns]
        pd.testing.assert_frame_equal(side_by_side, alone, check_categorical=False)


def test_counts_are_counts_of_the_rows(grid):
    study = sweep(grid, WORLDS, rows=True, workers=1)
    rows, counts = study.rows(), study.counts.set_index("cell")
    by_outcome = pd.crosstab(rows["cell"], rows["outcome"])
    for outcome in by_outcome.columns:
        assert counts[outcome].tolist() == by_outcome[outcome].tolist()
    assert counts["signed"].tolist() == rows.groupby("cell")["signed_quarter"].count().tolist()
    assert counts["government_fell"].tolist() == rows.groupby("cell")["government_fell"].sum().tolist()
    medians = rows.groupby("cell")["signed_quarter"].median().astype(float)
    np.testing.assert_array_equal(study.summary()["median_signature"], medians.to_numpy())
    wars = rows[rows["outcome"] == "new_confrontation"].groupby("cell").size().reindex(counts.index, fill_value=0)
    assert study.summary()["war"].tolist() == wars.tolist()


def test_cells_share_their_luck_unless_independent_draws_are_asked_for():
    same = design.table(pd.DataFrame({CREDIBILITY: [0.3, 0.3], "calendar.horizon": [6, 6]}))
    shared = sweep(same, 200, workers=1)
    assert shared.counts["cell"].tolist() == [0, 0]
    study = sweep(same, 200, independent=True, rows=True, workers=1)
    first, second = (study.rows([cell]).drop(columns="cell") for cell in (0, 1))
    assert not first.equals(second)
    # The first cell plays the worlds that it plays with shared luck.
    assert study.frequencies().head(5)["count"].tolist() == shared.frequencies().head(5)["count"].tolist()


def test_cells_of_different_horizon_never_stand_in_one_block():
    mixed = design.grid({"calendar.horizon": [4, 8], CREDIBILITY: [0.1, 0.2], "policy": [None, "public_sanctions"]})
    cells = cells_of(mixed.columns)
    for block in blocks_of(cells.group_of, [Extent(0, 8, 0, 10, 1_000)]):
        assert len({(mixed.columns["calendar.horizon"][c], mixed.columns["policy"][c]) for c in block.cells}) == 1
    assert len(sweep(mixed, 10, workers=1).counts["signed_in_quarter"][4]) == 8


def test_the_plan_covers_every_world_of_every_cell_once(grid):
    cells = cells_of(grid.columns)
    for size in (1, 7, 25, 100, 5_000):
        seen = np.zeros((len(cells), 30), dtype=int)
        for block in blocks_of(cells.group_of, [Extent(0, 12, 0, 10, size), Extent(0, 12, 10, 30, size)]):
            seen[block.cells, block.first_world : block.end_world] += 1
            assert block.worlds <= max(size, 1)
        assert (seen == 1).all()


def test_a_study_in_memory_can_be_looked_at_before_it_is_complete(grid):
    whole = sweep(grid, WORLDS, workers=1, block=100)
    part = SweepStudy(whole.manifest, MemoryStore(), whole.columns)
    assert (part.worlds, part.complete) == (0, False)
    with pytest.raises(sim.InputError, match="no block of this study is finished"):
        part.frequencies()
    recipe = Recipe(cells_of(whole.columns), 1, study=whole.manifest.study)
    part.store.add(play(recipe.task(whole.blocks[0])))
    later = SweepStudy(whole.manifest, part.store, whole.columns)
    assert 0 < later.worlds < whole.worlds
    assert later.frequencies()["share"].isna().any()
