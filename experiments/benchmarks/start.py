"""How long does a command take before it does anything?

    python experiments/benchmarks/start.py [--repeats 5]

Each line is a whole process, from its start to its end, with everything compiled already. Medians count. Seconds on the
wall are what a user waits; processor time hardly depends on who else is at work on the machine.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

TARGETS = {
    "python -c pass": (["-c", "pass"], None),
    "import sim": (["-c", "import sim"], 0.05),
    "python -m sim --help": (["-m", "sim", "--help"], 0.25),
    "python -m sim run --worlds 1000": (["-m", "sim", "run", "--worlds", "1000"], 2.0),
    "what a new worker imports": (["-c", "import sim.studies.sweeps.play, sim.model.walk"], 0.4),
}
"""What is started, and the most seconds that it may take."""


def seconds(arguments: list[str], folder: str) -> tuple[float, float]:
    """How long one process takes: on the wall, and of the processors."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun, used = time.perf_counter(), _processor()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun, _processor() - used


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Start each of them several times, in turn, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--repeats", type=int, default=5)
    repeats = asked.parse_args().repeats
    with tempfile.TemporaryDirectory() as folder:
        for arguments, _ in TARGETS.values():
            seconds(arguments, folder)  # compiles what is new
        rounds = [[seconds(arguments, folder) for arguments, _ in TARGETS.values()] for _ in range(repeats)]
    print("| started | seconds | processor time | target |\n| --- | --- | --- | --- |")
    for (name, (_, target)), taken in zip(TARGETS.items(), zip(*rounds, strict=True), strict=True):
        wall, processor = (statistics.median(one) for one in zip(*taken, strict=True))
        told = "" if target is None else f"{target:g}: {'met' if wall < target else 'missed'}"
        print(f"| `{name}` | {wall:.2f} | {processor:.2f} | {told} |")


if __name__ == "__main__":
    main()
