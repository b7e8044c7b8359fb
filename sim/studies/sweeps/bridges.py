"""Bridges to other tools: the model as one of ema_workbench, and its parameters as a problem of SALib.

Mesa needs no bridge: `mesa.batch_run(NegotiationModel, {...})` works as it stands (vary `first_world`, because Mesa
repeats one seed in all its iterations; give dotted ids as keys). All three play worlds one setting at a time; for many
settings the sweeps of this package are faster by orders of magnitude.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.common.asked import DEFAULT_SEED, asked, name_or_file, names, several, text, whole
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.common.room import worlds_that_fit
from sim.model.walk import Walk
from sim.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.studies.sweeps.axes import NOT_UNCERTAIN, named_parameters

WORLDS = 200
"""Worlds per experiment: shares are then known to about seven percentage points, at a fraction of a second each."""

WORLDVIEW = name_or_file("the name of a worldview")
IDS = several(text, "a list of ids of parameters")


@dataclass(frozen=True)
class Evaluation:
    """Plays worlds under given values and returns how often each outcome came about; can be sent to other processes.

    The parameters are all that is not varied. All evaluations use the same random draws (common random numbers).
    """

    parameters: Parameters
    worlds: int
    seed: int

    def __call__(self, **values: Any) -> dict[str, float]:
        """The share of each of the five outcomes under values by dotted id; `InputError` if one is not valid."""
        plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in values.items()}
        setting = self.parameters.replace(plain)
        walk = Walk(setting, np.arange(worlds_that_fit(self.worlds), dtype=np.int64), self.seed)
        counts = np.bincount(walk.run().outcomes(), minlength=len(OUTCOMES))
        return {name: float(count) / self.worlds for name, count in zip(OUTCOMES, counts, strict=True)}


@asked(worldview=WORLDVIEW, policies=names, worlds=whole(1), ids=IDS, seed=whole())
def workbench_model(
    worldview: str = BASELINE,
    policies: str | Iterable[str] = (),
    worlds: int = WORLDS,
    ids: Sequence[str] = (),
    seed: int = DEFAULT_SEED,
) -> Any:
    """Make the model an `ema_workbench.Model`: its outcomes are the five shares, its uncertainties the parameters by id.

    Parameters
    ----------
    worldview, policies
        Whose values and plausible ranges.
    worlds, seed : int
        Worlds of each experiment, and the seed of all draws, the same in each.
    ids : sequence of str
        Ids of parameters, or of groups of them, that are uncertain; empty for all that describe the world.

    Examples
    --------
    >>> model = workbench_model("ratelle2025", worlds=50, ids=["mechanisms.force"])  # doctest: +SKIP
    >>> experiments, outcomes = ema_workbench.perform_experiments(model, 100)  # doctest: +SKIP
    """
    worlds_that_fit(worlds)
    parameters = load(worldview, policies)
    meant = _uncertain(parameters, ids)
    workbench = extra("ema_workbench", "this bridge")
    model = workbench.Model("PeaceUnderForce", function=Evaluation(parameters, worlds, seed))
    model.uncertainties = [_uncertainty(workbench, parameters, name) for name in meant]
    model.outcomes = [workbench.ScalarOutcome(name) for name in OUTCOMES]
    return model


@asked(ids=IDS, worldview=WORLDVIEW, policies=names)
def salib_problem(
    ids: Sequence[str] = (), worldview: str = BASELINE, policies: str | Iterable[str] = ()
) -> dict[str, Any]:
    """Describe parameters as SALib wants them: their number, their dotted ids, and a list [low, high] of each.

    SALib draws real numbers: whole numbers are to be rounded before they are used. Switches and choices have no range
    and are left out, unless they are named, which is an `InputError`.

    Parameters
    ----------
    ids : sequence of str
        Ids of parameters, or of groups of them; empty for all that describe the world.
    worldview, policies
        Whose plausible ranges.

    Examples
    --------
    >>> salib_problem(["mechanisms.guarantees.credibility.united_states"])["bounds"]
    [[0.0, 0.9]]
    """
    parameters = load(worldview, policies)
    ranges = {name: parameters.range(name) for name in _uncertain(parameters, ids)}
    named = {parameters.resolve(name) for name in ids if name in parameters}
    for name, ends in ranges.items():
        if ends is None and name in named:
            raise InputError(f"{name} is a {parameters.entries[name].kind} and has no range; leave it out")
    bounds = {name: [float(end) for end in ends] for name, ends in ranges.items() if ends is not None}
    return {"num_vars": len(bounds), "names": list(bounds), "bounds": list(bounds.values())}


def _uncertain(parameters: Parameters, ids: Sequence[str]) -> list[str]:
    """Present ids of the parameters that are meant, in the order of the files."""
    if ids:
        return named_parameters(parameters, ids)
    omitted = named_parameters(parameters, NOT_UNCERTAIN)
    return [name for name in parameters.entries if name not in omitted]


def _uncertainty(workbench: Any, parameters: Parameters, name: str) -> Any:
    """One uncertain parameter in the workbench's kinds."""
    entry = parameters.entries[name]
    if entry.kind == "switch":
        return workbench.BooleanParameter(name)
    if entry.kind == "choice":
        return workbench.CategoricalParameter(name, list(entry.options or ()))
    low, high = parameters.range(name) or entry.bounds
    if entry.kind == "whole number":
        return workbench.IntegerParameter(name, int(np.ceil(low)), int(np.floor(high)))
    return workbench.RealParameter(name, float(low), float(high))
