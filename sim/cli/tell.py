"""`python -m sim tell`: tell one history."""

from __future__ import annotations

import json
from typing import Any

import click

import sim
from sim.cli.setting import load_setting, setting_options


@click.command()
@setting_options
@click.option("--world", type=click.IntRange(min=0), default=0, show_default=True, help="Index of the world.")
@click.option("--what-if", "what_if", multiple=True, metavar="ID=VALUE", help="Change a parameter and compare (repeatable).")
@click.option("--from-quarter", type=click.IntRange(min=0), default=0, show_default=True, help="Quarter from which --what-if holds.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the story.")
def tell(
    worldview: str,
    policies: tuple[str, ...],
    changes: tuple[str, ...],
    seed: int,
    world: int,
    what_if: tuple[str, ...],
    from_quarter: int,
    as_json: bool,
) -> None:
    """Tell one history: who did what, with which probability, and for which reasons.

    The history is that of the same world, seed and setting in `run`. With --what-if the same world is played again,
    with the same luck and a parameter changed.

    \b
    Examples:
      python -m sim tell fattah2025 --world 42
      python -m sim tell baseline --world 7 --from-quarter 8 --what-if mechanisms.deterrence.leverage.united_states=0.9
    """
    parameters = load_setting(worldview, policies, changes)
    if what_if:
        different = dict(sim.parse_change(text) for text in what_if)
        comparison = sim.what_if(parameters, world, quarter=from_quarter, changes=different, seed=seed)
        click.echo(_json(comparison.after) if as_json else str(comparison))
        return
    if from_quarter:
        raise click.UsageError("--from-quarter goes with --what-if")
    history = sim.tell(parameters, world=world, seed=seed)
    click.echo(_json(history) if as_json else str(history))


def _json(history: sim.History) -> str:
    """A history as one JSON object."""
    moves: list[dict[str, Any]] = [
        {
            "quarter": quarter,
            "date": history.date(quarter),
            "actor": move.actor,
            "decision": move.decision,
            "action": move.action,
            "probability": move.chance,
            "reasons": [{"interest": r.interest, "reason": r.words, "value": r.value} for r in move.reasons],
            "sources": history.sources(move),
        }
        for quarter, move in history.moves()
    ]
    p = history.parameters
    head = {"worldview": p.worldview, "policies": list(p.policies), "seed": history.seed, "world": history.world}
    return json.dumps({**head, "outcome": history.outcome, "moves": moves}, ensure_ascii=False)
