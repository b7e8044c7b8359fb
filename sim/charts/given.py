"""What the drawing functions are given: one check for each name of an argument, the same in every chart."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from sim.common import asked
from sim.common.asked import Check
from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.frequencies import table_of

SHARES = ("share", "low", "high")


def figures(*columns: str, numbers: Iterable[str] = (), finite: bool = False) -> Check:
    """A table with some columns, of which those of `numbers` hold numbers; `finite` if none may be missing or infinite."""
    whole_table, figured = asked.frame(*columns), tuple(numbers)

    def checked(name: str, value: Any) -> pd.DataFrame:
        found: pd.DataFrame = whole_table(name, value)
        for column in figured if len(found) else ():
            if column in found.columns:
                _refuse_odd_numbers(name, column, found[column], finite)
        if "outcome" in columns:
            _refuse_other_outcomes(name, found["outcome"])
        return found

    return checked


def _refuse_odd_numbers(name: str, column: str, values: pd.Series[Any], finite: bool) -> None:
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_complex_dtype(values):
        raise InputError(f"{name}: the column '{column}' must hold numbers, not {values.dtype}")
    known = values if finite else values.dropna()
    if not np.isfinite(known.to_numpy(dtype=float, na_value=np.nan)).all():
        raise InputError(f"{name}: the column '{column}' must hold finite numbers")


def _refuse_other_outcomes(name: str, values: pd.Series[Any]) -> None:
    other = [value for value in set(map(str, values)) if value not in OUTCOMES]
    if other:
        raise InputError(f"{name}: unknown outcome {said(other[0])}; {suggestion(other[0], OUTCOMES, full_list=True)}")


def worlds(*columns: str) -> Check:
    """A study, or its table with one row per world."""

    def checked(name: str, value: Any) -> Any:
        asked.frame(*columns)(name, table_of(value))
        return value

    return checked


def date(name: str, value: Any) -> str:
    """The date of the first quarter."""
    expected = "a date, such as '2023-07-01'"
    written = asked.text_for(expected)(name, value)
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise asked.refused(name, expected, value) from error


SETTING = asked.made_by("a Setting, as setting_of(study) returns it", "Setting")
SETTINGS = asked.either(
    SETTING, asked.several(SETTING, "a Setting, as setting_of(study) returns it, or a list of them", some=True)
)
CELLS = figures("outcome", *SHARES, numbers=("count", *SHARES), finite=True)
SHARE = asked.made_by("a Share, as share_of() returns it", "Share")
THRESHOLD = asked.number(0, 1, open_low=True)
LOOK = asked.made_by("a Look, such as Look()", "Look")
QUANTILES = ("q05", "q25", "q50", "q75", "q95")
INDICES = ("first", "first_low", "first_high", "total", "total_low", "total_high")

ARGUMENTS: Mapping[str, Check] = MappingProxyType(
    {
        "cells": CELLS,
        "frequencies": CELLS,
        "quantiles": figures("variable", "quarter", *QUANTILES, numbers=("quarter", *QUANTILES), finite=True),
        "relations": figures(
            "actor", "target", "relation", *SHARES, "worlds", numbers=(*SHARES, "worlds"), finite=True
        ),
        "limits": figures("parameter", numbers=("low", "high", "range_low", "range_high")),
        "ends": figures("parameter", "end", numbers=SHARES, finite=True),
        "indices": figures("parameter", numbers=INDICES),
        "readings": asked.optional(figures("name", "value")),
        "before": worlds("world", "outcome"),
        "after": worlds("world", "outcome"),
        "study": worlds(),
        "history": asked.made_by("a history, as tell() returns it", "History"),
        "setting": SETTINGS,
        "settings": SETTINGS,
        "density": SHARE,
        "coverage": SHARE,
        "base": SHARE,
        "outcome": asked.word(*OUTCOMES),
        "tipping": asked.within_one,
        "quarter": asked.whole(),
        "horizon": asked.whole(1),
        "start": asked.optional(date),
        "events": asked.some_names,
        "parameters": asked.names,
        "folder": asked.optional(asked.path),
        **dict.fromkeys(
            ("across", "up", "third", "by", "parameter"), asked.text_for("the name of a column of the table")
        ),
        "shade": asked.text,
        "pairing": asked.made_by("a Pairing, such as study.pairing", "Pairing"),
        "threshold": THRESHOLD,
        "look": LOOK,
        "title": asked.optional(asked.either(asked.made_by("a Finding", "Finding"), asked.text)),
    }
)
"""What each argument of a chart may be, by its name."""


def checks_of(chart: Callable[..., Any]) -> dict[str, Check]:
    """The checks for the arguments of a drawing function; a `KeyError` if it has one that is not in `ARGUMENTS`."""
    taken = inspect.signature(chart).parameters
    checks = {name: ARGUMENTS[name] for name in taken}
    # Results that do not know their settings are told in words of their own.
    in_words = "setting" in taken and str(taken["setting"].annotation).endswith("| str")
    return {**checks, "setting": asked.either(asked.text, SETTINGS)} if in_words else checks


KIND = asked.optional(asked.text_for("a kind of chart, such as 'along'"))
WISHES = asked.made_by("Wishes, such as Wishes(outcome='stalemate')", "Wishes")
