"""Left to itself, a sweep is drawn as its design deserves."""

import pytest

from sim.charts.choice import picture_of_sweep
from sim.studies.sweeps import design, sweep

COORDINATION, WAR_COST, STATUS = (
    "mechanisms.deterrence.coordination",
    "actors.azerbaijan.war_cost",
    "actors.azerbaijan.status_seeking",
)
pytestmark = pytest.mark.usefixtures("two_years")
TWO = {COORDINATION: None, WAR_COST: None}

DESIGNS = {
    "along": design.grid({COORDINATION: [0.2, 0.5, 0.8]}),
    "along_each": design.grid({COORDINATION: [0.2, 0.8], "worldview": ["baseline", "fattah2025"]}),
    "heat_map": design.grid({COORDINATION: [0.2, 0.8], WAR_COST: [0.1, 0.2]}),
    "small_multiples": design.grid({COORDINATION: [0.2, 0.8], WAR_COST: [0.1, 0.2], STATUS: [0.1, 0.2]}),
    "stacked": design.grid({"worldview": ["baseline", "fattah2025", "araz2023"]}),
    "side_by_side": design.grid({"worldview": ["baseline", "fattah2025"], "policy": ["none", "western_guarantee"]}),
    "tornado": design.one_at_a_time([COORDINATION, WAR_COST]),
    "sobol": design.sobol({**TWO, "worldview": ["araz2023"]}, samples=8),
    "parallel": design.latin_hypercube({**TWO, STATUS: None}, samples=60),
}


@pytest.mark.parametrize("kind", DESIGNS)
def test_the_chart_follows_from_the_design(kind):
    study = sweep(DESIGNS[kind], worlds=10, seed=1, workers=1)
    assert picture_of_sweep(study).kind == kind


def test_a_small_sample_over_three_numbers_is_no_grid_of_maps():
    study = sweep(design.latin_hypercube({**TWO, STATUS: None}, samples=8), worlds=10, seed=1, workers=1)
    assert picture_of_sweep(study).kind == "side_by_side"


def test_a_cell_that_a_design_holds_twice_is_drawn_once():
    study = sweep(design.morris(TWO, trajectories=4), worlds=10, seed=1, workers=1)
    drawn = picture_of_sweep(study).data
    assert not drawn.duplicated([COORDINATION, WAR_COST, "outcome"]).any()


def test_panels_are_made_of_the_axis_with_the_fewest_values():
    plan = design.grid({STATUS: [0.1, 0.2], COORDINATION: [0.1, 0.4, 0.8], WAR_COST: [0.05, 0.1, 0.2]})
    picture = picture_of_sweep(sweep(plan, worlds=10, seed=1, workers=1))
    assert picture.kind == "small_multiples"
    assert picture.description.startswith("2 heat maps")
