"""Crises and wars as a student reads them."""

import re
from dataclasses import replace

import pytest

from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import TALKS, WAR
from sim.parameters import Binding, load
from sim.studies.histories import tell
from sim.studies.histories.events import CAUSE_WORDS, events
from sim.studies.histories.phrases import percent
from sim.studies.histories.seen import Beliefs
from sim.studies.histories.text import (
    move_lines,
)
from sim.studies.histories.wars import WITHOUT, at_war, kept_peace
from tests.studies.histories.made_up import a_move, a_quarter, a_threat, a_war


def test_a_first_war_is_told_with_its_cause(histories):
    causes = set()
    for history in histories.values():
        for record in history.quarters:
            if record.state["war_quarter"] == record.quarter:
                cause = WAR_CAUSES[record.state["war_cause"]]
                causes.add(cause)
                assert any(event.startswith("WAR.") and CAUSE_WORDS[cause][1:] in event for event in events(record))
    assert len(causes) > 2


def test_causes_are_one_plain_sentence_each():
    for words in CAUSE_WORDS.values():
        assert words[0].islower() or words.split()[0] in ("Baku", "Yerevan", "Armenia")
        assert words[-1] != "."
        assert "_" not in words


def test_a_total_war_ends_the_story_and_a_limited_one_does_not(histories, disputes):
    found = set()
    for history in (*histories.values(), *disputes.values()):
        for record in history.quarters:
            said = [event.split(":")[0].split(",")[0] for event in events(record) if event.startswith("It ")]
            if not at_war(record):
                assert said == []
                continue
            total = record.state["phase"] == WAR
            assert said == ["It becomes total and ends the history" if total else "It stays limited"]
            assert (record is history.quarters[-1]) >= total
            found.add(total)
    assert found == {True, False}


def test_what_is_taken_by_force_is_told_with_what_is_held_then_and_is_not_called_agreed():
    seizure = [Binding("azerbaijan", "attack", "always"), Binding("armenia", "yield", "always")]
    history = tell(load("araz2023", bindings=seizure), 0, seed=5)
    first = history.quarters[0]
    gained, held = first.state["status_quo"] - first.before["status_quo"], first.state["status_quo"]
    attack, taken, *_ = events(first)
    assert attack.startswith("Attack: Azerbaijan attacks; Armenia yields")
    assert taken == (
        f"Azerbaijan takes {gained:.2f} of the prize by force and now holds {held:.2f}. Armenia does not resist, and people "
        "flee."
    )
    assert not any(event.startswith("Agreed") for event in events(first))


def test_what_is_taken_by_threat_is_told_as_such():
    yielded = [Binding("azerbaijan", "threaten", "always"), Binding("armenia", "yield", "always")]
    first = events(tell(load("baseline", bindings=yielded), 0, seed=5).quarters[0])
    assert first[0] == "Threat: Azerbaijan threatens war; Armenia yields."
    assert re.fullmatch(r"Azerbaijan takes 0\.\d\d of the prize by threat and now holds 0\.\d\d\.", first[1])


def a_wide_war(**different):
    """A war in the first quarter, with Turkey sure to be drawn in unless something else is said."""
    fight = [Binding("azerbaijan", "attack", "always", until_quarter=1), Binding("armenia", "resist", "always")]
    sure = {
        "mechanisms.widening.strength": 1.0,
        "mechanisms.widening.alliance.turkey": 1.0,
        "mechanisms.conditions.initial.attention.turkey": 1.0,
        "mechanisms.conditions.long_run_attention.turkey": 1.0,
    }
    return tell(load("baseline", changes={**sure, **different}, bindings=fight), 0, seed=5)


def test_who_is_drawn_into_a_war_is_told_with_chance_reasons_and_sources():
    history = a_wide_war()
    story = " ".join(history.full().split())
    assert "Drawn into the war: Turkey." in events(history.quarters[0])
    assert "Turkey is drawn into the war (chance 100 %); at stake: its alliance with a rival (1.00)" in story
    assert "its alliance with a rival mechanisms.widening.alliance.turkey = 1" in story
    assert re.search(r"mechanisms\.widening\.strength = 1 \(", story)


