"""What the system refuses is an `InputError` in Python too, and reading never waits."""

import os
from pathlib import Path

import pytest

from sim.charts.picture import save, try_picture
from sim.common.errors import InputError
from sim.common.numbers import number_in, whole_numbers
from sim.common.system import LARGEST_FILE, explained, in_words, read_file, shown
from sim.reports.making import Report
from sim.studies.runs import open_run
from sim.studies.sweeps import design, open_study, sweep
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.opening import verify
from sim.studies.sweeps.written import read_plan

LONG = "a" * 300
GRID = design.grid({"worldview": ["araz2023"]})
READERS = [open_run, open_study, verify, Design.load, read_plan, design.table]
WRITERS = [
    GRID.save,
    try_picture,
    lambda path: save(None, path),
    lambda path: Report("title", "page").save(f"{path}.html"),
    lambda path: sweep(GRID, 5, out=path),
]


@pytest.mark.parametrize("path", [LONG, Path(LONG), f"{LONG}/x", "x\0y", "x\ud800", "x\udcff", "/dev/null/x"], ids=repr)
@pytest.mark.parametrize("function", [*READERS, *WRITERS])
def test_no_path_gives_an_error_of_the_system(function, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        function(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="this system has no such pipes")
@pytest.mark.parametrize("function", READERS)
def test_reading_never_waits_for_a_pipe(function, tmp_path):
    for name in ("pipe", "manifest.json", "worlds.parquet"):
        os.mkfifo(tmp_path / name)
    with pytest.raises(InputError):
        function(tmp_path if function in (open_run, open_study, verify) else tmp_path / "pipe")


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(InputError, match="is too large"):
        read_file(tmp_path / "large")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "x"), "cannot use x: no space left on device; free some room"),
        (OSError(116, "Stale file handle"), "the system refuses: stale file handle"),
        (PermissionError(13, "Permission denied", "x"), "cannot use x: permission denied; choose another place"),
        (OSError("strange"), "the system refuses: strange"),
        (OSError(), "the system refuses: oserror"),
    ],
)
def test_an_error_of_the_system_is_a_sentence(error, said):
    assert explained(error).startswith(said)

    @in_words
    def failing():
        raise error

    with pytest.raises(InputError, match=said):
        failing()


def test_a_path_is_shown_so_that_it_can_be_printed():
    assert shown("x\udcff\0y") == "x\\xff\\0y"
    assert shown("x\ud800") == "x\\ud800"
    assert len(shown(LONG)) < 130


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("20:24", [20, 24]),
        (" 1 : 2 ", [1, 2]),
        ("5", [5]),
        ("", None),
        ("1:", None),
        ("²", None),
        ("1" * 19, None),
        ("+1", None),
    ],
)
def test_whole_numbers_are_read_from_the_digits_0_to_9(text, numbers):
    assert whole_numbers(text, ":") == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.3", 0.3),
        ("1e-3", 0.001),
        ("-2", -2.0),
        ("1e400", None),
        ("nan", None),
        ("inf", None),
        ("1" * 5_000, None),
        ("x", None),
    ],
)
def test_numbers_are_finite(text, number):
    assert number_in(text) == number
