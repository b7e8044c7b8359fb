"""Worldviews and policies as text: both are overlays and are shown alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sim.cli.tables import fields, paragraph

if TYPE_CHECKING:
    from sim import Binding
    from sim.parameters import Change, Citation, Overlay


def show(overlays: Sequence[Overlay], name: str | None, as_json: bool, opening: str = "") -> None:
    """Print a list of overlays, or one of them whole.

    Parameters
    ----------
    overlays : sequence of Overlay
        All there are of one kind.
    name : str or None
        The one to show whole; its existence has been checked.
    as_json : bool
        Whether to print JSON instead.
    opening : str
        What stands before the list.
    """
    wanted = [overlay for overlay in overlays if name in (None, overlay.key)]
    if as_json:
        click.echo(json.dumps([_as_object(overlay) for overlay in wanted], indent=2, ensure_ascii=False))
    elif name is None:
        click.echo(opening + listed(wanted))
    else:
        click.echo(whole_overlay(wanted[0]))


def _as_object(overlay: Overlay) -> dict[str, Any]:
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


def cited(sources: Sequence[Citation]) -> list[str]:
    """Return citations as they are written in a text: `ratelle2025 ¶13`."""
    return [str(citation) for citation in sources]


def listed(overlays: Sequence[Overlay]) -> str:
    """Return every overlay with its label and what it holds."""
    return "\n\n".join(
        f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description, '    ')}" for overlay in overlays
    )


def whole_overlay(overlay: Overlay) -> str:
    """Return everything that an overlay changes, each change with its reading and sources."""
    head = f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description)}"
    if overlay.start:
        head += f"\nLooks ahead from {overlay.start}."
    changes = [_change(change) for change in overlay.changes]
    bindings = [_binding(binding) for binding in overlay.bindings]
    return "\n\n".join([head, *changes, *bindings])


def _change(change: Change) -> str:
    sources = "; ".join(cited(change.sources))
    return f"{change.id} = {shown(change.value)}\n" + fields(
        [("reading", change.reading), ("sources", sources)], "    "
    )


def _binding(binding: Binding) -> str:
    sources = "; ".join(cited(binding.sources))
    condition = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
    kept = "" if binding.kept == 1 else f", kept with probability {binding.kept:g}"
    head = f"{binding.actor}.{binding.action}{condition}{kept}"
    return f"{head}\n" + fields([("reading", binding.reading), ("sources", sources)], "    ")


def shown(value: object) -> str:
    """Return a value as it would be written in a parameter file."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
