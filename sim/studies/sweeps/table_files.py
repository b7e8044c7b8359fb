"""Tables of cells in files: read by rules that are written down here, never by guessing.

A table has a line of names and below it one line per cell. Every line holds as many values as there are names. What
separates them is found in the line of names and nowhere else: a comma, a semicolon or a tabulator. Numbers have a
decimal point; where semicolons or tabulators separate, they may have a decimal comma instead, but not both in one file.
Nothing separates thousands. Values may stand in quotes. Lines on which nothing stands are skipped. The text is UTF-8,
with or without a byte order mark. A workbook (`.xlsx`) is read from its only sheet with content.

The module `csv` of Python reads the lines, because it hands over the texts as they are: it guesses no types, no index and
no compression, so that every version of every library gives the same cells.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.common.errors import InputError
from sim.common.extras import extra
from sim.common.room import size
from sim.common.system import read_file, reason, shown
from sim.parameters.wording import counted, enumeration

LARGEST_FILE = 100_000_000
"""Bytes of a table, and of a workbook when it is unpacked."""

MOST_ROWS, MOST_VALUES = 1_000_000, 10_000_000
"""Cells of a table, and values in all of them together."""

LONGEST_SHOWN = 40
"""Characters of a value that a message repeats."""

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabulators"}
UNNAMED = re.compile(r"(Unnamed: \d+)?")
"""The name of a column that has none, in a file or as pandas calls it."""

EXCELS_OWN = re.compile(r'"?sep=.?"?', re.IGNORECASE)
"""A line by which some programs tell Excel what separates the values."""

DECIMAL_COMMA = re.compile(r"[-+]?(\d+,\d*|,\d+)([eE][-+]?\d+)?")
DECIMAL_POINT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")

PACKED = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".lzma", ".br")
OTHER_WORKBOOKS = (".xls", ".xlsb", ".xlsm", ".ods", ".numbers")
BEGINNINGS = {
    b"PK\x03\x04": "a packed file or a workbook; unpack it, or give it the ending .xlsx if it is a workbook of Excel",
    **dict.fromkeys((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"), "packed; unpack it first"),
    b"\xd0\xcf\x11\xe0": "an old workbook of Excel; save it as .xlsx or as CSV UTF-8",
    b"PAR1": "a Parquet file; save it as CSV, or give sim.design.table the data frame",
    **dict.fromkeys((b"\xff\xfe", b"\xfe\xff"), "text in UTF-16; save it as CSV UTF-8"),
}
"""What the first bytes of a file tell, whatever its name says."""


BROKEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    SyntaxError,  # that of XML too
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl and the libraries below it raise for a file that is not a whole workbook."""


@dataclass(frozen=True)
class Written:
    """A table as a file or a data frame holds it.

    Values are texts from a text file, plain values otherwise; empty ones are `''` or None. For messages there are the line
    of each cell, how the line of names is called, and how another line is called, with `{}` for its number.
    """

    names: tuple[str, ...]
    columns: Sequence[Sequence[Any]]
    lines: Sequence[int]
    header: str
    place: str


def read_table(path: Path) -> Written:
    """Read the table in a file."""
    ending = path.suffix.lower()
    if ending in PACKED:
        raise InputError(f"{path}: packed tables are not read; unpack it first")
    if ending in OTHER_WORKBOOKS:
        raise InputError(f"{path}: workbooks are read as .xlsx alone; save it as .xlsx or as CSV UTF-8")
    try:
        content = read_file(path, LARGEST_FILE)
    except OSError as error:
        raise InputError(f"cannot read the table {shown(path)}: {reason(error)}") from error
    place = f"{path}, line {{}}"
    if ending == ".xlsx":
        return _checked(path, _rows_of_workbook(path, content), place, None)
    text = _decoded(path, content)
    separator = _separator(path, text)
    return _checked(path, _rows(path, text, separator), place, separator)


