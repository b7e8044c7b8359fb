"""What pictures of one history say of it: relations in honest words, every crisis that the title counts, no tallies."""

import pytest
from matplotlib.patches import FancyArrowPatch

from sim.charts.catalogue import CHARTS
from sim.charts.network import MAP, STYLES
from sim.charts.timeline import AGAINST, APART, BACK, FORCE, SIGNS, kind_of
from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.actions import ACTIONS, RELATIONS
from sim.parameters.relations import KINDS, NAMES
from sim.parameters.vocabulary import ACTORS
from sim.studies.histories import History
from sim.studies.histories.events import events
from sim.studies.histories.record import Move, QuarterRecord, Reason
from tests.charts.conftest import LOOK, QUIET, SETTING, Assumptions, history, relations

WAITS = {
    "hold", "refrain", "stand_firm", "stand_down", "stall", "yield", "stand_aside", "leave_unanswered", "keep_text", "nothing_more",
}  # fmt: skip


def test_every_relation_has_words_a_place_and_a_style():
    for relation in RELATIONS.values():
        assert relation.target in MAP and relation.target in NAMES
    assert {relation.kind for relation in RELATIONS.values()} == set(KINDS) == set(STYLES)
    assert all(action in ACTIONS[actor] for actor, action in RELATIONS)


def test_the_use_of_force_is_drawn_even_where_it_is_rare():
    table = relations().assign(actor="azerbaijan", target="armenia", share=[0.02, 0.02, 0.002, 0.5, 0.12])
    table["relation"] = ["coerces", "concedes to", "attacks", "spreads disinformation in", "raises its demand on"]
    figure = CHARTS["network_shares"].draw(table, 6, SETTING, look=LOOK).figure
    drawn = {patch.get_gid().split("/")[-1] for patch in figure.axes[0].patches if isinstance(patch, FancyArrowPatch)}
    assert drawn == {"coerces", "spreads disinformation in", "raises its demand on"}


def test_a_dated_count_over_worlds_is_dated_in_its_title():
    draw = CHARTS["network_shares"].draw
    assert draw(relations(), 6, SETTING, "2025-04-01", look=LOOK).title.startswith("2026 Q4: ")
    assert draw(relations(), 6, SETTING, look=LOOK).title.startswith("7th quarter: ")


def crossed(figure):
    """Actors whose box an arrow between two others passes under."""
    figure.draw_without_rendering()
    axes = figure.axes[0]
    boxes = {
        text.get_gid(): text.get_bbox_patch().get_window_extent() for text in axes.texts if text.get_gid() in NAMES
    }
    found = []
    for arrow in (patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)):
        actor, target, _ = arrow.get_gid().removeprefix("share:").split("/")
        line = arrow.get_connectionstyle()(
            *arrow.get_transform().transform([MAP[actor], MAP[target]]), shrinkA=0, shrinkB=0
        )
        points = line.interpolated(1).to_polygons(closed_only=False)[0]
        found += [(arrow.get_gid(), name) for name, box in boxes.items() for x, y in points
                  if name not in (actor, target) and box.contains(x, y)]  # fmt: skip
    return found


@pytest.mark.parametrize("quarter", [4, 5, 6, 7])
def test_no_arrow_passes_under_the_box_of_another(quarter):
    assert crossed(CHARTS["network"].draw(history(), quarter, look=LOOK).figure) == []


def test_two_relations_between_the_same_two_do_not_lie_on_each_other():
    table = relations().assign(
        actor="iran", target="the peace", relation=["endorses", "works against", "backs", "presses", "sanctions"]
    )
    figure = CHARTS["network_shares"].draw(table.iloc[:2].assign(share=0.4), 6, SETTING, look=LOOK).figure
    one, two = (
        patch.get_connectionstyle().rad for patch in figure.axes[0].patches if isinstance(patch, FancyArrowPatch)
    )
    assert abs(one - two) >= 0.2


def test_a_title_counts_the_relations_that_it_does_not_name():
    picture = CHARTS["network"].draw(history(), 7, look=LOOK)
    named = picture.title.split(": ")[1].split("; ")
    assert named[-1] == "and 2 more"
    assert len(picture.data) == 6


@pytest.mark.parametrize("kind", ["timeline", "network"])
def test_a_picture_of_one_history_does_not_speak_of_tallies(kind):
    picture = CHARTS[kind].draw(history(), *([7] if kind == "network" else []), look=LOOK)
    for words in (picture.notes, picture.description):
        assert "One possible history" in words
        assert "Tallies" not in words


def test_every_action_but_waiting_has_a_sign_of_its_own_kind():
    actions = {action for actor in ACTORS for action in ACTIONS[actor]}
    assert {action for action in actions if kind_of(action) == BACK} == WAITS


def test_refusing_a_mediator_does_not_look_like_using_force():
    assert kind_of("refuse_mediator") == kind_of("disinformation") == AGAINST
    assert kind_of("incursion") == kind_of("siege") == FORCE
    assert kind_of("threaten") == kind_of("demand_revision") == AGAINST
    assert kind_of("carry_out") == kind_of("reclaim") == FORCE
    assert SIGNS[AGAINST] != SIGNS[FORCE]


