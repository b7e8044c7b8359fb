"""`python -m sim worldviews` and `python -m sim policies`: what can be assumed or done differently, shown alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

import sim
from sim.cli.options import own_parameters
from sim.cli.tables import WIDTH, fields, paragraph
from sim.cli.words import say
from sim.common.listing import counted, written
from sim.parameters.citing import texts
from sim.parameters.own import typed
from sim.parameters.search import overlays_with
from sim.parameters.vocabulary import ACTOR_NAMES, BASELINE
from sim.parameters.wording import broken, enumeration

BASELINE_LINE = f"{BASELINE}: the reference setting, without any worldview; it stands between the articles"
WORLDVIEWS = """\b
Examples:
  python -m sim worldviews ratelle2025
  python -m sim worldviews justice
"""
POLICIES = """\b
Examples:
  python -m sim policies western_guarantee
  python -m sim policies guarantee
"""


@click.command(epilog=WORLDVIEWS)
@click.argument("words", metavar="[NAME | WORD...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
@own_parameters
def worldviews(words: tuple[str, ...], as_json: bool) -> None:
    """List the worldviews, or show what NAME changes and why.

    Each worldview is what one article holds to be true. `baseline` is the reference setting without any of them. A WORD is
    searched for in what they say, change and cite. NAME can be a file of your own.
    """
    name = " ".join(words)
    if name == BASELINE and not as_json:
        say(f"{BASELINE_LINE}.\nIt changes nothing. See `python -m sim parameters`.")
        return
    show(sim.worldviews(), words, as_json, lambda: sim.load(name).overlays, opening=f"{BASELINE_LINE}\n\n")


@click.command(epilog=POLICIES)
@click.argument("words", metavar="[NAME | WORD...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
@own_parameters
def policies(words: tuple[str, ...], as_json: bool) -> None:
    """List the policies, or show what NAME changes and why.

    A WORD is searched for in what they say, change and cite. NAME can be a file of your own.
    """
    show(sim.policies(), words, as_json, lambda: sim.load(policies=[" ".join(words)]).overlays)


def show(
    overlays: Sequence[Any],
    words: Sequence[str],
    as_json: bool,
    load: Callable[[], Sequence[Any]],
    opening: str = "",
) -> None:
    """Print a list of overlays after its opening, the one whole that is called so, or those in which the words occur.

    `load` reads the one that is called so, and refuses a name that does not exist.
    """
    name = " ".join(words)
    whole = bool(words)
    if not words:
        wanted = list(overlays)
    elif name not in {BASELINE, *(overlay.key for overlay in overlays)} and (found := overlays_with(name, overlays)):
        wanted, whole = found, False
        kind = counted(len(found), found[0].kind, {"policy": "policies"}.get(found[0].kind))
        say(
            f"'{name}' is not a name, but {kind} {'mentions' if len(found) == 1 else 'mention'} it, best matches first.",
            err=True,
        )
    else:
        wanted = list(load()[-1:])
    if as_json:
        say(json.dumps([_as_object(overlay) for overlay in wanted], indent=2, ensure_ascii=False))
    elif whole:
        say(_whole(wanted[0]))
    elif wanted[0].kind == "policy":
        say(fields([(overlay.key, overlay.description) for overlay in wanted]))
    else:
        say(("" if words else opening) + "\n\n".join(_headed(overlay, "    ") for overlay in wanted))


def _as_object(overlay: Any) -> dict[str, Any]:
    return {
        "name": overlay.key,
        "label": overlay.label,
        "description": overlay.description,
        "start": overlay.start,
        **({"price": _price_as_object(overlay.price)} if overlay.price else {}),
        "changes": [{"id": change.id, "value": change.value, **argued(change)} for change in overlay.changes],
        "bindings": [{**binding.choice(), **argued(binding)} for binding in overlay.bindings],
    }


def _price_as_object(price: Any) -> dict[str, Any]:
    return {
        "payers": list(price.payers),
        "reading": price.reading,
        "obstacle": price.obstacle,
        "sources": list(map(str, price.sources)),
    }


def argued(one: Any) -> dict[str, Any]:
    """Why a change or a binding is made, for programs; citations are written as in a text: `ratelle2025 ¶13`."""
    return {"reading": one.reading, "sources": list(map(str, one.sources))}


def argument(one: Any, nothing: str = "") -> str:
    """The same for people; `nothing` is said where there are no sources."""
    sources = "; ".join(map(str, one.sources)) or nothing
    return fields([("reading", one.reading), ("sources", sources)], "    ")


def _headed(overlay: Any, indent: str = "") -> str:
    return f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description, indent)}"


def _whole(overlay: Any) -> str:
    """Everything that an overlay changes: each change with the value in what it is based on, its reading and sources."""
    start = f"\nLooks ahead from {overlay.start}." if overlay.start else ""
    based = overlay.own.based_on if overlay.own and overlay.own.based_on else BASELINE
    below, base = sim.load(based), typed(based)
    changes = [
        f"{change.id} = {written(change.value)} ({base}: {written(below[change.id])})\n{argument(change)}"
        for change in overlay.changes
    ]
    bindings = [f"{_choice(binding)}\n{argument(binding)}" for binding in overlay.bindings]
    price = [_price(overlay.price)] if overlay.price else []
    start = (f"\nBased on {base}." if overlay.own and overlay.kind == "worldview" else "") + start
    return "\n\n".join([_headed(overlay) + start, *price, *changes, *bindings]) + where_cited(overlay.citations)


def where_cited(citations: Iterable[Any]) -> str:
    """The texts that are cited and the first words of the paragraphs, so that a reader finds them; nothing if none is cited."""
    lines = []
    for source, paragraphs in texts(citations):
        lines += broken(
            f"{source.key}: {source}" + (f" {source.address}" if source.address else ""), WIDTH, "  ", "    "
        )
        lines += [f"    {source.opening(number)}" for number in paragraphs]
    return "\n\nTexts, with the first words of the paragraphs:\n" + "\n".join(lines) if lines else ""


def _price(price: Any) -> str:
    """What a policy costs and whom, and why it has not been done; results do not count it."""
    payers = enumeration([ACTOR_NAMES[payer] for payer in price.payers])
    sources = "; ".join(map(str, price.sources))
    told = [("price", price.reading), ("paid by", payers), ("not so far", price.obstacle), ("sources", sources)]
    return fields(told, "")


def _choice(binding: sim.Binding) -> str:
    condition = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
    kept = "" if binding.kept == 1 else f", kept with probability {binding.kept:g}"
    return f"{binding.actor}.{binding.action}{condition}{kept}"
