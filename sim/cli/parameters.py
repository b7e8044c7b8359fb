"""`python -m sim parameters`: list parameters, or show all about one."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import click

import sim
from sim.knowledge.vocabulary import STATUSES

WIDTH = 100


@click.command()
@click.argument("identifier", metavar="[ID]", required=False)
@click.option("--worldview", default="baseline", show_default=True, help="Show the values of this worldview.")
@click.option("--status", type=click.Choice(STATUSES), default=None, help="List only parameters of this status.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def parameters(identifier: str | None, worldview: str, status: str | None, as_json: bool) -> None:
    """List parameters, or show all about one: value, range, reading, sources, and who differs.

    ID is a dotted id such as mechanisms.force.decisiveness, or the beginning of several, such as mechanisms.force.

    \b
    Examples:
      python -m sim parameters
      python -m sim parameters mechanisms.guarantees.credibility
      python -m sim parameters --status assumed
    """
    loaded = sim.load(worldview)
    if identifier is not None and not any(name.startswith(f"{identifier}.") for name in loaded.values):
        known = loaded.resolve(identifier)
        click.echo(json.dumps(facts(loaded, known), ensure_ascii=False) if as_json else "\n".join(portrait(loaded, known)))
        return
    wanted = [n for n in loaded.values if identifier is None or n.startswith(f"{identifier}.")]
    wanted = [n for n in wanted if status is None or loaded.status(n) == status]
    if as_json:
        click.echo(json.dumps([facts(loaded, name) for name in wanted], ensure_ascii=False))
        return
    for name in wanted:
        click.echo(f"{name:<66}{_value(loaded[name]):>8}  {_range(loaded, name):<14}{loaded.status(name):<11}{loaded.entries[name].label}")
    click.echo(f"{len(wanted)} parameters", err=True)


def facts(loaded: sim.Parameters, name: str) -> dict[str, Any]:
    """All about one parameter, for machines."""
    entry = loaded.entries[name]
    return {
        "id": name,
        "label": entry.label,
        "description": entry.description,
        "value": loaded[name],
        "unit": entry.unit,
        "range": list(entry.range) if entry.range else None,
        "status": loaded.status(name),
        "reading": entry.reading,
        "sources": [str(citation) for citation in entry.sources],
        "who_differs": [_difference(other) for other in sim.who_differs(name)],
    }


def portrait(loaded: sim.Parameters, name: str) -> list[str]:
    """All about one parameter, for readers."""
    entry = loaded.entries[name]
    lines = [name, f"  {entry.label}", *_wrapped(entry.description, "  ")]
    lines.append(f"  value    {_value(loaded[name])} ({entry.unit}), range {_range(loaded, name) or 'none'}, {loaded.status(name)}")
    for step in loaded.origin(name):
        lines += _wrapped(f"{getattr(step, 'name', None) or 'baseline'}: {_value(step.value)}. {step.reading}", "  reading  ")
        cited = "; ".join(str(citation) for citation in step.sources)
        if cited:
            lines += _wrapped(cited, "  sources  ")
    others = sim.who_differs(name)
    lines.append("  who differs" if others else "  no worldview or policy differs")
    for other in others:
        facts_of = _difference(other)
        lines += _wrapped(f"{facts_of['name']} ({facts_of['kind']}): {_value(facts_of['value'])}. {facts_of['reading']}", "    ")
        lines += _wrapped("; ".join(facts_of["sources"]), "      ")
    return lines


def _difference(other: Any) -> dict[str, Any]:
    """Who sets a parameter to another value, and why."""
    return {
        "name": other.name,
        "kind": other.kind,
        "value": other.value,
        "reading": other.reading,
        "sources": [str(citation) for citation in other.sources],
    }


def _wrapped(text: str, indent: str) -> list[str]:
    """A text in lines that fit a terminal."""
    rest = " " * len(indent)
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=rest) or [indent]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _range(loaded: sim.Parameters, name: str) -> str:
    bounds = loaded.entries[name].range
    return f"[{bounds[0]:g}, {bounds[1]:g}]" if bounds else ""
