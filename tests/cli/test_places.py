"""A run replaces an earlier one only if it says so, and nothing else ever."""

import json
from pathlib import Path

import pytest

import sim
from sim.cli.places import default_folder
from sim.common.locks import held
from sim.studies.runs import FILES

POLICIES = [overlay.key for overlay in sim.policies()]


@pytest.mark.parametrize(
    ("worlds", "seed", "name"),
    [
        (10_000, 1, "ratelle2025"),
        (2_000, 1, "ratelle2025+2000-worlds"),
        (10_000, 3, "ratelle2025+seed-3"),
        (1, 3, "ratelle2025+1-world+seed-3"),
    ],
)
def test_the_usual_folder_tells_worlds_and_seed_that_are_not_the_usual_ones(worlds, seed, name):
    assert default_folder(sim.load("ratelle2025"), worlds, seed) == Path("results") / name


def test_a_long_name_is_abbreviated_but_keeps_worlds_and_seed():
    folder = default_folder(sim.load(policies=POLICIES), 50, 9)
    assert folder.name.endswith("+50-worlds+seed-9")
    assert len(folder.name) <= 200


def test_a_run_that_is_replaced_is_named_on_standard_error(call):
    call("run", "araz2023", "--policy", "eu_monitoring", "--worlds", "20", "--seed", "4", "--out", "here")
    result = call("run", "baseline", "--worlds", "10", "--out", "here")
    assert result.code == 0
    assert "Replaced the run that was in here: araz2023 with eu_monitoring, 20 worlds, seed 4." in result.err
    assert json.loads(Path("here/manifest.json").read_text())["worlds"] == 10


def test_the_same_run_again_is_no_news(call):
    for _ in range(2):
        assert call("run", "baseline", "--worlds", "10", "--out", "here").err == ""


def test_runs_with_other_luck_do_not_replace_each_other_by_default(call):
    for seed in ("1", "2"):
        assert call("run", "baseline", "--worlds", "10", "--seed", seed).err == ""
    assert len(list(Path("results").iterdir())) == 2


@pytest.mark.parametrize("name", FILES)
def test_files_that_no_run_wrote_are_not_touched(call, name):
    Path("here").mkdir()
    Path("here", name).write_bytes(b"mine")
    result = call("run", "baseline", "--worlds", "5", "--out", "here")
    assert (result.code, result.out) == (2, "")
    assert f"here holds {name}, which no run wrote" in result.err
    assert [path.name for path in Path("here").iterdir()] == [name]
    assert Path("here", name).read_bytes() == b"mine"


def test_a_sweep_is_not_replaced_by_a_run(call):
    arguments = ["--vary", "worldview=araz2023,fattah2025", "--worlds", "5", "--workers", "1"]
    assert call("sweep", *arguments, "--out", "here").code == 0
    before = Path("here/manifest.json").read_bytes()
    assert "which no run wrote" in call("run", "baseline", "--worlds", "5", "--out", "here").err
    assert Path("here/manifest.json").read_bytes() == before


def test_a_second_run_into_the_same_folder_is_refused_while_the_first_goes_on(call, monkeypatch):
    play, results = sim.simulate, []

    def second_meanwhile(*arguments, **options):
        monkeypatch.setattr(sim, "simulate", play, raising=False)
        results.append(call("run", "baseline", "--worlds", "5", "--out", "here"))
        return play(*arguments, **options)

    monkeypatch.setattr(sim, "simulate", second_meanwhile, raising=False)
    assert call("run", "baseline", "--worlds", "10", "--out", "here").code == 0
    assert (results[0].code, results[0].out) == (2, "")
    assert "another process is working in here" in results[0].err
    assert json.loads(Path("here/manifest.json").read_text())["worlds"] == 10


def test_the_lock_leaves_no_file_in_a_finished_run(fine):
    fine("run", "baseline", "--worlds", "5", "--out", "here")
    assert sorted(path.name for path in Path("here").iterdir()) == sorted(FILES)
    with held(Path("here")):
        pass


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "baseline", "--out", ""],
        ["sweep", "--vary", "everything", "--out", ""],
        ["sweep", "--plan", ""],
        ["study", "show", ""],
    ],
)
def test_an_empty_path_is_refused_instead_of_meaning_the_present_folder(call, tmp_path, arguments):
    result = call(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "the path is empty" in result.err
    assert list(tmp_path.iterdir()) == []
