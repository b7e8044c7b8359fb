"""Boxes that were planted must be found again."""

import re
import sys

import numpy as np
import pandas as pd
import pytest

from sim.analysis.boxes import Limit, box_of
from sim.analysis.cells import Cells
from sim.analysis.discovery import METHODS, Discovery, discover
from sim.common.errors import InputError

from .conftest import OUTCOME, cells_from, counts_of, played, spread_inputs

GUARANTEE = "mechanisms.guarantees.credibility.united_states"
both = pytest.mark.parametrize("method", list(METHODS))


@pytest.fixture(scope="module")
def planted() -> Cells:
    """War is common where the first number is below 0.4 and the second above 0.5, and rare elsewhere."""
    inputs = spread_inputs(4, 600).rename(columns={"x0": GUARANTEE})
    inside = (inputs[GUARANTEE] < 0.4) & (inputs["x1"] > 0.5)
    return cells_from(inputs, np.where(inside, 0.8, 0.1), design="latin_hypercube")


@pytest.fixture(scope="module", params=list(METHODS))
def found(planted, request) -> Discovery:
    """What each method finds of it, and again in the other halves of four splits instead of ten."""
    return discover(planted, OUTCOME, method=request.param, refits=4)


def test_a_planted_box_is_found_with_its_limits(found):
    (box,) = found.boxes
    limits = {limit.parameter: limit for limit in box.limits}
    assert set(limits) == {GUARANTEE, "x1"}
    assert limits[GUARANTEE].low is None
    assert limits[GUARANTEE].high == pytest.approx(0.4, abs=0.03)
    assert limits["x1"].low == pytest.approx(0.5, abs=0.03)
    assert limits["x1"].high is None


def test_coverage_density_and_mass_are_those_of_the_planted_box(planted, found):
    (box,) = found.boxes
    assert box.coverage.share > 0.9
    assert box.density.share > 0.9
    assert box.mass.share == pytest.approx(0.2, abs=0.03)
    assert box.elsewhere.share < 0.03
    inside = box.inside(planted.inputs)
    interest = planted.share(OUTCOME) >= 0.5
    assert box.density.count == (inside & interest).sum()
    assert box.density.total == inside.sum()


def test_the_limits_of_a_planted_box_are_no_luck_and_found_again(found):
    (box,) = found.boxes
    assert all(limit.quasi_p < 1e-6 for limit in box.limits)
    assert all(limit.reproduced == 1 for limit in box.limits)
    assert box.density_unseen > 0.85


def test_the_box_is_told_in_words(found):
    count, box = found.sentences()
    assert count == f"{found.cases} of 600 cells end in new confrontation in at least 50 % of their worlds."
    assert re.search(r"[Cc]redibility of a US guarantee below 0\.(39|4|41) ", box)
    assert "of such cells end in new confrontation in at least 50 % of their worlds" in box
    assert "of all cells that do." in box


def plant(monkeypatch, method, search):
    """Let a method find what is given."""
    monkeypatch.setattr("sim.analysis.discovery.METHODS", {**METHODS, method: search})


@both
def test_two_planted_boxes_are_both_found(method):
    inputs = spread_inputs(3, 900)
    one = (inputs["x0"] < 0.35) & (inputs["x1"] < 0.45)
    other = (inputs["x0"] > 0.75) & (inputs["x1"] > 0.4)
    found = discover(cells_from(inputs, np.where(one | other, 0.9, 0.0)), OUTCOME, method=method, refits=0)
    inside = np.any([box.inside(inputs) for box in found.boxes], axis=0)
    assert len(found.boxes) >= 2
    assert (inside == (one | other)).mean() > 0.97


@both
def test_words_and_switches_can_limit_a_box(method):
    rng = np.random.default_rng(1)
    inputs = spread_inputs(2, 400).assign(worldview=rng.choice(["a", "b", "c"], 400), shut=rng.random(400) < 0.5)
    inside = inputs["worldview"].isin(["a", "c"]) & inputs["shut"] & (inputs["x0"] > 0.3)
    found = discover(cells_from(inputs, np.where(inside, 0.7, 0.2)), OUTCOME, method=method, refits=2)
    assert inside[np.any([box.inside(inputs) for box in found.boxes], axis=0)].mean() > 0.9
    limits = {limit.parameter: limit for limit in found.boxes[0].limits}
    assert set(limits["worldview"].values) <= {"a", "c"}
    assert limits["shut"].values == (True,)
    assert "shut on" in found.boxes[0].words("x")


@both
def test_whole_numbers_can_limit_a_box(method):
    inputs = spread_inputs(1, 300).assign(quarters=np.random.default_rng(2).integers(0, 6, 300))
    found = discover(cells_from(inputs, np.where(inputs["quarters"] <= 1, 0.9, 0.1)), OUTCOME, method=method, refits=0)
    (box,) = found.boxes
    assert (box.inside(inputs) == (inputs["quarters"] <= 1)).all()


def test_a_box_is_found_among_many_parameters():
    inputs = spread_inputs(60, 500)
    inside = (inputs["x17"] < 0.5) & (inputs["x41"] > 0.5)
    (box,) = discover(cells_from(inputs, np.where(inside, 0.8, 0.1)), OUTCOME, refits=0).boxes
    assert {limit.parameter for limit in box.limits} == {"x17", "x41"}


