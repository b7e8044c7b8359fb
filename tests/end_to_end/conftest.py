"""The command line as a user starts it: a process of its own, in an empty folder."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a process is taken to hang."""


def _as_in_a_terminal() -> None:
    # A test run in the background passes on that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path):
    """Start the command line without waiting for its end."""
    running = []

    def run(*arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, "-m", "sim", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        process = subprocess.Popen(command, cwd=tmp_path, text=True, preexec_fn=_as_in_a_terminal, **pipes)
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def call(start):
    """Run the command line to its end: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        process = start(*arguments)
        out, err = process.communicate(timeout=PATIENCE)
        return process.returncode, out, err

    return run


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    """Wait until something holds."""

    def wait(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it never came to hold"
            time.sleep(0.02)

    return wait
