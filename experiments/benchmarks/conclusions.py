"""The speed of the analyses that ask what a conclusion rests on.

Run it by its path: ``python experiments/benchmarks/conclusions.py [compare disagree ...]``; all but `pairs` without a name. What was
asked for holds on two cores with nothing else running. What is measured: `README.md` beside it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import sim

Measured = tuple[str, float]
"""What was done, and the seconds on the wall that it took."""


def timed(what: str, work: Callable[[], object]) -> Measured:
    """Do something, and say how long it took."""
    started = time.perf_counter()
    work()
    return what, time.perf_counter() - started


def compare() -> Measured:
    """Two settings at 10,000 worlds, with told histories and all tables."""
    one = sim.load("ratelle2025", policies="western_guarantee")
    return timed("compare, 2 settings of 10,000 worlds", lambda: list(sim.compare(one, worlds=10_000).tables))


def disagree() -> Measured:
    """The exact Shapley value of eight groups: 256 settings of 2,000 worlds."""

    def work() -> None:
        found = sim.disagree("araz2023", "fattah2025", "war", worlds=2_000)
        assert (len(found.parts), found.drawn, found.split) == (8, 0, 2_000)

    return timed("disagree, 8 groups, 256 settings of 2,000 worlds", work)


def regret() -> Measured:
    """All policies under five worldviews at 2,000 worlds."""
    return timed("regret, 25 alternatives, 5 worldviews, 2,000 worlds", lambda: list(sim.regret(worlds=2_000).tables))


def pairs() -> Measured:
    """All policies and pairs of them under five worldviews at 2,000 worlds, kept in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "study"
        what = "regret with pairs, 301 alternatives, 5 worldviews, 2,000 worlds"
        return timed(what, lambda: list(sim.regret(pairs=True, worlds=2_000, out=kept).tables))


def tipping() -> Measured:
    """The value at which a share crosses a level, to .01."""
    name = "actors.azerbaijan.war_cost"
    return timed("tipping", lambda: sim.tipping("ratelle2025", name, "war", 0.1))


def uncertainty() -> Measured:
    """Luck, numbers and author, with the usual samples."""
    return timed("uncertainty, 5 authors, 200 samples of 50 worlds", lambda: list(sim.uncertainty().tables))


def timing() -> Measured:
    """Ten thousand worlds of one setting, with five horizons."""
    return timed("time, 10,000 worlds, 5 horizons", lambda: list(sim.timing("ratelle2025", worlds=10_000).tables))


CASES: Mapping[str, tuple[Callable[[], Measured], float]] = {
    "compare": (compare, 8),
    "disagree": (disagree, 90),
    "regret": (regret, 90),
    "tipping": (tipping, 30),
    "uncertainty": (uncertainty, 60),
    "time": (timing, 30),
    "pairs": (pairs, 600),
}
"""Each with the seconds that were asked for; those of `uncertainty` and `time` are our own."""


def main() -> None:
    """Measure the cases that are named, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help="which; all but `pairs` if omitted")
    named = parser.parse_args().cases or [name for name in CASES if name != "pairs"]
    for name in named:
        work, most = CASES[name]
        what, seconds = work()
        print(f"{what}: {seconds:.1f} s (asked for: {most:g}){'' if seconds <= most else ': missed'}", flush=True)


if __name__ == "__main__":
    main()
