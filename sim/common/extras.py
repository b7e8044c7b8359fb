"""Libraries that come with extras of this package, imported when they are needed."""

import importlib
import warnings
from pathlib import Path
from typing import Any

from sim.common.errors import InputError

PACKAGE = "peace-under-force"
CHECKOUT = Path(__file__).parents[2]
"""The folder that holds the package: of a checkout, or where packages are installed."""


def how_to_install(name: str, checkout: Path = CHECKOUT) -> str:
    """The command that installs an extra: with `-e .` in a checkout, by the name of the package elsewhere."""
    project = checkout / "pyproject.toml"
    here = project.is_file() and f'name = "{PACKAGE}"' in project.read_text(encoding="utf-8")
    return f'pip install -e ".[{name}]"' if here else f'pip install "{PACKAGE}[{name}]"'


def extra(module: str, purpose: str, name: str = "analysis") -> Any:
    """Import a module of an extra, or say how its library is installed.

    `purpose` is what it is needed for, as the subject of a sentence; `name` is the extra with which its library comes.
    """
    try:
        with warnings.catch_warnings():
            # They warn of optional parts of their own that are not needed here.
            warnings.simplefilter("ignore")
            return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise InputError(f"{purpose} needs {library}, which is not installed: {how_to_install(name)}") from error
