"""What a user can do wrong, said in one sentence with the nearest right name.

Every error that comes from a file, a name or a value somebody wrote is an `InputError`, so that the command line
and the lab can show its message as it stands and keep tracebacks for errors of the program.
"""

import difflib
from collections.abc import Iterable

__all__ = ["BrokenFileError", "InputError", "RefusedValueError", "UnknownNameError", "nearest", "suggestion"]


class InputError(ValueError):
    """Something that a user wrote cannot be used; the message says what, where, and what to do."""


class BrokenFileError(InputError):
    """A file cannot be read, is no valid YAML, or has a shape that its kind of file does not have."""


class UnknownNameError(InputError):
    """A name (of a parameter, worldview, policy, key, ...) that does not exist."""


class RefusedValueError(InputError):
    """A value of the wrong type, out of its range, or not a number."""


def nearest(name: object, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the valid names that look most like `name`, best first.

    Parameters
    ----------
    name : object
        What was written; it is compared as text.
    names : iterable of str
        The valid names.
    count : int
        At most this many are returned.

    Returns
    -------
    list of str
        First the names that end in what was written after a dot (somebody left the front of a dotted id away), then
        those that are spelled alike; empty if nothing is close.
    """
    known = list(names)
    written = str(name)
    endings = [known_name for known_name in known if written and known_name.endswith("." + written)]
    alike = difflib.get_close_matches(written, known, n=count, cutoff=0.5)
    return list(dict.fromkeys([*endings, *alike]))[:count]


def suggestion(name: object, names: Iterable[str], full_list: bool = False) -> str:
    """Return the end of an error message: the nearest valid names and, if asked or if none is near, all of them.

    Parameters
    ----------
    name : object
        What was written.
    names : iterable of str
        The valid names.
    full_list : bool
        Whether to list every valid name as well.
    """
    known = list(names)
    if not known:
        return "there is none to choose from"
    near = nearest(name, known)
    parts = ["nearest: " + ", ".join(near)] if near else []
    # A short vocabulary is always worth showing when nothing in it resembles what was written.
    if full_list or (not near and len(known) <= 40):
        parts.append("valid: " + ", ".join(known))
    return "; ".join(parts) if parts else "no valid name is similar"
