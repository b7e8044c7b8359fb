"""Libraries that come with extras of this package, imported when they are needed."""

from __future__ import annotations

import importlib
import warnings
from pathlib import Path
from typing import Any

from sim.common.errors import InputError

PACKAGE = "peace-under-force"
CHECKOUT = Path(__file__).parents[2]
"""The folder that holds the package: of a checkout, or where packages are installed."""


def how_to_install(name: str, checkout: Path = CHECKOUT) -> str:
    """The command that installs an extra here.

    Parameters
    ----------
    name : str
        Of the extra: `analysis`, `cluster` or `tables`.
    checkout : pathlib.Path
        The folder that holds the package.

    Returns
    -------
    str
        With `-e .` where the program runs from a checkout, by the name of the package elsewhere.
    """
    project = checkout / "pyproject.toml"
    here = project.is_file() and f'name = "{PACKAGE}"' in project.read_text(encoding="utf-8")
    return f'pip install -e ".[{name}]"' if here else f'pip install "{PACKAGE}[{name}]"'


def extra(module: str, purpose: str, name: str = "analysis") -> Any:
    """Import a module of an extra.

    Parameters
    ----------
    module : str
        Dotted name of the module.
    purpose : str
        What it is needed for, as the subject of a sentence.
    name : str
        The extra with which its library comes.

    Returns
    -------
    module

    Raises
    ------
    InputError
        If the library is not installed; the message says how to install it.
    """
    try:
        with warnings.catch_warnings():
            # They warn of optional parts of their own that are not needed here.
            warnings.simplefilter("ignore")
            return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise InputError(f"{purpose} needs {library}, which is not installed: {how_to_install(name)}") from error
