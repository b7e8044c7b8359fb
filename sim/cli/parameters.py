"""`python -m sim parameters`: every number, its range, and where it comes from."""

from __future__ import annotations

import json
from typing import Any

import click

import sim
from sim.cli.options import own_parameters
from sim.cli.overlays import argued, argument, where_cited
from sim.cli.tables import columns, fields
from sim.cli.words import say
from sim.common.listing import counted, written
from sim.parameters.glossary import terms_in
from sim.parameters.search import chosen
from sim.parameters.vocabulary import BASELINE, STATUSES

HEAD = ("id", "value", "range or options", "status", "label")
NOBODY_DIFFERS = "Every worldview and policy keeps this value."
EPILOG = """\b
Examples:
  python -m sim parameters guarantee credibility
  python -m sim parameters "ratelle2025 ¶13"
  python -m sim parameters mechanisms.grievance
  python -m sim parameters mechanisms.grievance.initial
  python -m sim parameters --status assumed
"""


@click.command(epilog=EPILOG)
@click.argument("words", metavar="[ID | WORD...]", nargs=-1)
@click.option("--worldview", default=BASELINE, metavar="WORLDVIEW", help="Whose values to show.")
@click.option("--status", type=click.Choice(STATUSES), help="Only values that were found in this way.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
@own_parameters
def parameters(words: tuple[str, ...], worldview: str, status: str | None, as_json: bool) -> None:
    """List the parameters, or show everything about one.

    ID is a parameter or the beginning of several. A WORD is searched for in ids, labels, meanings, readings and sources;
    of several words all must occur. `ratelle2025 ¶13` finds what rests on that paragraph. The best matches come first.
    The list gives the values of the reference setting (baseline), or those of --worldview.
    """
    setting, name = sim.load(worldview), " ".join(words)
    names, searched = chosen(setting, name) if words else (list(setting.entries), False)
    single = len(names) == 1 and not searched and name in setting
    if searched:
        say(_how_found(name, len(names)), err=True)
    names = [entry_id for entry_id in names if status in (None, setting.status(entry_id))]
    if as_json:
        differing = _differences()
        told = [_as_object(setting, entry_id, differing.get(entry_id, [])) for entry_id in names]
        say(json.dumps(told, indent=2, ensure_ascii=False))
    elif not names:
        say(f"No parameter{f' in {name}' if name else ''} has the status {status}.", err=True)
    elif single:
        say(everything(setting, names[0]))
    else:
        say(f"{_whose(setting, worldview)}\n")
        say(columns([HEAD, *(_row(setting, entry_id) for entry_id in names)]))


def _whose(setting: sim.Parameters, worldview: str) -> str:
    """Whose values a list shows."""
    if worldview == BASELINE:
        return f"Values of the reference setting ({BASELINE}):"
    label = setting.overlays[-1].label
    return f"Values of {worldview} ({label}); where it says nothing, those of the reference setting ({BASELINE}):"


def _how_found(words: str, number: int) -> str:
    """What was searched, how much was found, and where the word itself is explained."""
    mention = "mentions" if number == 1 else "mention"
    found = (
        f"{counted(number, 'parameter')} {mention} it in ids, labels, meanings, readings or sources, best matches first"
    )
    explained = [one.name for one in terms_in(words)]
    more = f"; `python -m sim glossary {explained[0]}` explains the word" if len(explained) == 1 else ""
    return f"'{words}' is not an id, but {found}{more}."


def _changes() -> list[tuple[Any, Any]]:
    """Every worldview and policy with each of its changes."""
    return [(overlay, change) for overlay in [*sim.worldviews(), *sim.policies()] for change in overlay.changes]


def _row(setting: sim.Parameters, entry_id: str) -> tuple[str, ...]:
    entry = setting.entries[entry_id]
    return entry_id, written(setting[entry_id]), _limits(entry), setting.status(entry_id), entry.label


def _limits(entry: Any) -> str:
    if entry.range is not None:
        return f"[{entry.range[0]}, {entry.range[1]}]"
    return " | ".join(entry.options or ("true", "false"))


def everything(setting: sim.Parameters, entry_id: str) -> str:
    """All that the files say about one parameter: how it came by its value, and who differs."""
    entry = setting.entries[entry_id]
    text = fields(
        [
            ("label", entry.label),
            ("meaning", entry.description),
            ("value", f"{written(setting[entry_id])} ({entry.unit})"),
            ("range" if entry.range else "options", _limits(entry)),
            ("status", setting.status(entry_id)),
            ("file", f"parameters/{entry.file}:{entry.line}"),
        ]
    )
    origin = "\n".join(map(_layer, setting.origin(entry_id)))
    differences = "\n".join(map(_layer, sim.who_differs(entry_id)))
    differing = f"Who differs:\n{differences}" if differences else NOBODY_DIFFERS
    layers: list[Any] = [*setting.origin(entry_id), *sim.who_differs(entry_id)]
    cited = where_cited(citation for layer in layers for citation in layer.sources)
    return f"{entry_id}\n\n{text}\n\nWhere the value comes from:\n{origin}\n\n{differing}{cited}"


def _layer(layer: Any) -> str:
    name = layer.name if layer.name == layer.kind else f"{layer.kind} {layer.name}"
    return f"  {name}: {written(layer.value)}\n{argument(layer, 'none')}"


def _differences() -> dict[str, list[dict[str, Any]]]:
    """Who differs, by parameter; every overlay is read once, and not once per parameter."""
    differences: dict[str, list[dict[str, Any]]] = {}
    for overlay, change in _changes():
        sources = list(map(str, change.sources))
        told = {"name": overlay.key, "kind": overlay.kind, "value": change.value, "sources": sources}
        differences.setdefault(change.id, []).append(told)
    return differences


def _as_object(setting: sim.Parameters, entry_id: str, differences: list[dict[str, Any]]) -> dict[str, Any]:
    entry, last = setting.entries[entry_id], setting.origin(entry_id)[-1]
    return {
        "id": entry_id,
        "label": entry.label,
        "description": entry.description,
        "value": last.value,
        "unit": entry.unit,
        "range": entry.range,
        "options": entry.options,
        "status": last.status,
        **argued(last),
        "who_differs": differences,
    }
