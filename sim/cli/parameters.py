"""`python -m sim parameters`: every number, its range, and where it comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.overlays import shown
from sim.cli.tables import columns, fields
from sim.knowledge.vocabulary import STATUSES

if TYPE_CHECKING:
    from sim.knowledge import Entry

EPILOG = """\b
Examples:
  python -m sim parameters | grep grievance
  python -m sim parameters mechanisms.grievance
  python -m sim parameters mechanisms.grievance.healing
  python -m sim parameters --status assumed
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--status", type=click.Choice(STATUSES), help="Only values that were come by in this way.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def parameters(name: str | None, status: str | None, as_json: bool) -> None:
    """List the parameters, or show everything about one.

    ID is a parameter, or the beginning of several. Values are those of the baseline; who differs is named beside a single
    one. Columns of the list: id, value, range or options, status, label.
    """
    baseline = sim.load()
    single = name is not None and name in baseline
    names = [baseline.resolve(name)] if single else _group(name, list(baseline.entries))
    if not names:
        baseline.resolve(name)  # says which are the nearest
    entries = [baseline.entries[entry_id] for entry_id in names]
    entries = [entry for entry in entries if status in (None, entry.status)]
    if as_json:
        click.echo(json.dumps(_as_objects(entries), indent=2, ensure_ascii=False))
    elif single and entries:
        click.echo(everything(entries[0]))
    elif entries:
        click.echo(columns([_row(entry) for entry in entries]))
    else:
        click.echo(f"No parameter{f' in {name}' if name else ''} has the status {status}.", err=True)


def _group(name: str | None, ids: list[str]) -> list[str]:
    if name is None:
        return ids
    return [entry_id for entry_id in ids if entry_id.startswith(name.rstrip(".") + ".")]


def _row(entry: Entry) -> tuple[str, ...]:
    return entry.id, shown(entry.value), _limits(entry), entry.status, entry.label


def _limits(entry: Entry) -> str:
    if entry.range is not None:
        return f"[{entry.range[0]}, {entry.range[1]}]"
    return " | ".join(entry.options or ("true", "false"))


def everything(entry: Entry) -> str:
    """Return all that the files say about one parameter, and who differs from its baseline value."""
    sources = "; ".join(str(citation) for citation in entry.sources) or "none"
    text = fields(
        [
            ("label", entry.label),
            ("meaning", entry.description),
            ("value", f"{shown(entry.value)} ({entry.unit})"),
            ("range" if entry.range else "options", _limits(entry)),
            ("status", entry.status),
            ("reading", entry.reading),
            ("sources", sources),
            ("file", f"parameters/{entry.file}:{entry.line}"),
        ]
    )
    differences = sim.who_differs(entry.id)
    if not differences:
        return f"{entry.id}\n\n{text}\n\nNobody differs."
    told = [
        f"  {other.kind} {other.name}: {shown(other.value)}\n"
        + fields([("reading", other.reading), ("sources", "; ".join(map(str, other.sources)))], "    ")
        for other in differences
    ]
    return f"{entry.id}\n\n{text}\n\nWho differs:\n" + "\n".join(told)


def _as_objects(entries: list[Entry]) -> list[dict[str, Any]]:
    # Every overlay is read once here, and not once per parameter.
    differences: dict[str, list[dict[str, Any]]] = {}
    for overlay in [*sim.worldviews(), *sim.policies()]:
        for change in overlay.changes:
            sources = [citation.to_dict() for citation in change.sources]
            told = {"name": overlay.key, "kind": overlay.kind, "value": change.value, "sources": sources}
            differences.setdefault(change.id, []).append(told)
    return [
        {
            "id": entry.id,
            "label": entry.label,
            "description": entry.description,
            "value": entry.value,
            "unit": entry.unit,
            "range": entry.range,
            "options": entry.options,
            "status": entry.status,
            "reading": entry.reading,
            "sources": [citation.to_dict() for citation in entry.sources],
            "differences": differences.get(entry.id, []),
        }
        for entry in entries
    ]
