"""The five outcomes and the rules that tell them apart, from hand-made states."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.model.mechanisms.force import BargainingRange
from sim.model.world import outcomes, rows
from sim.model.world.state import FIELDS, SIGNED, TALKS, WAR, Worlds
from sim.model.world.values import tree
from sim.parameters import load
from sim.parameters.vocabulary import ISSUES, OUTCOMES, POWERS

RULES = {
    "outcomes.ideal.implementation": 0.5,
    "outcomes.ideal.legitimacy_armenia": 0.4,
    "outcomes.ideal.legitimacy_azerbaijan": 0.3,
    "outcomes.ideal.grievance": 0.6,
    "outcomes.tolerated_incidents": 1,
    "outcomes.counts_as_guarantor": 0.5,
}
IDEAL = {
    "phase": SIGNED,
    "ratified": True,
    "implementation": 0.9,
    "legitimacy_armenia": 0.9,
    "legitimacy_azerbaijan": 0.9,
    "grievance": 0.1,
}


@pytest.fixture(scope="module")
def values():
    return tree({**load().values, **RULES})


def world(**state):
    worlds = Worlds(np.array([0]))
    worlds.set(**state)
    return worlds


def outcome(values, **state):
    return OUTCOMES[outcomes.classify(world(**state), values).item()]


def test_a_signed_ratified_fulfilled_legitimate_calm_peace_is_ideal(values):
    assert outcome(values, **IDEAL) == "ideal_peace"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("implementation", 0.5, "ideal_peace"),
        ("implementation", 0.49, "formal_peace"),
        ("legitimacy_armenia", 0.4, "ideal_peace"),
        ("legitimacy_armenia", 0.39, "formal_peace"),
        ("legitimacy_azerbaijan", 0.3, "ideal_peace"),
        ("legitimacy_azerbaijan", 0.29, "formal_peace"),
        ("grievance", 0.6, "ideal_peace"),
        ("grievance", 0.61, "formal_peace"),
        ("ratified", False, "formal_peace"),
        ("trouble", 0b1, "ideal_peace"),
        ("trouble", 0b100001, "deferred_tension"),
        ("suspended", True, "deferred_tension"),
        ("phase", TALKS, "stalemate"),
        ("phase", WAR, "new_confrontation"),
    ],
)
def test_one_condition_that_fails_takes_the_ideal_peace_away(values, name, value, expected):
    assert outcome(values, **{**IDEAL, name: value}) == expected


def test_war_overrides_everything_and_tension_overrides_what_is_merely_formal(values):
    worst = {**IDEAL, "implementation": 0.0, "suspended": True}
    assert outcome(values, **worst) == "deferred_tension"
    assert outcome(values, **{**worst, "phase": WAR}) == "new_confrontation"


def test_trouble_during_talks_is_still_a_stalemate(values):
    assert outcome(values, phase=TALKS, trouble=0b1111, suspended=True) == "stalemate"


def test_every_possible_state_has_exactly_one_outcome_and_each_outcome_occurs(values):
    """Random states against the rules in words, written out one by one."""
    generator, size = np.random.default_rng(1), 20_000
    worlds = Worlds(np.arange(size))
    worlds.set(
        phase=generator.integers(0, 3, size),
        trouble=generator.integers(0, 256, size) * (generator.random(size) < 0.3),
        suspended=generator.random(size) < 0.1,
        ratified=generator.random(size) < 0.8,
        **{name: generator.random(size) for name in ("implementation", "legitimacy_armenia", "legitimacy_azerbaijan")},
        grievance=generator.random(size),
    )
    kept = (worlds.implementation >= 0.5) & (worlds.grievance <= 0.6) & worlds.ratified
    legitimate = (worlds.legitimacy_armenia >= 0.4) & (worlds.legitimacy_azerbaijan >= 0.3)
    incidents = np.array([int(bits).bit_count() for bits in worlds.trouble])
    calm = ~worlds.suspended & (incidents <= 1)
    rules = {
        "ideal_peace": (worlds.phase == SIGNED) & calm & kept & legitimate,
        "formal_peace": (worlds.phase == SIGNED) & calm & ~(kept & legitimate),
        "deferred_tension": (worlds.phase == SIGNED) & ~calm,
        "stalemate": worlds.phase == TALKS,
        "new_confrontation": worlds.phase == WAR,
    }
    assert (sum(rules.values()) == 1).all()
    got = outcomes.classify(worlds, values)
    for row, name in enumerate(OUTCOMES):
        assert np.array_equal(got == row, rules[name])
        assert rules[name].any()


def test_thresholds_may_differ_between_worlds():
    worlds = Worlds(np.arange(2))
    worlds.set(**{**IDEAL, "implementation": 0.5})
    values = tree({**load().values, **RULES, "outcomes.ideal.implementation": np.array([0.4, 0.6])})
    assert [OUTCOMES[o] for o in outcomes.classify(worlds, values)] == ["ideal_peace", "formal_peace"]


@pytest.mark.parametrize(
    ("low", "high", "durable", "regret", "bound", "cause"),
    [
        (0.6, 0.5, 0.5, 0.0, False, "empty_range"),
        (0.6, 0.5, 0.5, 0.3, False, "empty_range"),
        (0.5, 0.8, 0.4, 0.0, False, "commitment_problem"),
        (0.5, 0.8, 0.4, 0.3, False, "commitment_problem"),
        (0.5, 0.8, 0.7, 0.3, False, "error_in_choice"),
        (0.5, 0.8, 0.7, 0.0, False, "beliefs"),
        (0.5, 0.5, 0.5, 0.0, False, "beliefs"),
        (0.5, 0.8, 0.7, 0.0, True, "bound_attack"),
        (0.6, 0.5, 0.5, 0.0, True, "bound_attack"),
    ],
)
def test_why_a_war_broke_out(low, high, durable, regret, bound, cause):
    bargain = BargainingRange(np.array([low]), np.array([high]))
    situation = SimpleNamespace(range=bargain, durable=np.array([durable]))
    told = outcomes.war_cause(situation, np.array([regret]), np.array([bound]))
    assert outcomes.WAR_CAUSES[told.item()] == cause


def table(values, **state):
    return rows.table(rows.columns(world(**state), values, np.zeros(1))).iloc[0]


def test_what_never_happened_is_missing_in_the_table(values):
    row = table(values)
    for name in ("signed_quarter", "war_quarter", "war_timing", "war_cause", "relapse_cause", "first_crisis_quarter"):
        assert row[[name]].isna().all(), name


def test_what_happened_stands_in_the_table(values):
    row = table(
        values, phase=WAR, war_quarter=9, war_after_signature=True, war_cause=outcomes.SPOILERS, signed_quarter=4
    )
    assert (row["outcome"], row["war_quarter"], row["signed_quarter"]) == ("new_confrontation", 9, 4)
    assert (row["war_timing"], row["war_cause"]) == ("after_signature", "spoilers")
    assert table(values, phase=WAR)["war_timing"] == "before_signature"


@pytest.mark.parametrize(
    ("challenges", "phase", "general", "immediate"),
    [(0, TALKS, True, False), (2, TALKS, False, True), (2, WAR, False, False)],
)
def test_general_and_immediate_deterrence_are_told_apart(values, challenges, phase, general, immediate):
    row = table(values, challenges=challenges, phase=phase)
    assert (row["general_deterrence"], row["immediate_deterrence"]) == (general, immediate)


def test_who_guaranteed_and_who_endorsed(values):
    worlds = world()
    worlds.set(obligations=np.linspace(0.1, 0.9, len(POWERS))[:, None], endorsement=0.5)
    row = rows.table(rows.columns(worlds, values, np.zeros(1))).iloc[0]
    guarantors = [power for power in POWERS if row[f"guaranteed_by_{power}"]]
    assert guarantors == ["iran", "european_union", "united_states"]
    assert all(row[f"endorsed_by_{power}"] for power in POWERS[:3])


def test_the_table_has_one_row_per_world_with_its_index(values):
    worlds = Worlds(np.array([7, 3, 5]))
    got = rows.table(rows.columns(worlds, values, np.array([0.1, 0.2, 0.3])))
    assert got["world"].tolist() == [7, 3, 5]
    assert got["coerced_share"].tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert list(got["outcome"].cat.categories) == list(OUTCOMES)


def test_the_vocabularies_of_the_state_are_complete():
    assert len(ISSUES) == Worlds(np.arange(1)).demand.shape[0]
    assert {"implementation", "grievance"} <= set(FIELDS)
