"""What a user asks for in a call: each public function names beside its arguments what they may be.

    @asked(worlds=whole(1), seed=whole(), out=optional(path))
    def play(worlds, seed=1, out=None): ...

Whatever is something else is refused with an `InputError` before the function begins. Arguments that can be written in
several ways arrive in one: a path as a `Path`, one name or several as a tuple of names, numbers of NumPy as plain
numbers.
"""

import functools
import inspect
import itertools
import os
from collections.abc import Callable, Iterable, Mapping
from numbers import Real
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from sim.common.errors import InputError, RefusedValueError, UnknownNameError, said, suggestion
from sim.common.numbers import MOST, whole_number
from sim.common.system import usable_path

DEFAULT_SEED = 1
"""The seed of whoever gives none: of worlds, models, histories, designs and reports."""

MOST_LISTED = 100_000
"""Entries of a stream whose length nobody can know; more of them are given as a list."""

Check = Callable[[str, Any], Any]
"""Called with the name of an argument and with what was given; returns it as the function wants it, or refuses it."""

Called = TypeVar("Called", bound=Callable[..., Any])

USUAL_STATE: Mapping[str, Any] = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
"""How NumPy treats odd numbers if nobody says otherwise. A user's `np.seterr` is for the user's own arithmetic."""


def asked(**checks: Check) -> Callable[[Called], Called]:
    """Check the arguments of a function, or those with which an object of a class is made, before anything is done.

    What is not given is not checked: defaults are right. The function computes under NumPy's usual error state.
    """

    def decorate(called: Called) -> Called:
        if isinstance(called, type):
            made: Any = called
            made.__init__ = asked(**checks)(made.__init__)
            return called
        signature = inspect.signature(called)
        unknown = [name for name in checks if name not in signature.parameters]
        if unknown:
            raise TypeError(f"{called.__qualname__} has no argument {', '.join(unknown)}")

        @functools.wraps(called)
        def checked(*arguments: Any, **options: Any) -> Any:
            try:
                given = signature.bind(*arguments, **options)
            except TypeError:
                return called(*arguments, **options)  # Python says what is missing or too much
            for name, value in given.arguments.items():
                if name in checks:
                    given.arguments[name] = checks[name](name, value)
            with np.errstate(**USUAL_STATE):
                return called(*given.args, **given.kwargs)

        cast(Any, checked).asked = dict(checks)
        return cast(Called, checked)

    return decorate


def refused(name: str, expected: str, value: object) -> RefusedValueError:
    """What to raise if an argument is something else than was expected."""
    return RefusedValueError(f"{name} must be {expected}, not {said(value)}")


def such(expected: str, right: Callable[[Any], bool], made: Callable[[Any], Any] = lambda value: value) -> Check:
    """Whatever is right, made into what the function wants; `expected` says in the message what else was hoped for."""

    def checked(name: str, value: Any) -> Any:
        if not right(value):
            raise refused(name, expected, value)
        return made(value)

    return checked


def optional(check: Check) -> Check:
    """None, or what another check lets through."""
    return lambda name, value: None if value is None else check(name, value)


def whole(least: int = 0, most: int = MOST) -> Check:
    """A whole number within limits, both included."""
    return lambda name, value: whole_number(name, value, least, most)


def number(low: float = -np.inf, high: float = np.inf, open_low: bool = False, open_high: bool = False) -> Check:
    """A finite number within limits; each is included unless it is open."""

    def within(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, Real):
            return False
        try:
            plain = float(value)
        except OverflowError:  # too long for a float
            return False
        inside = not (open_low and plain == low) and not (open_high and plain == high)
        return bool(np.isfinite(plain)) and low <= plain <= high and inside

    return such(
        _limits(low, high, open_low, open_high),
        within,
        lambda value: value if type(value) in (int, float) else float(value),
    )


def _limits(low: float, high: float, open_low: bool, open_high: bool) -> str:
    """What is expected, in words."""
    if -np.inf < low and high < np.inf and not (open_low or open_high):
        return f"a number from {low:g} to {high:g}"
    ends = [f"above {low:g}" if open_low else f"of {low:g} or more"] if low > -np.inf else []
    ends += [f"below {high:g}" if open_high else f"at most {high:g}"] if high < np.inf else []
    return f"a number {' and '.join(ends)}" if ends else "a finite number"


within_one = number(0, 1, open_low=True, open_high=True)
"""A number between 0 and 1, both excluded: the coverage of an interval."""

flag = such("true or false", lambda value: isinstance(value, bool | np.bool_), bool)
"""True or false; 0, 1 and words such as "no" are neither."""


def text_for(expected: str) -> Check:
    """A text that stands for something, such as the name of a worldview, which the message says."""
    return such(expected, lambda value: isinstance(value, str), str)


def name_or_file(expected: str) -> Check:
    """The name of something, or the path of a file that holds it, which arrives as a text; the message says what was hoped for."""
    return such(expected, lambda value: isinstance(_written(value), str), _written)


