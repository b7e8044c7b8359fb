"""An interrupted run says so with its exit code and leaves no half-written file."""

import json
import os
import signal
import subprocess
import time
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
    process = start("run", "baseline", *LONG, "--out", "a/b")
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
    older = {name: name.encode() for name in ("outcomes.png", "outcomes.csv", "worlds.parquet")}
    told = {"worldview": "baseline", "policies": [], "worlds": 5, "seed": 1, "parameters_hash": "older"}
    older["manifest.json"] = json.dumps(told).encode()
    for name, content in older.items():
        (folder / name).write_bytes(content)
    process = start("run", "baseline", *LONG, "--out", "results")
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
        process = start("run", "baseline", "--worlds", "50", "--out", str(folder))
        try:
            process.communicate(timeout=delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        codes.add(process.returncode)
        assert not folder.exists() or len(list(folder.iterdir())) in (0, 4)
    # Before Python has read the first line of the program, the system itself ends it.
    assert codes <= {0, 130, -signal.SIGTERM}


SWEEP = ("sweep", "--vary", "actors.azerbaijan.war_cost=0.05:0.2:20", "--worlds", "40000", "--workers", "2")


@pytest.mark.parametrize("whom", [os.kill, os.killpg], ids=["process", "terminal"])
@pytest.mark.parametrize("delay", [0.1, 1.0])
def test_an_interrupted_sweep_says_what_is_kept_and_nothing_else(start, wait_until, tmp_path, whom, delay):
    process = start(*SWEEP, "--out", "study", process_group=0)
    counts = tmp_path / "study" / "counts"
    wait_until(counts.exists)
    time.sleep(delay)
    whom(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    kept = bool(list(counts.glob("block-*")))
    after = err.partition("on disk\n")[2].split("\n")
    said = "Finished blocks are kept in study; the same command goes on from there."
    begins = "No block was finished yet; the same command begins anew."
    assert process.returncode == 130
    assert [line for line in after if line] == [
        said if kept else begins,
        "Interrupted; no half-written file was left.",
    ]


def test_a_cluster_that_does_not_answer_gives_one_message(call):
    pytest.importorskip("distributed")
    code, _, err = call("sweep", "--vary", "worldview=araz2023", "--worlds", "5", "--cluster", "foo", "--out", "study")
    assert code == 2
    assert err.partition("on disk\n")[2].startswith("Error: no Dask scheduler answers at foo")
    assert "Traceback" not in err
    assert "Exception" not in err
