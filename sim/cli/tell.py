"""`python -m sim tell`: the history of one world, and what would have been otherwise."""

from __future__ import annotations

import json
import re
from typing import Any

import click

import sim
from sim.cli.options import assumptions, load_setting, parse_changes, seed_option
from sim.cli.words import say
from sim.common.dates import quarter_of, year_name
from sim.common.errors import UnknownNameError, said, suggestion
from sim.parameters.actions import ACTIONS
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable

BOUND_RULES = ("always", "never")
WAR = "war"
"""What stands in place of an outcome for worlds with at least one war, whatever their outcome."""

LOOKED_AT = 500
"""So many worlds are played to find one that ends in some way."""
CONTRADICT = "--brief, --detail, --quarters and --json contradict each other, and the first and third --what-if"

EPILOG = """\b
Examples:
  python -m sim tell ratelle2025 --world 42
  python -m sim tell ratelle2025 --world 42 --detail
  python -m sim tell ratelle2025 --world 42 --quarters 2026Q3:2027Q1
  python -m sim tell ratelle2025 --outcome new_confrontation
  python -m sim tell ratelle2025 --outcome war
  python -m sim tell araz2023 --cause closing_window
  python -m sim tell ratelle2025 --world 42 --what-if azerbaijan.siege=never --from-quarter 2026Q2
  python -m sim tell baseline --world 42 --what-if mechanisms.grievance.initial=0.2
"""


