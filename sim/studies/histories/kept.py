"""What of a played history its short form is made from."""

from collections.abc import Iterator
from typing import Protocol

from sim.parameters.parameters import Parameters
from sim.parameters.sources import Citation
from sim.studies.histories.record import Move, QuarterRecord, Reason


class Kept(Protocol):
    """A history as it was kept: its assumptions, its quarters, and how they are dated (`sim.studies.histories.History`)."""

    @property
    def parameters(self) -> Parameters:
        """Under which assumptions it was played."""

    @property
    def quarters(self) -> tuple[QuarterRecord, ...]:
        """Its quarters in order."""

    @property
    def dictated(self) -> float:
        """Share of what went to Azerbaijan that was conceded under coercion or taken."""

    def date(self, quarter: int) -> str:
        """A quarter within a sentence."""

    def heading(self, quarter: int) -> str:
        """A quarter as a heading."""

    def moves(self) -> Iterator[tuple[int, Move]]:
        """Every decision with its quarter."""

    def citations(self, reason: Reason) -> list[Citation]:
        """The citations behind a reason."""
