"""Parts of a report that answer a question of their own: a heading, sentences, pictures and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.reports.figures import Figure
from sim.reports.tables import Table


@dataclass(frozen=True)
class Part:
    """One part: sentences that say what was found, pictures, tables, and remarks on how to read them; the heading may be empty."""

    heading: str
    sentences: Sequence[str]
    tables: Sequence[Table] = ()
    figures: Sequence[Figure] = ()
    remarks: Sequence[str] = ()
