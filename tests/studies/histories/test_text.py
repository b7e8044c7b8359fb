"""The story that a student reads."""

import re

import pytest

from sim.common.dates import calendar_name
from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED, TALKS, WAR
from sim.parameters import Binding, Citation, load
from sim.parameters.vocabulary import ISSUES, OUTCOMES, POWERS
from sim.studies.histories import tell, what_if
from sim.studies.histories.events import CAUSE_WORDS, CHANNEL_WORDS, ISSUE_WORDS, events
from sim.studies.histories.record import Alternative, Move, QuarterRecord, Reason
from sim.studies.histories.text import OUTCOME_WORDS, WIDTH, merged, move_lines, odds, outlook, silence


def a_move(**different) -> Move:
    """A move with one reason for it and one against."""
    usual = {
        "actor": "iran",
        "label": "Iran",
        "decision": "posture_iran",
        "action": "spoil",
        "words": "works against the peace",
        "chance": 0.25,
        "chances": {"spoil": 0.25, "stand_aside": 0.75},
        "reasons": (
            Reason("influence", "shut_out", 0.3, "being shut out of the peace", ()),
            Reason("effort", "effort", -0.1, "the effort", ()),
        ),
        "closed": {},
    }
    return Move(**{**usual, **different})


def test_a_story_names_its_address_its_outcome_and_what_it_is_not(histories, told):
    for (name, world), story in told.items():
        assert story.startswith(f"World {world} under {name}, seed 5\n")
        assert OUTCOME_WORDS[histories[name, world].outcome] in story
        assert "not a forecast" in story


def test_policies_are_named():
    history = tell(load("ratelle2025", policies=["western_guarantee", "eu_monitoring"]), 0)
    assert str(history).startswith("World 0 under ratelle2025, policies western_guarantee, eu_monitoring, seed 1\n")


def test_every_quarter_is_told_in_its_order(histories, told):
    for address, story in told.items():
        headed = [int(number) for number in re.findall(r"^(?:\d+ Q\d, )?quarter (\d+)$", story, re.MULTILINE)]
        assert headed == [record.quarter for record in histories[address].quarters]


def test_every_move_is_told(histories, told):
    for address, history in histories.items():
        flat = " ".join(told[address].split())
        for _, move in history.moves():
            words = f"{move.label} (p " if move.action == "leave_unanswered" else move.words
            assert words in flat


def test_lines_fit_a_page_and_no_key_or_placeholder_is_left(told):
    for story in told.values():
        quarters = re.sub(r"    sources:.*?\n\n", "", story.split("Where the reasons come from")[0], flags=re.DOTALL)
        assert max(map(len, story.splitlines())) <= WIDTH
        assert not re.search(r"\bnan\b|None|\{|_", quarters.split("\n", 1)[1])


def test_sources_are_named_once_a_quarter(told):
    for story in told.values():
        for quarter in re.split(r"\n\n(?=.*quarter \d+\n)", story)[1:]:
            assert quarter.split("Where the reasons")[0].count("sources:") == 1


def test_each_reason_leads_to_a_parameter_its_value_and_its_source(histories, told):
    history, story = histories["ratelle2025", 0], " ".join(told["ratelle2025", 0].split())
    assert "Where the reasons come from" in story
    expected = f"actors.turkey.kinship = {history.parameters['actors.turkey.kinship']:g}"
    assert expected in story
    assert re.search(re.escape(expected) + r" \((read|bounded): [^)]*fattah2025 ¶", story)


def test_a_parameter_without_a_source_is_called_an_assumption(told):
    assert re.search(r"= \S+ \(assumed\)", told["baseline", 0])


def test_what_happened_stands_at_the_head(histories, told):
    for address, history in histories.items():
        head = " ".join(re.split(r"\n\n.*quarter 0\n", told[address])[0].split())
        for record in history.quarters:
            assert all(event in head for event in events(record))


def test_reasons_for_and_against_are_told_apart():
    assert move_lines(a_move()) == [
        "  Iran works against the peace (p = 0.25)",
        "    for it: being shut out of the peace +0.30",
        "    against: the effort -0.10",
    ]


