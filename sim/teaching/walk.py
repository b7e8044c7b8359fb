"""The walk through an exercise, step by step, with whoever is asked: a terminal, or a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sim.common.errors import InputError
from sim.teaching.answers import Answers
from sim.teaching.bench import Bench, Talk
from sim.teaching.data import cited
from sim.teaching.exercise import CHOICE, LEVEL, Finding
from sim.teaching.lines import changes_words, folded, listed, prose, setting_words, worded
from sim.teaching.live import Live
from sim.teaching.typed import answer_of, confidence_of, levels, option_of, reason_of, text_of
from sim.teaching.words import exercise_words, interface_words

Given = TypeVar("Given")

SHORT = ("hook", "commit", "change", "observe", "explain", "exit")
LONG = ("hook", "commit", "change", "observe", "explain", "findings", "transfer", "limits", "exit")
STEPS = {20: SHORT, 50: LONG}
"""The steps of each form, by its minutes."""


class Walk:
    """One student's way through an exercise; what was answered already is not asked again."""

    def __init__(self, answers: Answers, live: Live, talk: Talk, kept: Callable[[], None] = lambda: None) -> None:
        """Begin or go on; `kept` is called whenever something was answered that must not be lost."""
        self.answers, self.live, self.talk, self.kept = answers, live, talk, kept
        self.exercise = answers.exercise
        self.own = exercise_words(self.exercise, answers.language)
        self.words = interface_words(answers.language)
        self.bench = Bench(live, answers, talk, self.own, self.words)

    def run(self) -> None:
        """Walk from the first step that is not done to the end."""
        steps = STEPS[self.answers.form]
        if self.answers.runs:
            with self.talk.working():
                self.answers.count_again(self.live)
        for number, step in enumerate(steps, 1):
            if step in self.answers.done:
                continue
            title = self.words[f"terminal.step_{step}"]
            head = worded(self.words, "terminal.step", number=number, steps=len(steps), title=title)
            self.talk.say(f"\n\n{head}\n{'=' * len(head)}", strong=True)
            getattr(self, step)()
            self.answers.done.append(step)
            self.kept()

    def hook(self) -> None:
        """Claim and rival claim, the situation, and how the student's own worlds end at the start."""
        self._say(self.own["title"], strong=True)
        self._say(self.own["question"])
        for name, reference in (("claim", self.exercise.claim), ("rival", self.exercise.rival)):
            self._say(cited(reference)["said"], strong=True)
            self._say(self.own[f"hook.{name}"])
        self._tell("setting", strong=True)
        self._say(self.own["hook.setting"])
        first, own = self.live.first, self.exercise.own
        self._tell("own_worlds", code=self.answers.code, first=first, last=first + own - 1, own=f"{own:,}")
        self.bench.start()
        self.bench.outcomes()
        if self.exercise.samples:
            self._tell("try_sample")
            self.bench.explore(self.words["terminal.sample_prompt"], self._nothing)

    def commit(self) -> None:
        """The prediction, its reason and how sure the student is; then it is locked."""
        if self.answers.prediction is not None:
            return
        self._options("commit.question")
        while True:
            option = self._ask("option", self._option)
            reason = self._ask("reason", reason_of)
            confidence = self._ask("confidence", confidence_of)
            self._tell("review", option=self.own.line(f"commit.option.{option}"), confidence=confidence)
            if self.talk.ask(self.words["terminal.lock"]).strip().lower() != self.words["terminal.again"]:
                break
        self.answers.lock(option, confidence, reason)
        self.kept()
        self._tell("locked")

    def change(self) -> None:
        """One thing is changed, by the student's own hand or by Enter."""
        self._say(self.own["change.task"])
        self.talk.say()
        self.bench.levers()
        task = changes_words(self.exercise, self.exercise.change)
        self._tell("how_to_change", change=task)
        self.bench.explore(worded(self.words, "terminal.change_prompt", change=task), self._changed)

    def observe(self) -> None:
        """What to look at, the same world in two settings, and settings of the student's own."""
        self._say(self.own["observe.look"])
        self.bench.told(short=True)
        self._tell("more_settings")
        self.bench.stand()
        self.bench.explore(self.words["terminal.setting_prompt"], self._nothing)

    def explain(self) -> None:
        """The reply to the prediction, the rule, and the student's own explanation."""
        with self.talk.working() as progress:
            self.live.load_words(progress)
        told = self.live.with_figures(self.own)
        prediction = self.answers.prediction or {}
        self._tell("predicted", option=self.own.line(f"commit.option.{prediction['option']}"), strong=True)
        self._say(worded(self.words, "page.all_worlds", worlds=f"{self.exercise.worlds:,}"))
        self._say(told[f"reply.{prediction['option']}"])
        self._tell("rule", strong=True)
        self._say(told["explain.rule"])
        self._text("explanation", "explain.prompt")

    def findings(self) -> None:
        """Questions that the student answers from the worlds."""
        self._say(self.own["push.task"])
        self._tell("answering")
        self.bench.stand()
        for number, finding in enumerate(self.exercise.findings, 1):
            if finding.name not in self.answers.findings:
                self._finding(number, finding)

    def transfer(self) -> None:
        """A case outside of this one."""
        self._say(self.own["transfer.case"])
        self._text("transfer", "transfer.question")

    def limits(self) -> None:
        """Where the model is weak."""
        self._say(self.own["limits"])

    def exit(self) -> None:
        """The last question, and what the student would predict now."""
        self._text("exit", "exit.question")
        if self.answers.after is None:
            self._options("commit.question", "terminal.now")
            option = self._ask("option", self._option)
            self.answers.after = {"option": option, "confidence": self._ask("confidence", confidence_of)}

    def _finding(self, number: int, finding: Finding) -> None:
        question = self.own.line(f"finding.{finding.name}.question")
        self._say(f"{number}/{len(self.exercise.findings)} {question}", strong=True)
        for place, option in enumerate(finding.options, 1):
            self.talk.say(
                prose(f"{place}. {self.own.line(f'finding.{finding.name}.option.{option}')}", self.talk.width, "  ")
            )
        if finding.kind == LEVEL:
            self._tell("level", levels=levels(self.exercise.lever(finding.lever)))
        self.talk.say()
        prompt = worded(self.words, f"terminal.prompt_{finding.kind}", number=len(finding.options))
        given = self.bench.explore(prompt, lambda typed: self._answer(finding, typed))
        self.answers.findings[finding.name] = given
        self.kept()
        self._tell("noted", answer=self._in_words(finding, given))

    def _in_words(self, finding: Finding, given: Any) -> str:
        """An answer as it is confirmed."""
        if finding.kind == CHOICE:
            return self.own.line(f"finding.{finding.name}.option.{given}")
        return setting_words(given) if isinstance(given, dict) else str(given)

    def _answer(self, finding: Finding, typed: str) -> Any:
        if finding.kind in (CHOICE, LEVEL):
            return answer_of(self.exercise, finding, typed)
        if typed.lower() != self.words["terminal.use"]:
            raise InputError(self.words["terminal.no_use"])
        return dict(self.bench.now)

    def _changed(self, typed: str) -> None:
        """Enter plays the change, unless it is what was shown last; nothing else goes on before it was played."""
        if typed:
            raise InputError(worded(self.words, "terminal.not_understood", typed=typed[:40]))
        change = self.exercise.full(self.exercise.change)
        if self.bench.now != change:
            self.bench.look(change)

    def _nothing(self, typed: str) -> None:
        if typed and typed.lower() != self.words["terminal.done"]:
            raise InputError(worded(self.words, "terminal.not_understood", typed=typed[:40]))

    def _option(self, typed: str) -> str:
        return option_of(typed, self.exercise.options)

    def _options(self, question: str, before: str = "") -> None:
        self._say(" ".join([*([self.words[before]] if before else []), self.own[question]]))
        for place, option in enumerate(self.exercise.options, 1):
            self.talk.say(prose(f"{place}. {self.own.line(f'commit.option.{option}')}", self.talk.width, "  "))

    def _ask(self, name: str, reader: Callable[[str], Given]) -> Given:
        prompt = worded(self.words, f"terminal.ask_{name}", number=len(self.exercise.options))
        while True:
            try:
                return reader(self.talk.ask(prompt))
            except InputError as error:
                self._wrong(error)

    def _text(self, name: str, question: str) -> None:
        """Some lines up to an empty one; nothing at all only if the student means it."""
        if name in self.answers.texts:
            return
        self._say(self.own[question])
        self._tell("several_lines")
        lines = self.answers.drafts.pop(name, "").splitlines()
        if lines:
            self._tell("written_so_far")
            self.talk.say(listed(lines, self.talk.width))
        warned = False
        while True:
            self._lines(name, lines)
            try:
                text = text_of("\n".join(lines))
            except InputError as error:
                self._wrong(error)
                lines = []
                continue
            if text or warned:
                self.answers.texts[name] = text
                self.kept()
                return
            warned = True
            self._tell("empty")

    def _lines(self, name: str, lines: list[str]) -> None:
        """Take lines up to an empty one; if the walk breaks off in between, they are kept as a draft."""
        try:
            while line := self.talk.ask(">").rstrip():
                if line.lower() == "help" and not lines:
                    self._tell("several_lines")
                else:
                    lines.append(line)
        except BaseException:
            self.answers.drafts[name] = "\n".join(lines)
            raise

    def _wrong(self, error: InputError) -> None:
        self.talk.say(folded(f"{error}.", self.talk.width))

    def _say(self, text: str, strong: bool = False) -> None:
        self.talk.say()
        self.talk.say(prose(text, self.talk.width), strong)

    def _tell(self, name: str, strong: bool = False, **values: object) -> None:
        self.talk.say()
        self.talk.say(folded(worded(self.words, f"terminal.{name}", **values), self.talk.width), strong)
