"""All parameters as a data frame: what each means, what it is, where it comes from, and where the worldviews stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sim.common.asked import asked, either, flag, name_or_file, names, optional, text, word
from sim.parameters.catalogue import worldviews as every_worldview
from sim.parameters.parameters import Parameters, load
from sim.parameters.search import chosen
from sim.parameters.vocabulary import BASELINE, STATUSES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "label", "meaning", "value", "unit", "low", "high", "options", "status", "reading", "sources")


@asked(
    words=optional(text),
    more=names,
    worldview=name_or_file("the name of a worldview"),
    worldviews=either(flag, names),
    status=optional(word(*STATUSES)),
)
def parameters(
    words: str | None = None,
    *more: str,
    worldview: str | Path = BASELINE,
    worldviews: bool | str | Iterable[str] = False,
    status: str | None = None,
) -> pd.DataFrame:
    """Return the parameters as a table: all of them, or those that some words lead to.

    Parameters
    ----------
    words : str, optional
        The id of a parameter, the beginning of several, or words that are searched for in ids, labels, meanings, readings
        and sources, as in `"guarantee credibility"` and `"ratelle2025 ¶13"`. The best matches come first.
    *more : str
        Further words, as in `sim.parameters("guarantee", "US")`; all of them must occur.
    worldview : str or pathlib.Path
        Whose values, statuses, readings and sources are shown.
    worldviews : bool or iterable of str
        One more column for each of these worldviews, with its value; true for all of them.
    status : str, optional
        Only values that were found in this way, such as `assumed`.

    Returns
    -------
    pandas.DataFrame
        One row per parameter: id, label, meaning, value, unit, low and high end of the plausible range, options of a
        choice, status, reading, sources.

    Raises
    ------
    UnknownNameError
        If no parameter has the words; the nearest are named.

    Examples
    --------
    >>> import sim
    >>> found = sim.parameters("guarantee credibility", worldviews=["fattah2025"])
    >>> found.loc[found["id"].str.endswith("united_states"), ["low", "value", "high", "fattah2025"]].values.tolist()
    [[0.0, 0.3, 0.9, 0.2]]
    """
    import pandas as pd

    setting, asked_for = load(worldview), words if words is None else " ".join([words, *more])
    ids = list(setting.entries) if asked_for is None else chosen(setting, asked_for)[0]
    ids = [entry_id for entry_id in ids if status in (None, setting.status(entry_id))]
    table = pd.DataFrame([_row(setting, entry_id) for entry_id in ids], columns=COLUMNS)
    for name in _named(worldviews):
        other = load(name)
        table[name] = [other[entry_id] for entry_id in ids]
    return table


def _named(worldviews: bool | str | Iterable[str]) -> list[str]:
    if isinstance(worldviews, bool):
        return [overlay.key for overlay in every_worldview()] if worldviews else []
    return [worldviews] if isinstance(worldviews, str) else list(worldviews)


def _row(setting: Parameters, entry_id: str) -> tuple[object, ...]:
    entry, last = setting.entries[entry_id], setting.origin(entry_id)[-1]
    low, high = setting.range(entry_id) or (None, None)
    options = ", ".join(entry.options) if entry.options else None
    sources = "; ".join(map(str, last.sources))
    about = (entry_id, entry.label, entry.description, last.value, entry.unit)
    return (*about, low, high, options, last.status, last.reading, sources)
