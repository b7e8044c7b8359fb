"""Histories that tell themselves: as a text, in short, in a notebook; and what would have been otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from sim.common.asked import asked, made_by, several, text, whole, with_parts
from sim.common.notebook import Shown
from sim.studies.histories.course import Course, Parting
from sim.studies.histories.difference import difference
from sim.studies.histories.heading import end, title
from sim.studies.histories.text import in_short, story


@asked(
    parameters=with_parts("parameters, as load() returns them", "worldview", "policies", "changes", "start"),
    seed=whole(),
    world=whole(),
    quarters=several(made_by("a record of a quarter", "QuarterRecord"), "a tuple of records of quarters"),
    outcome=text,
    remark=text,
)
@dataclass(frozen=True, repr=False)
class History(Course, Shown):
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

    def brief(self, quarters: range | None = None) -> str:
        """The history in short: how it ended and what happened; and some of its quarters in full.

        Parameters
        ----------
        quarters : range, optional
            Quarters that are told in full as well; those that the history did not reach are omitted.
        """
        return in_short(self, quarters)

    def __repr__(self) -> str:
        """Which history it is and how it ended, in one line."""
        return f"<History: {title(self)}: {end(self)}>"

    def __str__(self) -> str:
        """The history as a student reads it."""
        return story(self)


@asked(
    before=made_by("a history, as tell() returns it", "History"),
    after=made_by("a history, as tell() returns it", "History"),
    quarter=whole(),
)
@dataclass(frozen=True, repr=False)
class Comparison(Parting, Shown):
    """The same world, with the same random draws, as it was and as it would have been.

    Attributes
    ----------
    before, after : History
        The history as it was, and with the change.
    quarter : int
        Quarter from which the change holds.
    """

    before: History
    after: History

    def __repr__(self) -> str:
        """Which world it is, and how it ended and would have ended, in one line."""
        since = f"changed from {self.before.heading(self.quarter)} on"
        return f"<Comparison: {title(self.before)}, {since}: {end(self.before)}, then {end(self.after)}>"

    def __str__(self) -> str:
        """What would have been different, in words."""
        return difference(self)
