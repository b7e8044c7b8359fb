"""Which numbers are uncertain, and the settings that sample their ranges: the same points for every author and width."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import SWITCH_UNIT
from sim.studies.sweeps.axes import JOINED_BY, NONE, NOT_UNCERTAIN, POLICY, WORLDVIEW, baseline, column, entry_of
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.sampling import everything

WIDTHS = (1.0, 0.5, 0.25)
"""How far numbers may move: over their whole plausible range, or over a part of it around each author's own value."""
Numbers = NDArray[np.int64]


def given(settings: Sequence[Parameters]) -> list[str]:
    """Ids of the parameters that policies and the user set: they are what is asked about, not what nobody knows."""
    by_hand = [name for setting in settings for name in setting.changes]
    policies = [overlay for setting in settings for overlay in setting.overlays if overlay.kind == POLICY]
    return list(dict.fromkeys([*by_hand, *(change.id for overlay in policies for change in overlay.changes)]))


def sample_of(settings: Sequence[Parameters], samples: int, seed: int, shape: str) -> Design:
    """A Latin hypercube over all uncertain numbers of each author, at the same points of their ranges; author by author.

    Switches and choices have no range and stay as each author has them, and so does what is `given`.
    """
    switches = [name for name, entry in baseline().entries.items() if entry.unit == SWITCH_UNIT]
    leave_out = [*NOT_UNCERTAIN, *switches, *given(settings)]
    names = [setting.worldview for setting in settings]
    return everything(samples, names, distribution=shape, leave_out=leave_out, seed=seed)


def cells_of(sample: Design, settings: Sequence[Parameters], width: float, chosen: Numbers) -> dict[str, Column]:
    """The columns of the cells of some samples, by their numbers, drawn in to a width: author by author, in order.

    A number is moved towards the author's own by the same part of the way, wherever it was drawn: that is a draw of the
    same shape from a range that is so much narrower on both sides.
    """
    every = len(sample) // len(settings)
    place = np.concatenate([author * every + chosen for author in range(len(settings))])
    columns = {name: drawn[place] for name, drawn in sample.columns.items() if name != WORLDVIEW}
    own = np.repeat(np.arange(len(settings)), len(chosen))
    narrow = {
        name: _drawn_in(name, drawn, np.array([setting[name] for setting in settings])[own], width)
        for name, drawn in columns.items()
    }
    return {**_fixed(settings, own), **narrow}


def _drawn_in(name: str, drawn: Column, value: Column, width: float) -> Column:
    moved = value + width * (drawn - value)
    return np.rint(moved).astype(np.int64) if entry_of(name).kind == "whole number" else moved


def _fixed(settings: Sequence[Parameters], own: Numbers) -> dict[str, Column]:
    """The columns of what does not vary with the numbers: worldview, policies, and what was set by hand."""
    by_hand = list(dict.fromkeys(name for setting in settings for name in setting.changes))
    words = {
        WORLDVIEW: [setting.worldview for setting in settings],
        POLICY: [JOINED_BY.join(setting.policies) or NONE for setting in settings],
    }
    levels = {**words, **{name: [setting[name] for setting in settings] for name in by_hand}}
    return {name: column(name, listed)[own] for name, listed in levels.items()}


def design_of_cells(parts: Sequence[dict[str, Column]]) -> Design:
    """One design of several tables of cells with the same columns, one below the other."""
    return Design("table", {name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
