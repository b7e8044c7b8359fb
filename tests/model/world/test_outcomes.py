"""The five outcomes and the rules that tell them apart, from hand-made states."""

import numpy as np
import pytest

from sim.model.world import outcomes, rows
from sim.model.world.state import FIELDS, NEVER, SIGNED, TALKS, WAR, Worlds
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
    "outcomes.calm_quarters": 8,
    "outcomes.formal.dictated": 0.6,
}
NOW = 40
"""The quarter that would come next."""
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


def outcome(values, dictated=0.0, **state):
    return OUTCOMES[outcomes.classify(world(**state), values, NOW, np.array([dictated])).item()]


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


@pytest.mark.parametrize(("dictated", "expected"), [(0.6, "ideal_peace"), (0.61, "deferred_tension")])
def test_a_peace_that_was_mostly_dictated_is_deferred_tension(values, dictated, expected):
    assert outcome(values, dictated, **IDEAL) == expected


@pytest.mark.parametrize(
    ("last_war", "expected"),
    [(NOW - 1, "new_confrontation"), (NOW - 8, "new_confrontation"), (NOW - 9, "ideal_peace")],
)
def test_a_war_counts_as_a_confrontation_until_the_calm_has_lasted(values, last_war, expected):
    assert outcome(values, **IDEAL, last_war_quarter=last_war) == expected


@pytest.mark.parametrize(
    ("phase", "undone", "expected"),
    [
        (TALKS, True, "new_confrontation"),
        (TALKS, False, "stalemate"),
        (SIGNED, True, "ideal_peace"),
        (SIGNED, False, "ideal_peace"),
    ],
)
def test_an_agreement_undone_by_war_is_a_confrontation_until_it_is_renewed(values, phase, undone, expected):
    assert outcome(values, **{**IDEAL, "phase": phase}, undone=undone, last_war_quarter=0) == expected


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
        undone=generator.random(size) < 0.2,
        last_war_quarter=np.where(generator.random(size) < 0.3, generator.integers(0, NOW, size), NEVER),
    )
    dictated = generator.random(size)
    kept = (worlds.implementation >= 0.5) & (worlds.grievance <= 0.6) & worlds.ratified
    legitimate = (worlds.legitimacy_armenia >= 0.4) & (worlds.legitimacy_azerbaijan >= 0.3)
    incidents = np.array([int(bits).bit_count() for bits in worlds.trouble])
    calm = ~worlds.suspended & (incidents <= 1) & (dictated <= 0.6)
    talks, signed = worlds.phase == TALKS, worlds.phase == SIGNED
    fought = (worlds.phase == WAR) | (worlds.last_war_quarter >= NOW - 8) | (worlds.undone & talks)
    rules = {
        "ideal_peace": ~fought & signed & calm & kept & legitimate,
        "formal_peace": ~fought & signed & calm & ~(kept & legitimate),
        "deferred_tension": ~fought & signed & ~calm,
        "stalemate": ~fought & talks,
        "new_confrontation": fought,
    }
    assert (sum(rules.values()) == 1).all()
    got = outcomes.classify(worlds, values, NOW, dictated)
    for row, name in enumerate(OUTCOMES):
        assert np.array_equal(got == row, rules[name])
        assert rules[name].any()


def test_thresholds_may_differ_between_worlds():
    worlds = Worlds(np.arange(2))
    worlds.set(**{**IDEAL, "implementation": 0.5})
    values = tree({**load().values, **RULES, "outcomes.ideal.implementation": np.array([0.4, 0.6])})
    told = outcomes.classify(worlds, values, NOW, np.zeros(2))
    assert [OUTCOMES[outcome] for outcome in told] == ["ideal_peace", "formal_peace"]


def table(values, **state):
    return rows.table(rows.columns(world(**state), values, NOW, np.zeros(1))).iloc[0]


def test_what_never_happened_is_missing_in_the_table(values):
    row = table(values)
    for name in ("signed_quarter", "war_quarter", "war_timing", "war_cause", "relapse_cause", "first_crisis_quarter"):
        assert row[[name]].isna().all(), name


def test_what_happened_stands_in_the_table(values):
    row = table(
        values,
        phase=WAR,
        war_quarter=9,
        war_after_signature=True,
        war_cause=outcomes.WAR_CAUSES.index("incident"),
        signed_quarter=4,
    )
    assert (row["outcome"], row["war_quarter"], row["signed_quarter"]) == ("new_confrontation", 9, 4)
    assert (row["war_timing"], row["war_cause"]) == ("after_signature", "incident")
    assert table(values, war_quarter=9)["war_timing"] == "before_signature"


@pytest.mark.parametrize("place", range(len(outcomes.WAR_CAUSES) - 1))
def test_each_reason_without_which_a_war_would_not_have_come_has_its_column(values, place):
    row = table(values, war_quarter=9, war_would_not=1 << place | 1 << len(outcomes.WAR_CAUSES) - 1)
    told = [cause for cause in outcomes.WAR_CAUSES[:-1] if row[f"kept_from_war_without_{cause}"]]
    assert told == [outcomes.WAR_CAUSES[place]]


@pytest.mark.parametrize(
    ("challenges", "war_quarter", "general", "immediate"),
    [(0, NEVER, True, False), (2, NEVER, False, True), (2, 9, False, False)],
)
def test_general_and_immediate_deterrence_are_told_apart(values, challenges, war_quarter, general, immediate):
    row = table(values, challenges=challenges, war_quarter=war_quarter)
    assert (row["general_deterrence"], row["immediate_deterrence"]) == (general, immediate)


def test_who_guaranteed_and_who_endorsed(values):
    worlds = world()
    worlds.set(obligations=np.linspace(0.1, 0.9, len(POWERS))[:, None], endorsement=0.5)
    row = rows.table(rows.columns(worlds, values, NOW, np.zeros(1))).iloc[0]
    guarantors = [power for power in POWERS if row[f"guaranteed_by_{power}"]]
    assert guarantors == ["iran", "european_union", "united_states"]
    assert all(row[f"endorsed_by_{power}"] for power in POWERS[:3])


def test_the_table_has_one_row_per_world_with_its_index(values):
    worlds = Worlds(np.array([7, 3, 5]))
    got = rows.table(rows.columns(worlds, values, NOW, np.array([0.1, 0.2, 0.3])))
    assert got["world"].tolist() == [7, 3, 5]
    assert got["coerced_share"].tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert list(got["outcome"].cat.categories) == list(OUTCOMES)


def test_the_vocabularies_of_the_state_are_complete():
    assert len(ISSUES) == Worlds(np.arange(1)).demand.shape[0]
    assert {"implementation", "grievance"} <= set(FIELDS)