def _written(value: Any) -> Any:
    """A path as a text, and all else as it is."""
    return os.fspath(value) if isinstance(value, os.PathLike) else value


text = text_for("a text")
function = such("a function", callable)


def word(*words: str) -> Check:
    """One of a few words; another is refused with the nearest."""
    is_text = text_for(f"one of the words {', '.join(words)}")

    def checked(name: str, value: Any) -> str:
        if is_text(name, value) not in words:
            raise UnknownNameError(f"unknown {name} {said(value)}; {suggestion(value, words, full_list=True)}")
        return str(value)

    return checked


def several(check: Check, expected: str, some: bool = False) -> Check:
    """A list, tuple, array or generator, each entry of which `check` lets through; it arrives as a tuple.

    `expected` says in messages what the list is; with `some`, an empty one is refused.
    """

    def checked(name: str, value: Any) -> tuple[Any, ...]:
        listed = tuple(check(name, one) for one in _listed(name, expected, value))
        if some and not listed:
            raise RefusedValueError(f"{name} must be {expected}, and this list is empty")
        return listed

    return checked


def _of_names(some: bool) -> Check:
    expected = "a name or a list of names"
    check = several(name_or_file(expected), expected, some)
    return lambda name, value: check(name, [value] if isinstance(value, str | os.PathLike) else value)


names, some_names = _of_names(some=False), _of_names(some=True)
"""One name, or several in their order; an array or a generator of names will do, and so will paths of files.

The second check wants one at least.
"""

_NO_LISTS = (str, bytes, bytearray, Mapping, set, frozenset)
"""What can be walked through and is not a list all the same: a set has no order, a text is one thing."""


def _listed(name: str, expected: str, value: Any) -> list[Any]:
    """The entries; a stream that does not end is refused, and so are tables and arrays without a dimension."""
    if isinstance(value, _NO_LISTS) or not isinstance(value, Iterable) or hasattr(value, "columns"):
        raise refused(name, expected, value)
    try:
        listed = list(value if hasattr(value, "__len__") else itertools.islice(value, MOST_LISTED + 1))
    except TypeError as error:
        raise refused(name, expected, value) from error
    if len(listed) > MOST_LISTED:
        raise RefusedValueError(f"{name} must be {expected}; this stream has more than {MOST_LISTED:,} entries")
    return listed


def mapping(name: str, value: Any) -> dict[str, Any]:
    """A mapping from names to whatever the function takes."""
    example = "a mapping from names to values, as in {'calendar.horizon': 20}"
    if not isinstance(value, Mapping):
        raise refused(name, example, value)
    for key in value:
        if not isinstance(key, str):
            raise RefusedValueError(f"{name} must be {example}; {said(key)} is not a name")
    return {str(key): content for key, content in value.items()}


def path(name: str, value: Any) -> Path:
    """A path, written as a text or made with `pathlib`."""
    written = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(written, str):
        raise refused(name, "a path, such as 'results/study'", value)
    if not written.strip():
        raise RefusedValueError(
            f"{name}: {said(written)} does not name a file or folder; give one, such as 'results/study'"
        )
    return usable_path(written)


def made_by(expected: str, *kinds: str) -> Check:
    """An object of one of some classes, given by name, so that their modules need not be imported to ask for it.

    `expected` says in messages what it is, and how it is made.
    """
    ours = ("sim", "pandas", "numpy")

    def is_made(value: Any) -> bool:
        return any(kind.__name__ in kinds and kind.__module__.split(".")[0] in ours for kind in type(value).__mro__)

    return such(expected, is_made)


def with_parts(expected: str, *parts: str) -> Check:
    """Whatever has the parts by which it is used; classes that only define them have not."""
    return such(expected, lambda value: not isinstance(value, type) and all(hasattr(value, part) for part in parts))


def either(*checks: Check) -> Check:
    """What the first of several checks lets through; the last one says what is expected."""

    def checked(name: str, value: Any) -> Any:
        for check in checks[:-1]:
            try:
                return check(name, value)
            except InputError:
                continue
        return checks[-1](name, value)

    return checked


def frame(*columns: str) -> Check:
    """A DataFrame in which no column appears twice and some are not missing."""

    def checked(name: str, value: Any) -> Any:
        if "DataFrame" not in {kind.__name__ for kind in type(value).__mro__}:
            raise refused(name, "a pandas DataFrame", value)
        refuse_twins(name, value.columns)
        there = [str(column) for column in value.columns]
        for column in columns:
            if column not in there:
                raise InputError(f"{name}: the table has no column '{column}'; {suggestion(column, there)}")
        return value

    return checked


def refuse_twins(name: str, columns: Iterable[Any]) -> None:
    """Raise `InputError` if a column appears twice."""
    written = [str(column) for column in columns]
    for place, column in enumerate(written):
        if column in written[:place]:
            raise InputError(f"{name}: the column '{column}' appears twice in the table; give every column once")
