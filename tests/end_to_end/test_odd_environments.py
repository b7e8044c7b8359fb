"""Odd environments: encodings, closed streams, too few open files, unknown back ends, files of the user's with our names."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sim

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform == "win32", reason="shells of this system have other words"),
]

ROOT = Path(__file__).parents[2]
OUR = str(Path(sim.__file__).parents[1])


@pytest.fixture
def shell(tmp_path):
    """Run a line of a shell in an empty folder; `SIM` stands for the command."""

    def run(line: str, **set_: str) -> subprocess.CompletedProcess:
        line = line.replace("SIM", f"'{sys.executable}' -m sim")
        environment = {**os.environ, "PYTHONPATH": OUR, **set_}
        return subprocess.run(["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, timeout=100)

    return run


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-16"])
def test_words_come_out_in_any_encoding(shell, encoding):
    done = shell("SIM worldviews ratelle2025", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "A victor's peace" in done.stdout.decode(encoding)


SAY = r"""
import sys
from sim.cli.words import print_in_any_encoding
print_in_any_encoding()
print("\u2013 \u2192 \u00b1 \u00b6 \u00e9 \u2665 \ud800 \u201cno\u201d")
print("\u2013", file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp437", '- -> \u00b1 par.  \u00e9 ? ? "no"'),
        ("cp850", '- -> \u00b1 \u00b6 \u00e9 ? ? "no"'),
        ("cp1252", "\u2013 -> \u00b1 \u00b6 \u00e9 ? ? \u201cno\u201d"),
        ("ascii", '- -> +/- par.  e ? ? "no"'),
        ("latin-1", '- -> \u00b1 \u00b6 \u00e9 ? ? "no"'),
        ("utf-8", "\u2013 \u2192 \u00b1 \u00b6 \u00e9 \u2665 ? \u201cno\u201d"),
    ],
)
def test_signs_that_an_encoding_lacks_are_written_plainly(encoding, said):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", SAY], env=environment, capture_output=True, check=True)
    assert done.stdout.decode(encoding).strip() == said
    assert done.stderr.decode(encoding).strip() in ("-", "\u2013")


@pytest.mark.parametrize("streams", ["<&- >&- 2>&-", "2>/dev/full"])
def test_closed_streams_lose_no_run(shell, tmp_path, streams):
    assert shell(f"SIM run baseline --worlds 5 --out r {streams}").returncode == 0
    assert sorted(path.name for path in (tmp_path / "r").iterdir())[0] == "manifest.json"
    assert len(list((tmp_path / "r").iterdir())) == 4


def test_bad_input_keeps_its_exit_code_without_standard_error(shell):
    assert shell("SIM run --policy nope 2>&-").returncode == 2


def test_too_few_open_files_are_said_in_words(shell, tmp_path):
    done = shell("ulimit -n 6; SIM run baseline --worlds 5 --out r")
    assert done.returncode == 2
    assert b"too many open files; allow more open files (ulimit -n)" in done.stderr
    assert not (tmp_path / "r").exists()


def test_an_unknown_back_end_of_matplotlib_does_not_matter():
    program = "import os, sim.charts.picture, matplotlib; print(os.environ['MPLBACKEND'])"
    environment = {**os.environ, "MPLBACKEND": "nope"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "nope\n", "")


def test_a_back_end_that_the_user_chose_stays_chosen():
    program = "import sim.charts.picture, matplotlib; print(matplotlib.get_backend())"
    environment = {**os.environ, "MPLBACKEND": "svg"}
    assert (
        subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True).stdout
        == "svg\n"
    )


def test_files_of_the_user_with_the_names_of_libraries_are_not_taken_for_them(shell, tmp_path):
    for name in ("numpy", "click", "yaml"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong file')")
    done = shell("SIM worldviews")
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_installed_command_is_not_shadowed_by_a_file_of_the_user(tmp_path):
    (tmp_path / "sim.py").write_text("print('mine')")
    script = tmp_path / "bin" / "peace-under-force"
    script.parent.mkdir()
    module, function = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"][script.name].split(
        ":"
    )
    script.write_text(f"import sys\nfrom {module} import {function}\nsys.exit({function}())\n")
    environment = {**os.environ, "PYTHONPATH": OUR}
    command = [sys.executable, str(script), "run", "--help"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: peace-under-force run")
    assert "python -m sim" not in done.stdout
