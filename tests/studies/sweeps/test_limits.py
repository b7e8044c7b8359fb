"""A sweep may leave the plausible ranges; numbers without meaning and results that are none are errors."""

import warnings

import numpy as np
import pytest

from sim.cli.main import main
from sim.common.errors import InputError
from sim.studies.sweeps import Design, design, sweep
from sim.studies.sweeps.estimate import TRIAL_QUARTERS, estimate
from sim.studies.sweeps.play import UncountableError

THRESHOLD = "mechanisms.spoilers.corridor_threshold"
"""At 1, far out of its plausible range, the model divides by what is left above it."""


@pytest.mark.parametrize(
    "written",
    [
        "actors.azerbaijan.war_cost=1e308,-1e308",
        "mechanisms.conditions.election.cycle=0,-4",
        "calendar.discount=5,0.9",
        "calendar.horizon=-3,20",
        "calendar.horizon=1000000,5",
    ],
)
def test_impossible_values_are_refused_at_once_in_words(written, tmp_path, capsys):
    arguments = ["sweep", "--vary", written, "--out-of-range", "--worlds", "5", "--workers", "1"]
    assert main([*arguments, "--out", str(tmp_path / "s")]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("Error: ") == 1
    assert "in any case" in printed.err
    assert "worlds in" not in printed.err
    assert not (tmp_path / "s").exists()


def test_a_sampled_range_that_leads_beyond_what_is_possible_is_refused():
    with pytest.raises(InputError, match="in any case"):
        design.latin_hypercube({"calendar.discount": (0, 5)}, 8)


def test_a_design_that_was_made_by_hand_is_checked_too():
    made = Design("table", {"calendar.discount": np.array([0.9, 5.0])})
    with pytest.raises(InputError, match="in any case"):
        sweep(made, 5, out_of_range=True, workers=1)


def test_numbers_that_the_model_cannot_count_with_are_an_error_that_names_the_cell():
    plan = design.grid({THRESHOLD: [0.2, 0.4, 1.0], "calendar.horizon": 6})
    with warnings.catch_warnings(), pytest.raises(UncountableError, match=rf"cell 2 \({THRESHOLD}=1\.0"):
        warnings.simplefilter("error")
        sweep(plan, 20, out_of_range=True, workers=1)


def test_at_the_limits_of_its_units_the_model_counts_or_says_that_it_cannot():
    from sim.studies.sweeps.axes import baseline

    entries = baseline().entries
    axes = {name: list(entry.limits) for name, entry in entries.items() if entry.range and name != THRESHOLD}
    # The two others make histories of a thousand quarters, or divide by the threshold.
    for name in ("calendar.horizon", "mechanisms.legitimacy.government.threshold"):
        del axes[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        study = sweep(design.one_at_a_time(axes), 2, out_of_range=True, workers=1)
    assert study.complete


def test_a_long_history_is_not_played_to_its_end_to_estimate_it(monkeypatch):
    import sim.studies.sweeps.estimate as module

    play, played = module.play, []

    def watched(task):
        played.append(task.values["calendar.horizon"])
        return play(task)

    monkeypatch.setattr(module, "play", watched)
    assert estimate(design.grid({"calendar.horizon": [1_000]}), 2_000, workers=1).seconds > 0
    assert max(played) <= TRIAL_QUARTERS
