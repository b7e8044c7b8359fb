"""The short form: a decade on two screens, every event, why it happened, and what it counts as."""

import re
from itertools import pairwise

import pytest

from sim.model.negotiation import NegotiationModel
from sim.model.world.outlook.table import dictated
from sim.model.world.state import SIGNED
from sim.parameters import Binding, load
from sim.parameters.glossary import terms_in
from sim.parameters.vocabulary import ACTOR_NAMES, OUTCOMES, POWERS
from sim.studies.histories import History, tell, what_if
from sim.studies.histories.events import ISSUE_WORDS, events, newly_agreed
from sim.studies.histories.record import Alternative, QuarterRecord
from sim.studies.histories.replay import tell_several
from sim.studies.histories.text import WIDTH
from sim.studies.histories.verdict import TROUBLES, criteria, verdict
from sim.studies.histories.why import because, why
from tests.studies.histories.conftest import NAMES
from tests.studies.histories.made_up import a_move, a_quarter, a_threat

TWO_SCREENS = 90
"""Lines of two screens with 45 lines of 100 columns."""
MOST_FIT, LONGEST = 0.95, 120
"""So many of the worlds fit, as a share; and no world takes more lines than that."""
WORLDS = 20
ENGINE = 200
"""Worlds of every setting whose verdicts are held against the engine."""
JUDGED = (
    "phase", "suspended", "trouble", "ratified", "implementation", "legitimacy_armenia", "legitimacy_azerbaijan",
    "grievance", "last_war_quarter", "undone",
)  # fmt: skip
"""Of the state, what the rules of the outcomes read."""


@pytest.fixture(scope="module")
def many():
    """Some worlds of all six settings, in short."""
    return [str(history) for name in NAMES for history in tell_several(load(name), range(WORLDS), seed=1)]


def test_a_decade_fits_two_screens_in_the_great_majority_of_worlds(many):
    lengths = [len(story.splitlines()) for story in many]
    assert len(lengths) == WORLDS * len(NAMES)
    assert sum(length <= TWO_SCREENS for length in lengths) >= MOST_FIT * len(lengths)
    assert max(lengths) <= LONGEST
    assert max(len(line) for story in many for line in story.splitlines()) <= WIDTH


def test_the_short_form_holds_every_event(histories, disputes, short):
    for history in (*histories.values(), *disputes.values()):
        parts = history.short().passages
        for record in history.quarters:
            (part,) = [one for one in parts if one.first <= record.quarter <= one.last]
            assert part.quiet == (not events(record))
            said = " ".join(part.events)
            assert all(event in part.events for event in events(record) if not event.startswith("Agreed: "))
            assert all(ISSUE_WORDS[issue] in said for issue in newly_agreed(record))
    for address, history in histories.items():
        told = happened_by_date(short[address])
        for part in (one for one in history.short().passages if not one.quiet):
            said = told[part.when]
            for event in (event for record in history.quarters[part.first : part.last + 1] for event in events(record)):
                assert event.removeprefix("Agreed: ").removesuffix(".") in said


def happened_by_date(story):
    """What the short form says under each date of the part What happened."""
    body = story.split("\nWhat happened\n", 1)[1].split("\n\nWhy it counts", 1)[0]
    told = (" ".join(one.split()) for one in re.split(r"\n(?=  \S)", f"\n{body}")[1:])
    dated = (re.match(r"(\d+ Q\d|Year \d+, quarter \d)(?!:| to) (.*)", one) for one in told)
    return {one[1]: one[2] for one in dated if one}


def test_every_quarter_belongs_to_one_passage_and_quiet_ones_are_summed_in_one(histories):
    for history in histories.values():
        parts = history.short().passages
        covered = [quarter for part in parts for quarter in range(part.first, part.last + 1)]
        assert covered == [record.quarter for record in history.quarters]
        assert not any(one.quiet and other.quiet for one, other in pairwise(parts))
        assert all(part.told for part in parts)


def test_what_is_refused_again_and_again_is_told_with_its_number(histories):
    refused = 0
    for history in histories.values():
        for part in history.short().passages:
            records = history.quarters[part.first : part.last + 1]
            count = sum(move.action == "refuse_mediator" for record in records for move in record.moves)
            said = " ".join(part.meanwhile)
            often = {0: "", 1: "refuses the western mediators.", 2: "mediators (twice)."}
            assert often.get(count, f"mediators ({count} times).") in said
            assert ("refuses the western mediators" in said) == (count > 0)
            refused += count
    assert refused


def test_no_probability_is_told_as_a_letter(short):
    for story in short.values():
        assert not re.search(r"\bp (=|above|below)", story)
        assert not re.search(r"\bnan\b|None|\{|[a-z]_[a-z]", story)


def test_all_terms_of_the_glossary_that_occur_are_listed(short):
    for story in short.values():
        text, _, words = story.partition("\nWords: ")
        listed = " ".join(words.split()).split(" explained by")[0].removesuffix(" are").removesuffix(" is")
        told = text[: text.index("\nSources: ")]
        assert sorted(term.name for term in terms_in(told)) == sorted(re.split(r", | and ", listed))


