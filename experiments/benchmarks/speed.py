"""The speed of the engine, and the memory that it needs.

Run it by its path: ``python experiments/benchmarks/speed.py``. What is measured, and why it is fair: `README.md` beside it.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

import mesa
import numpy as np

from sim import load, simulate
from sim.model.negotiation import NegotiationModel
from sim.parameters import Parameters

AGENTS, FLOATS, ACTIONS, STEPS = 7, 10, 6, 40
WORLDS = 10_000
YARDSTICK_RUNS, BATCH_RUNS = 100, 10
MANY_WORLDS = (2_500, 5_000, 10_000, 20_000, 40_000)
MANY_QUARTERS = (8, 16, 24, 32, 40)
MEGABYTE = 1024.0 if sys.platform == "linux" else 1024.0**2
"""Units of `ru_maxrss` in a megabyte: Linux counts kilobytes, macOS bytes."""


class Chooser(mesa.Agent):
    """An agent of the yardstick: a softmax over actions from a few floats, and one draw."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        draw = self.random.random
        self.state = [draw() for _ in range(FLOATS)]
        self.weights = [[draw() for _ in range(FLOATS)] for _ in range(ACTIONS)]

    def step(self) -> None:
        """Choose an action; what was chosen moves one of the floats."""
        state = self.state
        utility = [sum(weight * value for weight, value in zip(row, state)) for row in self.weights]  # noqa: B905
        best = max(utility)
        odds = [math.exp(value - best) for value in utility]
        rest, action = self.random.random() * sum(odds), 0
        while rest > odds[action]:
            rest -= odds[action]
            action += 1
        state[action] = 0.9 * state[action] + 0.1 * self.random.random()


class Yardstick(mesa.Model):
    """A plain Mesa model in Python floats, as one would write it first."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed=seed)
        for _ in range(AGENTS):
            Chooser(self)
        self.choosers = list(self.agents)

    def step(self) -> None:
        """Every agent chooses once; a plain loop is the fastest way to ask them."""
        for chooser in self.choosers:
            chooser.step()


def yardstick() -> None:
    """Runs of the yardstick, one after the other, without `batch_run` and its costs."""
    for seed in range(YARDSTICK_RUNS):
        model = Yardstick(seed)
        for _ in range(STEPS):
            model.step()


def batch(parameters: Parameters) -> None:
    """Runs of our own model with one world each, as a user of plain Mesa would make them."""
    settings = {"worldview": [parameters], "first_world": range(BATCH_RUNS)}
    mesa.batch_run(NegotiationModel, settings, number_processes=1, max_steps=STEPS, display_progress=False)


def seconds(work: Callable[[], object]) -> float:
    """Processor time that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def rates(parameters: Parameters, repeats: int) -> dict[str, list[float]]:
    """Runs per second of the engine, the yardstick and `batch_run`, taken in turn so that all meet the same machine."""
    contenders: dict[str, tuple[int, Callable[[], object]]] = {
        "yardstick": (YARDSTICK_RUNS, yardstick),
        "engine": (WORLDS, lambda: simulate(parameters, worlds=WORLDS)),
        "batch_run": (BATCH_RUNS, lambda: batch(parameters)),
    }
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, (runs, work) in contenders.items():
            found[name].append(runs / seconds(work))
    return found


def line(sizes: Sequence[int], times: Sequence[float]) -> tuple[float, float, float]:
    """Fixed cost, cost of one more, and R squared of the straight line through some times."""
    slope, fixed = np.polyfit(sizes, times, 1)
    left = np.asarray(times) - (fixed + slope * np.asarray(sizes))
    return float(fixed), float(slope), float(1.0 - left.var() / np.var(times))


def by_size(make: Callable[[int], Callable[[], object]], sizes: Sequence[int], repeats: int) -> list[float]:
    """Median time for each size; all sizes are gone through in each repetition."""
    taken = [[seconds(make(size)) for size in sizes] for _ in range(repeats)]
    return [median(column) for column in zip(*taken, strict=True)]


def memory(worlds: int) -> tuple[float, float]:
    """Peak memory in megabytes after the imports, and what a run adds to it, in a process of its own."""
    command = [sys.executable, __file__, "--memory", str(worlds)]
    imported, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(imported), float(peak) - float(imported)


def report_memory(worlds: int) -> None:
    """Print peak memory before and after a run; for `memory`."""
    peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
    simulate(load(), worlds=worlds)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(*(peak / MEGABYTE for peak in peaks))


def report_added_memory() -> None:
    """Print what a run adds to memory; first of all, because a process inherits the peak of the one that starts it."""
    imported, added = memory(WORLDS)
    print(f"memory: {added:.0f} MB for {WORLDS:,} worlds, above the {imported:.0f} MB of the imports; the limit is 150")


def report_rates(parameters: Parameters, repeats: int) -> None:
    """Print runs per second and the two ratios."""
    found = rates(parameters, repeats)
    for name, values in found.items():
        print(f"{name:>10}: {median(values):9,.1f} runs/s (from {min(values):,.1f} to {max(values):,.1f})")
    pairs = list(zip(found["engine"], found["yardstick"], strict=True))
    ratios = [ours / theirs for ours, theirs in pairs]
    print(
        f"ratio to the yardstick: {median(ratios):.1f} (from {min(ratios):.1f} to {max(ratios):.1f}); the target is 20"
    )
    flattering = median(found["engine"]) / median(found["batch_run"])
    print(f"ratio to our own model through batch_run: {flattering:.0f} (flattering: NumPy's overhead on single worlds)")


def report_growth(parameters: Parameters, repeats: int) -> None:
    """Print how time grows with worlds and with quarters."""
    horizons = {quarters: parameters.replace(changes={"calendar.horizon": quarters}) for quarters in MANY_QUARTERS}
    growth = {
        "world": (MANY_WORLDS, lambda worlds: lambda: simulate(parameters, worlds=worlds)),
        "quarter": (MANY_QUARTERS, lambda quarters: lambda: simulate(horizons[quarters], worlds=WORLDS)),
    }
    for unit, (sizes, make) in growth.items():
        times = by_size(make, sizes, repeats)
        fixed, slope, fit = line(sizes, times)
        print(f"{unit}s {', '.join(f'{n:,}' for n in sizes)}: {', '.join(f'{t:.2f}' for t in times)} s")
        print(f"  {1e3 * slope:.3g} ms for each {unit} and {fixed:.2f} s besides, R squared {fit:.4f}")


def main() -> None:
    """Measure, and print ratios first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5, help="repetitions of which the median counts (default: 5)")
    parser.add_argument(
        "--memory", type=int, metavar="WORLDS", help="print peak memory before and after a run, no more"
    )
    given = parser.parse_args()
    if given.memory:
        report_memory(given.memory)
        return
    report_added_memory()
    parameters = load()
    simulate(parameters, worlds=100)
    report_rates(parameters, given.repeats)
    report_growth(parameters, min(given.repeats, 3))


if __name__ == "__main__":
    main()
