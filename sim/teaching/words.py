"""The words of exercises: Markdown cut into pieces by id, one file per language, and the words of all pages and messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt

from sim.common.errors import BrokenFileError, InputError, said, suggestion
from sim.parameters.files import read_bytes
from sim.teaching.exercise import CHOICE, Exercise
from sim.teaching.folder import CONCEPT_CHECK, exercises_folder, node_of

ENGLISH, PSEUDO = "en", "pseudo"
"""The language that is complete, and one made from it in which every word is marked, to find words that are in no file."""

_HEADING = re.compile(r"^# +(\S+) *$", re.MULTILINE)
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

GUIDE = (
    "goal", "before", "plan.20", "plan.50", "plan.90", "project", "answers", "wrong", "weak", "sensitive", "rubric", "readings",
)  # fmt: skip
"""The pieces of an instructor's guide."""


@dataclass(frozen=True)
class Words:
    """Texts in Markdown by id.

    Attributes
    ----------
    texts : mapping of str to str
    file : str
        Where they stand, for messages.
    figures : mapping of str to str
        What stands for `{name}` in them; empty for words without numbers.
    """

    texts: Mapping[str, str]
    file: str
    figures: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The text of an id with its numbers, still in Markdown; `InputError` if there is none."""
        if name not in self.texts:
            raise InputError(f"{self.file}: no words for '{name}'; {suggestion(name, self.texts)}")
        return filled(self.texts[name], self.figures, f"{self.file}: {name}")

    def __contains__(self, name: str) -> bool:
        return name in self.texts

    def say(self, name: str, **values: object) -> str:
        """The text of an id with values for its places, such as `{worlds}`."""
        return self.with_figures({**self.figures, **{key: str(value) for key, value in values.items()}})[name]

    def html(self, name: str) -> str:
        """The text of an id as HTML; what looks like HTML in it is shown, not obeyed."""
        return markdown(self[name])

    def line(self, name: str) -> str:
        """The text of an id as one plain line."""
        return plain(self[name])

    def with_figures(self, figures: Mapping[str, str]) -> Words:
        """The same words with numbers for their places."""
        return Words(self.texts, self.file, figures)


def markdown(text: str) -> str:
    """Markdown as HTML, without any HTML of its own; a number stays on the line of its sign."""
    return str(_MARKDOWN.render(text)).replace(" %", "\N{NO-BREAK SPACE}%").strip()


def plain(text: str) -> str:
    """Markdown as one line without its signs."""
    return " ".join(re.sub(r"[*_`]", "", text).split())


def filled(text: str, values: Mapping[str, object], place: str) -> str:
    """A text with values for its `{places}`; `InputError` names the place of a value that is missing."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise InputError(f"{place}: no value for {{{found[1]}}}; {suggestion(found[1], values)}")
        return str(values[found[1]])

    return _PLACE.sub(value, text)


def exercise_words(exercise: Exercise, language: str = ENGLISH, folder: Path | None = None) -> Words:
    """All words that a student sees of an exercise; `InputError` if one is missing, or is there and nothing asks for it."""
    words = _words(f"{exercise.name}/{_file(language)}.md", language, folder)
    _refuse_other_ids(words, expected_ids(exercise))
    return words


def guide_words(exercise: Exercise, language: str = ENGLISH, folder: Path | None = None) -> Words:
    """The instructor's guide of an exercise."""
    words = _words(f"{exercise.name}/guide.{_file(language)}.md", language, folder)
    _refuse_other_ids(words, GUIDE)
    return words


def concept_words(expected: Iterable[str], language: str = ENGLISH, folder: Path | None = None) -> Words:
    """The words of the concept check, of which these ids are expected."""
    words = _words(f"{CONCEPT_CHECK}/{_file(language)}.md", language, folder)
    _refuse_other_ids(words, expected)
    return words


