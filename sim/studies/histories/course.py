"""What a history is: quarter by quarter who did what and why; and two of them, to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.common.asked import asked, made_by, whole
from sim.common.dates import calendar_name, dated
from sim.parameters.parameters import Parameters
from sim.parameters.sources import Citation
from sim.studies.histories.reasons import Reason
from sim.studies.histories.record import Move, QuarterRecord

SHOWN_REASONS = 4
"""More reasons than these are small beside them; all are in `Move.reasons`."""


@dataclass(frozen=True, repr=False)
class Course:
    """One possible history, quarter by quarter.

    Attributes
    ----------
    parameters : Parameters
    seed, world : int
        The address of the world.
    quarters : tuple of QuarterRecord
        Up to the horizon, or to the outbreak of war.
    outcome : str
    remark : str
        What a reader must know who looks for this world in the study it was asked from; usually empty.
    """

    parameters: Parameters
    seed: int
    world: int
    quarters: tuple[QuarterRecord, ...]
    outcome: str
    remark: str = ""

    @property
    def ended(self) -> int | None:
        """Quarter in which war ended the history; None if it went on to the horizon."""
        war = int(self.quarters[-1].state["war_quarter"])
        return None if war < 0 else war

    def moves(self) -> Iterator[tuple[int, Move]]:
        """Every decision with its quarter, in order."""
        for record in self.quarters:
            for move in record.moves:
                yield record.quarter, move

    def told_reasons(self) -> Iterator[Reason]:
        """The reasons that a story tells: the largest of each decision, and why neighbours were drawn into a war."""
        for record in self.quarters:
            yield from told_reasons(record)

    @asked(quarter=whole())
    def date(self, quarter: int) -> str:
        """The quarter as a date, if the worldview is dated."""
        return calendar_name(self.parameters.start, quarter)

    @asked(quarter=whole())
    def heading(self, quarter: int) -> str:
        """The quarter with its date, if the worldview is dated: `2025 Q2, quarter 0`."""
        return dated(self.parameters.start, quarter)

    @asked(reason=made_by("a reason of a move", "Reason"))
    def citations(self, reason: Reason) -> list[Citation]:
        """The citations of the parameters behind a reason, in the form that the worldview or policy gives them."""
        known = [name for name in reason.parameters if name in self.parameters.values]
        return [citation for name in known for citation in self.parameters.origin(name)[-1].sources]

    @asked(move=made_by("a move of this history", "Move"))
    def sources(self, move: Move) -> list[str]:
        """The sources behind the largest reasons of a move, such as ``ratelle2025 ¶13``, each source once."""
        return merged(c for reason in move.reasons[:SHOWN_REASONS] for c in self.citations(reason))


def told_reasons(record: QuarterRecord) -> list[Reason]:
    """The reasons of one quarter that a story tells."""
    of_moves = [reason for move in record.moves for reason in move.reasons[:SHOWN_REASONS]]
    return of_moves + [reason for one in record.involvements if one.entered for reason in one.reasons]


def merged(citations: Iterable[Citation]) -> list[str]:
    """Citations with the paragraphs of each source put together: ``araz2023 ¶3, 4, 15``, in the order of first use."""
    paragraphs: dict[str, set[int]] = {}
    for citation in citations:
        paragraphs.setdefault(citation.key, set()).update(citation.paragraphs)
    return [str(Citation(key, tuple(sorted(numbers)))) for key, numbers in paragraphs.items()]


@dataclass(frozen=True, repr=False)
class Parting:
    """The same world, with the same random draws, as it was and as it would have been.

    Attributes
    ----------
    before, after : Course
        The history as it was, and with the change.
    quarter : int
        Quarter from which the change holds.
    """

    before: Course
    after: Course
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
