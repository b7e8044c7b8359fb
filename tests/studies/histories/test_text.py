"""The story that a student reads."""

import re

import pytest

from sim.common.dates import calendar_name
from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED, TALKS
from sim.parameters import Binding, Citation, load
from sim.parameters.actions import CHOICES
from sim.parameters.vocabulary import ISSUES, OUTCOMES
from sim.studies.histories import tell, what_if
from sim.studies.histories.dispute import bargains, standing
from sim.studies.histories.events import CAUSE_WORDS, CHANNEL_WORDS, ISSUE_WORDS, events
from sim.studies.histories.phrases import expectation, infinitive, percent
from sim.studies.histories.record import Alternative, QuarterRecord
from sim.studies.histories.text import (
    OUTCOME_WORDS,
    SHOWN_REASONS,
    UNTOLD,
    WIDTH,
    merged,
    move_lines,
    silence,
)
from tests.studies.histories.made_up import a_move, a_quarter, a_war, relapse_through


def test_a_story_names_its_address_its_outcome_and_what_it_is_not(histories, told):
    for (name, world), story in told.items():
        assert story.startswith(f"World {world} under {name}, seed 6\n")
        assert OUTCOME_WORDS[histories[name, world].outcome] in " ".join(story.split())
        assert "not a forecast" in story


def test_policies_are_named():
    history = tell(load("ratelle2025", policies=["western_guarantee", "eu_monitoring"]), 0)
    assert str(history).startswith("World 0 under ratelle2025, policies western_guarantee, eu_monitoring, seed 1\n")


def test_every_quarter_is_told_in_its_order(histories, told):
    for address, story in told.items():
        headed = re.findall(r"^(?:\d+ Q\d|Year \d+, quarter \d)$", story, re.MULTILINE)
        assert headed == [histories[address].heading(record.quarter) for record in histories[address].quarters]


def accounts(history, story):
    """Each quarter of a history with its account, sentence by sentence: a line that is set in by two begins one."""
    parts = re.split(r"\n\n(?=(?:\d+ Q\d|Year \d+, quarter \d)\n)", story.split("\nWhere the reasons come from")[0])
    for record, part in zip(history.quarters, parts[1:], strict=True):
        yield record, [" ".join(one.split()) for one in re.split(r"\n(?=  \S)", part)[1:]]


def test_every_move_is_told_in_its_quarter_and_order_but_those_that_change_nothing(histories, told):
    idle = set()
    for address, history in histories.items():
        for record, sentences in accounts(history, told[address]):
            idle |= {move.action for move in record.moves} & set(UNTOLD)
            silent, place = [one for one in sentences if one.endswith("do nothing about it.")], 0
            for move in (move for move in record.moves if move.action not in UNTOLD):
                if any(move.label in one for one in silent) and move.action == "leave_unanswered":
                    continue
                words = f"{move.label} {move.words}".lower()
                named = [
                    at for at in range(place, len(sentences)) if words in sentences[at].split(". for it")[0].lower()
                ]
                assert named, f"{address}, quarter {record.quarter}: {words}"
                place = named[0] + 1
        flat = " ".join(told[address].split())
        assert not re.search(r"(stands firm|stands aside|holds its position|does nothing beside it)[.,]", flat)
    assert idle == set(UNTOLD)


def test_lines_fit_a_page_and_no_key_or_placeholder_is_left(told):
    for story in told.values():
        quarters = re.sub(r"    sources:.*?\n\n", "", story.split("Where the reasons come from")[0], flags=re.DOTALL)
        assert max(map(len, story.splitlines())) <= WIDTH
        assert not re.search(r"\bnan\b|None|\{|_", quarters.split("\n", 1)[1])


def test_sources_are_named_once_a_quarter(told):
    for story in told.values():
        for quarter in re.split(r"\n\n(?=(?:\d+ Q\d|Year \d+, quarter \d)\n)", story)[1:]:
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
        head = " ".join(re.split(r"\n\n(?:\d+ Q\d|Year 1, quarter 1)\n", told[address])[0].split())
        for record in history.quarters:
            assert all(event in head for event in events(record))


