"""Bindings: choices that are fixed instead of drawn, by a policy, a what-if question or a human player."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sim.common.asked import asked, flag, mapping, number, optional, refused, text, whole
from sim.common.errors import InputError, RefusedValueError, UnknownNameError, said, suggestion
from sim.common.listing import brief
from sim.parameters.actions import ACTIONS, AT_ONCE, choices_of, go_together
from sim.parameters.conditions import CONDITIONS
from sim.parameters.files import Node
from sim.parameters.sources import Citation, Source, read_citations
from sim.parameters.vocabulary import ACTORS, RULES, USER

_CHOICE_KEYS = ("actor", "action", "rule")
_DETAIL_KEYS = ("condition", "from_quarter", "until_quarter", "kept", "announced")


@dataclass(frozen=True, slots=True)
class Binding:
    """An actor always or never takes an action, or takes it whenever some conditions hold.

    Attributes
    ----------
    actor, action : str
        Who is bound, and to which of the actor's actions.
    rule : str
        `always`, `never` or `when`.
    condition : tuple of str
        For `when`: the conditions, all of which must hold. One may be given as a plain word. Empty otherwise.
    from_quarter : int
        First quarter (counted from 0) in which it binds.
    until_quarter : int or None
        First quarter in which it no longer binds; None if it binds to the end.
    kept : float
        Probability, in [0, 1], that the binding is kept when it applies.
    announced : bool
        Whether the other actors know of it beforehand.
    reading : str
        Why, in words.
    sources : tuple of Citation
        Who proposes it.
    origin : str
        Name of the worldview or policy that brings it, or `user`.

    Examples
    --------
    >>> from sim import Binding, load
    >>> binding = Binding("azerbaijan", "attack", "never")
    >>> len(load("araz2023", bindings=[binding]).user_bindings)
    1
    """

    actor: str
    action: str
    rule: str
    condition: tuple[str, ...] = ()
    from_quarter: int = 0
    until_quarter: int | None = None
    kept: float = 1.0
    announced: bool = False
    reading: str = ""
    sources: tuple[Citation, ...] = ()
    origin: str = USER

    def __repr__(self) -> str:
        return f"<Binding {brief(self)}>"

    def __post_init__(self) -> None:
        """Refuse what is not in the closed vocabularies or contradicts itself."""
        object.__setattr__(self, "condition", _names(self.condition))
        _check_word(self.actor, ACTORS, "actor")
        _check_word(self.action, ACTIONS[self.actor], f"action of {self.actor}")
        _check_word(self.rule, RULES, "rule")
        for condition in self.condition:
            _check_word(condition, tuple(CONDITIONS), "condition")
        if (self.rule == "when") != bool(self.condition):
            raise InputError("the rule 'when', and only that rule, needs a 'condition'")
        first = whole()("'from_quarter'", self.from_quarter)
        end = optional(whole())("'until_quarter'", self.until_quarter)
        if end is not None and end <= first:
            raise RefusedValueError(f"'until_quarter' {end} must come after 'from_quarter' {first}")
        object.__setattr__(self, "from_quarter", first)
        object.__setattr__(self, "until_quarter", end)
        object.__setattr__(self, "announced", flag("'announced'", self.announced))
        object.__setattr__(self, "kept", float(number(0, 1)("'kept', a probability,", self.kept)))
        text("'reading'", self.reading)
        text("'origin'", self.origin)
        if not isinstance(self.sources, tuple) or not all(isinstance(one, Citation) for one in self.sources):
            raise refused("'sources'", "a tuple of citations", self.sources)

    @asked(quarter=whole())
    def covers(self, quarter: int) -> bool:
        """Return whether the binding is in force in a quarter (counted from 0), its condition apart."""
        return self.from_quarter <= quarter and (self.until_quarter is None or quarter < self.until_quarter)

    def __str__(self) -> str:
        """Return the binding in words: `russia.spoil = always, from quarter 4`."""
        said = [f"{self.actor}.{self.action} = {self.rule} {' and '.join(self.condition)}".rstrip()]
        said += [f"from quarter {self.from_quarter}"] if self.from_quarter else []
        said += [f"until quarter {self.until_quarter}"] if self.until_quarter is not None else []
        said += [f"kept with probability {self.kept:g}"] if self.kept < 1 else []
        return ", ".join([*said, "announced"] if self.announced else said)

    def choice(self) -> dict[str, Any]:
        """Return what the binding does, without who proposed it: the part that can change a result."""
        found = {key: getattr(self, key) for key in (*_CHOICE_KEYS, *_DETAIL_KEYS)}
        return {**found, "condition": list(self.condition)}

    @classmethod
    @asked(written=mapping)
    def from_dict(cls, written: Mapping[str, Any]) -> "Binding":
        """Make a binding from the keys that a policy file would hold; `reading` may be omitted.

        An `InputError` if a key is unknown or missing, or a value is refused.
        """
        allowed = (*_CHOICE_KEYS, *_DETAIL_KEYS, "reading")
        for key in written:
            if key not in allowed:
                raise UnknownNameError(f"a binding has no key {said(key)}; {suggestion(key, allowed, full_list=True)}")
        missing = [key for key in _CHOICE_KEYS if key not in written]
        if missing:
            raise InputError(f"a binding needs: {', '.join(missing)}")
        return cls(**written)


def one_binding(name: str, written: object) -> Binding:
    """A binding that a user wrote as a mapping or made beforehand; `InputError` if it is neither."""
    if isinstance(written, Binding):
        return written
    if isinstance(written, Mapping):
        return Binding.from_dict(written)
    raise refused(name, "a list of bindings, each a Binding or a mapping with actor, action and rule", written)


def read_bindings(node: Node, sources: Mapping[str, Source], origin: str, own: bool = False) -> tuple[Binding, ...]:
    """Read the `bindings` of the worldview or policy `origin`; in a file of the user's `own` they need no sources."""
    return tuple(_read_binding(child, sources, origin, own) for child in node.items())


