"""A real Dask scheduler and two real workers on this machine: same bytes as local, nothing lost, nothing twice."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim import InputError, open_study, sweep
from sim.studies.sweeps import cluster

pytest.importorskip("distributed")

CHECKOUT = Path(__file__).parents[3]
WORLDS, BLOCK = 150, 75


class Cluster:
    """A scheduler with two workers, each a process of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self.workers = [self.start_worker() for _ in range(2)]

    def start_worker(self):
        local = ("--local-directory", str(self.folder))
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", *local)

    def _start(self, role, *arguments):
        code = f"from distributed.cli.dask_{role} import main; main()"
        path = os.pathsep.join([str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": path}
        command = [sys.executable, "-c", code, *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=self.folder, env=environment, **quiet)

    def stop(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.stop()


@pytest.fixture
def local(grid, tmp_path, contents):
    """The files of the same study when no cluster takes part."""
    sweep(grid, WORLDS, out=tmp_path / "local", workers=1, block=BLOCK, rows=True, command="same")
    return contents(tmp_path / "local")


class Once:
    """Does something after the first block, and adds up what was played."""

    def __init__(self, action):
        self.action, self.done, self.blocks = action, False, 0

    def __call__(self, progress):
        self.blocks += progress.fresh > 0
        if progress.fresh and not self.done:
            self.done = True
            self.action()


def run(grid, folder, address, progress=None):
    options = {"block": BLOCK, "rows": True, "command": "same"}
    return sweep(grid, WORLDS, out=folder, cluster=address, progress=progress, **options)


@pytest.mark.slow
def test_a_killed_worker_costs_nothing_and_the_bytes_are_those_of_a_local_run(grid, tmp_path, contents, dask, local):
    once = Once(lambda: dask.workers[0].send_signal(signal.SIGKILL))
    study = run(grid, tmp_path / "study", dask.address, once)
    assert dask.workers[0].wait() == -signal.SIGKILL
    assert study.complete
    assert once.blocks == len(study.blocks)
    assert contents(tmp_path / "study") == local


@pytest.mark.slow
def test_a_lost_scheduler_is_told_and_the_study_goes_on_locally(grid, tmp_path, contents, dask, local):
    folder = tmp_path / "study"
    with pytest.raises(InputError, match="is gone; finished blocks are kept"):
        run(grid, folder, dask.address, Once(lambda: dask.scheduler.send_signal(signal.SIGKILL)))
    kept = open_study(folder).worlds
    assert 0 < kept < len(grid) * WORLDS
    played = []
    sweep(grid, WORLDS, out=folder, workers=1, block=BLOCK, rows=True, command="same", progress=played.append)
    assert played[-1].fresh == len(grid) * WORLDS - kept
    assert contents(folder) == local


@pytest.mark.slow
def test_workers_that_give_other_results_are_refused(grid, tmp_path, dask):
    from sim.studies.sweeps.cells import cells_of
    from sim.studies.sweeps.tasks import Recipe

    recipe = Recipe(cells_of(grid.columns), 1)
    with pytest.raises(InputError, match="gives other results than this machine"):
        list(cluster.on_cluster(iter(()), dask.address, recipe.trial(), "another result"))


def test_an_unreachable_cluster_is_told_and_nothing_is_lost(grid, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    level = logging.getLogger("distributed.client").level
    started = time.monotonic()
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(grid, tmp_path / "study", "tcp://127.0.0.1:9")
    assert time.monotonic() - started < 20
    assert logging.getLogger("distributed.client").level == level
    assert sweep(grid, WORLDS, out=tmp_path / "study", workers=1, block=BLOCK, rows=True).complete


@pytest.mark.parametrize("address", ["host:8786x", "nonsense", ""])
def test_an_address_that_is_none_is_refused(grid, tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(InputError):
        run(grid, tmp_path / "study", address)


@pytest.mark.parametrize("address", ["tls://127.0.0.1:9", "tls://host.invalid:8786", "tls://"])
def test_an_encrypted_address_without_certificates_says_what_it_needs(grid, tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(
        InputError, match=r"no Dask scheduler answers at tls://.*needs certificates.*distributed\.comm\.tls"
    ):
        run(grid, tmp_path / "study", address)


OWN = cluster._versions()()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({**OWN, "model": "0.0.9"}, rf"worker tcp://b.*model 0\.0\.9 there and {OWN['model']} here"),
        ({**OWN, "model": "not installed"}, "model not installed there"),
        ({**OWN, "numpy": "1.26.4"}, rf"numpy 1\.26\.4 there and {OWN['numpy']} here"),
        ({**OWN, "pandas": "2.2.3"}, r"pandas 2\.2\.3 there"),
        ({**OWN, "pyarrow": "16.0.0"}, r"pyarrow 16\.0\.0 there"),
        ({**OWN, "numpy": "1.26.4", "pandas": "2.2.3"}, r"numpy 1\.26\.4 there and .* here; pandas 2\.2\.3 there"),
        ({"model": OWN["model"]}, "numpy not installed there"),
        (ModuleNotFoundError("No module named 'sim'"), "cannot say its versions: ModuleNotFoundError"),
        (None, "cannot say its versions"),
    ],
)
def test_a_worker_of_another_version_is_refused_by_its_version_with_both(answer, said):
    cluster.refuse_other_versions({"tcp://a": OWN})
    with pytest.raises(InputError, match=f"(?s){said}.*install the same versions"):
        cluster.refuse_other_versions({"tcp://a": OWN, "tcp://b": answer})


class Simulated:
    """A client whose workers answer as they are told to; those that die are gone afterwards."""

    def __init__(self, *rounds):
        self.rounds = list(rounds)

    def wait_for_workers(self, count, timeout):
        if not self.rounds:
            raise TimeoutError("only 0 of 1 workers arrived")

    def run(self, question, *arguments, on_error):
        assert on_error == "return"
        return self.rounds.pop(0)

    def nthreads(self):
        return {"tcp://b": 2}


DEATH = OSError("in <TCP>: Stream is closed")


@pytest.mark.parametrize(
    "rounds",
    [
        [{"tcp://a": DEATH, "tcp://b": OWN}, {"tcp://b": "proof"}],
        [{"tcp://a": OWN, "tcp://b": OWN}, {"tcp://a": DEATH, "tcp://b": "proof"}],
        [{"tcp://a": DEATH}, {"tcp://b": OWN}, {"tcp://b": "proof"}],
        [{"tcp://a": OWN}, {"tcp://a": DEATH}, {"tcp://b": "proof"}],
    ],
    ids=["asked for versions", "during the trial", "one comes instead", "one comes instead during the trial"],
)
def test_a_worker_that_dies_during_the_trial_is_done_without(rounds):
    assert cluster._threads(Simulated(*rounds), "tcp://s", None, "proof") == 2


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ([], "has no workers"),
        ([{"tcp://a": DEATH}], "has no workers"),
        ([{"tcp://a": DEATH}] * 9, "has no workers"),
        ([{"tcp://a": {**OWN, "model": "9"}}], "model 9 there"),
        ([{"tcp://a": OWN}, {"tcp://a": "another"}], "gives other results than this machine"),
        ([{"tcp://a": OWN}, {"tcp://a": TypeError("no such argument")}], "cannot play the trial: TypeError: no such"),
    ],
)
def test_a_trial_that_no_worker_passes_is_told(rounds, said):
    with pytest.raises(InputError, match=said):
        cluster._threads(Simulated(*rounds), "tcp://s", None, "proof")


def test_a_block_of_a_worker_that_came_later_with_another_version_is_not_kept():
    from types import SimpleNamespace

    future = SimpleNamespace(result=lambda: SimpleNamespace(version="0.0.9"))
    with pytest.raises(InputError, match=r"has version 0\.0\.9 of the model"):
        cluster.Cluster(SimpleNamespace(get_executor=dict), 1, "tcp://s").result(future, SimpleNamespace(number=3))
