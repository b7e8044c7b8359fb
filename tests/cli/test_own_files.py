"""Files of one's own on the command line: begun with `new`, named wherever a name can stand, and kept whole."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

import sim
from sim.parameters import own
from sim.studies.runs import open_run
from sim.studies.sweeps import open_study
from sim.studies.sweeps.cells import parameters_of_cell
from sim.studies.sweeps.opening import verify
from sim.studies.sweeps.request import _refuse_changed

WAR = "actors.azerbaijan.war_cost"
VIEW = f"label: My view\nbased_on: fattah2025\nchanges:\n  {WAR}: {{value: 0.2, reading: Guns are dear.}}\n"
POLICY = f"label: A small force\nchanges:\n  {WAR}: {{value: 0.19, reading: Guards raise the cost.}}\n"
SHORT = ("--set", "calendar.horizon=4")


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A worldview and a policy in the folder in which commands run, and nothing remembered of other tests."""
    for memory in ("_known", "_labels", "_broken", "_kept"):
        monkeypatch.setattr(own, memory, {})
    (tmp_path / "my_view.yaml").write_text(VIEW, encoding="utf-8")
    (tmp_path / "my_policy.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def forget(monkeypatch, folder):
    """Take the files away, and what this process remembers of them."""
    for name in ("my_view.yaml", "my_policy.yaml"):
        (folder / name).unlink()
    for memory in ("_known", "_labels", "_kept"):
        monkeypatch.setattr(own, memory, {})


NAMED = {
    "run": ("run", "my_view.yaml", "--policy", "my_policy.yaml", *SHORT, "--worlds", "5", "--no-files"),
    "run --uncertainty": (
        "run",
        "my_view.yaml",
        *SHORT,
        "--uncertainty",
        "--samples",
        "10",
        "--worlds",
        "10",
        "--no-files",
    ),
    "tell": ("tell", "my_view.yaml", "--policy", "my_policy.yaml", *SHORT),
    "chart": ("chart", "my_view.yaml", "--worlds", "20", *SHORT),
    "chart flows": ("chart", "my_view.yaml", "--kind", "flows", "--versus", "fattah2025", "--worlds", "20"),
    "report": ("report", "my_view.yaml", "fattah2025", "--worlds", "20", *SHORT),
    "compare": ("compare", "fattah2025", "--versus", "my_view.yaml", "--worlds", "50", "--no-files"),
    "compare policy": ("compare", "my_view.yaml", "--policy", "my_policy.yaml", "--worlds", "50", "--no-files"),
    "disagree": ("disagree", "fattah2025", "my_view.yaml", "--outcome", "war", *SHORT, "--worlds", "20", "--no-files"),
    "time": ("time", "my_view.yaml", *SHORT, "--worlds", "20", "--no-files"),
    "regret": (
        *("regret", "--worldviews", "fattah2025,my_view.yaml", "--policies", "my_policy.yaml", *SHORT),
        *("--weights", "fattah2025=0.5,my_view.yaml=0.5", "--worlds", "20", "--no-files"),
    ),
    "tipping": (
        *("tipping", "my_view.yaml", "--parameter", "mechanisms.force.status_quo", "--outcome", "ideal_peace"),
        *("--level", "0.4", "--worlds", "50", "--budget", "1000", "--no-files"),
    ),
    "worldviews": ("worldviews", "my_view.yaml"),
    "policies": ("policies", "my_policy.yaml"),
    "parameters": ("parameters", WAR, "--worldview", "my_view.yaml"),
}


@pytest.mark.parametrize("words", NAMED.values(), ids=NAMED.keys())
def test_a_file_stands_wherever_a_name_can(call, files, words):
    result = call(*words)
    assert "Error" not in result.err
    # The file was used if its label stands in the answer or on the page, or its key with its content where keys stand.
    pages = [page.read_text(encoding="utf-8") for page in files.rglob("report.html")]
    said = " ".join(" ".join((result.out, result.err, *pages)).split()).lower()
    labels = {"my_view.yaml": ("my view", "my_view@"), "my_policy.yaml": ("a small force", "my_policy@")}
    used = [labels[word] for word in words if word in labels]
    assert all(any(name in said for name in names) for names in used), said
    assert result.code == 0 or result.err.startswith("If my view is right")


def test_titles_say_the_label_and_tables_the_key(fine, files):
    assert fine("run", "my_view.yaml", *SHORT, "--worlds", "5", "--no-files").startswith("If my view is right (with ")
    told = json.loads(fine("run", "my_view.yaml", *SHORT, "--worlds", "5", "--no-files", "--json"))
    assert told["worldview"].startswith("my_view@")


def test_what_a_file_changes_is_shown_with_its_reason(fine, files):
    shown = fine("worldviews", "my_view.yaml")
    assert "My view" in shown
    assert f"{WAR} = 0.2 (fattah2025: {sim.load('fattah2025')[WAR]})" in shown
    assert "Based on fattah2025." in shown
    assert f"{WAR} = 0.19 (baseline: {sim.load()[WAR]})" in fine("policies", "my_policy.yaml")
    assert "Guns are dear." in shown


def test_a_report_names_the_reason_and_the_file_to_run_again(fine, files):
    fine("report", "my_view.yaml", *SHORT, "--worlds", "20", "--out", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert "Guns are dear." in page
    assert "python -m sim run my_view.yaml" in page


def test_a_run_is_opened_charted_reported_and_told_without_its_files(call, fine, files, monkeypatch):
    fine("run", "my_view.yaml", "--policy", "my_policy.yaml", "--worlds", "60", "--out", "kept")
    before = open_run(Path("kept"))
    forget(monkeypatch, files)
    study = open_run(Path("kept"))
    assert study.parameters == before.parameters
    assert study.parameters.origin(WAR)[-1].reading == "Guards raise the cost."
    assert fine("chart", "kept").startswith("If my view is right (with a small force)")
    assert call("report", "kept", "--out", "page.html").code == 0
    assert "Guns are dear." not in fine("run", "fattah2025", "--worlds", "5", "--no-files")
    assert str(sim.tell(study, world=1))
    (kept,) = (
        one
        for one in json.loads(Path("kept/manifest.json").read_bytes())["parameters"]["own"].values()
        if one["kind"] == "worldview"
    )
    assert kept["text"] == VIEW


SWEEP = (
    "sweep",
    "--vary",
    "worldview=fattah2025,my_view.yaml",
    "--vary",
    "policy=none,my_policy.yaml",
    "--out",
    "kept",
)


def test_a_sweep_is_opened_checked_and_resumed_without_its_files(call, files, monkeypatch):
    assert call(*SWEEP, "--worlds", "60", "--workers", "2").code == 0
    before = open_study("kept").counts
    forget(monkeypatch, files)
    assert verify("kept").complete
    assert call("chart", "kept").code == 0
    assert call("report", "kept", "--out", "page.html").code == 0
    assert "my view" in Path("page.html").read_text(encoding="utf-8").lower()
    block = next(Path("kept/counts").glob("block-*"))
    block.unlink()
    result = call(*SWEEP, "--worlds", "60", "--workers", "2")
    assert result.code == 0
    assert "my_view.yaml is not there; what a study kept of it is used" in result.err
    assert open_study("kept").counts.equals(before)
    assert call(*SWEEP, "--worlds", "80", "--extend").code == 0
    same = sim.sweep(open_study("kept").design, worlds=80, out="kept")
    assert same.complete


def test_a_sweep_does_not_mix_what_a_file_said_with_what_it_says_now(call, files):
    assert call(*SWEEP, "--worlds", "20").code == 0
    for text, said in (
        (VIEW.replace("0.2", "0.19"), f"{WAR} was 0.2, is 0.19"),
        (VIEW.replace("Guns", "Arms"), "a reading"),
    ):
        Path("my_view.yaml").write_text(text, encoding="utf-8")
        result = call(*SWEEP, "--worlds", "20")
        assert result.code == 2
        assert "my_view.yaml has changed since the study in the folder was begun" in result.err
        assert said in result.err
    Path("my_view.yaml").unlink()
    assert call("new", "worldview", "my_view.yaml", "--like", "kept").code == 0
    assert Path("my_view.yaml").read_text(encoding="utf-8") == VIEW
    assert call(*SWEEP, "--worlds", "20").code == 0


def test_a_file_that_is_left_out_is_not_said_to_have_changed():
    """Files of one name from two folders elsewhere are kept by that name alone."""
    one, two, three = (
        {key: {"kind": "worldview", "file": "far.yaml", "overlay": {"changes": {}, "label": key}}}
        for key in ("far@1", "far@2", "far@3")
    )
    there = SimpleNamespace(own={**one, **two})
    _refuse_changed(there, SimpleNamespace(own=two))
    with pytest.raises(sim.InputError, match="or is another file of this name: label is another one"):
        _refuse_changed(there, SimpleNamespace(own=three))


def test_workers_need_no_file(files, monkeypatch):
    monkeypatch.chdir(files)
    design = {"worldview": ["fattah2025", Path("my_view.yaml")], WAR: [0.1, 0.15]}
    alone, together = (sim.sweep(design, worlds=300, workers=number, block=100) for number in (1, 2))
    assert alone.counts.equals(together.counts)
    by_words = sim.sweep({WAR: [0.1, 0.15]}, worlds=300, workers=1, worldview=["fattah2025", "my_view.yaml"])
    assert len(by_words.design) == 4


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (({"worldview": ["fattah2025"]}, ["baseline"]), "worldview is given twice"),
        ((sim.design.grid({"worldview": ["fattah2025"]}), ["baseline"]), "the design says already"),
        ((None, None), "there is nothing to run"),
        (({}, None), "there is nothing to run"),
    ],
)
def test_a_sweep_says_what_is_varied_once(given, said):
    with pytest.raises(sim.InputError, match=said):
        sim.sweep(given[0], worldview=given[1])


