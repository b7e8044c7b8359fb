"""Histories in short: which settings are watched, and a fingerprint of what came of their worlds."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sim import load, simulate, tell
from sim.studies.histories.record import QuarterRecord, Reason
from sim.studies.sweeps import design, sweep

WORLDVIEWS = ("baseline", "araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")
POLICIES = ("western_guarantee", "regional_buy_in", "conditional_talks", "eu_monitoring", "neutral_force")
SEEDS = (1, 7)
WORLDS = 10_000
FEW = 100
"""Worlds that every run of the tests plays; all of them are played on request."""
TOLD = 3
"""Worlds of each worldview whose whole stories are kept."""


def settings() -> Iterator[tuple[str, str, int]]:
    """Worldview, policy and seed of every setting that is watched."""
    return itertools.product(WORLDVIEWS, POLICIES, SEEDS)


def name_of(worldview: str, policy: str, seed: int) -> str:
    return f"{worldview} {policy} {seed}"


def plain(column: pd.Series) -> np.ndarray:
    """A column as numbers, the same in every version of pandas."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(dtype=np.int8)
    if isinstance(column.dtype, pd.Int16Dtype):
        return column.to_numpy(dtype=np.int64, na_value=-1)
    return np.ascontiguousarray(column.to_numpy())


def fingerprint(table: pd.DataFrame) -> str:
    """A short word that changes with any bit of any value of a table."""
    digest = hashlib.sha256()
    for name in table.columns:
        digest.update(name.encode())
        digest.update(plain(table[name]).tobytes())
    return digest.hexdigest()[:16]


def played(worldview: str, policy: str, seed: int, worlds: int, block: int = WORLDS) -> pd.DataFrame:
    return simulate(load(worldview, policies=policy), worlds=worlds, seed=seed, block=block).table


def side_by_side(policy: str, seed: int, worlds: int) -> dict[str, pd.DataFrame]:
    """The same worlds as `played` gives, of all worldviews at once: a quarter takes nearly as long for one as for all."""
    study = sweep(design.grid({"worldview": WORLDVIEWS, "policy": policy}), worlds, seed, workers=1, rows=True)
    rows = study.rows().groupby("worldview", sort=False)
    return {str(name): part.drop(columns=["cell", "worldview", "policy"]) for name, part in rows}


def told(worldview: str) -> str:
    """A fingerprint of the stories of the first worlds: who did what, how likely that was, and why; not of the words."""
    digest = hashlib.sha256()
    for world in range(TOLD):
        history = tell(worldview, world=world)
        digest.update(history.outcome.encode())
        for record in history.quarters:
            for line in lines_of(record):
                digest.update(f"{record.quarter} {line}\n".encode())
    return digest.hexdigest()[:16]


def lines_of(record: QuarterRecord) -> Iterator[str]:
    """All that a quarter of a story holds, as keys and numbers."""
    yield " ".join(f"{name} {value:.6f}" for name, value in record.seen.items())
    yield " ".join(f"{name} {rounded(value)}" for name, value in sorted(record.state.items()))
    yield rounded(record.learned)
    for move in record.moves:
        yield f"{move.actor} {move.decision} {move.action} {list(move.closed)} {rounded(move.backing_down)}"
        yield f"{rounded(move.beliefs)} {move.better and (move.better.action, rounded(move.better.gain))}"
        yield " ".join(f"{name} {chance:.6f}" for name, chance in move.chances.items())
        yield weighed(move.reasons)
    for one in record.involvements:
        yield f"{one.actor} {one.entered} {one.chance:.6f} {weighed(one.reasons)}"


def rounded(value: object) -> str:
    """A value, or a row of values, with numbers to six digits."""
    if isinstance(value, list | tuple):
        return " ".join(map(rounded, value))
    return f"{value:.6f}" if isinstance(value, float) else str(value)


def weighed(reasons: Sequence[Reason]) -> str:
    """Reasons by their keys, with what each weighed and the parameters behind it."""
    return " ".join(f"{one.interest} {one.reason} {one.value:.6f} {one.parameters}" for one in reasons)
