"""One process at a time works in a folder."""

import subprocess
import sys

import pytest

from sim.common.files import OutputError
from sim.common.locks import LOCK, held

OTHER = """
import sys
from pathlib import Path
from sim.common.locks import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path):
    """Another process that works in the folder until it is told to end."""
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_and_the_folder_is_named(tmp_path, other):
    with pytest.raises(OutputError, match=f"another process is working in {tmp_path}"), held(tmp_path):
        pass
    assert (tmp_path / LOCK).exists()


def test_the_lock_of_a_process_that_was_killed_is_open(tmp_path, other):
    other.kill()
    other.wait()
    with held(tmp_path):
        pass


def test_nothing_is_left_behind_even_if_the_work_fails(tmp_path):
    with pytest.raises(RuntimeError), held(tmp_path):
        raise RuntimeError("the work broke")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_its_owner_takes_away_meanwhile_protects_nobody_and_is_not_taken(tmp_path, monkeypatch):
    import sim.common.locks

    close = sim.common.locks._close_for_others
    opened = []

    def taken_away_once(file):
        close(file)
        opened.append(file)
        if len(opened) == 1:
            (tmp_path / LOCK).unlink()

    monkeypatch.setattr(sim.common.locks, "_close_for_others", taken_away_once)
    with held(tmp_path):
        assert (tmp_path / LOCK).exists()
    assert len(opened) == 2


def test_a_folder_that_cannot_be_written_to_is_no_other_process(tmp_path):
    with pytest.raises(OutputError, match="cannot lock"), held(tmp_path / "missing"):
        pass