def test_who_keeps_out_of_a_war_is_told_too_and_a_war_of_two_draws_in_nobody():
    history = a_wide_war(**{"mechanisms.widening.strength": 0.0})
    assert not any(event.startswith("Drawn into") for event in events(history.quarters[0]))
    assert (
        "Not drawn in, though they might have been: Russia (chance 0 %), Turkey (chance 0 %), Iran (chance 0 %)."
        in " ".join(history.full().split())
    )


def test_a_government_that_falls_over_a_war_is_not_said_to_freeze_the_talks():
    unrest = {"mechanisms.widening.unrest": 1.0, "actors.armenia.initial.legitimacy": 0.0}
    told = events(a_wide_war(**unrest).quarters[0])
    assert "The Armenian government falls over the war." in told
    assert not any("talks are frozen" in event for event in told)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (0.4, "It stays limited, and the line does not move."),
        (0.55, "It stays limited: Azerbaijan takes 0.15 of the prize and now holds 0.55."),
        (0.3, "It stays limited: Armenia takes back 0.10 of the prize; Azerbaijan now holds 0.30."),
        (0.403, "It stays limited: Azerbaijan takes less than 0.01 of the prize and now holds 0.40."),
    ],
)
def test_a_limited_war_is_told_with_what_it_took(held, words):
    assert words in events(a_quarter(after=a_war(status_quo=held)))


@pytest.mark.parametrize(
    ("held", "winner"),
    [(0.88, "Azerbaijan wins and now holds 0.88."), (0.08, "Armenia wins; Azerbaijan now holds 0.08.")],
)
def test_a_total_war_is_told_with_its_winner(held, winner):
    told = events(a_quarter(after=a_war(phase=WAR, status_quo=held)))
    assert f"It becomes total and ends the history: {winner}" in told
    assert not any(event.startswith("Talks rest") for event in told)


def test_a_later_war_has_a_number_and_no_cause():
    before = {"war_quarter": 2, "last_war_quarter": 2, "wars": 1, "undone": True, "signed_quarter": -1, "phase": TALKS}
    record = a_quarter(before, a_war(wars=2, war_quarter=2))
    assert events(record)[0] == "WAR again: it is war number 2 of this history."
    assert "The agreement falls with the war." not in events(record)
    assert kept_peace(record) == []


@pytest.mark.parametrize(
    ("cause", "also", "words"),
    [
        ("undeterred", (), ["Nothing that was doubted or foreseen was to blame: knowing more would not have kept the peace."]),
        ("target_misjudged", ("undeterred",), []),
        (
            "target_misjudged",
            ("bluff_expected", "error_in_choice"),
            ["Yerevan's belief in a bluff and an error of choice were needed too."],
        ),
        ("revision", ("error_in_choice",), ["There would have been no war without an error of choice."]),
        ("revision", ("undeterred",), []),
        ("bound_attack", ("closing_window",), []),
    ],
)  # fmt: skip
def test_what_else_would_have_kept_the_peace_is_told_beside_the_cause(cause, also, words):
    assert kept_peace(a_quarter(after=a_war(cause, also))) == words
    assert kept_peace(a_quarter()) == []


def test_every_change_that_is_tried_on_a_war_has_words_and_causes_that_only_say_how_things_stood_have_none():
    states = {"bound_attack", "revision", "not_durable", "undeterred"}
    assert WITHOUT.keys() == set(WAR_CAUSES) - states


def test_ground_that_changes_hands_under_an_agreement_is_told_without_what_is_held():
    """The terms of the agreement come on top of what is held without one."""
    assert events(a_quarter(after={"status_quo": 0.43}, moves=[a_threat()])) == [
        "Threat: Azerbaijan threatens war.",
        "Azerbaijan takes 0.03 of the prize by threat.",
    ]
    assert events(a_quarter(after={"status_quo": 0.37})) == ["Armenia gets back 0.03 of the prize."]


