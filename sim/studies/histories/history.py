"""Histories: quarter by quarter who did what and why, told as a text, in short, or in a notebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.common.asked import asked, made_by, number, optional, several, such, text, whole, with_parts
from sim.common.dates import length_in_words, year_name
from sim.common.listing import written
from sim.common.notebook import Shown
from sim.model.world.state import WAR
from sim.parameters.parameters import Parameters
from sim.parameters.sources import Citation
from sim.parameters.wording import broken, capital, readable
from sim.studies.histories.events import already_agreed, events
from sim.studies.histories.record import Move, QuarterRecord, Reason
from sim.studies.histories.short import Short, short_of
from sim.studies.histories.text import (
    INDENT,
    OUTCOME_WORDS,
    SHOWN_REASONS,
    WIDTH,
    folded,
    merged,
    quarter_lines,
    told_reasons,
)

HOW_TO_READ = (
    "The per cent behind a move say how likely it was; moves without them were nearly certain. The number behind a reason is "
    "its weight, as a share of everything in dispute; the largest come first. A reason against one course "
    "counts as a reason for the course that was taken instead. Whoever does nothing is not mentioned."
)
QUARTERS = such("a range of quarters", lambda value: isinstance(value, range))
NO_FORECAST = "One possible history under these assumptions, not a forecast."


@asked(
    parameters=with_parts("parameters, as load() returns them", "worldview", "policies", "changes", "start"),
    seed=whole(),
    world=whole(),
    quarters=several(made_by("a record of a quarter", "QuarterRecord"), "a tuple of records of quarters"),
    outcome=text,
    remark=text,
    dictated=number(),
)
@dataclass(frozen=True, repr=False)
class History(Shown):
    """One possible history, quarter by quarter.

    Its `str` is the story on two screens, as a student reads it: every event with its main reasons. `short()` has the same
    in parts, `full()` is the account of every quarter with all reasons and sources, and `brief()` a bare list of events.

    Attributes
    ----------
    parameters : Parameters
    seed, world : int
        The address of the world.
    quarters : tuple of QuarterRecord
        Up to the horizon, or to a total war.
    outcome : str
    remark : str
        What a reader must know who looks for this world in the study it was asked from; usually empty.
    dictated : float
        Share of what went to Azerbaijan, or would go, that was conceded under coercion or taken, at the end.

    Examples
    --------
    >>> from sim import tell
    >>> history = tell("ratelle2025", world=42, seed=7)
    >>> history.outcome, len(history.quarters), history.date(4)
    ('deferred_tension', 40, '2026 Q2')
    """

    parameters: Parameters
    seed: int
    world: int
    quarters: tuple[QuarterRecord, ...]
    outcome: str
    remark: str = ""
    dictated: float = 0.0

    @property
    def ended(self) -> int | None:
        """Quarter in which a total war ended the history; None if it went on to the horizon."""
        last = self.quarters[-1].state
        return int(last["last_war_quarter"]) if last["phase"] == WAR else None

    def moves(self) -> Iterator[tuple[int, Move]]:
        """Every decision with its quarter, in order."""
        for record in self.quarters:
            for move in record.moves:
                yield record.quarter, move

    @asked(quarter=whole())
    def date(self, quarter: int) -> str:
        """The quarter within a sentence: `2025 Q2`, or `year 1, quarter 1` if the worldview is not dated."""
        return year_name(self.parameters.start, quarter)

    @asked(quarter=whole())
    def heading(self, quarter: int) -> str:
        """The quarter as a heading: its date, with a capital letter."""
        return capital(self.date(quarter))

    @asked(reason=made_by("a reason of a move", "Reason"))
    def citations(self, reason: Reason) -> list[Citation]:
        """The citations of the parameters behind a reason, in the form that the worldview or policy gives them."""
        return [citation for name in self._behind(reason) for citation in self.parameters.origin(name)[-1].sources]

    @asked(move=made_by("a move of this history", "Move"))
    def sources(self, move: Move) -> list[str]:
        """The sources behind the largest reasons of a move, such as `ratelle2025 ¶13`, each source once."""
        return merged(c for reason in move.reasons[:SHOWN_REASONS] for c in self.citations(reason))

    @asked(quarters=optional(QUARTERS))
    def brief(self, quarters: range | None = None) -> str:
        """The history in short: how it ended and what happened; and some of its quarters in full.

        Parameters
        ----------
        quarters : range, optional
            Quarters that are told in full as well; those that the history did not reach are omitted.
        """
        lines = [*self._opening(), "", *self._in_short()]
        for record in self.quarters:
            if quarters is not None and record.quarter in quarters:
                lines += ["", *self._quarter(record)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Which history it is and how it ended, in one line."""
        return f"<History: {title(self)}: {end(self)}>"

    def __str__(self) -> str:
        """The history on two screens: how it began, what happened and why, how it ended, and who mattered."""
        return "\n".join([*self._opening(), "", *self.short().lines()])

    def short(self) -> Short:
        """The history in short, in parts that a page can show."""
        return short_of(self, "\n".join(self._opening()))

    @asked(quarters=optional(QUARTERS))
    def full(self, quarters: range | None = None) -> str:
        """The account of every quarter, with all reasons and sources.

        Parameters
        ----------
        quarters : range, optional
            Only these quarters, counted from 0; those that the history did not reach are omitted.
        """
        opening = [*self._opening(), *folded(HOW_TO_READ), "", *self._in_short(), ""]
        return "\n".join([*opening, *self.account(range(len(self.quarters)) if quarters is None else quarters)])

    @asked(quarters=QUARTERS)
    def account(self, quarters: range) -> list[str]:
        """The lines on some quarters alone, and at their end where the reasons come from."""
        some = [record for record in self.quarters if record.quarter in quarters]
        return [*(line for record in some for line in [*self._quarter(record), ""]), *self._references(some)]

    def _opening(self) -> list[str]:
        """Which history it is, under which assumptions, and how it ended."""
        return [*head(self), NO_FORECAST, *folded(f"Outcome: {OUTCOME_WORDS[self.outcome]}.")]

    def _in_short(self) -> list[str]:
        """All events, dated."""
        return ["In short", *(line for event in happened(self) or ["nothing of note"] for line in folded(event, "  "))]

    def _quarter(self, record: QuarterRecord) -> list[str]:
        """One quarter, with the sources of everything in its account."""
        cited = merged(citation for reason in told_reasons(record) for citation in self.citations(reason))
        sources = folded(f"sources: {'; '.join(cited)}", INDENT) if cited else []
        return [self.heading(record.quarter), *quarter_lines(record), *sources]

    def _references(self, quarters: Sequence[QuarterRecord]) -> list[str]:
        """Every reason that was told, by alphabet, with the parameters behind it and their sources."""
        behind: dict[str, set[str]] = {}
        for record in quarters:
            for reason in told_reasons(record):
                behind.setdefault(reason.words, set()).update(self._behind(reason))
        lines = ["Where the reasons come from (more: python -m sim parameters ID)"]
        for words in sorted(behind):
            lines.append(f"  {words}")
            for name in sorted(behind[words]):
                lines += broken(self._source(name), WIDTH, INDENT, f"{INDENT}  ")
        return lines

    def _behind(self, reason: Reason) -> list[str]:
        """The parameters behind a reason, as far as there are such."""
        return [name for name in reason.parameters if name in self.parameters.values]

    def _source(self, name: str) -> str:
        """A parameter with its value and where it is read; or that it is assumed."""
        step = self.parameters.origin(name)[-1]
        value = self.parameters[name]
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        return f"{name} = {shown} ({step.status}{': ' + '; '.join(merged(step.sources)) if step.sources else ''})"


