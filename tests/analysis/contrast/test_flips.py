"""Which flips are told follows a rule, and each is told with where and over what its histories part."""

import re

import pandas as pd
import pytest

import sim
from sim.analysis.contrast.flips import Flip, chosen, told_flips
from sim.analysis.contrast.names import names_of
from sim.analysis.contrast.playing import Stage
from sim.analysis.contrast.reasons import assumptions_behind, differing, reasons_of, standings
from sim.analysis.contrast.story import NOTHING_WEIGHS, Story
from sim.studies.histories import tell
from sim.studies.histories.events import events
from sim.studies.histories.replay import tell_several
from tests.analysis.contrast.conftest import SHORT


def ways(*rows):
    return pd.DataFrame(rows, columns=["world", "one", "other"])


def test_of_each_of_the_three_most_frequent_ways_the_lowest_world_is_told():
    table = ways(
        (1, "ideal_peace", "stalemate"),
        (2, "stalemate", "formal_peace"),
        (3, "formal_peace", "stalemate"),
        (4, "formal_peace", "stalemate"),
        (5, "stalemate", "formal_peace"),
        (6, "new_confrontation", "stalemate"),
        (7, "formal_peace", "stalemate"),
    )
    assert chosen(table)[["world", "like"]].to_numpy().tolist() == [[3, 3], [2, 2], [1, 1]]


def test_with_fewer_ways_the_next_worlds_are_told_too():
    table = ways(*((world, "formal_peace", "stalemate") for world in (4, 6, 9, 12)))
    assert chosen(table)["world"].tolist() == [4, 6, 9]


def test_without_a_flip_nothing_is_told(pair):
    assert chosen(ways()).empty
    assert told_flips(*pair, ways(), Stage()) == ()


def test_the_histories_of_a_flip_are_those_that_are_told_of_its_world(found):
    for flip in found.flips:
        row = found.flipped[found.flipped["world"] == flip.world].iloc[0]
        assert (flip.one.outcome, flip.other.outcome) == (row["one"], row["other"])
        assert str(flip.one) == str(tell(found.one, flip.world))
        assert str(flip.other) == str(tell(found.other, flip.world))


def test_before_the_quarter_in_which_they_part_both_histories_decide_alike(found):
    for flip in found.flips:
        quarter = flip.first.quarter
        told = [[(q, m.decision, m.action) for q, m in one.moves() if q < quarter] for one in (flip.one, flip.other)]
        assert told[0] == told[1]


def test_a_story_says_both_ends_the_quarter_and_both_chances(found):
    for story in found.stories:
        words = " ".join(story.sentences)
        first = story.flip.first
        assert f"World {story.flip.world} ends in " in words
        assert story.date(first.quarter) in words
        if not first.is_turn and first.one and first.other:
            assert len(re.findall(r"chance (?:above |below )?\d", words)) >= 2
            assert not re.search(r"\bp (?:=|above|below)", words)
        assert "_" not in words
        assert "mechanisms." not in words


def test_worldviews_that_begin_at_other_dates_are_dated_each_by_its_own():
    settings = sim.load("araz2023", changes=SHORT), sim.load("fattah2025", changes=SHORT)
    histories = [tell_several(one, [0]) for one in settings]
    story = Story(Flip(histories[0][0], histories[1][0], 1), names_of(*settings))
    assert story.date(5) == "the 6th quarter (2024 Q4 under Araz 2023, 2026 Q3 under Fattah 2025)"
    assert "Behind this stand" in " ".join(story.sentences)


@pytest.fixture(scope="module")
def stronger():
    """A world whose settings differ in one number."""
    name = "actors.armenia.opposition"
    low, high = (sim.load("ratelle2025", changes={**SHORT, name: value}) for value in (0.0, 0.9))
    for world in range(6):
        flip = Flip(tell(low, world), tell(high, world), 1)
        if flip.first is not None and reasons_of(flip.first):
            return flip, low, high, name
    pytest.fail("no world parts over a reason")


