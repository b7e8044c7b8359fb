"""Histories: quarter by quarter who did what and why, told as a text, in short, or in a notebook."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.common.asked import asked, made_by, several, text, whole, with_parts
from sim.common.dates import calendar_name, dated
from sim.common.listing import written
from sim.common.notebook import Shown
from sim.model.world.state import WAR
from sim.parameters.parameters import Parameters
from sim.parameters.sources import Citation
from sim.parameters.wording import broken, capital
from sim.studies.histories.events import already_agreed, events
from sim.studies.histories.record import Move, QuarterRecord, Reason
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
    "One possible history under these assumptions, not a forecast. p is the probability with which a move was chosen. "
    "The number behind a reason is its weight in shares of the prize; the largest come first. Of two courses, what speaks "
    "against the other speaks for the one that was taken. An actor sometimes errs: where it passed over a clearly better "
    "course, this is said. Who does nothing is not mentioned."
)


@asked(
    parameters=with_parts("parameters, as load() returns them", "worldview", "policies", "changes", "start"),
    seed=whole(),
    world=whole(),
    quarters=several(made_by("a record of a quarter", "QuarterRecord"), "a tuple of records of quarters"),
    outcome=text,
    remark=text,
)
@dataclass(frozen=True, repr=False)
class History(Shown):
    """One possible history, quarter by quarter; its `str` is the story as a student reads it.

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
    """

    parameters: Parameters
    seed: int
    world: int
    quarters: tuple[QuarterRecord, ...]
    outcome: str
    remark: str = ""

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
        """The quarter as a date, if the worldview is dated."""
        return calendar_name(self.parameters.start, quarter)

    @asked(quarter=whole())
    def heading(self, quarter: int) -> str:
        """The quarter with its date, if the worldview is dated: `2025 Q2, quarter 0`."""
        return dated(self.parameters.start, quarter)

    @asked(reason=made_by("a reason of a move", "Reason"))
    def citations(self, reason: Reason) -> list[Citation]:
        """The citations of the parameters behind a reason, in the form that the worldview or policy gives them."""
        return [citation for name in self._behind(reason) for citation in self.parameters.origin(name)[-1].sources]

    @asked(move=made_by("a move of this history", "Move"))
    def sources(self, move: Move) -> list[str]:
        """The sources behind the largest reasons of a move, such as `ratelle2025 ¶13`, each source once."""
        return merged(c for reason in move.reasons[:SHOWN_REASONS] for c in self.citations(reason))

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
        """The whole history, quarter by quarter, and at its end where the reasons come from."""
        lines = [*self._opening(), *folded(HOW_TO_READ), "", *self._in_short(), ""]
        for record in self.quarters:
            lines += [*self._quarter(record), ""]
        return "\n".join([*lines, *self._references()])

    def _opening(self) -> list[str]:
        """Which history it is, under which assumptions, and how it ended."""
        return [*head(self), f"Outcome: {OUTCOME_WORDS[self.outcome]}."]

    def _in_short(self) -> list[str]:
        """All events, dated."""
        return ["In short", *(line for event in happened(self) or ["nothing of note"] for line in folded(event, "  "))]

    def _quarter(self, record: QuarterRecord) -> list[str]:
        """One quarter, and the sources of all that is told of it."""
        cited = merged(citation for reason in told_reasons(record) for citation in self.citations(reason))
        sources = folded(f"sources: {'; '.join(cited)}", INDENT) if cited else []
        return [self.heading(record.quarter), *quarter_lines(record), *sources]

    def _references(self) -> list[str]:
        """Every reason that was told, by alphabet, with the parameters behind it and their sources."""
        behind: dict[str, set[str]] = {}
        for record in self.quarters:
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
    """How a history ended, and when: `new confrontation in 2028 Q2, quarter 12`, `ideal peace after 40 quarters`."""
    name = history.outcome.replace("_", " ")
    if history.ended is None:
        return f"{name} after {len(history.quarters)} quarters"
    return f"{name} in {history.heading(history.ended)}"


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
