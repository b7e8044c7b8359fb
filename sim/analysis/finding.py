"""What a study found, in one sentence, and under which assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.naming import additions, condition
from sim.common.asked import asked, flag, mapping, names, optional, text, text_for, whole, with_parts
from sim.common.version import __version__
from sim.parameters.wording import article_name, capital, counted, enumeration, readable, short_percent
from sim.studies.shares.pairing import as_frequent_as_most

HALF = 0.5
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
    own_files=flag,
)
@dataclass(frozen=True)
class Setting:
    """Under which assumptions worlds were run, and how many.

    The worldview and policies are named, in order; `changes` are parameters that were set by hand, by dotted id;
    `fingerprint` is the hash of all final parameters, `version` that of the model. `fewest` is given where values of a
    parameter were played in different numbers of worlds: the fewest of any value, as `worlds` is the most. `own_files` says that the
    parameters come from a folder of the user's.
    """

    worldview: str
    policies: tuple[str, ...]
    changes: Mapping[str, Any]
    worlds: int
    seed: int
    fingerprint: str
    version: str = __version__
    fewest: int | None = None
    own_files: bool = False

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
        own_files=bool(getattr(parameters, "own_files", False)),
    )


def worlds_in_words(settings: Sequence[Setting]) -> str:
    """How many worlds some settings were run in: `500 worlds`, `500 worlds each`, `300 to 5,199 worlds for each value`."""
    fewest = min(setting.worlds if setting.fewest is None else setting.fewest for setting in settings)
    most = max(setting.worlds for setting in settings)
    worlds = counted(most, "world") if fewest == most else f"{fewest:,} to {counted(most, 'world')}"
    by_value = any(setting.fewest is not None for setting in settings)
    return f"{worlds}{' for each value' if by_value else ' each' if len(settings) > 1 else ''}"


def finding(frequencies: pd.DataFrame, setting: Setting) -> str:
    """Return how most worlds end, as one sentence: first the condition, then what happened.

    Outcomes that so many worlds cannot tell from the most frequent one are named together with it: both are counted in
    the same worlds, and the intervals of the differences pay for the comparisons with all others. The sentence calls
    them about equally frequent only where their shares are.

    For instance `If Ratelle is right, 94.5 % of 10,000 worlds end in deferred tension`.
    """
    ranked = frequencies.sort_values("share", ascending=False, kind="stable")
    level = ranked[as_frequent_as_most(ranked["count"].astype(int).tolist())]
    worlds, under = counted(setting.worlds, "world"), condition(setting)
    if len(level) == len(ranked):
        few = "is" if setting.worlds == 1 else "are"
        return f"{under}, {worlds} {few} too few to tell which outcome is most frequent"
    shares = [short_percent(*row) for row in level[["share", "low", "high"]].to_numpy()]
    names = [readable(str(outcome)) for outcome in level["outcome"]]
    if ranked.iloc[0]["share"] == 1:
        return f"{under}, all {worlds} end in {names[0]}"
    if len(level) == 1:
        return f"{under}, {_most(names[0], shares[0], worlds, ranked.iloc[0]['share'])}"
    if level["share"].min() < EQUAL * ranked.iloc[0]["share"]:
        others = [f"{name} ({share})" for name, share in zip(names[1:], shares[1:], strict=True)]
        few = f"{worlds} are too few to tell whether {enumeration(others, 'or')} is as frequent"
        return f"{under}, {_most(names[0], shares[0], worlds, ranked.iloc[0]['share'])}; {few}"
    return f"{under}, {enumeration(names)} are about equally frequent: {enumeration(shares)} of {worlds}"


def _most(name: str, share: str, worlds: str, part: float) -> str:
    """The most frequent outcome as a clause: what most worlds end in, where more than half of them do."""
    if part > HALF:
        return f"{share} of {worlds} end in {name}"
    return f"{name} is the most frequent outcome: {share} of {worlds}"
