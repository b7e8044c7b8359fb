"""The class page: what all students' files say together, on one page that needs no network and runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.common.version import __version__
from sim.parameters.wording import number
from sim.teaching import class_charts as charts
from sim.teaching import class_counts as counts
from sim.teaching.checking import FULL_FORM
from sim.teaching.class_concept import concept_section
from sim.teaching.class_report import Class, Group
from sim.teaching.exercise import Exercise, Finding, Value
from sim.teaching.shell import rendered, style
from sim.teaching.words import ENGLISH, PSEUDO, Words, exercise_words, interface_words, known_language, languages

FEW = 20
"""Of fewer than so many only the count is shown: per cent would look surer than they are."""


@dataclass(frozen=True)
class Table:
    """A table: its caption, its head, its rows; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int
    """How many columns, from the right, hold numbers."""


@dataclass(frozen=True)
class Quote:
    """An explanation to be discussed, and what its writer had predicted."""

    why: str
    told: str
    text: str
    language: str
    """Nothing if it is none of those of the pages."""


def class_page(found: Class, language: str = ENGLISH) -> str:
    """The page for an instructor. What students wrote is shown as it is written and never obeyed; no code stands on it.

    Parameters
    ----------
    found : Class
    language : str

    Returns
    -------
    str
        HTML. The same files give the same page.
    """
    known_language(language)
    words = interface_words(language)
    groups = [_Section(group, words, exercise_words(group.exercise, language)).values() for group in found.groups]
    whole = rendered(
        "class.html",
        found=found,
        groups=groups,
        concept=concept_section(found.concept, words, language),
        words=words,
        style=style("class.css"),
        language=ENGLISH if language == PSEUDO else language,
        version=__version__,
    )
    return whole.replace(" %", "\N{NO-BREAK SPACE}%")


def part(count: int, total: int, words: Words) -> str:
    """So many of so many; with per cent where there are enough."""
    percentage = f"{100 * count / total:.0f}" if total else ""
    name = "class.part" if total < FEW else "class.part_percent"
    return words.say(name, count=count, total=total, percent=percentage)


