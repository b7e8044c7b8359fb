"""How much faster two processes are than one on this machine, and how much of that a sweep with two workers gets.

Run it by its path: ``python experiments/benchmarks/workers.py``. The ceiling is measured with processes that have nothing to
do with each other: first a loop of plain arithmetic, then the engine itself, alone and two side by side. All figures are
taken in turn, several times, and medians count.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from sim import design, load, simulate, sweep
from sim.studies.sweeps import Design

LOOPS, WORLDS, CELLS = 20_000_000, 20_000, 1_000
EUROPE, AMERICA = (f"mechanisms.guarantees.credibility.{power}" for power in ("european_union", "united_states"))
SECONDS_OF_IMPORTS = (
    "import time; t = time.perf_counter(); import sim.studies.sweeps.workers; print(time.perf_counter() - t)"
)


def count() -> None:
    """Count: arithmetic that needs neither memory nor any other resource that processes share."""
    total = 0
    for number in range(LOOPS):
        total += number


def play() -> None:
    """Play some worlds in this process."""
    simulate(load(), worlds=WORLDS)


JOBS: dict[str, Callable[[], None]] = {"count": count, "play": play}


def worker(job: str) -> None:
    """Do a job whenever a line comes in, and say when it is done; for `Companion`."""
    simulate(load(), worlds=100)
    print("ready", flush=True)
    for _ in sys.stdin:
        JOBS[job]()
        print("done", flush=True)


class Companion:
    """A process of its own that does a job when it is told to, its imports done before."""

    def __init__(self, job: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--job", job], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.wait()

    def start(self) -> None:
        """Let it begin."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def wait(self) -> None:
        """Wait for its answer."""
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            raise RuntimeError("the process beside this one has ended")

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


def seconds(work: Callable[[], object]) -> float:
    """Time on the wall that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def together(companions: list[Companion]) -> None:
    """Let several processes do their job at the same time, and wait for all."""
    for companion in companions:
        companion.start()
    for companion in companions:
        companion.wait()


def gain(job: str, repeats: int) -> list[float]:
    """How many times the work of one process two unrelated processes do in the same time."""
    pair = [Companion(job), Companion(job)]
    found = []
    for _ in range(repeats):
        alone, both = seconds(lambda: together(pair[:1])), seconds(lambda: together(pair))
        found.append(2 * alone / both)
    for companion in pair:
        companion.close()
    return found


def thousand_cells() -> Design:
    """A design of a thousand cells that differ in two numbers."""
    return design.grid({EUROPE: np.linspace(0, 0.9, 25), AMERICA: np.linspace(0, 0.9, 40)})


def swept(worlds: int, repeats: int) -> dict[int, list[float]]:
    """Seconds that a sweep takes with one worker and with two, taken in turn."""
    plan = thousand_cells()
    found: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(repeats):
        for workers, times in found.items():
            times.append(seconds(lambda workers=workers: sweep(plan, worlds // CELLS, workers=workers)))  # type: ignore[misc]
    return found


def imports(repeats: int) -> float:
    """Seconds that a fresh process needs for what a worker imports."""
    command = [sys.executable, "-c", SECONDS_OF_IMPORTS]
    times = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(repeats)]
    return median(times)


def shown(values: list[float]) -> str:
    """A median with the range around it."""
    return f"{median(values):.2f} (from {min(values):.2f} to {max(values):.2f})"


def main() -> None:
    """Measure, and print what two workers get beside what the machine gives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5, help="repetitions of which the median counts (default: 5)")
    parser.add_argument("--worlds", type=int, default=100_000, help="worlds of each sweep (default: 100,000)")
    parser.add_argument("--job", choices=JOBS, help="be the process beside this one; not for users")
    asked = parser.parse_args()
    if asked.job:
        worker(asked.job)
        return
    print(f"{os.cpu_count()} processors")
    arithmetic, engine = gain("count", asked.repeats), gain("play", asked.repeats)
    print(f"two unrelated processes against one, plain arithmetic: {shown(arithmetic)}")
    print(f"two unrelated processes against one, the engine:       {shown(engine)}")
    simulate(load(), worlds=100)
    times = swept(asked.worlds, asked.repeats)
    ratios = [one / two for one, two in zip(times[1], times[2], strict=True)]
    print(f"a sweep of {asked.worlds:,} worlds, 2 workers against 1:     {shown(ratios)}; the target is 1.8")
    started = imports(asked.repeats)
    steady = median(one / max(two - started, 1e-9) for one, two in zip(times[1], times[2], strict=True))
    print(f"  without the {started:.2f} s in which the workers import:      {steady:.2f}")
    print(f"two workers: {median(ratios):.2f} of the {median(engine):.2f} that this machine gives two engines")


if __name__ == "__main__":
    main()
