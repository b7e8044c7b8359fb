"""When to stop: rules that look at the results a few times, and pay for every look.

If you look at results as they come in, and stop when you like what you see, you too often find what is not there. So the looks
are planned before the start, and the chance of error that is allowed in all is divided between them; by Boole's
inequality the chance that any of the looks is wrong is no larger than the sum of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from sim.common.asked import asked, whole, within_one, word
from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import counted
from sim.studies.shares.fates import Codes
from sim.studies.shares.intervals import CONFIDENCE, unpaired_interval, wilson
from sim.studies.shares.pairing import paired_change

Fates = Mapping[int, Codes]
LOOKS = 5
MOST_LOOKS = 20


class Rule(Protocol):
    """A rule that says when a study may stop."""

    looks: int

    def confidence_at(self, look: int) -> float:
        """Coverage of the interval that belongs to a look, counted from 1."""

    def settled(self, counts: pd.DataFrame, look: int, fates: Fates | None = None) -> bool:
        """Whether the study may stop after a look."""

    def to_dict(self) -> dict[str, Any]:
        """The rule as JSON can hold it."""
        return {"rule": type(self).__name__.lower(), **vars(self)}

    def check(self, cells: int) -> None:
        """Raise `InputError` if the rule names a cell that does not exist."""


@asked(outcome=word(*OUTCOMES), below=within_one, looks=whole(1, MOST_LOOKS), confidence=within_one)
@dataclass(frozen=True)
class Width(Rule):
    """Stop when the interval of an outcome is narrower than a bound in every cell.

    The allowed error is divided equally between the looks (Bonferroni).

    Attributes
    ----------
    outcome : str
        One of the five outcomes.
    below : float
        The bound on the width of Wilson's interval, between 0 and 1.
    looks : int
        How often the results are looked at, at most.
    confidence : float
        Coverage in all.

    Raises
    ------
    InputError
        If the outcome does not exist or a number cannot be used.
    """

    outcome: str
    below: float
    looks: int = LOOKS
    confidence: float = CONFIDENCE

    def confidence_at(self, look: int) -> float:
        """Coverage of the interval that belongs to a look: the same for all of them."""
        return 1 - (1 - self.confidence) / self.looks

    def settled(self, counts: pd.DataFrame, look: int, fates: Fates | None = None) -> bool:
        """Whether all intervals are narrow enough."""
        low, high = wilson(counts[self.outcome], counts["worlds"], self.confidence_at(look))
        return bool((high - low < self.below).all())

    def check(self, cells: int) -> None:
        """It names no cell."""

    def __str__(self) -> str:
        return f"until the interval of {self.outcome} is narrower than {self.below:g} in every cell"


@asked(outcome=word(*OUTCOMES), first=whole(), second=whole(), looks=whole(1, MOST_LOOKS), confidence=within_one)
@dataclass(frozen=True)
class Difference(Rule):
    """Stop when it is decided which of two cells reaches an outcome more often.

    The allowed error is spent as O'Brien and Fleming (1979) would, in the form of Lan and DeMets (1983): hardly any at
    the first looks, most of it at the end. Cells that use the same random draws are compared world by world; cells that
    draw their own as two separate samples (both Newcombe 1998).

    Attributes
    ----------
    outcome, looks, confidence
        As in `Width`.
    first, second : int
        Numbers of the two cells: their rows in the design.

    Raises
    ------
    InputError
        If the outcome does not exist or a number cannot be used.
    """

    outcome: str
    first: int
    second: int
    looks: int = LOOKS
    confidence: float = CONFIDENCE

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise InputError(f"a difference needs two different cells, not cell {self.first} twice")

    def confidence_at(self, look: int) -> float:
        """Coverage of the interval that belongs to a look."""
        return 1 - (self._spent(look) - self._spent(look - 1))

    def _spent(self, look: int) -> float:
        """Error that may be spent up to a look: Lan and DeMets's function for the bounds of O'Brien and Fleming."""
        if look < 1:
            return 0.0
        information = 2.0 ** (look - self.looks)
        return float(2 * ndtr(ndtri((1 - self.confidence) / 2) / np.sqrt(information)))

    def settled(self, counts: pd.DataFrame, look: int, fates: Fates | None = None) -> bool:
        """Whether the interval of the difference leaves zero out."""
        low, high = self.interval(counts, look, fates)
        return low > 0 or high < 0

    def interval(self, counts: pd.DataFrame, look: int, fates: Fates | None = None) -> tuple[float, float]:
        """The interval of the share in the first cell less that in the second, as it holds at a look."""
        confidence = self.confidence_at(look)
        if fates is not None:
            change = paired_change(fates[self.second], fates[self.first], self.outcome, confidence)
            return change.low, change.high
        sides = counts.set_index("cell").loc[[self.second, self.first], [self.outcome, "worlds"]].to_numpy()
        (second, there), (first, here) = sides
        low, high = unpaired_interval(second, there, first, here, confidence)
        return float(low), float(high)

    def check(self, cells: int) -> None:
        """Raise `InputError` if one of the two cells does not exist."""
        for cell in (self.first, self.second):
            if cell >= cells:
                raise InputError(f"there is no cell {cell}: the design has the cells 0 to {cells - 1}")

    def __str__(self) -> str:
        return f"until it is decided whether {self.outcome} differs between cells {self.first} and {self.second}"


RULES: Mapping[str, Callable[..., Rule]] = {"width": Width, "difference": Difference}


def rule_from(saved: Mapping[str, Any] | None) -> Rule | None:
    """The rule that `to_dict` wrote; None for none; `InputError` if it is neither."""
    if saved is None:
        return None
    values = dict(saved)
    kind = values.pop("rule", None)
    if kind not in RULES:
        raise InputError(f"unknown rule for stopping {said(kind)}; {suggestion(kind, RULES, full_list=True)}")
    try:
        return RULES[kind](**values)
    except TypeError as error:
        raise InputError(f"not a rule for stopping: {saved!r}") from error


def looks_at(rule: Rule, worlds: int) -> list[int]:
    """Worlds per cell at each look: they double from look to look, and the last look sees all."""
    seen = [-(-worlds // 2**fewer) for fewer in reversed(range(rule.looks))]
    if len(set(seen)) < len(seen):
        raise InputError(
            f"{counted(worlds, 'world')} {'is' if worlds == 1 else 'are'} too few for {rule.looks} looks; "
            f"take at least {2 ** (rule.looks - 1)}"
        )
    return seen
