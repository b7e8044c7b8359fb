"""Both histories of a world side by side: the same draws under two settings, and where they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.analysis.contrast.answer import Contrast
from sim.analysis.contrast.flips import RULE, Flip
from sim.analysis.contrast.story import Story
from sim.common.dates import short_name
from sim.parameters.wording import capital, readable
from sim.studies.histories.events import already_agreed, events
from sim.studies.histories.history import History
from sim.studies.histories.record import Move
from sim.studies.histories.text import OUTCOME_WORDS

RULE_OF_PAIRS = f"{RULE} Both histories use the same random draws; only the assumptions differ."


@dataclass(frozen=True)
class Moment:
    """What happened in one quarter of one history; `row` is the quarter's place in both, `alike` says it is the same there."""

    row: int
    date: str
    events: Sequence[str]
    alike: bool
    first: bool = False
    """Whether it is the first in which the histories differ in their events."""
    parting: str = ""
    """What was done here, where the histories part; else empty."""


@dataclass(frozen=True)
class Side:
    """One of both histories: under which setting, how it ended, what happened, and the story of every quarter."""

    name: str
    outcome: str
    moments: Sequence[Moment]
    story: str


@dataclass(frozen=True)
class Pair:
    """One world under two settings: its heading, in sentences where and why its histories part, and both sides."""

    heading: str
    sentences: Sequence[str]
    sides: tuple[Side, Side]


def pairs_of(found: Contrast) -> list[Pair]:
    """The worlds that a comparison tells, with both histories."""
    return [_pair(story) for story in found.stories]


def _pair(story: Story) -> Pair:
    flip, names = story.flip, story.names
    histories = (flip.one, flip.other)
    told = [_told(history) for history in histories]
    sides = [
        Side(name, capital(OUTCOME_WORDS[history.outcome]), _moments(flip, told, place), history.full())
        for place, (name, history) in enumerate(zip((names.one, names.other), histories, strict=True))
    ]
    one, other = names.under
    ends = f"{readable(flip.one.outcome)} {one}, {readable(flip.other.outcome)} {other}"
    like = f" ({flip.like} worlds change like this one)" if flip.like > 1 else ""
    return Pair(f"World {flip.world}: {ends}{like}", story.sentences[1:], (sides[0], sides[1]))


def _moments(flip: Flip, told: Sequence[Mapping[int, list[str]]], place: int) -> list[Moment]:
    """What happened on one side; both sides count their rows alike."""
    history, start = (flip.one, flip.other)[place], flip.first
    parting = None if start is None else start.quarter
    quarters = sorted({*told[0], *told[1], *([] if parting is None else [parting])})
    first = next((quarter for quarter in quarters if told[0].get(quarter) != told[1].get(quarter)), None)
    done = "" if start is None else _done((start.one, start.other)[place], start.told[place])
    return [
        Moment(
            row,
            short_name(history.parameters.start, quarter),
            told[place].get(quarter, []),
            quarter in told[0] and told[0][quarter] == told[1].get(quarter),
            quarter == first,
            done if quarter == parting else "",
        )
        for row, quarter in enumerate(quarters, 2)
        if quarter in told[place] or quarter == parting
    ]


def _told(history: History) -> dict[int, list[str]]:
    """The events of a history by quarter, with what was agreed before the first."""
    found = {record.quarter: events(record) for record in history.quarters}
    first = history.quarters[0]
    found[first.quarter] = [*already_agreed(first), *found[first.quarter]]
    return {quarter: told for quarter, told in found.items() if told}


def _done(move: Move | None, turn: str) -> str:
    """What came out differently on one side, as a clause."""
    if move is not None:
        return f"{move.label} {move.words}"
    return turn or "nothing of the kind"
