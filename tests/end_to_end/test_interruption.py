"""An interrupted run says so with its exit code and leaves no half-written file."""

import signal
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.end_to_end

LONG = ("--worlds", "5000000")
INTERRUPTIONS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture(autouse=True)
def found_from_anywhere(monkeypatch):
    """Let the package be found even if only the tests know where it lies."""
    import sim

    monkeypatch.setenv("PYTHONPATH", str(Path(sim.__file__).parents[1]))


@pytest.mark.parametrize("number", INTERRUPTIONS, ids=lambda number: number.name)
def test_an_interrupted_run_leaves_no_folder_behind(start, wait_until, tmp_path, number):
    process = start("run", *LONG, "--out", "a/b")
    wait_until((tmp_path / "a" / "b").exists)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "Interrupted; no half-written file was left."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", INTERRUPTIONS, ids=lambda number: number.name)
def test_an_interrupted_run_leaves_older_results_as_they_were(start, wait_until, tmp_path, number):
    folder = tmp_path / "results"
    folder.mkdir()
    older = {name: name.encode() for name in ("outcomes.png", "outcomes.csv", "worlds.parquet", "manifest.json")}
    for name, content in older.items():
        (folder / name).write_bytes(content)
    process = start("run", *LONG, "--out", "results")
    # The folder is tried out before the worlds are played: its time changes when a first file comes and goes.
    begun = folder.stat().st_mtime_ns
    wait_until(lambda: folder.stat().st_mtime_ns != begun or process.poll() is not None)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == older


def test_interrupting_at_any_moment_leaves_all_files_or_none(start, tmp_path):
    codes = set()
    for delay in (0.4, 0.8, 1.2, 1.6, 2.0):
        folder = tmp_path / f"after{delay}"
        process = start("run", "--worlds", "50", "--out", str(folder))
        try:
            process.communicate(timeout=delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        codes.add(process.returncode)
        assert not folder.exists() or len(list(folder.iterdir())) in (0, 4)
    # Before Python has read the first line of the program, the system itself ends it.
    assert codes <= {0, 130, -signal.SIGTERM}