def interface_words(language: str = ENGLISH, folder: Path | None = None) -> Words:
    """The words of pages and messages that are the same in every exercise."""
    file = f"words/{_file(language)}.yaml"
    place = exercises_folder() if folder is None else folder
    known_language(language, place)
    node = node_of("", file, place)
    texts = {
        f"{group}.{name}": _spoken(child.text(), language)
        for group, part in node.mapping().items()
        for name, child in part.mapping().items()
    }
    return Words(texts, file, {})


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages in which there are words."""
    place = (exercises_folder() if folder is None else folder) / "words"
    return tuple(sorted(path.stem for path in place.glob("*.yaml")))


def known_language(language: str, folder: Path | None = None) -> None:
    """Raise `InputError` if there are no words in a language."""
    known = languages(folder)
    if language not in (*known, PSEUDO):
        raise InputError(f"no words in the language {said(language)}; {suggestion(language, known, full_list=True)}")


def expected_ids(exercise: Exercise) -> list[str]:
    """The ids of all words that an exercise needs."""
    found = ["title", "question", "summary", "hook.claim", "hook.rival", "hook.setting"]
    for lever in exercise.levers:
        found += [f"lever.{lever.name}.{part}" for part in ("label", "meaning")]
        found += [f"lever.{lever.name}.level.{level}" for level in lever.levels if not lever.numeric]
    found += ["commit.question"]
    found += [f"commit.{part}.{option}" for part in ("option", "name") for option in exercise.options]
    found += ["change.task", "observe.look", *(f"told.{name}" for name in exercise.told)]
    found += [f"reply.{option}" for option in exercise.options]
    found += ["explain.rule", "explain.prompt"]
    for finding in exercise.findings:
        found += [f"finding.{finding.name}.{part}" for part in ("question", "hint")]
        found += [f"finding.{finding.name}.option.{option}" for option in finding.options if finding.kind == CHOICE]
    return [*found, "push.task", "transfer.case", "transfer.question", "limits", "exit.question"]


def pieces(text: str, file: str) -> dict[str, str]:
    """Markdown cut at its headings of the first level, which are ids; `BrokenFileError` if an id comes twice."""
    parts = _HEADING.split(text)
    if parts[0].strip():
        raise BrokenFileError(f"{file}: words stand before the first heading; begin with a line such as '# title'")
    found: dict[str, str] = {}
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        if name in found:
            raise BrokenFileError(f"{file}: '# {name}' comes twice; write each piece once")
        if not content.strip():
            raise BrokenFileError(f"{file}: nothing stands under '# {name}'")
        found[name] = content.strip()
    return found


def _words(file: str, language: str, folder: Path | None) -> Words:
    place = exercises_folder() if folder is None else folder
    known_language(language, place)
    texts = _pieces_of(file, read_bytes(place, file))
    return Words({name: _spoken(text, language) for name, text in texts.items()}, file, {})


@lru_cache(maxsize=256)
def _pieces_of(file: str, content: bytes) -> dict[str, str]:
    try:
        return pieces(content.decode("utf-8-sig").replace("\r\n", "\n"), file)
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{file}: not UTF-8 text; save the file in the encoding UTF-8") from error


def _refuse_other_ids(words: Words, expected: Iterable[str]) -> None:
    wanted = list(expected)
    missing = [name for name in wanted if name not in words]
    extra = [name for name in words.texts if name not in wanted]
    if missing:
        raise BrokenFileError(f"{words.file}: words are missing: {', '.join(missing)}")
    if extra:
        raise BrokenFileError(f"{words.file}: nothing asks for '# {extra[0]}'; {suggestion(extra[0], wanted)}")


def _file(language: str) -> str:
    return ENGLISH if language == PSEUDO else language


def _spoken(text: str, language: str) -> str:
    """The text itself, or marked beyond doubt in the language that only tests speak."""
    if language != PSEUDO:
        return text
    lines = [_marked(line) if line.strip() else line for line in text.split("\n")]
    return "\n".join(lines)


def _marked(line: str) -> str:
    """A line with brackets around its words and accents on them; places for values and signs of Markdown stay."""
    start = re.match(r"\s*(?:[-*+] |\d+\. |\|)?", line)
    front = start[0] if start else ""
    if set(line) <= set("|-: "):
        return line
    rest = re.split(r"(\{[a-z][a-z0-9_]*\})", line[len(front) :])
    accented = "".join(part if place % 2 else part.translate(_ACCENTED) for place, part in enumerate(rest))
    return f"{front}⟦{accented}⟧"
