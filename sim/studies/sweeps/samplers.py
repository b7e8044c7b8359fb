"""Samples of the unit cube, drawn by SciPy and SALib."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.common.asked import Check, flag, whole
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.extras import extra
from sim.common.numbers import whole_number

KINDS = ("latin_hypercube", "quasi_random", "sobol", "morris")

OPTIONS: Mapping[str, Check] = MappingProxyType({"second_order": flag, "levels": whole(2)})
"""What some samplers take beside the number of samples and the seed."""


def sampler_options(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Further options of a sampler; `InputError` if there is no such option, or it cannot be used."""
    unknown = [option for option in given if option not in OPTIONS]
    if unknown:
        raise UnknownNameError(f"unknown option {said(unknown[0])}; {suggestion(unknown[0], OPTIONS, full_list=True)}")
    return {option: OPTIONS[option](option, value) for option, value in given.items()}


def points(kind: str, parameters: int, samples: int, second_order: bool = False, levels: int = 4) -> int:
    """How many points a sample has, without drawing it."""
    _check_samples(kind, samples, levels)
    if kind == "sobol":
        return samples * ((2 * parameters + 2) if second_order else (parameters + 2))
    return samples * (parameters + 1) if kind == "morris" else samples


def sample(
    kind: str, parameters: int, samples: int, seed: int, second_order: bool = False, levels: int = 4
) -> NDArray[np.float64]:
    """Points of the unit cube, shape (points, parameters); the same seed gives the same points."""
    seed = whole_number("the seed of a design", seed)
    drawn: NDArray[np.float64]
    if kind in ("latin_hypercube", "quasi_random"):
        from scipy.stats import qmc  # takes a while to import

        engine = qmc.LatinHypercube if kind == "latin_hypercube" else qmc.Sobol
        with warnings.catch_warnings():
            # SciPy warns that the balance is lost if the number is no power of two; the docstring says so.
            warnings.simplefilter("ignore", UserWarning)
            drawn = engine(d=parameters, rng=seed).random(samples)
        return drawn
    names = [str(n) for n in range(parameters)]
    problem = {"num_vars": parameters, "names": names, "bounds": [[0.0, 1.0]] * parameters}
    own = {"calc_second_order": second_order} if kind == "sobol" else {"num_levels": levels}
    drawn = extra(f"SALib.sample.{kind}", "this design").sample(problem, samples, seed=seed, **own)
    return drawn


def _check_samples(kind: str, samples: int, levels: int) -> None:
    samples = whole_number("the number of samples", samples, 1)
    if kind == "sobol" and samples & (samples - 1):
        lower = 1 << (int(samples).bit_length() - 1)
        raise InputError(f"a Sobol design needs a power of two of samples: {lower} or {2 * lower}, not {samples}")
    if kind == "morris" and (levels < 2 or levels % 2):
        raise InputError(f"the levels of a Morris design must be an even number, 2 or more, not {levels}")
