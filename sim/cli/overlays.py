"""`python -m sim worldviews` and `policies`: what each assumes or changes."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

import click

import sim
from sim.cli.parameters import WIDTH, _value


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def worldviews(name: str | None, as_json: bool) -> None:
    """List the worldviews, or show what one assumes and where it says so.

    \b
    Example:
      python -m sim worldviews ratelle2025
    """
    _show(sim.worldviews(), name, as_json, "worldview")


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def policies(name: str | None, as_json: bool) -> None:
    """List the policies, or show what one changes and who proposes it.

    \b
    Example:
      python -m sim policies regional_buy_in
    """
    _show(sim.policies(), name, as_json, "policy")


def _show(overlays: Sequence[Any], name: str | None, as_json: bool, kind: str) -> None:
    """List overlays, or show one."""
    if name is not None:
        sim.load(name) if kind == "worldview" else sim.load(policies=name)
        chosen = [overlay for overlay in overlays if overlay.key == name]
        if as_json:
            click.echo(json.dumps([_facts(overlay) for overlay in chosen], ensure_ascii=False))
            return
        click.echo("\n".join(line for overlay in chosen for line in _portrait(overlay)) or "baseline: the middle, without any overlay")
        return
    if as_json:
        click.echo(json.dumps([_facts(overlay) for overlay in overlays], ensure_ascii=False))
        return
    if kind == "worldview":
        click.echo(f"{'baseline':<32}the middle, without any overlay")
    for overlay in overlays:
        click.echo(f"{overlay.key:<32}{overlay.label}")


def _facts(overlay: Any) -> dict[str, Any]:
    """An overlay for machines."""
    changes = [
        {"id": c.id, "value": c.value, "reading": c.reading, "sources": [str(s) for s in c.sources]} for c in overlay.changes
    ]
    bindings = [{**b.choice(), "reading": b.reading, "sources": [str(s) for s in b.sources]} for b in overlay.bindings]
    return {
        "name": overlay.key,
        "label": overlay.label,
        "description": overlay.description,
        "start": None if overlay.start is None else str(overlay.start),
        "changes": changes,
        "bindings": bindings,
    }


def _portrait(overlay: Any) -> list[str]:
    """An overlay for readers."""
    start = f", starts {overlay.start}" if overlay.start else ""
    lines = [f"{overlay.key}: {overlay.label}{start}", *_wrapped(overlay.description, "  "), ""]
    for change in overlay.changes:
        lines.append(f"  {change.id} = {_value(change.value)}")
        lines += _wrapped(change.reading, "    ")
        lines += _wrapped("; ".join(str(s) for s in change.sources), "    ")
    for binding in overlay.bindings:
        when = f" when {' and '.join(binding.condition)}" if binding.condition else f" {binding.rule}"
        kept = "" if binding.kept == 1.0 else f", kept with probability {binding.kept:g}"
        lines.append(f"  {binding.actor}: {binding.action}{when}{kept}")
        lines += _wrapped(binding.reading, "    ")
        lines += _wrapped("; ".join(str(s) for s in binding.sources), "    ")
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
