"""Who does the work: this process, or several processes of this machine."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Protocol, Self

from sim.common.errors import InputError
from sim.common.interruption import signals_held_back
from sim.studies.sweeps.play import Played, Task, play

LOG = logging.getLogger("sim.studies.sweeps")
ATTEMPTS = 3
"""How often a block is tried on workers that die before it is given up."""

WAITING_PER_WORKER = 2
"""Blocks handed out per worker: one to play and one to go on with."""

THREADS = "OPENBLAS_NUM_THREADS"
"""What tells OpenBLAS, as it comes with NumPy and SciPy, how many threads to start when it is loaded."""

Player = Callable[[Task], Played]


class BlockFailedError(InputError):
    """A block cannot be played: the workers that try die, or the model refuses its values."""


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def here(tasks: Iterable[Task], player: Player = play) -> Iterator[Played]:
    """Play the blocks in this process, one after the other."""
    for task in tasks:
        yield explained(task, lambda task=task: player(task))  # type: ignore[misc]


class Crew(Protocol):
    """Who plays blocks beside this process, and what is said of those that die over it."""

    window: int
    died: str
    gave_up: str

    def submit(self, task: Task) -> Future[Played]:
        """Hand out a task."""

    def done(self, running: Mapping[Future[Played], Task]) -> Iterable[Future[Played]]:
        """Wait until some of those that are running are done."""

    def result(self, future: Future[Played], task: Task) -> Played | None:
        """The result of a task; None if it died with its worker."""


def handed_out(tasks: Iterable[Task], crew: Crew) -> Iterator[Played]:
    """Keep a crew busy until nothing is left, and give each block back as soon as it is done.

    Tasks are made as they are needed, so that they need not all be in memory. `BlockFailedError` if workers die over the
    same block again and again; what was given back before is not lost.
    """
    source, running = iter(tasks), dict[Future[Played], Task]()
    tries: Counter[int] = Counter()
    while True:
        while len(running) < crew.window and (task := next(source, None)) is not None:
            running[crew.submit(task)] = task
        if not running:
            return
        lost: list[Task] = []
        for future in sorted(crew.done(running), key=lambda finished: running[finished].number):
            task = running.pop(future)
            played = crew.result(future, task)
            if played is None:
                lost.append(task)
            else:
                yield played
        tries.update(task.number for task in lost)
        for task in lost:
            if tries[task.number] >= ATTEMPTS:
                raise BlockFailedError(crew.gave_up.format(attempts=ATTEMPTS, number=task.number))
        if lost:
            LOG.warning(crew.died, ", ".join(str(task.number) for task in lost))
            running.update((crew.submit(task), task) for task in lost)


class Team:
    """Who plays the blocks of a study on this machine: this process alone, or several others that it starts.

    To be used as a context: those others end when it is left, and when this process ends, however it ends. They hold
    nothing that is needed, so they are ended at once. Those of loky do not run the script of the user again, which would
    start the study anew in each of them.
    """

    died = "a worker process died; its blocks are played again: %s"
    gave_up = (
        "worker processes died {attempts} times while block {number} was being played; perhaps there is too little "
        "memory, or too few files may be open: take fewer workers; finished blocks are kept, the same command goes on "
        "from there"
    )

    def __init__(self, workers: int, player: Player = play) -> None:
        self.window = workers * WAITING_PER_WORKER
        self._workers, self._player = workers, player
        self._pool: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def play(self, tasks: Iterable[Task]) -> Iterator[Played]:
        """Play blocks and give each back as soon as it is done: in their order, or in the order in which they finish."""
        self.start()
        return handed_out(tasks, self) if self._pool else here(tasks, self._player)

    def start(self) -> None:
        """Start the others, if there are to be any and they are not there: they import the model while this one goes on."""
        if self._workers < 2 or self._pool:
            return
        from loky import ProcessPoolExecutor  # imported where several processes work

        # Up to Python 3.11 the tracker that comes with multiprocessing, when it is started, lets Ctrl-C through again: the
        # workers that are started after it would hear it. So it goes first.
        if hasattr(signal, "pthread_sigmask"):
            resource_tracker.ensure_running()
        # The model has no linear algebra, and threads for it cost time at the start of a worker.
        threads = {THREADS: os.environ.get(THREADS, "1")}
        # A pool that is half made or half cleared away leaves locks behind, of which Python complains at its end.
        with signals_held_back():
            self._lifeline = multiprocessing.Pipe(duplex=False)
            reader = self._lifeline[0]
            self._pool = ProcessPoolExecutor(self._workers, initializer=_follow, initargs=(reader,), env=threads)
            # The first task of a pool starts all of its processes; if they cannot be started, the first block tells.
            with suppress(BrokenProcessPool, OSError), _interruption_blocked():
                self._pool.submit(int)

    def _end(self) -> None:
        if not self._pool:
            return
        with signals_held_back():
            self._pool.shutdown(wait=True, kill_workers=True)
            self._pool = None
            for end in self._lifeline:
                end.close()

    def submit(self, task: Task) -> Future[Played]:
        """Hand out a task; the future of one that finds the pool broken has failed already, and counts as lost."""
        future: Future[Played]
        try:
            with _interruption_blocked():
                future = self._pool.submit(self._player, task)
        except (BrokenProcessPool, OSError) as error:
            # A worker that dies while the next one is being started closes what both need, which surfaces as an OSError.
            future = Future()
            future.set_exception(BrokenProcessPool(str(error)))
        return future

    def done(self, running: Mapping[Future[Played], Task]) -> Iterable[Future[Played]]:
        """Wait until some are done: all, where a worker has died, for the others end with it and new ones are started."""
        done = wait(running, return_when=FIRST_COMPLETED).done
        if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
            self._end()
            done = wait(running).done
            self.start()
        return done

    def result(self, future: Future[Played], task: Task) -> Played | None:
        """The result of a task; None if it died with its worker."""
        from loky.process_executor import ShutdownExecutorError

        try:
            return explained(task, future.result)
        except (BrokenProcessPool, ShutdownExecutorError):
            return None


def explained(task: Task, result: Callable[[], Played]) -> Played:
    """The result of a task; an error of the model says which block and which cells it comes from."""
    try:
        return result()
    except InputError:
        raise
    except (ArithmeticError, ValueError, IndexError, KeyError, TypeError) as error:
        cells = task.block.cells
        raise BlockFailedError(
            f"block {task.number} (cells {cells.min()} to {cells.max()}) cannot be played: "
            f"{type(error).__name__}: {error}"
        ) from error


def _follow(lifeline: Connection) -> None:
    """In a worker: leave Ctrl-C to the main process, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        signal.raise_signal(signal.SIGTERM)


@contextmanager
def _interruption_blocked() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C, from their first moment on; here it waits."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
