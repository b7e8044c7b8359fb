"""The decorator that checks the arguments of a function, and what it raises."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import numpy as np

from sim.common.errors import RefusedValueError, said

Check = Callable[[str, Any], Any]
"""Called with the name of an argument and with what was given; returns it as the function wants it, or refuses it."""

Called = TypeVar("Called", bound=Callable[..., Any])

USUAL_STATE: Mapping[str, Any] = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
"""How NumPy treats odd numbers if nobody says otherwise. A user's `np.seterr` is for the user's own arithmetic."""


def asked(**checks: Check) -> Callable[[Called], Called]:
    """Check the arguments of a function, or those with which an object of a class is made, before anything is done.

    What is not given is not checked: defaults are right. The function keeps its signature, and computes under NumPy's
    usual error state. A check for an argument that does not exist is a `TypeError`.
    """

    def decorate(called: Called) -> Called:
        if isinstance(called, type):
            made: Any = called
            made.__init__ = asked(**checks)(made.__init__)
            return called
        return cast(Called, _checking(called, checks))

    return decorate


def _checking(function: Callable[..., Any], checks: Mapping[str, Check]) -> Callable[..., Any]:
    signature = inspect.signature(function)
    unknown = [name for name in checks if name not in signature.parameters]
    if unknown:
        raise TypeError(f"{function.__qualname__} has no argument {', '.join(unknown)}")

    @functools.wraps(function)
    def checked(*arguments: Any, **options: Any) -> Any:
        try:
            given = signature.bind(*arguments, **options)
        except TypeError:
            return function(*arguments, **options)  # Python says what is missing or too much
        for name, value in given.arguments.items():
            if name in checks:
                given.arguments[name] = checks[name](name, value)
        with np.errstate(**USUAL_STATE):
            return function(*given.args, **given.kwargs)

    cast(Any, checked).asked = dict(checks)
    return checked


def refused(name: str, expected: str, value: object) -> RefusedValueError:
    """What to raise if an argument is something else than was expected."""
    return RefusedValueError(f"{name} must be {expected}, not {said(value)}")
