"""Odd paths: whatever a path leads to, a command ends at once, with one message, and touches nothing of the user's."""

import io
import os
import shutil
import socket
from pathlib import Path

import pytest

import sim
from sim.cli.main import main

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="these things are made in the ways of POSIX systems"),
    pytest.mark.usefixtures("two_years_throughout"),
]

LONG = "a" * 300
FEW = ["--worlds", "20"]
VARY = ["--vary", "worldview=araz2023,fattah2025", "--worlds", "5", "--workers", "1"]
TO_PLACES = {
    "run": ["run", "baseline", *FEW, "--out", "{}"],
    "sweep": ["sweep", *VARY, "--out", "{}"],
    "chart": ["chart", *FEW, "--out", "{}"],
    "report": ["report", *FEW, "--out", "{}.html"],
    "export": ["study", "export", "s", "{}.csv"],
}
FROM_PLACES = {
    "plan": ["sweep", "--plan", "{}"],
    "table": ["sweep", "--table", "{}", "--out", "new"],
    "study": ["study", "show", "{}"],
    "drawn": ["chart", "{}"],
    "told": ["report", "{}", "--out", "new.html"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory, two_years_throughout):
    """A folder with a run, a study, and odd things."""
    folder = tmp_path_factory.mktemp("odd")
    assert main(["run", "baseline", *FEW, "--out", str(folder / "r")]) == 0
    assert main(["sweep", *VARY, "--out", str(folder / "s")]) == 0
    (folder / "loop").symlink_to("loop")
    for ending in (".csv", ".html", ".png"):
        (folder / f"loop{ending}").symlink_to(f"loop{ending}")
        os.mkfifo(folder / f"pipe{ending}")
        (folder / f"folder{ending}").mkdir()
    os.mkfifo(folder / "pipe")
    for name in ("manifest.json", "worlds.parquet", "cells.parquet", ".lock"):
        shutil.copytree(folder / ("r" if name == "worlds.parquet" else "s"), folder / f"with {name}")
        (folder / f"with {name}" / name).unlink(missing_ok=True)
        os.mkfifo(folder / f"with {name}" / name)
    (folder / "nested").mkdir()
    (folder / "nested" / "manifest.json").write_text("[" * 100_000)
    (folder / "zero.yaml").write_text('vary: {worldview: araz2023}\nworlds: 5\nout: "a\\0b"\n')
    (folder / "zero table.yaml").write_text('table: "a\\0b"\nout: new\n')
    (folder / "infinite.yaml").write_text("vary: {actors.azerbaijan.war_cost: '0:1:1e400'}\nout: new\n")
    return folder


@pytest.fixture
def refused(made, monkeypatch, capsys):
    """Call a command that must be refused before any world is played; return what it says."""
    monkeypatch.chdir(made)
    monkeypatch.setattr(sim, "simulate", lambda *_, **__: pytest.fail("worlds were played"), raising=False)
    monkeypatch.setattr("sim.studies.sweeps.running._run", lambda *_: pytest.fail("worlds were played"))

    def call(arguments: list[str]) -> str:
        before = contents()
        assert main(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("Error: ") == 1
        assert "Traceback" not in printed.err
        assert contents() == before
        return printed.err.split("Error: ")[1]

    return call


def contents() -> dict[str, bytes | None]:
    """Every file below the working folder."""
    found = [Path(folder, name) for folder, _, names in os.walk(".") for name in [*names, ""]]
    return {str(path): path.read_bytes() if path.is_file() and not path.is_symlink() else None for path in found}


def calls(kinds: dict[str, list[str]], places: dict[str, str]) -> list:
    """Each command with each place, and what is said of it."""
    return [
        pytest.param([part.format(place) for part in arguments], said, id=f"{kind} {place[:20]!r}")
        for kind, arguments in kinds.items()
        for place, said in places.items()
    ]


NO_PLACES = {LONG: "too long", "x\0y": "zero byte", "x\udcff": "not valid text", "/dev/null/x": "/dev/null"}


@pytest.mark.parametrize(("arguments", "said"), calls(TO_PLACES, NO_PLACES))
def test_a_place_that_cannot_be_is_refused_before_the_work(refused, arguments, said):
    assert said in refused(arguments)


BESIDE = {
    "loop": "symbolic links",
    "pipe": "pipe of this name is in the way",
    "folder": "folder of this name is in the way",
}


@pytest.mark.parametrize(("arguments", "said"), calls({k: TO_PLACES[k] for k in ("chart", "report", "export")}, BESIDE))
def test_what_is_no_file_is_never_replaced(refused, arguments, said):
    assert said in refused(arguments)


OWN = {"r/outcomes": "would be destroyed", "s/counts/x": "would be destroyed", "s/rows/x": "would be destroyed"}


@pytest.mark.parametrize(("arguments", "said"), calls({k: TO_PLACES[k] for k in ("chart", "export")}, OWN))
def test_files_of_a_run_or_a_study_are_never_replaced_by_others(refused, arguments, said):
    assert said in refused(arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "baseline", *FEW, "--out", "s/counts"], "belongs to a study"),
        (["run", "baseline", *FEW, "--out", "s/counts/x"], "belongs to a study"),
        (["sweep", *VARY, "--out", "s/rows/x"], "belongs to a study"),
        (["report", *FEW, "--out", "s/counts/x.html"], "would be destroyed"),
        (["run", "baseline", *FEW, "--out", "loop"], "symbolic links"),
        (["run", "baseline", *FEW, "--out", "pipe"], "it is a file, not a folder"),
        (["run", "baseline", *FEW, "--out", "with manifest.json"], "pipe of this name is in the way"),
        (["run", "baseline", *FEW, "--out", "with .lock"], "pipe named .lock is in the way"),
        (["run", "baseline", *FEW, "--out", "nested"], "which no run wrote"),
        (["sweep", *VARY, "--out", "with .lock"], "pipe named .lock is in the way"),
        (["chart", "with worlds.parquet"], "is a pipe, not a file"),
        (["report", "with worlds.parquet", "--out", "new.html"], "is a pipe, not a file"),
        (["study", "show", "with manifest.json"], "is a pipe, not a file"),
        (["study", "show", "with cells.parquet"], "is a pipe, not a file"),
        (["study", "show", "nested"], "nested too deeply"),
        (["chart", "nested"], "nested too deeply"),
        (["sweep", "--plan", "zero.yaml"], "zero byte"),
        (["sweep", "--plan", "zero table.yaml"], "zero byte"),
        (["sweep", "--plan", "infinite.yaml"], "'1e400' is not a number"),
        (["sweep", "--plan", "pipe"], "is a pipe, not a file"),
        (["sweep", "--plan", "r"], "is a folder, not a file"),
        (["sweep", "--plan", "/dev/zero"], "is a device, not a file"),
        (["sweep", "--table", "pipe", "--out", "new"], "is a pipe, not a file"),
        (["sweep", "--table", "r", "--out", "new"], "is a folder, not a file"),
        (["sweep", "--table", "/dev/zero", "--out", "new"], "is a device, not a file"),
        (["report", *FEW, "--question", "x\udcff", "--out", "new.html"], "not valid text"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_once(refused, arguments, said):
    assert said in refused(arguments)


NOWHERE = {LONG: "too long", "x\0y": "zero byte", "x\udcff": "not valid text"}
"""A loop as plan or table is tried above; as a folder it is no folder, and so the name of a worldview."""


@pytest.mark.parametrize(("arguments", "said"), calls(FROM_PLACES, NOWHERE))
def test_a_path_that_cannot_be_read_is_one_message(refused, arguments, said):
    assert said in refused(arguments)


@pytest.mark.parametrize(
    ("arguments", "said"), calls({k: FROM_PLACES[k] for k in ("plan", "table", "study")}, {"loop": ""})
)
def test_a_looping_link_is_one_message(refused, arguments, said):
    assert "too many levels of symbolic links" in refused(arguments)


def test_a_socket_is_no_file(refused, made):
    address = made / "socket"
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(address))
        assert "is a socket, not a file" in refused(["sweep", "--plan", "socket"])
    address.unlink()


@pytest.mark.parametrize("place", [*TO_PLACES])
def test_a_full_disk_is_noticed_before_the_work(refused, monkeypatch, place):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.common.files._fill", full)
    assert "no space left on device; free some room" in refused([part.format("new") for part in TO_PLACES[place]])


@pytest.mark.parametrize("place", [*TO_PLACES])
def test_a_disk_that_is_only_for_reading_is_noticed_before_the_work(refused, monkeypatch, place):
    def read_only(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("sim.common.files.tempfile.mkstemp", read_only)
    assert "read-only file system; choose another place" in refused([part.format("new") for part in TO_PLACES[place]])


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "baseline", *FEW],
        ["sweep", *VARY, "--out", "x"],
        ["report", *FEW, "--out", "x.html"],
        ["chart", *FEW],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_working_folder_that_was_removed_is_said_in_words(tmp_path, monkeypatch, capsys, arguments):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(arguments) == 2
    assert "the folder you are in does not exist any more" in capsys.readouterr().err


def test_side_files_of_a_picture_that_replace_others_are_named(call):
    Path("x.csv").write_text("mine")
    Path("x.txt").write_text("mine")
    for said in ("Replaced x.csv, x.txt, which had another content before.\n", ""):
        result = call("chart", *FEW, "--out", "x")
        assert (result.code, result.err) == (0, said)


def test_a_report_that_replaces_another_file_says_so(call):
    Path("x.html").write_text("mine")
    assert call("report", *FEW, "--out", "x.html").err == "Replaced x.html, which had another content before.\n"


DIGITS = ["2²,3", "1" * 5_000 + ",3", "-1,2", "1,2,3", "1", "", "٣,٤", "1_0,2", "0x1,2"]


@pytest.mark.parametrize("written", DIGITS, ids=lambda written: written[:6])
def test_strange_digits_are_refused_where_cells_are_named(refused, written):
    said = refused(["sweep", *VARY, "--until-different", written, "--outcome", "ideal_peace", "--out", "new"])
    assert "--until-different takes the numbers of two cells" in said
    assert len(said) < 200


@pytest.mark.parametrize("written", ["²:3", "1" * 5_000, "3:2", "1:2:3", "٣:٤", ""], ids=lambda written: written[:6])
def test_strange_digits_are_refused_where_quarters_are_named(refused, written):
    said = refused(["tell", f"--quarters={written}"])
    assert "--quarters takes " in said
    assert len(said) < 200


@pytest.mark.parametrize(
    "written", ["1e400", "-1e400", "inf", "nan", "²", "1" * 5_000, "0x1"], ids=lambda written: written[:6]
)
@pytest.mark.parametrize("form", ["0:1:{}", "0:{}", "{}:1:3"])
def test_strange_numbers_are_refused_where_a_range_is_named(refused, form, written):
    said = refused(["sweep", "--vary", f"actors.azerbaijan.war_cost={form.format(written)}", "--out", "new"])
    assert "is not a number" in said
    assert len(said) < 250


class Full(io.StringIO):
    """A stream that takes nothing."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stream", [None, Full()], ids=["closed", "full"])
@pytest.mark.parametrize("name", ["run", "sweep", "chart", "report"])
def test_a_standard_error_that_takes_nothing_loses_no_work(tmp_path, monkeypatch, capsys, name, stream):
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("mine, so that there is something to be said")
    monkeypatch.setattr("sys.stderr", stream)
    policies = ["--policy", "public_dialogue"] if name == "run" else []
    assert main([*(part.format("x") for part in TO_PLACES[name]), *policies]) == 0
    written = {"run": "x/manifest.json", "sweep": "x/manifest.json", "chart": "x.png", "report": "x.html"}[name]
    assert Path(written).stat().st_size > 0
