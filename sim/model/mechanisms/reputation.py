"""Reputation: beliefs about resolve and reliability as Beta counts that learn from what was done.

A belief is the mean of a Beta distribution, kept as pseudo-observations of promises kept and broken; old evidence fades.
"""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number


def mean(kept: FloatArray, broken: FloatArray) -> FloatArray:
    """Mean of Beta(kept, broken): the believed chance that the promise is kept next time; 0 without any evidence."""
    return kept / np.maximum(kept + broken, np.finfo(float).tiny)


def learn(count: FloatArray, evidence: FloatArray, rate: Number) -> FloatArray:
    """Add evidence to a count, `rate` pseudo-observations for each event; rate 0 means that nothing is learned."""
    return count + rate * evidence


def fade(count: FloatArray, prior: FloatArray, memory: Number) -> FloatArray:
    """Let old evidence fade: the count returns towards the prior by the share 1 - memory."""
    return prior + memory * (count - prior)
