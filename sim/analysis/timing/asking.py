"""Ask when agreements and wars come, how long agreements hold, and how outcomes depend on when one looks."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.timing.answer import Timing, TimingByHorizon
from sim.analysis.timing.events import (
    NOTHING,
    Flags,
    Rows,
    Spells,
    from_signature,
    from_start,
    out_of_force,
    rows_of,
    signatures,
    wars_after_signature,
)
from sim.analysis.timing.horizons import (
    changes_table,
    checked_horizons,
    formal_table,
    outcomes_table,
    usual_horizons,
)
from sim.analysis.timing.incidence import incidence, median_of, survival
from sim.analysis.timing.playing import Progress, Votes, fell, looked_at
from sim.analysis.timing.tables import AGREEMENTS, ALL_WORLDS, FORCE, MEDIANS, SIGNERS, Followed
from sim.analysis.timing.telling import told_years
from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVER_SIGNED,
    EVER_WAR,
    FAILED,
    HELD,
    IN_FORCE,
    NEITHER,
    RELAPSED,
    SIGNED,
    SINCE,
    START,
    WAR_FIRST,
    YEAR,
)
from sim.common.asked import DEFAULT_SEED, asked, function, optional, several, whole
from sim.common.errors import InputError, said
from sim.parameters.parameters import Parameters, load
from sim.studies.shares.fates import Codes, outcome_codes
from sim.studies.study import Study

USUAL_WORLDS = 1_000
HORIZON = "calendar.horizon"
EXPECTED = "a list of whole numbers of quarters, such as [8, 16, 24]"


@asked(
    horizons=optional(several(whole(1), EXPECTED)),
    worlds=optional(whole(1)),
    seed=optional(whole()),
    workers=optional(whole(1)),
    progress=optional(function),
)
def timing(
    setting: Study | Parameters | str = "baseline",
    horizons: Sequence[int] | None = None,
    worlds: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Timing:
    """When agreements are signed and wars come, how long agreements hold, and how outcomes depend on when one looks.

    Signature, relapse and war are competing risks: what comes first excludes the others. Their cumulative incidence is
    that of Aalen and Johansen, from statsmodels, with Wilson's interval at the effective number of worlds (Rothman 1978).

    Parameters
    ----------
    setting : Study, Parameters or str
        What `simulate` or `load` returned, or the name of a worldview. A study is used as it is; its worlds are played
        again for the horizons before its last.
    horizons : sequence of int, optional
        After how many quarters the outcomes are counted, none beyond the history. Every two years and at the end if omitted;
        with an empty list, there are no outcomes by horizon.
    worlds, seed : int, optional
        1,000 and 1 if omitted; a study has its own.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Timing
        With the data frames `risks` and `medians`; with horizons also `outcomes`, `changes` and `formal`.

    Raises
    ------
    InputError
        If statsmodels is not installed, a name or value is not valid, or a horizon lies beyond the history or is given
        twice.

    Examples
    --------
    >>> from sim import load, timing
    >>> short = load("fattah2025", changes={"calendar.horizon": 12})
    >>> found = timing(short, horizons=[4, 12], worlds=50)
    >>> found.horizons
    (4, 12)
    >>> list(found.medians["of"])
    ['worlds', 'signers', 'agreements', 'in_force']
    """
    own = _parameters(setting, worlds, seed)
    horizon = int(np.max(own[HORIZON]))
    looks = usual_horizons(horizon) if horizons is None else checked_horizons(horizons, horizon)
    survival()  # before anything is played
    study, codes, decided = _played(setting, own, worlds, seed, looks, workers, progress)
    return _answer(study, horizon, looks, codes, decided)


def _parameters(setting: Any, worlds: int | None, seed: int | None) -> Parameters:
    """The parameters of a setting."""
    if isinstance(setting, Study):
        if worlds is not None or seed is not None:
            raise InputError("a study has worlds and a seed of its own; give neither beside it")
        return setting.parameters
    own = load(setting) if isinstance(setting, str | os.PathLike) else setting
    if not isinstance(own, Parameters):
        raise InputError(
            f"a study, as simulate() returns it, parameters, or the name of a worldview is needed, not {said(setting)}"
        )
    return own


def _played(
    setting: Any,
    own: Parameters,
    worlds: int | None,
    seed: int | None,
    looks: Sequence[int],
    workers: int | None,
    progress: Progress | None,
) -> tuple[Study, Codes, Votes | None]:
    """A study, the outcomes of its worlds at each look, shape (looks, worlds), and what was seen of first ratifications."""
    horizon = int(np.max(own[HORIZON]))
    early = [look for look in looks if look < horizon]
    seen = None
    if isinstance(setting, Study):
        study = setting
        if len(study.table) != study.worlds:
            raise InputError(f"the study has {study.worlds:,} worlds, but a table with {len(study.table):,} rows")
        rows_of(study.table, horizon)  # refused before anything is played
        if early:
            seen = looked_at(own, study.worlds, study.seed, early, False, workers, progress)
    else:
        started = time.perf_counter()
        size, luck = USUAL_WORLDS if worlds is None else worlds, DEFAULT_SEED if seed is None else seed
        seen = looked_at(own, size, luck, early, True, workers, progress)
        study = Study(own, size, luck, seen.table, time.perf_counter() - started)
    codes = [*(seen.outcomes if seen else ()), *([outcome_codes(study.table)] if len(looks) > len(early) else ())]
    return study, np.array(codes, dtype=np.uint8), seen.decided if seen else None


def _answer(study: Study, horizon: int, looks: Sequence[int], codes: Codes, decided: Votes | None) -> Timing:
    """Everything that the answer says about a study."""
    rows = rows_of(study.table, horizon)
    down = fell(rows, study.parameters, study.seed, decided)
    risks = risks_of(rows, down)
    told = (risks, medians_of(rows, down), followed_of(rows, YEAR * told_years(risks)))
    if not looks:
        return Timing(study.parameters, study.worlds, study.seed, horizon, *told)
    tables = (outcomes_table(codes, looks), changes_table(codes, looks), formal_table(codes, looks))
    return TimingByHorizon(study.parameters, study.worlds, study.seed, horizon, *told, tuple(looks), *tables)


def risks_of(rows: Rows, down: Flags) -> pd.DataFrame:
    """Cumulative incidence on both clocks (see `Timing.risks`); `down` says where the first agreement failed."""
    parts = [
        (START, True, incidence(from_start(rows), (SIGNED, WAR_FIRST), NEITHER)),
        (START, False, _alone(signatures(rows), EVER_SIGNED)),
        (SINCE, True, incidence(from_signature(rows, down), (FAILED, RELAPSED, ENDED_BY_WAR), HELD)),
        (SINCE, False, _alone(out_of_force(rows, down), "out", IN_FORCE)),
        (SINCE, False, _alone(wars_after_signature(rows), EVER_WAR)),
    ]
    told = [part.assign(clock=clock, exclusive=exclusive) for clock, exclusive, part in parts if len(part)]
    return pd.concat(told, ignore_index=True)


def _alone(spells: Spells, event: str, rest: str = "") -> pd.DataFrame:
    """The rows of one event that nothing competes with; or, where `rest` names them, of the worlds without it."""
    found = incidence(spells, (event,), rest)
    return found[found["event"] == (rest or event)]


def medians_of(rows: Rows, down: Flags) -> pd.DataFrame:
    """The quarter by which half have signed or ended (see `Timing.medians`)."""
    every = signatures(rows)
    signers = every.causes != NOTHING
    ends = from_signature(rows, down)
    spells = {
        ALL_WORLDS: every,
        SIGNERS: Spells(every.times[signers], every.causes[signers], every.longest),
        AGREEMENTS: Spells(ends.times, np.minimum(ends.causes, 1), ends.longest),
        FORCE: out_of_force(rows, down),
    }
    found = []
    for of, one in spells.items():
        part = _alone(one, of)
        last = part.iloc[-1] if len(part) else dict.fromkeys(("share", "low", "high"), np.nan)
        reached = {"reached": last["share"], "low_reached": last["low"], "high_reached": last["high"]}
        found.append({"of": of, "label": MEDIANS[of], "worlds": one.size, **median_of(part)._asdict(), **reached})
    return pd.DataFrame(found).astype(dict.fromkeys(("quarter", "low", "high"), "Int64"))


def followed_of(rows: Rows, quarters: int) -> Followed:
    """How many worlds stand behind the share so many quarters after a signature."""
    young = rows.followed & (rows.horizon - 1 - rows.signed < quarters)
    signed, after_war, few = (int(one.sum()) for one in (rows.signed < rows.horizon, rows.after_war, young))
    return Followed(signed, after_war, few, quarters)