def _read_binding(node: Node, sources: Mapping[str, Source], origin: str, own: bool) -> Binding:
    needed = () if own else ("sources",)
    fields = node.fields((*_CHOICE_KEYS, "reading", *needed), ("sources", *_DETAIL_KEYS))
    citations = read_citations(fields["sources"], sources) if "sources" in fields else ()
    if not citations and not own:
        raise fields["sources"].error("a binding needs at least one source")
    written = {key: fields[key].plain() for key in (*_CHOICE_KEYS, *_DETAIL_KEYS) if key in fields}
    reading = fields["reading"].text()
    try:
        return Binding(**written, reading=reading, sources=citations, origin=origin)
    except InputError as error:
        raise node.error(error, type(error)) from error


def _check_word(word: object, vocabulary: tuple[str, ...], meaning: str) -> None:
    if not isinstance(word, str) or word not in vocabulary:
        ending = suggestion(word, vocabulary, full_list=True)
        raise UnknownNameError(f"unknown {meaning} {said(word)}; {ending}")


def _names(condition: object) -> tuple[str, ...]:
    if condition is None:
        return ()
    if isinstance(condition, str):
        return (condition,)
    if not isinstance(condition, list | tuple):
        raise RefusedValueError(f"'condition' is the name of a condition or a list of names, not {said(condition)}")
    return tuple(condition)


def refuse_contradictions(bindings: Sequence[Binding]) -> None:
    """Raise if two bindings of one layer cannot both hold, or bans together leave an actor nothing to do.

    Only bindings without conditions that are kept for sure can contradict each other: others may hold at other times.
    """
    certain = [binding for binding in bindings if not binding.condition and binding.kept == 1]
    for quarter in sorted({binding.from_quarter for binding in certain}):
        now = [binding for binding in certain if binding.covers(quarter)]
        for actor in dict.fromkeys(binding.actor for binding in now):
            for choice in choices_of(actor):
                _refuse_in(choice, [b for b in now if b.actor == actor and b.action in choice], quarter)


def _refuse_in(choice: tuple[str, ...], bound: list[Binding], quarter: int) -> None:
    """Raise if the bindings of one choice of one actor in one quarter cannot all hold."""
    for first, second in combinations(bound, 2):
        if opposed(first, second):
            raise InputError(
                f"{first} and {second} contradict each other in quarter {quarter}; leave one of them away, or let one "
                "end (until_quarter) before the other begins (from_quarter)"
            )
    always = {binding.action: binding for binding in bound if binding.rule == "always"}
    if len(always) > AT_ONCE:
        said = "; ".join(str(binding) for binding in always.values())
        raise InputError(
            f"{bound[0].actor} can take {AT_ONCE} postures in a quarter, and is bound to {len(always)} in quarter {quarter}: "
            f"{said}; leave one away"
        )
    banned = {binding.action: binding for binding in bound if binding.rule == "never"}
    if banned.keys() == set(choice):
        said = "; ".join(str(binding) for binding in banned.values())
        raise InputError(
            f"these bans together leave {bound[0].actor} nothing to do in quarter {quarter}: {said}; leave one away"
        )


def opposed(first: Binding, second: Binding) -> bool:
    """Whether two bindings of one choice of one actor cannot both hold; conditions and quarters are not looked at."""
    rules = {first.rule, second.rule}
    if rules == {"always", "never"}:
        return first.action == second.action
    both = first.actor == second.actor and go_together(first.actor, first.action, second.action)
    return rules == {"always"} and first.action != second.action and not both
