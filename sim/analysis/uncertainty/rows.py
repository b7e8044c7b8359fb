"""The numbers of an answer as tables: the split of each outcome, the shares of the authors, and the bands of their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from sim.analysis.playing import Flags
from sim.analysis.uncertainty.bands import band_of, place_of, without_noise
from sim.analysis.uncertainty.playing import MEASURES, Played
from sim.analysis.uncertainty.ranges import WIDTHS
from sim.analysis.uncertainty.splits import Part, largest_of, mean_with_interval, parts_of
from sim.analysis.uncertainty.variance import KINDS, Components, components
from sim.studies.shares.intervals import wilson


class Tables(NamedTuple):
    """The tables of an answer; see `sim.analysis.uncertainty.answer.Uncertainty`."""

    parts: pd.DataFrame
    largest: pd.DataFrame
    shares: pd.DataFrame
    bands: pd.DataFrame


def tables_from(played: Played, own: Mapping[str, Flags], asked: Sequence[str], shown: Sequence[str]) -> Tables:
    """The tables of worlds that were played: the samples of some authors, and all authors at their own values."""
    split = {key: components(flags) for key, flags in played.items()}
    kinds = KINDS if len(asked) > 1 else KINDS[:-1]
    shares = pd.DataFrame([row for what in MEASURES for row in _shares(own[what], what, shown)])
    at = {
        (row["measure"], row["worldview"]): (row["share"], row["low"], row["high"]) for row in shares.to_dict("records")
    }
    return Tables(
        parts=pd.DataFrame([row for key, found in split.items() for row in _parts(found, key, kinds)]),
        largest=pd.DataFrame([_largest(split[WIDTHS[0], what], what, kinds) for what in MEASURES]),
        shares=shares,
        bands=pd.DataFrame(
            [
                {"width": width, "measure": what, "worldview": name}
                | _band(played[width, what][place], found, place, at[what, name])
                for (width, what), found in split.items()
                for place, name in enumerate(asked)
            ]
        ),
    )


def _parts(found: Components, key: tuple[float, str], kinds: Sequence[str]) -> list[dict[str, Any]]:
    width, measure = key
    parts = parts_of(found.parts[: len(kinds)], found.samples)
    return [
        {"width": width, "measure": measure, "kind": kind, **part._asdict()}
        for kind, part in zip(kinds, parts, strict=True)
    ]


def _largest(found: Components, measure: str, kinds: Sequence[str]) -> dict[str, Any]:
    """Which kind is the largest; empty if the samples cannot tell. It is open at all if not all worlds end alike."""
    first = largest_of(found.parts[: len(kinds)], found.samples, len(MEASURES))
    return {"measure": measure, "open": bool(found.total[0] > 0), "kind": "" if first is None else kinds[first]}


def _shares(own: Flags, measure: str, shown: Sequence[str]) -> list[dict[str, Any]]:
    """The shares of all authors at their own values."""
    counts, worlds = own.sum(axis=1), own.shape[1]
    low, high = wilson(counts, worlds)
    columns = zip(shown, counts.tolist(), (counts / worlds).tolist(), low.tolist(), high.tolist(), strict=True)
    return [
        {
            "measure": measure,
            "worldview": name,
            "count": count,
            "worlds": worlds,
            "share": share,
            "low": down,
            "high": up,
        }
        for name, count, share, down, up in columns
    ]


def _band(flags: Flags, found: Components, place: int, own: tuple[float, float, float]) -> dict[str, Any]:
    """What the numbers of one author allow: the mean share, the band, where the author's own lies, and the split."""
    counted, worlds = flags.mean(axis=1), flags.shape[1]
    luck, numbers = parts_of(found.own[place], found.samples)
    bottom, top = band_of(without_noise(counted, numbers.variance), worlds)
    mean, mean_low, mean_high = mean_with_interval(found.means[place], found.samples)
    return {
        "mean": mean, "mean_low": mean_low, "mean_high": mean_high,
        "band_low": bottom.at, "band_low_low": bottom.low, "band_low_high": bottom.high,
        "band_high": top.at, "band_high_low": top.low, "band_high_high": top.high,
        "own": place_of(counted, own, (bottom, top), worlds),
        **_named("luck", luck), **_named("numbers", numbers),
    }  # fmt: skip


def _named(kind: str, part: Part) -> dict[str, float]:
    return {kind: part.part, f"{kind}_low": part.low, f"{kind}_high": part.high, f"{kind}_variance": part.variance}
