"""Histories of single worlds, in words, with sources; and the question "what if"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.history.record import Move, QuarterRecord, Recorder
from sim.knowledge import Binding, Parameters
from sim.knowledge.errors import InputError
from sim.knowledge.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from sim.study import Study

SHOWN_REASONS = 4
MONTHS_PER_QUARTER = 3


@dataclass(frozen=True)
class History:
    """One possible history, quarter by quarter.

    Attributes
    ----------
    parameters : Parameters
    seed, world : int
        The address of the world.
    quarters : tuple of QuarterRecord
        Up to the horizon, or to the outbreak of war.
    outcome : str
    """

    parameters: Parameters
    seed: int
    world: int
    quarters: tuple[QuarterRecord, ...]
    outcome: str

    def moves(self) -> Iterator[tuple[int, Move]]:
        """Every decision with its quarter, in order."""
        for record in self.quarters:
            for move in record.moves:
                yield record.quarter, move

    def date(self, quarter: int) -> str:
        """The quarter as a date, if the worldview is dated."""
        return calendar_name(self.parameters.start, quarter)

    def sources(self, move: Move) -> list[str]:
        """The sources behind the reasons of a move, such as ``ratelle2025 ¶13``."""
        found: dict[str, None] = {}
        for reason in move.reasons[:SHOWN_REASONS]:
            for identifier in reason.parameters:
                if identifier in self.parameters.values:
                    found |= dict.fromkeys(str(c) for c in self.parameters.origin(identifier)[-1].sources)
        return list(found)

    def __str__(self) -> str:
        """The history as a student reads it."""
        from sim.history.text import story

        return story(self)


def calendar_name(start: Any, quarter: int) -> str:
    """A quarter as a season of a year; its number alone if there is no date to count from."""
    if start is None:
        return f"quarter {quarter}"
    first = start if isinstance(start, datetime.date) else datetime.date.fromisoformat(str(start))
    month = first.month - 1 + MONTHS_PER_QUARTER * quarter
    return f"{first.year + month // 12} Q{month % 12 // MONTHS_PER_QUARTER + 1}"


@dataclass(frozen=True)
class Comparison:
    """The same world, with the same luck, as it was and as it would have been.

    Attributes
    ----------
    before, after : History
        The history as it was, and with the change.
    quarter : int
        Quarter from which the change holds.
    """

    before: History
    after: History
    quarter: int

    def first_difference(self) -> tuple[int, Move | None, Move | None] | None:
        """The first decision that differs: its quarter and the two moves; None if there is none."""
        old, new = list(self.before.moves()), list(self.after.moves())
        for index in range(max(len(old), len(new))):
            a = old[index] if index < len(old) else None
            b = new[index] if index < len(new) else None
            if a is None or b is None or (a[0], a[1].decision, a[1].action) != (b[0], b[1].decision, b[1].action):
                quarter = a[0] if a is not None else (b[0] if b is not None else 0)
                return quarter, a[1] if a else None, b[1] if b else None
        return None

    def __str__(self) -> str:
        """What would have been different, in words."""
        from sim.history.text import difference

        return difference(self)


def tell(study: Study | Parameters, world: int = 0, seed: int | None = None) -> History:
    """Play one world again, alone, and write down every decision with its reasons.

    Parameters
    ----------
    study : Study or Parameters
        The study whose world is told; with parameters alone, give the seed.
    world : int
        Index of the world, 0 or more. It need not be one of the worlds that the study played.
    seed : int, optional
        Seed, if `study` is a set of parameters.

    Returns
    -------
    History
        Its `str` is the story.

    Raises
    ------
    InputError
        If the index is not a whole number of 0 or more.
    """
    parameters, luck = _setting(study, seed)
    return _play(parameters, luck, _world_index(world), None, None, ())


def what_if(
    study: Study | Parameters,
    world: int,
    quarter: int = 0,
    changes: Mapping[str, Any] | None = None,
    bindings: Sequence[Binding] = (),
    seed: int | None = None,
) -> Comparison:
    """Play the same world with the same luck, with parameters or moves changed from a quarter on.

    Parameters
    ----------
    study : Study or Parameters
    world : int
        Index of the world.
    quarter : int
        Quarter from which the changes hold; start conditions matter only if it is 0.
    changes : mapping, optional
        Parameters to change, by dotted id.
    bindings : sequence of Binding, optional
        Choices to fix.
    seed : int, optional
        Seed, if `study` is a set of parameters.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If nothing is changed, the quarter lies outside the history, or a name or value is not valid.
    """
    parameters, luck = _setting(study, seed)
    horizon = int(parameters["calendar.horizon"])
    if not changes and not bindings:
        raise InputError("what_if needs a change: give changes={id: value} or bindings=[...]")
    if isinstance(quarter, bool) or not isinstance(quarter, int) or not 0 <= quarter < horizon:
        raise InputError(f"the quarter must lie between 0 and {horizon - 1}, not {quarter!r}")
    index = _world_index(world)
    changed = parameters.replace(changes=dict(changes or {}), bindings=tuple(bindings))
    before = _play(parameters, luck, index, None, None, ())
    after = _play(parameters, luck, index, quarter, changed, tuple(bindings))
    return Comparison(before, after, quarter)


def _setting(study: Study | Parameters, seed: int | None) -> tuple[Parameters, int]:
    """Parameters and seed of a study, or of parameters with a seed."""
    if isinstance(study, Parameters):
        return study, 1 if seed is None else seed
    return study.parameters, study.seed if seed is None else seed


def _world_index(world: Any) -> int:
    if isinstance(world, bool) or not hasattr(world, "__index__") or world < 0 or world >= 2**62:
        raise InputError(f"the index of a world must be a whole number, 0 or more, not {world!r}")
    return int(world)


def _play(
    parameters: Parameters,
    seed: int,
    world: int,
    from_quarter: int | None,
    changed: Parameters | None,
    bindings: tuple[Binding, ...],
) -> History:
    """Play one world with a recorder; if there is a change, switch to it at the start of its quarter."""
    from sim.model import NegotiationModel  # Mesa takes most of a second to import

    recorder = Recorder()
    first = changed if from_quarter == 0 and changed is not None else parameters
    model = NegotiationModel(first, seed=seed, first_world=world, recorder=recorder, collect=False)
    recorder.open(model)
    while model.running:
        if changed is not None and model.quarter == from_quarter and model.quarter > 0:
            model.change(changed)
        model.step()
    end = changed if changed is not None else parameters
    return History(end, seed, world, tuple(recorder.quarters), OUTCOMES[int(model.outcomes()[0])])
