"""`python -m sim parameters`: every number, its range, and where it comes from."""

from __future__ import annotations

import json
import re
from typing import Any

import click

import sim
from sim.cli.overlays import argued, argument
from sim.cli.tables import columns, fields
from sim.common.errors import nearest
from sim.common.listing import written
from sim.parameters.vocabulary import BASELINE, STATUSES

EPILOG = """\b
Examples:
  python -m sim parameters | grep grievance
  python -m sim parameters mechanisms.grievance
  python -m sim parameters "guarantee credibility"
  python -m sim parameters ratelle2025
  python -m sim parameters mechanisms.grievance.initial
  python -m sim parameters --status assumed
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--worldview", default=BASELINE, metavar="WORLDVIEW", help="Whose values to show.")
@click.option("--status", type=click.Choice(STATUSES), help="Only values that were found in this way.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def parameters(name: str | None, worldview: str, status: str | None, as_json: bool) -> None:
    """List the parameters, or show everything about one.

    ID is a parameter, the beginning of several, or words that are searched for in ids, labels, meanings and sources.
    Columns of the list: id, value, range or options, status, label.
    """
    setting = sim.load(worldview)
    single = name is not None and name in setting
    group = "" if name is None else name.rstrip(".") + "."
    names = [setting.resolve(name)] if single else [one for one in setting.entries if one.startswith(group)]
    if not names and name is not None:
        names = found(setting, name)
        click.echo(f"'{name}' is no id; it was searched for in ids, labels, meanings and sources.", err=True)
    names = [entry_id for entry_id in names if status in (None, setting.status(entry_id))]
    if as_json:
        differing = _differences()
        told = [_as_object(setting, entry_id, differing.get(entry_id, [])) for entry_id in names]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif not names:
        click.echo(f"No parameter{f' in {name}' if name else ''} has the status {status}.", err=True)
    elif single:
        click.echo(everything(setting, names[0]))
    else:
        click.echo(columns([_row(setting, entry_id) for entry_id in names]))


def found(setting: sim.Parameters, written: str) -> list[str]:
    """The ids of the parameters in which all words occur that were written, as they are or as parts of words.

    What is searched are ids, labels, meanings, the keys of the sources that the baseline, a worldview or a policy cites,
    and the names of the worldviews and policies that change the parameter. If nothing is found, the nearest are named.
    """
    wanted = written.lower().split()
    citing = {entry_id: [citation.key for citation in entry.sources] for entry_id, entry in sim.load().entries.items()}
    for overlay, change in _changes():
        citing[change.id] += [overlay.key, *(citation.key for citation in change.sources)]
    told = {
        entry_id: " ".join([entry_id, entry.label, entry.description, *citing[entry_id]]).lower()
        for entry_id, entry in setting.entries.items()
    }
    names = [entry_id for entry_id, text in told.items() if wanted and all(word in text for word in wanted)]
    if names:
        return names
    words = sorted({word for text in told.values() for word in re.findall(r"[a-z0-9]{3,}", text)})
    close = [*nearest(written, setting.entries), *(near for word in wanted for near in nearest(word, words, 2))]
    ending = f"nearest: {', '.join(dict.fromkeys(close))}" if close else "without an ID all of them are listed"
    raise sim.InputError(
        f"no parameter is called '{written}', and none has this in its id, label, meaning or sources; {ending}"
    )


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
    differing = f"Who differs:\n{differences}" if differences else "Nobody differs."
    return f"{entry_id}\n\n{text}\n\nWhere the value comes from:\n{origin}\n\n{differing}"


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
