"""How sure regrets are: the worlds are drawn again and again, the same ones for all policies and worldviews.

Each cell has the same worlds as the others, so a resample takes the same ones in all cells (paired bootstrap): what two
policies have in common does not blur how they differ. The best policy of each resample is found anew.

Regret is the largest of many differences, and the largest of what chance has moved is too large (winner's curse). So the
percentiles of the resamples lie too high where several policies are nearly as good: tried on histories of this program
with 200 to 1,000 worlds, they held the regret of the chosen policy in as few as 56 of 100 trials where 95 were promised.
The intervals here reach as far to either side as the farther percentile does, which held it in 94 to 100, and are a tenth
wider. And they are never narrower than what an event may have that was seen in no world.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.regret.measures import FloatArray
from sim.studies.shares.intervals import CONFIDENCE, wilson

Flags = NDArray[np.bool_]
DRAWS = 2_000
"""Resamples: the ends of an interval move by less than a tenth of its width from one set of draws to another."""
AT_ONCE = 250
"""Resamples whose weights are in memory together."""
HAIR = 1e-9
"""Shares that differ by less are equal: what differs is the rounding."""


def resampled(flags: Flags, seed: int, draws: int = DRAWS) -> FloatArray:
    """Shares of cells in resamples of their worlds, shape (draws, cells).

    Parameters
    ----------
    flags : array of bool, shape (cells, worlds)
        In which worlds of each cell something happened; world 17 is the same in all of them.
    seed : int
        Seed of the draws; the same one draws the same worlds, so that several outcomes can be looked at together.
    draws : int
        How many resamples.
    """
    worlds = flags.shape[1]
    rng = np.random.default_rng(seed)
    even, happened = np.full(worlds, 1 / worlds), flags.T.astype(np.float32)
    shares = np.empty((draws, len(flags)))
    for first in range(0, draws, AT_ONCE):
        # How often each world was drawn: whole numbers, which are exact in these products.
        drawn = rng.multinomial(worlds, even, size=min(AT_ONCE, draws - first)).astype(np.float32)
        shares[first : first + AT_ONCE] = (drawn @ happened) / worlds
    return shares


def ends(
    found: FloatArray, again: FloatArray, worlds: int, confidence: float = CONFIDENCE
) -> tuple[FloatArray, FloatArray]:
    """The ends of the intervals of regrets, from what came out in the resamples (first axis), within 0 to 1."""
    tail = (1 - confidence) / 2
    low, high = np.quantile(again, [tail, 1 - tail], axis=0)
    reach = np.maximum(np.maximum(found - low, high - found), unseen(worlds, confidence))
    return np.maximum(found - reach, 0.0), np.minimum(found + reach, 1.0)


def unseen(worlds: int, confidence: float = CONFIDENCE) -> float:
    """How frequent something may be that happened in none of so many worlds (Wilson)."""
    return float(wilson(0, worlds, confidence)[1])


def least_in(again: FloatArray) -> FloatArray:
    """In which part of the resamples each policy has the least loss; those that tie share it. Losses: (draws, policies)."""
    first = again <= again.min(axis=1, keepdims=True) + HAIR
    part: FloatArray = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    return part


def as_good_as_least(
    found: FloatArray, again: FloatArray, worlds: int, confidence: float = CONFIDENCE
) -> NDArray[np.bool_]:
    """Which policies the worlds cannot tell from the one with the least loss, itself among them.

    With the promised confidence the policy that is truly best is among them: each is compared with the one that came out
    best, and the largest error of all these comparisons, in units of their spread, is that of the resamples (a subset
    that holds the best: Gupta 1965, Technometrics 7, 225-245; Hsu 1984, Annals of Statistics 12, 1136-1144).
    """
    best = int(found.argmin())
    behind, behind_again = found - found[best], again - again[:, [best]]
    spread = behind_again.std(axis=0)
    moved = (behind_again - behind) / np.where(spread > HAIR, spread, np.inf)
    most = float(np.quantile(moved.max(axis=1), confidence))
    alike: NDArray[np.bool_] = behind <= np.maximum(most * spread, unseen(worlds, confidence)) + HAIR
    return alike
