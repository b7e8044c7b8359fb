"""A run is read back whole, or the message says what it lacks."""

import json

import pytest

import sim
from sim.cli.main import main
from sim.common.errors import InputError
from sim.common.files import belongs_to_results
from sim.studies.runs import FILES, is_run, open_run, told_by_run
from sim.studies.sweeps import open_study


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "here"
    assert main(["run", "ratelle2025", "--worlds", "20", "--seed", "3", "--out", str(folder)]) == 0
    return folder


@pytest.fixture
def run(original, tmp_path):
    """A copy that may be spoilt."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in original.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_run_is_read_back_as_it_was(run):
    study = open_run(run)
    assert (study.worlds, study.seed, study.parameters) == (20, 3, sim.load("ratelle2025"))


@pytest.mark.parametrize("name", ["worlds.parquet", "outcomes.csv", "manifest.json"])
def test_a_missing_file_is_named(run, name):
    (run / name).unlink()
    assert is_run(run)
    with pytest.raises(InputError, match=f"lacks {name}"):
        open_run(run)


def test_a_damaged_manifest_is_no_crash(run):
    (run / "manifest.json").write_text(json.dumps({"worlds": 3}))
    with pytest.raises(InputError, match="is damaged"):
        open_run(run)


@pytest.mark.parametrize("content", ["[]", "no JSON", json.dumps({"worlds": 3, "seed": 1})])
def test_a_manifest_of_something_else_tells_nothing_of_a_run(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    assert told_by_run(tmp_path) is None
    assert not is_run(tmp_path)


def test_opened_as_a_sweep_a_run_says_what_it_is_and_what_it_lacks(run):
    with pytest.raises(InputError, match=r"holds a single run, not a sweep.*open_run"):
        open_study(run)
    (run / "worlds.parquet").unlink()
    with pytest.raises(InputError, match=r"without worlds\.parquet"):
        open_study(run)


def test_the_parts_of_a_run_are_those_files_beside_its_manifest(run, tmp_path):
    assert all(belongs_to_results(run / name) for name in FILES)
    assert belongs_to_results(run / ".." / run.name / "outcomes.csv")
    assert not belongs_to_results(run / "mine.csv")
    assert not belongs_to_results(tmp_path / "outcomes.csv")
