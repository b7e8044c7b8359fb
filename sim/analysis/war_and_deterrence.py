"""Why wars came and what deterrence did, counted in worlds: the tables of a run, in words and for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.wording import counted, interval, percent, whole
from sim.studies.shares.intervals import Share, share_of

CAUSE_WORDS: Mapping[str, str] = {
    "bound_attack": "a fixed choice left nothing else",
    "closing_window": "a window was closing",
    "target_misjudged": "the other side was misjudged",
    "guarantors_misjudged": "the guarantors were misjudged",
    "incident": "an incident that could not be traced",
    "revision": "Armenia wanted back what it had given up",
    "bluff_expected": "a threat was taken for a bluff",
    "error_in_choice": "an error of choice",
    "not_durable": "the agreement did not bind",
    "undeterred": "dissatisfied and undeterred",
}
"""Each cause of a war as a table names it."""

STATES = ("bound_attack", "not_durable", "undeterred")
"""Causes that say how things stood, and not what would have been otherwise."""
CAUSE_HEAD = ("why the first war came", "worlds", "of worlds with a war", "95 % interval", "no war without it")
COUNTED_ONCE = "Each war is counted once, under the first cause in a fixed order that applies; other causes may have been needed too."
"""What the table of causes counts."""
WITHOUT = f"No war without it: in so many worlds the first war would not have come at that moment without this cause. {COUNTED_ONCE}"
"""What the last column of the table of causes counts."""

CHALLENGE_IS = (
    "A challenge is a threat, a siege, an incursion or an attack by Azerbaijan, or a campaign of disinformation that is "
    "traced to it."
)
DETERRENCE_WORDS: Mapping[str, tuple[str, str]] = {
    "unchallenged": ("no challenge at all (general deterrence)", "of all worlds"),
    "held": ("challenged, and yet no war (immediate deterrence)", "of those challenged"),
    "answered": ("an outside power answered a challenge", "of those challenged"),
    "tested": ("challenged although a guarantor was believed", "of all worlds"),
    "stood_down": ("a threat was defied and not carried out", "of all worlds"),
}
"""What the block on deterrence tells: its words, and of which worlds each is a share."""
RARELY_TOLD = ("tested", "stood_down")
"""What is told in detail alone."""


def causes(table: pd.DataFrame) -> dict[str, tuple[Share, int]]:
    """How many first wars each cause gave its name, and how many worlds would have kept peace without it.

    Parameters
    ----------
    table : DataFrame
        One row per world, as `Study.table`.

    Returns
    -------
    dict of str to (Share, int)
        By cause, in the order of `sim.model.world.outcomes.WAR_CAUSES`; the share is one of all worlds with a war.
    """
    named = table["war_cause"].astype(object)
    wars = int(named.notna().sum())
    return {cause: (share_of(int((named == cause).sum()), wars), _without(table, cause)) for cause in WAR_CAUSES}


def _without(table: pd.DataFrame, cause: str) -> int:
    column = f"kept_from_war_without_{cause}"
    return int(table[column].sum()) if column in table else 0


def deterrence(table: pd.DataFrame) -> dict[str, Share]:
    """What deterrence did, in worlds: by the names of `DETERRENCE_WORDS`."""
    worlds, challenged = len(table), int((table["challenges"] > 0).sum())
    return {
        "unchallenged": share_of(int(table["general_deterrence"].sum()), worlds),
        "held": share_of(int(table["immediate_deterrence"].sum()), challenged),
        "answered": share_of(int((table["answered"] > 0).sum()), challenged),
        "tested": share_of(int((table["tested"] > 0).sum()), worlds),
        "stood_down": share_of(int((table["stood_down"] > 0).sum()), worlds),
    }


def cause_rows(table: pd.DataFrame) -> list[tuple[str, str, str, str, str]]:
    """The causes of war as people read them, the most frequent first; those that named no war are left out."""
    found = sorted(causes(table).items(), key=lambda item: -item[1][0].count)
    return [
        (
            CAUSE_WORDS[cause],
            whole(share.count),
            f"{100 * share.share:.1f} %",
            f"{interval(share.share, share.low, share.high, digits=1)} %",
            "–" if cause in STATES else whole(without),
        )
        for cause, (share, without) in found
        if share.count
    ]


def deterrence_rows(table: pd.DataFrame, detail: bool = True) -> list[tuple[str, str]]:
    """What deterrence did, as pairs of name and text; without `detail`, what is asked for rarely is left out."""
    found = deterrence(table)
    return [
        (words, f"{_counted(found[name])} {whose}")
        for name, (words, whose) in DETERRENCE_WORDS.items()
        if detail or name not in RARELY_TOLD
    ]


def _counted(share: Share) -> str:
    if not share.total:
        return "none: 0"
    return f"{counted(share.count, 'world')}, {percent(share.share, share.low, share.high)}"


def as_records(table: pd.DataFrame) -> dict[str, Any]:
    """Both for other programs: counts, shares and intervals."""
    return {
        "causes_of_war": [
            {"cause": cause, **_numbers(share), "kept_peace_without": without}
            for cause, (share, without) in causes(table).items()
        ],
        "deterrence": {name: _numbers(share) for name, share in deterrence(table).items()},
    }


def _numbers(share: Share) -> dict[str, Any]:
    known = share.total > 0
    return {
        "count": share.count,
        "of": share.total,
        "share": share.share if known else None,
        "low": share.low if known else None,
        "high": share.high if known else None,
    }
