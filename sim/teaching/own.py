"""Which worlds are a student's own: a window of those that the build plays, found from the code that the student chooses."""

from __future__ import annotations

import re

from sim.common.errors import InputError, said
from sim.teaching.exercise import Exercise

LONGEST_CODE = 40
_CODE = re.compile(r"[\w-]+(?: [\w-]+)*")
_OFFSET, _PRIME, _WORD = 0x811C9DC5, 0x01000193, 2**32


def checked_code(code: str) -> str:
    """A student's code in small letters; `InputError` if it is empty, too long, or holds more than letters, digits and -."""
    found = " ".join(code.split()).lower()
    if len(found) > LONGEST_CODE or not _CODE.fullmatch(found):
        raise InputError(
            f"{said(code)} is not a code; choose 1 to {LONGEST_CODE} letters, digits and '-', and not your name"
        )
    return found


def first_world(exercise: Exercise, code: str) -> int:
    """The first of a student's own worlds.

    The page computes the same in JavaScript: the hash FNV-1a (32 bits) of the UTF-8 bytes of `exercise:code`, and the remainder
    by the number of places at which the window can begin.
    """
    hashed = _OFFSET
    for byte in f"{exercise.name}:{checked_code(code)}".encode():
        hashed = (hashed ^ byte) * _PRIME % _WORD
    return hashed % (exercise.worlds - exercise.own + 1)
