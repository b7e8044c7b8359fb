"""What a setting assumes beside the baseline: every departure with its reading and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.common.dates import dated
from sim.parameters import Binding, Citation, Parameters, Source, policies, sources, worldviews
from sim.parameters.vocabulary import BASELINE, USER
from sim.parameters.wording import article_name, number, readable


@dataclass(frozen=True)
class Departure:
    """One parameter that is not as in the baseline.

    Attributes
    ----------
    label, id, unit : str
        The parameter.
    baseline, value : str
        What the baseline holds, and what holds here.
    layer : str
        Who says so: a worldview, a policy, or `set by hand`.
    status, reading : str
        How the value was found, and why it is what it is.
    citations : tuple of Citation
    """

    label: str
    id: str
    unit: str
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
class Assumptions:
    """Everything in which one setting departs from the baseline.

    Attributes
    ----------
    name : str
        For instance `Ratelle 2025 with western guarantee`.
    descriptions : tuple of (str, str)
        What the worldview and each policy hold, in words.
    departures : tuple of Departure
    bound : tuple of Bound
    parameters, assumed : int
        How many parameters there are, and how many of them no source carries.
    contradictions : tuple of str
        Where one policy says otherwise than an earlier one.
    """

    name: str
    descriptions: tuple[tuple[str, str], ...]
    departures: tuple[Departure, ...]
    bound: tuple[Bound, ...]
    parameters: int
    assumed: int
    contradictions: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of a departure or a binding."""
        cited = [*(row.citations for row in self.departures), *(row.citations for row in self.bound)]
        return tuple(citation for citations in cited for citation in citations)


def assumptions_of(parameters: Parameters) -> Assumptions:
    """Return in what a setting departs from the baseline.

    Parameters
    ----------
    parameters : Parameters
    """
    departures = [_departure(parameters, name) for name in parameters.entries if len(parameters.origin(name)) > 1]
    return Assumptions(
        name_of(parameters),
        _descriptions(parameters),
        tuple(departures),
        tuple(_bound(binding, parameters.start) for binding in parameters.bindings),
        len(parameters.entries),
        len(parameters.assumed()),
        tuple(str(one) for one in parameters.overridden),
    )


def name_of(parameters: Parameters) -> str:
    """Return the name of a setting for headings: `Ratelle 2025 with western guarantee`."""
    added = [readable(policy) for policy in parameters.policies]
    if parameters.changes or parameters.user_bindings:
        added.append("changes by hand")
    name = "Baseline" if parameters.worldview == BASELINE else article_name(parameters.worldview)
    return f"{name} with {', '.join(added)}" if added else name


def _descriptions(parameters: Parameters) -> tuple[tuple[str, str], ...]:
    known = {overlay.key: overlay for overlay in (*worldviews(), *policies())}
    used = [known[name] for name in (parameters.worldview, *parameters.policies) if name in known]
    return tuple((overlay.label, overlay.description) for overlay in used)


def _departure(parameters: Parameters, name: str) -> Departure:
    entry, first, last = parameters.entries[name], parameters.origin(name)[0], parameters.origin(name)[-1]
    return Departure(
        entry.label,
        name,
        entry.unit,
        value_in_words(first.value),
        value_in_words(last.value),
        _layer(last.name),
        last.status,
        last.reading,
        last.sources,
    )


def _bound(binding: Binding, start: str | None) -> Bound:
    return Bound(_in_words(binding, start), _layer(binding.origin), binding.reading, binding.sources)


def _in_words(binding: Binding, start: str | None) -> str:
    """What is bound, as a sentence: `United states: sanction public, whenever coercion last quarter`."""
    rule = f"whenever {' and '.join(map(readable, binding.condition))}" if binding.condition else binding.rule
    words = f"{readable(binding.actor).capitalize()}: {readable(binding.action)}, {rule}"
    if binding.from_quarter:
        words += f", from {dated(start, binding.from_quarter)}"
    if binding.until_quarter is not None:
        words += f", until {dated(start, binding.until_quarter)}"
    return words if binding.kept == 1 else f"{words}, kept with probability {binding.kept:g}"


def _layer(name: str) -> str:
    return "set by hand" if name == USER else article_name(name)


def value_in_words(value: object) -> str:
    """Return the value of a parameter: a number, a word, or between which numbers it differs from world to world."""
    if isinstance(value, np.ndarray):
        return f"{number(float(value.min()))} to {number(float(value.max()))}, by world"
    return ("yes" if value else "no") if isinstance(value, bool) else number(value)


def bibliography(citations: Iterable[Citation], always: Iterable[str] = ()) -> Mapping[str, Source]:
    """Return the sources that are cited, by key, in the order of `sources.yaml`."""
    used = {citation.key for citation in citations} | set(always)
    return {key: source for key, source in sources().items() if key in used}
