"""Tables of cells are read by written rules: what they say, or a message with the line; never a guess."""

import codecs
import gzip
import os

import numpy as np
import pandas as pd
import pytest

from sim import InputError
from sim.cli.main import main
from sim.studies.sweeps import design, table_files

V = "mechanisms.deterrence.coordination"
W = "mechanisms.grievance.initial"
SWITCH = "mechanisms.bargaining.gradual"
WHOLE = "calendar.horizon"
TWO = {V: [0.1, 0.2], W: [0.5, 0.6]}

READ = {
    "one name": (f"{V}\n0.1\n0.2\n", {V: [0.1, 0.2]}),
    "commas and points": (f"{V},{W}\n0.1,0.5\n0.2,0.6\n", TWO),
    "semicolons and decimal commas": (f"{V};{W}\n0,1;0,5\n0,2;0,6\n", TWO),
    "semicolons and points": (f"{V};{W}\n0.1;0.5\n0.2;0.6\n", TWO),
    "tabulators and points": (f"{V}\t{W}\n0.1\t0.5\n0.2\t0.6\n", TWO),
    "tabulators and decimal commas": (f"{V}\t{W}\n,1\t0,5\n2e-1\t0,6\n", TWO),
    "a byte order mark": (f"\ufeff{V},{W}\n0.1,0.5\n0.2,0.6\n", TWO),
    "lines of Windows": (f"{V},{W}\r\n0.1,0.5\r\n0.2,0.6\r\n", TWO),
    "lines of an old Macintosh": (f"{V},{W}\r0.1,0.5\r0.2,0.6\r", TWO),
    "no end of the last line": (f"{V},{W}\n0.1,0.5\n0.2,0.6", TWO),
    "empty lines": (f"\n\n{V},{W}\n\n0.1,0.5\n,\n0.2,0.6\n\n\n", TWO),
    "quotes": (f'"{V}","{W}"\n"0.1","0.5"\n"0.2","0.6"\n', TWO),
    "quotes around decimal commas": (f'"{V}";"{W}"\n"0,1";"0,5"\n"0,2";"0,6"\n', TWO),
    "blanks": (f" {V} , {W} \n 0.1, 0.5\n\t0.2 , 0.6 \n", TWO),
    "other ways to write a number": (f"{V},{W}\n1e-1,.5\n+0.20,0.6000000000000001\n", TWO),
    "a rounding error": (f"{V}\n0.30000000000000004\n", {V: [0.3]}),
    "all digits of a number": (f"{V}\n0.12345678901234567\n", {V: [0.12345678901234567]}),
    "an empty policy": (f"{V},policy\n0.1,\n0.2,none\n", {V: [0.1, 0.2], "policy": ["none", "none"]}),
    "combined policies": ("policy\nneutral_force+eu_monitoring\n", {"policy": ["neutral_force+eu_monitoring"]}),
    "words between semicolons": (f"worldview;{V}\naraz2023;0,2\n", {"worldview": ["araz2023"], V: [0.2]}),
    "switches": (f"{SWITCH}\ntrue\nFALSE\n", {SWITCH: [True, False]}),
    "switches of R and Stata": (f"{SWITCH}\n1\n0\n", {SWITCH: [True, False]}),
    "switches of other hands": (f"{SWITCH}\nTrue\n0.0\n", {SWITCH: [True, False]}),
    "whole numbers": (f"{WHOLE}\n8\n4.0\n", {WHOLE: [8, 4]}),
    "an old ending": (f"{V}\n0.1\n", {V: [0.1]}),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_table_is_read_as_it_is_written(tmp_path, case):
    written, expected = READ[case]
    path = tmp_path / "t.csv"
    path.write_bytes(written.encode())
    made = design.table(path)
    assert {axis: column.tolist() for axis, column in made.columns.items()} == expected


BROKEN = {
    "a value too many": (f"{V}\n0,1\n", "line 2 has 2 values for 1 name; if commas are decimal signs"),
    "a value too few": (f"{V},{W}\n0.1,0.5\n\n0.1\n", "line 4 has 1 value for 2 names"),
    "values at the end": (f"{V},{W}\n0.1,0.5,\n", "line 2 has 3 values for 2 names"),
    "another separator below": (f"{V},{W}\n0.1;0.5\n", "line 2 has 1 value for 2 names; values are separated by commas"),
    "two separators in the names": (f"{V},{W};policy\n", "commas and semicolons stand between the names"),
    "names separated by blanks": (f"{V} {W}\n0.1 0.5\n", "separate them by commas, semicolons or tabulators"),
    "names separated by bars": (f"{V}|{W}\n0.1|0.5\n", "separate them by commas, semicolons or tabulators"),
    "an index of pandas": (f",{V}\n0,0.1\n1,0.2\n", "counts the rows; it looks like the index of a data frame"),
    "an index of R": (f'"","{V}"\n"1",0.1\n"2",0.2\n', "row.names = FALSE"),
    "an index that was read before": (f"Unnamed: 0,{V}\n0,0.1\n1,0.2\n", "index=False"),
    "a first column without a name": (f",{V}\nx,0.1\n", "the first column has no name"),
    "a column without a name": (f"{V},,{W}\n0.1,,0.2\n", "column 2 has no name"),
    "a name twice": (f"{V},{V}\n0.1,0.2\n", f"'{V}' appears twice"),
    "an unknown name": (f"{V}x\n0.1\n", f"line 1: unknown parameter '{V}x'; nearest: {V}"),
    "unknown names": (f"a,b,{V}\n1,2,0.1\n", "2 of 3 names are not parameters: 'a' and 'b'"),
    "a group": ("mechanisms.deterrence\n0.1\n", "is a group of parameters"),
    "a word for a number": (f"{V},{W}\n0.1,0.5\n0.2,high\n", f"line 3: {W} must be a number, not 'high'"),
    "a thousand": (f"{V};{W}\n0,1;1.000,5\n", "must be a number, not '1.000,5'"),
    "points and decimal commas": (f"{V};{W}\n0,1;0,5\n0.2;0,6\n", "line 3: '0.2' has a decimal point, but line 2 writes '0,1'"),
    "a per cent sign": (f"{V}\n10%\n", "must be a number, not '10%'"),
    "a missing value": (f"{V},{W}\n0.1,0.5\n0.2,\n", f"line 3: {W}: the value is missing"),
    "a word for what is missing": (f"{V}\nNA\n", "must be a number, not 'NA'"),
    "an infinite number": (f"{V}\n1e400\n", "finite number"),
    "not a number": (f"{V}\nnan\n", "must be a number, not 'nan'"),
    "digits of Python": (f"{V}\n1_0\n", "must be a number, not '1_0'"),
    "digits of another script": (f"{V}\n٠.٣\n", "must be a number"),
    "a number that is too large": (f"{V}\n0.1\n7\n", "line 3"),
    "an unknown worldview": ("worldview\naraz2032\n", "line 2: unknown worldview 'araz2032'; nearest: araz2023"),
    "a list in a cell": ("worldview\nall\n", "line 2: unknown worldview 'all'"),
    "a fraction of a switch": (f"{SWITCH}\n0.5\n", "line 2"),
    "an open quote": (f'{V}\n0.1\n"0.2\n', "line 3: a quotation mark is not closed"),
    "text behind a quote": (f'{V}\n"0.1"2\n', "line 2"),
    "a remark for Excel": (f"sep=;\n{V};{W}\n", "is a remark for Excel"),
    "nothing": ("", "no names stand in its first line"),
    "nothing but lines": ("\n\n,\n", "no names stand in its first line"),
    "no cells": (f"{V},{W}\n", "the table has no row"),
    "a zero byte": (f"{V}\n0.1\x00\n", "line 2: there is a zero byte"),
    "latin-1": (f"{V},policy\n0.1,\n0.2,n\xf6ne\n".encode("latin-1"), "line 3: this is not UTF-8 text"),
    "UTF-16": (codecs.BOM_UTF16_LE + f"{V}\n0.1\n".encode("utf-16-le"), "UTF-16"),
    "a packed file under a plain name": (gzip.compress(f"{V}\n0.1\n".encode()), "is packed"),
    "a workbook under a plain name": (b"PK\x03\x04rest", "give it the ending .xlsx"),
    "a Parquet file under a plain name": (b"PAR1rest", "is a Parquet file"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_table_that_is_none_is_refused_with_the_line_and_the_cause(tmp_path, case):
    written, said = BROKEN[case]
    path = tmp_path / "t.csv"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(InputError) as caught:
        design.table(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value) or "no row" in said


ENDINGS = ("zip", "gz", "csv.gz", "tgz", "bz2", "xz", "zst", "7z", "tar", "xls", "xlsb", "ods", "CSV.ZIP")


@pytest.mark.parametrize("ending", ENDINGS)
def test_packed_tables_and_other_workbooks_are_refused_by_their_name(tmp_path, capsys, ending):
    path = tmp_path / f"t.{ending}"
    path.write_bytes(b"PK\x03\x04 cut off")
    assert main(["sweep", "--table", str(path), "--out", str(tmp_path / "s")]) == 2
    error = capsys.readouterr().err
    assert str(path) in error.replace("\n", "")
    assert "Traceback" not in error
    assert not (tmp_path / "s").exists()


def test_what_is_no_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for place, said in (("", "a folder"), ("pipe", "a pipe"), ("none", "no such file"), ("x" * 300, "too long")):
        with pytest.raises(InputError, match=said):
            design.table(tmp_path / place)


def rows_with(line, text, count=1_000_000):
    """Many rows, one of which is another."""
    rows = ["0.1,0.5", "0.2,0.5"] * (count // 2) + ["0.1,0.5"] * (count % 2)
    rows[line - 2] = text
    return "\n".join([f"{V},{W}", *rows])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (lambda: rows_with(777_777, "0.1,bad"), "line 777777: .* must be a number, not 'bad'"),
        (lambda: rows_with(999_999, "0.1"), "line 999999 has 1 value for 2 names"),
        (lambda: rows_with(2, "0.1,0.5", 1_000_001), "more than 1,000,000 cells"),
        (lambda: ",".join(f"x{n}" for n in range(100_000)) + "\n", "100,000 of 100,000 names .* 'x0', 'x1', 'x2' and 99,997 more"),
        (lambda: ",".join([V] * 100_000) + "\n", "appears twice"),
        (lambda: V + "," + "0" * 200_000, "field larger than field limit"),
    ],
    ids=["one bad word", "one short line", "too many cells", "unknown columns", "one name many times", "a long name"],
)  # fmt: skip
def test_large_tables_are_refused_with_the_place(tmp_path, written, said):
    path = tmp_path / "t.csv"
    path.write_text(written())
    with pytest.raises(InputError, match=said):
        design.table(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(table_files, "LARGEST_FILE", 20)
    path = tmp_path / "t.csv"
    path.write_text(f"{V}\n0.1\n")
    with pytest.raises(InputError, match="too large: 39 bytes; at most 20"):
        design.table(path)


def frame(**columns):
    return pd.DataFrame({name.replace("__", "."): values for name, values in columns.items()})


FRAMES = {
    "an index that was read": (pd.DataFrame({"Unnamed: 0": [0, 1], V: [0.1, 0.2]}), "index of a data frame"),
    "a name twice": (pd.DataFrame([[0.1, 0.2]], columns=[V, V]), "appears twice"),
    "no column": (pd.DataFrame(index=[0, 1]), "no column"),
    "a bad row": (pd.DataFrame({V: [0.1, 0.2, "x"]}), "row 3 of the table"),
    "true for a number": (pd.DataFrame({V: [True, False]}), "row 1 of the table: .* must be a number, not true"),
    "a missing worldview": (pd.DataFrame({"worldview": ["araz2023", None]}), "row 2 .* missing"),
    "arrays": (pd.DataFrame({V: [np.array([0.1]), np.array([0.1, 0.2])]}), "row 1 of the table"),
    "dates": (pd.DataFrame({V: pd.to_datetime(["2020-01-01"])}), "row 1 of the table"),
    "complex numbers": (pd.DataFrame({V: [0.1 + 1j]}), "row 1 of the table"),
    "no frame": ({V: [0.1]}, "a data frame or the path of a file, not a dict"),
    "nothing": (None, "a data frame or the path of a file, not None"),
    "lists": (pd.DataFrame({V: [[0.1], [0.2]]}), "row 1 of the table"),
}  # fmt: skip


@pytest.mark.parametrize("case", FRAMES)
def test_a_frame_that_is_no_table_is_refused_with_the_row(case):
    given, said = FRAMES[case]
    with pytest.raises(InputError, match=said):
        design.table(given)


@pytest.mark.parametrize(
    "values",
    [
        np.array([0.1, 0.3], dtype=np.float32),
        pd.array([0.1, 0.3], dtype="Float64"),
        pd.Categorical([0.1, 0.3]),
        ["0.1", " 0.30 "],
        np.array([0.1, 0.1 * 3]),
    ],
    ids=["single precision", "nullable", "category", "texts", "computed"],
)
def test_a_frame_of_any_kind_gives_the_same_cells(values):
    assert design.table(pd.DataFrame({V: values})) == design.table(pd.DataFrame({V: [0.1, 0.3]}))


def book(path, *sheets):
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"s{number}")
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_a_workbook_is_read_from_its_only_sheet(tmp_path):
    path = book(tmp_path / "t.xlsx", [], [[V, SWITCH, "policy"], [0.1, True, None], [], [0.3, 0, "neutral_force"]])
    made = design.table(path)
    assert made.cells.to_dict("list") == {V: [0.1, 0.3], SWITCH: [True, False], "policy": ["none", "neutral_force"]}


def test_workbooks_that_are_none_are_refused(tmp_path):
    one = [[V, W], [0.1, 0.2]]
    for sheets, said in (
        ([one, one], "several sheets"),
        ([], "empty|whole workbook|visible"),
        ([[[V, W], [0.1, 0.2, 3]]], "line 2 has 3 values for 2 names"),
        ([[[V, W], [0.1, pd.Timestamp("2020-01-01")]]], "line 2: .* is a datetime"),
        ([[[V, W], [0.1, "x"]]], "line 2: .* not 'x'"),
    ):
        try:
            path = book(tmp_path / "t.xlsx", *sheets)
        except IndexError:  # openpyxl writes no workbook without a sheet
            continue
        with pytest.raises(InputError, match=said):
            design.table(path)
    whole = book(tmp_path / "t.xlsx", one).read_bytes()
    for content in (b"", whole[: len(whole) // 2], b"PK\x03\x04" * 9, whole.replace(b"worksheets", b"workSheets")):
        (tmp_path / "u.xlsx").write_bytes(content)
        with pytest.raises(InputError, match=r"whole workbook|the table is empty"):
            design.table(tmp_path / "u.xlsx")


def test_a_workbook_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    path = book(tmp_path / "t.xlsx", [[V], [0.1]])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InputError, match=r"reading a workbook needs openpyxl.*\[tables\]"):
        design.table(path)