def test_what_moves_the_odds_is_the_difference_of_the_weights(stronger):
    """With equal precision, log odds between two courses move by precision times the sum of all differences."""
    flip, *_ = stronger
    reasons = reasons_of(flip.first)
    sizes = [abs(each.moved) for each in reasons]
    assert sizes == sorted(sizes, reverse=True)
    one, other = flip.first.one, flip.first.other
    total = sum(sum(move.against(one.action, other.action).values()) * sign for move, sign in ((one, 1), (other, -1)))
    odds = [move.chances[one.action] / move.chances[other.action] for move in (one, other)]
    assert (total > 0) == (odds[0] > odds[1])


def test_the_assumption_that_differs_is_named(stronger):
    flip, low, high, name = stronger
    assert differing(low, high) == (name,)
    behind = assumptions_behind(reasons_of(flip.first), low, high)
    assert set(behind) <= {name}


def test_standings_are_told_where_they_differ_most():
    one = sim.tell(sim.load("ratelle2025", "western_guarantee", SHORT), 0).quarters[0].before
    other = sim.tell(sim.load("ratelle2025", changes=SHORT), 0).quarters[0].before
    told = standings(one, other, 3)
    assert [f"{each.one:.1f} {each.other:.1f}" for each in told] == ["0.7 0.0", "0.7 0.0", "0.4 0.0"]
    assert "the United States" in " ".join(each.words for each in told)
    assert standings(one, one, 3) == []


def test_a_history_that_only_ends_under_another_name_is_told_so():
    """The same decisions; the thresholds of an ideal peace alone are others."""
    strict = sim.load("fattah2025", changes={**SHORT, "outcomes.ideal.legitimacy_armenia": 0.8})
    usual = sim.load("fattah2025", changes=SHORT)
    story = Story(Flip(tell(strict, 0), tell(usual, 0), 1), names_of(strict, usual))
    assert story.flip.first is None
    assert "only the name of its end differs" in " ".join(story.sentences)
    assert "legitimacy of the process in Armenia" in " ".join(story.sentences)


def test_a_fixed_choice_is_told_as_one_and_what_nobody_fixed_after_it():
    bound = sim.load("ratelle2025", changes=SHORT).replace(bindings=[sim.Binding("iran", "endorse", "always")])
    free = sim.load("ratelle2025", changes=SHORT)
    words = next(
        " ".join(Story(flip, names_of(bound, free)).sentences)
        for flip in (Flip(tell(bound, world), tell(free, world), 1) for world in range(5))
        if flip.first is not flip.first_free is not None
    )
    assert NOTHING_WEIGHS not in words.split("Apart from what was fixed")[0]
    assert "Iran: endorse, always" in words
    assert "Apart from what was fixed, the first difference comes in" in words


def test_where_no_reason_differs_the_story_says_so(pair):
    settings = [one.parameters for one in pair]
    histories = [tell_several(one, list(range(12))) for one in settings]
    flips = [Flip(*two, 1) for two in zip(*histories, strict=True)]
    parted = [flip for flip in flips if flip.first is not None and flip.first.one and flip.first.other]
    flip = next(flip for flip in parted if not reasons_of(flip.first))
    assert NOTHING_WEIGHS in " ".join(Story(flip, names_of(*settings)).sentences)


def test_events_of_a_quarter_stand_in_the_order_of_each_history(found):
    told = [story for story in found.stories if story.events]
    assert told
    for story in told:
        for history, own in zip((story.flip.one, story.flip.other), story.names.short, strict=True):
            kept: dict[int, list[str]] = {}
            for quarter, who, event in story.events:
                if who in (own, "both") and not event.startswith("Already agreed"):
                    kept.setdefault(quarter, []).append(event)
            by_quarter = {record.quarter: events(record) for record in history.quarters}
            assert kept == {quarter: by_quarter[quarter] for quarter in kept}
