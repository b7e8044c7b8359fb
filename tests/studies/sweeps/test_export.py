"""Exported tables are read by other programs as what they are; exporting never destroys a study."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim import frequencies, simulate
from sim.cli.main import main
from sim.common.errors import InputError
from sim.common.files import OutputError
from sim.studies.sweeps import design, open_study, sweep
from sim.studies.sweeps.export import export


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
    assert main(["run", "baseline", "--worlds", "5", "--out", str(other)]) == 0
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


SWITCH = "mechanisms.bargaining.gradual"
YES_OR_NO = (SWITCH, "general_deterrence", "government_fell", "guaranteed_by_russia")


@pytest.fixture(scope="module")
def with_rows():
    axes = {SWITCH: [True, False], "mechanisms.grievance.initial": [0.25, 0.5], "calendar.horizon": 4}
    return sweep(design.grid(axes), 10, rows=True, workers=1)


@pytest.fixture(scope="module")
def played():
    return simulate("araz2023", worlds=20)


def read_back(path):
    if path.suffix == ".dta":
        return pd.read_stata(path)
    return pd.read_excel(path) if path.suffix == ".xlsx" else pd.read_csv(path)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".dta"])
def test_yes_and_no_are_one_and_zero_so_that_every_program_can_count_them(with_rows, tmp_path, ending):
    path = tmp_path / f"rows{ending}"
    with_rows.export(path, "rows")
    found, wanted = read_back(path), with_rows.rows()
    assert len(found) == len(wanted) == 40
    for name in YES_OR_NO:
        column = found[name.replace(".", "_") if ending == ".dta" else name]
        assert column.dtype.kind == "i"
        assert column.sum() == wanted[name].sum()


def test_yes_and_no_are_true_and_false_in_json(with_rows, tmp_path):
    with_rows.export(tmp_path / "rows.json", "rows")
    assert {type(record[SWITCH]) for record in json.loads((tmp_path / "rows.json").read_text())} == {bool}


@pytest.mark.parametrize("table", ["frequencies", "counts", "summary", "rows"])
def test_decimal_commas_and_workbooks_hold_the_same_numbers_as_points(with_rows, tmp_path, table):
    with_rows.export(tmp_path / "points.csv", table)
    with_rows.export(tmp_path / "commas.csv", table, decimal_comma=True)
    with_rows.export(tmp_path / "book.xlsx", table)
    points = pd.read_csv(tmp_path / "points.csv")
    assert "0.25" in (tmp_path / "points.csv").read_text()
    assert "0,25" in (tmp_path / "commas.csv").read_text()
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "commas.csv", sep=";", decimal=","), points)
    pd.testing.assert_frame_equal(pd.read_excel(tmp_path / "book.xlsx"), points, check_dtype=False)


@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx", ".dta"])
@pytest.mark.parametrize(("table", "length"), [("frequencies", 5), ("summary", 1), ("rows", 20)])
def test_a_run_of_one_setting_is_exported_like_a_sweep(played, tmp_path, ending, table, length):
    path = tmp_path / f"t{ending}"
    played.export(path, table)
    found = pd.read_json(path) if ending == ".json" else read_back(path)
    assert len(found) == length


def test_the_numbers_of_an_exported_run_are_its_own(played, tmp_path):
    played.export(tmp_path / "shares.csv", decimal_comma=True)
    shares = pd.read_csv(tmp_path / "shares.csv", sep=";", decimal=",")["share"]
    assert shares.tolist() == pytest.approx(frequencies(played)["share"].tolist())
    played.export(tmp_path / "summary.csv", "summary")
    assert pd.read_csv(tmp_path / "summary.csv")["war"].item() == played.table["war_quarter"].notna().sum()


def test_a_workbook_that_a_sheet_cannot_hold_is_refused(monkeypatch, with_rows, tmp_path):
    monkeypatch.setattr("sim.studies.sweeps.export.MOST_LINES", 20)
    with pytest.raises(InputError, match=r"a sheet of Excel holds 20 lines .* too few for 40 rows"):
        with_rows.export(tmp_path / "rows.xlsx", "rows")
    assert not (tmp_path / "rows.xlsx").exists()


REFUSED = {
    "no table of a run": (["c.csv", "counts"], "has no table 'counts'; it has frequencies, summary, rows"),
    "no table at all": (["c.csv", "count"], "unknown table 'count'"),
    "no form": (["c.txt"], r"must end in \.csv, \.json, \.xlsx, \.dta"),
    "no ending": (["c"], "must end in"),
    "decimal commas of numbers": (["c.xlsx", "rows", True], r"decimal commas are for \.csv alone"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_exported_is_refused(played, tmp_path, case):
    (name, *rest), said = REFUSED[case]
    with pytest.raises(InputError, match=said):
        played.export(tmp_path / name, *rest)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_this_program_wrote_can_be_swept(with_rows, tmp_path):
    for name, comma in (("a.csv", False), ("b.csv", True)):
        with_rows.export(tmp_path / name, "counts", decimal_comma=comma)
        signs = {"sep": ";", "decimal": ","} if comma else {}
        cells = pd.read_csv(tmp_path / name, **signs)[list(with_rows.design.axes)]
        cells.to_csv(tmp_path / "cells.csv", index=False, **signs)
        assert design.table(tmp_path / "cells.csv").cells.equals(with_rows.design.cells)


def test_a_folder_alone_is_shown_whether_of_a_run_or_of_a_sweep(folder, tmp_path, capsys):
    assert main(["run", "baseline", "--worlds", "5", "--out", str(tmp_path / "run")]) == 0
    told = capsys.readouterr().out
    assert main(["study", str(tmp_path / "run")]) == 0
    assert capsys.readouterr().out.strip() in told
    assert main(["study", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["worlds"] == 20
    assert main(["study", "show", str(tmp_path / "run"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["worlds"] == 5
    assert main(["study", "export", str(tmp_path / "run"), str(tmp_path / "w.xlsx"), "--what", "rows"]) == 0
    assert len(pd.read_excel(tmp_path / "w.xlsx")) == 5


@pytest.mark.parametrize(("given", "said"), [("shwo", "nearest: show"), ("results/nowhere", "there is no study")])
def test_what_is_neither_a_command_nor_a_folder_is_refused(capsys, given, said):
    assert main(["study", given]) == 2
    assert said in capsys.readouterr().err
