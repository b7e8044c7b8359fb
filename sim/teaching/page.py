"""The pages that a student works with: one HTML file each, which needs no other file and no network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_HATCHES, hatch_ink
from sim.common.version import __version__
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import number
from sim.teaching.shell import rendered, style
from sim.teaching.words import ENGLISH, PSEUDO, filled

Data: TypeAlias = "Mapping[str, Any]"
"""Plain values for JSON, as `sim.teaching.data.data_of` gives them."""

TEMPLATES = Path(__file__).with_name("templates")
SCRIPTS = (
    "count.js",
    "words.js",
    "state.js",
    "charts.js",
    "fields.js",
    "bench.js",
    "walk.js",
    "answers.js",
    "start.js",
)
CHECK_SCRIPTS = ("count.js", "words.js", "concept_check.js")
_GROUPS = ("page", "check_page", "outcome", "measure")
"""Of the words that are the same in every exercise, those that the scripts may need."""


def exercise_page(data: Data) -> str:
    """An exercise as one page, from all that a student sees of it; the same data give the same text."""
    said = _Said(data["texts"], data["words"])
    exercise = data["exercise"]
    return _page(
        "exercise.html",
        SCRIPTS,
        _for_scripts(data, said),
        said=said,
        language=data["language"],
        exercise=exercise,
        told=data["told"],
        flowing=_flowing,
        shown=(*data["outcomes"], *exercise["measures"]),
        outcomes=_outcomes(),
        version=data["version"],
        lever_of={lever["name"]: lever for lever in exercise["levers"]}.__getitem__,
        level_said=said.level,
        short=_written,
        measure=said.measure,
        setting=lambda cell: said.setting(exercise["levers"], cell),
    )


def index_page(entries: Sequence[Data], words: Mapping[str, str], language: str = ENGLISH, check: str = "") -> str:
    """The list of exercises, each with name, number, title, question, summary and file; `check` is the file of the concept check."""
    return _page("index.html", (), None, said=_Said({}, words), language=language, entries=entries, check=check)


def concept_check_page(
    items: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    words: Mapping[str, str],
    language: str = ENGLISH,
) -> str:
    """The concept check as one page: the options of each item in order, and its texts as HTML by id."""
    data = {
        "language": language,
        "version": __version__,
        "edition": hashlib.sha256(json.dumps([*items]).encode()).hexdigest()[:12],
        "items": [{"name": name, "options": list(options)} for name, options in items.items()],
        "words": _needed(words),
    }
    said = _Said(texts, words)
    options = {"items": data["items"], "version": __version__}
    return _page("concept_check.html", CHECK_SCRIPTS, data, said=said, language=language, **options)


def script_json(data: Any) -> Markup:
    """Data as JSON that cannot end the script element in which it stands, nor a line of a script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))


class _Said:
    """The words of one page: texts of the exercise in HTML, and words that are the same in every exercise."""

    def __init__(self, texts: Mapping[str, str], words: Mapping[str, str]) -> None:
        self.texts, self.words = texts, words

    def say(self, name: str, **values: object) -> str:
        """Words that are the same in every exercise, with values in their places."""
        return filled(self.words[name], values, name).replace(" %", "\N{NO-BREAK SPACE}%")

    def text(self, name: str) -> Markup:
        """A text of the exercise in its paragraphs."""
        return Markup(self.texts[name])

    def line(self, name: str) -> Markup:
        """A text of the exercise within a line: its paragraphs are only broken."""
        return Markup(re.sub(r"</p>\s*<p>", "<br>", self.texts[name]).removeprefix("<p>").removesuffix("</p>"))

    def plain(self, name: str) -> str:
        """A text of the exercise without any marks."""
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.texts[name])).split())

    def measure(self, name: str) -> str:
        """An outcome or a measure in words."""
        return self.say(f"{'outcome' if name in OUTCOMES else 'measure'}.{name}")

    def level(self, lever: Data, value: Any) -> str:
        """A level of a lever as it is written."""
        if not lever["numeric"]:
            return self.plain(f"lever.{lever['name']}.level.{value}")
        written = _written(lever, value)
        spent = lever["points"]
        return self.say("page.points", value=written, points=spent[lever["levels"].index(value)]) if spent else written

    def setting(self, levers: Iterable[Data], cell: Data) -> str:
        """A setting of all levers in words."""
        return "; ".join(
            f"{self.plain('lever.' + lever['name'] + '.label')}: {self.level(lever, cell[lever['name']])}"
            for lever in levers
        )


def _written(lever: Data, value: Any) -> str:
    """A number of a lever; what is added has a sign."""
    return f"+{number(value)}" if lever["adds"] else number(value)


def _flowing(history: str) -> str:
    """A told history whose lines are broken by the screen, not by the width of a terminal."""
    return re.sub(r"\n {4,}(?=\S)", " ", history)


def _for_scripts(data: Data, said: _Said) -> dict[str, Any]:
    """What the scripts of a page need: no more texts than labels, and the worlds of all cells."""
    kept = ("name", "version", "worlds", "own", "samples", "measures", "main", "points", "start", "change", "findings")
    levers = [
        {key: lever[key] for key in ("name", "levels", "numeric", "adds", "points")}
        | {
            "label": said.plain(f"lever.{lever['name']}.label"),
            "names": [said.level(lever, one) for one in lever["levels"]],
        }
        for lever in data["exercise"]["levers"]
    ]
    return {
        **{key: data[key] for key in ("language", "version", "seed", "outcomes", "cells", "hashes")},
        "exercise": {**{key: data["exercise"][key] for key in kept}, "levers": levers},
        "words": _needed(data["words"]),
    }


def _needed(words: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in words.items() if name.partition(".")[0] in _GROUPS}


def _outcomes() -> list[dict[str, str]]:
    """How each outcome is filled."""
    return [
        {"name": name, "colour": OUTCOME_COLOURS[name], "hatch": OUTCOME_HATCHES[name], "ink": hatch_ink(name)}
        for name in OUTCOMES
    ]


def _page(template: str, scripts: Sequence[str], data: Any, *, said: _Said, language: str, **values: Any) -> str:
    """One page with its style, script and data, and a policy that allows nothing else."""
    look, script = style("exercise.css"), _joined(scripts)
    return rendered(
        template,
        lang=ENGLISH if language == PSEUDO else language,
        policy=_policy(look, script),
        style=look,
        script=Markup(script),
        data=script_json(data),
        say=said.say,
        text=said.text,
        line=said.line,
        plain=said.plain,
        **values,
    )


def _joined(scripts: Sequence[str]) -> str:
    """Some scripts as one, in which no name is global."""
    if not scripts:
        return ""
    parts = [(TEMPLATES / name).read_text(encoding="utf-8") for name in scripts]
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


def _policy(style: str, script: str) -> str:
    """The content policy: this style and this script, and no address at all."""
    return (
        f"default-src 'none'; script-src {_hash(script) if script else _NONE}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


_NONE = "'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
