"""What two settings differ in, group of assumptions by group of assumptions, and the settings that lie between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.answers import setting_of_parameters
from sim.common.asked import frame, names, refused
from sim.common.errors import InputError
from sim.parameters.assumptions import Group, assumption_groups
from sim.parameters.names import label_of, value_of
from sim.parameters.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, capital, readable

REST = "rest"
"""Name of the group of all parameters that a user's own groups leave out."""
GROUP, PARAMETER = "group", "parameter"
SIDES = ("one", "other")
EXPECTED = (
    "a mapping from names of groups to parameters, as in {'force': ['mechanisms.force']}, "
    f"or a data frame with the columns '{GROUP}' and '{PARAMETER}'"
)


@dataclass(frozen=True, eq=False)
class Sides:
    """Two settings, and the groups in which they differ, each with the parameters that differ in it."""

    one: Parameters
    other: Parameters
    groups: tuple[Group, ...]

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called within a sentence: by their worldviews, where these tell them apart."""
        if self.shared and self.one.worldview != self.other.worldview:
            return called(self.one), called(self.other)
        return in_full(self.one), in_full(self.other)

    @property
    def shared(self) -> bool:
        """Whether the same policies and changes are laid over both."""
        return self.one.policies == self.other.policies and dict(self.one.changes) == dict(self.other.changes)

    @property
    def condition(self) -> str:
        """What is laid over both, as the end of a sentence: ` with western guarantee`; empty if it is nothing."""
        return laid_over(self.one) if self.shared and self.one.worldview != self.other.worldview else ""

    def changes(self, mask: int) -> dict[str, Any]:
        """What is to be laid over the first setting so that the groups in a mask come from the other one."""
        taken = [group for place, group in enumerate(self.groups) if mask >> place & 1]
        return {name: self.other[name] for group in taken for name in group.parameters}

    def table(self) -> pd.DataFrame:
        """The parameters that differ: group, id, label, and the value on either side."""
        rows = [
            (group.label, name, label_of(name), self.one[name], self.other[name])
            for group in self.groups
            for name in group.parameters
        ]
        return pd.DataFrame(rows, columns=[GROUP, PARAMETER, "label", *SIDES], dtype=object)


def sides_of(one: Parameters, other: Parameters, groups: Sequence[Group] | None = None) -> Sides:
    """What two settings differ in; `InputError` if it is nothing, or choices that are bound."""
    if [binding.choice() for binding in one.bindings] != [binding.choice() for binding in other.bindings]:
        raise InputError(
            f"{in_full(one)} and {in_full(other)} do not bind actors to the same choices, and a choice that is bound "
            "belongs to no group of assumptions; lay the same policies over both"
        )
    differing = [name for name in one.values if not np.array_equal(one[name], other[name])]
    if not differing:
        raise InputError(f"{in_full(one)} and {in_full(other)} assume the same, so there is no disagreement to split")
    known = assumption_groups() if groups is None else tuple(groups)
    held = {name for group in known for name in group.parameters}
    left = tuple(name for name in differing if name not in held)
    if left:
        known = _with_rest(known, left)
    playing = (replace(group, parameters=tuple(n for n in group.parameters if n in differing)) for group in known)
    return Sides(one, other, tuple(group for group in playing if group.parameters))


def _with_rest(groups: Sequence[Group], left: tuple[str, ...]) -> tuple[Group, ...]:
    """Groups and that of the rest; a user's own group of this name takes it in."""
    rest = next((group for group in groups if group.name == REST), Group(REST, "All else", "all else", ()))
    return (*(group for group in groups if group is not rest), replace(rest, parameters=(*rest.parameters, *left)))


def called(setting: Parameters) -> str:
    """What the worldview of a setting is called within a sentence."""
    return "the baseline" if setting.worldview == BASELINE else article_name(setting.worldview)


def laid_over(setting: Parameters) -> str:
    """What was laid over a worldview, as the end of a sentence: ` with western guarantee`; empty if it is nothing."""
    told = setting_of_parameters(setting, 1, 0)
    return told.name.removeprefix(capital(article_name(setting.worldview)))


def in_full(setting: Parameters) -> str:
    """What a setting is called within a sentence, with its policies and changes."""
    return called(setting) + laid_over(setting)


def values_in_words(table: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """The rows of `Sides.table` for readers: group, parameter, and the value on either side."""
    shown = [
        [value_of(str(name), value) for name, value in zip(table[PARAMETER], table[side], strict=True)]
        for side in SIDES
    ]
    return list(zip(map(str, table[GROUP]), map(str, table["label"]), *shown, strict=True))


def own_groups(name: str, value: Any) -> tuple[Group, ...]:
    """A user's groups, as a mapping of names to ids or as a table: a check for `asked`.

    An id stands for itself, or for all that begin with it.
    """
    if isinstance(value, pd.DataFrame):
        told = frame(GROUP, PARAMETER)(name, value)
        value = {group: part[PARAMETER].tolist() for group, part in told.groupby(GROUP, sort=False)}
    if not isinstance(value, Mapping):
        raise refused(name, EXPECTED, value)
    if not value:
        raise InputError(f"{name} holds no group; name at least one, or omit it for those of assumptions.yaml")
    owner, made = dict[str, str](), []
    for group, written in value.items():
        if not isinstance(group, str) or not group.strip():
            raise refused(name, EXPECTED, value)
        ids = tuple(dict.fromkeys(one for text in names(name, written) for one in _ids(text)))
        for one in ids:
            if owner.setdefault(one, group) != group:
                raise InputError(f"{name}: {one} is in two groups, {owner[one]} and {group}; leave it in one")
        made.append(Group(group, capital(readable(group)), readable(group), ids))
    return tuple(made)


def _ids(written: str) -> list[str]:
    """The parameters that a word stands for: one, or all that begin with it."""
    baseline = load()
    return [name for name in baseline.entries if name.startswith(f"{written}.")] or [baseline.resolve(written)]
