"""What the operating system refuses, said in words, and files that can be read without waiting forever."""

import errno
import functools
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, ParamSpec, TypeVar

from sim.common.errors import BrokenFileError, InputError

LARGEST_FILE = 2**30  # bytes that are read at once: plans, tables, manifests and designs are far smaller
LONGEST_NAME = 255  # bytes of a name beyond which file systems refuse it
LONGEST_SHOWN = 120  # characters of a path that a message shows; of longer ones it shows the two ends

ADVICE = {
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ELOOP: "its links lead in a circle; name the place itself",
    errno.ENOSPC: "free some room, or choose another disk",
    errno.EFBIG: "choose another disk",
    errno.EROFS: "choose another place",
    errno.EACCES: "choose another place, or ask for permission",
    errno.EPERM: "choose another place, or ask for permission",
    errno.EMFILE: "allow more open files (ulimit -n), or close some",
    errno.ENFILE: "close other programs",
    errno.EAGAIN: "close other programs, or take fewer workers",
    errno.ENOMEM: "close other programs, or take fewer workers",
}
"""What a user can do about it, by the number of the error."""

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

TOO_DEEP = "what was given is nested too deeply to be read"

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def reason(error: OSError) -> str:
    """What the operating system says, without the number and the path."""
    return (error.strerror or str(error) or type(error).__name__).lower()


def explained(error: OSError) -> str:
    """An error of the operating system as a sentence: which path, why, and what to do."""
    if isinstance(error, FileNotFoundError) and _working_folder_is_gone():
        return "the folder you are in does not exist any more; change to another folder and try again"
    path = error.filename if isinstance(error.filename, str | bytes | os.PathLike) else None
    what = f"cannot use {shown(path)}" if path is not None else "the system refuses"
    advice = ADVICE.get(error.errno or 0)
    return f"{what}: {reason(error)}" + (f"; {advice}" if advice else "")


def _working_folder_is_gone() -> bool:
    try:
        os.stat(os.curdir)  # noqa: PTH116
        os.getcwd()  # noqa: PTH109 - a path of pathlib does not ask the system
    except OSError:
        return True
    return False


def shown(path: Any) -> str:
    """A path as a message shows it: signs that cannot be printed are written out, and a long one is shortened."""
    text = os.fsdecode(path).replace("\0", "\\0")
    try:
        text = os.fsencode(text).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        text = text.encode("ascii", "backslashreplace").decode()
    half = LONGEST_SHOWN // 2
    return text if len(text) <= LONGEST_SHOWN else f"{text[:half]}...{text[-half:]}"


def in_words(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a public function raise `InputError` for what the operating system refuses, with the path and the reason.

    So it does for a file that is nested too deeply to be read.
    """

    @functools.wraps(function)
    def told(*arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
        try:
            return function(*arguments, **options)
        except OSError as error:
            raise InputError(explained(error)) from error
        except RecursionError as error:
            raise InputError(TOO_DEEP) from error

    return told


def usable_path(path: Any, what: str = "path") -> Path:
    """Return a path; refuse one that no system, or not every part of this program, could write down.

    Such as one with a zero byte, or with a name that is too long or no valid text (UTF-8). `what` is what it is for.
    """
    if not isinstance(path, str | os.PathLike):
        raise InputError(f"a {what} is a text or a pathlib.Path, not {path!r}")
    text = os.fsdecode(path)
    if "\0" in text:
        raise InputError(f"the {what} '{shown(text)}' holds a zero byte; give another name")
    try:
        text.encode("utf-8")
        os.fsencode(text)
    except UnicodeEncodeError as error:
        raise InputError(
            f"the {what} '{shown(text)}' has signs that cannot be written as text here; give another name"
        ) from error
    place = Path(path)
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in place.parts):
        raise InputError(
            f"the {what} '{shown(text)}' has a name that is too long; choose one of at most {LONGEST_NAME} bytes"
        )
    return place


def unusual(path: Path) -> str | None:
    """What stands at a path instead of an ordinary file: a folder, a pipe, a device; None if nothing does.

    It is an `OSError` if the system cannot say it, such as for a name that is too long.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    return None if stat.S_ISREG(mode) else KINDS.get(stat.S_IFMT(mode), "something else")


def refuse_unusual(path: Path, most: int = LARGEST_FILE) -> None:
    """Raise `BrokenFileError` for what is not an ordinary file, or a far too large one: from a pipe nothing might ever come."""
    found = unusual(path)
    if found is not None:
        raise BrokenFileError(f"{shown(path)} is {found}, not a file")
    size = path.stat().st_size
    if size > most:
        raise BrokenFileError(f"{shown(path)} is too large: {size:,} bytes; at most {most:,} are read")


def read_file(path: Path | str, most: int = LARGEST_FILE) -> bytes:
    """Read a file that a user gave: an ordinary one, of a size that can be meant.

    Whoever calls says what the file was for if there is none, or the system refuses (`OSError`).
    """
    place = usable_path(path)
    refuse_unusual(place, most)
    with open_at_once(place, "rb") as file:
        return file.read()  # reading a given number of bytes would reserve that many first


def open_at_once(path: Path, mode: str) -> BinaryIO:
    """Open a file, in a binary mode, without waiting, should a pipe have taken its place meanwhile."""
    at_once = getattr(os, "O_NONBLOCK", 0)
    opened: Any = open(path, mode, opener=lambda name, flags: os.open(name, flags | at_once, 0o666))  # noqa: SIM115
    return opened
