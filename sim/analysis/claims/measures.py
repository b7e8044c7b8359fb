"""How each measure is read off worlds that have ended; its words stand in `sim.parameters.measures`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.walk import Walk
from sim.model.world.state import NEVER, SIGNED, WAR
from sim.parameters.vocabulary import OUTCOMES

EARLY = 8
"""Quarters: a war within the first two years is early."""

Measured = NDArray[Any]
"""One entry per world: bool for what can happen in a world, float for a level; NaN where a level has no meaning."""


class Ended:
    """Worlds that have been walked to their end."""

    def __init__(self, walk: Walk) -> None:
        self.columns: Mapping[str, Any] = walk.columns()
        self.worlds = walk.worlds
        self.horizon = walk.horizon
        self.rules = walk.values.outcomes

    def outcome(self, *names: str) -> Measured:
        """Where the outcome is one of these."""
        return np.isin(self.columns["outcome"].codes, [OUTCOMES.index(name) for name in names])

    def happened(self, column: str) -> Measured:
        """Where something has a quarter in which it happened."""
        found: Measured = self.columns[column].values != NEVER
        return found

    def named(self, column: str, name: str) -> Measured:
        """Where a column of names holds this one."""
        labels = self.columns[column]
        found: Measured = labels.codes == labels.names.index(name)
        return found

    def quarters(self) -> Measured:
        """How many quarters each world was walked before a total war ended it."""
        war = self.worlds.last_war_quarter.astype(np.int64)
        return np.where(self.worlds.phase == WAR, war + 1, self.horizon)

    def level(self, name: str) -> Measured:
        """A level of the state as it stands at the end."""
        found: Measured = getattr(self.worlds, name)
        return found


def _through(channel: str, cause: str) -> Callable[[Ended], Measured]:
    """Where a relapse came through a channel, or a war from a cause."""
    return lambda ended: ended.named("relapse_cause", channel) | ended.named("war_cause", cause)


def _force(ended: Ended) -> Measured:
    used = (ended.columns["crises"] > 0) | (ended.columns["faits_accomplis"] > 0) | (ended.columns["wars"] > 0)
    return np.asarray(used)


def _early_war(ended: Ended) -> Measured:
    quarter = ended.columns["war_quarter"].values
    return np.asarray((quarter != NEVER) & (quarter < EARLY))


def _quiet(ended: Ended) -> Measured:
    world, rules = ended.worlds, ended.rules
    recent = (world.last_war_quarter >= 0) & (world.last_war_quarter >= ended.horizon - rules.calm_quarters)
    troubled = world.suspended | (np.bitwise_count(world.trouble) > rules.tolerated_incidents)
    return np.asarray((world.phase == SIGNED) & ~troubled & ~recent)


def _drawn_in(ended: Ended) -> Measured:
    return np.any([values for name, values in ended.columns.items() if name.startswith("drawn_in_")], axis=0)


def _answers(ended: Ended) -> Measured:
    challenges, answered = (ended.columns[name].astype(float) for name in ("challenges", "answered"))
    return np.where(challenges > 0, answered / np.maximum(challenges, 1), np.nan)


def _coercion(ended: Ended) -> Measured:
    acts = ended.columns["crises"].astype(float) + ended.columns["campaigns"] + ended.columns["threats"]
    return np.asarray(acts / ended.quarters())


def _demand(ended: Ended) -> Measured:
    live = ended.worlds.live
    return np.asarray((ended.worlds.demand * live).sum(axis=0) / np.maximum(live.sum(axis=0), 1))


READ: Mapping[str, Callable[[Ended], Measured]] = {
    **{name: (lambda ended, name=name: ended.outcome(name)) for name in OUTCOMES},  # type: ignore[misc]
    "no_war": lambda ended: ~ended.happened("war_quarter"),
    "war": lambda ended: ended.happened("war_quarter"),
    "early_war": _early_war,
    "closing_window": lambda ended: ended.named("war_cause", "closing_window"),
    "force": _force,
    "extorted": lambda ended: ended.worlds.taken > 0,
    "quiet": _quiet,
    "calm_peace": lambda ended: ended.outcome("ideal_peace", "formal_peace"),
    "agreement_holds": lambda ended: ended.outcome("ideal_peace", "formal_peace", "deferred_tension"),
    "violence_or_tension": lambda ended: ended.outcome("new_confrontation", "deferred_tension"),
    "signed": lambda ended: ended.happened("first_signed_quarter"),
    "war_after_signature": lambda ended: ended.named("war_timing", "after_signature"),
    "relapse": lambda ended: ended.happened("relapse_quarter"),
    "reneged": lambda ended: ended.named("relapse_cause", "reneging"),
    "revanchism": _through("revanchism", "revision"),
    "spoiled": _through("spoilers", "incident"),
    "rejected": lambda ended: ended.named("relapse_cause", "rejection"),
    "challenged": lambda ended: ~ended.columns["general_deterrence"],
    "government_fell": lambda ended: ended.columns["government_fell"],
    "drawn_in": _drawn_in,
    "coercion": _coercion,
    "answers": _answers,
    "challenges": lambda ended: ended.columns["challenges"],
    "coerced_share": lambda ended: ended.columns["coerced_share"],
    "demand": _demand,
    **{
        name: (lambda ended, name=name: ended.level(name))  # type: ignore[misc]
        for name in (
            "fear", "rhetoric", "tension", "appetite", "grievance", "legitimacy_armenia", "legitimacy_azerbaijan",
            "alignment", "orientation", "integration", "western_lead",
        )
    },
}  # fmt: skip
"""From the name of each measure to what reads it."""


def read(walk: Walk, names: tuple[str, ...]) -> dict[str, Measured]:
    """Read some measures off worlds that have ended, in as little memory as will do."""
    ended = Ended(walk)
    found = {name: READ[name](ended) for name in names}
    return {name: values if values.dtype == bool else values.astype(np.float32) for name, values in found.items()}
