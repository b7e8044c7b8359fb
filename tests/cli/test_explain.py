"""`explain` prints the calendar of a quarter as a newcomer reads it."""

import json

import pytest

from sim.cli import explain
from sim.cli.main import main
from sim.model.phases.calendar import CALENDAR
from sim.parameters import load
from sim.studies import calendar


@pytest.fixture(scope="module")
def watched():
    """What the command sees when it watches; that takes seconds, and is the same each time."""
    return calendar.watch()


@pytest.fixture(autouse=True)
def watched_once(watched, monkeypatch):
    monkeypatch.setattr(calendar, "watch", lambda: watched)


def printed(capsys, *arguments):
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_every_phase_is_printed_in_order_within_a_screen(capsys):
    out = printed(capsys)
    places = [out.index(f"{phase.name}: {phase.words}") for phase in CALENDAR]
    assert places == sorted(places)
    assert max(map(len, out.splitlines())) <= 100


def test_one_phase_is_printed_alone_with_its_decisions_reasons_states_and_parameters(capsys):
    out = printed(capsys, "talks")
    decides = (
        "whether Armenia concedes at the table; whether Azerbaijan concedes at the table; whether Armenia signs; whether "
        "Azerbaijan signs; whether Azerbaijan improves the text for the other side; whether Armenia improves"
    )
    told = " ".join(out.split())
    assert told.startswith(f"talks: offers, demands, signature, ratification decides: {decides} ")
    assert "mechanisms.signature: deadline.*, expected_border" in out
    assert "western_lead" in out
    assert "postures:" not in out


def test_every_decision_is_told_in_words(watched):
    keys = [key for phase in watched for key in phase.of("decision")]
    assert keys
    assert all("_" not in explain._decision(key) for key in keys)


def test_json_holds_every_id(capsys):
    told = json.loads(printed(capsys, "--json"))
    assert {name for phase in told for name in phase["parameter"]} == set(load().values)


@pytest.mark.parametrize("wrong", ["talk", "Talks "])
def test_a_phase_that_does_not_exist_is_refused_with_the_nearest(capsys, wrong):
    assert main(["explain", wrong]) == 2
    assert "nearest: talks" in capsys.readouterr().err