def refuse_index(names: Sequence[str], first: Sequence[Any], where: str) -> None:
    """Refuse a table whose first column has no name; if it counts the rows, say where it comes from."""
    if not UNNAMED.fullmatch(names[0]):
        return
    counted_from = [[str(start + number) for number in range(len(first))] for start in (0, 1)]
    if len(first) and [str(value).removesuffix(".0") for value in first] in counted_from:
        raise InputError(
            f"{where}: the first column has no name and counts the rows; it looks like the index of a data frame. "
            "Save the table without it: in pandas to_csv(..., index=False), in R write.csv(..., row.names = FALSE)"
        )
    raise InputError(f"{where}: the first column has no name; name it, or remove it")


def _decoded(path: Path, content: bytes) -> str:
    for beginning, said in BEGINNINGS.items():
        if content.startswith(beginning):
            raise InputError(f"{path} is {said}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(content, error.start)
        raise InputError(
            f"{path}, line {line}: this is not UTF-8 text; save the table in the encoding UTF-8 (in Excel: CSV UTF-8)"
        ) from error
    if "\0" in text:
        line = _line_at(content, content.index(b"\0"))
        raise InputError(
            f"{path}, line {line}: there is a zero byte, so this is not a text file; save the table as CSV UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(content: bytes, position: int) -> int:
    before = content[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _separator(path: Path, text: str) -> str:
    """What separates the names in the first line on which something stands; a comma if there is one name."""
    header = next((line for line in text.split("\n", 100) if line.strip(' ,;\t"')), "")
    if not header:
        raise InputError(f"{path}: no names stand in its first line; a table begins with the names of what it varies")
    if EXCELS_OWN.fullmatch(header.strip()):
        raise InputError(f"{path}, line 1: '{header.strip()}' is a remark for Excel; remove this line")
    bare = re.sub(r'"[^"]*"', "", header)
    found = [separator for separator in SEPARATORS if separator in bare]
    if len(found) > 1:
        kinds = enumeration([SEPARATORS[separator] for separator in found])
        raise InputError(f"{path}, line 1: {kinds} stand between the names; separate them by one of these alone")
    return found[0] if found else ","


def _rows(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each line of the file on which something stands, with its number, taken apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    before = 0
    try:
        for values in reader:
            if "".join(values).strip():
                yield before + 1, values
            before = reader.line_num
    except csv.Error as error:
        said = "a quotation mark is not closed" if "end of data" in str(error) else str(error)
        raise InputError(f"{path}, line {before + 1}: {said}") from error


def _rows_of_workbook(path: Path, content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The lines of the only sheet of a workbook that holds anything, as far as something stands on them."""
    openpyxl = extra("openpyxl", "reading a workbook", "tables")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > LARGEST_FILE:
            raise InputError(f"{path} is larger than {size(LARGEST_FILE)} when it is unpacked; save it as CSV UTF-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nobody asks for here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [(sheet, header) for sheet in book.worksheets if (header := _first_row(sheet))]
            if len(sheets) > 1:
                names = ", ".join(sheet.title for sheet, _ in sheets)
                raise InputError(f"{path}: several sheets hold something ({names}); keep one, or save it as CSV UTF-8")
            for sheet, header in sheets:
                for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    if any(value not in (None, "") for value in row):
                        yield line, _trimmed(row, len(header), f"{path}, line {line}")
    except InputError:
        raise
    except BROKEN as error:
        raise InputError(
            f"{path} is not a whole workbook ({error}); save it again as .xlsx, or as CSV UTF-8"
        ) from error


def _first_row(sheet: Any) -> tuple[Any, ...] | None:
    """The names: the first line on which something stands, up to the last of them; None if the sheet is empty."""
    for row in sheet.iter_rows(values_only=True):
        filled = [place for place, value in enumerate(row) if value not in (None, "")]
        if filled:
            return tuple(row[: filled[-1] + 1])
    return None


def _trimmed(row: Sequence[Any], width: int, where: str) -> list[Any]:
    """The values of a line, which a workbook does not count: what is empty behind the names does not stand there."""
    filled = [place for place, value in enumerate(row) if value is not None]
    length = max(width, filled[-1] + 1 if filled else 0)
    values = [*row, *[None] * length][:length]
    for value in values:
        if not isinstance(value, str | int | float | type(None)):
            raise InputError(f"{where}: {value} is a {type(value).__name__}, not a number or a word")
    return values


def _checked(path: Path, rows: Iterable[tuple[int, list[Any]]], place: str, separator: str | None) -> Written:
    """The names and columns of a table, if every line has as many values as there are names."""
    found = iter(rows)
    first_line, header = next(found, (0, []))
    names = tuple(str(name).strip() for name in header)
    if not names:
        raise InputError(f"{path}: the table is empty; it begins with a line of names")
    most = min(MOST_ROWS, MOST_VALUES // len(names))
    lines: list[int] = []
    columns: list[list[Any]] = [[] for _ in names]
    for line, values in found:
        if len(values) != len(names):
            against = f"{counted(len(values), 'value')} for {counted(len(names), 'name')}"
            raise InputError(f"{place.format(line)} has {against}{_hint(values, names, separator)}")
        if len(lines) == most:
            raise InputError(
                f"{path} has more than {most:,} cells, which is the most for {counted(len(names), 'name')}"
            )
        lines.append(line)
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    where = place.format(first_line)
    refuse_index(names, columns[0], where)
    refuse_names(names, where)
    if separator not in (None, ","):
        _turn_to_points(columns, lines, place)
    return Written(names, columns, lines, where, place)


def _hint(values: Sequence[Any], names: Sequence[str], separator: str | None) -> str:
    """What may be the cause of a wrong number of values."""
    if separator is None:
        return ""
    if separator == "," and len(values) > len(names) and all(str(value).strip("+- ").isdecimal() for value in values):
        return "; if commas are decimal signs here, write points, or separate the names and values by semicolons"
    return f"; values are separated by {SEPARATORS[separator]}, as in the line of names"


def refuse_names(names: Sequence[str], where: str) -> None:
    """Refuse columns without a name, and names that appear twice."""
    nameless = [str(place + 1) for place, name in enumerate(names) if UNNAMED.fullmatch(name)]
    if nameless:
        which = f"column {nameless[0]} has" if len(nameless) == 1 else f"{len(nameless):,} columns have"
        raise InputError(f"{where}: {which} no name; name it, or remove it together with what separates it")
    for name, times in Counter(names).items():
        if times > 1:
            raise InputError(f"{where}: '{shortened(name)}' appears twice among the names; give it once")


def _turn_to_points(columns: list[list[Any]], lines: Sequence[int], place: str) -> None:
    """Write decimal points for the decimal commas of a file; both in one file are refused."""
    comma = _first_match(DECIMAL_COMMA, columns)
    if comma is None:
        return
    point = _first_match(DECIMAL_POINT, columns)
    if point is not None:
        raise InputError(
            f"{place.format(lines[point[0]])}: '{shortened(point[1])}' has a decimal point, but line {lines[comma[0]]} "
            f"writes '{shortened(comma[1])}' with a decimal comma; use one of them, and nothing between thousands"
        )
    for column in columns:
        pointed = {text: text.replace(",", ".") for text in set(column) if DECIMAL_COMMA.fullmatch(text.strip())}
        column[:] = [pointed.get(text, text) for text in column] if pointed else column


def _first_match(form: re.Pattern[str], columns: Iterable[Sequence[str]]) -> tuple[int, str] | None:
    """The row and the text of the first value of a form."""
    found = []
    for column in columns:
        # Few texts of a long column differ, so that each is looked at once.
        alike = {text for text in set(column) if form.fullmatch(text.strip())}
        if alike:
            found.append(next((row, text.strip()) for row, text in enumerate(column) if text in alike))
    return min(found, default=None)


def shortened(text: str) -> str:
    """A text as a message repeats it: not longer than a line, and without characters that move the cursor."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST_SHOWN])
    return f"{shown}..." if len(text) > LONGEST_SHOWN else shown
