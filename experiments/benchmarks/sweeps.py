"""The speed of sweeps: cells, workers, the store, and other tools that play the same model world by world.

Run it by its path: ``python experiments/benchmarks/sweeps.py``. All variants are run in turn, several times, and medians
are compared, so that a machine that is busy with other things slows all of them alike. ``--full`` adds a study of a
million worlds in a thousand cells, with the peak memory of all its processes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from sim import design, sweep
from sim.studies.sweeps import Design

EUROPE, AMERICA = (f"mechanisms.guarantees.credibility.{power}" for power in ("european_union", "united_states"))
WORLDS, REPEATS, ONE_BY_ONE = 60_000, 3, 20
MILLION, MANY_CELLS = 1_000_000, 1_000
MEGABYTE = 1_000_000
TWO_WORKERS = "1,000 cells, 2 workers"
SECONDS_BETWEEN_LOOKS = 0.1


def one_cell() -> Design:
    """Return a design of a single cell."""
    return design.grid({"worldview": "baseline"})


def many_cells() -> Design:
    """Return a design of a thousand cells that differ in two numbers."""
    return design.grid({EUROPE: np.linspace(0, 0.9, 25), AMERICA: np.linspace(0, 0.9, 40)})


def variants(worlds: int) -> dict[str, tuple[int, Callable[[], object]]]:
    """Return what is timed: by name, how many worlds it plays, and how."""
    each = worlds // MANY_CELLS
    return {
        "one cell, 1 worker": (worlds, lambda: sweep(one_cell(), worlds, workers=1)),
        "1,000 cells, 1 worker": (each * MANY_CELLS, lambda: sweep(many_cells(), each, workers=1)),
        "1,000 cells, 1 worker, stored": (each * MANY_CELLS, lambda: stored(many_cells(), each)),
        TWO_WORKERS: (each * MANY_CELLS, lambda: sweep(many_cells(), each, workers=2)),
        "mesa.batch_run, one world at a time": (ONE_BY_ONE, with_mesa),
        "ema_workbench, one world at a time": (ONE_BY_ONE, with_workbench),
    }


def stored(plan: Design, worlds: int) -> None:
    """Run a sweep into a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        sweep(plan, worlds, workers=1, out=Path(folder) / "study")


def with_mesa() -> None:
    """Let Mesa play one world after the other."""
    from mesa import batch_run

    from sim import NegotiationModel

    varied = {"worldview": "baseline", "worlds": 1, "first_world": range(ONE_BY_ONE)}
    batch_run(NegotiationModel, varied, iterations=1, max_steps=40, data_collection_period=-1, display_progress=False)


def with_workbench() -> None:
    """Let ema_workbench play one world after the other, each with its own values."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        import ema_workbench

        from sim.studies.sweeps.bridges import workbench_model

        ema_workbench.perform_experiments(workbench_model(worlds=1, ids=[EUROPE, AMERICA]), ONE_BY_ONE)


def timed(play: Callable[[], object]) -> tuple[float, float]:
    """Return the wall time and the processor time of this process, both in seconds."""
    started, used = time.perf_counter(), time.process_time()
    play()
    return time.perf_counter() - started, time.process_time() - used


def side_by_side(worlds: int, repeats: int) -> dict[str, float]:
    """Run every variant in turn, as often as asked for, and return the median of its worlds per second.

    Worlds per second of processor time are printed beside them: they say what a busy machine would do if it were idle.
    They are omitted where other processes do the work.
    """
    listed = variants(worlds)
    for name in list(listed)[-2:]:
        listed[name][1]()  # what these tools import is not counted
    sweep(one_cell(), 100, workers=1)
    rates: dict[str, list[float]] = {name: [] for name in listed}
    busy: dict[str, list[float]] = {name: [] for name in listed}
    for _ in range(repeats):
        for name, (count, play) in listed.items():
            wall, used = timed(play)
            rates[name].append(count / wall)
            busy[name].append(count / used)
    for name, found in rates.items():
        runs = ", ".join(f"{rate:,.1f}" for rate in found)
        alone = "" if name == TWO_WORKERS else f", {median(busy[name]):,.1f} per second of processor time"
        print(f"{name:38} {median(found):9,.1f} worlds/s{alone} (runs: {runs})")
    return {name: median(found) for name, found in rates.items()}


def compare(rates: dict[str, float]) -> None:
    """Print the ratios beside their targets."""
    one, many, kept, two, mesa, workbench = rates.values()
    print(f"1,000 cells against one:      {many / one:.2f} of the speed (target: 0.80 or more)")
    print(f"2 workers against 1:          {two / many:.2f} times (target: 1.8), start of the processes included")
    print(f"store:                        {100 * (1 - kept / many):.1f} % of the wall time (target: below 10 %)")
    print(f"sweep against mesa.batch_run: {many / mesa:,.0f} times, one worker")
    print(f"sweep against ema_workbench:  {many / workbench:,.0f} times, one worker")


class Memory:
    """Watches the memory of this process and of all that it started."""

    def __init__(self) -> None:
        import psutil

        self._psutil = psutil
        self._me, self._over = psutil.Process(), threading.Event()
        self.peak, self.processes = 0, 0
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._over.wait(SECONDS_BETWEEN_LOOKS):
            family = [self._me, *self._me.children(recursive=True)]
            total = 0
            for process in family:
                with contextlib.suppress(self._psutil.Error):
                    total += process.memory_info().rss
            self.peak, self.processes = max(self.peak, total), max(self.processes, len(family))


def million(workers: int) -> None:
    """Run a million worlds in a thousand cells into a folder; print time, memory and room on the disk."""
    with tempfile.TemporaryDirectory() as folder, Memory() as memory:
        out = Path(folder) / "study"
        seconds, _ = timed(lambda: sweep(many_cells(), MILLION // MANY_CELLS, workers=workers, out=out))
        used = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(
        f"{MILLION:,} worlds in {MANY_CELLS:,} cells, {workers} workers: {seconds:.0f} s (target: below 120 s), "
        f"{MILLION / seconds:,.0f} worlds/s"
    )
    print(
        f"at most {memory.peak / MEGABYTE:,.0f} MB in {memory.processes} processes (target: below 1,000 MB), "
        f"{used / MEGABYTE:.1f} MB on disk"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast are sweeps, beside other ways to run the same model?")
    parser.add_argument("--worlds", type=int, default=WORLDS, help=f"worlds of each sweep (default: {WORLDS:,})")
    parser.add_argument("--repeats", type=int, default=REPEATS, help=f"of every variant (default: {REPEATS})")
    parser.add_argument("--full", action="store_true", help="also a million worlds in a thousand cells")
    asked = parser.parse_args()
    if asked.worlds < MANY_CELLS:
        parser.error(f"--worlds must be {MANY_CELLS:,} or more: one for each cell")
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} processors; load of the machine before the start: {load}")
    compare(side_by_side(asked.worlds, asked.repeats))
    if asked.full:
        million(workers=2)
    if hasattr(os, "getloadavg"):
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
