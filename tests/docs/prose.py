"""What people read, piece by piece with file and line, and the rules of plain English that hold for it.

Pieces come from pages (markdown-it-py finds the paragraphs), from the texts of YAML files, from string constants and docstrings
of Python (ast), and from the texts between the tags of templates. What is set as code is no prose and is left out. General
linters were tried: nearly everything that proselint finds here is typography that was chosen, or a false alarm.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).with_name("words_that_are_out.yaml")
PAGES = ("*.md", "docs/**/*.md", "parameters/**/*.md", "exercises/**/*.md", "experiments/**/*.md")
DATA = ("parameters/**/*.yaml", "exercises/**/*.yaml")
CODE = ("sim/**/*.py", "experiments/**/*.py")
TEMPLATES = ("sim/**/templates/*.html",)
SCRIPTS = ("sim/**/templates/*.js",)
NOTEBOOKS = ("docs/*.ipynb",)
LONGEST_SENTENCE = 60
"""Words of a sentence, in pages and texts; docstrings may list the columns of a table in one."""
FIGURES = 5
"""With so many numbers a sentence is a list of figures in words, and may be longer."""
LONGEST_BREATH = 40
"""Words between two full stops, semicolons or colons. What reads well stays far below it."""
BREATHS = re.compile(r"[.;:!?](?:\s|$)")
QUOTED = ("first_words",)
"""Keys of YAML files below which others are quoted."""
CODE_WORD = "x"
"""Stands for a name that is set as code, so that the words around it stay apart."""
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)*]*\s+(?=[\"“‘(*]*(?:[A-Z0-9`]|x\b))|\n\s*\n")
LIST_ITEM = re.compile(r"\n\s*(?=(?:[-*]|\d+\.)\s)")
ARGUMENT = re.compile(r"^(\s*[\w, *]+ : [^\n]*)\n", re.MULTILINE)
"""The line of an argument in a docstring, with its type: what is said of it begins on the next line."""
COMMAND = "  python -m sim "
"""A line of a table with a command beside what it is for."""
SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an and are as at be by for if in is it its no not of on or than that the to was with")
)
"""A row of words without any of these is a list and no sentence."""


@dataclass(frozen=True)
class Piece:
    """A piece of text that people read: a paragraph, a label, a message."""

    file: str
    line: int
    text: str

    def place(self, offset: int) -> str:
        """File and line of what begins `offset` letters into the text."""
        return f"{self.file}:{self.line + self.text.count(chr(10), 0, offset)}"


@dataclass(frozen=True)
class Rule:
    """A pattern that is out, why, what to say instead, and a sentence that is out. Blanks also stand for line ends."""

    out: str
    why: str
    say: str
    such_as: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern as it is searched for."""
        return compiled(self.out)