class _Section:
    """What the page says of one exercise."""

    def __init__(self, group: Group, words: Words, own: Words) -> None:
        self.group, self.words, self.own = group, words, own
        self.exercise: Exercise = group.exercise

    def values(self) -> dict[str, Any]:
        """All that the template asks for."""
        found = counts.predictions(self.group)
        return {
            "name": self.exercise.name,
            "title": self.own.line("title"),
            "question": self.own.line("question"),
            "counted": self._counted(),
            "predictions": self._prediction_chart(found),
            "predictions_table": self._prediction_table(found),
            "confidence": self._confidence_table(),
            "checks": self._check_table(),
            "thresholds": [self._threshold(finding, slots) for finding, slots in counts.levels_found(self.group)],
            **self._luck(),
            "quotes": [self._quote(one) for one in counts.explanations(self.group)],
        }

    def _counted(self) -> str:
        full = sum(student.form == FULL_FORM for student in self.group.students)
        files = len(self.group.files)
        return self.words.say("class.files_of_exercise", files=files, short=files - full, full=full)

    def _totals(self) -> dict[str, int]:
        return {moment: len(found) for moment, found in counts.answers_of(self.group).items()}

    def _option(self, one: counts.Predicted) -> str:
        name = self.own.line(f"commit.name.{one.option}")
        return self.words.say("class.borne_out", option=name) if one.right else name

    def _prediction_chart(self, found: Sequence[counts.Predicted]) -> charts.Chart:
        before, after = (self.words[f"class.{moment}"] for moment in ("before", "after"))
        rows = [
            charts.Row(
                self._option(one),
                ((before, one.before, str(one.before), "before"), (after, one.after, str(one.after), "after")),
            )
            for one in found
        ]
        right = next(one for one in found if one.right)
        totals = self._totals()
        said = self.words.say(
            "class.predictions_said",
            option=self.own.line(f"commit.name.{right.option}"),
            before=part(right.before, totals["before"], self.words),
            after=part(right.after, totals["after"], self.words),
        )
        return charts.bars(said, rows)

    def _prediction_table(self, found: Sequence[counts.Predicted]) -> Table:
        totals = self._totals()
        rows = tuple(
            (
                self._option(one),
                self.own.line(f"commit.option.{one.option}"),
                part(one.before, totals["before"], self.words),
                part(one.after, totals["after"], self.words),
            )
            for one in found
        )
        head = tuple(self.words[f"class.{name}"] for name in ("conception", "option", "before", "after"))
        return Table(self.words["class.predictions_caption"], head, rows, 2)

    def _confidence_table(self) -> Table:
        rows = []
        for moment, found in counts.answers_of(self.group).items():
            mean = counts.confidence(found, self.group.option)
            right, wrong = self._mean(mean.right, mean.right_count), self._mean(mean.wrong, mean.wrong_count)
            rows.append((self.words[f"class.{moment}"], right, wrong))
        head = tuple(self.words[f"class.{name}"] for name in ("moment", "confidence_right", "confidence_wrong"))
        return Table(self.words["class.confidence_caption"], head, tuple(rows), 2)

    def _mean(self, mean: float | None, count: int) -> str:
        if mean is None:
            return self.words["class.nobody"]
        return self.words.say("class.mean", mean=f"{mean:.0f}", count=count)

    def _check_table(self) -> Table:
        rows = tuple(
            (
                self._check(one.name),
                part(one.missed, one.total, self.words),
                str(one.holds),
                str(one.unjudged),
            )
            for one in counts.missed(self.group.files)
        )
        head = tuple(self.words[f"class.{name}"] for name in ("check", "missed", "holds", "unjudged"))
        return Table(self.words["class.checks_caption"], head, rows, 3)

    def _check(self, name: str) -> str:
        asked = [finding.name for finding in self.exercise.findings]
        return self.own.line(f"finding.{name}.question") if name in asked else self.words[f"class.check_{name}"]

    def _level(self, lever: str, level: Value) -> str:
        numeric = self.exercise.lever(lever).numeric
        return number(level) if numeric else self.own.line(f"lever.{lever}.level.{level}")

    def _slot(self, lever: str, slot: counts.Slot) -> str:
        if slot.low is None or slot.high is None:
            name, level = ("class.under", slot.high) if slot.low is None else ("class.over", slot.low)
            return self.words.say(name, level=self._level(lever, level))  # type: ignore[arg-type]
        if slot.low == slot.high:
            return self._level(lever, slot.low)
        return self.words.say("class.between", low=self._level(lever, slot.low), high=self._level(lever, slot.high))

    def _threshold(self, finding: Finding, slots: Sequence[counts.Slot]) -> dict[str, Any]:
        looks = {True: "holds", False: "fails", None: "unknown"}
        names = [self._slot(finding.lever, slot) for slot in slots]
        verdicts = [[slot.verdicts.count(verdict) for verdict in looks] for slot in slots]
        found = [
            charts.Pile(
                name, tuple(look for look, size in zip(looks.values(), sizes, strict=True) for _ in range(size))
            )
            for name, sizes in zip(names, verdicts, strict=True)
        ]
        total = sum(map(sum, verdicts))
        right = part(sum(sizes[0] for sizes in verdicts), total, self.words)
        question = self.own.line(f"finding.{finding.name}.question")
        rows = tuple((name, *map(str, sizes)) for name, sizes in zip(names, verdicts, strict=True))
        head = (
            self.own.line(f"lever.{finding.lever}.label"),
            *(self.words[f"class.answers_{look}"] for look in looks.values()),
        )
        return {
            "question": question,
            "lever": self.own.line(f"lever.{finding.lever}.label"),
            "chart": charts.piles(self.words.say("class.thresholds_said", right=right), found),
            "table": Table(self.words["class.thresholds_caption"], head, rows, 3),
            "unknown": any(sizes[2] for sizes in verdicts),
        }

    def _luck(self) -> dict[str, Any]:
        start, change = self.exercise.start, self.exercise.full(self.exercise.change)
        cells = [
            (one, self._cell(one.cell))
            for one in (counts.luck(self.group, start), counts.luck(self.group, change))
            if one
        ]
        if not cells:
            return {"luck": None, "luck_table": None, "luck_said": "", "luck_change": ""}
        measure = self._measure()
        rows = [charts.Scatter(name, one.shares, one.pooled, self._pooled(one)) for one, name in cells]
        head = tuple(self.words[f"class.{name}"] for name in ("setting", "students", "lowest", "highest", "pooled"))
        table = tuple(
            (name, str(len(one.shares)), *(f"{100 * end(one.shares):.1f} %" for end in (min, max)), self._share(one))
            for one, name in cells
        )
        first = cells[0][0]
        said = self.words.say(
            "class.luck_said", measure=measure, students=len(first.shares), own=f"{self.exercise.own:,}",
            low=f"{100 * min(first.shares):.1f}", high=f"{100 * max(first.shares):.1f}", pooled=self._share(first),
        )  # fmt: skip
        return {
            "luck": charts.scatters(said, rows),
            "luck_table": Table(self.words.say("class.luck_caption", measure=measure), head, table, 4),
            "luck_said": said,
            "luck_change": self._moved(),
        }

    def _measure(self) -> str:
        main = self.exercise.main
        return self.words[f"measure.{main}" if main in self.exercise.measures else f"outcome.{main}"]

    def _moved(self) -> str:
        moved = counts.pooled_change(self.group)
        size, low, high = (100 * value for value in (moved.size, moved.low, moved.high))
        if low > 0 or high < 0:
            falls = size < 0
            ends = sorted((abs(low), abs(high)))
            name = "class.falls" if falls else "class.rises"
            return self.words.say(name, size=f"{abs(size):.1f}", low=f"{ends[0]:.1f}", high=f"{ends[1]:.1f}")
        return self.words.say("class.unmoved", most=f"{100 * moved.reach:.1f}")

    def _cell(self, cell: dict[str, Value]) -> str:
        """A setting by those levers that the first step moves."""
        moved = [name for name in self.exercise.change if self.exercise.change[name] != self.exercise.start[name]]
        return "; ".join(
            f"{self.own.line(f'lever.{name}.label')}: {self._level(name, cell[name])}" for name in moved or list(cell)
        )

    def _pooled(self, one: counts.Luck) -> str:
        return self.words.say("class.pooled_said", worlds=f"{one.pooled.total:,}", share=self._share(one))

    def _share(self, one: counts.Luck) -> str:
        share, low, high = (f"{100 * end:.1f}" for end in (one.pooled.share, one.pooled.low, one.pooled.high))
        return self.words.say("class.share", share=share, low=low, high=high)

    def _quote(self, one: counts.Explanation) -> Quote:
        student = one.student
        first = self.own.line(f"commit.name.{student.prediction.option}")
        told = self.words.say("class.quote_before", option=first, confidence=student.prediction.confidence)
        if student.after is not None:
            last = self.own.line(f"commit.name.{student.after.option}")
            told += " " + self.words.say("class.quote_after", option=last, confidence=student.after.confidence)
        return Quote(
            self.words[f"class.quote_{one.why}"],
            told,
            one.text,
            student.language if student.language in languages() else "",
        )