def test_an_error_is_said_if_it_is_worth_telling():
    aside = Alternative("stand_aside", "stands aside", 0.75, 0.2)
    assert "    passed over, though rated 0.20 higher: stands aside (p = 0.75)" in move_lines(a_move(better=aside))
    assert not any("passed over" in line for line in move_lines(a_move(better=aside._replace(gain=0.01))))


def test_a_move_without_reasons_says_so():
    assert "no other course was rated clearly higher" in move_lines(a_move(reasons=()))[-1]


def test_a_forced_move_has_no_probability():
    lines = move_lines(a_move(closed={"stand_aside": "it is ruled out"}))
    assert lines[0] == "  Iran works against the peace (no other course was open)"


@pytest.mark.parametrize(
    ("decision", "opening"),
    [("answer_iran", "  In answer, Iran works"), ("sign_armenia", "  Asked to sign, Iran works")],
)
def test_answers_and_signatures_are_introduced(decision, opening):
    assert move_lines(a_move(decision=decision))[0].startswith(opening)


def test_silence_is_told_in_one_sentence():
    assert silence([a_move(chance=0.9), a_move(label="Turkey", chance=1.0)]) == [
        "  Left unanswered by Iran (p = 0.90), Turkey (p = 1.00)"
    ]


def test_an_empty_bargaining_range_is_said():
    seen = dict.fromkeys(("win", "war_now", "waiting", "reliability", "protection"), 0.5)
    assert "no bargain beats war" in outlook(QuarterRecord(0, seen={**seen, "range_low": 0.6, "range_high": 0.5}))
    assert "from 0.40 to 1.00" in outlook(QuarterRecord(0, seen={**seen, "range_low": 0.4, "range_high": 1.3}))


def test_citations_of_one_source_are_put_together():
    cited = [Citation("a", (3, 1)), Citation("b"), Citation("a", (2, 3))]
    assert merged(cited) == ["a ¶1, 2, 3", "b"]


def test_quarters_are_dated_from_the_start_of_the_worldview():
    assert [calendar_name("2023-06-15", quarter) for quarter in (0, 2, 3, 7)] == [
        "2023 Q2",
        "2023 Q4",
        "2024 Q1",
        "2025 Q1",
    ]
    assert calendar_name(None, 4) == "quarter 4"


def test_everything_that_can_be_told_has_words():
    assert CAUSE_WORDS.keys() == set(WAR_CAUSES)
    assert CHANNEL_WORDS.keys() == set(CHANNELS)
    assert ISSUE_WORDS.keys() == set(ISSUES)
    assert OUTCOME_WORDS.keys() == set(OUTCOMES)


def test_a_war_ends_the_story_with_its_cause(histories):
    wars = [history for history in histories.values() if history.outcome == "new_confrontation"]
    assert wars
    for history in wars:
        last = events(history.quarters[-1])
        cause = CAUSE_WORDS[WAR_CAUSES[history.quarters[-1].state["war_cause"]]]
        assert any(event.startswith("WAR.") and cause[1:] in event for event in last)


def test_what_is_taken_by_force_is_not_called_agreed():
    seizure = [Binding("azerbaijan", "attack", "always"), Binding("armenia", "yield", "always")]
    history = tell(load("araz2023", bindings=seizure), 0, seed=5)
    first = events(history.quarters[0])
    assert any(
        event.startswith("Settled by force: the rights and security of the Karabakh Armenians") for event in first
    )
    assert not any(event.startswith("Agreed") for event in first)


def test_signature_and_ratification_are_told_in_the_quarter_in_which_they_happen(histories):
    for history in histories.values():
        final = history.quarters[-1].state
        for record in history.quarters:
            said = events(record)
            assert ("The agreement is ratified." in said) >= (final["ratified_quarter"] == record.quarter)
            signed = "Both sides sign the agreement." in said
            assert signed >= (final["first_signed_quarter"] == record.quarter)


