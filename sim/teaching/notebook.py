"""An exercise as a Jupyter notebook: the words of the page, and cells that play the settings live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.teaching.data import cited
from sim.teaching.exercise import CHOICE, LEVEL, Cell, Exercise, Finding, Lever
from sim.teaching.lines import level_words, worded
from sim.teaching.words import ENGLISH, Words, exercise_words, interface_words, known_language

Made = dict[str, Any]

NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    },
}


def notebook(exercise: Exercise, language: str = ENGLISH) -> Made:
    """The notebook as it is written to a file: version 4.5 of the format, without results."""
    known_language(language)
    return {"cells": list(_Maker(exercise, language).cells()), **NOTEBOOK}


class _Maker:
    """Makes the cells of one notebook."""

    def __init__(self, exercise: Exercise, language: str) -> None:
        self.exercise, self.language = exercise, language
        self.own: Words = exercise_words(exercise, language)
        self.words: Words = interface_words(language)

    def cells(self) -> Iterator[Made]:
        """All cells, step by step."""
        yield from self._hook()
        yield from self._commit()
        yield from self._change()
        yield from self._explain()
        yield from self._findings()
        yield from self._exit()

    def _hook(self) -> Iterator[Made]:
        parts = [f"# {self.own['title']}", f"*{self.own.line('question')}*", self.words["notebook.how"]]
        for name, reference in (("claim", self.exercise.claim), ("rival", self.exercise.rival)):
            parts += [f"**{cited(reference)['said']}**", self.own[f"hook.{name}"]]
        yield text("hook", *parts, f"**{self.words['terminal.setting']}**", self.own["hook.setting"])
        yield text("code-words", self.words["terminal.code_why"])
        language = "" if self.language == ENGLISH else f', language="{self.language}"'
        yield code(
            "code",
            'CODE = ""',
            f"FORM = 50  # {self.words['notebook.form']}",
            "",
            "from sim.teaching.lab import begin",
            "",
            f'lab = begin("{self.exercise.name}", CODE, FORM{language})',
            "lab",
        )
        yield code("start", "lab.look()")

    def _commit(self) -> Iterator[Made]:
        yield text("commit", self._step("commit"), self.own["commit.question"], self._options())
        yield code(
            "prediction",
            f"PREDICTION = None  # {worded(self.words, 'notebook.number', number=len(self.exercise.options))}",
            f'REASON = ""  # {self.words["notebook.reason"]}',
            f"CONFIDENCE = None  # {self.words['notebook.confidence']}",
        )
        yield code("lock", "lab.lock(PREDICTION, REASON, CONFIDENCE)")

    def _change(self) -> Iterator[Made]:
        yield text("change", self._step("change"), self.own["change.task"], *map(self._lever, self.exercise.levers))
        change = {name: value for name, value in self.exercise.change.items() if value != self.exercise.start[name]}
        yield code("look", f"lab.look({literal(change)})")
        yield text("observe", self._step("observe"), self.own["observe.look"], self.words["notebook.more"])
        yield code("own-setting", f"lab.look({literal(change)}, versus={{}})")
        yield code("story", "lab.story()")

    def _explain(self) -> Iterator[Made]:
        yield text("explain", self._step("explain"))
        yield code("reply", "lab.reply()")
        yield from self._text("explanation", self.own["explain.prompt"])

    def _findings(self) -> Iterator[Made]:
        yield text("long", self.words["notebook.long"])
        yield text("findings", self._step("findings"), self.own["push.task"])
        for finding in self.exercise.findings:
            yield from self._finding(finding)
        yield text("transfer-words", self._step("transfer"), self.own["transfer.case"])
        yield from self._text("transfer", self.own["transfer.question"])
        yield text("limits", self._step("limits"), self.own["limits"])

    def _exit(self) -> Iterator[Made]:
        yield text("exit-words", self._step("exit"))
        yield from self._text("exit", self.own["exit.question"])
        yield text("now-words", self.words["terminal.now"], self.own["commit.question"], self._options())
        yield code(
            "now",
            f"PREDICTION_NOW = None  # {worded(self.words, 'notebook.number', number=len(self.exercise.options))}",
            f"CONFIDENCE_NOW = None  # {self.words['notebook.confidence']}",
            "lab.predict_now(PREDICTION_NOW, CONFIDENCE_NOW)",
        )
        yield text("write-words", self.words["notebook.write"])
        yield code("write", "lab.write()")
        yield text("script-words", self.words["notebook.script"])
        yield code(
            "script",
            "from sim import frequencies, simulate",
            "",
            f"study = simulate(lab.parameters({literal(self.exercise.start)}), worlds=200, seed=1)",
            "frequencies(study)",
        )

    def _finding(self, finding: Finding) -> Iterator[Made]:
        parts = [f"**{self.own.line(f'finding.{finding.name}.question')}**"]
        name = finding.name.upper()
        if finding.kind == CHOICE:
            parts.append(numbered(self.own.line(f"finding.{finding.name}.option.{one}") for one in finding.options))
            said = worded(self.words, "notebook.number", number=len(finding.options))
        elif finding.kind == LEVEL:
            lever = self.exercise.lever(finding.lever)
            said = worded(self.words, "terminal.level", levels=", ".join(map(_value, lever.levels)))
        else:
            said = worded(self.words, "notebook.setting", setting=literal(self.exercise.start))
        yield text(f"finding-{finding.name}-words", *parts)
        yield code(f"finding-{finding.name}", f"{name} = None  # {said}", f'lab.answer("{finding.name}", {name})')

    def _text(self, name: str, question: str) -> Iterator[Made]:
        yield text(f"{name}-question", question)
        yield code(f"{name}-text", f'{name.upper()} = """"""', f'lab.text("{name}", {name.upper()})')

    def _step(self, name: str) -> str:
        return f"## {self.words[f'terminal.step_{name}'].capitalize()}"

    def _options(self) -> str:
        return numbered(self.own.line(f"commit.option.{option}") for option in self.exercise.options)

    def _lever(self, lever: Lever) -> str:
        """A lever by its name, with its levels and its meaning."""
        own = f"lever.{lever.name}"
        shown = ", ".join(level_words(lever, one, self.own, "`") for one in lever.levels)
        costs = f" ({self.words['terminal.costs']} {', '.join(map(str, lever.points))})" if lever.points else ""
        label, meaning = self.own.line(f"{own}.label"), self.own.line(f"{own}.meaning")
        return f"- `{lever.name}`: **{label}**. {meaning} {self.words['terminal.levels']} {shown}{costs}."


def text(name: str, *parts: str) -> Made:
    """A cell of words."""
    return {"cell_type": "markdown", "id": name.replace("_", "-"), "metadata": {}, "source": "\n\n".join(parts)}


def code(name: str, *lines: str) -> Made:
    """A cell that is run."""
    return {
        "cell_type": "code",
        "id": name.replace("_", "-"),
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": "\n".join(lines),
    }


def numbered(texts: Any) -> str:
    """A list whose items have numbers."""
    return "\n".join(f"{place}. {one}" for place, one in enumerate(texts, 1))


def literal(cell: Cell) -> str:
    """A setting as Python writes it."""
    return "{" + ", ".join(f'"{name}": {_value(value)}' for name, value in cell.items()) + "}"


def _value(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