def test_a_table_of_cells_can_name_files(call, files):
    Path("cells.csv").write_text("worldview,policy\nfattah2025,none\nmy_view.yaml,my_policy.yaml\n", encoding="utf-8")
    assert call("sweep", "--table", "cells.csv", "--worlds", "20", "--out", "kept").code == 0
    assert open_study("kept").columns["worldview"][1].startswith("my_view@")


def test_all_stands_for_what_the_program_has(call, files):
    assert "my_view" not in call("sweep", "--vary", "worldview=all", "--worlds", "20", "--estimate").out


@pytest.mark.parametrize(("kind", "how"), [("worldview", ("run",)), ("policy", ("run", "fattah2025", "--policy"))])
def test_a_start_runs_as_it_is_and_is_not_overwritten(call, fine, tmp_path, kind, how):
    told = fine("new", kind, "views/start.yaml")
    assert "It runs as it is" in told
    assert call(*how, "views/start.yaml", *SHORT, "--worlds", "5", "--no-files").code == 0
    before = (tmp_path / "views/start.yaml").read_bytes()
    assert "is there already, and nothing is overwritten" in call("new", kind, "views/start.yaml").err
    assert (tmp_path / "views/start.yaml").read_bytes() == before


REFUSED = [
    (("new", "worldview", "my_view.txt"), "ends in .yaml, as in my_view.yaml"),
    (("new", "worldview", "new.yaml", "--like", "fatah2025"), "nearest: fattah2025"),
    (("new", "worldview", "new.yaml", "--like", "my_view.yaml"), "copy the file my_view.yaml as it is"),
    (("new", "parameters", "new", "--like", "nowhere"), "there is no folder nowhere"),
    (("new", "view", "new.yaml"), "'view' is not one of"),
    (("run", "--parameters", "nowhere"), "does not exist"),
    (("run", "nowhere.yaml"), "there is no file nowhere.yaml"),
    (("sweep", "--vary", "worldview=my_view.yaml,./my_view.yaml", "--out", "x"), "is given twice"),
    (("sweep", "--vary", "policy=my_policy.yaml+my_policy.yaml", "--out", "x"), "a policy is named twice"),
    (("chart", "nowhere.yaml"), "there is no file nowhere.yaml"),
    (("compare", "fattah2025", "--versus", "nowhere.yaml"), "there is no file nowhere.yaml"),
    (("report", "views/nowhere"), "there is no"),
    (("worldviews", "my_policy.txt"), "unknown worldview"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_bad_input_gives_one_message(call, files, words, said):
    result = call(*words)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


@pytest.fixture
def numbers(files, fine):
    """A folder of own parameters with one number changed."""
    fine("new", "parameters", "numbers")
    path = files / "numbers/actors/azerbaijan.yaml"
    beginning, rest = path.read_text(encoding="utf-8").split("\nwar_cost:", 1)
    changed = rest.replace("value: 0.13", "value: 0.07", 1).replace("status: assumed", "status: own", 1)
    path.write_text(f"{beginning}\nwar_cost:{changed}", encoding="utf-8")
    return files


def test_a_folder_of_own_parameters_is_taken_and_kept(call, fine, numbers):
    assert call("run", "baseline", "--parameters", "numbers", *SHORT, "--worlds", "20", "--out", "kept").code == 0
    shutil.rmtree("numbers")
    study = open_run(Path("kept"))
    assert study.parameters[WAR] == 0.07
    assert study.parameters.status(WAR) == "own"
    assert sim.load()[WAR] == 0.13
    assert "own parameters" in call("chart", "kept").out
    fine("new", "parameters", "again", "--like", "kept")
    with sim.own_parameters("again"):
        assert sim.load()[WAR] == 0.07


def test_a_sweep_under_own_parameters_goes_on_without_their_folder(call, numbers):
    words = ("sweep", "--vary", "worldview=baseline,my_view.yaml", "--worlds", "40", "--out", "kept")
    assert call(*words, "--parameters", "numbers").code == 0
    shutil.rmtree("numbers")
    assert "was made with a folder of own parameters" in call(*words).err
    assert call(*words, "--parameters", "kept").code == 0
    asked = call("regret", "--study", "kept", "--no-files").err
    assert "The study in kept kept a folder of own parameters, which are taken from there." in asked
    assert "holds only one policy" in asked
    study = open_study("kept")
    assert parameters_of_cell(study.columns, 0, study.manifest.files)[WAR] == 0.07
    assert parameters_of_cell(study.columns, 1, study.manifest.files)[WAR] == 0.2
    assert sim.load()[WAR] == 0.13


def test_results_that_kept_no_parameters_cannot_lend_any(call, fine, files):
    fine("run", "baseline", *SHORT, "--worlds", "5", "--out", "plain")
    assert "so it kept none of its own" in call("run", "baseline", "--parameters", "plain").err
