"""Standard output that is closed, or has no room left, is no error of the program."""

import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.end_to_end

FULL = Path("/dev/full")


@pytest.fixture(autouse=True)
def found_from_anywhere(monkeypatch):
    """Let the package be found even if only the tests know where it lies."""
    import sim

    monkeypatch.setenv("PYTHONPATH", str(Path(sim.__file__).parents[1]))


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["parameters"], ["worldviews", "ratelle2025"]])
def test_a_full_disk_is_said_in_words(start, arguments):
    with FULL.open("w", encoding="utf-8") as full:
        process = start(*arguments, stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err == "Error: the result cannot be printed: no space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="shells of this system cannot close standard output")
def test_a_closed_standard_output_is_no_error(tmp_path):
    import subprocess

    command = f"'{sys.executable}' -m sim worldviews >&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
