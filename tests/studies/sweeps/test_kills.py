"""A study that is killed again and again at random moments ends with the same bytes as one that was left in peace."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim import open_study, sweep
from sim.studies.sweeps.opening import verify

CHECKOUT = Path(__file__).parents[3]
KILLS, MOST_RUNS = 10, 40
WORLDS, BLOCK = 150, 75

SCRIPT = """
import sys
from sim import design, sweep
axes = {
    "mechanisms.guarantees.credibility.united_states": [0.0, 0.4, 0.8],
    "worldview": ["araz2023", "fattah2025"], "policy": ["none", "public_sanctions"], "calendar.horizon": 6,
}
sys.stdout.write("begun\\n")
sys.stdout.flush()
out, worlds, block, workers = sys.argv[1], *map(int, sys.argv[2:])
sweep(design.grid(axes), worlds, out=out, rows=True, block=block, workers=workers, command="same")
"""


def start(folder, workers=1):
    """The study in a process group of its own, after its imports."""
    arguments = [sys.executable, "-c", SCRIPT, str(folder), str(WORLDS), str(BLOCK), str(workers)]
    process = subprocess.Popen(arguments, cwd=CHECKOUT, stdout=subprocess.PIPE, start_new_session=True)
    process.stdout.readline()
    return process


def group_is_gone(group, patience=5.0):
    """Whether every process of a group ends within some seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def undisturbed(tmp_path, make_grid, contents):
    folder = tmp_path / "undisturbed"
    sweep(make_grid(), WORLDS, out=folder, rows=True, block=BLOCK, workers=1, command="same")
    return contents(folder)


@pytest.mark.slow
def test_ten_kills_change_no_byte_and_lose_no_finished_block(tmp_path, make_grid, contents):
    expected = undisturbed(tmp_path, make_grid, contents)
    folder, chance = tmp_path / "study", random.Random(1)
    killed, kept = 0, set()
    for _ in range(MOST_RUNS):
        process = start(folder)
        time.sleep(chance.uniform(0.0, 1.6))
        finished = process.poll() is not None
        process.kill()
        process.wait()
        process.stdout.close()
        killed += not finished
        there = {path.name for path in (folder / "counts").glob("block-*")} if folder.exists() else set()
        assert kept <= there, "a finished block was lost"
        kept = there
        if killed >= KILLS:
            break
        if finished:
            # It came to its end: take some blocks away, so that there is something left to be killed over.
            for path in chance.sample(sorted((folder / "counts").glob("block-*")), 12):
                path.unlink()
                kept.discard(path.name)
    assert killed == KILLS
    process = start(folder)
    assert process.wait() == 0
    process.stdout.close()
    assert contents(folder) == expected
    assert verify(folder).complete


@pytest.mark.slow
def test_workers_end_with_the_process_that_started_them(tmp_path, make_grid, contents):
    expected = undisturbed(tmp_path, make_grid, contents)
    folder = tmp_path / "study"
    process = start(folder, workers=2)
    until = time.monotonic() + 30
    while not list((folder / "counts").glob("block-*")) and time.monotonic() < until:
        time.sleep(0.02)
    process.kill()
    process.wait()
    process.stdout.close()
    assert group_is_gone(process.pid)
    assert open_study(folder).worlds > 0
    again = start(folder, workers=2)
    assert again.wait() == 0
    again.stdout.close()
    assert contents(folder) == expected


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_all_processes_and_keeps_finished_blocks(tmp_path, number):
    folder = tmp_path / "study"
    process = start(folder, workers=2)
    until = time.monotonic() + 30
    while not list((folder / "counts").glob("block-*")) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(timeout=10) != 0
    process.stdout.close()
    assert group_is_gone(process.pid)
    report = verify(folder)
    assert report.finished > 0
    assert report.damaged == ()
