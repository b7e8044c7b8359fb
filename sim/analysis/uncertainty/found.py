"""What was found about the three kinds of uncertainty: the settings, how much was played, and the tables."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from sim.parameters.parameters import Parameters


@dataclass(frozen=True, eq=False, repr=False)
class Found:
    """What was asked and counted.

    Attributes
    ----------
    asked, shown : tuple of Parameters
        The settings whose numbers were sampled, and all settings with a share at their own values.
    samples, worlds, own_worlds, seed : int
        Samples of each author's numbers, worlds of each of them, worlds at the authors' own values, and the seed.
    shape : str
        How numbers are spread over their ranges: `pert`, `triangular` or `uniform`.
    numbers, left_out : int
        How many numbers are uncertain; how many samples were left out because the model cannot count with them.
    parts : pandas.DataFrame
        One row per width of the ranges, measure and kind of uncertainty: `variance` (estimate, perhaps below 0) and `part`
        of the whole with `low` and `high`.
    largest : pandas.DataFrame
        One row per measure: whether anything is `open`, and which `kind` is surely the largest; empty if too close to tell.
    shares : pandas.DataFrame
        One row per measure and worldview: `share` at the author's own values with `low` and `high` (Wilson).
    bands : pandas.DataFrame
        One row per width, measure and worldview: `mean` of the shares over the numbers, the ends `band_low` and
        `band_high` of their middle nine tenths, all with intervals; where the `own` share lies (`below`, `low`, `inside`,
        `high`, `above`), and the split into `luck` and `numbers`.
    """

    asked: tuple[Parameters, ...]
    shown: tuple[Parameters, ...]
    samples: int
    worlds: int
    own_worlds: int
    seed: int
    shape: str
    numbers: int
    left_out: int
    parts: pd.DataFrame = field(repr=False)
    largest: pd.DataFrame = field(repr=False)
    shares: pd.DataFrame = field(repr=False)
    bands: pd.DataFrame = field(repr=False)