def a_wide_war(**different):
    """A war in the first quarter, with Turkey sure to be drawn in unless something else is said."""
    fight = [Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always")]
    sure = {
        "mechanisms.widening.strength": 1.0,
        "mechanisms.widening.alliance.turkey": 1.0,
        "mechanisms.conditions.initial.attention.turkey": 1.0,
        "mechanisms.conditions.long_run_attention.turkey": 1.0,
    }
    return tell(load("baseline", changes={**sure, **different}, bindings=fight), 0, seed=5)


def test_who_is_drawn_into_a_war_is_told_with_chance_reasons_and_sources():
    history = a_wide_war()
    story = " ".join(str(history).split())
    assert any(event.startswith("Drawn into the war: ") and "Turkey" in event for event in events(history.quarters[0]))
    assert "Turkey is drawn into the war (p = 1.00); at stake: its alliance with a rival 1.00" in story
    assert "its alliance with a rival mechanisms.widening.alliance.turkey = 1" in story
    assert re.search(r"mechanisms\.widening\.strength = 1 \(", story)


def test_who_keeps_out_of_a_war_is_told_too_and_a_war_of_two_draws_in_nobody():
    history = a_wide_war(**{"mechanisms.widening.strength": 0.0})
    assert not any(event.startswith("Drawn into") for event in events(history.quarters[0]))
    assert (
        "Not drawn in, though they might have been: Russia (p = 0.00), Turkey (p = 0.00), Iran (p = 0.00)."
        in " ".join(str(history).split())
    )


def test_a_government_that_falls_over_a_war_is_not_said_to_freeze_the_talks():
    unrest = {"mechanisms.widening.unrest": 1.0, "actors.armenia.initial.legitimacy": 0.0}
    told = events(a_wide_war(**unrest).quarters[0])
    assert "The Armenian government falls over the war." in told
    assert not any("talks are frozen" in event for event in told)


def test_a_story_names_everything_that_makes_it_again():
    bound = Binding("russia", "spoil", "when", "signed", from_quarter=2, until_quarter=9, kept=0.5)
    p = load("fattah2025", ["gradual_agenda"], {"actors.azerbaijan.war_cost": 0.3}, [bound])
    story = str(tell(p, 3, seed=8))
    assert " ".join(story.split()).startswith(
        "World 3 under fattah2025, policies gradual_agenda, seed 8 "
        "Set by hand: actors.azerbaijan.war_cost = 0.3 "
        "Fixed choices: russia.spoil = when signed, from quarter 2, until quarter 9, kept with probability 0.5 Outcome: "
    )
    otherwise = str(what_if(p, 3, 4, changes={"mechanisms.force.decisiveness": 3.0}, seed=8))
    assert otherwise.splitlines()[:3] == story.splitlines()[:3]


def test_a_story_says_which_policy_is_not_kept_because_another_contradicts_it():
    story = " ".join(str(tell(load(policies=["gradual_agenda", "package_deal"]), 0)).split())
    said = "mechanisms.bargaining.gradual: true (gradual_agenda) gives way to false (package_deal)"
    assert f"Policies that contradict each other: {said}" in story
    assert "contradict" not in str(tell(load(policies=["package_deal"]), 0))


def test_events_are_dated_by_year_and_by_quarter(told):
    assert re.search(r"^2025 Q2, quarter 0$", told["fattah2025", 0], re.MULTILINE)
    assert re.search(r"^  20\d\d Q\d, quarter \d+: Both sides sign", told["fattah2025", 0], re.MULTILINE)


def test_what_was_closed_before_the_first_quarter_is_told_first(histories, told):
    first = histories["fattah2025", 0].quarters[0].before
    closed = [ISSUE_WORDS[name] for name, agreed in zip(ISSUES, first["agreed"], strict=True) if agreed]
    assert closed
    assert f"In short\n  Already agreed at the start: {'; '.join(closed)}.\n" in told["fattah2025", 0]
    assert not any(histories["baseline", 0].quarters[0].before["agreed"])
    assert "Already agreed" not in told["baseline", 0]


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.25, "p = 0.25"),
        (0.004, "p below 0.01"),
        (0.006, "p = 0.01"),
        (0.996, "p above 0.99"),
        (0.994, "p = 0.99"),
        (0.0, "p = 0.00"),
        (1.0, "p = 1.00"),
    ],
)
def test_only_what_is_certain_is_given_as_certain(chance, words):
    assert odds(chance) == words
    assert f"({words})" in move_lines(a_move(chance=chance))[0]


