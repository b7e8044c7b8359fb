"""With two settings both histories of a world stand side by side, and where they part is marked."""

import pytest

import sim
from sim.analysis.contrast.answer import contrast_of
from sim.reports.pairs import pairs_of
from sim.studies.histories.events import events
from tests.reports.conftest import text_of

SHORT = {"calendar.horizon": 12}


@pytest.fixture(scope="module")
def found():
    settings = [sim.load("ratelle2025", policies, SHORT) for policies in ((), ("western_guarantee",))]
    one, other = (sim.simulate(setting, 60, seed=3) for setting in settings)
    return contrast_of(one, other)


@pytest.fixture(scope="module")
def pairs(found):
    return pairs_of(found)


def test_each_side_tells_every_event_of_its_history_in_order(found, pairs):
    for flip, pair in zip(found.flips, pairs, strict=True):
        for history, side in zip((flip.one, flip.other), pair.sides, strict=True):
            told = [event for moment in side.moments for event in moment.events]
            happened = [event for record in history.quarters for event in events(record)]
            assert told[len(told) - len(happened) :] == happened
            assert [moment.row for moment in side.moments] == sorted(moment.row for moment in side.moments)


def test_the_quarter_where_they_part_is_marked_on_both_sides_with_what_was_done(found, pairs):
    for flip, pair in zip(found.flips, pairs, strict=True):
        marked = [[moment for moment in side.moments if moment.parting] for side in pair.sides]
        assert [len(each) for each in marked] == [1, 1]
        assert marked[0][0].row == marked[1][0].row
        if flip.first.one is not None:
            assert marked[0][0].parting == f"{flip.first.one.label} {flip.first.one.words}"


def test_the_same_quarter_stands_in_the_same_row_of_both(pairs):
    for pair in pairs:
        rows = [{moment.row: moment.date for moment in side.moments} for side in pair.sides]
        shared = rows[0].keys() & rows[1].keys()
        assert shared
        assert all(rows[0][row] == rows[1][row] for row in shared)


def test_what_is_the_same_in_both_says_so_and_the_first_difference_too(pairs):
    for pair in pairs:
        one, other = ({moment.row: moment for moment in side.moments} for side in pair.sides)
        for row in one.keys() & other.keys():
            assert one[row].alike == (one[row].events == other[row].events and bool(one[row].events))
        assert len({moment.row for side in pair.sides for moment in side.moments if moment.first}) == 1


def test_the_page_puts_them_side_by_side(single, several):
    for made in (single, several):
        assert made.html.count('<div class="pair">') == 3
        assert made.html.count('class="side"') == 6
        assert text_of(made.html).count("Here they part.") == 6
