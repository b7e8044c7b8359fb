"""Work on a Dask cluster: tasks go out, finished files come back, and this process alone writes them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sim.analysis.extras import how_to_install
from sim.knowledge.errors import InputError
from sim.sweeps.play import Played, Task, play
from sim.sweeps.tasks import probe
from sim.sweeps.workers import ATTEMPTS, BlockFailedError
from sim.version import __version__

LOG = logging.getLogger("sim.sweeps")
WAITING_PER_THREAD = 3
"""Blocks handed out per thread of the cluster, so that no worker waits for the next one."""

SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_CALLS = 5
"""How often the scheduler is asked whether it is still there while no block comes back."""

SECONDS_WITHOUT_WORKERS = 60
"""How long a cluster may be without any worker before the study is given up."""


class ClusterError(InputError):
    """The cluster cannot be reached, was lost, or runs another version of the model."""


def on_cluster(tasks: Iterable[Task], address: str, trial: Task, proof: str) -> Iterator[Played]:
    """Play the blocks on a Dask cluster, and give each back as soon as it is done.

    Parameters
    ----------
    tasks : iterable of Task
        Made as they are needed.
    address : str
        Of the scheduler, such as `tcp://host:8786`.
    trial : Task
        A small task that every worker plays first.
    proof : str
        What must come of it (see `sim.sweeps.tasks.probe`).

    Yields
    ------
    Played
        In the order in which they finish. A block whose worker dies is played again on another one.

    Raises
    ------
    ClusterError
        If `distributed` is not installed, nobody answers at the address, the scheduler is lost on the way, or workers
        give other results than this machine. What was given back before is not lost.
    BlockFailedError
        If workers die over the same block again and again, or the model refuses its values.
    """
    with _connected(address) as client:
        window = max(1, _threads(client, address, trial, proof)) * WAITING_PER_THREAD
        yield from _drain(client, iter(tasks), window, address)


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
    except (OSError, ValueError, TimeoutError) as error:
        _give_up(client)
        raise ClusterError(
            f"no Dask scheduler answers at {address}; is the address right, and is it running?"
        ) from error
    # Dask writes tracebacks of its own when the scheduler goes; the one message of this program says enough.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError, RuntimeError):
            client.close(timeout=1)


def _give_up(client: Any) -> None:
    """Close a client that never connected; left alone it tries to, and complains, whenever Python clears it away."""
    with suppress(OSError, TimeoutError, RuntimeError, AttributeError):
        client.close(timeout=1)
    client.status = "closed"


def _threads(client: Any, address: str, trial: Task, proof: str) -> int:
    """Threads of the workers that are there. One at least must come in time, and all must pass the trial."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        results = client.run(_tried, trial)
    except (TimeoutError, OSError) as error:
        raise ClusterError(
            f"the scheduler at {address} has no workers; start some and run the same command again"
        ) from error
    for name, (version, found) in results.items():
        if found != proof:
            raise ClusterError(
                f"the worker {name} (model {version}) gives other results than this machine (model {__version__}); "
                "install the same versions of the program and its libraries on both"
            )
    return int(sum(client.nthreads().values()))


def _tried(trial: Task) -> tuple[str, str]:
    """In a worker: the version of the model there, and what comes of the trial."""
    return __version__, probe(trial)


def _drain(client: Any, tasks: Iterator[Task], window: int, address: str) -> Iterator[Played]:
    """Keep the cluster busy until nothing is left."""
    running: dict[Any, Task] = {}
    tries: dict[int, int] = {}
    while True:
        while len(running) < window and (task := next(tasks, None)) is not None:
            running[_handed_out(client, task)] = task
        if not running:
            return
        for future in _done(client, running, address):
            task = running.pop(future)
            played = _result(future, task, address)
            if played is None:
                tries[task.number] = tries.get(task.number, 0) + 1
                if tries[task.number] >= ATTEMPTS:
                    raise BlockFailedError(
                        f"workers of the cluster died {ATTEMPTS} times over block {task.number}; "
                        "finished blocks are kept"
                    )
                running[_handed_out(client, task)] = task
            else:
                yield played


def _handed_out(client: Any, task: Task) -> Any:
    return client.submit(play, task, pure=False)


def _done(client: Any, running: dict[Any, Task], address: str) -> list[Any]:
    """Wait until some blocks are done, and look meanwhile whether anybody is still at work."""
    import distributed
    from distributed.client import FuturesCancelledError

    wait: Any = distributed.wait

    alone = 0
    while alone * SECONDS_BETWEEN_CALLS < SECONDS_WITHOUT_WORKERS:
        if client.status != "running":
            raise _lost(address)
        try:
            with suppress(TimeoutError), client.as_current():
                done = wait(list(running), timeout=SECONDS_BETWEEN_CALLS, return_when="FIRST_COMPLETED").done
                return sorted(done, key=lambda future: running[future].number)
            alone = 0 if client.nthreads() else alone + 1
        except (FuturesCancelledError, OSError) as error:
            raise _lost(address) from error
    raise ClusterError(
        f"the cluster at {address} has had no worker for {SECONDS_WITHOUT_WORKERS} s; finished blocks are kept: "
        "start workers and run the same command again"
    )


def _result(future: Any, task: Task, address: str) -> Played | None:
    """What a worker gave back; None if the workers that tried died."""
    from concurrent.futures import CancelledError

    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    try:
        played: Played = future.result()
        return played
    except KilledWorker:
        LOG.warning("workers died over block %d; it is played again", task.number)
        return None
    except (FutureCancelledError, CancelledError, OSError, TimeoutError) as error:
        raise _lost(address) from error
    except InputError:
        raise
    except (ArithmeticError, ValueError, IndexError, KeyError, TypeError) as error:
        raise BlockFailedError(f"block {task.number} cannot be played: {type(error).__name__}: {error}") from error


def _lost(address: str) -> ClusterError:
    return ClusterError(
        f"the Dask scheduler at {address} is gone; finished blocks are kept: run the same command again, "
        "with a cluster or without"
    )
