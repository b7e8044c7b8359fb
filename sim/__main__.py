"""What `peace-under-force` and `python -m sim` start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from sim.common.interruption import INTERRUPTED, dealt_with, listening

BAD_INPUT = 2

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def start() -> NoReturn:
    """Run the command line as the whole of this process, and end with its exit code."""
    open_streams()
    leave_out_working_folder()
    try:
        # Already while the command line is being imported an interruption is heard.
        with listening(for_good=True):
            from sim.cli.main import start as begin

            begin()
    except KeyboardInterrupt:
        dealt_with()
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.exit(_refused(error))
    sys.exit()


def _refused(error: OSError) -> int:
    """What to say if the system does not even let the program be loaded, such as with too few open files."""
    sys.stderr.write(f"Error: the program cannot be loaded: {str(error.strerror).lower()}\n")
    return BAD_INPUT


def open_streams() -> None:
    """Open what the shell closed (as `2>&-` does), so that nothing fails for it, and no file of ours takes its number."""
    for number, (name, mode) in enumerate(STREAMS):
        try:
            os.fstat(number)
        except OSError:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def leave_out_working_folder() -> None:
    """Take libraries from where they are installed, and not from a file of the user's that has the same name.

    `python -m` looks into the working folder first. If this package itself lies there, that must stay.
    """
    here = Path(__file__).parents[1]
    if __name__ == "__main__" and not sys.flags.safe_path and sys.path and Path(sys.path[0]) != here:
        del sys.path[0]


if __name__ == "__main__":
    start()
