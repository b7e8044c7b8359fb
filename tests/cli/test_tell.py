"""`tell` prints the history of one world, and what would have been otherwise."""

import json

import pytest

import sim

WORLDVIEWS = ["baseline", *(overlay.key for overlay in sim.worldviews())]


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_every_worldview_tells_its_histories_in_detail_with_probabilities_and_sources(fine, worldview):
    out = fine("tell", worldview, "--world", "42", "--set", "calendar.horizon=4", "--detail")
    assert f"World 42 under {worldview}" in out
    assert "as expected (" in out
    assert "¶" in out


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_every_worldview_tells_its_histories_in_short_if_nothing_else_is_asked(fine, worldview):
    out = fine("tell", worldview, "--world", "42")
    assert f"World 42 under {worldview}" in out
    headings = ("How it began", "What happened", "Why it counts as that", "Who mattered")
    assert [line for line in out.splitlines() if line in headings] == list(headings)
    assert "p = " not in out
    assert "for it:" not in out
    assert len(out.splitlines()) < len(fine("tell", worldview, "--world", "42", "--detail").splitlines()) / 2


def test_the_world_told_is_the_one_that_run_plays(fine):
    study = sim.simulate(sim.load("ratelle2025"), worlds=12, seed=5)
    for world in (0, 7, 11):
        told = json.loads(fine("tell", "ratelle2025", "--world", str(world), "--seed", "5", "--json"))
        assert told["outcome"] == study.table["outcome"][world]


def test_a_history_for_programs_names_every_move(fine):
    told = json.loads(fine("tell", "--world", "1", "--set", "calendar.horizon=4", "--json"))
    assert {move["actor"] for move in told["moves"]} >= {"armenia", "azerbaijan", "russia"}
    assert all(0 < move["probability"] <= 1 for move in told["moves"])


def test_a_changed_parameter_tells_what_would_have_been_different(fine):
    arguments = ("tell", "--world", "7", "--what-if", "actors.azerbaijan.precision=0", "--from-quarter", "3")
    assert "from year 1, quarter 4 on" in " ".join(fine(*arguments).split())
    assert fine(*arguments[:-1], "1Q4") == fine(*arguments)
    pair = json.loads(fine(*arguments, "--json"))
    moves = [[move for move in pair[side]["moves"] if move["quarter"] < 3] for side in ("before", "after")]
    assert moves[0] == moves[1]
    assert pair["before"]["moves"] != pair["after"]["moves"]


def test_a_fixed_choice_is_kept_from_its_quarter_on(fine):
    out = fine("tell", "--world", "7", "--what-if", "azerbaijan.hold=always", "--from-quarter", "2", "--json")
    moves = [
        m for m in json.loads(out)["after"]["moves"] if m["actor"] == "azerbaijan" and m["decision"].startswith("move")
    ]
    talks = [move["action"] for move in moves if 2 <= move["quarter"] < 5]
    assert set(talks) == {"hold"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--from-quarter", "3"), "give --what-if too"),
        (("--what-if", "azerbaijan.atack=never"), "nearest: attack"),
        (("--what-if", "azerbaijn.attack=never"), "nearest: azerbaijan"),
        (("--what-if", "actors.azerbaijan.precision"), "ID=VALUE expected"),
        (("--what-if", "actors.azerbaijan.precision=1", "--what-if", "actors.azerbaijan.precision=2"), "is set twice"),
        (("--what-if", "azerbaijan.attack=never", "--from-quarter", "99"), "39"),
        (("--world", "-1"), "--world"),
        (("--what-if", "russia.spoil=maybe"), "takes always or never"),
        (("--what-if", "russia.spoil"), "takes always or never"),
        (("--quarters", "5:2"), "as in 20:24"),
        (("--quarters", "x"), "as in 20:24"),
        (("--quarters", "500:501"), "it ends in year 10, quarter 4"),
        (("--quarters", "2026Q3"), "as in 20:24 or 2Q3"),
        (("ratelle2025", "--quarters", "2020Q1:2020Q2"), "lies before the start, 2025 Q2"),
        (("ratelle2025", "--quarters", "2026"), "2026 is a year; write 2026Q1 for its first quarter"),
        (("ratelle2025", "--quarters", "2Q3"), "as in 20:24 or 2026Q3"),
        (("--what-if", "russia.spoil=never", "--from-quarter", "soon"), "--from-quarter takes quarters as in"),
        (("--outcome", "ideal_pece"), "nearest: ideal_peace"),
        (("--cause", "incidents"), "nearest: incident"),
        (("--cause", "bound_attack"), "none of 500 worlds has bound_attack as its cause of war; they have: "),
        (("--cause", "incident", "--world", "1"), "give one of them"),
        (("--detail", "--brief"), "contradict"),
        (("--brief", "--quarters", "1:2"), "contradict"),
        (("--brief", "--json"), "contradict"),
        (("--brief", "--what-if", "russia.spoil=never"), "contradict"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(call, arguments, message):
    result = call("tell", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_in_brief_the_outcome_and_the_events_are_told_and_no_reason(fine):
    whole = fine("tell", "ratelle2025", "--world", "42", "--detail")
    brief = fine("tell", "ratelle2025", "--world", "42", "--brief")
    lines = brief.splitlines()
    assert lines[:2] == whole.splitlines()[:2]
    assert "In short" in lines
    assert set(lines) <= set(whole.splitlines())
    assert "for it:" not in brief


@pytest.mark.parametrize(
    ("span", "quarters"),
    [("2:4", (2, 3, 4)), ("3", (3,)), ("2025Q4:2026 Q2", (2, 3, 4)), ("2026Q1", (3,))],
)
def test_some_quarters_are_told_whole_and_no_others(fine, span, quarters):
    history = sim.tell("ratelle2025", 42)
    whole = history.full().split("\n\n")
    told = fine("tell", "ratelle2025", "--world", "42", "--quarters", span).rstrip("\n").split("\n\n")[2:]
    assert told == [part for part in whole if part.split("\n")[0] in map(history.heading, quarters)]
    assert len(told) == len(quarters)


@pytest.mark.parametrize(
    ("option", "column", "name"), [("--outcome", "outcome", "new_confrontation"), ("--cause", "war_cause", "incident")]
)
def test_the_first_world_that_ends_as_asked_is_found(fine, option, column, name):
    table = sim.simulate("ratelle2025", worlds=500, seed=1).table
    first = int(table.loc[table[column] == name, "world"].min())
    out = fine("tell", "ratelle2025", option, name)
    assert out.startswith(f"World {first} is the first of {int((table[column] == name).sum())} (in 500) ")
    assert out.split("\n", 2)[2] == fine("tell", "ratelle2025", "--world", str(first))
    assert json.loads(fine("tell", "ratelle2025", option, name, "--json"))["world"] == first


def test_the_first_world_with_a_war_is_found_whatever_its_outcome(fine):
    table = sim.simulate("ratelle2025", worlds=500, seed=1).table
    at_war = table.loc[table["wars"] > 0, "world"]
    out = fine("tell", "ratelle2025", "--outcome", "war")
    assert out.startswith(f"World {at_war.min()} is the first of {len(at_war)} (in 500) with a war.\n")
    assert "WAR" in out


def test_the_first_world_can_be_asked_what_would_have_been(fine):
    out = fine("tell", "ratelle2025", "--outcome", "new confrontation", "--what-if", "azerbaijan.siege=always")
    assert "As changed: " in out