def test_reasons_for_and_against_are_told_apart():
    assert move_lines(a_move()) == [
        "  Iran works against the peace, one of several likely courses (25 %).",
        "    for it: being shut out of the peace (0.30)",
        "    against it: the effort (0.10)",
    ]


def test_an_error_is_said_if_it_is_worth_telling():
    aside = Alternative("stand_aside", "stands aside", 0.75, 0.2)
    said = " ".join(move_lines(a_move(better=aside))[-2:])
    assert "Iran did not take its best course: to stand aside was worth 0.20 more to it (75 % likely)." in said
    assert not any("best course" in line for line in move_lines(a_move(better=aside._replace(gain=0.01))))


def test_a_move_without_reasons_says_so():
    assert "no other course was clearly better" in move_lines(a_move(reasons=()))[-1]


def test_a_forced_move_has_no_probability():
    lines = move_lines(a_move(closed={"stand_aside": "it is ruled out"}))
    assert lines[0] == "  Iran works against the peace, no other course was open."


@pytest.mark.parametrize(
    ("decision", "opening"),
    [("answer_iran", "  In answer, Iran works"), ("sign_armenia", "  Asked to sign, Iran works")],
)
def test_answers_and_signatures_are_introduced(decision, opening):
    assert move_lines(a_move(decision=decision))[0].startswith(opening)


def test_silence_is_told_in_one_sentence():
    assert silence([a_move(chance=0.9), a_move(label="Turkey", chance=1.0)]) == [
        "  Iran (as expected 90 %) and Turkey do nothing about it."
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.6, 0.5, "than fight: there is no deal that both prefer to war."),
        (
            0.43,
            0.76,
            "Baku would rather have 0.43 than fight, and Yerevan would rather give 0.76 than fight: there is room",
        ),
        (0.4, 1.3, "and Yerevan would rather give everything than fight: there is room for a deal."),
        (-0.1, 0.7, "Baku would rather have nothing at all than fight, and Yerevan"),
        (0.2, -0.1, "and Yerevan would rather fight than give anything: there is no deal"),
    ],
)
def test_what_either_side_prefers_to_war_is_said_and_whether_that_leaves_room(low, high, words):
    seen = {"range_low": low, "range_high": high}
    told = bargains(QuarterRecord(0, seen=seen))
    assert told.startswith("Of everything in dispute (1 = all to Baku) ")
    assert words in told


def test_the_position_says_what_baku_holds_beside_what_beats_war(histories):
    """In talks it is the share of the state; the story takes it from the start of the quarter."""
    for history in histories.values():
        for record in history.quarters:
            if record.before["phase"] == TALKS:
                assert record.seen["held"] == pytest.approx(record.before["status_quo"], abs=1e-12)
                assert f"Baku holds {record.before['status_quo']:.2f} of the prize now" in " ".join(standing(record))


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


def test_signature_and_ratification_are_told_in_the_quarter_in_which_they_happen(histories):
    for history in histories.values():
        final = history.quarters[-1].state
        for record in history.quarters:
            said = events(record)
            assert ("The agreement is ratified." in said) >= (final["ratified_quarter"] == record.quarter)
            first = "Both sides sign the agreement." in said
            assert first == (final["first_signed_quarter"] == record.quarter)


def test_a_story_names_everything_that_makes_it_again():
    bound = Binding("russia", "spoil", "when", "signed", from_quarter=2, until_quarter=9, kept=0.5)
    p = load("fattah2025", ["gradual_agenda"], {"actors.azerbaijan.war_cost": 0.2}, [bound])
    story = str(tell(p, 3, seed=8))
    assert " ".join(story.split()).startswith(
        "World 3 under fattah2025, policies gradual_agenda, seed 8 "
        "Set by hand: actors.azerbaijan.war_cost = 0.2 "
        "Fixed choices: russia.spoil = when signed, from quarter 2, until quarter 9, kept with probability 0.5 One possible "
    )
    otherwise = str(what_if(p, 3, 4, changes={"mechanisms.force.decisiveness": 3.0}, seed=8))
    assert otherwise.splitlines()[:3] == story.splitlines()[:3]


