"""Every key and every figure of the exercises, computed anew from the model."""

import pytest

from sim.teaching.grid import play_cells
from sim.teaching.judging import holds
from sim.teaching.key import read_key
from sim.teaching.reading import read_exercise
from tests.teaching.conftest import NAMES
from tests.teaching.make_recorded import cells_of, recorded, shown


def compared(old, new):
    """Old and new figures side by side, of what differs."""
    names = dict.fromkeys([*old, *new])
    apart = [name for name in names if old.get(name) != new.get(name)]
    return "\n".join(f"{name}\n    old: {old.get(name)}\n    new: {new.get(name)}" for name in apart)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_model_shows_what_the_exercise_says(name):
    """All keys, figures and told worlds come out as written down; if not, see `make_recorded.py`."""
    exercise = read_exercise(name)
    key, known = read_key(exercise), recorded()[name]
    cells = cells_of(exercise, key, known["examples"])
    grid = play_cells([exercise], {name: cells}, exercise.worlds, 1)[name]
    found = shown(grid, key, known["examples"])
    assert compared(known["shown"], found) == ""
    statements = [*key.because, *(one for finding in key.findings for one in finding.because)]
    assert [one for one in statements if not holds(grid, one)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_down_bears_the_key_out(name):
    lines = recorded()[name]["shown"]
    assert [name for name, line in lines.items() if line.startswith(("does not hold", "None"))] == []
    settings = {name: line for name, line in lines.items() if "setting {" in name}
    assert all(line == str("right setting" in name) for name, line in settings.items())
    assert settings


def test_a_figure_that_moved_is_told_with_its_old_and_its_new_value():
    told = compared({"figure a": "24 %", "figure b": "3 %"}, {"figure a": "12 %", "figure b": "3 %"})
    assert told == "figure a\n    old: 24 %\n    new: 12 %"
