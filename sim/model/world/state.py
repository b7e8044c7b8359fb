"""The state of N worlds: named arrays, each with its meaning, range and unit.

A block of worlds is one `Worlds` object. Every quantity has one entry per world on its last axis; quantities kept for each
issue or each outside power have that axis first. A world in which a total war was fought is finished and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray
from sim.model.mechanisms.types import COSTS
from sim.parameters.vocabulary import ISSUES, POWERS

NEVER = -1
"""Quarter of an event that has not happened."""

TALKS, SIGNED, WAR = 0, 1, 2
PHASES = ("talks", "signed", "war")


@dataclass(frozen=True)
class Field:
    """What one state variable means.

    Attributes
    ----------
    meaning : str
        In plain words.
    low, high : float
        Range; every new value is confined to it.
    axis : str
        "" for one value per world; "issue", "power", "cost" or "type" for one value per issue, power, cost of war or type
        of Azerbaijan, and world.
    """

    meaning: str
    low: float = 0.0
    high: float = 1.0
    axis: str = ""


UNBOUNDED = float("inf")

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "capability_armenia": Field("military capability of Armenia"),
        "capability_azerbaijan": Field("military capability of Azerbaijan"),
        "support_armenia": Field("arms, training and money that Armenia has from outside"),
        "support_azerbaijan": Field("arms, training and money that Azerbaijan has from outside"),
        "drift_armenia": Field("recent change of Armenia's capability per quarter", -1.0, 1.0),
        "drift_azerbaijan": Field("recent change of Azerbaijan's capability per quarter", -1.0, 1.0),
        "fear": Field("Armenia's fear of attack"),
        "rhetoric": Field("hostility of Azerbaijan's official rhetoric"),
        "tension": Field("tension along the border"),
        "siege": Field("tightness of a siege of Armenian-held places or roads"),
        "pressure": Field("coercion that still hangs over the talks"),
        "appetite": Field("Azerbaijan's expectation that pressure pays"),
        "demand": Field("how much of each issue Azerbaijan demands", axis="issue"),
        "offer": Field("how much of each issue Armenia offers", axis="issue"),
        "coerced": Field("how much of the offer was conceded under coercion", axis="issue"),
        "aims": Field("share of the prize that a text can give Azerbaijan at most", 0.0, 2.0),
        "taken": Field("share of the prize that Azerbaijan took by threat or force"),
        "shifted": Field("capability that the present signature moved to Azerbaijan", -1.0, 1.0),
        "moved_armenia": Field("in how many of the recent meetings Armenia moved"),
        "moved_azerbaijan": Field("in how many of the recent meetings Azerbaijan moved"),
        "progress": Field("recent narrowing of the whole gap per quarter", -1.0, 1.0),
        "confidence": Field("confidence that a text that is agreed will be signed"),
        "status_quo": Field("share of the prize that Azerbaijan holds without an agreement"),
        "legitimacy_armenia": Field("legitimacy of the process in Armenia"),
        "legitimacy_azerbaijan": Field("legitimacy of the process in Azerbaijan"),
        "preparation_armenia": Field("how far the Armenian public is prepared for peace"),
        "preparation_azerbaijan": Field("how far the Azerbaijani public is prepared for peace"),
        "grievance": Field("grievance over injustice suffered"),
        "prisoners": Field("prisoners held, as a share of those held at the start"),
        "integration": Field("economic integration of the two neighbours"),
        "border": Field("openness of the border between Turkey and Armenia"),
        "monitoring": Field("strength of the monitoring mission"),
        "legal_consequences": Field("strength of legal consequences of a violation"),
        "obligations": Field("enforcement obligations taken on by each power", axis="power"),
        "announced": Field("publicly announced commitment of each power to answer a challenge", axis="power"),
        "neutral_force": Field("strength of a peacekeeping force of neutral states"),
        "western_force": Field("strength of a western peacekeeping force"),
        "russian_force": Field("strength of a Russian peacekeeping force"),
        "endorsement": Field("how far each power has put its name to the peace", axis="power"),
        "guarantee_demand": Field("how insistently Armenia asks for guarantees"),
        "implementation": Field("how much of the agreement is carried out"),
        "violations": Field("weight of recent violations of the agreement"),
        "belief_armenia": Field("chance of each cost of war of Armenia, in the eyes of Azerbaijan", axis="cost"),
        "belief_azerbaijan": Field("chance of each type of Azerbaijan, in the eyes of Armenia", axis="type"),
        "resolve_evidence": Field("what Azerbaijan has seen of each power's resolve", -50.0, 50.0, "power"),
        "word_evidence": Field("what both rivals have seen of each power's word", -50.0, 50.0, "power"),
        "patron_evidence": Field("what Armenia has seen of each power as a patron", -50.0, 50.0, "power"),
        "resolute": Field("whether each power is resolute (1) or not (0), which no other knows", axis="power"),
        "binding_luck": Field(
            "place of each power among those whose word binds them, which no other knows", axis="power"
        ),
        "opposition_factor": Field("Armenian opposition, as a multiple of what the parameters say", 0.0, UNBOUNDED),
        "status_factor": Field(
            "Azerbaijan's wish for status, as a multiple of what the parameters say", 0.0, UNBOUNDED
        ),
        "attention": Field("attention that each power can give to the region", axis="power"),
        "energy_dependence": Field("Europe's dependence on Azerbaijani gas"),
        "alignment": Field("alignment of Russia with Azerbaijan, from rift to axis", -1.0, 1.0),
        "orientation": Field("Armenia's orientation, from Russia to the West", -1.0, 1.0),
        "western_lead": Field("how far the process is seen as western-led"),
        "extremism_armenia": Field("strength that extremists have gained in Armenia"),
        "extremism_azerbaijan": Field("strength that extremists have gained in Azerbaijan"),
        "drawn_in": Field("whether each power was drawn into the war (1) or not (0)", axis="power"),
        "domestic_shock": Field("passing shock to the standing of the Armenian government", -1.0, 1.0),
    }
)

FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "suspended": "whether implementation is suspended",
        "ratified": "whether the agreement in force has been ratified",
        "government_fell": "whether an Armenian government fell over the talks or a war",
        "refused": "whether Azerbaijan refused the western mediators in the last quarter",
        "coerced_last_quarter": "whether Azerbaijan coerced below war in the last quarter",
        "attacked_last_quarter": "whether Azerbaijan attacked in the last quarter",
        "war_after_signature": "whether the first war broke out under a signed agreement",
        "greedy": "whether Azerbaijan wants more than the text, which no other knows",
        "provoked": "whether an incident of the last quarter opens a crisis",
        "undone": "whether an agreement was undone by war and not renewed",
    }
)

QUARTERS: Mapping[str, str] = MappingProxyType(
    {
        "signed_quarter": "quarter of the signature that holds; none if none was made, or if its ratification failed",
        "first_signed_quarter": "quarter of the first signature",
        "ratified_quarter": "quarter of ratification",
        "war_quarter": "quarter in which the first war broke out",
        "last_war_quarter": "quarter in which the last war broke out",
        "first_crisis_quarter": "quarter of the first coercion below war",
        "last_crisis_quarter": "quarter of the last coercion below war",
        "fait_accompli_quarter": "quarter in which something was last taken by force without a war",
        "government_fell_quarter": "quarter in which an Armenian government last fell",
        "suspended_quarter": "quarter of the last suspension",
        "relapse_quarter": "quarter of the first relapse after signature",
    }
)

COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "crises": "coercive acts below war that use force",
        "faits_accomplis": "things taken by force that nobody resisted",
        "campaigns": "campaigns of disinformation",
        "wars": "wars, limited and total",
        "threats": "threats by Azerbaijan, sieges among them",
        "stood_down": "threats by either rival that were resisted and not carried out",
        "challenges": "threats, seizures and attacks by Azerbaijan, and campaigns that were traced",
        "tested": "challenges under the believed word of at least one guarantor",
        "answered": "challenges that some outside power answered",
        "interventions": "challenges in which some outside power intervened",
        "incidents": "violations, suspensions and crises after signature",
        "failed_ratifications": "agreements that were signed but not ratified",
        "frozen_until": "quarter until which the talks are frozen",
        "relapse_cause": "channel of the first relapse, -1 for none",
        "war_cause": "first reason of the first war, see sim.model.world.outcomes.WAR_CAUSES, -1 for none",
        "war_would_not": "all reasons without which the first war would not have come, one bit per cause",
        "cost_armenia": "which of its possible costs of war Armenia bears, which no other knows",
        "cost_azerbaijan": "which of its possible costs of war Azerbaijan bears, which no other knows",
        "trouble": "incidents of the last quarters, one bit per quarter",
    }
)

ROWS = {"": (), "issue": (len(ISSUES),), "power": (len(POWERS),), "cost": (COSTS,), "type": (2 * COSTS,)}


def stretch(rows: NDArray[np.intp]) -> NDArray[np.intp] | slice:
    """Places as a stretch of the block, which costs no copies, if the worlds stand side by side."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


