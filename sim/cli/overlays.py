"""`python -m sim worldviews` and `python -m sim policies`: what can be assumed or done differently, shown alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

import sim
from sim.cli.tables import fields, paragraph
from sim.common.listing import written
from sim.parameters.vocabulary import BASELINE

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
        click.echo(opening + listed(wanted))
    else:
        click.echo(whole_overlay(wanted[0]))


def _as_object(overlay: Any) -> dict[str, Any]:
    return {
        "name": overlay.key,
        "label": overlay.label,
        "description": overlay.description,
        "start": overlay.start,
        "changes": [
            {"id": change.id, "value": change.value, "reading": change.reading, "sources": cited(change.sources)}
            for change in overlay.changes
        ],
        "bindings": [
            {**binding.choice(), "reading": binding.reading, "sources": cited(binding.sources)}
            for binding in overlay.bindings
        ],
    }


def cited(sources: Sequence[Any]) -> list[str]:
    """Return citations as they are written in a text: `ratelle2025 ¶13`."""
    return [str(citation) for citation in sources]


def listed(overlays: Sequence[Any]) -> str:
    """Return every overlay with its label and what it holds."""
    return "\n\n".join(
        f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description, '    ')}" for overlay in overlays
    )


def whole_overlay(overlay: Any) -> str:
    """Return everything that an overlay changes, each change with its reading and sources."""
    head = f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description)}"
    if overlay.start:
        head += f"\nLooks ahead from {overlay.start}."
    changes = [_change(change) for change in overlay.changes]
    bindings = [_binding(binding) for binding in overlay.bindings]
    return "\n\n".join([head, *changes, *bindings])


def _change(change: Any) -> str:
    sources = "; ".join(cited(change.sources))
    return f"{change.id} = {written(change.value)}\n" + fields(
        [("reading", change.reading), ("sources", sources)], "    "
    )


def _binding(binding: sim.Binding) -> str:
    sources = "; ".join(cited(binding.sources))
    condition = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
    kept = "" if binding.kept == 1 else f", kept with probability {binding.kept:g}"
    head = f"{binding.actor}.{binding.action}{condition}{kept}"
    return f"{head}\n" + fields([("reading", binding.reading), ("sources", sources)], "    ")
