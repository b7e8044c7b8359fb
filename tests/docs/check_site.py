"""Follow every link of the built site and see that it needs no network: `python tests/docs/check_site.py results/site`.

Links to other addresses are not followed, because the machine may be offline; whatever a page loads must lie beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {("img", "src"), ("script", "src"), ("link", "href"), ("source", "src"), ("iframe", "src")}
"""What a browser fetches by itself."""


class Page(HTMLParser):
    """The links, the loaded files and the anchors of a page, and how many equations it draws."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.equations = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag points to, loads or names."""
        self.equations += tag == "math"
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            if (tag, name) in LOADED and value:
                self.loaded.append(value)
            if (tag, name) == ("a", "href") and value:
                self.links.append(value)


@cache
def page(path: Path) -> Page:
    """A page, read once."""
    return Page(path)


def broken(folder: Path) -> Iterator[str]:
    """What is wrong with a site, one sentence each."""
    for path in sorted(folder.rglob("*.html")):
        for link in {*page(path).links, *page(path).loaded}:
            if (wrong := _wrong(path, link)) is not None:
                yield f"{path.relative_to(folder)}: {wrong}"


def _wrong(path: Path, link: str) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return f"{link} is loaded from elsewhere" if link in page(path).loaded and parts.scheme != "data" else None
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.exists():
        return f"{link} leads nowhere"
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in page(target).anchors:
        return f"{link} has no such place"
    return None


def main(folder: Path) -> int:
    """Print what is wrong; 1 if anything is."""
    found = list(broken(folder))
    pages = sorted(folder.rglob("*.html"))
    equations = sum(page(path).equations for path in pages)
    if not pages or not equations:
        found.append(f"{folder}: {len(pages)} pages with {equations} equations are no site")
    sys.stdout.write("".join(f"{one}\n" for one in found))
    sys.stdout.write(f"{len(pages)} pages, {equations} equations, {len(found)} faults\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
