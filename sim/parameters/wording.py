"""Numbers and names as people read them, the same in tables, pictures and pages."""

import math
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sim.common.listing import counted as counted
from sim.parameters import own
from sim.parameters.catalogue import sources

NOT_A_FORECAST = "Tallies of simulated worlds under these assumptions, not a forecast."
INTERVALS = "Intervals (Wilson, 95 %) show the error from the number of worlds, not doubt about the assumptions."

OUTCOME_MEANINGS: Mapping[str, str] = {
    "ideal_peace": "signed and carried out, accepted by both societies, and calm in the final years",
    "formal_peace": "signed and calm in the final years, but weakly carried out or not accepted by both societies",
    "deferred_tension": "signed, but suspended, troubled by incidents, or largely dictated under threat",
    "stalemate": "no agreement in force at the end, and no war in the final years",
    "new_confrontation": "a total war, a war in the final years, or an agreement that war destroyed and nobody renewed",
}
"""Each of the five outcomes in one line, the same wherever it is explained (fattah2025 ¶20-24; `sim.model.world.outcomes`)."""
WAR_MEANING = "at least one war in the years that are played, whatever the outcome at the end"
"""What "war" means beside the five outcomes: an event on the way, and not an outcome."""

SMALLEST_TOLD = 0.01
"""What is missing to certainty, in per cent, is not told more exactly than this."""

HELD = "\N{NO-BREAK SPACE}"
"""Stands for a blank at which no line is broken."""

CAPITALISED = frozenset({"eu", "us", "un"})
PROPER_NAMES = frozenset({"moscow", "turkish", "russian", "armenian", "european"})


def readable(name: str) -> str:
    """Return a name of the files as words: `us_private_leverage` becomes `US private leverage`.

    What is the user's own is called by its label.
    """
    if own.SIGN in name:
        return own.label_of(name)
    return " ".join(_word(part) for part in name.split("_"))


def _word(part: str) -> str:
    if part in CAPITALISED:
        return part.upper()
    return part.capitalize() if part in PROPER_NAMES else part


def article_name(key: str) -> str:
    """Return the key of an article as a name, spelled as its author is: `dersimonian2023` becomes `DerSimonian 2023`."""
    found = re.fullmatch(r"([a-z]+)(\d{4})", key)
    if not found:
        return readable(key)
    spelled = [word for word in _author(key).split() if word.lower() == found[1]]
    return f"{spelled[0] if spelled else found[1].capitalize()} {found[2]}"


@lru_cache(maxsize=256)
def _author(key: str) -> str:
    """Who wrote what a key of the list of sources stands for; nothing if it stands for nothing."""
    source = sources().get(key)
    return source.author if source else ""


def broken(text: str, width: int, first: str = "", following: str = "") -> list[str]:
    """Return a text broken into lines for a terminal or a plain file; a number stays on the line of its per cent sign.

    The name of the program is not broken either. Blanks and line ends in the text count as one blank. `first` stands before the
    first line and `following` before the others.
    """
    held = text.replace(" %", f"{HELD}%").replace("python -m sim", f"python{HELD}-m{HELD}sim")
    lines = textwrap.wrap(held, width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False)
    return [line.replace(HELD, " ") for line in lines]


def capital(text: str) -> str:
    """Return a sentence with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def number(value: Any) -> str:
    """Return a value as short as it can be without changing it visibly; a switch is `on` or `off`."""
    if type(value).__name__ in ("bool", "bool_"):
        return "on" if value else "off"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def whole(number: int) -> str:
    """Return a whole number with its thousands set apart: `10,000`."""
    return f"{number:,}"


def confidence_percent(confidence: float) -> str:
    """Return a coverage in per cent without the sign, with so many digits that it never reads 100: `95`, `more than 99.99`."""
    missing = 100 * (1 - confidence)
    if missing < SMALLEST_TOLD:
        return f"more than {100 - SMALLEST_TOLD:g}"
    # Two digits of what is missing to certainty: those of the coverage alone would round it away.
    digits = max(1 - math.floor(math.log10(missing)), 1)
    return f"{100 * confidence:.{digits}f}".rstrip("0").rstrip(".")


def percent(share: float, low: float, high: float) -> str:
    """Return a share with its interval, with as many digits as the interval deserves.

    At the ends it is `none (below 0.04 %)` and `all (above 99.96 %)`.

    >>> percent(0.31, 0.301, 0.319)
    '31 % (30–32)'
    """
    if share in (0, 1):
        return f"{'all' if share else 'none'} ({interval(share, low, high)} %)"
    return f"{short_percent(share, low, high)} ({interval(share, low, high)})"


def interval(share: float, low: float, high: float, digits: int | None = None) -> str:
    """Return an interval in per cent without the sign: `30–32`, or `below 0.04` and `above 99.96` at the ends.

    There are as many decimals as the interval deserves if none are given, and always at the ends.
    """
    deserved = digits_for(share, low, high)
    if share == 0:
        return f"below {_rounded_out(100 * high, deserved, math.ceil)}"
    if share == 1:
        return f"above {_rounded_out(100 * low, deserved, math.floor)}"
    digits = deserved if digits is None else digits
    return f"{100 * low:.{digits}f}–{100 * high:.{digits}f}"


def short_percent(share: float, low: float, high: float) -> str:
    """Return a share without its interval, but with as many digits as the interval deserves: `31 %`; `0 %` for none."""
    digits = 0 if share in (0, 1) else digits_for(share, low, high)
    return f"{100 * share:.{digits}f} %"


def digits_for(share: float, low: float, high: float) -> int:
    """Return how many decimals of a percentage its interval deserves: so many that it can be seen around the share."""
    width = 100 * (high - low)
    digits = max(0, math.ceil(-math.log10(width))) if width > 0 else 0
    share_is_an_end = any(f"{100 * share:.{digits}f}" == f"{100 * end:.{digits}f}" for end in (low, high))
    return digits + 1 if share_is_an_end and 0 < share < 1 else digits


def _rounded_out(number: float, digits: int, rounding: Callable[[float], int]) -> str:
    step = 10**digits
    return f"{rounding(number * step) / step:.{digits}f}"


def enumeration(names: Sequence[str], link: str = "and") -> str:
    """Return names as a list in a sentence: `a, b and c`, or with another link before the last."""
    return f" {link} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
