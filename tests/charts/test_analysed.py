"""Charts of an analysis are drawn from the sweep that was designed for it, and from no other."""

import numpy as np
import pytest

from sim.charts.choice import Wishes, picture_of_sweep
from sim.charts.tornado import ends_of
from sim.common.errors import InputError
from sim.studies.sweeps import design, sweep
from tests.charts.conftest import LOOK

QUO, MILITARISM = "mechanisms.force.status_quo", "actors.azerbaijan.militarism"
GRADUAL = "mechanisms.bargaining.gradual"


@pytest.fixture(scope="module")
def moved():
    return sweep(design.one_at_a_time([QUO, MILITARISM, GRADUAL]), worlds=20, seed=1, workers=1)


@pytest.fixture(scope="module")
def space():
    """Worlds of Ratelle, in which the less Azerbaijan holds, the more often confrontation comes; elsewhere it is rare."""
    plan = design.latin_hypercube({QUO: None, MILITARISM: None, "worldview": ["ratelle2025"]}, samples=60)
    return sweep(plan, worlds=20, seed=1, workers=1)


def test_a_tornado_shows_both_ends_of_every_parameter_that_was_moved(moved):
    ends, middle = ends_of(moved, "new_confrontation")
    assert set(ends["parameter"]) == {QUO, MILITARISM, GRADUAL}
    assert list(ends.loc[ends["parameter"] == QUO, "end"]) == ["low", "high"]
    assert middle.total == 20
    cells = moved.frequencies()
    low = ends.loc[(ends["parameter"] == QUO) & (ends["end"] == "low")].iloc[0]
    there = cells[(cells[QUO] == low["value"]) & (cells["outcome"].astype(str) == "new_confrontation")]
    assert float(there["share"].iloc[0]) == low["share"]


def test_a_sweep_of_one_parameter_at_a_time_becomes_a_tornado(moved):
    picture = picture_of_sweep(moved, "tornado", look=LOOK)
    assert picture.kind == "tornado"
    assert "Azerbaijan's share without an agreement from" in picture.description


def test_a_sample_becomes_a_box_whose_limits_lie_in_the_searched_range(space):
    picture = picture_of_sweep(space, "boxes", Wishes(threshold=0.1), LOOK)
    data = picture.data
    assert np.all(data["range_low"] <= data["low"]) and np.all(data["high"] <= data["range_high"])
    assert data["density"].between(0, 1).all()


@pytest.mark.parametrize("threshold", [0.1, 0.15])
def test_a_box_says_from_which_share_of_worlds_on_a_cell_counts(space, threshold):
    picture = picture_of_sweep(space, "boxes", Wishes(threshold=threshold), LOOK)
    assert f"reaches {100 * threshold:.0f} % in" in picture.title
    for words in (picture.notes, picture.description):
        assert f"at least {100 * threshold:.0f} % of its worlds" in " ".join(words.split())
    assert (picture.data["threshold"] == threshold).all()
    assert "common" not in picture.title + picture.notes + picture.description


def test_a_sobol_sample_becomes_sobol_bars():
    study = sweep(design.sobol({QUO: None, MILITARISM: None}, samples=8), worlds=20, seed=1, workers=1)
    assert set(picture_of_sweep(study, "sobol", look=LOOK).data["parameter"]) == {QUO, MILITARISM}


@pytest.mark.parametrize(
    ("kind", "wishes", "message"),
    [
        ("tornado", {}, "sweep --design one_at_a_time"),
        ("sobol", {}, "sweep --design sobol"),
        ("boxes", {"outcome": "new_confrontatio"}, "nearest: new_confrontation"),
        ("boxes", {"threshold": 1.0}, "another threshold"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(space, kind, wishes, message):
    with pytest.raises(InputError, match=message):
        picture_of_sweep(space, kind, Wishes(**wishes), LOOK)