def test_nothing_is_carried_out_while_an_agreement_is_suspended_and_the_words_say_so(histories):
    seen = 0
    for history in histories.values():
        for record in history.quarters:
            before, after = record.before, record.state
            moves = [move for move in record.moves if move.action == "implement"]
            if before["phase"] == SIGNED and before["suspended"]:
                seen += len(moves)
                assert all("stands ready" in move.words and "suspended" in move.words for move in moves)
                assert after["implementation"] <= before["implementation"] or not after["suspended"]
            elif before["phase"] == SIGNED and before["ratified"]:
                assert all(move.words == "carries out the agreement" for move in moves)
            else:
                assert all("not ratified yet" in move.words for move in moves)
    assert seen


def a_quarter(before=(), after=(), moves=()):
    """Quarter 9 of a history in which nothing happens but what is said."""
    calm = {
        "agreed": [False] * len(ISSUES),
        "live": [True] * len(ISSUES),
        "coerced": [0.0] * len(ISSUES),
        "drawn_in": [0.0] * len(POWERS),
        "phase": SIGNED,
        "suspended": False,
        "faits_accomplis": 0,
        "failed_ratifications": 0,
        "relapse_cause": -1,
        "war_cause": -1,
        **dict.fromkeys(
            ("signed_quarter", "ratified_quarter", "war_quarter", "relapse_quarter", "government_fell_quarter"), -1
        ),
    }
    state = {**calm, **dict(before)}
    return QuarterRecord(9, list(moves), before=state, state={**state, **dict(after)})


def relapse_through(channel):
    return {"relapse_quarter": 9, "relapse_cause": CHANNELS.index(channel)}


def test_nothing_happens_in_a_quarter_in_which_nothing_changes():
    assert events(a_quarter()) == []


def test_a_suspension_ends_by_resumption_by_war_or_with_a_failed_ratification():
    suspended = {"suspended": True}
    resumed = events(a_quarter(suspended, {"suspended": False}))
    war = events(a_quarter(suspended, {"suspended": False, "phase": WAR, "war_quarter": 9, "war_cause": 5}))
    failed = events(a_quarter(suspended, {"suspended": False, "phase": TALKS, "failed_ratifications": 1}))
    assert resumed == ["The agreement is taken up again."]
    assert war[0].startswith("WAR.")
    assert war[1:] == ["The suspended agreement falls with the war."]
    assert len(failed) == 1
    assert failed[0].startswith("Ratification fails")


def test_events_come_in_the_order_of_the_calendar():
    """Coercion comes before ratification, ratification before incidents."""
    ratified = {"ratified_quarter": 9}
    coerced = events(a_quarter(after={**ratified, **relapse_through("reneging")}))
    staged = events(a_quarter(after={**ratified, **relapse_through("spoilers"), "suspended": True}))
    assert coerced == ["First relapse, through Azerbaijani reneging.", "The agreement is ratified."]
    assert staged == ["The agreement is ratified.", "First relapse, through spoilers.", "The agreement is suspended."]


def test_a_rejected_revision_suspends_an_agreement_before_it_is_ratified_and_a_rejection_after():
    rejected = a_move(actor="azerbaijan", decision="answer_azerbaijan", action="resist")
    after = {"suspended": True, "ratified_quarter": 9}
    assert events(a_quarter(after=after, moves=[rejected])) == [
        "The agreement is suspended.",
        "The agreement is ratified.",
    ]
    assert events(a_quarter(after=after)) == ["The agreement is ratified.", "The agreement is suspended."]


def test_a_text_that_fails_at_home_stays_agreed_and_is_not_said_to_be_negotiated_anew(histories):
    failures = 0
    for history in histories.values():
        for record in history.quarters:
            if record.state["failed_ratifications"] > record.before["failed_ratifications"]:
                failures += 1
                assert record.state["agreed"] == record.before["agreed"]
                assert any("the agreed text is laid aside" in event for event in events(record))
    assert failures


def test_a_forced_attack_is_not_explained_by_beliefs():
    history = tell(
        load(bindings=[Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always")]), 3
    )
    assert events(history.quarters[0])[0] == "WAR. The attack was fixed beforehand: nobody chose it."
