"""What a user can do wrong, said in one sentence with the nearest right name.

Every error that comes from a file, a name or a value somebody wrote is an `InputError`, so that the command line
and the lab can show its message as it stands and keep tracebacks for errors of the program.
"""

import difflib
from collections.abc import Iterable
from typing import Any

LONGEST_SHOWN = 60  # characters of a value that a message shows
LONGEST_WHOLE = 200  # bits of a whole number that a message shows; Python refuses to write out very long ones
LONGEST_NAME = 200  # characters up to which similar names are looked for; nobody misspells a longer one


class InputError(ValueError):
    """Something that a user wrote cannot be used; the message says what, where, and what to do.

    Examples
    --------
    >>> from sim import InputError, load
    >>> try:
    ...     load("ratele2025")
    ... except InputError as error:
    ...     print(str(error).split(";")[0])
    unknown worldview 'ratele2025'
    """


class BrokenFileError(InputError):
    """A file cannot be read, is not valid YAML, or has a shape that its kind of file does not have."""


class UnknownNameError(InputError):
    """A name (of a parameter, worldview, policy, key, ...) that does not exist."""


class RefusedValueError(InputError):
    """A value of the wrong type, out of its range, or not a number."""


class UncountableError(InputError, ArithmeticError):
    """Values under which the numbers of the model overflow or are undefined: there is no result, whatever it looks like."""


def nearest(name: object, names: Iterable[str], count: int = 3) -> list[str]:
    """The valid names that look most like what was written, best first; empty if nothing is close.

    First come those that end in what was written after a dot (somebody omitted the front of a dotted id), then those that
    are spelled alike.
    """
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        return []
    known, written = list(names), str(name)
    endings = [known_name for known_name in known if written and known_name.endswith("." + written)]
    alike = difflib.get_close_matches(written, known, n=count, cutoff=0.5)
    return list(dict.fromkeys([*endings, *alike]))[:count]


def suggestion(name: object, names: Iterable[str], full_list: bool = False) -> str:
    """The end of a message: the nearest valid names and, if asked or if none is near, all of them."""
    known = list(names)
    if not known:
        return "there is none to choose from"
    near = nearest(name, known)
    parts = ["nearest: " + ", ".join(near)] if near else []
    # A short vocabulary is always worth showing when nothing in it resembles what was written.
    if full_list or (not near and len(known) <= 40):
        parts.append("valid: " + ", ".join(known))
    return "; ".join(parts) if parts else "no valid name is similar"


def said(value: object) -> str:
    """What was given, short enough for a message: a plain value as it is written, of anything else only the kind.

    Such as `'5'`, `3`, `None`, `a list`, `a DataFrame`, `a whole number of 17,000 bits`.
    """
    if isinstance(value, int) and value.bit_length() > LONGEST_WHOLE:
        return f"a whole number of {value.bit_length():,} bits"
    if value is None or isinstance(value, bool | int | float | complex | str | bytes):
        return cut(repr(value))
    if hasattr(value, "dtype") and getattr(value, "shape", None) == ():
        return cut(str(value))
    if isinstance(value, list | tuple | dict | set | frozenset):
        shown = "" if len(value) > 3 else _plain(value)
        return shown or f"a {type(value).__name__} of {len(value):,}"
    name = value.__name__ if isinstance(value, type) else type(value).__name__
    article = "an" if name[:1] in "aeiouAEIOU" and not isinstance(value, type) else "a"
    return f"the class {name}" if isinstance(value, type) else f"{article} {name}"


def cut(shown: str) -> str:
    """A text by its beginning, if it is too long for a message."""
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 3]}..."


def _plain(value: Any) -> str:
    """A short container of plain values as it is written; nothing if it holds something else."""
    held = [*value, *value.values()] if isinstance(value, dict) else list(value)
    if not all(isinstance(one, bool | int | float | str) and len(said(one)) < LONGEST_SHOWN / 3 for one in held):
        return ""
    if any(isinstance(one, int) and one.bit_length() > LONGEST_WHOLE for one in held):
        return ""
    return cut(repr(value))
