"""`python -m sim glossary`: what the words mean that have a meaning of their own here."""

from __future__ import annotations

import json

import click

import sim
from sim.cli.tables import fields, paragraph
from sim.cli.words import say
from sim.parameters.glossary import Term, coined_in, terms_in

EPILOG = """\b
Examples:
  python -m sim glossary
  python -m sim glossary "war cost"
  python -m sim glossary deterrence
"""


@click.command(epilog=EPILOG)
@click.argument("words", metavar="[WORD]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def glossary(words: tuple[str, ...], as_json: bool) -> None:
    """Explain the words that have a meaning of their own here.

    WORD is a term or a part of one; all of them are listed if it is omitted.
    """
    found = sim.glossary(" ".join(words) if words else None)
    if as_json:
        say(json.dumps([{"anchor": one.anchor, **one.row()} for one in found], indent=2, ensure_ascii=False))
    elif len(found) == 1:
        say(explained(found[0]))
    else:
        say("\n".join(paragraph(f"{one.name}: {one.short}", "    ")[4:] for one in found))
        say("\n`python -m sim glossary WORD` says more about one of them.", err=True)


def explained(one: Term) -> str:
    """A term with its meaning, other forms, who coined it, and the terms that its meaning uses."""
    others = [other.name for other in terms_in(one.meaning) if other != one]
    coined = "; ".join(coined_in(one))
    told = [("also", ", ".join(one.forms)), ("see", ", ".join(others)), ("coined in", coined)]
    said = [(name, text) for name, text in told if text]
    return f"{one.name}\n{paragraph(one.meaning, '  ')}" + (f"\n{fields(said, '  ')}" if said else "")
