"""One list of events: in the told history, in its short form, and in its picture; and when an agreement was signed."""

import re

import pytest

from sim.charts.timeline import MOST_EVENTS, moves_and_events, timeline
from sim.studies.histories.events import events, signature


def unfolded(text):
    """The events of a history in short, one to a line."""
    _, _, told = text.partition("In short\n")
    return [line.strip() for line in re.sub(r"\n {4}", " ", told).splitlines()]


def drawn(history):
    """The events of the table of a timeline, dated as a told history dates them."""
    rows = moves_and_events(history)
    rows = rows[rows["actor"] == "event"]
    return [f"{history.heading(quarter)}: {what}" for quarter, what in zip(rows["quarter"], rows["what"], strict=True)]


def test_the_short_form_tells_every_event_of_the_timeline_and_no_other(histories):
    assert len(histories) >= 30
    for address, history in histories.items():
        told = [line for line in unfolded(history.brief()) if not line.startswith("Already agreed")]
        assert told == (drawn(history) or ["nothing of note"]), address
        assert history.brief().split("In short")[1] in history.full()


def test_every_crisis_that_the_record_counts_is_an_event(histories, disputes):
    for history in (*histories.values(), *disputes.values()):
        crises = [event for record in history.quarters for event in events(record) if event.startswith("Crisis: ")]
        assert len(crises) == history.quarters[-1].state["crises"]


def test_every_threat_that_the_record_counts_is_an_event_and_so_is_every_one_that_was_not_carried_out(
    histories, disputes
):
    """Threats are those of Azerbaijan, sieges among them; either rival can stand down."""
    threats = stood_down = 0
    for history in (*histories.values(), *disputes.values()):
        told = [event for record in history.quarters for event in events(record)]
        last = history.quarters[-1].state
        assert sum("lays a siege" in e or "Azerbaijan threatens war" in e for e in told) == last["threats"]
        assert sum("does not carry out its threat" in event for event in told) == last["stood_down"]
        threats, stood_down = threats + last["threats"], stood_down + last["stood_down"]
    assert threats
    assert stood_down


def test_every_war_that_the_record_counts_is_an_event_and_only_the_first_has_a_cause(histories, disputes):
    again = 0
    for history in (*histories.values(), *disputes.values()):
        wars = [event for record in history.quarters for event in events(record) if event.startswith("WAR")]
        assert len(wars) == history.quarters[-1].state["wars"]
        assert all(event.startswith("WAR. ") for event in wars[:1])
        assert all(event.startswith("WAR again") for event in wars[1:])
        again += len(wars[1:])
    assert again


def test_a_timeline_draws_its_events_and_counts_those_that_it_leaves_to_its_table(histories):
    by_number = sorted(histories.values(), key=lambda history: len(drawn(history)))
    for history in (by_number[len(by_number) // 2], by_number[-1]):
        picture = timeline(history)
        named = [line for line in drawn(history) if line.split(": ", 1)[1] in picture.description]
        assert len(named) >= min(len(drawn(history)), MOST_EVENTS)
        hidden = len(drawn(history)) - MOST_EVENTS
        assert (f"{hidden} lesser event" in f"{picture.caption} {picture.notes}") == (hidden > 0)


def test_in_short_a_history_that_was_changed_still_says_how_it_ended():
    from sim.parameters import load
    from sim.studies.histories import tell

    changed = tell(load("ratelle2025", changes={"calendar.horizon": 4}), 1)
    assert "Set by hand: calendar.horizon = 4" in changed.brief()
    assert "Outcome: " in changed.brief()
    assert "\u00a0" not in changed.brief()


def state(first, signed, ratified, failures, undone=False):
    quarters = {"first_signed_quarter": first, "signed_quarter": signed, "ratified_quarter": ratified}
    return {**quarters, "failed_ratifications": failures, "undone": undone}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((-1, -1, -1, 0), "never signed"),
        ((5, 5, -1, 0), "signed in Q5, not ratified yet"),
        ((5, 5, 6, 0), "signed in Q5 and ratified in Q6"),
        ((5, -1, -1, 1), "signed in Q5, but ratification failed"),
        ((5, -1, -1, 3), "first signed in Q5, but ratification failed 3 times"),
        ((5, 12, -1, 1), "first signed in Q5 (not ratified), signed again in Q12, not ratified yet"),
        ((5, 12, 13, 1), "first signed in Q5 (not ratified), signed again in Q12 and ratified in Q13"),
        ((0, 30, 31, 4), "first signed in Q0 (not ratified), signed again in Q30 and ratified in Q31"),
        ((5, -1, 6, 0, True), "signed in Q5, but war undid the agreement"),
        ((5, -1, -1, 2, True), "first signed in Q5, but ratification failed 2 times and war undid the agreement"),
        ((5, 12, 6, 0), "first signed in Q5 (undone by war), signed again in Q12, not ratified yet"),
        ((5, 12, 13, 0), "first signed in Q5 (undone by war), signed again in Q12 and ratified in Q13"),
    ],
)
def test_a_first_signature_is_told_apart_from_one_that_was_ratified(found, words):
    assert signature(state(*found), lambda quarter: f"Q{quarter}") == words


def test_a_history_whose_ratification_failed_is_not_called_signed_without_more(histories):
    failed = [history for history in histories.values() if history.quarters[-1].state["failed_ratifications"]]
    assert failed
    for history in failed:
        words = signature(history.quarters[-1].state, history.date)
        assert "not ratified" in words or "ratification failed" in words
        told = [event for record in history.quarters for event in events(record)]
        signed, undone = (sum(said in event for event in told) for said in ("sign the", "falls with the war"))
        last = history.quarters[-1].state
        assert signed == last["failed_ratifications"] + undone + (last["signed_quarter"] >= 0)
