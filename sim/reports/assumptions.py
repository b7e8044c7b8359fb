"""What a setting assumes beside the baseline: every departure with its reading and its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.common.dates import the_quarter
from sim.parameters import Binding, Citation, Parameters, Source, sources
from sim.parameters.vocabulary import ACTOR_NAMES, BASELINE, USER
from sim.parameters.wording import article_name, enumeration, number, readable


@dataclass(frozen=True)
class Departure:
    """One parameter that is not as in the baseline: what it is there and here, who says so (`layer`), and why."""

    label: str
    id: str
    baseline: str
    value: str
    layer: str
    status: str
    reading: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Bound:
    """One choice that is fixed instead of drawn."""

    words: str
    layer: str
    reading: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Cost:
    """What one policy costs: its label, who pays, in what coin, and what has stood in the way so far."""

    label: str
    payers: str
    reading: str
    obstacle: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Assumptions:
    """Everything in which one setting departs from the baseline.

    `descriptions` are what the worldview and each policy hold, in words; `assumed` is how many of all parameters no
    source carries; `contradictions` say where one policy says otherwise than an earlier one.
    """

    name: str
    descriptions: tuple[tuple[str, str], ...]
    departures: tuple[Departure, ...]
    bound: tuple[Bound, ...]
    parameters: int
    assumed: int
    contradictions: tuple[str, ...]
    costs: tuple[Cost, ...] = ()
    worldview: str = BASELINE


def assumptions_of(parameters: Parameters) -> Assumptions:
    """Return in what a setting departs from the baseline."""
    departures = [_departure(parameters, name) for name in parameters.entries if len(parameters.origin(name)) > 1]
    return Assumptions(
        name_of(parameters),
        tuple((overlay.label, overlay.description) for overlay in parameters.overlays if overlay.description),
        tuple(departures),
        tuple(
            Bound(_in_words(one, parameters.start), _layer(one.origin), one.reading, one.sources)
            for one in parameters.bindings
        ),
        len(parameters.entries),
        len(parameters.assumed()),
        tuple(map(str, parameters.overridden)),
        _costs(parameters),
        parameters.worldview,
    )


def _costs(parameters: Parameters) -> tuple[Cost, ...]:
    """What each policy costs that says so."""
    priced = [(overlay.label, overlay.price) for overlay in parameters.overlays if overlay.price is not None]
    return tuple(
        Cost(
            label,
            enumeration([ACTOR_NAMES[payer] for payer in price.payers]),
            price.reading,
            price.obstacle,
            price.sources,
        )
        for label, price in priced
    )


def worldview_name(parameters: Parameters) -> str:
    """Return the name of a worldview for headings: `Ratelle 2025`."""
    return "Baseline" if parameters.worldview == BASELINE else article_name(parameters.worldview)


def name_of(parameters: Parameters) -> str:
    """Return the name of a setting for headings: `Ratelle 2025 with western guarantee`."""
    added = additions(parameters)
    return f"{worldview_name(parameters)} with {added}" if added else worldview_name(parameters)


def additions(parameters: Parameters) -> str:
    """Return what was laid over a worldview: `western guarantee, changes by hand`; empty if nothing was."""
    return ", ".join(map(readable, laid_over(parameters)))


def laid_over(parameters: Parameters) -> list[str]:
    """Return the ids of the policies over a worldview, and what else of the user's own was laid over it."""
    by_hand = ["changes by hand"] if parameters.changes or parameters.user_bindings else []
    own = ["own parameters"] if parameters.own_files else []
    return [*parameters.policies, *by_hand, *own]


def _departure(parameters: Parameters, name: str) -> Departure:
    first, *_, last = parameters.origin(name)
    return Departure(
        parameters.entries[name].label,
        name,
        value_in_words(first.value),
        value_in_words(last.value),
        _layer(last.name),
        last.status,
        last.reading,
        last.sources,
    )


def _in_words(binding: Binding, start: str | None) -> str:
    """What is bound, as a sentence: `United states: sanction public, whenever coercion last quarter`."""
    rule = f"whenever {' and '.join(map(readable, binding.condition))}" if binding.condition else binding.rule
    words = f"{readable(binding.actor).capitalize()}: {readable(binding.action)}, {rule}"
    if binding.from_quarter:
        words += f", from {the_quarter(start, binding.from_quarter)}"
    if binding.until_quarter is not None:
        words += f", until {the_quarter(start, binding.until_quarter)}"
    return words if binding.kept == 1 else f"{words}, kept with probability {binding.kept:g}"


def _layer(name: str) -> str:
    return "set by hand" if name == USER else article_name(name)


def value_in_words(value: object) -> str:
    """Return the value of a parameter: a number, a word, or between which numbers it differs from world to world."""
    if isinstance(value, np.ndarray):
        return f"{number(float(value.min()))} to {number(float(value.max()))}, by world"
    return ("yes" if value else "no") if isinstance(value, bool) else number(value)


def bibliography(text: str) -> Mapping[str, Source]:
    """Return the sources that a text cites, by their keys or as `Ratelle 2025`, in the order of `sources.yaml`."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return {
        key: source
        for key, source in sources().items()
        if re.search(rf"\b(?:{key}|{re.escape(article_name(key))})\b", plain)
    }
