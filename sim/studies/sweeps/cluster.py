"""Work on a Dask cluster: tasks go out, finished files come back, and this process alone writes them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from typing import Any

from sim.common.errors import InputError
from sim.common.extras import how_to_install
from sim.common.version import __version__
from sim.studies.sweeps.play import Played, Task, play
from sim.studies.sweeps.tasks import probe
from sim.studies.sweeps.workers import ATTEMPTS, explained, handed_out

LOG = logging.getLogger("sim.studies.sweeps")
WAITING_PER_THREAD = 3
"""Blocks handed out per thread of the cluster, so that no worker waits for the next one."""

SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_CALLS = 5
"""How often the scheduler is asked whether it is still there while no block comes back."""

SECONDS_WITHOUT_WORKERS = 60
"""How long a cluster may be without any worker before the study is given up."""

SAME_VERSIONS = "install the same versions of the program and its libraries on both"
ENCRYPTED = "tls://"
CERTIFICATES = (
    "tls:// needs certificates: name them in Dask's configuration, under distributed.comm.tls "
    "(ca-file, client.cert, client.key)"
)


class ClusterError(InputError):
    """The cluster cannot be reached, was lost, or runs another version of the model."""


def on_cluster(tasks: Iterable[Task], address: str, trial: Task, proof: str) -> Iterator[Played]:
    """Play the blocks on a Dask cluster, and give each back as soon as it is done, in the order in which they finish.

    Every worker plays the trial first, of which the proof must come. A block whose worker dies is played again on another one.
    What was given back before a `ClusterError` or `BlockFailedError` is not lost.
    """
    with _connected(address) as client:
        yield from handed_out(tasks, Cluster(client, _threads(client, address, trial, proof), address))


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(f"a cluster needs dask.distributed: {how_to_install('cluster')}") from error
    try:
        # Made before it is begun, so that one that cannot connect is at hand to be closed.
        client: Any = Client.__new__(Client)
        client.__init__(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError, RuntimeError, TimeoutError) as error:
        # Left alone it tries to connect, and complains, whenever Python clears it away.
        _close(client)
        client.status = "closed"
        hint = CERTIFICATES if address.startswith(ENCRYPTED) else "is the address right, and is it running?"
        raise ClusterError(f"no Dask scheduler answers at {address}; {hint}") from error
    # Dask writes tracebacks of its own when the scheduler goes; the one message of this program says enough.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        yield client
    finally:
        _close(client)


def _close(client: Any) -> None:
    with suppress(OSError, TimeoutError, RuntimeError, AttributeError):
        client.close(timeout=1)


def _threads(client: Any, address: str, trial: Task, proof: str) -> int:
    """Threads of the workers that are there. One at least must come in time, and all must pass the trial."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        refuse_other_versions(_asked(client, _versions()))
        _refuse_other_results(_asked(client, probe, trial), proof)
        threads = client.nthreads()
    except (TimeoutError, OSError) as error:
        raise ClusterError(
            f"the scheduler at {address} has no workers; start some and run the same command again"
        ) from error
    return int(sum(threads.values()))


def _asked(client: Any, question: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """What every worker answers, by its address.

    A worker that dies over it is left out, as long as another one is there; if none has answered, workers that come in
    the place of the dead are waited for.
    """
    for _ in range(ATTEMPTS):
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        answers = client.run(question, *arguments, on_error="return")
        alive = {name: answer for name, answer in answers.items() if not isinstance(answer, OSError)}
        if len(alive) < len(answers):
            LOG.warning("workers died during the trial: %s", ", ".join(sorted(set(answers) - set(alive))))
        if alive:
            return alive
    raise TimeoutError("all workers died over the trial")


def _versions() -> Callable[[], dict[str, str]]:
    """A function that tells in a worker which versions are there; it travels whole, and needs nothing of this program."""

    def told() -> dict[str, str]:
        from importlib.metadata import PackageNotFoundError, version

        found = {}
        try:
            from sim.common.version import __version__ as here

            found["model"] = here
        except ImportError:
            found["model"] = "not installed"
        for name in ("numpy", "pandas", "pyarrow"):
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = "not installed"
        return found

    return told


def refuse_other_versions(answers: Mapping[str, Any]) -> None:
    """Refuse workers that have other versions than this machine of what makes the bytes of the files."""
    own = _versions()()
    for worker, told in answers.items():
        if not isinstance(told, Mapping):
            raise _unlike(worker, f"cannot say its versions: {type(told).__name__}: {told}")
        there = {name: told.get(name, "not installed") for name in own}
        other = [f"{name} {there[name]} there and {here} here" for name, here in own.items() if there[name] != here]
        if other:
            raise _unlike(worker, f"has other versions: {'; '.join(other)}")


def _refuse_other_results(answers: Mapping[str, Any], proof: str) -> None:
    """Refuse workers that give other results than this machine."""
    for worker, found in answers.items():
        if isinstance(found, BaseException):
            raise _unlike(worker, f"cannot play the trial: {type(found).__name__}: {found}")
        if found != proof:
            raise _unlike(worker, "gives other results than this machine")


def _unlike(worker: str, how: str) -> ClusterError:
    return ClusterError(f"the worker {worker} {how}; {SAME_VERSIONS}")


class Cluster:
    """The workers of a cluster, as a crew to which blocks are handed out."""

    died = "workers died over block %s; it is played again"
    gave_up = "workers of the cluster died {attempts} times over block {number}; finished blocks are kept"

    def __init__(self, client: Any, threads: int, address: str) -> None:
        self.window = max(1, threads) * WAITING_PER_THREAD
        self._client, self._address = client, address
        self._pool: Executor = client.get_executor(pure=False)

    def submit(self, task: Task) -> Future[Played]:
        """Hand out a task."""
        return self._pool.submit(play, task)

    def done(self, running: Mapping[Future[Played], Task]) -> Iterable[Future[Played]]:
        """Wait until some blocks are done, and look meanwhile whether anybody is still at work."""
        alone = 0
        while alone * SECONDS_BETWEEN_CALLS < SECONDS_WITHOUT_WORKERS:
            if self._client.status != "running":
                raise _lost(self._address)
            done = wait(running, SECONDS_BETWEEN_CALLS, FIRST_COMPLETED).done
            if done:
                return done
            try:
                alone = 0 if self._client.nthreads() else alone + 1
            except OSError as error:
                raise _lost(self._address) from error
        raise ClusterError(
            f"the cluster at {self._address} has had no worker for {SECONDS_WITHOUT_WORKERS} s; finished blocks are kept: "
            "start workers and run the same command again"
        )

    def result(self, future: Future[Played], task: Task) -> Played | None:
        """What a worker gave back; None if the workers that tried died."""
        from distributed.scheduler import KilledWorker

        try:
            played = explained(task, future.result)
        except KilledWorker:
            return None
        except (CancelledError, OSError, TimeoutError) as error:
            raise _lost(self._address) from error
        if played.version != __version__:
            raise ClusterError(
                f"a worker that came later has version {played.version} of the model, and this machine {__version__}; "
                f"its block is not kept; {SAME_VERSIONS}"
            )
        return played


def _lost(address: str) -> ClusterError:
    return ClusterError(
        f"the Dask scheduler at {address} is gone; finished blocks are kept: run the same command again, "
        "with a cluster or without"
    )
