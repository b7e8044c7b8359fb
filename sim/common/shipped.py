"""Where the files lie that travel with the program: inside the package in a wheel, at the top of a checkout otherwise."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from sim.common.errors import InputError


def shipped_folder(inside: str, name: str) -> Path:
    """The folder of such files.

    Parameters
    ----------
    inside : str
        Where a wheel has it within `sim/`, such as `parameters/data`.
    name : str
        What it is called at the top of a checkout.

    Raises
    ------
    InputError
        If it is in neither place.
    """
    installed = Path(str(resources.files("sim").joinpath(*inside.split("/"))))
    checkout = Path(__file__).resolve().parents[2] / name
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise InputError(f"the {name} are missing: neither {installed} nor {checkout} exists; reinstall the package")
