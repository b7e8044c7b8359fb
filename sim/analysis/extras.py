"""Libraries that come with the extra `analysis`, imported when they are needed."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from sim.knowledge.errors import InputError

INSTALL = 'pip install -e ".[analysis]"'


def extra(module: str, purpose: str) -> Any:
    """Import a module of the extra `analysis`.

    Parameters
    ----------
    module : str
        Dotted name of the module.
    purpose : str
        What it is needed for, as the subject of a sentence.

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
        raise InputError(f"{purpose} needs {library}, which is not installed: {INSTALL}") from error