def test_a_crisis_is_told_move_by_move_and_what_the_other_rival_does_of_its_own_is_no_part_of_it():
    resisted = a_move(actor="armenia", label="Armenia", decision="answer_armenia", action="resist", words="resists")
    follow = a_threat(decision="carry_out_azerbaijan", action="stand_down", words="does not carry out its threat")
    punished = a_move(decision="answer_iran", action="punish", words="punishes the challenger")
    silent = a_move(decision="answer_iran", action="leave_unanswered", words="leaves it unanswered")
    demand = a_move(
        actor="armenia", label="Armenia", decision="challenge_armenia", action="demand_revision", words="asks"
    )
    answer = a_threat(decision="answer_azerbaijan", action="yield", words="gives way")
    told = events(a_quarter(moves=[a_threat(), resisted, follow, punished, silent, demand, answer]))
    assert told == [
        "Threat: Azerbaijan threatens war; Armenia resists; Azerbaijan does not carry out its threat; Iran punishes the "
        "challenger.",
        "Demand: Armenia asks; Azerbaijan gives way.",
    ]


def test_a_fight_over_a_place_is_a_clash_unless_it_widens_to_a_war():
    moves = [
        a_threat(action="incursion", words="sends troops across the line"),
        a_move(actor="armenia", label="Armenia", decision="answer_armenia", action="resist", words="resists"),
    ]
    clash = events(a_quarter(moves=moves))
    war = events(a_quarter(moves=moves, after=a_war(phase=WAR, status_quo=0.9)))
    assert clash == ["Crisis: Azerbaijan sends troops across the line; Armenia resists, and they clash."]
    assert war[0] == "Crisis: Azerbaijan sends troops across the line; Armenia resists."


def test_an_incident_whose_authors_stay_unknown_opens_a_crisis_that_may_pass():
    refrains = a_threat(action="refrain", words="refrains from force")
    assert events(a_quarter(after={"provoked": True})) == ["An incident whose authors stay unknown opens a crisis."]
    passed = events(a_quarter({"provoked": True}, {"provoked": False}, [refrains]))
    assert passed == ["The crisis passes: Azerbaijan refrains from force."]
    assert events(a_quarter(moves=[refrains])) == []


BELIEFS = Beliefs(0.35, False, 0.15, 0.21, 0.2, 0.12)


def test_a_move_of_a_crisis_is_told_with_what_the_rivals_believed_and_the_truth():
    told = " ".join(" ".join(move_lines(a_threat(beliefs=BELIEFS))).split())
    assert (
        "Yerevan thought it 35 % likely that Baku wants more than a text can give (in truth it does not), and that a "
        "total war would cost Baku 0.15 (in truth 0.21). Baku thought that a total war would cost Armenia 0.20 (in truth "
        "0.12)."
    ) in told
    assert "in truth it does)" in " ".join(move_lines(a_threat(beliefs=BELIEFS._replace(is_greedy=True))))


def test_what_standing_down_costs_is_told_whether_or_not_a_threat_is_carried_out():
    follow = a_threat(decision="carry_out_azerbaijan", backing_down=0.04)
    stood, fought = ("".join(move_lines(replace(follow, action=action))) for action in ("stand_down", "carry_out"))
    assert "Standing down costs it 0.04 before its own public." in stood
    assert "Standing down would have cost it 0.04 before its own public." in fought


def test_what_the_rivals_learned_from_a_crisis_is_told_after_it(disputes):
    learned = 0
    for history in disputes.values():
        flat = " ".join(history.full().split())
        for record in history.quarters:
            if record.learned:
                learned += 1
                assert (
                    f"After this, Yerevan thinks it {percent(record.learned.greedy)} likely that Baku wants more"
                    in flat
                )
    assert learned


def test_a_forced_attack_is_not_explained_by_beliefs():
    history = tell(
        load(bindings=[Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always")]), 3
    )
    assert events(history.quarters[0])[:2] == [
        "Attack: Azerbaijan attacks; Armenia resists.",
        "WAR. The attack was fixed beforehand: nobody chose it.",
    ]
