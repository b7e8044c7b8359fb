"""What can be reported on, and what is refused with one clear message."""

import pytest

import sim
from sim.cli.main import main
from sim.common.errors import InputError
from sim.studies.sweeps import design
from tests.reports.conftest import COORDINATION, swept

pytestmark = pytest.mark.usefixtures("two_years_throughout")


@pytest.fixture(scope="module")
def study(two_years_throughout):
    return sim.simulate("baseline", worlds=10)


@pytest.fixture(scope="module")
def told(study, tmp_path_factory):
    """The report of the study, and the file to which it was saved, in a folder that was not there."""
    path = tmp_path_factory.mktemp("told") / "new" / "report.html"
    return sim.report(study, out=path), path


def test_a_study_and_its_name_give_the_same_report(told):
    assert told[0].html == sim.report("baseline", worlds=10).html


def test_a_folder_of_run_gives_the_report_of_its_study_and_the_command_writes_it_there(tmp_path, told, capsys):
    folder = tmp_path / "run"
    assert main(["run", "baseline", "--worlds", "10", "--out", str(folder)]) == 0
    assert sim.report(folder).html == told[0].html
    assert main(["report", str(folder)]) == 0
    assert (folder / "report.html").exists()
    assert "report.html" in capsys.readouterr().out


def test_a_report_is_saved_whole_and_read_back_as_it_was(told):
    made, path = told
    assert path.read_text(encoding="utf-8") == made.html
    assert [child.name for child in path.parent.iterdir()] == ["report.html"]


def test_in_a_notebook_a_report_stands_in_a_frame_of_its_own(told):
    shown = told[0]._repr_html_()
    assert shown.startswith("<iframe title=")
    assert "<!DOCTYPE" not in shown


@pytest.mark.usefixtures("sketched")
def test_all_worlds_are_counted_in_the_progress():
    told = []
    options = {"policies": "western_guarantee", "worlds": 10}
    sim.report("baseline", **options, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (20, 20)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize(
    ("subject", "options", "message"),
    [
        ("baselin", {}, "nearest: baseline"),
        ("no/such/folder", {}, "there is no folder no/such/folder"),
        ("", {}, "an empty name"),
        ([], {}, "nothing to report on"),
        (3, {}, "cannot report on a int"),
        (["baseline", "baseline"], {}, "given twice"),
        ("baseline", {"policies": "western_guarante"}, "nearest: western_guarantee"),
        ("baseline", {"changes": {"actors.azerbaijan.war_cost": 7}}, "7"),
        ("baseline", {"worlds": 0}, "worlds"),
        ("baseline", {"seed": -1}, "seed"),
        ("baseline", {"outcomes": "ideal_piece"}, "nearest: ideal_peace"),
        ("baseline", {"outcomes": ()}, "name at least one outcome"),
        ("baseline", {"out": "report.txt"}, "ends in .html"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_reason(subject, options, message):
    with pytest.raises(InputError, match=message):
        sim.report(subject, **{"worlds": 5, **options})


def test_a_sweep_stands_alone():
    one = swept(design.grid({COORDINATION: [0.2, 0.8]}))
    with pytest.raises(InputError, match="give the sweep alone"):
        sim.report([one, "baseline"])


def test_policies_do_not_go_with_what_was_played_already(study):
    with pytest.raises(InputError, match="has its own already"):
        sim.report(study, policies="western_guarantee")


def test_a_bad_name_for_the_page_is_refused_before_anything_is_played(tmp_path):
    calls = []
    with pytest.raises(InputError):
        sim.report("baseline", worlds=5, out=tmp_path, progress=lambda *told: calls.append(told))
    assert calls == []


def test_a_place_that_cannot_be_written_to_is_refused_before_anything_is_played(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    calls = []
    with pytest.raises(InputError, match="taken"):
        sim.report("baseline", worlds=5, out=tmp_path / "taken" / "r.html", progress=lambda *told: calls.append(told))
    assert calls == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["baselin"], "nearest: baseline"),
        (["nowhere/at/all"], "there is no file or folder of this name"),
        (["baseline", "--out", "a.pdf"], "ends in .html"),
        (["baseline", "--outcome", "war"], "unknown outcome 'war'"),
        (["baseline", "--set", "actors.azerbaijan.war_cos=1"], "nearest: actors.azerbaijan.war_cost"),
    ],
)
def test_bad_input_ends_with_one_message_and_exit_code_2(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["report", *arguments, "--worlds", "5"]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
