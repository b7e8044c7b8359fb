"""Conditions on which a fixed choice may depend: a closed list, so that no code stands in the parameter files."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Condition = Callable[[Any], Any]
"""From a view of N worlds to where the condition holds, an array of bool of shape (N,)."""


def always(view: Any) -> Any:
    """Whatever happens."""
    return np.ones(view.size, dtype=np.bool_)


def coercion_last_quarter(view: Any) -> Any:
    """Azerbaijan coerced below war in the last quarter."""
    return view.worlds.coerced_last_quarter


def attack_last_quarter(view: Any) -> Any:
    """Azerbaijan attacked in the last quarter."""
    return view.worlds.attacked_last_quarter


def siege_on(view: Any) -> Any:
    """A siege is laid."""
    return view.worlds.siege > view.values.mechanisms.crisis.negligible


def talks_stalled(view: Any) -> Any:
    """The sides talk, there is no text, and a quarter brings less progress than counts."""
    world, least = view.worlds, view.values.mechanisms.bargaining.stall_threshold
    return world.in_talks & (world.progress < least) & ~world.text_agreed


def talks(view: Any) -> Any:
    """The sides talk."""
    return view.worlds.in_talks


def text_agreed(view: Any) -> Any:
    """The sides talk, and every issue on the agenda is closed."""
    return view.worlds.in_talks & view.worlds.text_agreed


def signed(view: Any) -> Any:
    """An agreement is signed."""
    return view.worlds.signed


def suspended(view: Any) -> Any:
    """An agreement is suspended."""
    return view.worlds.suspended


def prisoners_held(view: Any) -> Any:
    """Prisoners are held."""
    return view.worlds.prisoners > view.values.mechanisms.crisis.negligible


def guarantee_demanded(view: Any) -> Any:
    """Armenia has asked for guarantees."""
    return view.worlds.guarantee_demand > 0


def government_weak(view: Any) -> Any:
    """The process has less legitimacy in Armenia than its government can live with."""
    return view.worlds.legitimacy_armenia < view.values.mechanisms.legitimacy.government.threshold


def mediator_refused(view: Any) -> Any:
    """Azerbaijan refused the western mediators in the last quarter."""
    return view.worlds.refused


CONDITIONS: Mapping[str, Condition] = {
    rule.__name__: rule
    for rule in (
        always, coercion_last_quarter, attack_last_quarter, siege_on, talks_stalled, talks, text_agreed, signed, suspended,
        prisoners_held, guarantee_demanded, government_weak, mediator_refused,
    )
}  # fmt: skip
"""From the name that the files use to the rule."""
