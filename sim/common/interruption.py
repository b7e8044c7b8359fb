"""Ctrl-C and requests to end: heard at once, raised where nobody swallows them, and never while clearing up.

Python raises `KeyboardInterrupt` between any two steps of a program. Within an import that is a bad moment: libraries
catch whatever comes while they are loaded, and the interruption is lost. So an interruption that comes during an import
waits for its end. Should it be swallowed elsewhere (in a callback, by a careless `except`), it is raised again after a
moment, unless somebody is dealing with it: what clears up may take as long as it needs.
"""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGALRM") if hasattr(signal, name))
"""What interrupts: Ctrl-C, a request to end, and the alarm by which an interruption is looked after."""

ALARM = getattr(signal, "SIGALRM", None)
INTERRUPTED = 130  # exit code of a command that was interrupted
AGAIN = 0.1  # seconds until an interruption that was put off or swallowed is looked after
LONGEST_IMPORT = 2.0  # seconds that an interruption waits for the end of an import
INSISTING = 2.0  # seconds after which Ctrl-C breaks off even the clearing up; some programs send the signal twice
IMPORTING = "<frozen importlib"  # how the files are named whose functions import modules


class _Listener:
    """What was heard so far; `came` are the signals that asked to end."""

    def __init__(self) -> None:
        self.came: list[int] = []
        self._first = 0.0
        self._settled = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Take a signal; raise `KeyboardInterrupt` now, or look after it in a moment."""
        asked, now = number != ALARM, time.monotonic()
        if self._settled or not (asked or self.came):
            return
        if not self.came:
            self._first = now
        if asked:
            self.came.append(number)
        can_wait = _look_again()
        if can_wait and _is_importing(frame) and now - self._first < LONGEST_IMPORT:
            return
        if _is_dealt_with() and not (asked and now - self._first > INSISTING):
            return
        raise KeyboardInterrupt

    def settle(self) -> None:
        """Raise nothing any more: the command has ended."""
        self._settled = True
        _stop_looking()


_listeners: list[_Listener] = []
"""The listener at work, if there is one."""


@contextmanager
def listening(for_good: bool = False) -> Iterator[list[int]]:
    """Turn Ctrl-C and a request to end (SIGTERM) into the same exception; yield a list of the requests that came.

    Within another such block it is the other that goes on listening, until the end of this one. Outside the main thread
    no signals are heard, and nothing is done. `for_good` says that the process ends with this block: what comes while
    Python takes itself apart is too late to be heard.
    """
    if threading.current_thread() is not threading.main_thread():
        yield []
        return
    if _listeners:
        try:
            yield _listeners[-1].came
        finally:
            _listeners[-1].settle()
        return
    listener = _Listener()
    _listeners.append(listener)
    before = {number: signal.signal(number, listener.hear) for number in SIGNALS if _is_heard(number)}
    try:
        yield listener.came
    finally:
        listener.settle()
        _listeners.remove(listener)
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if for_good else handler)


def _is_heard(number: int) -> bool:
    """Whether whoever started this process lets it hear a signal: background jobs of a shell do not hear Ctrl-C."""
    return signal.getsignal(number) is not signal.SIG_IGN


def _look_again() -> bool:
    """Set the alarm; False where there is none (Windows)."""
    if ALARM is None:
        return False
    signal.setitimer(signal.ITIMER_REAL, AGAIN)
    return True


def _stop_looking() -> None:
    if ALARM is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _is_importing(frame: FrameType | None) -> bool:
    """Whether what was interrupted runs inside an import."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(IMPORTING):
            return True
        frame = frame.f_back
    return False


def _is_dealt_with() -> bool:
    """Whether an interruption is being handled at this moment: some `except`, `finally` or `with` has it in hand."""
    error = sys.exc_info()[1]
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__context__
    return False


def dealt_with() -> None:
    """Let this process end with an exit code of its own, although it was interrupted.

    If an interruption falls into text that Python is just executing (every data class is made that way), Python 3.11 kills
    itself with SIGINT at its end, whether or not the interruption was handled. Other text that runs to its end makes it forget.
    """
    exec("")


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let an interruption wait until the block is done, and then take effect."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before: dict[int, Any] = {number: signal.getsignal(number) for number in SIGNALS}
    for held in SIGNALS:
        if _is_heard(held):
            signal.signal(held, lambda received, frame: waiting.append(received))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in dict.fromkeys(waiting):
        signal.raise_signal(number)
