"""The instructor's guide of an exercise as one HTML page, with everything that the key says computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from sim.common.version import __version__
from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.exercise import LEVEL, SETTING, Exercise, Lever, Value
from sim.teaching.figures import figures
from sim.teaching.grid import Grid
from sim.teaching.judging import answers, holds, right
from sim.teaching.key import FindingKey, Key, Statement, read_key
from sim.teaching.shell import rendered
from sim.teaching.words import ENGLISH, GUIDE, Words, exercise_words, guide_words, interface_words


def guide_page(exercise: Exercise, grid: Grid, language: str = ENGLISH) -> str:
    """The guide as one page that needs no other file: its words, what the key says and what was found, all cells."""
    told = figures(grid)
    guide, own = (read(exercise, language).with_figures(told) for read in (guide_words, exercise_words))
    words = interface_words(language)
    teller = Teller(grid, words, own)
    shown = [lever.name for lever in exercise.levers]
    return rendered(
        "guide.html",
        language=language,
        title=own.line("title"),
        remark=words["guide.instructor"],
        parts=[(name, words[f"guide.{name}"], Markup(guide.html(name))) for name in GUIDE],
        computed=words["guide.computed"],
        how=words.say("guide.computed_how", **_facts(grid)),
        heads=[words[f"guide.{name}"] for name in ("claim", "found", "verdict")],
        rows=teller.rows(read_key(exercise)),
        cells_title=words["guide.cells"],
        caption=words.say("guide.cells_caption", **_facts(grid)),
        columns=[
            *(own.line(f"lever.{name}.label") for name in shown),
            *(teller.measure(one) for one in exercise.shown),
        ],
        cells=[teller.cell_row(cell) for cell in exercise.cells()],
        levers=len(shown),
    )


def _facts(grid: Grid) -> dict[str, Any]:
    return {"version": __version__, "worlds": f"{grid.exercise.worlds:,}", "seed": grid.seed}


class Teller:
    """Says what a key asks and what a grid shows, in the words of an exercise."""

    def __init__(self, grid: Grid, words: Words, own: Words) -> None:
        self.grid = grid
        self.exercise = grid.exercise
        self.words = words
        self.own = own

    def rows(self, key: Key) -> list[tuple[str, str, str, str]]:
        """One row for each thing that must hold: which finding it belongs to, what, what was found, and whether it holds."""
        found = [self._row(self.words["guide.prediction"], one) for one in key.because]
        for finding in key.findings:
            name = self.own.line(f"finding.{finding.finding.name}.question")
            if finding.finding.kind == SETTING:
                found.append((name, "", self.settings(finding), ""))
            elif finding.finding.kind == LEVEL:
                found.append((name, "", self.level(finding), ""))
            else:
                option = self.own.line(f"finding.{finding.finding.name}.option.{finding.answer}")
                found += [self._row(f"{name} {option}", one) for one in finding.because]
        return found

    def _row(self, name: str, statement: Statement) -> tuple[str, str, str, str]:
        verdict = self.words["guide.yes" if holds(self.grid, statement) else "guide.no"]
        return name, self.asked(statement), self.found(statement), verdict

    def asked(self, statement: Statement) -> str:
        """A statement of a key as a phrase."""
        values = {
            "measure": self.measure(statement.measure),
            "points": f"{statement.points:g}",
            "before": self.place(statement.before),
            "after": self.place(statement.after),
        }
        return self.words.say(f"guide.{statement.kind}", **values)

    def found(self, statement: Statement) -> str:
        """What the worlds show of it, with the interval."""
        if statement.kind in ("below", "above"):
            share = self.grid.share(statement.after, statement.measure)
            return f"{100 * share.share:.1f} % ({100 * share.low:.1f}–{100 * share.high:.1f})"
        change = self.grid.change(statement.before, statement.after, statement.measure)
        return f"{100 * change.size:+.1f} ({100 * change.low:+.1f} to {100 * change.high:+.1f})"

    def level(self, key: FindingKey) -> str:
        """The level that is right, or the interval in which a threshold lies."""
        answer = answers(self.grid, key)
        if answer is None:
            return self.words["guide.none"]
        lever = self.exercise.lever(key.finding.lever)
        if isinstance(answer, tuple):
            return self.words.say("guide.threshold", low=f"{answer[0]:g}", high=f"{answer[1]:g}")
        return self.value(lever, answer)

    def settings(self, key: FindingKey) -> str:
        """How many settings of the grid are right, and the first few of them."""
        cells = list(self.exercise.cells())
        good = [cell for cell in cells if right(self.grid, key, cell)]
        counted = self.words.say("guide.settings", right=len(good), cells=len(cells))
        return "; ".join([counted, *(self.place(cell) for cell in good[:3])])

    def measure(self, name: str) -> str:
        """A measure or an outcome in words."""
        return self.words[f"{'outcome' if name in OUTCOMES else 'measure'}.{name}"]

    def place(self, part: Mapping[str, Value]) -> str:
        """Values of levers in words; nothing is the start."""
        if not part:
            return self.words["guide.start"]
        return "; ".join(
            f"{self.own.line(f'lever.{name}.label')}: {self.value(self.exercise.lever(name), value)}"
            for name, value in part.items()
        )

    def value(self, lever: Lever, value: Value) -> str:
        """One level of a lever in words."""
        if lever.numeric:
            return f"{value:+g}" if lever.adds else f"{value:g}"
        return self.own.line(f"lever.{lever.name}.level.{value}")

    def cell_row(self, cell: Mapping[str, Value]) -> list[str]:
        """The levels of a cell and the share of everything that is counted in it."""
        levels = [self.value(lever, cell[lever.name]) for lever in self.exercise.levers]
        return [*levels, *(f"{100 * self.grid.share(cell, what).share:.1f}" for what in self.exercise.shown)]
