"""A student who answers from a list of lines, as a test of the walk needs one."""

from contextlib import contextmanager

from sim.teaching.answers import Answers
from sim.teaching.exercise import CHOICE, LEVEL
from sim.teaching.live import Live
from sim.teaching.walk import Walk

CODE = "blue heron 7"
REASON = "since belief must turn the balance"
LIVES = {}


class Listed:
    """Answers with one line after the other, and keeps all that is said."""

    width = 80

    def __init__(self, lines):
        self.lines, self.said = list(lines), []

    def say(self, text="", strong=False):
        self.said.append(text)

    def ask(self, prompt):
        self.said.append(prompt)
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        return line

    @contextmanager
    def working(self):
        yield None

    @property
    def text(self):
        return "\n".join(self.said)

    @property
    def flat(self):
        return " ".join(self.text.split())


def live_of(exercise):
    """The worlds of a small exercise, played once for all tests of a process."""
    return LIVES.setdefault(exercise.name, Live(exercise, CODE, workers=1))


def until_observed(exercise, option="1", reason=REASON, confidence="70"):
    samples = ["sample 10", ""] if exercise.samples else []
    return [*samples, option, reason, confidence, "", "", ""]


def lines(exercise, form, option="1", after="1", findings=None):
    """The lines of a student who goes through the whole exercise."""
    given = [*until_observed(exercise, option), "One line of an explanation.", "And another.", ""]
    if form == 50:
        for finding in exercise.findings:
            level = str(exercise.lever(finding.lever).levels[1]) if finding.lever else ""
            usual = {CHOICE: "1", LEVEL: level}.get(finding.kind, "use")
            given.append((findings or {}).get(finding.name, usual))
        given += ["The same elsewhere.", ""]
    return [*given, "One question.", "", after, "80"]


def walked(exercise, typed, form=50, answers=None):
    """Walk with these lines; the answers and what was said."""
    answers = answers or Answers(exercise, CODE, form, "en")
    talk = Listed(typed)
    Walk(answers, live_of(exercise), talk).run()
    assert talk.lines == []
    return answers, talk