@cache
def compiled(out: str) -> re.Pattern[str]:
    """A pattern in which a blank is any blank, whatever the case of its letters unless it says `(?-i:...)`."""
    return re.compile(out.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def rules() -> tuple[Rule, ...]:
    """The words that are out."""
    return tuple(Rule(**entry) for entry in yaml.safe_load(WORDS.read_text(encoding="utf-8")))


def in_page(text: str, file: str) -> Iterator[Piece]:
    """Paragraphs, list items, headings and cells of a page; no code, no formulas, no comments."""
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = re.sub(r"\$\$.*?\$\$", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline" and token.map:
            yield Piece(file, token.map[0] + 1, re.sub(r"\$[^$\n]+\$", CODE_WORD, _words(token)))


def _words(token: Token) -> str:
    """The text of a paragraph, with links and emphasis as plain words."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "code_inline":
            parts.append(CODE_WORD)
        elif child.type == "image":
            # The longest are made by the charts, number by number; their words are read where the charts write them.
            alternative = _words(child)
            parts.append(alternative if len(alternative.split()) <= LONGEST_BREATH else "")
        else:
            parts.append(child.content if child.type == "text" else "")
    return "".join(parts)


def in_data(text: str, file: str) -> Iterator[Piece]:
    """Every text of more than one word in a YAML file; keys are names."""
    root = yaml.compose(text)
    if root is not None:
        yield from _in_node(root, file)


def _in_node(node: yaml.Node, file: str) -> Iterator[Piece]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in QUOTED:
                yield from _in_node(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _in_node(value, file)
    elif isinstance(node, yaml.ScalarNode) and " " in node.value.strip():
        block = 1 if node.style in ("|", ">") else 0
        yield Piece(file, node.start_mark.line + 1 + block, without_code(node.value))


def in_code(text: str, file: str) -> Iterator[Piece]:
    """Docstrings, and string constants of more than one word, with a word for each value that is put into them."""
    parts: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(value) for value in ast.walk(node) if value is not node}
            said = "".join(v.value if isinstance(v, ast.Constant) else CODE_WORD for v in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            said = node.value
        else:
            continue
        if re.search(r"\w [\w'(]", said):
            yield Piece(file, node.lineno, without_code(said))


def without_code(text: str) -> str:
    """A text without examples, names that are set as code, and headings of docstrings; its lines stay where they are."""
    lines: list[str] = []
    example = False
    for line in text.split("\n"):
        bare = line.strip()
        example = bare.startswith((">>>", "$ ", "```")) or (example and bool(bare))
        heading = bool(re.fullmatch(r"-{3,}", bare))
        if heading and lines:
            lines[-1] = ""
        lines.append("" if example or heading or COMMAND in line else line)
    return re.sub(r"``[^`]+``|`[^`\n]+`", CODE_WORD, "\n".join(lines))


def in_template(text: str, file: str) -> Iterator[Piece]:
    """The texts between the tags of a template."""

    def emptied(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n")

    bare = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|\{#.*?#\}|\{%.*?%\}", emptied, text, flags=re.DOTALL)
    bare = re.sub(r"\{\{.*?\}\}", CODE_WORD, bare, flags=re.DOTALL)
    start = 0
    for tag in (*re.finditer(r"<[^>]+>", bare), None):
        said = bare[start : tag.start() if tag else len(bare)]
        if " " in said.strip():
            yield Piece(file, 1 + bare.count("\n", 0, start), said)
        start = tag.end() if tag else start


def in_script(text: str, file: str) -> Iterator[Piece]:
    """The comments and the strings of more than one word of a script of a page."""
    for found in re.finditer(r"(?m)(?:^|\s)//\s*(.*)$|'([^'\n]* [^'\n]*)'|`([^`]* [^`]*)`", text):
        said = next(part for part in found.groups() if part is not None)
        if re.match(r"[A-Za-z][\w',;:.-]*(?: [\w'(,;:.%$-]+)+", said) and not re.search(r"[<>{}=\[\]]", said):
            yield Piece(file, 1 + text.count("\n", 0, found.start(found.lastindex or 0)), said)


def in_notebook(text: str, file: str) -> Iterator[Piece]:
    """The pages between the code of a notebook; lines are counted from the first of each of them."""
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "markdown":
            yield from in_page("".join(cell["source"]), file)


KINDS: tuple[tuple[tuple[str, ...], Callable[[str, str], Iterator[Piece]]], ...] = (
    (PAGES, in_page),
    (DATA, in_data),
    (CODE, in_code),
    (TEMPLATES, in_template),
    (SCRIPTS, in_script),
    (NOTEBOOKS, in_notebook),
)


def files() -> list[tuple[Path, Callable[[str, str], Iterator[Piece]]]]:
    """Every file that is read, and how."""
    found = {path: read for kinds, read in KINDS for kind in kinds for path in sorted(ROOT.glob(kind))}
    return [(path, read) for path, read in found.items() if not {"results", "made"} & set(path.relative_to(ROOT).parts)]


def faults(piece: Piece) -> Iterator[str]:
    """What is wrong with a piece of text: place, phrase, why, and what to say instead."""
    for rule in rules():
        for found in rule.pattern.finditer(piece.text):
            phrase = " ".join(found[0].split())
            yield f"{piece.place(found.start())}: '{phrase}' is out ({rule.why}); say: {rule.say}"
    for start, sentence in sentences(piece.text):
        words, breath = length(sentence), max(map(length, BREATHS.split(sentence)))
        begin = " ".join(sentence.split()[:6])
        listed = piece.file.endswith(".py") or len(re.findall(r"\d+", sentence)) >= FIGURES
        if words > LONGEST_SENTENCE and not listed:
            yield f"{piece.place(start)}: a sentence of {words} words ('{begin} ...'); cut it: {LONGEST_SENTENCE} at most"
        elif breath > LONGEST_BREATH:
            yield f"{piece.place(start)}: {breath} words without a stop ('{begin} ...'); cut them: {LONGEST_BREATH} at most"


def length(sentence: str) -> int:
    """How many words a sentence has; a bare list of words is no sentence and counts as none."""
    words = [word for word in sentence.lower().split() if any(letter.isalpha() for letter in word)]
    return len(words) if SMALL_WORDS.intersection(words) else 0


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the place at which it begins; an item of a list is a sentence of its own."""
    start = 0
    ends = {found.end() for kind in (SENTENCE_END, LIST_ITEM) for found in kind.finditer(text)}
    ends |= {place for found in ARGUMENT.finditer(text) for place in (found.start(), found.end())}
    for end in sorted(ends | {len(text)}):
        said = text[start:end]
        yield start + len(said) - len(said.lstrip()), said.strip()
        start = end
