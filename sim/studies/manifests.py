"""Manifests: what a folder of results says of itself. Each carries a checksum of its content, so that a change shows.

The manifests of single runs and of sweeps are read here, against one schema (see `sim.studies.manifest_schema`).
"""

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.common.errors import BrokenFileError, InputError
from sim.common.room import refuse_file
from sim.common.system import read_file, reason, refuse_unusual

NAME = "manifest.json"
CHECKSUM = "checksum"
SCHEMA = 3
"""The form of all manifests; it changes when older ones cannot be read any more."""

SHOWN = 60
"""Characters of a wrong value that a message shows."""


class BrokenManifestError(InputError):
    """A manifest cannot be read, is not of the right form, or was changed after it was written."""


def sealed(content: Mapping[str, Any], indent: int = 1) -> bytes:
    """A manifest as the bytes of a JSON file, with the checksum of its content at its end."""
    whole = {**content, CHECKSUM: checksum_of(content)}
    return json.dumps(whole, indent=indent, ensure_ascii=False, allow_nan=False, default=_plain).encode() + b"\n"


def checksum_of(content: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) of what a manifest says, whatever its layout; its own checksum does not enter."""
    told = {key: value for key, value in content.items() if key != CHECKSUM}
    written = json.dumps(told, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A number of NumPy as JSON can hold it."""
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be written into a manifest")


def read_json(path: Path) -> Any:
    """What a file of JSON holds, of which nothing is known yet; `FileNotFoundError` if there is none.

    `BrokenManifestError` if it is not an ordinary file, cannot be read, or is not JSON: also if a name appears twice, a number is
    infinite or undefined, or values are nested too deeply.
    """
    try:
        refuse_unusual(path)
        refuse_file(path, path.stat().st_size)
        written = read_file(path)
    except BrokenFileError as error:
        raise BrokenManifestError(str(error)) from error
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BrokenManifestError(f"cannot read {path}: {reason(error)}") from error
    try:
        return json.loads(written, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=_once)
    except RecursionError:
        raise BrokenManifestError(f"{path} is damaged (its values are nested too deeply)") from None
    except ValueError as error:
        raise BrokenManifestError(f"{path} is damaged ({_said(error)})") from error


def _said(error: ValueError) -> str:
    """What is wrong with a text that is not JSON."""
    if isinstance(error, json.JSONDecodeError):
        return f"no valid JSON in line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "no text in UTF-8"
    said = str(error)
    return "a number has too many digits" if "integer string conversion" in said else said


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that can stand there")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(f"{written[:SHOWN]} is too large for a number")
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:SHOWN]!r} appears twice")
    return made


def check_manifest(path: Path, told: Any, kind: str) -> None:
    """Hold a manifest against the schema, and its content against its checksum."""
    from sim.studies.manifest_schema import first_fault  # pydantic is imported only where manifests are read

    fault = first_fault(told, kind)
    if fault is not None:
        raise BrokenManifestError(f"{path} is damaged ({fault})")
    if told[CHECKSUM] != checksum_of(told):
        raise BrokenManifestError(f"{path} was changed after it was written: its content does not match its checksum")
