"""Each experiment answers its question: it leaves a study, a table, a picture and a finding."""

import importlib
import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from sim.sweeps import open_study

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
def test_a_script_leaves_a_study_a_table_a_picture_and_a_finding(experiment, name, tmp_path, capsys):
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


def test_a_change_beyond_the_noise_is_told_apart_from_one_within(experiment):
    answering = experiment("answering")
    assert "within the noise" in answering.told(0.50, 0.51, 100)
    assert answering.told(0.50, 0.60, 10_000) == "50.0 % -> 60.0 % (+10.0 points, ±1.4)"