@click.command(epilog=EPILOG)
@assumptions
@click.option("--world", type=click.IntRange(min=0), metavar="INDEX", help="Which world; 0 if omitted.")
@click.option(
    "--outcome",
    metavar="NAME",
    help=f"Tell the first of {LOOKED_AT} worlds that ends so, in place of --world; `war`: the first with a war, however it ends.",
)
@click.option(
    "--cause", metavar="NAME", help=f"Tell the first of {LOOKED_AT} worlds whose first war had this cause, likewise."
)
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
    metavar="QUARTER",
    help="Quarter from which --what-if holds, as 2026Q3, or counted from 0; the first if omitted.",
)
@click.option("--detail", is_flag=True, help="Print every quarter: all moves with their reasons and sources.")
@click.option("--brief", is_flag=True, help="Print only the outcome and what happened, without reasons.")
@click.option(
    "--quarters", metavar="A:B", help="Print the quarters from A to B in detail, as 2026Q3:2027Q1, or counted from 0."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def tell(
    world: int | None,
    outcome: str | None,
    cause: str | None,
    seed: int,
    what_if: tuple[str, ...],
    from_quarter: str | None,
    detail: bool,
    brief: bool,
    quarters: str | None,
    as_json: bool,
    **assumed: Any,
) -> None:
    """Tell the history of one world: what happened and why, how it ended, and who mattered.

    The world is the one that `run` plays under the same index, with the same assumptions and seed. A worldview without a
    date counts its years: write 2Q3 for the third quarter of its second year.
    """
    if from_quarter is not None and not what_if:
        raise click.UsageError("--from-quarter says from when --what-if holds; give --what-if too")
    spans = brief or quarters is not None
    if sum((brief, detail, quarters is not None, as_json, bool(what_if) and spans)) > 1:
        raise click.UsageError(CONTRADICT)
    if sum(asked is not None for asked in (world, outcome, cause)) > 1:
        raise click.UsageError("--world, --outcome and --cause each say which world to tell; give one of them")
    setting = load_setting(**assumed)
    if outcome is not None or cause is not None:
        world = _first_world(setting, seed, outcome, cause, quietly=as_json)
    if what_if:
        told: Any = _otherwise(setting, world or 0, seed, what_if, from_quarter)
        words = told.full() if detail else str(told)
        if as_json:
            told = {"from_quarter": told.quarter, "before": _as_object(told.before), "after": _as_object(told.after)}
    else:
        told = sim.tell(setting, world=world or 0, seed=seed)
        words = _in_words(told, detail, brief, quarters)
        if as_json:
            told = _as_object(told)
    say(json.dumps(told, indent=2, ensure_ascii=False) if as_json else words)


def _in_words(history: sim.History, detail: bool, brief: bool, quarters: str | None) -> str:
    """A history in the form that was asked for."""
    if quarters is None:
        return history.full() if detail else history.brief() if brief else str(history)
    span, end = _span(quarters, history.parameters), history.quarters[-1].quarter
    if span.start > end:
        raise sim.InputError(
            f"there is no quarter {span.start} ({history.date(span.start)}) in this history; it ends in {history.date(end)}"
        )
    return history.brief(span)


def _otherwise(
    setting: sim.Parameters, world: int, seed: int, what_if: tuple[str, ...], from_quarter: str | None
) -> sim.Comparison:
    """One world as it was and as it would have been."""
    quarter = 0 if from_quarter is None else _quarter(from_quarter, setting, "--from-quarter")
    otherwise, bindings = _read_what_if(what_if, setting, quarter)
    return sim.what_if(setting, world, quarter, changes=otherwise, bindings=bindings, seed=seed)


def _first_world(setting: sim.Parameters, seed: int, outcome: str | None, cause: str | None, quietly: bool) -> int:
    """The lowest-numbered world that ends in an outcome, or has a war, or whose first war had a cause; how many do is said."""
    from sim.analysis.war_and_deterrence import CAUSE_WORDS

    column, wanted = ("outcome", outcome) if outcome is not None else ("war_cause", cause)
    known = (*OUTCOMES, WAR) if outcome is not None else tuple(CAUSE_WORDS)
    name, what = str(wanted).replace(" ", "_"), "outcome" if outcome is not None else "cause of war"
    if name not in known:
        raise UnknownNameError(f"unknown {what} {said(wanted)}; {suggestion(name, known, full_list=True)}")
    table = sim.simulate(setting, worlds=LOOKED_AT, seed=seed).table
    like = table.loc[table["wars"] > 0 if name == WAR else table[column].astype(object) == name, "world"]
    if like.empty and name == WAR:
        raise sim.InputError(f"none of {LOOKED_AT} worlds has a war")
    if like.empty:
        there = ", ".join(sorted(table[column].dropna().astype(str).unique())) or "none"
        raise sim.InputError(f"none of {LOOKED_AT} worlds has {name} as its {what}; they have: {there}")
    if not quietly:
        how = f"ending in {readable(name)}" if outcome is not None else f"with this cause of war: {CAUSE_WORDS[name]}"
        how = "with a war" if name == WAR else how
        say(f"World {like.min()} is the first of {len(like)} (in {LOOKED_AT}) {how}.\n")
    return int(like.min())


def _span(written: str, setting: sim.Parameters) -> range:
    """The quarters that `--quarters` names, both ends included."""
    ends = [_quarter(part, setting, "--quarters") for part in written.split(":")] if written.count(":") < 2 else []
    if not ends or ends[0] > ends[-1]:
        raise sim.InputError(
            f"--quarters takes the first and the last quarter, as in 20:24 or 2026Q3:2027Q1, not {written[:40]!r}"
        )
    return range(ends[0], ends[-1] + 1)


def _quarter(written: str, setting: sim.Parameters, option: str) -> int:
    """A quarter counted from 0, from its number or its date."""
    quarter = quarter_of(setting.start, written)
    if quarter is None and setting.start is not None and re.fullmatch(r"[0-9]{4}", written.strip()):
        raise sim.InputError(f"{option}: {written.strip()} is a year; write {written.strip()}Q1 for its first quarter")
    if quarter is None:
        form = "2Q3 (year 2, quarter 3)" if setting.start is None else "2026Q3"
        raise sim.InputError(f"{option} takes quarters as in 20:24 or {form}, not {written[:40]!r}")
    if quarter < 0:
        raise sim.InputError(f"{option}: {written} lies before the start, {year_name(setting.start, 0)}")
    return quarter


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
            found = f"not {rule!r}" if equals and rule else "but nothing is said"
            raise sim.InputError(f"--what-if {choice} takes {' or '.join(BOUND_RULES)}, as in {choice}=never, {found}")
        else:
            changes.append(text)
    return parse_changes(changes, setting.resolve), [sim.Binding(*one, from_quarter=quarter) for one in choices]
