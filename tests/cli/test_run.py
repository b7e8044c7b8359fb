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
from sim.common.dates import by_when
from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING
from sim.studies.runs import FILES

WORLDVIEWS = ["baseline", *(overlay.key for overlay in sim.worldviews())]
POLICIES = [overlay.key for overlay in sim.policies()]
FIVE_YEARS = ("--set", "calendar.horizon=20")
SHORT = ("--set", "calendar.horizon=4", "--worlds", "20")
WIDTH = 100


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
    assert picture.info["Title"].startswith("If Ratelle is right (with a western guarantee), ")


def test_the_text_tells_outcomes_intervals_signatures_and_wars(fine):
    printed = fine("run", "ratelle2025", "--policy", "eu_monitoring", "--worlds", "60", "--seed", "7", "--no-files")
    study = sim.simulate(sim.load("ratelle2025", policies=["eu_monitoring"]), worlds=60, seed=7)
    out = " ".join(printed.split())  # long texts go on in the next line
    summary = sim.summarise(study)
    for row in sim.frequencies(study).to_dict("records"):
        assert f"{row['outcome'].replace('_', ' ')} " in out
        assert f"{100 * row['share']:.1f} %" in out
    for name, half in (("first_signed", "half of them"), ("signed", "half of these signed for good")):
        assert f"{getattr(summary, name).count} world" in out
        assert f"{half} {by_when('2025-04-01', summary.half_by[name])}" in out
    for place, share in (("without", summary.war_before_signature), ("under", summary.war_after_signature)):
        assert f"first war {place} an agreement {share.count} world" in out
    assert "not a forecast" in out


def test_a_share_a_signature_and_a_war_are_explained(fine):
    out = fine("run", "ratelle2025", "--worlds", "60", "--no-files")
    said = " ".join(out.split())
    for part in (
        "how these ended deferred tension",
        "signed does not mean done",
        "Each share counts histories: how many of 60 that were simulated. It is not the chance that this will happen.",
        "at least one war in the years that are played, whatever the outcome at the end",
        "A challenge is a threat, a siege, an incursion or an attack by Azerbaijan",
    ):
        assert part in said
    for meaning in OUTCOME_MEANINGS.values():
        assert meaning in said
    assert "counted from 0" not in said


def test_the_reference_setting_is_called_so_and_tells_lengths_of_time_in_place_of_dates(fine):
    said = " ".join(fine("run", "baseline", "--worlds", "60", "--no-files").split())
    assert said.startswith("In the reference setting (baseline), ")
    assert "half of them within 2" in said
    assert "quarter" not in said


def test_what_is_rare_is_told_on_request(fine):
    short, long = (fine("run", "ratelle2025", "--worlds", "400", "--no-files", *more) for more in ((), ("--detail",)))
    for part in ("ratified", "Turkey drawn in", "no war without it", "challenged although a guarantor was believed"):
        assert part in long
        assert part not in short
    assert "rarer cause" in short
    assert "--detail" in short
    assert "--detail" not in long


@pytest.mark.parametrize("asked", [(), ("ratelle2025",), ("ratelle2025", "--detail"), ("baseline",)])
def test_no_line_is_wider_than_a_terminal(fine, asked):
    out = fine("run", *asked, "--worlds", "60", "--no-files")
    assert [line for line in out.splitlines() if len(line) > WIDTH] == []


def test_without_a_name_the_five_authors_stand_side_by_side(fine, tmp_path):
    out = fine("run", *SHORT)
    said = " ".join(out.split())
    for name in (
        "Araz 2023",
        "DerSimonian 2023",
        "DerSimonian 2024",
        "Fattah 2025",
        "Ratelle 2025",
        "reference setting",
    ):
        assert any(line.startswith(name) for line in out.splitlines())
    for meaning in (*OUTCOME_MEANINGS.values(), WAR_MEANING):
        assert meaning in said
    assert "neither the view of one author nor the average of all" in said
    assert "It is not the chance that this will happen" in said
    (folder,) = (tmp_path / "results").iterdir()
    assert folder.name.startswith("five_authors+set-")
    assert {"authors.png", "authors.csv", "authors.txt", "shares.csv", "answer.json", "manifest.json"} <= {
        path.name for path in folder.iterdir()
    }