def test_the_crises_that_a_title_counts_are_told():
    picture = CHARTS["timeline"].draw(history(), look=LOOK)
    assert "5 crises" in picture.title
    assert picture.description.count("Crisis: ") == 5
    told = [event for record in history().quarters for event in events(record) if event.startswith("Crisis")]
    assert len(told) == 5


def moved(actor, decision, action, why="its reasons"):
    reasons = (Reason("security", "terms", 0.3, why, ()),)
    label = actor.title()
    return Move(actor, label, decision, action, action.replace("_", " "), 0.5, {action: 0.5, "other": 0.5}, reasons, {})


def one_quarter(*moves, **state):
    """The timeline of a history of one quarter with some moves, and what the state says after them."""
    record = QuarterRecord(0, list(moves), before=QUIET, state={**QUIET, **state})
    told = History(Assumptions({"calendar.horizon": 8}), 1, 7, (record,), "stalemate")
    return CHARTS["timeline"].draw(told, look=LOOK)


def places(picture):
    """How far below the line of its actor each sign of quarter 0 stands."""
    points = [line for line in picture.figure.axes[0].lines if list(line.get_xdata()) == [0]]
    return sorted(round(float(line.get_ydata()[0]) % 1, 2) for line in points)


def test_what_is_done_at_the_table_stands_above_a_line_and_what_is_answered_below():
    picture = one_quarter(
        moved("azerbaijan", "challenge_azerbaijan", "threaten"),
        moved("armenia", "answer_armenia", "resist"),
        moved("azerbaijan", "carry_out_azerbaijan", "carry_out"),
        moved("armenia", "concede_armenia", "concede"),
    )
    assert places(picture) == [0.0, APART, APART, 1 - APART]


def test_an_actor_that_holds_back_in_a_crisis_or_at_the_table_has_no_sign():
    idle = [
        moved("azerbaijan", "challenge_azerbaijan", "refrain"),
        moved("azerbaijan", "carry_out_azerbaijan", "stand_down"),
        moved("armenia", "concede_armenia", "stand_firm"),
        moved("armenia", "challenge_armenia", "refrain"),
        moved("iran", "answer_iran", "leave_unanswered"),
    ]
    assert places(one_quarter(*idle)) == []
    assert places(one_quarter(*idle, moved("armenia", "move_armenia", "hold"))) == [0.0]


WAR = {
    "war_quarter": 0,
    "last_war_quarter": 0,
    "wars": 1,
    "war_cause": WAR_CAUSES.index("undeterred"),
    "frozen_until": 4,
}


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        ([("azerbaijan", "challenge_azerbaijan", "attack", "one")], "one"),
        ([("azerbaijan", "challenge_azerbaijan", "threaten", "one"), ("armenia", "answer_armenia", "resist", "two"),
          ("azerbaijan", "carry_out_azerbaijan", "carry_out", "three")], "three"),
        ([("armenia", "challenge_armenia", "reclaim", "one"),
          ("azerbaijan", "answer_azerbaijan", "resist", "two")], "one"),
    ],
    ids=["attack", "threat carried out", "revision"],
)  # fmt: skip
def test_a_war_is_told_with_the_reasons_of_the_decision_that_brought_it(moves, why):
    picture = one_quarter(*(moved(*move) for move in moves), **WAR)
    assert f": {why} (+0.30)." in picture.description
    assert picture.description.count("(+0.30)") == 1


def test_a_title_counts_wars_and_dates_the_first():
    assert one_quarter(**WAR).title.endswith(", war in 2025 Q2")
    assert one_quarter(**WAR | {"wars": 3}).title.endswith(", 3 wars, the first in 2025 Q2")
    assert "war" not in one_quarter().title


def test_a_war_and_its_end_are_told_before_lesser_events():
    """Of more events than can be told those that weigh most are kept."""
    agreed = {"agreed": (True,) * 5}
    records = [QuarterRecord(0, [], before=QUIET, state={**QUIET, **WAR})]
    for quarter in range(1, 15):
        before = {**QUIET, **WAR, "agreed": tuple(place != quarter % 5 for place in range(5))}
        records.append(QuarterRecord(quarter, [], before=before, state={**before, **agreed}))
    told = History(Assumptions({"calendar.horizon": 16}), 1, 7, tuple(records), "stalemate")
    description = CHARTS["timeline"].draw(told, look=LOOK).description
    assert "WAR. " in description and "It stays limited" in description
    assert description.count("Agreed: ") < 14


def test_a_threat_is_drawn_as_pressure_on_the_other_rival():
    rows = relations().assign(actor="azerbaijan", target="armenia", share=0.2)
    table = rows.iloc[:1].assign(relation="threatens")
    picture = CHARTS["network_shares"].draw(table, 6, SETTING, look=LOOK)
    assert "Azerbaijan threatens Armenia" in picture.title
    assert STYLES["threatens"][0] == STYLES["coerces"][0] != STYLES["backs"][0]
