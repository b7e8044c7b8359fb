"""Parameters: the baseline with a worldview, policies and a user's changes laid over it, and where each came from."""

import dataclasses
import hashlib
import itertools
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np

from sim.common.asked import asked, flag, mapping, name_or_file, names, optional, path, several
from sim.common.errors import InputError, RefusedValueError
from sim.common.listing import brief, counted
from sim.parameters.baseline import read_baseline, resolve
from sim.parameters.bindings import Binding, one_binding, refuse_contradictions
from sim.parameters.entries import Entry, Value, check_value, refuse_other_lengths, widening
from sim.parameters.folders import folder_other_than_in_use, own_files
from sim.parameters.overlays import Overlay, Step, steps_of
from sim.parameters.overriding import Overridden, overridden
from sim.parameters.own import bring_back, layers, remember, to_keep
from sim.parameters.vocabulary import BASELINE, UNSOURCED

_DIFFERENCES_SHOWN = 5
OWN, FILES = "own", "files"
"""What `to_dict` keeps of the user's own worldviews and policies, and of a folder of own parameters."""
_SAVED_KEYS = ("worldview", "policies", "changes", "bindings", "values", "hash")


@dataclass(frozen=True, eq=False)
class Parameters:
    """Every parameter with its final value, every binding, and the way that led there. It cannot be changed.

    Make one with `load`.

    Attributes
    ----------
    worldview : str
        Name of the worldview, or `baseline`. One that was read from a file of the user's is named after that file and what it
        says, such as `my_view@1a2b3c4d`.
    policies : tuple of str
        Names of the policies in the order in which they were laid over.
    start : str or None
        ISO date from which the worldview looks ahead; None if it says nothing.
    entries, aliases : mapping
        The baseline by dotted id, and present ids by old ones.
    overlays : tuple of Overlay
        The worldview (unless `baseline`), after what it is based on, and the policies.
    changes, user_bindings : mapping of str to value, tuple of Binding
        What the user set, by present id (scalars, or arrays of shape (worlds,)), and bound.
    files : mapping of str to str or None
        Where the parameters come from a folder of the user's: the text of each file that differs from that of the package, and
        None for each that is missing. Empty otherwise.

    Examples
    --------
    >>> from sim import load
    >>> setting = load("ratelle2025", policies=["western_guarantee"])
    >>> [layer.name for layer in setting.origin("mechanisms.guarantees.credibility.united_states")]
    ['baseline', 'ratelle2025', 'western_guarantee']
    """

    worldview: str
    policies: tuple[str, ...]
    start: str | None
    entries: Mapping[str, Entry] = field(repr=False)
    aliases: Mapping[str, str] = field(repr=False)
    overlays: tuple[Overlay, ...] = field(repr=False)
    changes: Mapping[str, Value]
    user_bindings: tuple[Binding, ...]
    files: Mapping[str, str | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Let nobody write to the mappings; an array that was sent to another process has forgotten that already."""
        for value in self.changes.values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
        for name in ("entries", "aliases", "changes", "files"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        for overlay in self.overlays:
            remember(overlay)  # in another process too, where its file was never read

    def __repr__(self) -> str:
        """Which worldview and policies, and how much was changed, in one line."""
        policies = f", policies {brief(', '.join(self.policies))}" if self.policies else ""
        own = ((len(self.changes), "change"), (len(self.user_bindings), "binding"))
        added = "".join(f", {counted(number, thing)} by hand" for number, thing in own if number)
        return f"<Parameters: {brief(self.worldview)}{policies}{added}>"

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Final values by dotted id: scalars, or arrays of shape (worlds,) where the user set one."""
        final: dict[str, Value] = {entry_id: entry.value for entry_id, entry in self.entries.items()}
        for overlay in self.overlays:
            final.update((change.id, change.value) for change in overlay.changes)
        final.update(self.changes)
        return MappingProxyType(final)

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """Every binding: the worldview's, the policies' and the user's, in this order."""
        layers = [*(overlay.bindings for overlay in self.overlays), self.user_bindings]
        return tuple(binding for layer in layers for binding in layer)

    @cached_property
    def overridden(self) -> tuple[Overridden, ...]:
        """What a policy sets or fixes that a later policy sets or fixes otherwise; empty if no two contradict each other."""
        return overridden(self.overlays)

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hexadecimal) of the final values by id and of what the bindings do, in their order.

        Two ways to the same values and bindings give the same hash: names of worldviews and policies, readings and
        sources do not enter.
        """
        values = {entry_id: _plain(value) for entry_id, value in self.values.items()}
        content = {"values": values, "bindings": [binding.choice() for binding in self.bindings]}
        # The json module writes floats with repr, which is exact and the same on every machine.
        written = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def own_files(self) -> bool:
        """Whether the parameters come from a folder of the user's that differs from that of the package."""
        return bool(self.files)

    def __getitem__(self, entry_id: str) -> Value:
        """Return the final value of a parameter, by its present or an old id."""
        return self.values[self.resolve(entry_id)]

    def __contains__(self, entry_id: object) -> bool:
        """Whether there is a parameter of this present or old id."""
        return isinstance(entry_id, str) and (entry_id in self.entries or entry_id in self.aliases)

    def __eq__(self, other: object) -> bool:
        """Whether both were made of the same overlays and changes and say the same."""
        return isinstance(other, Parameters) and self._identity() == other._identity()

    def __hash__(self) -> int:
        """Hash for sets and dictionaries, consistent with equality."""
        return hash(self._identity())

    def __reduce__(self) -> tuple[Any, ...]:
        """Make it possible to send parameters to other processes: read-only mappings cannot be pickled."""
        fields = [getattr(self, one.name) for one in dataclasses.fields(self)]
        return Parameters, tuple(dict(value) if isinstance(value, MappingProxyType) else value for value in fields)

    def resolve(self, written: object) -> str:
        """Return the present id for an id or an old name; raise `UnknownNameError` with the nearest otherwise."""
        return resolve(written, self.entries, self.aliases)

    def check(self, entry_id: str, value: Value) -> Value:
        """Return a value, or an array with one per world, in the type of a parameter, or raise `InputError`."""
        return check_value(self.entries[self.resolve(entry_id)], value)

    def origin(self, entry_id: str) -> list[Step]:
        """Return how a parameter came by its value: the baseline, then every layer that sets it, in order."""
        current = self.resolve(entry_id)
        return steps_of(self.entries[current], self.overlays, self.changes)

    def range(self, entry_id: str) -> tuple[int | float, int | float] | None:
        """Return the plausible range of a parameter: that of the last layer that states one; None if it has none."""
        stated = [step.range for step in self.origin(entry_id) if step.range is not None]
        return stated[-1] if stated else None

    def status(self, entry_id: str) -> str:
        """Return how the final value of a parameter was found."""
        return self.origin(entry_id)[-1].status

    def assumed(self) -> list[str]:
        """Return the ids of all parameters whose final value is assumed or calibrated, in the order of the files."""
        return [entry_id for entry_id in self.entries if self.status(entry_id) in UNSOURCED]

    @asked(changes=optional(mapping), bindings=several(one_binding, "a list of bindings"))
    def replace(
        self, changes: Mapping[str, Value] | None = None, bindings: Iterable[Binding | Mapping[str, Any]] = ()
    ) -> "Parameters":
        """Return new parameters with further changes and bindings laid over these.

        Parameters
        ----------
        changes : mapping of str to value, optional
            Further values by id. They win over the changes already made, which stay in force otherwise.
        bindings : iterable of Binding or mapping
            Further bindings, placed after those already there, over which they win.

        Raises
        ------
        InputError
            If an id is unknown, a value or binding is refused, or two of the further bindings contradict each other.
        """
        further = [one_binding("bindings", binding) for binding in bindings]
        refuse_contradictions(further)
        checked: dict[str, Value] = {}
        for written, value in (changes or {}).items():
            current = self.resolve(written)
            if current in checked:
                raise InputError(f"{current} is set twice, once under an old name; set it once")
            try:
                checked[current] = check_value(self.entries[current], value)
            except RefusedValueError as error:
                raise RefusedValueError(f"{error}{widening(self.entries[current], value)}") from error
        changed = {**self.changes, **checked}
        refuse_other_lengths(changed)
        return dataclasses.replace(self, changes=changed, user_bindings=(*self.user_bindings, *further))

    def without_additions(self) -> "Parameters":
        """Return the worldview alone, without the policies, changes and bindings that were laid over it."""
        bare = tuple(overlay for overlay in self.overlays if overlay.kind == "worldview")
        return dataclasses.replace(self, policies=(), overlays=bare, changes={}, user_bindings=())

    def to_dict(self) -> dict[str, Any]:
        """Return everything needed to make these parameters again, as lists, dictionaries and scalars for JSON.

        What comes from the user's own files is kept whole, so that the files are not needed any more.
        """
        own = to_keep(self.overlays)
        kept: dict[str, Any] = {**({OWN: own} if own else {}), **({FILES: dict(self.files)} if self.files else {})}
        return {
            "worldview": self.worldview,
            "policies": list(self.policies),
            "start": self.start,
            "changes": {entry_id: _plain(value) for entry_id, value in self.changes.items()},
            "bindings": [{**binding.choice(), "reading": binding.reading} for binding in self.user_bindings],
            "values": {entry_id: _plain(value) for entry_id, value in self.values.items()},
            "hash": self.hash,
            **kept,
        }

    @classmethod
    @asked(saved=mapping, folder=optional(path), strict=flag)
    def from_dict(cls, saved: Mapping[str, Any], folder: Path | str | None = None, strict: bool = True) -> "Parameters":
        """Make the parameters again that `to_dict` wrote.

        Parameters
        ----------
        saved : mapping
            What `to_dict` returned, perhaps by way of JSON.
        folder : pathlib.Path, optional
            The parameters folder; if omitted that of the package, with what was kept of a folder of the user's.
        strict : bool
            If the files have changed since: refuse (True), or take the files as they are now (False).

        Raises
        ------
        InputError
            If something needed is missing, or the files have changed since and `strict` is true.
        """
        missing = [key for key in _SAVED_KEYS if key not in saved]
        if missing:
            raise InputError(f"saved parameters lack: {', '.join(missing)}")
        changes = mapping("the saved changes", saved["changes"]).items()
        arrays = {key: np.array(value) if isinstance(value, list) else value for key, value in changes}
        files = mapping("the saved files", saved.get(FILES) or {}) if folder is None else {}
        folder = folder_other_than_in_use(files) if folder is None else folder
        bring_back(mapping("the saved overlays", saved.get(OWN, {})), read_baseline(folder))
        made = load(saved["worldview"], saved["policies"], arrays, folder=folder)
        for binding in several(one_binding, "a list of bindings")("the saved bindings", saved["bindings"]):
            # One by one: a later layer of the user's may have contradicted an earlier one.
            made = made.replace(bindings=[binding])
        if strict and made.hash != saved["hash"]:
            beside = "; of a folder of your own only what differs from the package is kept" if files else ""
            raise InputError(drift_message(made.values, mapping("the saved values", saved["values"])) + beside)
        return made

    def _identity(self) -> tuple[Any, ...]:
        return self.worldview, self.policies, tuple(sorted(self.changes)), self.hash


