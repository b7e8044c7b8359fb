"""One picture of every kind, from made-up data that no change of the model moves."""

import importlib

import numpy as np
import pandas as pd
import pytest

from sim.analysis.finding import Setting
from sim.charts.catalogue import CHARTS
from sim.charts.ranges import readings_of
from sim.charts.theme import Look
from sim.model.world.state import TALKS
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.histories import History
from sim.studies.histories.record import Move, QuarterRecord, Reason
from sim.studies.shares.intervals import share_of, wilson

SETTING = Setting("ratelle2025", ("western_guarantee",), {}, 400, 1, "0123456789abcdef", "1.2.3")
OTHER = Setting("ratelle2025", (), {}, 400, 1, "0123456789abcdee", "1.2.3")
LOOK = Look(resolution=50)
FORCE, QUO, TERMS = (
    "mechanisms.force.decisiveness",
    "mechanisms.force.status_quo",
    "mechanisms.bargaining.initial_coerced",
)


def cell(worlds=400, tilt=0.5, **labels):
    """One cell whose outcomes drift from peace to confrontation as `tilt` goes from 0 to 1."""
    weights = np.exp(-((np.linspace(0, 1, 5) - tilt) ** 2) * 6)
    counts = np.floor(weights / weights.sum() * worlds).astype(int)
    counts[0] += worlds - counts.sum()
    return cell_of(counts, **labels)


def cell_of(counts, **labels):
    counts = np.asarray(counts)
    low, high = wilson(counts, counts.sum())
    columns = {"outcome": list(OUTCOMES), "count": counts, "share": counts / counts.sum(), "low": low, "high": high}
    return pd.DataFrame({**labels, **columns})


def cells(parts):
    return pd.concat(list(parts), ignore_index=True)


def line(number=9, worlds=400):
    return cells(cell(worlds, k / (number - 1), **{QUO: round(0.9 * k / (number - 1), 3)}) for k in range(number))


def each(names=("baseline", "araz2023", "ratelle2025"), number=5, worlds=400):
    """Worldviews of which the first does not move, and the others the further the later they come."""
    steps = [k / (number - 1) for k in range(number)]
    pull = {name: place / len(names) for place, name in enumerate(names)}
    return cells(
        cell(worlds, pull[name] * k, worldview=name, **{QUO: round(0.9 * k, 3)}) for name in names for k in steps
    )


def plane(number=5):
    steps = range(number)
    return cells(cell(400, (i + j) / (2 * number), **{FORCE: float(i), QUO: j / 10}) for i in steps for j in steps)


def space():
    return cells(plane(4).assign(**{TERMS: level}) for level in (0.0, 0.5, 1.0))


def settings(number=6, worlds=400):
    names = [f"setting {k + 1}" for k in range(number)]
    return cells(cell(worlds, k / max(number - 1, 1), setting=name) for k, name in enumerate(names))


