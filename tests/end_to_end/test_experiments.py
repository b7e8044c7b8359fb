"""Each experiment answers its question: it leaves a study, a table, a picture and a finding."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.studies.sweeps import design, open_study, sweep

pytestmark = pytest.mark.end_to_end

EXPERIMENTS = Path(__file__).parents[2] / "experiments"
NOT_QUESTIONS = ("answering", "gallery")
QUESTIONS = sorted(path.stem for path in EXPERIMENTS.glob("*.py") if path.stem not in NOT_QUESTIONS)
SCREENING = "which_parameters_matter_most"
MOST_LINES = 80
SHARES = ["ideal_peace", "formal_peace", "deferred_tension", "stalemate", "new_confrontation"]


@pytest.fixture
def experiment(monkeypatch):
    """Import a script as Python does that is started by its path."""
    monkeypatch.syspath_prepend(str(EXPERIMENTS))
    imported = []

    def get(name: str):
        imported.append(name)
        return importlib.import_module(name)

    yield get
    for name in (*imported, "answering"):
        sys.modules.pop(name, None)


def run(experiment, name: str, out: Path) -> Path:
    """Run a script with very few worlds and return its folder of results."""
    few = ["--trajectories", "2"] if name == SCREENING else []
    worlds = "1" if name == SCREENING else "4"
    experiment(name).main(["--worlds", worlds, "--seed", "3", "--workers", "1", "--out", str(out), *few])
    return out / "baseline" / "new_confrontation" if name == SCREENING else out


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_script_leaves_a_study_a_table_a_picture_and_a_finding(experiment, name, tmp_path, capsys, two_years):
    folder = run(experiment, name, tmp_path / name)
    said = capsys.readouterr().out.splitlines()
    assert open_study(folder / "study").complete
    assert json.loads((folder / "study" / "manifest.json").read_text())["seed"] == 3
    pictures = list(folder.glob("picture*.png"))
    assert pictures and all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert said[-1] == f"Written: {folder}"
    assert (folder / "finding.txt").read_text().splitlines()[:-1] == said[:-1]
    table = pd.read_csv(folder / "table.csv")
    if name != SCREENING:
        assert len(table) == len(open_study(folder / "study").design)
        assert table[SHARES].sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_script_is_short_and_listed_with_what_it_found(name):
    assert len((EXPERIMENTS / f"{name}.py").read_text().splitlines()) < MOST_LINES
    assert f"{name}.py" in (EXPERIMENTS / "README.md").read_text()


def test_there_are_at_least_eight_questions():
    assert len(QUESTIONS) >= 8


def test_every_picture_that_the_list_shows_is_there():
    folder = EXPERIMENTS.parent / "docs" / "pictures" / "experiments"
    shown = {part.split(")")[0] for part in (EXPERIMENTS / "README.md").read_text().split("pictures/experiments/")[1:]}
    assert shown
    assert shown <= {picture.name for picture in folder.glob("*.png")}


def test_bad_input_is_one_line_and_exit_code_two(experiment, tmp_path, capsys):
    script = experiment("gradual_or_package")
    answering = experiment("answering")
    with pytest.raises(SystemExit) as stopped:
        answering.answered(lambda: script.main(["--worlds", "0", "--out", str(tmp_path)]))
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("Error: worlds must be a whole number, 1 or more")


def test_a_change_that_is_sure_is_told_apart_from_one_that_may_be_none(experiment, monkeypatch):
    """Of 400 worlds under two settings: stalemate falls in 20 of them; deferred tension comes and goes in as many."""
    answering = experiment("answering")
    before, after = np.zeros((2, 400), dtype=np.uint8)
    stalemate, deferred = SHARES.index("stalemate"), SHARES.index("deferred_tension")
    before[:100], after[20:100] = stalemate, stalemate
    before[100:110], after[110:120] = deferred, deferred
    study = sweep(design.grid({"worldview": ["baseline", "fattah2025"], "calendar.horizon": 4}), 4, workers=1)
    monkeypatch.setattr(study.store, "fates", lambda cells: {cell: (before, after)[cell] for cell in cells})
    where = ({"worldview": "baseline"}, {"worldview": "fattah2025"})
    assert answering.told(study, *where, "stalemate") == "25.0\u00a0% -> 20.0\u00a0% (-5.0 ±2.2 points)"
    assert answering.told(study, *where, "deferred_tension").endswith("(+0.0 ±2.4 points: no more than 2.4 points)")