def test_a_story_says_which_policy_is_not_kept_because_another_contradicts_it():
    story = " ".join(str(tell(load(policies=["gradual_agenda", "package_deal"]), 0)).split())
    said = "mechanisms.bargaining.gradual: true (gradual_agenda) gives way to false (package_deal)"
    assert f"Policies that contradict each other: {said}" in story
    assert "contradict" not in str(tell(load(policies=["package_deal"]), 0))


def test_events_are_dated_by_calendar_or_by_the_years_of_a_history_without_a_date(told):
    assert re.search(r"^2025 Q2$", told["fattah2025", 0], re.MULTILINE)
    assert re.search(r"^  20\d\d Q\d: Both sides sign", told["fattah2025", 0], re.MULTILINE)
    assert re.search(r"^  Year \d+, quarter \d: Both sides sign", told["baseline", 0], re.MULTILINE)


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
        (1.0, ""),
        (0.996, ""),
        (0.84, "as expected (84 %)"),
        (0.5, "as likely as not (50 %)"),
        (0.3, "one of several likely courses (30 %)"),
        (0.14, "an unlikely move (14 %)"),
        (0.02, "a very unlikely move (2 %)"),
        (0.004, "a very unlikely move (under 1 %)"),
    ],
)
def test_how_likely_a_move_was_is_said_in_words_and_not_where_it_was_nearly_certain(chance, words):
    assert expectation(a_move(chance=chance)) == words
    assert move_lines(a_move(chance=chance))[0].endswith(f", {words}." if words else "peace.")


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.25, "25 %"), (0.004, "under 1 %"), (0.996, "over 99 %"), (0.99, "99 %"), (0.0, "0 %"), (1.0, "100 %")],
)
def test_only_what_is_certain_is_given_as_certain(chance, words):
    assert percent(chance) == words


def test_every_action_has_an_infinitive():
    for menus in CHOICES.values():
        for action in (one for menu in menus for one in menu):
            for words in filter(None, (action.words, action.suspended, action.unratified)):
                first = infinitive(words).removeprefix("not ").split()
                assert first[0] == "to"
                assert not re.fullmatch(r"\w+[^s]s", first[1]) or first[1] == "press", words
    assert infinitive("presses Baku") == "to press Baku"
    assert infinitive("releases prisoners") == "to release prisoners"


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


def test_nothing_happens_in_a_quarter_in_which_nothing_changes():
    assert events(a_quarter()) == []


def test_a_suspension_ends_by_resumption_by_war_or_with_a_failed_ratification():
    suspended = {"suspended": True}
    resumed = events(a_quarter(suspended, {"suspended": False}))
    war = events(a_quarter(suspended, a_war()))
    void = {"suspended": False, "phase": TALKS, "signed_quarter": -1, "failed_ratifications": 1, "frozen_until": 13}
    failed = events(a_quarter(suspended, void))
    assert resumed == ["The agreement is taken up again."]
    assert war == [
        "WAR. Baku was not content with what it held, and nothing deterred it.",
        "It stays limited, and the line does not move.",
        "The suspended agreement falls with the war.",
        "Talks rest for 4 quarters.",
    ]
    assert failed == [
        "Ratification fails in Armenia: the agreement is void. Its text can be signed again after 4 quarters."
    ]


def test_the_largest_motives_of_a_signature_are_told_with_it(histories, told):
    signed = 0
    for address, history in histories.items():
        for record, sentences in accounts(history, told[address]):
            for move in record.moves:
                if move.action == "sign" and move.reasons and not move.forced:
                    signed += 1
                    (said,) = [one for one in sentences if one.startswith(f"Asked to sign, {move.label} signs")]
                    for reason in move.reasons[:SHOWN_REASONS]:
                        assert f"{reason.words} ({abs(reason.value):.2f})" in said
    assert signed


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
                assert any(event.startswith("Ratification fails in Armenia") for event in events(record))
    assert failures
