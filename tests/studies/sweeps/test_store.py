"""The folder of a study: it goes on where it was, refuses what does not belong, grows, and finds damage."""

import fcntl
import json

import numpy as np
import pandas as pd
import pytest

from sim import InputError, design, open_study, sweep
from sim.common.files import OutputError
from sim.studies.manifests import sealed
from sim.studies.sweeps import store as stores
from sim.studies.sweeps.manifest import Manifest
from sim.studies.sweeps.opening import verify
from sim.studies.sweeps.stopping import Width

WORLDS = 40
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


class Meter:
    """Remembers how many worlds a run has played itself."""

    def __call__(self, progress):
        self.last = progress

    @property
    def fresh(self):
        return self.last.fresh


def run(grid, folder, worlds=WORLDS, **options):
    """Run a study in small blocks in this process; give back the study and how many worlds were played."""
    meter = Meter()
    settings = {"workers": 1, "block": 80, "command": "same", **options}
    return sweep(grid, worlds, out=folder, progress=meter, **settings), meter.fresh


@pytest.fixture
def folder(grid, tmp_path):
    """A finished study."""
    run(grid, tmp_path / "study")
    return tmp_path / "study"


def blocks_in(folder, kind="counts"):
    return sorted((folder / kind).glob("*.parquet"))


def test_the_same_command_again_computes_nothing(grid, folder, contents):
    before = contents(folder)
    study, fresh = run(grid, folder)
    assert fresh == 0
    assert contents(folder) == before
    assert study.complete


def test_only_what_is_missing_is_computed(grid, folder, contents):
    before = contents(folder)
    for path in blocks_in(folder)[1:3]:
        path.unlink()
    assert not open_study(folder).complete
    assert run(grid, folder)[1] == 160
    assert contents(folder) == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
    ],
    ids=["truncated", "empty", "one bit flipped"],
)
@pytest.mark.parametrize("kind", ["counts", "rows"])
def test_a_damaged_block_is_named_and_computed_anew(grid, tmp_path, contents, harm, kind, caplog):
    folder = tmp_path / "study"
    run(grid, folder, rows=True)
    before = contents(folder)
    victim = blocks_in(folder, kind)[2]
    victim.write_bytes(harm(victim.read_bytes()))
    assert verify(folder).damaged == (victim.name,)
    assert victim.name in str(verify(folder))
    with pytest.raises(InputError, match=victim.name):
        open_study(folder).rows() if kind == "rows" else open_study(folder).counts
    study, fresh = run(grid, folder, rows=True)
    assert study.repaired == (victim.name,)
    assert victim.name in caplog.text
    assert fresh == 80
    assert contents(folder) == before


def test_a_block_of_another_study_is_not_taken_for_one_of_this(grid, folder, tmp_path, contents):
    before = contents(folder)
    run(grid, tmp_path / "other", seed=2)
    stranger, own = blocks_in(tmp_path / "other")[0], blocks_in(folder)[0]
    own.unlink()
    (folder / "counts" / stranger.name).write_bytes(stranger.read_bytes())
    assert verify(folder).damaged == (stranger.name,)
    run(grid, folder)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("other", "options", "said"),
    [
        ({}, {"seed": 2}, "the seed is 1 there and 2 here"),
        ({}, {"rows": True}, "rows is False there and True here"),
        ({}, {"independent": True}, "independent is False there and True here"),
        ({}, {"until": Width("stalemate", 0.5)}, "until is None there"),
        ({}, {"worlds": WORLDS + 1}, "--extend"),
        ({}, {"worlds": WORLDS - 1}, "40 worlds per cell, and 39"),
        ({"levels": (0.0, 0.4)}, {}, "4 of its 12 cells are not in this design of 8 cells"),
        ({"levels": (0.0, 0.4, 0.7)}, {}, "4 of its 12 cells"),
        ({"levels": (0.0, 0.4, 0.8, 0.9)}, {}, "4 more cells"),
    ],
)
def test_another_study_is_refused_with_the_difference(make_grid, folder, contents, other, options, said):
    before = contents(folder)
    with pytest.raises(InputError, match=said):
        run(make_grid(**other), folder, **options)
    assert contents(folder) == before


