"""The command line: one file per command of `python -m sim`."""

from sim.cli.main import main

__all__ = ["main"]
