"""Which names stand for files of the user's, alone or in a list of names."""

import os
from contextlib import suppress
from pathlib import Path

ENDINGS = (".yaml", ".yml")
MOST_PARTS = 10
"""So many parts of a list of names are looked at together, for the name of one file may hold the sign between them."""


def is_file(name: object) -> bool:
    """Whether a name stands for a file: it ends in .yaml or .yml, or holds a path separator."""
    if isinstance(name, os.PathLike):
        return True
    separators = [sign for sign in (os.sep, os.altsep, "/") if sign]
    return isinstance(name, str) and (name.lower().endswith(ENDINGS) or any(sign in name for sign in separators))


def is_setting(name: str | os.PathLike[str]) -> bool:
    """Whether a name can stand for a worldview where a folder of results could stand as well."""
    written = os.fspath(name)
    return Path(written).name == written or written.lower().endswith(ENDINGS)


def names_in(text: str, sign: str) -> list[str]:
    """The names in a list with a sign between them; the name of a file that is there may hold the sign itself."""
    parts, names = text.split(sign), []
    while parts:
        sizes = range(min(len(parts), MOST_PARTS), 1, -1)
        size = next((size for size in sizes if _is_there(sign.join(parts[:size]))), 1)
        names.append(sign.join(parts[:size]))
        parts = parts[size:]
    return [name.strip() for name in names]


def _is_there(text: str) -> bool:
    """Whether a text is the name of a YAML file that is there, with a number behind it or not (`my_view.yaml=0.5`)."""
    names = [name.strip() for name in (text, text.rpartition("=")[0])]
    with suppress(OSError, ValueError):  # what cannot be a name at all
        return any(name.lower().endswith(ENDINGS) and Path(name).is_file() for name in names)
    return False