@asked(
    worldview=name_or_file("the name of a worldview, or the path of a file with one"),
    policies=names,
    changes=optional(mapping),
    bindings=several(one_binding, "a list of bindings"),
    folder=optional(path),
)
def load(
    worldview: str | os.PathLike[str] = BASELINE,
    policies: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    changes: Mapping[str, Value] | None = None,
    bindings: Iterable[Binding | Mapping[str, Any]] = (),
    folder: Path | str | None = None,
) -> Parameters:
    """Read the parameters: the baseline, then the worldview, then the policies in order, then the user's changes.

    Parameters
    ----------
    worldview : str or pathlib.Path
        Name of a file in `parameters/worldviews`, `baseline` for none of them, or the path of a file of your own, which ends
        in `.yaml` (see `docs/own_worldview.md`).
    policies : str, pathlib.Path or iterable of them
        Names of files in `parameters/policies`, or paths of your own; where two set the same parameter, the later one wins.
    changes : mapping of str to value, optional
        The user's own values by id (old ids are understood): scalars, or arrays of shape (worlds,).
    bindings : iterable of Binding or mapping
        The user's own bindings, in the words of a policy file.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Returns
    -------
    sim.parameters.Parameters
        Read-only, can be sent to other processes.

    Raises
    ------
    InputError
        If a name is unknown, a value refused, two of the bindings contradict each other, or a file is not as
        `parameters/README.md` says.

    Examples
    --------
    >>> from sim import load
    >>> setting = load("ratelle2025", changes={"mechanisms.deterrence.coordination": 0.9})
    >>> setting["mechanisms.deterrence.coordination"], load()["mechanisms.deterrence.coordination"]
    (0.9, 0.5)
    """
    baseline, view, chosen = read_baseline(folder), os.fspath(worldview), cast(tuple[str, ...], policies)
    seen = () if view == BASELINE else layers("worldview", view, baseline, folder)
    laid = tuple(layers("policy", name, baseline, folder)[-1] for name in chosen)
    keys = tuple(overlay.key for overlay in laid)
    doubled = [name for name, key, place in zip(chosen, keys, itertools.count()) if key in keys[:place]]
    if doubled:
        raise InputError(f"the policy '{doubled[0]}' is given twice; give it once")
    start = next((overlay.start for overlay in reversed(seen) if overlay.start), None)
    name = seen[-1].key if seen else BASELINE
    files = own_files(folder)
    bare = Parameters(name, keys, start, baseline.entries, baseline.aliases, (*seen, *laid), {}, (), files)
    return bare.replace(changes, bindings)


def _plain(value: Value) -> Any:
    """Return a value as JSON can hold it: an array becomes a list."""
    return value.tolist() if isinstance(value, np.ndarray) else value


def drift_message(now: Mapping[str, Value], saved: Mapping[str, Any]) -> str:
    """Return the message that says which values, as the files give them now, differ from those saved earlier."""
    today = {entry_id: _plain(value) for entry_id, value in now.items()}
    differing = [key for key in dict.fromkeys([*saved, *today]) if saved.get(key) != today.get(key)]
    said = [f"{key} was {saved.get(key, 'absent')}, is {today.get(key, 'absent')}" for key in differing]
    shown = "; ".join(said[:_DIFFERENCES_SHOWN]) or "what a worldview or policy binds is different"
    more = f"; and {len(said) - _DIFFERENCES_SHOWN} more" if len(said) > _DIFFERENCES_SHOWN else ""
    return f"the parameter files have changed since these were saved: {shown}{more}"
