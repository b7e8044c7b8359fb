"""Designs have the cells that their kind promises, and refuse what cannot be run."""

import pickle

import numpy as np
import pandas as pd
import pytest

from sim import InputError, load
from sim.studies.sweeps import Design, design
from sim.studies.sweeps.sampling import uncertain

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
GRIEVANCE = "mechanisms.grievance.initial"
FEAR = "mechanisms.fear.initial.fear"
SWITCH = "mechanisms.bargaining.gradual"
WHOLE = "calendar.horizon"
RANGES = {CREDIBILITY: (0.0, 0.5), GRIEVANCE: None}


def test_a_grid_has_every_combination_once_and_the_last_axis_changes_fastest():
    made = design.grid(
        {CREDIBILITY: [0.0, 0.5], "worldview": ["araz2023", "fattah2025"], "policy": [None, "neutral_force"]}
    )
    assert len(made) == 8 == len(made.cells.drop_duplicates())
    assert made.cells["policy"].tolist() == ["none", "neutral_force"] * 4
    assert made.cells[CREDIBILITY].tolist() == [0.0] * 4 + [0.5] * 4


def test_a_grid_takes_arrays_and_single_levels():
    made = design.grid({CREDIBILITY: np.linspace(0, 0.9, 4), "worldview": "araz2023", WHOLE: 8, SWITCH: [True, False]})
    assert len(made) == 8
    assert made.cells.dtypes[WHOLE].kind == "i"
    assert made.cells.dtypes[SWITCH].kind == "b"


def test_policies_that_are_combined_are_written_as_one_word():
    made = design.grid({"policy": [None, ["neutral_force", "public_sanctions"], "neutral_force+eu_monitoring"]})
    assert made.cells["policy"].tolist() == ["none", "neutral_force+public_sanctions", "neutral_force+eu_monitoring"]


def test_a_table_is_taken_row_by_row_from_a_frame_or_a_file(tmp_path):
    frame = pd.DataFrame({CREDIBILITY: [0.1, 0.2], "policy": ["neutral_force", None], SWITCH: [True, False]})
    path = tmp_path / "cells.csv"
    frame.to_csv(path, index=False)
    for made in (design.table(frame), design.table(path), design.table(str(path))):
        assert made.cells[CREDIBILITY].tolist() == [0.1, 0.2]
        assert made.cells["policy"].tolist() == ["neutral_force", "none"]
        assert made.cells[SWITCH].tolist() == [True, False]


def test_a_latin_hypercube_meets_every_part_of_every_range_once():
    made = design.latin_hypercube(RANGES, samples=50, seed=3)
    low, high = load("baseline").range(GRIEVANCE)
    for axis, (start, end) in {CREDIBILITY: (0.0, 0.5), GRIEVANCE: (low, high)}.items():
        parts = np.floor((made.cells[axis] - start) / (end - start) * 50).astype(int)
        assert sorted(parts) == list(range(50))


def test_a_sobol_sequence_puts_the_same_number_of_points_into_every_half():
    made = design.quasi_random(RANGES, samples=64)
    assert (made.cells[CREDIBILITY] < 0.25).sum() == 32


@pytest.mark.parametrize(("second_order", "points"), [(False, 8 * (2 + 2)), (True, 8 * (2 * 2 + 2))])
def test_a_sobol_design_is_laid_out_as_the_indices_need_it(second_order, points):
    pytest.importorskip("SALib")
    made = design.sobol(RANGES, samples=8, second_order=second_order)
    assert len(made) == points
    cells = made.cells.to_numpy().reshape(8, -1, 2)
    # Rows of one base sample: A, then A with one column of B for each parameter, ..., and B at the end.
    first, last = cells[:, 0], cells[:, -1]
    assert np.array_equal(cells[:, 1], np.column_stack([last[:, 0], first[:, 1]]))
    assert np.array_equal(cells[:, 2], np.column_stack([first[:, 0], last[:, 1]]))


