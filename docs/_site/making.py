"""Write the pages that are made from code, parameter files and files outside `docs/`; they are not kept in the repository."""

from __future__ import annotations

from pathlib import Path

from docs._site import commands, parameters, python
from docs._site.links import PAGES, ROOT, for_the_site

MADE = ROOT / "docs" / "made"


def pages() -> dict[str, str]:
    """The text of every page that is made, by its path in the folder `made`."""
    made = {"commands.md": commands.page(), "python.md": python.page()}
    made |= {f"{parameters.FOLDER}/{name}.md": text for name, text in parameters.pages().items()}
    for source, page in PAGES.items():
        path = ROOT / page
        if path.is_relative_to(MADE):
            text = (ROOT / source).read_text(encoding="utf-8")
            made[path.relative_to(MADE).as_posix()] = for_the_site(text, source, page)
    return made


def write(folder: Path = MADE) -> None:
    """Write every page whose text has changed, and remove those that are no longer made."""
    wanted = {folder / name: text for name, text in pages().items()}
    for path in set(folder.rglob("*.md")) - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
