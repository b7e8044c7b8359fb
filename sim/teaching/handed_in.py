"""What students hand in: a small JSON file that may be broken in every way; what is wrong with it is said in one sentence."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from sim.common.errors import BrokenFileError, InputError, said
from sim.common.system import read_file, reason, shown, unusual, usable_path
from sim.teaching.words import ENGLISH, filled, interface_words

LARGEST = 256 * 1024
"""Bytes of a student's file; it is not opened if it is larger."""
LONGEST_TEXT = 4_000
"""Characters of what a student writes."""
LONGEST_NAME = 100
MOST_NUMBER = 2**53
"""The largest whole number that a page can write down exactly."""
MOST_ENTRIES = 400
"""Of one mapping in a file."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all that follows; what is written from right to left needs none of them."""


class _OtherNumberError(ValueError):
    """A number that JSON does not know, or that is too large."""


class _TwiceError(ValueError):
    """A name that appears twice in one object."""


@dataclass(frozen=True)
class Complaint:
    """Says what is wrong with a file.

    Attributes
    ----------
    file : str
        Its name, without the folder.
    language : str
    """

    file: str
    language: str = ENGLISH

    def error(self, problem: str, /, **values: object) -> InputError:
        """One sentence, the words of which stand under `file.PROBLEM`."""
        words = interface_words(self.language)
        text = words.texts[f"file.{problem}"]
        return BrokenFileError(filled(text, {"file": self.file, **values}, f"{words.file}: file.{problem}"))

    def word(self, name: str, /, **values: object) -> str:
        """A part of such a sentence; what is not known is said in the words that are given as `other`."""
        words = interface_words(self.language)
        text = words.texts.get(f"file.{name}", words.texts["file.must_other"])
        return filled(text, values, words.file)


def plain_text(text: str) -> str:
    """A text without signs that steer a screen: control characters, turns of direction, halves of characters."""
    kept = (sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or not _steers(sign))
    return "".join(kept)


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or sign in _TURNING


def _scalar(value: Any) -> Any:
    """A level of a lever: a finite number or a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("scalar")
    if isinstance(value, str):
        return plain_text(value)[:LONGEST_NAME]
    if not math.isfinite(value) or abs(value) > MOST_NUMBER:
        raise ValueError("scalar")
    return value


def _answer(value: Any) -> Any:
    """What a finding is answered with: a name, a number, or values of levers."""
    if isinstance(value, dict):
        return {str(name)[:LONGEST_NAME]: _scalar(one) for name, one in value.items()}
    return _scalar(value)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _cleaned(value: Any) -> Any:
    return plain_text(value) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), BeforeValidator(_cleaned)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME), BeforeValidator(_cleaned)]
Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,8}(-[A-Za-z0-9]{2,8}){0,3}$")]
Natural = Annotated[int, Field(ge=0, le=MOST_NUMBER)]
Percent = Annotated[int, Field(ge=0, le=100)]
Scalar = Annotated[Any, BeforeValidator(_scalar)]
Answer = Annotated[Any, BeforeValidator(_answer)]
Listed = BeforeValidator(_tuple)
Few = Field(max_length=MOST_ENTRIES)


class Form(BaseModel):
    """Fields of exactly these names and kinds; nothing is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Read = TypeVar("Read", bound=Form)


def read_json(path: Path | str, language: str = ENGLISH) -> tuple[dict[str, Any], Complaint]:
    """The object in a file, of which nothing is known yet; `InputError` says in one sentence why there is none."""
    place = usable_path(path, "name of a student's file")
    complaint = Complaint(shown(place.name), language)
    content = _text(place, complaint)
    try:
        told = json.loads(content, parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_once)
    except RecursionError:
        raise complaint.error("deep") from None
    except _TwiceError as error:
        raise complaint.error("twice", name=error) from None
    except _OtherNumberError as error:
        raise complaint.error("number", value=error) from None
    except json.JSONDecodeError as error:
        broken_off = error.pos >= len(content.rstrip()) or error.msg.startswith("Unterminated string")
        where = {"line": error.lineno, "column": error.colno}
        raise complaint.error("truncated" if broken_off else "not_json", **where) from None
    except ValueError:  # Python refuses to read a whole number of thousands of digits
        raise complaint.error("digits") from None
    if not isinstance(told, dict):
        raise complaint.error("no_object")
    return told, complaint


def _text(place: Path, complaint: Complaint) -> str:
    """The text of an ordinary file that is not too large."""
    try:
        found = unusual(place)
        if found is not None:
            raise complaint.error("folder" if place.is_dir() else "special")
        size = place.stat().st_size
        if size > LARGEST:
            raise complaint.error("too_large", size=f"{size:,}", most=f"{LARGEST:,}")
        content = read_file(place, LARGEST)
    except FileNotFoundError:
        raise complaint.error("gone") from None
    except OSError as error:
        raise complaint.error("unreadable", reason=reason(error)) from error
    if not content.strip(b"\0 \t\r\n"):
        raise complaint.error("empty")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise complaint.error("not_utf8", byte=f"{error.start + 1:,}") from None


def _no_number(name: str) -> NoReturn:
    raise _OtherNumberError(name)


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _OtherNumberError(said(written))
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(said(plain_text(next(name for name in names if names.count(name) > 1))))
    return made


def formed(form: type[Read], told: Mapping[str, Any], complaint: Complaint) -> Read:
    """What a file says, in the form that it must have; `InputError` names the first field that is wrong."""
    try:
        return form.model_validate(dict(told))
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0], told, complaint) from None
    except RecursionError:
        raise complaint.error("deep") from None


def _wrong(fault: ErrorDetails, told: Mapping[str, Any], complaint: Complaint) -> InputError:
    """The sentence for one fault that pydantic found."""
    kind = fault["type"]
    field = field_name(fault["loc"], told, kind == "missing")
    if kind == "missing":
        return complaint.error("missing", field=field)
    if kind in ("extra_forbidden", "invalid_key"):
        return complaint.error("extra", field=field)
    must = complaint.word(f"must_{kind}", **fault.get("ctx", {}))
    if kind in ("too_long", "string_too_long", "string_too_short"):
        return complaint.error("wrong_size", field=field, must=must)
    return complaint.error("wrong", field=field, must=must, found=_shown(fault["input"]))


def _shown(value: Any) -> str:
    return said(plain_text(value) if isinstance(value, str) else value)


def field_name(places: Sequence[int | str], told: Any, missing: bool = False) -> str:
    """The name of a field, such as `runs[3].seed`; steps that are not names in the file are omitted."""
    named, here = "", told
    for position, place in enumerate(places):
        last = missing and position == len(places) - 1
        if isinstance(here, Mapping) and (place in here or last):
            shown_name = plain_text(str(place))[:LONGEST_NAME]
            named += f".{shown_name}" if named else shown_name
            here = here.get(place)
        elif isinstance(here, list | tuple) and isinstance(place, int) and place < len(here):
            named += f"[{place}]"
            here = here[place]
    return named
