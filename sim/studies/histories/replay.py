"""Playing one world again: as it was, and as it would have been."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.common.asked import DEFAULT_SEED, asked, mapping, optional, several, whole
from sim.common.errors import InputError, said
from sim.common.numbers import whole_number
from sim.model.walk import Walk
from sim.model.world.counting import counting
from sim.model.world.draws import Draws
from sim.model.world.outlook.table import dictated
from sim.model.world.start import begin
from sim.model.world.values import Branch, tree
from sim.parameters import Binding, Parameters, load
from sim.parameters.bindings import one_binding
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.histories.comparison import Comparison, altered_values
from sim.studies.histories.history import History
from sim.studies.histories.record import Recorder, Recorders

if TYPE_CHECKING:
    from sim.studies.study import Study

LARGEST_INDEX = 2**62
"""Indices of worlds are counters of the random numbers, which have room for more worlds than anybody will play."""


@asked()
def tell(study: Study | Parameters | str, world: int = 0, seed: int | None = None) -> History:
    """Play one world again, alone, and write down every decision with its reasons.

    Parameters
    ----------
    study : Study, Parameters or str
        The study with the world, or parameters, or the name of a worldview.
    world : int
        Index of the world, 0 or more. It need not be one of the worlds that the study played; the history then says so.
    seed : int, optional
        Seed, if it is to be another than that of the study; 1 if there is no study, as in `simulate`.

    Returns
    -------
    History
        Its `str` is the story on two screens, and `full()` every quarter with its reasons and sources.

    Raises
    ------
    InputError
        If index or seed is not a whole number of 0 or more, or there is no such worldview.

    Examples
    --------
    >>> from sim import tell
    >>> history = tell("ratelle2025", world=42, seed=7)
    >>> history.outcome
    'deferred_tension'
    >>> story = str(history)
    """
    return _play(_setting(study, seed, world))


@asked(worlds=several(whole(), "a list of indices of worlds", some=True))
def tell_several(
    study: Study | Parameters | str, worlds: Sequence[int], seed: int | None = None
) -> tuple[History, ...]:
    """Tell several worlds of one setting as `tell` does, walked side by side: much sooner than one after the other.

    Parameters
    ----------
    study, seed
        As for `tell`.
    worlds : sequence of int
        Their indices; none twice.

    Returns
    -------
    tuple of History
        In the order in which they were asked for.

    Raises
    ------
    InputError
        As for `tell`, and if a world is named twice.
    """
    settings = [_setting(study, seed, world) for world in worlds]
    if len(set(worlds)) < len(settings):
        raise InputError("a world is named twice; name each once")
    if len({one.parameters.hash for one in settings}) > 1:  # values that differ between worlds
        return tuple(map(_play, settings))
    recorders = Recorders(worlds)
    index = np.array(worlds, dtype=np.int64)
    walk = Walk(settings[0].parameters, index, settings[0].seed, recorder=recorders)
    recorders.open(walk.worlds)
    while walk.running:
        walk.step()
    ends = [OUTCOMES[int(row)] for row in walk.outcomes()]
    with counting():
        forced = dictated(walk.worlds, walk.values)
    return tuple(
        History(one.parameters, one.seed, one.world, tuple(kept.quarters), outcome, one.remark, float(part))
        for one, kept, outcome, part in zip(settings, recorders.each, ends, forced, strict=True)
    )


@asked(changes=optional(mapping), bindings=several(one_binding, "a list of bindings"))
def what_if(
    study: Study | Parameters | str,
    world: int,
    quarter: int = 0,
    changes: Mapping[str, Any] | None = None,
    bindings: Sequence[Binding] = (),
    seed: int | None = None,
) -> Comparison:
    """Play the same world with the same random draws, with parameters or moves changed from a quarter on.

    Parameters
    ----------
    study, world, seed
        As for `tell`.
    quarter : int
        Quarter from which the changes hold. Values that are read only when a world begins can be changed from 0 on only.
    changes : mapping, optional
        Parameters to change, by dotted id.
    bindings : sequence of Binding, optional
        Choices to fix.

    Returns
    -------
    Comparison
        Its `str` says where the two histories part and what differs from there, side by side; `full()` gives every quarter.

    Raises
    ------
    InputError
        If nothing is changed, a value is changed after the quarter in which alone it is read, the quarter lies beyond the
        horizon, a name or value is not valid, or two of the bindings contradict each other.

    Examples
    --------
    >>> from sim import what_if
    >>> changed = what_if("araz2023", world=5, quarter=0, changes={"mechanisms.deterrence.coordination": 0.9})
    >>> changed.before.seed == changed.after.seed
    True
    """
    setting = _setting(study, seed, world)
    parameters = setting.parameters
    if not changes and not bindings:
        raise InputError("what_if needs a change: give changes={id: value} or bindings=[...]")
    whole_number("the quarter", quarter, most=int(parameters["calendar.horizon"]) - 1)
    changed = parameters.replace(changes=dict(changes or {}), bindings=tuple(bindings))
    if quarter and changed["calendar.horizon"] != parameters["calendar.horizon"]:
        raise InputError("calendar.horizon can be changed from quarter 0 on only, not later")
    before = _play(setting)
    after = _play(setting, changed, int(quarter))
    return Comparison(before, after, int(quarter))


class _Setting(NamedTuple):
    """What one world is played under; `remark` says so if the study at hand did not play it."""

    parameters: Parameters
    seed: int
    world: int
    remark: str = ""


def _setting(study: Study | Parameters | str | os.PathLike[str], seed: int | None, world: int) -> _Setting:
    """Parameters, seed and index of one world, from a study, from parameters, or from the name of a worldview."""
    index = whole_number("the index of a world", world, most=LARGEST_INDEX)
    if isinstance(study, str | os.PathLike | Parameters):
        parameters = study if isinstance(study, Parameters) else load(study)
        luck = whole_number("seed", DEFAULT_SEED if seed is None else seed)
        return _Setting(_of_one_world(parameters, index), luck, index)
    if not isinstance(getattr(study, "parameters", None), Parameters):
        raise InputError(f"a study, parameters or the name of a worldview is needed, not {said(study)}")
    luck = whole_number("seed", study.seed if seed is None else seed)
    return _Setting(_of_one_world(study.parameters, index), luck, index, _remark(study, luck, index))


def _remark(study: Study, seed: int, world: int) -> str:
    """A remark for a world that the study did not play; empty if it did."""
    if seed != study.seed:
        return f"the study did not play this world: its seed is {study.seed}"
    if world >= study.worlds:
        return f"the study did not play this world: its worlds are those from 0 to {study.worlds - 1}"
    return ""


def _of_one_world(parameters: Parameters, world: int) -> Parameters:
    """Parameters with the values of one world in place of those that differ between worlds."""
    varying = {name: values for name, values in parameters.changes.items() if np.ndim(values)}
    for name, values in varying.items():
        if world >= len(values):
            raise InputError(f"{name} has values for {len(values)} worlds only; there is none for world {world}")
    return parameters.replace({name: values[world].item() for name, values in varying.items()})


def _play(setting: _Setting, changed: Parameters | None = None, quarter: int = 0) -> History:
    """Play one world with a recorder; if there is a change, switch to it at the start of its quarter."""
    recorder, read = Recorder(), set[str]()
    end = setting.parameters if changed is None else changed
    first = end if quarter == 0 else setting.parameters
    walk = Walk(first, np.array([setting.world], dtype=np.int64), setting.seed, recorder=recorder)
    recorder.open(walk.worlds)
    while walk.running:
        if changed is not None and walk.quarter == quarter > 0:
            walk.change(changed, WatchedBranch(tree(changed.values), read))
        walk.step()
    outcome = OUTCOMES[int(walk.outcomes()[0])]
    if quarter:
        _refuse_unread(setting, end, quarter, read)
    with counting():
        forced = float(dictated(walk.worlds, walk.values)[0])
    return History(end, setting.seed, setting.world, tuple(recorder.quarters), outcome, setting.remark, forced)


def _refuse_unread(setting: _Setting, changed: Parameters, quarter: int, read: set[str]) -> None:
    """Raise if a value was changed after the start of a world, and no rule but those of the start reads it."""
    unread = [name for name in altered_values(setting.parameters, changed) if name not in read]
    late = [name for name in unread if name in read_at_the_start(changed, setting.world)]
    if late:
        raise InputError(
            f"{', '.join(late)}: read when a world begins, and in this history not again from quarter {quarter} on; to ask "
            "what another start would have changed, ask from quarter 0"
        )


class WatchedBranch(Branch):
    """A group of parameters that puts the dotted ids of those that are read into `read`; `path` is its own dotted id."""

    def __init__(self, whole: Branch, read: set[str], path: str = "") -> None:
        super().__init__(path)
        self.varies = whole.varies
        self._whole, self._read = whole, read

    def stack(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The named leaves of this group one above the other, all of them noted."""
        self._read.update(f"{self._path}.{name}" for name in names)
        return self._whole.stack(names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self._whole, name)
        dotted = f"{self._path}.{name}" if self._path else name
        if isinstance(value, Branch):
            # Kept, so that the group is wrapped once only.
            self.__dict__[name] = WatchedBranch(value, self._read, dotted)
            return self.__dict__[name]
        self._read.add(dotted)
        return value


def read_at_the_start(parameters: Parameters, world: int) -> set[str]:
    """Ids of the parameters, all of them single values, that a world reads when it begins; some are read again later."""
    read: set[str] = set()
    index = np.array([world], dtype=np.int64)
    begin(index, WatchedBranch(tree(parameters.values), read), Draws(0, index))
    return read
