"""Titles of sweeps judge differences by the worlds that all cells have in common, and say so."""

import pytest

from sim import design, sweep
from sim.charts.choice import picture_of_cells, picture_of_sweep, settings_of_sweep
from sim.studies.shares.pairing import SEPARATE, SHARED
from tests.charts.conftest import LOOK

JUSTICE = "mechanisms.grievance.transitional_justice"
WORLDS = 1_200


@pytest.fixture(scope="module")
def justice():
    """Few worlds end otherwise when accountability takes the place of an amnesty, and nearly all of them in one direction."""
    return sweep(design.grid({JUSTICE: [0.0, 0.4], "worldview": ["baseline"]}), WORLDS, workers=1)


def test_a_change_is_found_in_the_same_worlds_that_overlapping_intervals_hide(justice):
    cells = justice.frequencies()
    for _, rows in cells.groupby("outcome", observed=True):
        assert rows["low"].max() < rows["high"].min()
    picture = picture_of_sweep(justice, look=LOOK)
    assert picture.kind == "along"
    assert "the more histories end in " in picture.title or "the fewer histories end in " in picture.title
    assert SHARED in picture.notes
    assert "99 % interval, so that those of all 5 comparisons hold together with 95 %" in picture.notes
    # The same counts without the worlds behind them leave it open, and say how much.
    alone = picture_of_cells(cells, [JUSTICE], settings_of_sweep(justice), look=LOOK)
    assert ", no outcome changes by more than " in alone.title
    assert SHARED not in alone.notes


@pytest.mark.parametrize("kind", ["along", "side_by_side", "stacked", "parallel"])
def test_every_chart_of_the_sweep_judges_it_alike(justice, kind):
    picture = picture_of_sweep(justice, kind, look=LOOK)
    assert "no outcome" not in picture.title
    assert SHARED in picture.notes


def test_cells_with_draws_of_their_own_say_so():
    grid = design.grid({JUSTICE: [0.0, 0.9], "calendar.horizon": 4})
    own = sweep(grid, 30, independent=True, workers=1)
    picture = picture_of_sweep(own, look=LOOK)
    assert SEPARATE in picture.notes
    assert "30 worlds per cell are too few to tell a change of less than " in picture.title
