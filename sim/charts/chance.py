"""How a title says that nothing was found, without taking too few worlds for proof that there is nothing to find."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.analysis.finding import Setting
from sim.analysis.wording import whole
from sim.charts.tables import widest

WIDE = 0.08
"""From this half width of an interval on, a change that would matter to a reader can hide in it; about 150 worlds."""


def no_change(cells: pd.DataFrame, setting: Setting | Sequence[Setting], ends: str) -> str:
    """Say that no change can be told from chance: because there are few worlds, or although there are many.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per cell and outcome, columns `low` and `high`.
    setting : Setting or sequence of Setting
        How many worlds each cell holds.
    ends : str
        The rest of the sentence: what changes meanwhile.

    Returns
    -------
    str
        For instance `20 worlds per cell are too few to tell a change from chance as ...`.
    """
    if widest(cells) < WIDE:
        return f"No outcome changes by more than chance {ends}"
    worlds = min(one.worlds for one in ([setting] if isinstance(setting, Setting) else setting))
    counted = f"{whole(worlds)} world{' per cell is' if worlds == 1 else 's per cell are'}"
    return f"{counted} too few to tell a change from chance {ends}"
