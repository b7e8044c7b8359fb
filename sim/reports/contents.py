"""All that stands in a report, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.parameters import Source
from sim.reports.assumptions import Assumptions
from sim.reports.figures import Figure
from sim.reports.histories import Histories
from sim.reports.importance import Importance
from sim.reports.tables import Table


@dataclass(frozen=True)
class Varied:
    """One axis of a sweep: what was varied, over what, and where the articles stand.

    Attributes
    ----------
    label, id : str
    levels : str
        Its values, or between which numbers it was sampled.
    plausible : str
        The plausible range in the parameter files.
    positions : tuple of (str, str)
        Who holds which value.
    """

    label: str
    id: str
    levels: str
    plausible: str
    positions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Contents:
    """All that stands in a report.

    Attributes
    ----------
    title : str
        The finding.
    subtitle : str
        Under which assumptions, and how many worlds.
    question : str
    main : Figure
        The picture that answers it.
    varied : sequence of Varied
    assumptions : sequence of Assumptions
    tables : sequence of Table
    figures : sequence of Figure
    histories : Histories
    importance : sequence of Importance
    unimportant : str
        Why there is no sensitivity, if there is none.
    limits, facts, commands : sequences
    sources : mapping of str to Source
    """

    title: str
    subtitle: str
    question: str
    main: Figure
    varied: Sequence[Varied]
    assumptions: Sequence[Assumptions]
    tables: Sequence[Table]
    figures: Sequence[Figure]
    histories: Histories
    importance: Sequence[Importance]
    unimportant: str
    limits: Sequence[str]
    facts: Sequence[tuple[str, str]]
    commands: Sequence[str]
    sources: Mapping[str, Source]