def test_the_verdict_names_the_outcome_that_the_rules_give(histories):
    """What decides is computed anew from what the verdict says of an agreement."""
    outcomes = set()
    for history in histories.values():
        state, said = history.quarters[-1].state, verdict(history)
        outcomes.add(history.outcome)
        assert said.endswith(".")
        if history.outcome == "new_confrontation":
            assert "war" in said
            continue
        found = criteria(history)
        troubled = any(not one.met for one in found if one.name in TROUBLES)
        wanting = any(not one.met for one in found if one.name not in TROUBLES)
        if state["phase"] != SIGNED:
            expected, words = "stalemate", "No agreement is in force"
        elif troubled:
            expected, words = "deferred_tension", "An agreement is in force, but"
        else:
            expected = "formal_peace" if wanting else "ideal_peace"
            words = "falls short of an ideal peace" if wanting else "has what an ideal peace needs"
        assert history.outcome == expected
        assert words in said
    assert len(outcomes) >= 4


def ruled(history):
    """The outcome that the words of a verdict amount to."""
    said = verdict(history)
    words = {
        "A total war ended it": "new_confrontation",
        "The last war came in ": "new_confrontation",
        "War undid the agreement": "new_confrontation",
        "No agreement is in force": "stalemate",
        "An agreement is in force, but ": "deferred_tension",
        "falls short of an ideal peace": "formal_peace",
        "has what an ideal peace needs": "ideal_peace",
    }
    (found,) = (outcome for words, outcome in words.items() if words in said)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_rules_as_the_engine_does_in_hundreds_of_worlds(name):
    """Both hold the rules: what one says from the last state of a world is what the other counts."""
    setting = load(name)
    model = NegotiationModel(setting, worlds=ENGINE, seed=3, collect=False).run()
    shares, outcomes, horizon = dictated(model.worlds, model.values), model.outcomes(), setting["calendar.horizon"]
    for world, row in enumerate(outcomes):
        state = {key: getattr(model.worlds, key)[world] for key in JUDGED}
        quarters = (QuarterRecord(horizon - 1, state=state),) * horizon
        history = History(setting, 3, world, quarters, OUTCOMES[row], dictated=float(shares[world]))
        assert ruled(history) == OUTCOMES[row], verdict(history)


def test_every_outside_power_is_told_with_what_it_did_most(histories):
    for history in histories.values():
        told = " ".join(history.short().mattered).lower()
        assert all(ACTOR_NAMES[power].lower() in told for power in POWERS)


def test_the_same_events_quarter_after_quarter_are_told_once():
    siege = [Binding("azerbaijan", "siege", "always"), Binding("armenia", "resist", "always")]
    story = str(tell(load("ratelle2025", changes={"calendar.horizon": 12}, bindings=siege), 0))
    assert "The same every quarter until 20" in " ".join(story.split())


def test_a_reason_says_whether_the_move_was_unlikely_or_not_the_best_course():
    assert because(a_move(chance=0.5)) == "Why Iran works against the peace: being shut out of the peace."
    assert because(a_move(chance=0.1)).startswith("Why Iran works against the peace, an unlikely move (10 %): ")
    aside = Alternative("stand_aside", "stands aside", 0.75, 0.2)
    assert because(a_move(better=aside)).endswith(
        "the peace: being shut out of the peace. Iran did not take its best course, even in its own eyes."
    )
    assert because(a_move(better=aside, reasons=())) == (
        "Iran did not take its best course, even in its own eyes, when it works against the peace."
    )
    assert because(a_move(reasons=())) == "Why Iran works against the peace: no other course was clearly better."
    assert because(a_move(closed={"stand_aside": "it is ruled out"})).endswith(": no other course was open.")


def test_the_word_of_the_guarantors_is_tested_with_or_without_an_answer():
    punished = a_move(decision="answer_iran", action="punish", words="punishes the challenger")
    tested = "The word of the guarantors is put to the test: "
    assert f"{tested}Iran acts." in events(a_quarter(after={"tested": 1}, moves=[a_threat(), punished]))
    assert f"{tested}no outside power acts." in events(a_quarter(after={"tested": 1}, moves=[a_threat()]))


def test_every_crisis_signature_failure_and_suspension_has_a_reason(histories):
    words = ("Crisis:", "Both sides sign", "Ratification fails", "is suspended", "is taken up again")
    seen = set()
    for history in histories.values():
        for part in history.short().passages:
            for start in (one for one in words if any(one in event for event in part.events)):
                seen.add(start)
                assert part.why
    assert len(seen) >= 4
    assert why(a_quarter(), []) == []


def test_both_histories_of_a_what_if_stand_side_by_side_and_in_full_on_request():
    never = [Binding("azerbaijan", "siege", "never", from_quarter=4)]
    comparison = what_if("ratelle2025", 3, 4, bindings=never)
    told, full = str(comparison), comparison.full()
    assert max(map(len, full.splitlines())) <= WIDTH
    assert re.search(r"^ +As it was +As changed$", told, re.MULTILINE)
    parted = re.search(r"the same until they part in (20\d\d Q\d)\.", told)
    assert parted
    assert "Azerbaijan never lays a siege (azerbaijan.siege = never)" in " ".join(told.split())
    assert len(told.splitlines()) <= TWO_SCREENS / 2
    assert full.startswith(told)
    assert f"As changed, from {parted[1]} on" in full
    assert full.count("Where the reasons come from") == 2


def test_the_full_account_can_be_of_some_quarters_alone(histories):
    history = histories["ratelle2025", 0]
    some = history.full(range(2, 4))
    assert re.findall(r"^20\d\d Q\d$", some, re.MULTILINE) == [history.heading(2), history.heading(3)]
