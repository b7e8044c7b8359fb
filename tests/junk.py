"""What nobody should give: values of every wrong kind, and which of them are right for which kind of argument."""

import datetime
import itertools
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

JUNK = {
    "none": lambda: None,
    "true": lambda: True,
    "zero": lambda: 0,
    "minus one": lambda: -1,
    "half": lambda: 0.5,
    "two as float": lambda: 2.0,
    "30 digits": lambda: 10**30,
    "5,000 digits": lambda: 10**5000,
    "nan": lambda: float("nan"),
    "infinite": lambda: float("inf"),
    "complex": lambda: 1j,
    "nan of numpy": lambda: np.float64("nan"),
    "negative of numpy": lambda: np.int64(-3),
    "three of numpy": lambda: np.int64(3),
    "truth of numpy": lambda: np.bool_(True),
    "fraction": lambda: Fraction(1, 3),
    "decimal": lambda: Decimal("0.5"),
    "text": lambda: "xyz",
    "empty text": lambda: "",
    "text of a number": lambda: "5",
    "text of numpy": lambda: np.str_("xyz"),
    "text with nul": lambda: "a\0b",
    "long text": lambda: "x" * 100_000,
    "bytes": lambda: b"results",
    "bytearray": lambda: bytearray(b"results"),
    "empty list": list,
    "list of numbers": lambda: [1, 2],
    "list of none": lambda: [None],
    "nested list": lambda: [["xyz"], [["xyz"]]],
    "tuple": lambda: ("xyz", 1),
    "set": lambda: {"xyz"},
    "mapping of numbers": lambda: {1: 2},
    "mapping of texts": lambda: {"xyz": 1},
    "array of texts": lambda: np.array(["xyz", "abc"]),
    "array of numbers": lambda: np.array([1.0, 2.0]),
    "table of numbers": lambda: np.zeros((2, 2)),
    "array without dimension": lambda: np.array(0.5),
    "series": lambda: pd.Series(["xyz", "abc"]),
    "frame with a column twice": lambda: pd.DataFrame([[1, 2], [3, 4]], columns=["outcome", "outcome"]),
    "frame without rows": lambda: pd.DataFrame({"outcome": []}),
    "frame of other columns": lambda: pd.DataFrame({"xyz": [1, 2]}),
    "stream of numbers": lambda: (number for number in range(3)),
    "stream without end": itertools.count,
    "date": lambda: datetime.date(2023, 7, 1),
    "object": object,
    "class": lambda: dict,
    "function": lambda: lambda *_: None,
}
"""Made anew for each call, because a stream can be read once."""

TEXTS = {"text", "empty text", "text of a number", "text of numpy", "text with nul", "long text"}

RIGHT = {
    "name": set(),
    "names": {"empty list"},
    "needed names": set(),
    "mapping": set(),
    "thing": set(),
    "things": {"empty list"},
    "text": TEXTS,
    "flag": {"true", "truth of numpy"},
    "flag or names": {"true", "truth of numpy", "empty list"},
    "count": {"three of numpy"},
    "index": {"zero", "three of numpy"},
    "share": {"half", "fraction"},
    "number": {
        "zero",
        "minus one",
        "half",
        "two as float",
        "30 digits",
        "negative of numpy",
        "three of numpy",
        "fraction",
    },
    "function": {"function", "class"},
    "old path": set(),
    "new path": TEXTS - {"empty text", "text with nul"},
    "positive": {"zero", "half", "two as float", "30 digits", "three of numpy", "fraction"},
    "part": {"zero", "half", "fraction"},
    "probability": {"zero", "half", "array without dimension"},
    "level": {"zero", "half", "array without dimension", "decimal", "fraction"},
    "policy": {"none", "empty text", "nan", "nan of numpy", "list of none"},
    "low end": {"zero", "minus one", "half", "negative of numpy", "fraction"},
    "mode": {"zero", "half", "two as float", "fraction"},
    "high end": {"two as float", "30 digits", "three of numpy"},
    "above minus five": {
        "zero",
        "minus one",
        "half",
        "two as float",
        "30 digits",
        "negative of numpy",
        "three of numpy",
        "fraction",
    },
    "frame": {"frame without rows", "frame of other columns"},
    "inputs": {"frame of other columns"},
    "any mapping": {"mapping of texts"},
    "indices": {"list of numbers", "stream of numbers"},
    "looks": {"empty list", "list of numbers"},
    "kind": {"empty text"},
    "texts": {*TEXTS, "empty list", "array of texts", "series"},
}
"""For each kind of argument the values that are right all the same; a question mark behind the kind adds None."""


def wrong_for(kind):
    """Labels of the values that an argument of a kind must refuse."""
    right = RIGHT[kind.removesuffix("?")] | ({"none"} if kind.endswith("?") else set())
    return [label for label in JUNK if label not in right]
