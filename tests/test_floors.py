"""The lowest versions that pyproject.toml allows are those that are tried, and everything works with them.

What is marked `floors` runs in `.ci/run` with those versions alone; the other tests do the same with the present ones.
"""

import importlib.metadata
import json
import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from sim import design
from sim.cli.main import main

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TOOLS = ("test", "docs")
"""The extras that hold what developers use; every other library is met by users."""

V, W = "mechanisms.deterrence.coordination", "actors.azerbaijan.status_seeking"


def floors():
    """The lowest version of every library of users, by its name."""
    extras = PROJECT["optional-dependencies"]
    wanted = [
        *PROJECT["dependencies"],
        *(line for name, lines in extras.items() if name not in TOOLS for line in lines),
    ]
    return dict(re.fullmatch(r"([\w.-]+)>=([\d.]+)(?:,<[\d.]+)?", line).groups() for line in wanted)


def test_the_floors_that_are_tried_are_those_that_are_allowed():
    lines = (ROOT / "tests" / "floors.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"{name}=={low}" for name, low in floors().items()]


def test_every_library_of_users_is_pinned():
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split()}
    assert {name.lower() for name in floors()} - pinned == set()


def test_every_library_that_builds_the_documents_is_pinned():
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split()}
    wanted = {re.split(r"[><=\[]", line)[0].lower() for line in PROJECT["optional-dependencies"]["docs"]}
    assert wanted - pinned == set()


def test_no_installed_library_is_below_its_floor():
    for name, low in floors().items():
        there = importlib.metadata.version(name).split(".")
        assert [int(part) for part in there[:2]] >= [int(part) for part in (low + ".0").split(".")[:2]], name


@pytest.mark.floors
def test_a_run_is_played_told_charted_and_reported(tmp_path, capsys):
    run = str(tmp_path / "run")
    assert main(["run", "ratelle2025", "--worlds", "50", "--out", run]) == 0
    assert main(["tell", "fattah2025", "--world", "3"]) == 0
    assert main(["chart", run, "--out", str(tmp_path / "chart")]) == 0
    assert main(["report", run, "--out", str(tmp_path / "report.html")]) == 0
    assert main(["study", "export", run, str(tmp_path / "worlds.xlsx"), "--what", "rows"]) == 0
    assert main(["exercise", "list"]) == 0
    assert main(["exercise", "notebook", "promise_on_paper", "--out", str(tmp_path / "promise.ipynb")]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.floors
def test_agreements_are_followed_through_time(tmp_path, capsys):
    assert main(["time", "ratelle2025", "--worlds", "50", "--out", str(tmp_path / "time")]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.floors
@pytest.mark.parametrize(("kind", "samples"), [("latin_hypercube", 80), ("sobol", 8), ("morris", 4)])
def test_sampled_designs_are_swept_and_analysed(tmp_path, capsys, kind, samples):
    out, vary = str(tmp_path / "s"), ["--vary", f"{V}=0:0.9", "--vary", f"{W}=0:0.3"]
    assert main(["sweep", *vary, "--design", kind, "--samples", str(samples), "--worlds", "20", "--out", out]) == 0
    assert main(["sensitivity", out, "--outcome", "ideal_peace"]) == 0
    assert main(["study", "verify", out]) == 0
    if kind == "latin_hypercube":
        assert main(["chart", out, "--out", str(tmp_path / "chart")]) == 0
        assert main(["discover", out, "--outcome", "ideal_peace", "--threshold", "0.5"]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.floors
def test_everything_at_once_and_tables_are_swept(tmp_path, capsys):
    everything = ["--vary", "everything", "--design", "latin_hypercube", "--samples", "2"]
    assert main(["sweep", *everything, "--worlds", "2", "--out", str(tmp_path / "all")]) == 0
    cells = pd.DataFrame({V: [0.1, 0.2], "policy": ["neutral_force", None], "calendar.horizon": 4})
    cells.to_csv(tmp_path / "t.csv", index=False, sep=";", decimal=",")
    cells.to_excel(tmp_path / "t.xlsx", index=False)
    for name in ("t.csv", "t.xlsx"):
        assert main(["sweep", "--table", str(tmp_path / name), "--worlds", "10", "--out", str(tmp_path / "t")]) == 0
    for name in ("c.csv", "c.xlsx", "c.json", "c.dta"):
        assert main(["study", "export", str(tmp_path / "t"), str(tmp_path / name), "--what", "counts"]) == 0
    assert len(design.quasi_random({V: (0, 0.9)}, 8)) == 8
    assert len(json.loads((tmp_path / "c.json").read_text())) == 2
