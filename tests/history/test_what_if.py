"""What would have been otherwise: the same luck, one thing changed from a quarter on."""

import pytest

from sim.history import tell, what_if
from sim.knowledge import Binding, load
from sim.knowledge.errors import InputError
from sim.study import simulate

BASELINE = load()
STRONGER = {"mechanisms.force.decisiveness": 4.0}
WAR = (Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always"))


def told(history, until: int | None = None):
    """Every move with its probability, up to a quarter."""
    return [(q, m.actor, m.decision, m.action, m.chance) for q, m in history.moves() if until is None or q < until]


@pytest.mark.parametrize("quarter", [0, 1, 9, 39])
def test_nothing_differs_before_the_quarter_of_the_change(quarter):
    comparison = what_if(BASELINE, 2, quarter, changes=STRONGER)
    assert told(comparison.before, quarter) == told(comparison.after, quarter)
    assert told(comparison.before) != told(comparison.after)


def test_the_history_as_it_was_is_the_one_that_is_told():
    assert told(what_if(BASELINE, 2, 5, changes=STRONGER, seed=8).before) == told(tell(BASELINE, 2, seed=8))


def test_a_change_from_the_start_is_the_history_under_the_changed_parameters():
    after = what_if(BASELINE, 2, 0, changes=STRONGER, seed=8).after
    assert told(after) == told(tell(BASELINE.replace(STRONGER), 2, seed=8))


def test_what_belongs_to_the_start_changes_nothing_later():
    start_only = {"mechanisms.fear.initial.tension": 0.9, "mechanisms.crisis.initial.prisoners": 0.9}
    later = what_if(BASELINE, 2, 3, changes=start_only)
    assert told(later.before) == told(later.after)
    assert later.first_difference() is None
    assert "No decision comes out differently." in str(later)
    at_once = what_if(BASELINE, 2, 0, changes=start_only)
    assert told(at_once.before) != told(at_once.after)


def test_the_first_difference_is_the_first():
    comparison = what_if(BASELINE, 2, 4, changes=STRONGER)
    quarter, old, new = comparison.first_difference()
    before, after = told(comparison.before), told(comparison.after)
    same = [a[:4] == b[:4] for a, b in zip(before, after, strict=False)]
    place = same.index(False)
    assert quarter == before[place][0] >= 4
    assert (old.actor, old.action) == (before[place][1], before[place][3])
    assert (new.actor, new.action) == (after[place][1], after[place][3])


def test_a_change_to_what_is_so_already_differs_nowhere():
    same = what_if(BASELINE, 2, changes={"mechanisms.force.decisiveness": BASELINE["mechanisms.force.decisiveness"]})
    assert same.first_difference() is None
    assert "nothing that was not so already" in str(same)


def test_a_fixed_choice_holds_from_its_quarter_on():
    comparison = what_if(BASELINE, 2, 6, bindings=[Binding("iran", "endorse", "always")])
    iran = [(q, m.action) for q, m in comparison.after.moves() if m.decision == "posture_iran"]
    assert {action for q, action in iran if q >= 6} == {"endorse"}
    assert {action for q, action in iran if q < 6} != {"endorse"}
    assert "iran always endorse" in str(comparison)


def test_a_history_that_ends_earlier_says_so():
    comparison = what_if(BASELINE, 2, 3, bindings=WAR)
    assert comparison.after.outcome == "new_confrontation"
    assert len(comparison.after.quarters) == 4
    longer = type(comparison)(comparison.after, comparison.after, 3)
    assert longer.first_difference() is None


def test_a_difference_can_be_that_one_history_has_ended():
    whole = tell(BASELINE, 2)
    cut = type(whole)(whole.parameters, whole.seed, whole.world, whole.quarters[:5], whole.outcome)
    comparison = type(what_if(BASELINE, 2, 0, changes=STRONGER))(whole, cut, 0)
    assert comparison.first_difference()[::2] == (5, None)
    assert "(the history has ended)" in str(comparison)


def test_a_story_of_a_change_says_what_was_changed_and_what_followed():
    words = str(what_if(BASELINE, 2, 3, changes=STRONGER, bindings=WAR))
    flat = " ".join(words.split())
    was = BASELINE["mechanisms.force.decisiveness"]
    assert f"Changed from quarter 3 on: mechanisms.force.decisiveness = 4.0 (was {was})" in flat
    assert "azerbaijan always attack" in flat
    assert "Changed: new confrontation: war." in flat
    assert "WAR." in flat.split("Changed, from then on:")[1]


def test_a_study_brings_its_seed():
    study = simulate("fattah2025", worlds=2, seed=11)
    assert tell(study, 1).seed == 11
    assert tell(study, 1, seed=3).seed == 3
    assert told(tell(study, 1)) == told(tell(load("fattah2025"), 1, seed=11))


def test_a_world_need_not_be_one_that_was_played():
    study = simulate(worlds=2, seed=11)
    assert tell(study, 1_000_000).world == 1_000_000


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "what_if needs a change"),
        ({"changes": {}}, "what_if needs a change"),
        ({"changes": STRONGER, "quarter": 40}, "the quarter is too large: 40"),
        ({"changes": STRONGER, "quarter": -1}, "the quarter must be a whole number"),
        ({"changes": STRONGER, "quarter": 1.5}, "the quarter must be a whole number"),
        ({"changes": STRONGER, "quarter": True}, "the quarter must be a whole number"),
        ({"changes": {"mechanisms.force.decisivness": 1.0}}, "mechanisms.force.decisiveness"),
        ({"changes": {"mechanisms.force.decisiveness": float("nan")}}, "decisiveness"),
        ({"changes": {"mechanisms.force.decisiveness": -5}}, "decisiveness"),
        ({"changes": {"calendar.horizon": 8}, "quarter": 2}, "from quarter 0 on only"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(wrong, said):
    with pytest.raises(InputError, match=said):
        what_if(BASELINE, 0, **wrong)


@pytest.mark.parametrize("world", [-1, 1.0, True, "7", 2**63, None])
def test_a_world_that_cannot_be_is_refused_in_words(world):
    with pytest.raises(InputError, match="the index of a world"):
        tell(BASELINE, world)


@pytest.mark.parametrize("seed", [-1, 1.0, True, "7", 2**64])
def test_a_seed_that_cannot_be_is_refused_in_words(seed):
    with pytest.raises(InputError, match="seed"):
        tell(BASELINE, 0, seed=seed)
