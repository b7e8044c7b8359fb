"""Random numbers by seed, world, quarter and decision.

Every draw has an address: the seed, the index of the world, the quarter and the name of the decision. The address is the
counter of a Philox generator (Salmon and others 2011), so a draw is the same number whatever else was
drawn, in any order, and in blocks of any size. Two settings of the model that use the same
seed therefore use the same draws world by world (common random numbers).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

DECISIONS: Mapping[str, int] = MappingProxyType(
    {
        "russian_attention": 1,
        "us_attention": 2,
        "election": 3,
        "domestic_shock": 4,
        "alignment": 5,
        "posture_russia": 10,
        "posture_turkey": 11,
        "posture_iran": 12,
        "posture_european_union": 13,
        "posture_united_states": 14,
        "beside_armenia": 15,
        "beside_turkey": 16,
        "beside_european_union": 18,
        "beside_united_states": 19,
        "move_azerbaijan": 20,
        "move_armenia": 21,
        "answer_armenia": 22,
        "answer_azerbaijan": 23,
        "answer_russia": 30,
        "answer_turkey": 31,
        "answer_iran": 32,
        "answer_european_union": 33,
        "answer_united_states": 34,
        "violation_seen": 40,
        "sign_armenia": 50,
        "sign_azerbaijan": 51,
        "ratification": 52,
        "government": 53,
        "rejection": 60,
        "incident": 61,
        "decay": 63,
        "resumption": 64,
        "drawn_in_russia": 66,
        "drawn_in_turkey": 67,
        "drawn_in_iran": 68,
        "unrest": 69,
        "challenge_azerbaijan": 70,
        "challenge_armenia": 71,
        "carry_out_azerbaijan": 72,
        "carry_out_armenia": 73,
        "war_won": 74,
        "war_widens": 75,
        "concede_armenia": 76,
        "concede_azerbaijan": 77,
        "crisis_azerbaijan": 78,
        "crisis_armenia": 79,
        "cost_armenia": 80,
        "cost_azerbaijan": 81,
        "greedy": 82,
        "resolute_russia": 83,
        "resolute_turkey": 84,
        "resolute_iran": 85,
        "resolute_european_union": 86,
        "resolute_united_states": 87,
        "bound_russia": 88,
        "bound_turkey": 89,
        "bound_iran": 90,
        "bound_european_union": 91,
        "bound_united_states": 92,
        "opposition": 93,
        "status": 94,
        "turnover_armenia": 95,
        "turnover_azerbaijan": 96,
        "seen_armenia": 97,
        "give_way_armenia": 98,
        "give_way_azerbaijan": 99,
    }
)
"""The number of each decision in the address of its draw. Numbers are never reused: old results must stay replayable."""

BINDING_BASE = 1_000
"""Bindings that are kept with a probability draw at ``BINDING_BASE`` plus a checksum of their content."""

VALUES_PER_COUNTER = 4
"""A Philox block yields four 64-bit words."""

BUFFER_EMPTY = 4
"""Position in Philox's buffer that says: nothing left, compute the next block."""


class Draws:
    """Uniform draws for a block of worlds, addressed by quarter and decision.

    Parameters
    ----------
    seed : int
        Seed of the study, from 0 to 2**64 - 1.
    worlds : array of int, shape (N,)
        Index of each world of the block, from 0 up. Indices may repeat (several cells of a sweep that use
        the same draws) and may come in any order.

    Raises
    ------
    ValueError
        If the seed or an index is negative or too large.
    """

    def __init__(self, seed: int, worlds: NDArray[np.int64]) -> None:
        if not 0 <= seed < 2**64:
            raise ValueError(f"seed must lie between 0 and 2**64 - 1, not {seed}")
        worlds = np.asarray(worlds, dtype=np.int64)
        if worlds.size and worlds.min() < 0:
            raise ValueError("the index of a world is 0 or more")
        self._runs, self._where = _runs_of(worlds)
        self._philox = np.random.Philox(key=np.array([seed, 0], dtype=np.uint64))
        self._generator = np.random.Generator(self._philox)
        self._state: dict[str, Any] = dict(self._philox.state)
        self._last: tuple[tuple[int, int], FloatArray] | None = None
        self._first: dict[str, FloatArray] = {}

    def uniform(self, quarter: int, decision: str | int) -> FloatArray:
        """One number in [0, 1) for each world, for this decision in this quarter.

        Parameters
        ----------
        quarter : int
            Quarter of the history, from 0.
        decision : str or int
            A name of `DECISIONS`, or the number of a binding.

        Returns
        -------
        array of float, shape (N,)
            To be read, not written: a decision that is taken in some worlds first and then in others is drawn once.
        """
        number = decision if isinstance(decision, int) else DECISIONS.get(decision, 0)
        if number == 0:
            raise KeyError(
                f"there is no draw {decision!r}: give it a number of its own in DECISIONS (sim/model/world/draws.py)"
            )
        if self._last is not None and self._last[0] == (quarter, number):
            return self._last[1]
        pieces = [self._run(first, last, quarter, number) for first, last in self._runs]
        values = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        values = values if self._where is None else values[self._where]
        values.setflags(write=False)
        self._last = (quarter, number), values
        return values

    def first(self, decision: str) -> FloatArray:
        """The same for the first quarter, kept: what lasts for a history is asked for in every quarter of it."""
        if decision not in self._first:
            self._first[decision] = self.uniform(0, decision)
        return self._first[decision]

    def _run(self, first: int, last: int, quarter: int, number: int) -> FloatArray:
        """Draws of the worlds first to last (inclusive), by setting the counter to the first of them."""
        block, skip = divmod(first, VALUES_PER_COUNTER)
        self._state["state"]["counter"][:] = (block, quarter, number, 0)
        self._state["buffer_pos"] = BUFFER_EMPTY
        self._philox.state = self._state  # type: ignore[assignment]
        return self._generator.random(last - first + 1 + skip)[skip:]


def _runs_of(worlds: NDArray[np.int64]) -> tuple[list[tuple[int, int]], NDArray[np.int64] | None]:
    """Runs of consecutive indices, and for each world its place in them (None if the worlds are one run)."""
    if worlds.size == 0:
        return [(0, -1)], None
    if np.array_equal(worlds, np.arange(worlds[0], worlds[0] + worlds.size)):
        return [(int(worlds[0]), int(worlds[-1]))], None
    distinct, where = np.unique(worlds, return_inverse=True)
    breaks = np.flatnonzero(np.diff(distinct) != 1)
    firsts = distinct[np.concatenate([[0], breaks + 1])]
    lasts = distinct[np.concatenate([breaks, [distinct.size - 1]])]
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True)], where
