"""Samples move what has a range, and nothing else; all authors stand at the same points of their ranges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.analysis.uncertainty.ranges import WIDTHS, cells_of, design_of_cells, sample_of
from sim.analysis.uncertainty.ranges import given as given_in
from sim.parameters.vocabulary import CHOICE_UNIT, SWITCH_UNIT
from sim.studies.sweeps.axes import NOT_UNCERTAIN, WORDS, entry_of, plausible
from sim.studies.sweeps.distributions import pert

SAMPLES, COST = 12, "actors.azerbaijan.war_cost"
TWO = [sim.load("araz2023"), sim.load("fattah2025")]


@pytest.fixture(scope="module")
def sample():
    return sample_of(TWO, SAMPLES, 3, "pert")


def numbers(columns):
    return [name for name in columns if name not in WORDS]


def test_everything_with_a_range_moves_but_calendar_and_names_of_outcomes(sample):
    entries = sim.load().entries.values()
    wanted = {one.id for one in entries if one.range is not None and one.id.split(".")[0] not in NOT_UNCERTAIN}
    assert set(numbers(sample.columns)) == wanted
    assert not [name for name in wanted if entry_of(name).unit in (SWITCH_UNIT, CHOICE_UNIT)]


def test_what_a_policy_or_the_user_sets_stays(sample):
    policy = sim.policies()[0]
    setting = sim.load("fattah2025", policies=[policy.key], changes={COST: 0.1, "calendar.horizon": 8})
    held = {COST, "calendar.horizon", *(change.id for change in policy.changes)}
    assert set(given_in([setting])) == held
    moved = set(numbers(sample_of([setting], SAMPLES, 3, "pert").columns))
    assert moved == set(numbers(sample.columns)) - held


def test_what_was_set_stands_in_every_cell():
    settings = [one.replace({COST: 0.1}) for one in TWO]
    made = cells_of(sample_of(settings, SAMPLES, 3, "pert"), settings, 1.0, np.arange(SAMPLES))
    assert set(made[COST]) == {0.1}
    assert made["worldview"].tolist() == ["araz2023"] * SAMPLES + ["fattah2025"] * SAMPLES


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_stay_within_their_range_drawn_in_around_the_authors_value(sample, width):
    made = cells_of(sample, TWO, width, np.arange(SAMPLES))
    for name in numbers(made):
        for place, setting in enumerate(TWO):
            low, high = setting.range(name)
            value, drawn = setting[name], made[name][place * SAMPLES : (place + 1) * SAMPLES]
            slack = 0.5 if entry_of(name).kind == "whole number" else 1e-12
            assert drawn.min() >= max(low - 1e-12, value - width * (value - low) - slack)
            assert drawn.max() <= min(high + 1e-12, value + width * (high - value) + slack)


def test_whole_numbers_stay_whole(sample):
    made = cells_of(sample, TWO, 0.25, np.arange(SAMPLES))
    assert {made[name].dtype.kind for name in numbers(made) if entry_of(name).kind == "whole number"} == {"i"}


def test_all_authors_stand_at_the_same_points_of_their_ranges():
    """Under the uniform shape the point is the part of the range that lies below."""
    made = cells_of(sample_of(TWO, SAMPLES, 3, "uniform"), TWO, 1.0, np.arange(SAMPLES))
    for name in numbers(made):
        if entry_of(name).kind == "number":
            laws = [plausible(name, setting, "uniform") for setting in TWO]
            parts = [
                (made[name][place * SAMPLES : (place + 1) * SAMPLES] - law.low) / (law.high - law.low)
                for place, law in enumerate(laws)
            ]
            assert parts[0] == pytest.approx(parts[1], abs=1e-12)
            assert sorted(np.floor(parts[0] * SAMPLES)) == list(range(SAMPLES))  # a Latin hypercube


def test_with_pert_an_author_is_sampled_around_the_own_value(sample):
    """They part on the cost of war to Azerbaijan: the mean of many draws is (low + 4 value + high) / 6."""
    many = sample_of(TWO, 400, 3, "pert").columns[COST].reshape(2, 400)
    for setting, drawn in zip(TWO, many, strict=True):
        low, high = setting.range(COST)
        assert drawn.mean() == pytest.approx((low + 4 * setting[COST] + high) / 6, abs=0.002 * (high - low))


@given(mode=st.floats(0, 1), width=st.sampled_from(WIDTHS), share=st.floats(0.001, 0.999))
def test_to_draw_a_number_in_is_to_draw_it_from_the_narrower_range(mode, width, share):
    whole = pert(0, mode, 1)
    narrow = pert(mode - width * mode, mode, mode + width * (1 - mode))
    drawn = float(whole.at(np.array([share]))[0])
    assert mode + width * (drawn - mode) == pytest.approx(float(narrow.at(np.array([share]))[0]), abs=1e-9)


def test_some_samples_are_picked_by_their_numbers(sample):
    every, some = (cells_of(sample, TWO, 0.5, np.array(chosen)) for chosen in (range(SAMPLES), [2, 7]))
    for name in every:
        assert some[name].tolist() == every[name][[2, 7, SAMPLES + 2, SAMPLES + 7]].tolist()


def test_tables_of_cells_stand_below_each_other(sample):
    parts = [cells_of(sample, TWO, width, np.arange(2)) for width in WIDTHS]
    design = design_of_cells(parts)
    assert len(design) == 3 * 2 * 2
    assert design.columns[COST].tolist() == np.concatenate([part[COST] for part in parts]).tolist()


def test_nothing_left_to_move_is_refused():
    setting = sim.load("fattah2025")
    changes = {name: setting[name] for name, entry in setting.entries.items() if entry.range is not None}
    with pytest.raises(sim.InputError, match="no parameter is left"):
        sample_of([setting.replace(changes)], SAMPLES, 1, "pert")
