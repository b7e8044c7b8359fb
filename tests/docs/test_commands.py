"""Every command that a document tells a reader to type can be typed, and every name that it imports exists."""

import ast
import re
import shlex
from pathlib import Path

import click
import pytest

import sim
from docs._site.commands import every_command, examples
from sim.cli.main import commands

ROOT = Path(__file__).parents[2]
PAGES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if "made" not in path.parts]
DOCUMENTS = [ROOT / "README.md", *PAGES, ROOT / "experiments" / "README.md"]
CALLS = (["peace-under-force"], ["python", "-m", "sim"])
"""How the command line is called."""

FENCED = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fenced(language):
    for path in DOCUMENTS:
        for found, text in FENCED.findall(path.read_text(encoding="utf-8")):
            if found in language:
                yield path.name, text


def typed():
    """Every line that calls the command line, with its continuations."""
    for name, text in fenced(("", "sh", "bash")):
        for line in text.replace("\\\n", " ").splitlines():
            # Several commands may stand on one line, and a remark behind them.
            for part in line.split("&&"):
                words = shlex.split(part, comments=True)
                called = next((call for call in CALLS if words[: len(call)] == call), None)
                if called is not None and len(words) > len(called) and "..." not in words:
                    rest = words[len(called) :]
                    yield pytest.param(rest, id=f"{name}: {' '.join(rest)}"[:90])


def test_the_documents_tell_commands():
    assert len(list(typed())) > 20


def helped():
    """Every example that the help of a command shows."""
    for name, command in every_command():
        for line in examples(command):
            yield pytest.param(shlex.split(line)[len(CALLS[1]) :], id=f"{name}: {line}"[:90])


@pytest.mark.parametrize("words", [*typed(), *helped()])
def test_a_command_in_a_document_or_a_help_can_be_typed(words):
    command, rest = commands, words[: words.index("|")] if "|" in words else words
    while isinstance(command, click.Group):
        _, command, rest = command.resolve_command(click.Context(command), rest)
    command.make_context(words[0], rest)


def test_every_name_that_a_document_imports_exists():
    imported = []
    for _, text in fenced(("python",)):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module == "sim":
                imported += [alias.name for alias in node.names]
    assert len(imported) > 5
    assert [name for name in imported if not hasattr(sim, name)] == []