def title(history: History) -> str:
    """World, worldview, policies and seed in one line: `world 7 under baseline, policies eu_monitoring, seed 1`."""
    p = history.parameters
    policies = f", policies {', '.join(p.policies)}" if p.policies else ""
    return f"world {history.world} under {p.worldview}{policies}, seed {history.seed}"


def end(history: History) -> str:
    """How a history ended, and when: `new confrontation in 2028 Q2`, `ideal peace after 10 years`."""
    name = readable(history.outcome)
    if history.ended is None:
        return f"{name} after {length_in_words(len(history.quarters))}"
    return f"{name} in {history.date(history.ended)}"


def head(history: History) -> list[str]:
    """Everything that is needed to make a history again: its title, and what was changed, fixed and replaced in it."""
    p = history.parameters
    said = {
        "Set by hand": [f"{name} = {written(value)}" for name, value in p.changes.items()],
        "Fixed choices": [str(binding) for binding in p.user_bindings],
        "Policies that contradict each other": [str(one) for one in p.overridden],
    }
    told = [capital(title(history)), *(f"{what}: {'; '.join(each)}" for what, each in said.items() if each)]
    return [line for words in (*told, capital(history.remark)) for line in folded(words)]


def happened(history: History, from_quarter: int | None = None) -> list[str]:
    """The events of a history, dated: from a quarter on; or all, beginning with what was agreed before the first."""
    later = [record for record in history.quarters if record.quarter >= (from_quarter or 0)]
    told = [f"{history.heading(record.quarter)}: {event}" for record in later for event in events(record)]
    return told if from_quarter is not None else [*already_agreed(history.quarters[0]), *told]
