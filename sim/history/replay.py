"""Playing one world again: as it was, and as it would have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.history.history import Comparison, History
from sim.history.record import Recorder
from sim.knowledge import Binding, Parameters, load
from sim.knowledge.errors import InputError
from sim.knowledge.numbers import whole_number
from sim.knowledge.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from sim.study import Study

DEFAULT_SEED = 1
LARGEST_INDEX = 2**62
"""Indices of worlds are counters of the random numbers, which have room for more worlds than anybody will play."""


def tell(study: Study | Parameters | str, world: int = 0, seed: int | None = None) -> History:
    """Play one world again, alone, and write down every decision with its reasons.

    Parameters
    ----------
    study : Study, Parameters or str
        The study whose world is told; with parameters alone, or the name of a worldview, give the seed.
    world : int
        Index of the world, 0 or more. It need not be one of the worlds that the study played.
    seed : int, optional
        Seed, if it shall be another than that of the study; 1 for a set of parameters, as in `simulate`.

    Returns
    -------
    History
        Its `str` is the story.

    Raises
    ------
    InputError
        If the study is none, the worldview is unknown, or index or seed is not a whole number of 0 or more.
    """
    index = whole_number("the index of a world", world, most=LARGEST_INDEX)
    parameters, luck = _setting(study, seed, index)
    return _play(parameters, luck, index)


def what_if(
    study: Study | Parameters | str,
    world: int,
    quarter: int = 0,
    changes: Mapping[str, Any] | None = None,
    bindings: Sequence[Binding] = (),
    seed: int | None = None,
) -> Comparison:
    """Play the same world with the same luck, with parameters or moves changed from a quarter on.

    Parameters
    ----------
    study : Study, Parameters or str
        As in `tell`.
    world : int
        Index of the world.
    quarter : int
        Quarter from which the changes hold; start conditions matter only if it is 0.
    changes : mapping, optional
        Parameters to change, by dotted id.
    bindings : sequence of Binding, optional
        Choices to fix.
    seed : int, optional
        Seed, if it shall be another than that of the study; 1 for a set of parameters, as in `simulate`.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If nothing is changed, the quarter lies outside the history, or a name or value is not valid.
    """
    index = whole_number("the index of a world", world, most=LARGEST_INDEX)
    parameters, luck = _setting(study, seed, index)
    if not changes and not bindings:
        raise InputError("what_if needs a change: give changes={id: value} or bindings=[...]")
    whole_number("the quarter", quarter, most=int(parameters["calendar.horizon"]) - 1)
    changed = parameters.replace(changes=dict(changes or {}), bindings=tuple(bindings))
    if quarter and changed["calendar.horizon"] != parameters["calendar.horizon"]:
        raise InputError("calendar.horizon can be changed from quarter 0 on only, not later")
    before = _play(parameters, luck, index)
    after = _play(parameters, luck, index, changed, int(quarter))
    return Comparison(before, after, int(quarter))


def _setting(study: Study | Parameters | str, seed: int | None, world: int) -> tuple[Parameters, int]:
    """Parameters and seed of one world, from a study or from parameters with a seed."""
    if isinstance(study, str):
        study = load(study)
    if isinstance(study, Parameters):
        parameters, usual = study, DEFAULT_SEED
    elif hasattr(study, "parameters") and hasattr(study, "seed"):
        parameters, usual = study.parameters, study.seed
    else:
        raise InputError(f"a history needs a study, parameters or the name of a worldview, not {type(study).__name__}")
    luck = whole_number("seed", usual if seed is None else seed)
    own = {name: _of_world(name, value, world) for name, value in parameters.changes.items() if np.ndim(value)}
    return (parameters.replace(own) if own else parameters), luck


def _of_world(name: str, values: Any, world: int) -> Any:
    """The entry of one world of a parameter that differs between worlds."""
    if world >= len(values):
        raise InputError(f"{name} has values for {len(values)} worlds only; there is none for world {world}")
    return values[world].item()


def _play(
    parameters: Parameters, seed: int, world: int, changed: Parameters | None = None, quarter: int = 0
) -> History:
    """Play one world with a recorder; if there is a change, switch to it at the start of its quarter."""
    from sim.model import NegotiationModel  # Mesa takes most of a second to import

    recorder = Recorder()
    end = parameters if changed is None else changed
    first = end if quarter == 0 else parameters
    model = NegotiationModel(first, seed=seed, first_world=world, recorder=recorder, collect=False)
    recorder.open(model)
    while model.running:
        if changed is not None and model.quarter == quarter > 0:
            model.change(changed)
        model.step()
    model.release()
    return History(end, seed, world, tuple(recorder.quarters), OUTCOMES[int(model.outcomes()[0])])