class Worlds:
    """N possible histories side by side.

    Every name in `FIELDS` is an array of float, every name in `FLAGS` of bool, every name in `QUARTERS` and `COUNTS` of
    int; `agreed` and `live` are arrays of bool by issue; `phase` holds TALKS, SIGNED or WAR.

    Parameters
    ----------
    index : array of int, shape (N,)
        Index of each world in the study.
    """

    def __init__(self, index: NDArray[np.int64]) -> None:
        self.index = np.array(index, dtype=np.int64)
        self.size = len(self.index)
        self._data: dict[str, NDArray[Any]] = {}
        for name, field in FIELDS.items():
            self._data[name] = np.zeros((*ROWS[field.axis], self.size))
        for name in FLAGS:
            self._data[name] = np.zeros(self.size, dtype=bool)
        for name in QUARTERS:
            self._data[name] = np.full(self.size, NEVER, dtype=np.int32)
        for name in COUNTS:
            self._data[name] = np.zeros(self.size, dtype=np.int64)
        for name in ("relapse_cause", "war_cause"):
            self._data[name] = np.full(self.size, NEVER, dtype=np.int64)
        self._data["agreed"] = np.zeros((len(ISSUES), self.size), dtype=bool)
        self._data["live"] = np.zeros((len(ISSUES), self.size), dtype=bool)
        self._data["phase"] = np.full(self.size, TALKS, dtype=np.int8)
        self.active: BoolArray = np.ones(self.size, dtype=bool)
        self._finished: NDArray[np.intp] | slice = slice(0)
        self._unfinished = True

    def __getattr__(self, name: str) -> Any:
        data = self.__dict__.get("_data")
        if data is None or name not in data:
            raise AttributeError(f"a world has no quantity called {name!r}")
        return data[name]

    def set(self, **values: Any) -> None:
        """Give quantities new values in the worlds that are still going on, confined to their range."""
        for name, value in values.items():
            old, field = self._data[name], FIELDS.get(name)
            if field is not None:
                value = np.clip(value, field.low, field.high)
            if field is not None and value.shape == old.shape and value.dtype == old.dtype:
                value[..., self._finished] = old[..., self._finished]
                self._data[name] = value
            elif self._unfinished:
                old[...] = value
            else:
                np.copyto(old, value, where=self.active, casting="unsafe")

    def set_in(self, rows: NDArray[np.intp], **values: Any) -> None:
        """Give quantities new values in the worlds in the places `rows`, all still going on, confined to their range."""
        if not len(rows):
            return
        places = stretch(rows)
        for name, value in values.items():
            field = FIELDS.get(name)
            data = self._data[name] = self._data[name].copy()
            data[..., places] = value if field is None else np.clip(value, field.low, field.high)

    def mark(self, name: str, where: BoolArray, quarter: int, once: bool = False) -> None:
        """Record that something happened in this quarter in some of the worlds that are still going on."""
        data = self._data[name]
        where = where & self.active
        data[where & (data == NEVER) if once else where] = quarter

    def count(self, name: str, where: BoolArray) -> None:
        """Add one to a counter in some of the worlds that are still going on."""
        self._data[name] += where & self.active

    def finish(self) -> None:
        """Freeze the worlds in which a total war was fought."""
        self.active = self.phase != WAR
        self._finished = stretch(np.flatnonzero(~self.active))
        self._unfinished = bool(self.active.all())

    def rearrange(self, places: NDArray[np.intp], sources: NDArray[np.intp]) -> None:
        """Let the worlds that stand in the places `sources` stand in the places `places`, which are the same ones."""
        for data in (*self._data.values(), self.index):
            for row in data if data.ndim > 1 else (data,):
                row[places] = row[sources]
        self.finish()

    def cut(self, size: int) -> Worlds:
        """Keep the first worlds, `size` in number, and give back the others."""
        others = Worlds.__new__(Worlds)
        others.index, self.index = self.index[size:], self.index[:size]
        others.size, self.size = len(others.index), size
        others._data = {name: data[..., size:].copy() for name, data in self._data.items()}
        self._data = {name: data[..., :size] for name, data in self._data.items()}
        others.finish()
        self.finish()
        return others

    @classmethod
    def joined(cls, parts: Sequence[Worlds], rows: NDArray[np.intp]) -> Worlds:
        """The worlds of several parts, one after the other, put in the places `rows`."""
        worlds = cls(np.concatenate([part.index for part in parts])[np.argsort(rows)])
        for name, data in worlds._data.items():
            data[..., rows] = np.concatenate([part._data[name] for part in parts], axis=-1)
        worlds.finish()
        return worlds

    @property
    def in_talks(self) -> BoolArray:
        """Worlds that negotiate, shape (N,)."""
        return self._data["phase"] == TALKS

    @property
    def signed(self) -> BoolArray:
        """Worlds with a signed agreement, shape (N,)."""
        return self._data["phase"] == SIGNED

    @property
    def text_agreed(self) -> BoolArray:
        """Worlds in which every issue on the agenda is closed, shape (N,)."""
        return (self._data["agreed"] | ~self._data["live"]).all(axis=0)

    def state(self, world: int = 0) -> dict[str, Any]:
        """Every quantity of one world, for the record (position in the block, not the index of the world)."""
        return {name: data[..., world].tolist() for name, data in self._data.items()}
