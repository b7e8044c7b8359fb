"""What the drawing functions are given: one check for each name of an argument, the same in every chart."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import (
    Check,
    either,
    frame,
    made_by,
    names,
    number,
    optional,
    path,
    refused,
    several,
    some_names,
    text,
    text_for,
    whole,
    within_one,
    word,
)
from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.frequencies import table_of

SHARES = ("share", "low", "high")


def figures(*columns: str, numbers: Iterable[str] = (), finite: bool = False) -> Check:
    """A table with some columns, of which those of `numbers` hold numbers; `finite` if none may be missing or infinite."""
    whole_table, figured = frame(*columns), tuple(numbers)

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
        frame(*columns)(name, table_of(value))
        return value

    return checked


def date(name: str, value: Any) -> str:
    """The date of the first quarter."""
    written = text_for("a date, such as '2023-07-01'")(name, value)
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise refused(name, "a date, such as '2023-07-01'", value) from error


SETTING = made_by("a Setting, as setting_of(study) returns it", "Setting")
SETTINGS = either(SETTING, several(SETTING, "a Setting, as setting_of(study) returns it, or a list of them", some=True))
CELLS = figures("outcome", *SHARES, numbers=("count", *SHARES), finite=True)
HISTORY = made_by("a history, as tell() returns it", "History")
SHARE = made_by("a Share, as share_of() returns it", "Share")
THRESHOLD = number(0, 1, open_low=True)
LOOK = made_by("a Look, such as Look()", "Look")
AXIS = text_for("the name of a column of the table")
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
        "readings": optional(figures("name", "value")),
        "before": worlds("world", "outcome"),
        "after": worlds("world", "outcome"),
        "study": worlds(),
        "history": HISTORY,
        "setting": SETTINGS,
        "settings": SETTINGS,
        "density": SHARE,
        "coverage": SHARE,
        "base": SHARE,
        "outcome": word(*OUTCOMES),
        "tipping": within_one,
        "quarter": whole(),
        "horizon": whole(1),
        "start": optional(date),
        "events": some_names,
        "parameters": names,
        "folder": optional(path),
        **dict.fromkeys(("across", "up", "third", "by", "parameter"), AXIS),
        "shade": text,
        "pairing": made_by("a Pairing, such as study.pairing", "Pairing"),
        "threshold": THRESHOLD,
        "look": LOOK,
        "title": optional(either(made_by("a Finding", "Finding"), text)),
    }
)
"""What each argument of a chart may be, by its name."""


def checks_of(chart: Callable[..., Any]) -> dict[str, Check]:
    """The checks for the arguments of a drawing function.

    Raises
    ------
    KeyError
        If a chart has an argument that is not in `ARGUMENTS`.
    """
    code: Any = chart.__code__
    checks = {name: ARGUMENTS[name] for name in code.co_varnames[: code.co_argcount]}
    # Results that do not know their settings are told in words of their own.
    in_words = str(chart.__annotations__.get("setting", "")).endswith("| str")
    return {**checks, "setting": either(text, SETTINGS)} if in_words else checks


KIND = optional(text_for("a kind of chart, such as 'along'"))
WISHES = made_by("Wishes, such as Wishes(outcome='stalemate')", "Wishes")