def test_other_axes_are_refused(folder):
    with pytest.raises(InputError, match=f"the axes are {CREDIBILITY}, worldview"):
        run(design.grid({CREDIBILITY: [0.1]}), folder)


def changed(folder, change):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    manifest["study"] = Manifest.from_dict(manifest).study
    path.write_bytes(sealed(manifest))


def test_other_parameters_are_refused_with_the_values(grid, folder):
    def change(manifest):
        manifest["parameters"][0]["values"]["mechanisms.force.decisiveness"] = 0.125
        manifest["parameters"][0]["hash"] = "0" * 64

    changed(folder, change)
    with pytest.raises(InputError, match=r"mechanisms\.force\.decisiveness was 0\.125, is"):
        run(grid, folder)


def test_a_model_that_gives_other_histories_is_refused(grid, folder):
    changed(folder, lambda manifest: manifest.update(probe="0" * 64))
    with pytest.raises(InputError, match="other histories now"):
        run(grid, folder)


def test_another_version_of_the_model_is_refused(grid, folder):
    changed(folder, lambda manifest: manifest.update(version="0.0.1"))
    with pytest.raises(InputError, match=r"the version of the model is 0\.0\.1 there"):
        run(grid, folder)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"schema": 3}', '{"schema": 99, "design": {}}', '{"schema": 3, "design": {}}', "\x00\x01"],
)
def test_a_corrupt_manifest_is_refused_and_nothing_is_lost(grid, folder, content):
    before = [path.read_bytes() for path in blocks_in(folder)]
    (folder / "manifest.json").write_text(content)
    for action in (lambda: run(grid, folder), lambda: open_study(folder), lambda: verify(folder)):
        with pytest.raises(InputError, match=r"manifest\.json"):
            action()
    assert [path.read_bytes() for path in blocks_in(folder)] == before


