"""Play the commands of the tutorial and write down what they print: `python tests/docs/make_tutorial.py`.

A lesson shows a command in a block `sh`, and behind it parts of what it prints in blocks `text`. The first line of such a block says
which part: `from "..."` is how its first line begins (blanks aside), `until "..."` how the first line after it begins.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LESSONS = tuple(sorted((ROOT / "docs" / "tutorial").glob("*.md")))
PICTURES = ROOT / "docs" / "pictures" / "tutorial"
DRAWN = {
    "five_authors.png": "results/five/authors.png",
    "fattah.png": "results/fattah/outcomes.png",
    "guarantee.png": "results/guarantee/flows.png",
    "dialogue.png": "results/dialogue/along_each.png",
}
"""The picture that a lesson shows, and the file that a command writes."""

BLOCK = re.compile(r"^```(?P<kind>sh|text)(?P<words>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = ["python", "-m", "sim"]


@dataclass(frozen=True)
class Shown:
    """A part of what a command prints, as a lesson shows it, with its place in the text."""

    command: str
    first: str
    after: str
    text: str
    span: tuple[int, int]

    def now(self, printed: str) -> str:
        """The same part of what the command prints now."""
        lines = [line.rstrip() for line in printed.splitlines()]
        begin = next((at for at, line in enumerate(lines) if line.lstrip().startswith(self.first)), None)
        if begin is None:
            raise ValueError(f"no line of `{self.command}` begins with {self.first!r}")
        rest = lines[begin:]
        end = next(
            (at for at, line in enumerate(rest) if self.after and line.lstrip().startswith(self.after)), len(rest)
        )
        return "\n".join(rest[:end]).rstrip() + "\n"


def shown(text: str) -> Iterator[Shown]:
    """Every part of an output that a lesson shows."""
    command = ""
    for block in BLOCK.finditer(text):
        if block["kind"] == "sh":
            command = block["body"].replace("\\\n", " ").strip().splitlines()[-1]
            continue
        said = dict(re.findall(r'(from|until) "([^"]*)"', block["words"]))
        yield Shown(command, said.get("from", ""), said.get("until", ""), block["body"], block.span("body"))


def commands(text: str) -> list[str]:
    """Every command that a lesson shows, in order."""
    blocks = (block["body"] for block in BLOCK.finditer(text) if block["kind"] == "sh" and not block["words"])
    return [line for body in blocks for line in body.replace("\\\n", " ").splitlines() if line.strip()]


def printed(text: str) -> dict[str, str]:
    """What each command prints, played in order in the present folder."""
    from sim.cli.main import main

    found = {}
    for command in commands(text):
        words = shlex.split(command, comments=True)
        if words[:3] != PROGRAM:
            raise ValueError(f"a command of the tutorial begins with `python -m sim`: {command}")
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            code = main(words[3:])
        if code:
            raise ValueError(f"`{command}` ended with exit code {code}")
        found[" ".join(command.split())] = out.getvalue()
    return found


def renewed(text: str, told: dict[str, str]) -> str:
    """A lesson with what its commands print now."""
    for one in reversed(list(shown(text))):
        begin, end = one.span
        text = text[:begin] + one.now(told[" ".join(one.command.split())]) + text[end:]
    return text


def keep_pictures() -> None:
    """Copy the pictures that the commands have drawn in the present folder."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, written in DRAWN.items():
        shutil.copyfile(written, PICTURES / name)


def main() -> None:
    """Renew all lessons and their pictures."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for path in LESSONS:
            text = path.read_text(encoding="utf-8")
            path.write_text(renewed(text, printed(text)), encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
        keep_pictures()
        os.chdir(ROOT)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