def test_one_parameter_moves_at_each_step_of_a_morris_trajectory():
    pytest.importorskip("SALib")
    made = design.morris(RANGES, trajectories=5)
    steps = np.diff(made.cells.to_numpy().reshape(5, 3, 2), axis=1)
    assert ((steps != 0).sum(axis=2) == 1).all()


def test_the_problem_for_salib_has_the_names_and_bounds_of_the_sampled_axes():
    made = design.latin_hypercube({**RANGES, "worldview": ["araz2023"]}, samples=4)
    assert made.problem["names"] == [CREDIBILITY, GRIEVANCE]
    assert made.problem["bounds"][0] == [0.0, 0.5]
    with pytest.raises(InputError, match="samples no ranges"):
        _ = design.grid({CREDIBILITY: [0.1]}).problem


def test_words_are_crossed_with_the_whole_sample():
    made = design.latin_hypercube({CREDIBILITY: (0, 0.5), "worldview": ["araz2023", "fattah2025"]}, samples=7)
    first, second = (
        made.cells[made.cells["worldview"] == name][CREDIBILITY].tolist() for name in ("araz2023", "fattah2025")
    )
    assert first == second
    assert len(made) == 14


def test_the_same_seed_gives_the_same_sample_and_another_another():
    one, same, other = (design.latin_hypercube(RANGES, samples=9, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other


def test_one_at_a_time_moves_from_the_values_of_the_worldview():
    middle = load("fattah2025")
    made = design.one_at_a_time({CREDIBILITY: [0.05, 0.15], GRIEVANCE: None, SWITCH: None}, worldview="fattah2025")
    cells = made.cells
    home = {axis: middle[axis] for axis in (CREDIBILITY, GRIEVANCE, SWITCH)}
    assert cells.iloc[0].to_dict() == {"worldview": "fattah2025", **home}
    moved = (cells[list(home)] != pd.Series(home)).sum(axis=1)
    assert moved.tolist() == [0] + [1] * (len(made) - 1)
    low, high = middle.range(GRIEVANCE)
    assert {low, high} - {middle[GRIEVANCE]} <= set(cells[GRIEVANCE])


def test_everything_varies_every_number_and_switch_over_the_range_of_the_worldview():
    made = design.everything(16, worldview="araz2023", distribution="pert")
    parameters = load("araz2023")
    expected = [name for name in parameters.entries if not name.startswith(("calendar.", "outcomes."))]
    assert list(made.ranges) == expected == uncertain()
    for axis, column in made.columns.items():
        if axis in made.ranges and parameters.entries[axis].kind != "switch":
            low, high = parameters.range(axis)
            assert low <= column.min() <= column.max() <= high


def test_everything_can_be_narrowed_to_groups_and_widened_to_several_worldviews():
    made = design.everything(4, worldview=["araz2023", "fattah2025"], only=["mechanisms.guarantees.credibility"])
    assert set(made.axes) == {
        "worldview",
        *(a for a in uncertain() if a.startswith("mechanisms.guarantees.credibility.")),
    }
    assert len(made) == 8
    assert uncertain(only=["calendar.foresight"]) == ["calendar.foresight"]
    assert all(not name.startswith("actors.") for name in uncertain(leave_out=["actors"]))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: design.grid({}), "empty"),
        (lambda: design.grid({CREDIBILITY: []}), "no values"),
        (lambda: design.grid({"credibility.united_states": [0.1]}), CREDIBILITY),
        (lambda: design.grid({"worldview": ["araz2032"]}), "nearest: araz2023"),
        (lambda: design.grid({"policy": ["neutral_forces"]}), "nearest: neutral_force"),
        (lambda: design.grid({"policy": [["neutral_force", "neutral_force"]]}), "twice"),
        (lambda: design.grid({"policy": [3]}), "not 3"),
        (lambda: design.grid({CREDIBILITY: ["high"]}), "must be a number, not 'high'"),
        (lambda: design.grid({CREDIBILITY: [True]}), "must be a number, not true"),
        (lambda: design.grid({CREDIBILITY: [float("nan")]}), "finite"),
        (lambda: design.grid({CREDIBILITY: [0.1, 0.1]}), "0.1 is given twice"),
        (lambda: design.grid({SWITCH: [0.5]}), "is a switch"),
        (lambda: design.grid({WHOLE: [8.5]}), "whole number"),
        (lambda: design.grid({CREDIBILITY: design.uniform(0, 1)}), "needs a list of values"),
        (lambda: design.grid([CREDIBILITY]), "mapping"),
        (lambda: design.grid(dict.fromkeys((CREDIBILITY, GRIEVANCE, FEAR), np.linspace(0, 1, 10**4))), "memory"),
        (lambda: design.table(pd.DataFrame({CREDIBILITY: []})), "no row"),
        (lambda: design.table(pd.DataFrame({CREDIBILITY: [0.1, None]})), "row 2"),
        (lambda: design.table("nowhere.csv"), "nowhere.csv"),
        (lambda: design.latin_hypercube({"worldview": ["araz2023"]}, 4), "at least one parameter"),
        (lambda: design.latin_hypercube({CREDIBILITY: [0.1, 0.2]}, 4), r"\(low, high\)"),
        (lambda: design.latin_hypercube({CREDIBILITY: (0.2, 0.1)}, 4), "the low one first"),
        (lambda: design.latin_hypercube(RANGES, 0), "samples"),
        (lambda: design.latin_hypercube(RANGES, 2.5), "samples"),
        (lambda: design.latin_hypercube(RANGES, 5, seed=-1), "seed"),
        (lambda: design.latin_hypercube(RANGES, 10**12), "memory"),
        (lambda: design.sobol(RANGES, 100), "64 or 128, not 100"),
        (lambda: design.morris(RANGES, 5, levels=3), "even number"),
        (lambda: design.one_at_a_time(["worldview"]), "cannot be moved"),
        (lambda: design.one_at_a_time([CREDIBILITY], levels=1), "2 or more"),
        (lambda: design.everything(4, method="grid"), "unknown method 'grid'"),
        (lambda: design.everything(4, distribution="normal"), "unknown distribution 'normal'"),
        (lambda: design.everything(4, only=["mechanisms.force.decisivenes"]), "nearest: mechanisms.force.decisiveness"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_refused_with_the_reason(made, said):
    with pytest.raises(InputError, match=said):
        made()


def test_a_design_comes_back_from_its_file_and_from_another_process(tmp_path):
    made = design.latin_hypercube({CREDIBILITY: design.pert(0, 0.1, 0.5), "policy": [None, "neutral_force"]}, samples=5)
    made.save(tmp_path / "design.json")
    assert Design.load(tmp_path / "design.json") == made
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 9, "kind": "grid", "options": {}, "ranges": {}, "cells": {}}']
)
def test_a_file_that_holds_no_design_is_refused(tmp_path, content):
    path = tmp_path / "design.json"
    path.write_text(content)
    with pytest.raises(InputError):
        Design.load(path)


def test_a_design_cannot_be_changed_by_accident():
    made = design.grid({CREDIBILITY: [0.1, 0.2]})
    with pytest.raises(ValueError, match="read-only"):
        made.columns[CREDIBILITY][0] = 9
    frame = made.cells
    frame.loc[0, CREDIBILITY] = 9
    assert made.cells[CREDIBILITY].tolist() == [0.1, 0.2]


def test_a_design_says_what_it_is():
    said = str(design.grid({CREDIBILITY: [0.1, 0.2], "policy": [None, "neutral_force"]}))
    assert "4 cells" in said
    assert "none, neutral_force" in said


def test_an_estimate_counts_worlds_and_files_before_anything_runs(make_grid):
    cost = make_grid().estimate(worlds=5_000, workers=2)
    assert (cost.cells, cost.worlds, cost.blocks) == (12, 60_000, 6)
    assert cost.seconds > 0
    assert make_grid().estimate(worlds=5_000, rows=True).disk > cost.disk
    assert "60,000 worlds" in str(cost)
