"""Write the codebook of docs/scripting.md anew, from what the code says of each column: `python tests/docs/make_codebook.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sim.model.world.state import COUNTS, FIELDS, FLAGS, QUARTERS  # noqa: E402
from sim.parameters.vocabulary import ACTOR_NAMES  # noqa: E402
from sim.parameters.wording import readable  # noqa: E402
from sim.studies.study import simulate  # noqa: E402

PAGE = ROOT / "docs" / "scripting.md"
MARKS = re.compile(r"(<!-- codebook -->\n).*?(<!-- end of codebook -->)", re.DOTALL)
OWN = {
    "world": "number of the world, the same in every setting with the same seed",
    "outcome": "how the history ends",
    "war_timing": "whether the first war came before or after a signature; empty without a war",
    "war_cause": "first reason of the first war; empty without a war",
    "relapse_cause": "channel of the first relapse; empty without one",
    "general_deterrence": "whether Azerbaijan never challenged",
    "immediate_deterrence": "whether Azerbaijan challenged and no war came",
    "coerced_share": "share of what went to Azerbaijan that was conceded under coercion or taken",
}
"""Columns that are no variable of the state."""
BY_POWER = {
    "guaranteed_by_": "whether {} is a guarantor at the end",
    "endorsed_by_": "whether {} has put its name to the peace at the end",
    "drawn_in_": "whether {} was drawn into the war",
}
KEPT = "kept_from_war_without_"


def meaning(column: str) -> str:
    """What a column says, from the place where the program says it."""
    fields = {name: field.meaning for name, field in FIELDS.items()}
    known = {**fields, **FLAGS, **QUARTERS, **COUNTS, **OWN}
    for beginning, words in BY_POWER.items():
        power = column.removeprefix(beginning)
        if column.startswith(beginning) and power in ACTOR_NAMES:
            return words.format(ACTOR_NAMES[power])
    if column.startswith(KEPT):
        return f"whether the first war would not have come without this reason: {readable(column.removeprefix(KEPT))}"
    return known[column]


def values(column: pd.Series) -> str:
    """Which values a column takes, in words."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return ", ".join(f"`{name}`" for name in column.cat.categories)
    if pd.api.types.is_bool_dtype(column):
        return "1 or 0"
    if column.name in QUARTERS:
        return "quarter, from 0; empty for never"
    if pd.api.types.is_integer_dtype(column):
        return "whole number"
    field = FIELDS.get(str(column.name))
    return f"{field.low:g} to {field.high:g}" if field else "0 to 1"


def table() -> str:
    """One row for each column, in the order of the file."""
    worlds = simulate("baseline", worlds=1, changes={"calendar.horizon": 4}).table
    rows = [f"| `{name}` | {meaning(name)} | {values(worlds[name])} |" for name in worlds]
    return "\n".join(["| column | meaning | values |", "| --- | --- | --- |", *rows])


def renewed(text: str) -> str:
    """The page with its codebook written anew."""
    text, found = MARKS.subn(lambda marks: f"{marks[1]}{table()}\n{marks[2]}", text)
    if found != 1:
        raise ValueError("docs/scripting.md has no marks for the codebook")
    return text


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