def test_the_folder_of_the_five_can_be_shown_drawn_and_taken_up_again(fine):
    first = fine("run", *SHORT, "--out", "five")
    assert fine("run", *SHORT, "--out", "five") == first
    assert "6 cells" in fine("study", "five")
    assert "authors.png" in fine("chart", "five")


def test_the_page_of_the_five_says_where_they_agree_and_part(fine, tmp_path):
    fine("run", *SHORT, "--no-files", "--report", "page.html")
    page = " ".join((tmp_path / "page.html").read_text(encoding="utf8").split())
    assert "What follows if one of the five authors is right" in page
    assert "neither the view of one author nor the average of all" in page


def test_the_five_as_json_are_one_object(fine):
    result = json.loads(fine("run", *SHORT, "--json", "--no-files"))
    assert (result["kind"], list(result["tables"])) == ("authors", ["shares", "signed", "differences"])
    assert [one["worldview"] for one in result["settings"]] == [*WORLDVIEWS[1:], "baseline"]


def test_a_policy_is_laid_over_all_five_and_stands_in_the_title(fine):
    out = fine("run", "--policy", "western_guarantee", *SHORT, "--no-files")
    assert out.startswith("With a western guarantee and 1 parameter set by hand: ")


def test_a_study_of_other_parameters_in_the_usual_folder_is_left_alone(call, monkeypatch):
    assert call("run", *SHORT, "--no-files").code == 0
    assert (
        call("sweep", "--vary", "worldview=araz2023,fattah2025", "--worlds", "5", "--out", "results/five_authors").code
        == 0
    )
    monkeypatch.setattr("sim.cli.authors.USUAL_WORLDS", 5)
    result = call("run")
    assert result.code == 0
    assert "results/five_authors holds a study with other parameters" in result.err
    assert len(list(Path("results").iterdir())) == 2


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--detail"], "--detail goes with a WORLDVIEW; name one, or omit --detail"),
        (["--samples", "20"], "--samples goes with --uncertainty"),
        (["ratelle2025", "--workers", "1"], "--workers goes with --uncertainty, or without a WORLDVIEW"),
        (["ratelle2025", "--report", "page.html"], "--report goes with --uncertainty, or without a WORLDVIEW"),
        (["--report", "page.pdf"], "ends in .html"),
        (["--policy", "western_guarante"], "nearest: western_guarantee"),
        (["--out", "x", "--no-files"], "contradict"),
    ],
)
def test_what_would_do_nothing_is_refused(refused, asked, message, tmp_path):
    assert message in refused("run", *asked)
    assert list(tmp_path.iterdir()) == []


def test_without_files_nothing_is_written(fine, tmp_path):
    for name in ((), ("baseline",)):
        fine("run", *name, *FIVE_YEARS, "--worlds", "5", "--no-files")
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


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_every_worldview_runs(fine, worldview):
    out = fine("run", worldview, *FIVE_YEARS, "--worlds", "20", "--json", "--no-files")
    assert json.loads(out)["worldview"] == worldview


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_runs(fine, policy):
    out = fine("run", "baseline", "--policy", policy, *FIVE_YEARS, "--worlds", "5", "--json", "--no-files")
    assert json.loads(out)["policies"] == [policy]


def test_a_parameter_set_by_hand_reaches_the_model(fine):
    out = fine("run", "baseline", "--set", "calendar.horizon=4", "--worlds", "50", "--json", "--no-files")
    within_a_year = {row["outcome"]: row["count"] for row in json.loads(out)["outcomes"]}
    out = fine("run", "baseline", "--worlds", "50", "--json", "--no-files")
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
