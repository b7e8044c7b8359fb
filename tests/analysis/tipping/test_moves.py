"""Moves are measured in parts of plausible ranges, and end where these end."""

import pytest

import sim
from sim.analysis.tipping.moves import Move, Way, movable, moves_of

UP = Move("a", start=0.3, end=0.9, width=0.9, whole=False)
DOWN = Move("b", start=4.0, end=1.0, width=10.0, whole=True)


def test_a_move_by_a_part_goes_so_far_towards_its_end_and_no_farther():
    assert UP.value(0.1) == pytest.approx(0.39)
    assert UP.value(2.0) == 0.9
    assert UP.room == pytest.approx(0.6 / 0.9)
    assert UP.part(0.39) == pytest.approx(0.1)


def test_whole_numbers_move_in_whole_numbers():
    assert DOWN.value(0.12) == 3
    assert isinstance(DOWN.value(0.12), int)
    assert DOWN.beyond(0.11) == 2


def test_values_told_are_rounded_away_from_the_start():
    """The range is 0.9 wide, so that values are told to three digits after the point."""
    assert UP.beyond(0.123456) == 0.412
    assert UP.value(0.123456) < UP.beyond(0.123456)
    assert UP.beyond(0.1) == 0.39


def test_parameters_of_a_way_move_by_the_same_part_until_their_room_ends():
    way = Way((UP, DOWN))
    assert way.room == pytest.approx(2 / 3)
    assert way.changes(0.5) == {"a": pytest.approx(0.75), "b": 1}


def test_there_are_two_moves_of_a_parameter_unless_it_is_at_an_end():
    setting = sim.load("baseline", changes={"mechanisms.force.status_quo": 0.9})
    (down,) = moves_of(setting, ["mechanisms.force.status_quo"])
    assert (down.start, down.end) == (0.9, 0.0)
    assert len(moves_of(setting, ["mechanisms.force.decisiveness"])) == 2


def test_switches_the_calendar_and_names_of_outcomes_do_not_move():
    setting = sim.load()
    names = movable(setting)
    assert not [name for name in names if name.startswith(("calendar", "outcomes"))]
    assert {setting.entries[name].kind for name in names} == {"number", "whole number"}