def worlds_table(number=400, shift=0):
    outcomes = np.array(OUTCOMES)[(np.arange(number) // 80 + shift * (np.arange(number) % 3 == 0)) % 5]
    signed = pd.array(np.where(np.arange(number) % 2 == 0, np.arange(number) % 40, -1), dtype="Int64")
    war = pd.array(np.where(np.arange(number) % 5 == 0, np.arange(number) % 37, -1), dtype="Int64")
    # Every second signature is ratified, a quarter later.
    ratified = pd.array(np.where(np.arange(number) % 4 == 0, (np.arange(number) + 1) % 40, -1), dtype="Int64")
    quarters = {"first_signed_quarter": signed.copy(), "war_quarter": war.copy(), "ratified_quarter": ratified}
    table = pd.DataFrame({"world": range(number), "outcome": outcomes, **quarters})
    return table.assign(**{name: table[name].mask(table[name] < 0) for name in quarters})


def quantiles():
    quarters = np.arange(41)
    parts = []
    for place, name in enumerate(("fear", "tension", "grievance", "legitimacy_armenia")):
        middle = 0.3 + 0.1 * place + 0.004 * quarters * (1 if place % 2 else -1)
        levels = {
            f"q{level:02d}": middle + gap for level, gap in ((5, -0.15), (25, -0.06), (50, 0), (75, 0.06), (95, 0.15))
        }
        parts.append(pd.DataFrame({"variable": name, "quarter": quarters, **levels, "worlds": 400}))
    return pd.concat(parts, ignore_index=True)


def ends():
    rows = []
    for place, name in enumerate((QUO, TERMS, FORCE, "actors.azerbaijan.militarism")):
        for end, sign in (("low", -1), ("high", 1)):
            share = share_of(120 + sign * (60 - 15 * place), 400)
            rows.append((name, end, 0.5 + 0.5 * sign, share.count, 400, share.share, share.low, share.high))
    return pd.DataFrame(rows, columns=["parameter", "end", "value", "count", "worlds", "share", "low", "high"])


def indices():
    table = pd.DataFrame({"parameter": [QUO, TERMS, FORCE], "first": [0.5, 0.2, 0.02], "total": [0.6, 0.3, 0.1]})
    return table.assign(
        **{f"{n}_{e}": table[n] + s * 0.05 for n in ("first", "total") for e, s in (("low", -1), ("high", 1))}
    )


def limits():
    rows = [(QUO, np.nan, 0.3, 0.0, 0.9), (TERMS, 0.4, np.nan, 0.0, 1.0), (FORCE, 1.0, 3.0, 0.0, 5.0)]
    return pd.DataFrame(rows, columns=["parameter", "low", "high", "range_low", "range_high"])


def relations():
    names = [("united_states", "armenia", "backs"), ("russia", "the peace", "endorses"), ("turkey", "azerbaijan", "backs"),
             ("european_union", "armenia", "offers guarantees to"), ("iran", "the peace", "works against")]  # fmt: skip
    rows = [(*name, 60 * (k + 1)) for k, name in enumerate(names)]
    table = pd.DataFrame(rows, columns=["actor", "target", "relation", "count"])
    low, high = wilson(table["count"], 400)
    return table.assign(worlds=400, share=table["count"] / 400, low=low, high=high)


class Assumptions(dict):
    """As much of a set of parameters as a picture of a history asks for."""

    worldview, policies, changes, hash, start = "ratelle2025", ("western_guarantee",), {}, "0123456789", "2025-04-01"
    own_files = False


QUIET = {
    "agreed": (False,) * 5, "live": (True,) * 5, "coerced": (0.0,) * 5, "faits_accomplis": 0, "signed_quarter": -1,
    "ratified_quarter": -1,
    "government_fell_quarter": -1, "failed_ratifications": 0, "suspended": False, "relapse_quarter": -1,
    "relapse_cause": -1, "war_quarter": -1, "last_war_quarter": -1, "war_cause": -1, "wars": 0, "crises": 5,
    "first_signed_quarter": 6, "phase": TALKS, "provoked": False, "undone": False, "status_quo": 0.4, "frozen_until": 0,
}  # fmt: skip
TOLD = {3: {"agreed": (True, False, False, False, False)}, 6: {"signed_quarter": 6}, 8: {"ratified_quarter": 8}}
DEEDS = {
    "armenia": ("concede", "rearm", "wait"), "azerbaijan": ("raise_demand", "sign", "siege"),
    "russia": ("endorse", "spoil", "back_armenia"), "turkey": ("back_azerbaijan", "endorse", "wait"),
    "iran": ("wait", "deter_corridor", "spoil"), "european_union": ("monitor", "assist_armenia", "invest"),
    "united_states": ("mediate", "offer_guarantees", "pressure_private"),
}  # fmt: skip


def history(quarters=16):
    """A made-up history in which everybody does three things in turn."""
    reasons = (Reason("security", "terms", 0.42, "the terms, against waiting or war", ()),
               Reason("economy", "trade", -0.1, "trade that is lost", ()))  # fmt: skip
    told, state = [], QUIET
    for quarter in range(quarters):
        moves = []
        for place, (actor, deeds) in enumerate(DEEDS.items()):
            deed = deeds[(quarter + place) % 3]
            words = deed.replace("_", " ")
            moves.append(Move(actor, actor.replace("_", " "), "move", deed, words, 0.5, {deed: 0.5}, reasons, {}))
        before, state = state, {**state, **TOLD.get(quarter, {})}
        told.append(QuarterRecord(quarter, moves, before=before, state=state))
    return History(Assumptions({"calendar.horizon": quarters}), 1, 7, tuple(told), "formal_peace")


ARGUMENTS = {
    "shares": lambda: (cell(), SETTING),
    "side_by_side": lambda: (settings(), "setting", SETTING),
    "stacked": lambda: (settings(), "setting", SETTING),
    "along": lambda: (line(), QUO, SETTING, readings_of(QUO)),
    "along_each": lambda: (each(), QUO, "worldview", SETTING),
    "heat_map": lambda: (plane(), FORCE, QUO, "new_confrontation", SETTING, 0.2),
    "phase_diagram": lambda: (plane(), FORCE, QUO, SETTING),
    "small_multiples": lambda: (space(), FORCE, QUO, TERMS, "new_confrontation", SETTING, 0.2),
    "ternary": lambda: (settings(), "setting", SETTING),
    "parallel": lambda: (settings(), "setting", SETTING),
    "incidence": lambda: (worlds_table(), SETTING, 40),
    "fan": lambda: (quantiles(), SETTING),
    "timeline": lambda: (history(),),
    "network": lambda: (history(), 7),
    "network_shares": lambda: (relations(), 6, SETTING),
    "flows": lambda: (worlds_table(), worlds_table(shift=1), (OTHER, SETTING)),
    "ranges": lambda: ([QUO, TERMS, FORCE, "mechanisms.bargaining.demand_growth"],),
    "tornado": lambda: (ends(), share_of(120, 400), "new_confrontation", SETTING),
    "sobol": lambda: (indices(), "new_confrontation", SETTING),
    "boxes": lambda: (limits(), share_of(40, 60), share_of(40, 70), "new_confrontation", 0.3, SETTING),
}


def made_up(kind):
    """What the tests of all charts draw of a chart that has a test of its own: what is `made_up` there."""
    return importlib.import_module(f"tests.charts.test_{kind}").made_up()


ARGUMENTS |= {kind: lambda kind=kind: made_up(kind) for kind in CHARTS if kind not in ARGUMENTS}


def draw(kind, look=LOOK):
    return CHARTS[kind].draw(*ARGUMENTS[kind](), look=look)


@pytest.fixture(scope="session")
def pictures():
    """Every kind of chart, drawn once."""
    return {kind: draw(kind) for kind in ARGUMENTS}
