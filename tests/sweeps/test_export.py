"""Exporting never destroys a study, and says when it replaces a file."""

from pathlib import Path

import pytest

from sim.cli.main import main
from sim.files import OutputError
from sim.knowledge.errors import InputError
from sim.sweeps import open_study, sweep
from sim.sweeps.export import export


@pytest.fixture
def folder(make_grid, tmp_path):
    place = tmp_path / "study"
    sweep(make_grid(levels=(0.2,), policies=("none",)), 10, out=place, workers=1)
    return place


OWN = ("manifest.json", "counts/new.csv", "rows/new.csv", "counts/../manifest.json")


@pytest.mark.parametrize("name", OWN)
def test_no_file_of_a_study_is_a_target(folder, contents, name):
    (folder / "rows").mkdir(exist_ok=True)
    before = contents(folder)
    with pytest.raises(OutputError, match="would be destroyed"):
        export(open_study(folder), folder / name)
    assert contents(folder) == before


def test_files_of_another_study_or_of_a_run_are_no_target_either(folder, tmp_path):
    other = tmp_path / "run"
    assert main(["run", "--worlds", "5", "--out", str(other)]) == 0
    before = (other / "outcomes.csv").read_bytes()
    for name in ("outcomes.csv", "manifest.json"):
        with pytest.raises(OutputError, match="would be destroyed"):
            export(open_study(folder), other / name)
    assert (other / "outcomes.csv").read_bytes() == before


def test_a_link_to_a_file_of_a_study_is_no_target(folder, tmp_path):
    link = tmp_path / "table.json"
    link.symlink_to(folder / "manifest.json")
    with pytest.raises(OutputError, match="would be destroyed"):
        export(open_study(folder), link)


def test_a_table_may_lie_in_the_folder_of_its_study(folder):
    export(open_study(folder), folder / "shares.csv")
    assert open_study(folder).complete


def test_the_command_says_that_it_replaces_a_file_by_another_content(folder, tmp_path, capsys):
    target = str(tmp_path / "t.csv")
    replaced = f"Replaced {target}, which had another content before.\n"
    for what, said in (("frequencies", ""), ("frequencies", ""), ("counts", replaced)):
        assert main(["study", "export", str(folder), target, "--what", what]) == 0
        assert capsys.readouterr().err == f"{said}written: {target}\n"


def test_a_place_that_cannot_be_written_is_named_and_not_the_temporary_file(folder):
    target = Path("/dev/null/x.csv")
    with pytest.raises(InputError, match=r"/dev/null/x\.csv") as caught:
        export(open_study(folder), target)
    assert "partial" not in str(caught.value)
