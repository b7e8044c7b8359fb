"""What the tests of the mechanisms share: a check of the sign of the effect of every argument."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

WORLDS = 400
ROUNDING = 1e-12
NOTICEABLE = 1e-9

Signs = Mapping[str, "int | tuple[int | None, ...] | None"]


def check_signs(
    function: Callable[..., Any],
    ranges: Mapping[str, tuple[float, ...]],
    signs: Signs,
    bounds: tuple[float, float] | None = (0.0, 1.0),
) -> None:
    """Raise every argument in turn, from random places in its range, and look which way the result goes.

    A range is (low, high), or (low, high, rows) for an argument with several rows. A sign is 1, -1, 0 (the argument
    must have no effect here) or None (the direction depends on the rest); one per row where there are rows. Every
    argument of the function needs a sign, so that none is forgotten.
    """
    assert set(signs) == set(inspect.signature(function).parameters) == set(ranges)
    generator = np.random.default_rng(20_251)
    base = {name: _anywhere(generator, *limits) for name, limits in ranges.items()}
    before = np.asarray(function(**{name: value.copy() for name, value in base.items()}))
    if bounds is not None:
        assert before.min() >= bounds[0] - ROUNDING
        assert before.max() <= bounds[1] + ROUNDING
    for name, sign in signs.items():
        several = len(ranges[name]) == 3
        for row, one in enumerate(sign if isinstance(sign, tuple) else (sign,)):
            if one is None:
                continue
            raised = {key: value.copy() for key, value in base.items()}
            part = raised[name][row] if several else raised[name]
            part += (ranges[name][1] - part) * generator.random(WORLDS)
            change = np.asarray(function(**raised)) - before
            where = f"{name}[{row}]" if several else name
            if one == 0:
                assert np.abs(change).max() <= ROUNDING, f"{where} has an effect"
            else:
                assert (one * change).min() >= -ROUNDING, f"{where} works the wrong way"
                assert (one * change).max() > NOTICEABLE, f"{where} has no effect"


def _anywhere(generator: np.random.Generator, low: float, high: float, rows: int | None = None) -> np.ndarray:
    return generator.uniform(low, high, WORLDS if rows is None else (int(rows), WORLDS))


@pytest.fixture
def effect_signs() -> Callable[..., None]:
    """Check the direction in which every argument of a mechanism works."""
    return check_signs
