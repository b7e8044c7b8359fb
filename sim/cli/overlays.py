"""`python -m sim worldviews` and `python -m sim policies`: what can be assumed or done differently, shown alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

import sim
from sim.cli.tables import fields, paragraph
from sim.common.listing import written
from sim.parameters.vocabulary import ACTOR_NAMES, BASELINE
from sim.parameters.wording import enumeration

BASELINE_LINE = f"{BASELINE}: the middle between the articles, without any worldview"


@click.command(epilog="Example: python -m sim worldviews ratelle2025")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def worldviews(name: str | None, as_json: bool) -> None:
    """List the worldviews, or show what NAME changes and why.

    Each worldview is what one article holds to be true. `baseline` is the middle without any of them.
    """
    if name is not None:
        sim.load(name)  # refuses a name that does not exist
    if name == BASELINE and not as_json:
        click.echo(f"{BASELINE_LINE}; it changes nothing. See `python -m sim parameters`.")
        return
    show(sim.worldviews(), name, as_json, opening=f"{BASELINE_LINE}\n\n")


@click.command(epilog="Example: python -m sim policies western_guarantee")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def policies(name: str | None, as_json: bool) -> None:
    """List the policies, or show what NAME changes and why."""
    if name is not None:
        sim.load(policies=[name])  # refuses a name that does not exist
    show(sim.policies(), name, as_json)


def show(overlays: Sequence[Any], name: str | None, as_json: bool, opening: str = "") -> None:
    """Print a list of overlays after its opening, or the one whole that has the name, which there is."""
    wanted = [overlay for overlay in overlays if name in (None, overlay.key)]
    if as_json:
        click.echo(json.dumps([_as_object(overlay) for overlay in wanted], indent=2, ensure_ascii=False))
    elif name is None:
        click.echo(opening + "\n\n".join(_headed(overlay, "    ") for overlay in wanted))
    else:
        click.echo(_whole(wanted[0]))


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
    """Everything that an overlay changes, each change with its reading and sources."""
    start = f"\nLooks ahead from {overlay.start}." if overlay.start else ""
    changes = [f"{change.id} = {written(change.value)}\n{argument(change)}" for change in overlay.changes]
    bindings = [f"{_choice(binding)}\n{argument(binding)}" for binding in overlay.bindings]
    price = [_price(overlay.price)] if overlay.price else []
    return "\n\n".join([_headed(overlay) + start, *price, *changes, *bindings])


def _price(price: Any) -> str:
    """What a policy costs and whom, and why it has not been done; told, not reckoned."""
    payers = enumeration([ACTOR_NAMES[payer] for payer in price.payers])
    sources = "; ".join(map(str, price.sources))
    told = [("price", price.reading), ("paid by", payers), ("not so far", price.obstacle), ("sources", sources)]
    return fields(told, "")


def _choice(binding: sim.Binding) -> str:
    condition = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
    kept = "" if binding.kept == 1 else f", kept with probability {binding.kept:g}"
    return f"{binding.actor}.{binding.action}{condition}{kept}"
