"""Policies that contradict each other: what one says, and what a later one says instead, which is kept."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sim.common.listing import written
from sim.parameters.actions import choices_of
from sim.parameters.bindings import Binding, opposed
from sim.parameters.entries import Scalar
from sim.parameters.overlays import Overlay


class Overridden(NamedTuple):
    """What `policy` says of a parameter or of an actor's choice, and what a later policy says instead, which is kept."""

    name: str
    policy: str
    value: Scalar
    by: str
    replacement: Scalar

    def __str__(self) -> str:
        """Return who says what, in one clause."""
        said, instead = written(self.value), written(self.replacement)
        return f"{self.name}: {said} ({self.policy}) gives way to {instead} ({self.by})"


def overridden(overlays: Iterable[Overlay]) -> tuple[Overridden, ...]:
    """Return what policies set or fix that a later policy sets or fixes otherwise: values first, then choices.

    Worldviews are passed over, for policies are meant to change them.
    """
    policies = [overlay for overlay in overlays if overlay.kind == "policy"]
    pairs = combinations(policies, 2)
    return (*_values_replaced(policies), *(found for pair in pairs for found in _choices_replaced(*pair)))


def _values_replaced(policies: Sequence[Overlay]) -> Iterator[Overridden]:
    """Values that are not those of the last policy that sets the parameter."""
    last = {change.id: (policy.key, change.value) for policy in policies for change in policy.changes}
    for policy in policies:
        for change in policy.changes:
            by, value = last[change.id]
            if value != change.value:
                yield Overridden(change.id, policy.key, change.value, by, value)


def _choices_replaced(policy: Overlay, later: Overlay) -> Iterator[Overridden]:
    """Fixed choices that give way wherever those of the later policy are kept."""
    for first in policy.bindings:
        for second in later.bindings:
            if first.actor == second.actor and _cannot_both_hold(first, second):
                said, instead = (f"{binding.action} = {binding.rule}" for binding in (first, second))
                yield Overridden(first.actor, policy.key, said, later.key, instead)


def _cannot_both_hold(first: Binding, second: Binding) -> bool:
    """Whether two bindings of one actor are opposed in one choice, and there is a quarter that both cover."""
    together = any({first.action, second.action} <= set(choice) for choice in choices_of(first.actor))
    meet = first.covers(second.from_quarter) or second.covers(first.from_quarter)
    return together and meet and opposed(first, second)