@both
def test_chance_alone_gives_no_box_that_holds_in_unseen_cells(method):
    rng = np.random.default_rng(3)
    inputs = spread_inputs(4, 300)
    found = discover(cells_from(inputs, np.where(rng.random(300) < 0.2, 0.8, 0.1)), OUTCOME, method=method, refits=6)
    assert all(box.density_unseen is None or box.density_unseen < 0.4 for box in found.boxes)


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_quasi_p_is_the_one_of_the_workbench():
    """Compared where the workbench is right: numeric parameters, its own list of boxes."""
    from ema_workbench.analysis import prim

    inputs = spread_inputs(3, 400)
    interest = ((inputs["x0"] < 0.4) & (inputs["x1"] > 0.5)).to_numpy()
    found = prim.Prim(inputs, interest.astype(int), threshold=0.5).find_box()
    ends = found.box_lims[-1]
    single = [
        Limit(name, low=ends.loc[0, name]) if end == 0 else Limit(name, high=ends.loc[1, name])
        for name, pair in found.qp[-1].items()
        for end, value in enumerate(pair)
        if value >= 0
    ]
    theirs = [value for pair in found.qp[-1].values() for value in pair if value >= 0]
    ours = [limit.quasi_p for limit in box_of(single, inputs, interest).limits]
    assert len(ours) >= 2
    assert ours == pytest.approx(theirs, rel=1e-6)
    assert found.coverage == pytest.approx(box_of(single, inputs, interest).coverage.share)


def test_a_plain_box_is_a_list_of_limits(planted):
    import json

    told = discover(planted, OUTCOME, refits=0).to_dict()
    (box,) = json.loads(json.dumps(told))["boxes"]
    assert {limit["parameter"] for limit in box["limits"]} == {GUARANTEE, "x1"}
    assert box["density"]["share"] > 0.9


def test_cells_at_the_threshold_are_counted():
    inputs = spread_inputs(1, 200)
    found = discover(Cells(inputs, counts_of(np.round(inputs["x0"].to_numpy(), 2), 100)), OUTCOME, refits=0)
    # Wilson's interval for 100 worlds reaches about 0.1 to either side.
    assert found.undecided == pytest.approx(0.19 * 200, abs=6)
    assert "too close to the threshold" in found.sentences()[0]


def test_luck_of_few_worlds_does_not_hide_a_box():
    inputs = spread_inputs(3, 500)
    chances = np.where((inputs["x0"] < 0.5) & (inputs["x1"] < 0.5), 0.7, 0.3)
    found = discover(played(inputs, chances, 30, np.random.default_rng(5)), OUTCOME, refits=0)
    assert {limit.parameter for limit in found.boxes[0].limits} == {"x0", "x1"}


@pytest.mark.parametrize(
    ("chances", "options", "said"),
    [
        (np.full(100, 0.3), {}, "0.3 in all cells"),
        (np.linspace(0, 0.4, 100), {}, r"take another threshold, such as 0\.3"),
        (np.linspace(0.6, 1, 100), {}, "must not"),
        (np.linspace(0, 1, 100), {"threshold": 1.5}, "threshold must be a number above 0"),
        (np.linspace(0, 1, 100), {"threshold": 0}, "threshold must be a number above 0"),
        (np.linspace(0, 1, 100), {"threshold": True}, "threshold must be a number above 0"),
        (np.linspace(0, 1, 100), {"method": "primm"}, "nearest: prim"),
        (np.linspace(0, 1, 20), {}, "40 cells or more"),
    ],
)
def test_what_cannot_be_discovered_is_refused_in_words(chances, options, said):
    with pytest.raises(InputError, match=said):
        discover(cells_from(pd.DataFrame({"x0": np.linspace(0, 1, len(chances))}), chances), OUTCOME, **options)


def test_cells_along_single_lines_are_refused(planted):
    with pytest.raises(InputError, match=r"design\.latin_hypercube"):
        discover(cells_from(planted.inputs, planted.share(OUTCOME), design="one_at_a_time"), OUTCOME)


@pytest.mark.parametrize(("method", "module"), [("prim", "ema_workbench.analysis.prim"), ("cart", "sklearn.tree")])
def test_a_missing_library_is_named_with_how_to_install_it(planted, monkeypatch, method, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r'pip install -e "\.\[analysis\]"'):
        discover(planted, OUTCOME, method=method)


def test_a_box_that_does_not_beat_its_surroundings_is_no_finding():
    # A tree splits off what is clearly sparse; what is left of the other leaves is as dense as the whole.
    inputs = spread_inputs(3, 600)
    luck = np.random.default_rng(5).random(600) < 0.6
    found = discover(cells_from(inputs, np.where(luck, 0.8, 0.2)), OUTCOME, method="cart", refits=0)
    assert all(box.density.low > box.elsewhere.share for box in found.boxes)


def test_if_no_box_stands_out_that_is_said(planted, monkeypatch):
    everywhere = (Limit("x2", low=0.001),)
    plant(monkeypatch, "cart", lambda inputs, interest: [everywhere])
    found = discover(planted, OUTCOME, method="cart", refits=0)
    assert found.boxes == ()
    assert "clearly more than of all others" in found.sentences()[1]


def test_nested_limits_on_one_parameter_are_one_box(planted, monkeypatch):
    nested = [(Limit("x1", low=0.7),), (Limit("x1", low=0.6),)]
    plant(monkeypatch, "prim", lambda inputs, interest: nested)
    found = discover(planted, OUTCOME, method="prim", refits=0)
    (box,) = found.boxes
    assert box.limits[0].low == 0.6
    assert "one after the other" not in found.sentences()[0]


def test_boxes_of_prim_say_how_they_were_sought():
    inputs = spread_inputs(3, 900)
    one = (inputs["x0"] < 0.35) & (inputs["x1"] < 0.45)
    other = (inputs["x0"] > 0.75) & (inputs["x1"] > 0.4)
    found = discover(cells_from(inputs, np.where(one | other, 0.9, 0.0)), OUTCOME, method="prim", refits=0)
    assert len(found.boxes) > 1
    assert "one after the other" in found.sentences()[0]
