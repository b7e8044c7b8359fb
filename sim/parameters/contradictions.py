"""Contradictions: choices that cannot both be fixed."""

from collections.abc import Sequence
from types import MappingProxyType

from sim.common.errors import InputError
from sim.parameters.bindings import Binding
from sim.parameters.vocabulary import ACTIONS, ANSWER_ACTIONS, SIGNING_ACTIONS

REPLIES = ("yield", "resist")
"""What a rival can do when it is challenged, or asked for a revision."""

IN_TALKS_ONLY = MappingProxyType(
    {
        "armenia": ("concede", "hold", "demand_guarantees", "turn_to_russia", "turn_to_west"),
        "azerbaijan": ("concede", "release_prisoners", "hold", "refuse_mediator", "raise_demand"),
        "russia": ("mediate",),
        "european_union": ("mediate",),
        "united_states": ("mediate",),
    }
)
"""Moves that are open only while the sides talk."""

UNDER_AGREEMENT_ONLY = MappingProxyType(
    {"armenia": ("implement", "stall", "demand_revision"), "azerbaijan": ("implement", "exploit_gap")}
)
"""Moves that are open only under an agreement."""


def choices_of(actor: str) -> list[tuple[str, ...]]:
    """Return the actions among which an actor chooses at once, choice by choice.

    Parameters
    ----------
    actor : str

    Returns
    -------
    list of tuple of str
        The moves open in the talks, those open under an agreement (some are open in both), the answers, and, of the
        rivals, the two ways out of a signature.
    """
    known = ACTIONS[actor]
    apart = (*SIGNING_ACTIONS, *ANSWER_ACTIONS, *REPLIES)
    moves = [name for name in known if name not in apart]
    in_talks = tuple(name for name in moves if name not in UNDER_AGREEMENT_ONLY.get(actor, ()))
    agreed = tuple(name for name in moves if name not in IN_TALKS_ONLY.get(actor, ()))
    others = (tuple(name for name in group if name in known) for group in (ANSWER_ACTIONS, REPLIES, SIGNING_ACTIONS))
    return [in_talks, agreed, *(group for group in others if group)]


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