def test_a_lost_manifest_or_table_of_cells_is_not_papered_over(grid, folder):
    frame = pd.read_parquet(folder / "cells.parquet")
    frame.assign(**{CREDIBILITY: 0.5}).to_parquet(folder / "cells.parquet")
    with pytest.raises(InputError, match="does not hold the cells"):
        open_study(folder)
    (folder / "cells.parquet").unlink()
    with pytest.raises(InputError, match=r"cells\.parquet"):
        run(grid, folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(InputError, match="neither a study nor empty"):
        run(grid, folder)


def test_a_folder_with_something_else_is_refused_and_left_alone(grid, tmp_path):
    (tmp_path / "thesis.txt").write_text("do not touch")
    with pytest.raises(InputError, match=r"thesis\.txt"):
        run(grid, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(grid, tmp_path):
    (tmp_path / "study").write_text("")
    with pytest.raises(InputError, match="study"):
        run(grid, tmp_path / "study")


def test_there_is_no_study_where_there_is_none(tmp_path):
    with pytest.raises(InputError, match="there is no study"):
        open_study(tmp_path / "nowhere")


def test_bad_input_makes_no_folder(grid, tmp_path):
    beyond = design.grid({CREDIBILITY: [0.95]})
    for bad in (
        lambda out: sweep(grid, 0, out=out),
        lambda out: sweep(grid, 2.5, out=out),
        lambda out: sweep(grid, 10, seed=-1, out=out),
        lambda out: sweep(grid, 10, workers=0, out=out),
        lambda out: sweep(grid, 10, block=0, out=out),
        lambda out: sweep({"no.such.parameter": [0.1]}, 10, out=out),
        lambda out: sweep(beyond, 10, out=out),
        lambda out: sweep(grid, 10, workers=2, cluster="tcp://127.0.0.1:1", out=out),
        lambda out: sweep(grid, 2**39, rows=True, out=out),
    ):
        with pytest.raises(InputError):
            bad(tmp_path / "study")
    assert list(tmp_path.iterdir()) == []


def test_values_out_of_range_run_on_request_and_are_recorded(tmp_path):
    beyond = design.grid({CREDIBILITY: [0.1, 0.95], "calendar.horizon": 4})
    study = sweep(beyond, 10, out_of_range=True, out=tmp_path / "s", workers=1)
    assert study.manifest.out_of_range == (CREDIBILITY,)
    assert open_study(tmp_path / "s").manifest.out_of_range == (CREDIBILITY,)
    assert sweep(design.grid({CREDIBILITY: [0.1]}), 10, out_of_range=True, workers=1).manifest.out_of_range == ()


def test_more_worlds_keep_what_is_there_and_give_what_one_run_gives(grid, folder):
    kept = {path.name: path.read_bytes() for path in blocks_in(folder)}
    study, fresh = run(grid, folder, worlds=100, extend=True)
    assert fresh == 12 * 60
    assert kept.items() <= {path.name: path.read_bytes() for path in blocks_in(folder)}.items()
    whole = sweep(grid, 100, workers=1)
    pd.testing.assert_frame_equal(study.counts, whole.counts)
    assert run(grid, folder, worlds=100)[1] == 0


def test_more_cells_keep_what_is_there_and_give_what_one_run_gives(make_grid, folder):
    larger = make_grid(levels=(0.2, 0.0, 0.8, 0.4), policies=("neutral_force", "none", "public_sanctions"))
    study, fresh = run(larger, folder, worlds=60, extend=True)
    assert fresh == 24 * 60 - 12 * WORLDS
    whole = sweep(larger, 60, workers=1)
    pd.testing.assert_frame_equal(study.counts.drop(columns="cell"), whole.counts.drop(columns="cell"))
    assert study.design == whole.design == open_study(folder).design == larger
    assert run(larger, folder, worlds=60)[1] == 0


def test_the_same_cells_in_another_order_are_the_same_study(make_grid, folder):
    turned = make_grid(levels=(0.8, 0.4, 0.0))
    study, fresh = run(turned, folder)
    assert fresh == 0
    assert study.counts[CREDIBILITY].tolist() == turned.cells[CREDIBILITY].tolist()


def test_a_study_with_draws_of_its_own_grows_at_its_end_alone(make_grid, tmp_path):
    cells = make_grid().cells
    run(design.table(cells.head(4)), tmp_path / "s", independent=True)
    study, fresh = run(design.table(cells.head(6)), tmp_path / "s", independent=True, extend=True)
    assert fresh == 2 * WORLDS
    whole = sweep(design.table(cells.head(6)), WORLDS, independent=True, workers=1)
    pd.testing.assert_frame_equal(study.counts, whole.counts)
    with pytest.raises(InputError, match="another study"):
        run(design.table(cells.head(7).iloc[::-1]), tmp_path / "s", independent=True, extend=True)


def test_two_processes_do_not_work_in_one_folder(grid, folder):
    with (folder / ".lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="another process"):
            run(grid, folder)


def test_a_full_disk_loses_no_finished_block(grid, tmp_path, monkeypatch, contents):
    whole = tmp_path / "whole"
    run(grid, whole)
    written = []

    def write(path, writer, **options):
        if len(written) == 3 + 2:  # three blocks, after the cells and the manifest
            raise OutputError(f"cannot write {path}: no space left on device")
        written.append(path)
        return real(path, writer, **options)

    real = stores.write_whole
    monkeypatch.setattr(stores, "write_whole", write)
    monkeypatch.setattr("sim.studies.sweeps.manifest.write_whole", write)
    with pytest.raises(InputError, match="no space left"):
        run(grid, tmp_path / "study")
    monkeypatch.undo()
    assert len(blocks_in(tmp_path / "study")) == 3
    assert run(grid, tmp_path / "study")[1] == 12 * WORLDS - 240
    assert contents(tmp_path / "study") == contents(whole)


def test_what_a_killed_process_left_is_cleared_away(grid, folder, contents):
    before = contents(folder)
    (folder / "counts" / ".block-000001-x.parquet.abc.partial").write_bytes(b"half")
    (folder / ".manifest.json.abc.partial").write_bytes(b"half")
    run(grid, folder)
    assert contents(folder) == before


def test_a_folder_that_a_killed_process_had_hardly_begun_is_used(grid, tmp_path):
    folder = tmp_path / "study"
    (folder / "counts").mkdir(parents=True)
    (folder / "cells.parquet").write_bytes(b"")
    (folder / ".lock").write_bytes(b"")
    assert run(grid, folder)[0].complete


def test_the_manifest_says_what_is_needed_to_make_the_study_again(grid, folder):
    told = json.loads((folder / "manifest.json").read_text())
    assert (told["schema"], told["seed"], told["worlds"], told["command"]) == (3, 1, WORLDS, "same")
    assert {"python", "numpy", "mesa"} <= set(told["environment"])
    settings = {(saved["worldview"], *saved["policies"]) for saved in told["parameters"]}
    assert settings == {(w, *p) for w in ("araz2023", "fattah2025") for p in ((), ("public_sanctions",))}
    assert all(len(saved["hash"]) == 64 and len(saved["values"]) > 400 for saved in told["parameters"])


def test_pandas_duckdb_and_polars_read_the_folder(grid, tmp_path):
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    study, _ = run(grid, tmp_path / "s", rows=True)
    total = len(grid) * WORLDS
    peace = int(study.counts["deferred_tension"].sum())
    assert len(pd.read_parquet(tmp_path / "s" / "rows")) == total
    assert pd.read_parquet(tmp_path / "s" / "counts")["deferred_tension"].sum() == peace
    query = f"select sum(deferred_tension), sum(worlds) from '{tmp_path}/s/counts/*.parquet' where worldview like '%'"
    assert duckdb.sql(query).fetchall() == [(peace, total)]
    joined = f"select count(*) from '{tmp_path}/s/rows/*.parquet' join '{tmp_path}/s/cells.parquet' using (cell)"
    assert duckdb.sql(joined).fetchall() == [(total,)]
    assert polars.read_parquet(tmp_path / "s" / "counts")["deferred_tension"].sum() == peace
    assert polars.scan_parquet(tmp_path / "s" / "rows").select(polars.len()).collect().item() == total


def test_a_study_without_rows_says_so(folder):
    with pytest.raises(InputError, match="--rows"):
        open_study(folder).rows()


@pytest.mark.parametrize("table", ["frequencies", "counts", "summary", "rows"])
@pytest.mark.parametrize("form", ["csv", "json", "dta"])
def test_tables_are_exported_whole(grid, tmp_path, table, form):
    study, _ = run(grid, tmp_path / "s", rows=True)
    path = tmp_path / f"table.{form}"
    study.export(path, table)
    read = {"csv": pd.read_csv, "json": pd.read_json, "dta": pd.read_stata}[form](path)
    expected = {"frequencies": 60, "counts": 12, "summary": 12, "rows": 12 * WORLDS}[table]
    assert len(read) == expected
    if table == "frequencies":
        np.testing.assert_allclose(read["share"], study.frequencies()["share"])
    if form == "dta":
        labels = pd.read_stata(path, iterator=True).variable_labels()
        assert CREDIBILITY in labels.values()


@pytest.mark.parametrize(("name", "table"), [("a.xls", "counts"), ("a.csv", "worlds"), ("nowhere/a.csv", "counts")])
def test_an_export_that_cannot_be_is_refused(folder, tmp_path, name, table):
    with pytest.raises(InputError):
        open_study(folder).export(tmp_path / name, table)


def test_a_folder_that_cannot_be_is_the_cause_and_not_the_room_that_is_missing_there(grid):
    with pytest.raises(InputError, match=r"cannot make the folder /proc/abc"):
        sweep(grid, WORLDS, out="/proc/abc", workers=1)


@pytest.mark.parametrize(("place", "said"), [("file", "is a file"), ("nowhere", "there is no such folder")])
def test_what_is_no_folder_of_a_study_is_said_with_what_to_do(tmp_path, place, said):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=rf"{said}.*give a folder that `run` or `sweep` wrote"):
        open_study(tmp_path / place)
