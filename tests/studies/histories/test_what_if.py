"""What would have been otherwise: the same luck, one thing changed from a quarter on."""

import pytest

from sim.common.errors import InputError
from sim.parameters import Binding, load
from sim.studies.histories import tell, what_if
from sim.studies.histories.replay import read_at_the_start
from sim.studies.study import simulate

HORIZON = 16
BASELINE = load(changes={"calendar.horizon": HORIZON})
"""Four years instead of ten, since nothing here depends on how long histories are, and each is walked quarter by quarter."""
STRONGER = {"mechanisms.force.decisiveness": 4.0}
WAR = (Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always"))
AT_WAR = BASELINE.replace({"mechanisms.force.escalation": 0.5}, bindings=WAR)
"""Under these one war in two is total, and that of world 1 in the first quarter is."""


def told(history, until: int | None = None):
    """Every move with its probability, up to a quarter."""
    return [(q, m.actor, m.decision, m.action, m.chance) for q, m in history.moves() if until is None or q < until]


@pytest.mark.parametrize("quarter", [0, 1, 9, HORIZON - 1])
def test_nothing_differs_before_the_quarter_of_the_change(quarter):
    comparison = what_if(BASELINE, 2, quarter, changes=STRONGER)
    assert told(comparison.before, quarter) == told(comparison.after, quarter)
    assert told(comparison.before) != told(comparison.after)


def test_the_history_as_it_was_is_the_one_that_is_told():
    assert told(what_if(BASELINE, 2, 5, changes=STRONGER, seed=8).before) == told(tell(BASELINE, 2, seed=8))


def test_a_change_from_the_start_is_the_history_under_the_changed_parameters():
    after = what_if(BASELINE, 2, 0, changes=STRONGER, seed=8).after
    assert told(after) == told(tell(BASELINE.replace(STRONGER), 2, seed=8))


START_ONLY = {"actors.azerbaijan.initial.capability": 0.1, "mechanisms.types.publics": 1.0}


@pytest.mark.parametrize("name", START_ONLY)
def test_a_value_that_is_read_only_at_the_start_is_not_said_to_change_nothing_later(name):
    change = {name: START_ONLY[name]}
    with pytest.raises(InputError, match=rf"^{name}: read when a world begins.*from quarter 3 on.*ask from quarter 0"):
        what_if(BASELINE, 2, 3, changes={**STRONGER, **change})
    at_once = what_if(BASELINE, 2, 0, changes=change)
    assert told(at_once.before) != told(at_once.after)


def test_a_value_that_is_read_at_the_start_and_later_can_be_changed_later():
    relief = what_if(BASELINE, 2, 3, changes={"mechanisms.crisis.relief": 0.9, "actors.azerbaijan.growth": 0.02})
    assert told(relief.before) != told(relief.after)


def test_a_start_value_that_stays_as_it_was_is_no_reason_to_refuse():
    same = {name: BASELINE[name] for name in START_ONLY}
    assert what_if(BASELINE, 2, 3, changes={**STRONGER, **same}).first_difference()


@pytest.mark.parametrize("stacked", ["initial_offer.border", "difficulty.border", "salience_armenia.justice"])
def test_values_that_are_read_as_a_group_are_noted_as_read(stacked):
    name = f"mechanisms.bargaining.{stacked}"
    at_start = read_at_the_start(BASELINE, 0)
    assert (name in at_start) == stacked.startswith("initial")


def test_every_parameter_that_is_called_initial_is_read_at_the_start():
    """But for priors about the powers: what was seen of a power is added to its prior whenever anybody looks."""
    at_start = read_at_the_start(BASELINE, 0)
    priors = ("mechanisms.reputation.initial_resolve", "mechanisms.reputation.initial_patron")
    named = {name for name in BASELINE.values if ".initial" in name and not name.startswith(priors)}
    assert named
    assert named <= at_start
    assert "mechanisms.force.decisiveness" not in at_start


def test_watching_what_is_read_changes_nothing():
    """A change of a value to itself is played under a watch from its quarter on."""
    same = {"mechanisms.force.decisiveness": BASELINE["mechanisms.force.decisiveness"]}
    watched = what_if(BASELINE, 1, 2, changes=same)
    assert told(watched.before) == told(watched.after)
    assert watched.before.quarters[-1].state == watched.after.quarters[-1].state


def test_a_history_that_was_over_before_the_change_says_so():
    late = str(what_if(AT_WAR, 1, 5, changes=STRONGER))
    assert "A total war had ended this history in year 1, quarter 1, before the change" in " ".join(late.split())
    in_time = str(what_if(AT_WAR, 1, 0, changes=STRONGER))
    assert "before the change" not in " ".join(in_time.split())


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
    assert "nothing, as all this was so already" in " ".join(str(same).split())


def test_a_fixed_choice_holds_from_its_quarter_on():
    comparison = what_if(BASELINE, 2, 6, bindings=[Binding("iran", "endorse", "always")])
    iran = [(q, m.action) for q, m in comparison.after.moves() if m.decision == "posture_iran"]
    assert {action for q, action in iran if q >= 6} == {"endorse"}
    assert {action for q, action in iran if q < 6} != {"endorse"}
    assert "Changed from year 2, quarter 3 on: Iran always endorses the peace (iran.endorse = always)." in " ".join(
        str(comparison).split()
    )


def test_a_history_that_ends_earlier_says_so():
    comparison = what_if(BASELINE, 2, 3, bindings=WAR)
    assert comparison.after.outcome == "new_confrontation"
    assert 3 <= comparison.after.ended < HORIZON - 1
    assert len(comparison.after.quarters) == comparison.after.ended + 1
    longer = type(comparison)(comparison.after, comparison.after, 3)
    assert longer.first_difference() is None


def test_a_difference_can_be_that_one_history_has_ended():
    whole = tell(BASELINE, 2)
    cut = type(whole)(whole.parameters, whole.seed, whole.world, whole.quarters[:5], whole.outcome)
    comparison = type(what_if(BASELINE, 2, 0, changes=STRONGER))(whole, cut, 0)
    assert comparison.first_difference()[::2] == (5, None)
    assert "The history has ended." in str(comparison)


def test_a_story_of_a_change_says_what_was_changed_and_what_followed():
    words = str(what_if(BASELINE, 2, 3, changes=STRONGER, bindings=WAR))
    flat = " ".join(words.split())
    was = BASELINE["mechanisms.force.decisiveness"]
    assert "Changed from year 1, quarter 4 on: " in flat
    assert f"(mechanisms.force.decisiveness) is 4.0 and not {was}" in flat
    assert "azerbaijan.attack = always" in flat
    assert "As changed: new confrontation (a total war, a war in the final years," in flat
    assert "WAR." in flat.split("As it was As changed")[1]


def test_a_study_brings_its_seed(two_years):
    study = simulate("fattah2025", worlds=2, seed=11)
    assert tell(study, 1).seed == 11
    assert tell(study, 1, seed=3).seed == 3
    assert told(tell(study, 1)) == told(tell(load("fattah2025"), 1, seed=11))


def test_a_world_need_not_be_one_that_was_played_but_the_story_says_so(two_years):
    study = simulate(worlds=2, seed=11)
    beyond, other, own = tell(study, 1_000_000), tell(study, 1, seed=3), tell(study, 1)
    assert beyond.world == 1_000_000
    assert "The study did not play this world: its worlds are those from 0 to 1" in str(beyond)
    assert "The study did not play this world: its seed is 11" in str(other)
    assert "did not play" not in str(own)
    assert "its worlds are those from 0 to 1" in str(what_if(study, 7, changes=STRONGER))


def test_a_worldview_can_be_told_by_its_name(two_years):
    assert told(tell("fattah2025", world=1)) == told(tell(load("fattah2025"), world=1))
    assert told(what_if("fattah2025", 1, changes=STRONGER).before) == told(tell(load("fattah2025"), 1))
    with pytest.raises(InputError, match="nearest: fattah2025"):
        tell("fatah2025")
    with pytest.raises(InputError, match="a study, parameters or the name of a worldview is needed, not 5"):
        tell(5)


def test_histories_and_comparisons_show_themselves_in_one_line():
    peace, war = tell("baseline", 2), tell(AT_WAR, 1)
    assert repr(peace) == f"<History: world 2 under baseline, seed 1: {peace.outcome.replace('_', ' ')} after 10 years>"
    assert repr(war) == "<History: world 1 under baseline, seed 1: new confrontation in year 1, quarter 1>"
    comparison = what_if("baseline", 2, 3, bindings=WAR)
    shown = repr(comparison)
    assert shown.startswith("<Comparison: world 2 under baseline, seed 1, changed from year 1, quarter 4 on: ")
    assert shown.endswith(f", then new confrontation in {comparison.after.date(comparison.after.ended)}>")


def test_choices_asked_for_at_once_must_not_contradict_each_other():
    spoil, endorse = (Binding("russia", action, "always") for action in ("spoil", "endorse"))
    with pytest.raises(InputError, match=r"russia\.spoil = always and russia\.endorse = always contradict each other"):
        what_if(BASELINE, 0, bindings=[spoil, endorse])
    other = what_if(BASELINE.replace(bindings=[spoil]), 0, bindings=[endorse]).after
    assert {move.action for _, move in other.moves() if move.decision == "posture_russia"} == {"endorse"}


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
