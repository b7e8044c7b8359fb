"""What users set themselves: checked as strictly as the files, and compared with what was saved earlier."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.common.errors import InputError, RefusedValueError
from sim.parameters.baseline import resolve
from sim.parameters.entries import Entry
from sim.parameters.values import Value, check_value

_DIFFERENCES_SHOWN = 5


def checked_changes(
    changes: Mapping[str, Value], entries: Mapping[str, Entry], aliases: Mapping[str, str]
) -> dict[str, Value]:
    """Return the changes under their present ids, each once, and in the types of their parameters."""
    checked: dict[str, Value] = {}
    for written, value in changes.items():
        current = resolve(written, entries, aliases)
        if current in checked:
            raise InputError(f"{current} is set twice, once under an old name; set it once")
        checked[current] = check_value(entries[current], value)
    return checked


def same_length(changes: dict[str, Value]) -> dict[str, Value]:
    """Return the changes as they are; raise `RefusedValueError` if two arrays are for different numbers of worlds."""
    lengths = {entry_id: len(value) for entry_id, value in changes.items() if isinstance(value, np.ndarray)}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{entry_id} has {length}" for entry_id, length in lengths.items())
        raise RefusedValueError(f"arrays need one entry per world, all the same number: {said}")
    return changes


def plain(value: Value) -> Any:
    """Return a value as JSON can hold it: an array becomes a list."""
    return value.tolist() if isinstance(value, np.ndarray) else value


def drift_message(now: Mapping[str, Value], saved: Mapping[str, Any]) -> str:
    """Return the message that says which values, as the files give them now, differ from those saved earlier."""
    today = {entry_id: plain(value) for entry_id, value in now.items()}
    differing = [key for key in dict.fromkeys([*saved, *today]) if saved.get(key) != today.get(key)]
    said = [f"{key} was {saved.get(key, 'absent')}, is {today.get(key, 'absent')}" for key in differing]
    shown = "; ".join(said[:_DIFFERENCES_SHOWN]) or "what a worldview or policy binds is different"
    more = f"; and {len(said) - _DIFFERENCES_SHOWN} more" if len(said) > _DIFFERENCES_SHOWN else ""
    return f"the parameter files have changed since these were saved: {shown}{more}"
