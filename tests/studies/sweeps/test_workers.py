"""Worker processes that die cost time and no result."""

import contextlib
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from sim import InputError, open_study, sweep
from sim.studies.sweeps.cells import cells_of
from sim.studies.sweeps.plan import Extent, blocks_of
from sim.studies.sweeps.tasks import Recipe
from sim.studies.sweeps.workers import here, processors

CHECKOUT = Path(__file__).parents[3]
WORLDS, BLOCK = 150, 75


def kill_one_worker():
    children = multiprocessing.active_children()
    if children:
        with contextlib.suppress(ProcessLookupError):  # it may have ended since it was listed
            os.kill(children[0].pid, signal.SIGKILL)


def test_a_study_outlives_a_worker(grid, caplog):
    done = []

    def kill_once(progress):
        if progress.fresh and not done:
            done.append(progress.done)
            kill_one_worker()

    study = sweep(grid, WORLDS, workers=2, block=BLOCK, progress=kill_once)
    assert done
    assert "a worker process died" in caplog.text
    pd.testing.assert_frame_equal(study.counts, sweep(grid, WORLDS, workers=1).counts)


def test_workers_that_keep_dying_end_the_study_with_a_message_and_keep_what_is_there(grid, tmp_path):
    ended = threading.Event()

    def keep_killing():
        while not ended.wait(0.02):
            kill_one_worker()

    killer = threading.Thread(target=keep_killing)
    killer.start()
    try:
        with pytest.raises(InputError, match="worker processes died 3 times"):
            sweep(grid, WORLDS, workers=2, block=BLOCK, out=tmp_path / "s")
    finally:
        ended.set()
        killer.join()
    assert sweep(grid, WORLDS, workers=1, block=BLOCK, out=tmp_path / "s").complete
    assert open_study(tmp_path / "s").complete


def test_a_script_without_a_guard_is_not_run_again_by_its_workers(tmp_path):
    script = tmp_path / "study.py"
    script.write_text(
        "from sim import design, sweep\n"
        "open('runs.txt', 'a').write('run ')\n"
        "axes = {'worldview': ['araz2023', 'fattah2025'], 'calendar.horizon': 4}\n"
        "study = sweep(design.grid(axes), 50, workers=2, block=20, out='study')\n"
        "assert study.complete\n"
    )
    path = os.pathsep.join([str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "runs.txt").read_text() == "run "
    assert '"command": "study.py"' in (tmp_path / "study" / "manifest.json").read_text()


def test_no_process_is_left_when_a_study_is_done(grid):
    sweep(grid, WORLDS, workers=2, block=BLOCK)
    until = time.monotonic() + 5
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []


def test_what_the_model_cannot_play_is_told_with_its_cells(grid):
    def fail(task):
        raise ZeroDivisionError("a rule divides by nothing")

    cells = cells_of(grid.columns)
    tasks = map(Recipe(cells, 1).task, blocks_of(cells.group_of, [Extent(0, 12, 0, 10, 1_000)]))
    with pytest.raises(InputError, match=r"block 0 \(cells 0 to 10\) cannot be played: ZeroDivisionError"):
        list(here(tasks, fail))


def test_progress_tells_speed_and_time_left(grid):
    told = []
    sweep(grid, WORLDS, workers=1, block=600, progress=told.append)
    assert [progress.done for progress in told] == [0, 600, 900, 1_500, 1_800]
    assert told[0].left is None
    assert told[-1].left == 0
    assert told[-1].rate > 0


def test_a_worker_imports_no_tables_and_no_files_of_tables_before_it_plays():
    code = "import sys, sim.studies.sweeps.workers; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, timeout=60)
    assert {"mesa", "pandas", "pyarrow", "scipy", "matplotlib"} & set(done.stdout.split()) == set()
    assert "sim.studies.sweeps.play" in done.stdout


def test_there_is_at_least_one_processor():
    assert processors() >= 1


def test_no_model_stays_in_memory_when_its_worlds_are_counted(grid):
    sweep(grid, WORLDS, workers=1, block=BLOCK)
    assert [thing for thing in gc.get_objects() if type(thing).__name__ == "Walk" and thing.worlds.size == BLOCK] == []


def test_a_pool_that_breaks_while_it_starts_is_no_raw_error_and_not_tried_for_ever(grid, monkeypatch):
    tried = []

    def broken(self, *arguments):
        tried.append(arguments)
        raise OSError("handle is closed")

    monkeypatch.setattr("loky.ProcessPoolExecutor.submit", broken)
    with pytest.raises(InputError, match="worker processes died 3 times"):
        sweep(grid, WORLDS, workers=2, block=BLOCK)
    assert tried
