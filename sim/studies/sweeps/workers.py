"""Who does the work: this process, or several processes of this machine."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection

from sim.common.errors import InputError
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


def pooled(tasks: Iterable[Task], workers: int, player: Player = play) -> Iterator[Played]:
    """Play the blocks on several processes, and give each back as soon as it is done, in the order in which they finish.

    Tasks are made as they are needed, so that they need not all be in memory. `BlockFailedError` if workers die over the
    same block again and again; what was given back before is not lost.
    """
    waiting = list[Task]()
    source = iter(tasks)
    lost: dict[int, int] = {}
    while True:
        with _pool(workers) as pool:
            running: dict[Future[Played], Task] = {}
            try:
                yield from _drain(pool, running, waiting, source, workers, player)
                return
            except BrokenProcessPool:
                waiting = _again(running.values(), lost) + waiting


def _drain(
    pool: Executor,
    running: dict[Future[Played], Task],
    waiting: list[Task],
    source: Iterator[Task],
    workers: int,
    player: Player,
) -> Iterator[Played]:
    """Keep the workers busy until nothing is left."""
    while True:
        while len(running) < workers * WAITING_PER_WORKER:
            task = waiting.pop(0) if waiting else next(source, None)
            if task is None:
                break
            running[_submit(pool, player, task)] = task
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda finished: running[finished].number):
            if isinstance(future.exception(), BrokenProcessPool):
                continue
            played = explained(running[future], future.result)
            del running[future]
            yield played
        if any(isinstance(future.exception(), BrokenProcessPool) for future in done if future in running):
            raise BrokenProcessPool


def _submit(pool: Executor, player: Player, task: Task) -> Future[Played]:
    """Hand out a task; the future of one that finds the pool broken has failed already, and counts as lost."""
    try:
        with _interruption_blocked():
            return pool.submit(player, task)
    except (BrokenProcessPool, OSError) as error:
        # A worker that dies while the next one is being started closes what both need, which surfaces as an OSError.
        lost: Future[Played] = Future()
        lost.set_exception(BrokenProcessPool(str(error)))
        return lost


def _again(tasks: Iterable[Task], lost: dict[int, int]) -> list[Task]:
    """The tasks that died with a worker, to be tried again."""
    listed = sorted(tasks, key=lambda task: task.number)
    for task in listed:
        lost[task.number] = lost.get(task.number, 0) + 1
        if lost[task.number] >= ATTEMPTS:
            raise BlockFailedError(
                f"worker processes died {ATTEMPTS} times while block {task.number} was being played; perhaps there is "
                "too little memory, or too few files may be open: take fewer workers; "
                "finished blocks are kept, the same command goes on from there"
            )
    LOG.warning(
        "a worker process died; its blocks are played again: %s", ", ".join(str(task.number) for task in listed)
    )
    return listed


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


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Worker processes that end when this process ends, however it ends.

    Those of loky do not run the script of the user again, which would start the study anew in each of them; and they can
    be ended at once, for a block that is half played is of no use.
    """
    from loky import ProcessPoolExecutor  # imported where several processes work

    reader, writer = multiprocessing.Pipe(duplex=False)
    # The model has no linear algebra, and threads for it cost time at the start of a worker.
    threads = {THREADS: os.environ.get(THREADS, "1")}
    pool = ProcessPoolExecutor(workers, initializer=_follow, initargs=(reader,), env=threads)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=True, kill_workers=True)
        raise
    finally:
        pool.shutdown(wait=True)
        writer.close()
        reader.close()


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
