"""Contradictions: choices that cannot both be fixed."""

from collections.abc import Sequence

from sim.common.errors import InputError
from sim.parameters.actions import choices_of
from sim.parameters.bindings import Binding


def refuse_contradictions(bindings: Sequence[Binding]) -> None:
    """Raise if two bindings of one layer cannot both hold, or bans together leave an actor nothing to do.

    Only bindings without conditions that are kept for sure can contradict each other: others may hold at other times.

    Parameters
    ----------
    bindings : sequence of Binding
        What a user, or one policy, binds at once.

    Raises
    ------
    InputError
        With the words of the bindings that contradict each other.
    """
    certain = [binding for binding in bindings if not binding.condition and binding.kept == 1]
    for quarter in sorted({binding.from_quarter for binding in certain}):
        now = [binding for binding in certain if binding.covers(quarter)]
        for actor in dict.fromkeys(binding.actor for binding in now):
            for choice in choices_of(actor):
                _refuse_in(choice, [b for b in now if b.actor == actor and b.action in choice], quarter)


def _refuse_in(choice: tuple[str, ...], bound: list[Binding], quarter: int) -> None:
    """Raise if the bindings of one choice of one actor in one quarter cannot all hold."""
    for place, first in enumerate(bound):
        for second in bound[place + 1 :]:
            if opposed(first, second):
                raise InputError(
                    f"{first} and {second} contradict each other in quarter {quarter}; leave one of them away, or let one "
                    "end (until_quarter) before the other begins (from_quarter)"
                )
    banned = {binding.action: binding for binding in bound if binding.rule == "never"}
    if banned.keys() == set(choice):
        said = "; ".join(str(binding) for binding in banned.values())
        raise InputError(
            f"these bans together leave {bound[0].actor} nothing to do in quarter {quarter}: {said}; leave one away"
        )


def opposed(first: Binding, second: Binding) -> bool:
    """Return whether two bindings of one choice, both in force, cannot both hold.

    Parameters
    ----------
    first, second : Binding
        Of the same actor and the same choice; conditions and quarters are not looked at.
    """
    rules = {first.rule, second.rule}
    if rules == {"always", "never"}:
        return first.action == second.action
    return rules == {"always"} and first.action != second.action
