"""What a study found, in one sentence, and under which assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.naming import additions
from sim.common.asked import asked, mapping, names, optional, text, text_for, whole, with_parts
from sim.common.version import __version__
from sim.parameters.wording import article_name, capital, counted, enumeration, readable, short_percent
from sim.studies.shares.pairing import as_frequent_as_most

EQUAL = 0.8
"""Shares count as about equal down to this part of the largest; below it anybody sees that one is larger."""


@asked(
    worldview=text_for("the name of a worldview"),
    policies=names,
    changes=mapping,
    worlds=whole(),
    seed=whole(),
    fingerprint=text,
    version=text,
    fewest=optional(whole()),
)
@dataclass(frozen=True)
class Setting:
    """Under which assumptions worlds were run, and how many.

    The worldview and policies are named, in order; `changes` are parameters that were set by hand, by dotted id;
    `fingerprint` is the hash of all final parameters, `version` that of the model. `fewest` is given where values of a
    parameter were played in different numbers of worlds: the fewest of any value, as `worlds` is the most.
    """

    worldview: str
    policies: tuple[str, ...]
    changes: Mapping[str, Any]
    worlds: int
    seed: int
    fingerprint: str
    version: str = __version__
    fewest: int | None = None

    @property
    def name(self) -> str:
        """The assumptions as the beginning of a sentence: `Ratelle 2025 with western guarantee`."""
        worldview, added = capital(article_name(self.worldview)), additions(self)
        return f"{worldview} with {added}" if added else worldview


@asked(study=with_parts("a study, as simulate() or open_run() returns it", "parameters", "worlds", "seed"))
def setting_of(study: Any) -> Setting:
    """Return under which assumptions a study was run."""
    parameters = with_parts("a study of one setting", "worldview", "policies", "changes", "hash")(
        "study", study.parameters
    )
    return Setting(
        worldview=parameters.worldview,
        policies=tuple(parameters.policies),
        changes=dict(parameters.changes),
        worlds=study.worlds,
        seed=study.seed,
        fingerprint=parameters.hash,
    )


def worlds_in_words(settings: Sequence[Setting]) -> str:
    """How many worlds some settings were run in: `500 worlds`, `500 worlds each`, `300 to 5,199 worlds for each value`."""
    fewest = min(setting.worlds if setting.fewest is None else setting.fewest for setting in settings)
    most = max(setting.worlds for setting in settings)
    worlds = counted(most, "world") if fewest == most else f"{fewest:,} to {counted(most, 'world')}"
    by_value = any(setting.fewest is not None for setting in settings)
    return f"{worlds}{' for each value' if by_value else ' each' if len(settings) > 1 else ''}"


def finding(frequencies: pd.DataFrame, setting: Setting) -> str:
    """Return what came out most often, as one sentence.

    Outcomes that the number of worlds does not tell from the most frequent one are named together with it: both are
    counted in the same worlds, and the intervals of the differences pay for the comparisons with all others. That they
    are about equally frequent is said only where their shares are.

    For instance `Baseline: most often stalemate, 38 % of 10,000 worlds`.
    """
    ranked = frequencies.sort_values("share", ascending=False, kind="stable")
    first = ranked.iloc[0]
    level = ranked[as_frequent_as_most(ranked["count"].astype(int).tolist())]
    worlds = counted(setting.worlds, "world")
    if len(level) == len(ranked):
        few = "is" if setting.worlds == 1 else "are"
        return f"{setting.name}: {worlds} {few} too few to tell which outcome is most frequent"
    shares = [short_percent(*row) for row in level[["share", "low", "high"]].to_numpy()]
    names = [readable(str(outcome)) for outcome in level["outcome"]]
    if first["share"] == 1:
        return f"{setting.name}: {names[0]} in all {worlds}"
    if len(level) > 1 and level["share"].min() < EQUAL * first["share"]:
        others = [f"{name} ({share})" for name, share in zip(names[1:], shares[1:], strict=True)]
        few = f"too few worlds to tell whether {enumeration(others, 'or')} is as frequent"
        return f"{setting.name}: most often {names[0]}, {shares[0]} of {worlds}; {few}"
    often = "most often" if len(level) == 1 else "most often, and about equally,"
    return f"{setting.name}: {often} {enumeration(names)}, {enumeration(shares)} of {worlds}"
