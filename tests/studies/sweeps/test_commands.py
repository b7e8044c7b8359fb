"""`python -m sim sweep` and `python -m sim study`: what they print, write and refuse."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim import InputError, open_study
from sim.cli.main import main
from sim.studies.sweeps.distributions import pert
from sim.studies.sweeps.written import axes_from, design_from, read_plan

CHECKOUT = Path(__file__).parents[3]
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
SHORT = ["--vary", "calendar.horizon=6"]


def sweep(*arguments, out=None):
    return main(["sweep", *SHORT, *arguments, *(["--out", str(out)] if out else [])])


def test_a_sweep_is_run_shown_verified_and_exported(tmp_path, capsys):
    out = tmp_path / "study"
    assert (
        sweep("--vary", f"{CREDIBILITY}=0:0.9:4", "--vary", "worldview=araz2023,fattah2025", "--worlds", "50", out=out)
        == 0
    )
    printed = capsys.readouterr()
    assert "8 cells, 400 worlds" in printed.err
    assert "400 of 400 worlds" in printed.out
    assert "not forecasts" in printed.out
    assert main(["study", "show", str(out)]) == 0
    assert capsys.readouterr().out == printed.out
    assert main(["study", "show", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["worlds"], told["complete"], len(told["frequencies"])) == (400, True, 40)
    assert main(["study", "verify", str(out)]) == 0
    assert main(["study", "export", str(out), str(tmp_path / "f.csv"), "--what", "counts"]) == 0
    assert len(pd.read_csv(tmp_path / "f.csv")) == 8


def test_a_damaged_study_has_an_exit_code_of_its_own(tmp_path, capsys):
    assert sweep("--worlds", "20", out=tmp_path / "s") == 0
    next((tmp_path / "s" / "counts").iterdir()).write_bytes(b"")
    assert main(["study", "verify", str(tmp_path / "s")]) == 1
    assert "damaged: block-000000" in capsys.readouterr().out
    assert main(["study", "show", str(tmp_path / "s")]) == 2
    assert sweep("--worlds", "20", out=tmp_path / "s") == 0
    assert main(["study", "verify", str(tmp_path / "s")]) == 0


def test_a_study_kept_in_a_file_is_run_and_options_win_over_it(tmp_path, capsys):
    plan = tmp_path / "study.yaml"
    plan.write_text(
        f"vary:\n  {CREDIBILITY}: 0:0.9\n  worldview: [araz2023, fattah2025]\n  calendar.horizon: '4:6'\n"
        f"design: latin_hypercube\nsamples: 5\nworlds: 1000\nseed: 7\nrows: true\nout: {tmp_path}/s\n"
    )
    assert main(["sweep", "--plan", str(plan), "--worlds", "30"]) == 0
    study = open_study(tmp_path / "s")
    assert (len(study.design), study.manifest.worlds, study.manifest.seed) == (10, 30, 7)
    assert len(study.rows()) == 300
    assert main(["sweep", "--plan", str(plan), "--worlds", "30", "--seed", "1"]) == 2
    assert "the seed is 7 there and 1 here" in capsys.readouterr().err


def test_a_sweep_can_stop_by_precision_and_grow(tmp_path, capsys):
    precise = ["--worlds", "1600", "--until-width", "0.2", "--outcome", "ideal_peace"]
    assert sweep(*precise, out=tmp_path / "a") == 0
    assert "met after" in capsys.readouterr().out
    two = ["--vary", "worldview=araz2023,fattah2025"]
    decided = ["--worlds", "1600", "--until-different", "0,1", "--outcome", "stalemate"]
    assert sweep(*two, *decided, out=tmp_path / "b") == 0
    assert sweep("--worlds", "20", out=tmp_path / "c") == 0
    assert sweep("--worlds", "40", out=tmp_path / "c") == 2
    assert sweep("--worlds", "40", "--extend", out=tmp_path / "c") == 0


def test_the_cost_can_be_asked_for_alone(tmp_path, capsys):
    assert sweep("--worlds", "100", "--estimate") == 0
    assert "1 cell, 100 worlds" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say where to keep the study"),
        (["--vary", f"{CREDIBILITY}x=0:1:3"], f"nearest: {CREDIBILITY}"),
        (["--vary", f"{CREDIBILITY}=0:5:3"], "in any case"),
        (["--vary", f"{CREDIBILITY}=0:1:3"], "out of range"),
        (["--vary", f"{CREDIBILITY}=0:1:1"], "not a range"),
        (["--vary", f"{CREDIBILITY}=0:1:1e12"], "memory"),
        (["--vary", f"{CREDIBILITY}=a:b:3"], "'a' is not a number"),
        (["--vary", f"{CREDIBILITY}="], "varies nothing"),
        (["--vary", CREDIBILITY], "needs levels"),
        (["--vary", f"{CREDIBILITY}=0.1", "--vary", f"{CREDIBILITY}=0.2"], "given twice"),
        (["--vary", "policy=neutral_forces"], "nearest: neutral_force"),
        (["--design", "sobel"], "nearest: sobol"),
        (["--design", "sobol"], "--samples"),
        (["--samples", "8"], "takes no samples"),
        (["--outcome", "stalemate"], "--until-width"),
        (["--until-width", "0.1"], "--outcome"),
        (["--until-width", "0.1", "--outcome", "peace"], "unknown outcome 'peace'"),
        (["--until-width", "2", "--outcome", "stalemate"], "above 0 and below 1"),
        (["--until-different", "a,b", "--outcome", "stalemate"], "numbers of two cells"),
        (["--until-different", "0,9", "--outcome", "stalemate"], "no cell 9"),
        (["--worlds", "0"], "--worlds"),
        (["--workers", "0"], "--workers"),
        (["--plan", "nowhere.yaml"], "nowhere.yaml"),
        (["--table", "nowhere.csv"], "not both"),
        (["--vary", "everything"], "goes with worldviews alone"),
        (["--cluster", "tcp://127.0.0.1:9", "--workers", "2"], "either workers or a cluster"),
    ],
)  # fmt: skip
def test_bad_input_is_one_message_and_exit_code_2_and_leaves_nothing(tmp_path, capsys, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "study" if arguments else None
    assert sweep(*arguments, out=out) == 2
    error = capsys.readouterr().err
    assert said in " ".join(error.split())
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("vary: {worldview: [araz2032]}", "study.yaml:1: vary.worldview: unknown worldview"),
        ("world: 3", "study.yaml:1: world: unknown key 'world'; nearest: worlds"),
        ("worlds: many", "study.yaml:1: worlds: expected a whole number, found 'many'"),
        ("rows: 1", "expected true or false, found 1"),
        ("vary: [a]", "expected 'key: value' lines"),
        ("", "is empty"),
    ],
)
def test_a_study_file_with_a_mistake_is_refused_with_its_line(tmp_path, capsys, monkeypatch, content, said):
    monkeypatch.chdir(tmp_path)
    Path("study.yaml").write_text(content)
    assert main(["sweep", "--plan", "study.yaml", "--out", "study"]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not Path("study").exists()


def test_axes_are_read_as_they_are_written():
    read = axes_from([f"{CREDIBILITY}=pert:0:0.2:0.9", "worldview=araz2023, fattah2025", "calendar.horizon=4:10:3"])
    assert read[CREDIBILITY] == pert(0, 0.2, 0.9)
    assert read["worldview"] == ["araz2023", "fattah2025"]
    assert read["calendar.horizon"] == [4, 7, 10]
    assert axes_from([f"{CREDIBILITY}=0:0.5"]) == {CREDIBILITY: (0.0, 0.5)}
    assert axes_from(["mechanisms.bargaining.gradual=true,false"]) == {"mechanisms.bargaining.gradual": [True, False]}


def test_policies_of_a_study_file_may_be_lists_within_the_list(tmp_path):
    (tmp_path / "s.yaml").write_text("vary:\n  policy: [none, neutral_force, [neutral_force, public_sanctions]]\n")
    cells = design_from(read_plan(tmp_path / "s.yaml")["vary"]).cells
    assert cells["policy"].tolist() == ["none", "neutral_force", "neutral_force+public_sanctions"]


def test_everything_and_one_at_a_time_can_be_asked_for():
    everything = design_from(axes_from(["everything", "worldview=araz2023,fattah2025"]), "latin_hypercube", samples=3)
    assert len(everything) == 6
    assert len(everything.axes) > 400
    assert len(design_from(axes_from(["everything", "worldview=araz2023"]), "one_at_a_time")) > 400
    with pytest.raises(InputError, match="design that samples"):
        design_from({"everything": None}, "grid")


@pytest.mark.end_to_end
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_sweep_exits_with_130_and_goes_on_with_the_same_command(tmp_path, number):
    out = tmp_path / "study"
    command = [
        sys.executable,
        "-m",
        "sim",
        "sweep",
        "--vary",
        f"{CREDIBILITY}=0:0.9:10",
        "--worlds",
        "8000",
        "--out",
        str(out),
    ]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list(out.glob("counts/block-*")) and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "Finished blocks are kept" in said
    assert "Traceback" not in said
    assert 0 < open_study(out).worlds < 80_000
