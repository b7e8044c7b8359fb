"""Workbooks of Excel (`.xlsx`), read through openpyxl, which comes with the extra `tables`."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.common.errors import InputError
from sim.common.extras import extra
from sim.common.room import size

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
"""What openpyxl and the libraries below it raise for a file that is no whole workbook."""


def rows_of(path: Path, content: bytes, largest: int) -> Iterator[tuple[int, list[Any]]]:
    """The lines of the only sheet of a workbook that holds anything, as far as something stands on them."""
    openpyxl = extra("openpyxl", "reading a workbook", "tables")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > largest:
            raise InputError(f"{path} is larger than {size(largest)} when it is unpacked; save it as CSV UTF-8")
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
        raise InputError(f"{path} is no whole workbook ({error}); save it again as .xlsx, or as CSV UTF-8") from error


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
