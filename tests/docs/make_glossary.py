"""Renew docs/glossary.md from parameters/glossary.yaml: ``python tests/docs/make_glossary.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.parameters.glossary import Term, coined_in, marked, terms
from sim.parameters.wording import capital

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
HEAD = """\
# Glossary

These words have a meaning of their own here. Each is explained in plain words, with what it does in the model, and with the text that
coined it where there is one. The command line explains them too:

```sh
python -m sim glossary                     # all of them, in a sentence each
python -m sim glossary "war cost"          # one of them
```

The page is made from `parameters/glossary.yaml`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(one) for one in terms().values())])


def section(one: Term) -> str:
    """A heading, the meaning with links to the other terms that it uses, other forms, and who coined it."""
    lines = [f"## {capital(one.name)}", "", marked(one.meaning, link, without=[one]), ""]
    if one.forms:
        lines += [f"Also: {', '.join(one.forms)}.", ""]
    if one.sources:
        lines += [f"Coined in: {' '.join(coined_in(one))}", ""]
    return "\n".join(lines)


def link(one: Term, written: str) -> str:
    """A term in the text of another."""
    return f"[{written}](#{one.anchor})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
