"""Worldviews and policies as text: both are overlays and are shown alike."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import sim
from sim.cli.tables import fields, paragraph

if TYPE_CHECKING:
    from sim import Binding
    from sim.knowledge import Change, Overlay


def listed(overlays: Sequence[Overlay]) -> str:
    """Return every overlay with its label and what it holds."""
    return "\n\n".join(
        f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description, '    ')}" for overlay in overlays
    )


def chosen(overlays: Sequence[Overlay], name: str, kind: str) -> Overlay:
    """Return the overlay of this name; raise `sim.InputError` with the nearest names if there is none."""
    by_name = {overlay.key: overlay for overlay in overlays}
    if name not in by_name:
        near = difflib.get_close_matches(name, by_name)
        hint = f"nearest: {', '.join(near)}; " if near else ""
        raise sim.InputError(f"unknown {kind} '{name}'; {hint}valid: {', '.join(by_name)}")
    return by_name[name]


def whole_overlay(overlay: Overlay) -> str:
    """Return everything that an overlay changes, each change with its reading and sources."""
    head = f"{overlay.key}: {overlay.label}\n{paragraph(overlay.description)}"
    if overlay.start:
        head += f"\nLooks ahead from {overlay.start}."
    changes = [_change(change) for change in overlay.changes]
    bindings = [_binding(binding) for binding in overlay.bindings]
    return "\n\n".join([head, *changes, *bindings])


def _change(change: Change) -> str:
    sources = "; ".join(str(citation) for citation in change.sources)
    return f"{change.id} = {shown(change.value)}\n" + fields([("reading", change.reading), ("sources", sources)], "    ")


def _binding(binding: Binding) -> str:
    sources = "; ".join(str(citation) for citation in binding.sources)
    condition = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
    head = f"{binding.actor}.{binding.action}{condition}"
    return f"{head}\n" + fields([("reading", binding.reading), ("sources", sources)], "    ")


def shown(value: object) -> str:
    """Return a value as it would be written in a parameter file."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
