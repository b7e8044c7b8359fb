"""Remarks and links of the Markdown files, which are written for readers of the repository, in the words of the site.

A page of `docs/` says in a remark, which nobody sees elsewhere, where the site needs a list of pages::

    <!-- pages Learn: tutorial/1_run tutorial/2_change -->

and what only the site can show, because it is made there::

    <!-- on the site: Go to [Commands](made/commands.md). -->

Links out of `docs/` go to the page that the site has for the file, and else become plain text.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
DOCS = "docs"

PAGES = {
    "README.md": "docs/index.md",
    "CONTRIBUTING.md": "docs/made/contributing.md",
    "CHANGELOG.md": "docs/made/changelog.md",
    "parameters/README.md": "docs/made/parameter_files.md",
    "experiments/README.md": "docs/made/experiments.md",
}
"""Where the site shows a file that lies outside `docs/`."""

REMARK = re.compile(r"^<!-- pages(?P<caption>[^:\n]*): (?P<names>[^>]*?)-->$", re.MULTILINE)
ON_THE_SITE = re.compile(r"^<!-- on the site: (.*?) -->$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?P<before>!?\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\()(?P<target>[^()\s]+)\)")
FENCE = re.compile(r"^(?P<ticks>```+)[^\n]*\n.*?^(?P=ticks)[ \t]*$", re.MULTILINE | re.DOTALL)


def for_the_site(text: str, source: str, page: str) -> str:
    """The text of a file as a page of the site.

    Parameters
    ----------
    text : str
        Markdown.
    source, page : str
        Where the file lies and where its page lies, both from the root of the repository.
    """
    text = ON_THE_SITE.sub(r"\1", REMARK.sub(_list_of_pages, text))
    pieces, end = [], 0
    for fence in FENCE.finditer(text):
        pieces += [_linked(text[end : fence.start()], source, page), fence[0]]
        end = fence.end()
    return _with_one_title("".join([*pieces, _linked(text[end:], source, page)]))


def _with_one_title(text: str) -> str:
    """A page whose parts are headed like titles, with each part one level lower: the site lists pages by their title."""
    pieces, end = [], 0
    if len(re.findall(r"^# ", FENCE.sub("", text), re.MULTILINE)) < 2:
        return text
    for fence in FENCE.finditer(text):
        pieces += [_lowered(text[end : fence.start()], first=not end), fence[0]]
        end = fence.end()
    return "".join([*pieces, _lowered(text[end:], first=not end)])


def _lowered(text: str, first: bool) -> str:
    title, rest = re.match(r"(\s*# [^\n]*\n)?(.*)", text, re.DOTALL).groups() if first else ("", text)
    return (title or "") + re.sub(r"^(#+ )", r"#\1", rest, flags=re.MULTILINE)


def _list_of_pages(found: re.Match[str]) -> str:
    caption = found["caption"].strip()
    options = [":hidden:", *([f":caption: {caption}"] if caption else [])]
    return "\n".join(["```{toctree}", *options, "", *found["names"].split(), "```"])


def _linked(text: str, source: str, page: str) -> str:
    return LINK.sub(lambda found: _link(found, source, page), text)


def _link(found: re.Match[str], source: str, page: str) -> str:
    target, hash_, anchor = found["target"].partition("#")
    if not target or re.match(r"[a-z]+:", target):
        return found[0]
    path = os.path.normpath(PurePosixPath(source).parent / target)
    path = PAGES.get(path, path)
    if not path.startswith(f"{DOCS}/") or not path.endswith((".md", ".ipynb", ".png", ".svg")):
        return found["words"]
    relative = os.path.relpath(path, PurePosixPath(page).parent)
    return f"{found['before']}{relative}{hash_}{anchor})"
