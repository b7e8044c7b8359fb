"""`run` prints the tally and writes what it says it writes."""

import io
import json
from contextlib import redirect_stderr
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest
from PIL import Image

import sim
from sim.analysis.war_and_deterrence import DETERRENCE_WORDS
from sim.cli.main import main
from sim.cli.run import default_folder
from sim.common.dates import dated
from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.runs import FILES

WORLDVIEWS = ["baseline", *(overlay.key for overlay in sim.worldviews())]
POLICIES = [overlay.key for overlay in sim.policies()]


@pytest.fixture(scope="module")
def study():
    return sim.simulate(sim.load("ratelle2025", policies=["western_guarantee"]), worlds=60, seed=7)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The folder of a run, to be read."""
    folder, asked = tmp_path_factory.mktemp("run") / "here", ["--worlds", "60", "--seed", "7"]
    with redirect_stderr(io.StringIO()) as errors:
        code = main(["run", "ratelle2025", "--policy", "western_guarantee", *asked, "--out", str(folder)])
    assert (code, errors.getvalue()) == (0, "")
    return folder


def test_all_files_and_no_others_are_written(written):
    assert sorted(path.name for path in written.iterdir()) == sorted(FILES)


def test_the_table_on_disk_is_the_tally_of_the_study(written, study):
    table = pd.read_csv(written / "outcomes.csv")
    expected = sim.frequencies(study)
    assert table["outcome"].tolist() == list(OUTCOMES)
    assert table["count"].tolist() == expected["count"].tolist()
    assert table["low"].tolist() == expected["low"].tolist()


def test_the_worlds_on_disk_are_the_studys_in_the_order_of_their_index(written, study):
    worlds = pd.read_parquet(written / "worlds.parquet")
    assert worlds["world"].tolist() == list(range(60))
    pd.testing.assert_frame_equal(worlds, study.table)


def test_the_worlds_on_disk_carry_how_they_were_made_and_are_packed_with_zstd(written, study):
    file = pyarrow.parquet.ParquetFile(written / "worlds.parquet")
    about = {key.decode(): value.decode() for key, value in file.schema_arrow.metadata.items()}
    assert (about["version"], about["seed"]) == (sim.__version__, "7")
    assert about["parameters_hash"] == study.parameters.hash
    assert about["command"].startswith("python -m sim")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_the_manifest_suffices_to_run_the_study_again(written, study):
    manifest = json.loads((written / "manifest.json").read_text(encoding="utf8"))
    parameters = sim.Parameters.from_dict(manifest["parameters"])
    again = sim.simulate(parameters, worlds=manifest["worlds"], seed=manifest["seed"])
    pd.testing.assert_frame_equal(again.table, study.table)
    assert manifest["parameters_hash"] == parameters.hash
    assert manifest["version"] == sim.__version__
    assert manifest["wall_time"] > 0
    assert manifest["started"] <= manifest["ended"]
    assert set(manifest["libraries"]) >= {"mesa", "numpy", "pandas"}


def test_the_picture_is_a_picture(written):
    picture = Image.open(written / "outcomes.png")
    assert picture.format == "PNG"
    assert "Ratelle 2025 with western guarantee" in picture.info["Title"]


def test_the_text_tells_outcomes_intervals_signatures_and_wars(fine):
    printed = fine("run", "ratelle2025", "--policy", "eu_monitoring", "--worlds", "60", "--seed", "7", "--no-files")
    study = sim.simulate(sim.load("ratelle2025", policies=["eu_monitoring"]), worlds=60, seed=7)
    out = " ".join(printed.split())  # long texts go on in the next line
    summary = sim.summarise(study)
    for row in sim.frequencies(study).to_dict("records"):
        assert f"{row['outcome'].replace('_', ' ')} " in out
        assert f"{100 * row['share']:.1f} %" in out
    for name in ("first_signed", "signed", "ratified"):
        assert f"{getattr(summary, name).count} world" in out
        assert f"half of them by {dated('2025-04-01', summary.half_by[name])}" in out
    for place, share in (("without", summary.war_before_signature), ("under", summary.war_after_signature)):
        assert f"first war {place} an agreement {share.count} world" in out
    assert "not a forecast" in out


def test_without_files_nothing_is_written(fine, tmp_path):
    fine("run", "--worlds", "5", "--no-files")
    assert list(tmp_path.iterdir()) == []


def test_json_has_exactly_the_agreed_keys(fine):
    out = fine(
        "run", "fattah2025", "--policy", "eu_monitoring", "--worlds", "20", "--seed", "3", "--json", "--no-files"
    )
    result = json.loads(out)
    assert list(result) == ["worldview", "policies", "worlds", "seed", "outcomes", "causes_of_war", "deterrence"]
    assert (result["worldview"], result["policies"]) == ("fattah2025", ["eu_monitoring"])
    assert (result["worlds"], result["seed"]) == (20, 3)
    assert [row["outcome"] for row in result["outcomes"]] == list(OUTCOMES)
    assert all(list(row) == ["outcome", "count", "share", "low", "high"] for row in result["outcomes"])
    assert sum(row["count"] for row in result["outcomes"]) == 20
    numbers = ["count", "of", "share", "low", "high"]
    assert [row["cause"] for row in result["causes_of_war"]] == list(WAR_CAUSES)
    assert all(list(row) == ["cause", *numbers, "kept_peace_without"] for row in result["causes_of_war"])
    assert list(result["deterrence"]) == list(DETERRENCE_WORDS)
    assert all(list(row) == numbers for row in result["deterrence"].values())


FIVE_YEARS = ("--set", "calendar.horizon=20")


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_every_worldview_runs(fine, worldview):
    out = fine("run", worldview, *FIVE_YEARS, "--worlds", "20", "--json", "--no-files")
    assert json.loads(out)["worldview"] == worldview


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_runs(fine, policy):
    out = fine("run", "--policy", policy, *FIVE_YEARS, "--worlds", "5", "--json", "--no-files")
    assert json.loads(out)["policies"] == [policy]


def test_a_parameter_set_by_hand_reaches_the_model(fine):
    out = fine("run", "--set", "calendar.horizon=4", "--worlds", "50", "--json", "--no-files")
    within_a_year = {row["outcome"]: row["count"] for row in json.loads(out)["outcomes"]}
    out = fine("run", "--worlds", "50", "--json", "--no-files")
    assert (
        within_a_year["stalemate"] > {row["outcome"]: row["count"] for row in json.loads(out)["outcomes"]}["stalemate"]
    )


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        (sim.load(), "baseline"),
        (sim.load("araz2023", policies=["eu_monitoring", "public_dialogue"]), "araz2023+eu_monitoring+public_dialogue"),
    ],
)
def test_results_go_to_a_folder_named_after_the_assumptions(setting, name):
    assert default_folder(setting) == Path("results") / name


def test_other_assumptions_never_go_to_the_same_folder():
    settings = [sim.load(), sim.load(changes={"mechanisms.grievance.initial": 0.3}), sim.load(policies=POLICIES[:1])]
    settings += [sim.load(policies=POLICIES), sim.load(policies=POLICIES[1:])]
    folders = [default_folder(setting) for setting in settings]
    assert len(set(folders)) == len(folders)
    assert all(len(folder.name) <= 200 for folder in folders)
