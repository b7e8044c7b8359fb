"""`python -m sim tell`: the history of one world, and what would have been otherwise."""

from __future__ import annotations

import json
from typing import Any

import click

import sim
from sim.cli.options import assumptions, load_setting, parse_changes, seed_option
from sim.common.numbers import whole_numbers
from sim.parameters.actions import ACTIONS

BOUND_RULES = ("always", "never")

EPILOG = """\b
Examples:
  python -m sim tell ratelle2025 --world 42
  python -m sim tell ratelle2025 --world 42 --brief
  python -m sim tell ratelle2025 --world 42 --quarters 20:24
  python -m sim tell ratelle2025 --world 42 --what-if azerbaijan.siege=never --from-quarter 4
  python -m sim tell ratelle2025 --world 42 --what-if mechanisms.grievance.initial=0.2
"""


@click.command(epilog=EPILOG)
@assumptions
@click.option("--world", type=click.IntRange(min=0), default=0, metavar="INDEX", help="Which world.")
@seed_option
@click.option(
    "--what-if",
    "what_if",
    multiple=True,
    metavar="CHANGE",
    help="Tell instead what would have been different with the same random draws: ID=VALUE changes a parameter, "
    "ACTOR.ACTION=always or =never fixes a choice. May be given several times.",
)
@click.option(
    "--from-quarter",
    type=click.IntRange(min=0),
    metavar="QUARTER",
    help="Quarter from which --what-if holds; 0 if omitted.",
)
@click.option("--brief", is_flag=True, help="Print only the outcome and what happened, in short.")
@click.option("--quarters", metavar="A:B", help="Print only the quarters from A to B, after what happened in short.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def tell(
    world: int,
    seed: int,
    what_if: tuple[str, ...],
    from_quarter: int | None,
    brief: bool,
    quarters: str | None,
    as_json: bool,
    **assumed: Any,
) -> None:
    """Tell the history of one world: who did what, and for which reasons.

    The world is the one that `run` plays under the same index, with the same assumptions and seed.
    """
    if from_quarter is not None and not what_if:
        raise click.UsageError("--from-quarter says from when --what-if holds; give --what-if too")
    if sum((brief, quarters is not None, as_json, bool(what_if) and (brief or quarters is not None))) > 1:
        raise click.UsageError("--brief, --quarters and --json contradict each other, and the first two --what-if")
    span = None if quarters is None else _span(quarters)
    setting = load_setting(**assumed)
    if what_if:
        quarter = from_quarter or 0
        otherwise, bindings = _read_what_if(what_if, setting, quarter)
        told: Any = sim.what_if(setting, world, quarter, changes=otherwise, bindings=bindings, seed=seed)
        if as_json:
            told = {"from_quarter": quarter, "before": _as_object(told.before), "after": _as_object(told.after)}
    else:
        history = sim.tell(setting, world=world, seed=seed)
        end = history.quarters[-1].quarter
        if span is not None and span.start > end:
            raise sim.InputError(f"there is no quarter {span.start} in this history; it ends in {history.heading(end)}")
        told = history.brief(span) if brief or span is not None else history
        if as_json:
            told = _as_object(history)
    click.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else str(told))


def _span(written: str) -> range:
    """The quarters that `--quarters` names, both ends included."""
    ends = whole_numbers(written, ":")
    if ends is None or len(ends) > 2 or ends[0] > ends[-1]:
        raise sim.InputError(f"--quarters takes the first and the last quarter, as in 20:24, not {written[:40]!r}")
    return range(ends[0], ends[-1] + 1)


def _as_object(history: sim.History) -> dict[str, Any]:
    """A history for other programs: every move with its probability, reasons and sources."""
    return {
        "worldview": history.parameters.worldview,
        "policies": list(history.parameters.policies),
        "changes": dict(history.parameters.changes),
        "bindings": [binding.choice() for binding in history.parameters.user_bindings],
        "remark": history.remark,
        "seed": history.seed,
        "world": history.world,
        "outcome": history.outcome,
        "moves": [
            {
                "quarter": quarter,
                "date": history.date(quarter),
                "actor": move.actor,
                "decision": move.decision,
                "action": move.action,
                "probability": float(move.chance),
                "reasons": [
                    {"interest": reason.interest, "reason": reason.words, "value": float(reason.value)}
                    for reason in move.reasons
                ],
                "sources": history.sources(move),
            }
            for quarter, move in history.moves()
        ],
        "neighbours_in_the_war": [
            {
                "quarter": record.quarter,
                "actor": one.actor,
                "drawn_in": one.entered,
                "probability": one.chance,
                "at_stake": [{"reason": reason.words, "value": reason.value} for reason in one.reasons],
            }
            for record in history.quarters
            for one in record.involvements
        ],
    }


def _read_what_if(
    written: tuple[str, ...], setting: sim.Parameters, quarter: int
) -> tuple[dict[str, Any], list[sim.Binding]]:
    """The parameters to change and the choices to fix; a choice is told by its rule after the equals sign."""
    changes, choices = [], []
    for text in written:
        choice, equals, rule = (part.strip() for part in text.partition("="))
        actor, _, action = choice.partition(".")
        if rule in BOUND_RULES:
            choices.append((actor, action, rule))
        elif action in ACTIONS.get(actor, ()):
            said = f"not {rule!r}" if equals and rule else "but nothing is said"
            raise sim.InputError(f"--what-if {choice} takes {' or '.join(BOUND_RULES)}, as in {choice}=never, {said}")
        else:
            changes.append(text)
    return parse_changes(changes, setting.resolve), [sim.Binding(*one, from_quarter=quarter) for one in choices]
