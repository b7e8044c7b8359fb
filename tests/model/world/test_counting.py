"""What a user has set for NumPy or for warnings changes neither a history nor whether there is one."""

import warnings

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.sensitivity import sensitivity
from sim.cli.main import main
from sim.common.asked import DEFAULT_SEED
from sim.common.errors import UncountableError, UnknownNameError
from sim.studies.shares.intervals import wilson
from sim.studies.sweeps import design

SHORT, LONG = {"calendar.horizon": 8}, {"calendar.horizon": 40}
DECISIVENESS, CREDIBILITY = "mechanisms.force.decisiveness", "mechanisms.guarantees.credibility.united_states"


def model_table():
    return sim.NegotiationModel(worlds=20, **SHORT).run().table()


def swept():
    return sim.sweep(plan(), worlds=8, workers=1)


def plan():
    return design.sobol({DECISIVENESS: None, CREDIBILITY: None, "calendar.horizon": (4, 6)}, 8)


CALCULATIONS = {
    "a study": lambda: sim.simulate(sim.load(changes=SHORT), worlds=40).table,
    "a long study of an article": lambda: sim.simulate(sim.load("ratelle2025", changes=LONG), worlds=40).table,
    "a model": model_table,
    "a sweep": lambda: swept().frequencies(),
    "indices": lambda: sensitivity(swept(), "stalemate")[0].table,
    "a history": lambda: str(sim.tell("fattah2025", world=3)),
    "shares": lambda: sim.frequencies(pd.DataFrame({"outcome": ["stalemate"] * 3})),
    "intervals": lambda: wilson([0, 0, 10**6], [0, 10**9, 10**6]),
    "a design": lambda: plan().cells,
    "a report": lambda: sim.report("baseline", worlds=20).title,
}


@pytest.mark.parametrize("calculation", CALCULATIONS.values(), ids=CALCULATIONS)
def test_errors_of_numpy_that_a_user_asks_for_change_nothing(calculation, two_years, sketched):
    usual = calculation()
    with np.errstate(all="raise"):
        strict = calculation()
    if isinstance(usual, pd.DataFrame):
        pd.testing.assert_frame_equal(usual, strict, check_exact=True)
    else:
        np.testing.assert_array_equal(usual, strict)


@pytest.mark.parametrize("state", ["ignore", "raise"])
def test_the_state_that_a_user_has_set_is_there_again_afterwards(state):
    with np.errstate(all=state):
        before = np.geterr()
        sim.simulate(sim.load(changes=SHORT), worlds=4)
        assert np.geterr() == before


def test_values_with_which_the_model_cannot_count_are_refused_in_words():
    model = sim.NegotiationModel(worlds=20, values={"mechanisms.spoilers.corridor_threshold": 1.0}, **SHORT)
    with pytest.raises(UncountableError, match="the model cannot count with these values"):
        model.run()


COMMANDS = [
    ["run", "baseline", "--worlds", "20", "--out", "run"],
    ["chart", "baseline", "--worlds", "20", "--out", "picture"],
    ["report", "baseline", "--worlds", "20", "--out", "report.html"],
    ["sweep", "--vary", f"{CREDIBILITY}=0,0.5", "--worlds", "20", "--workers", "1", "--out", "study"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_a_command_works_where_warnings_are_errors(command, tmp_path, monkeypatch, two_years, quick_trials):
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main(command) in (0, None)


def test_whoever_gives_no_seed_gets_the_same_everywhere(two_years):
    given = sim.simulate("baseline", worlds=10, seed=DEFAULT_SEED).table
    pd.testing.assert_frame_equal(sim.simulate("baseline", worlds=10).table, given)
    pd.testing.assert_frame_equal(sim.NegotiationModel(worlds=10, collect=False).run().table(), given)
    assert sim.tell("baseline", world=3).outcome == given["outcome"][3]


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("worldveiw", "worldview"), ("world", "worlds"), ("sede", "seed"), ("firstworld", "first_world"),
     ("policy", "policies"), ("mechanisms.force.decisivness", DECISIVENESS)],
)  # fmt: skip
def test_a_misspelt_argument_of_the_model_is_named_with_the_nearest(written, nearest):
    with pytest.raises(UnknownNameError, match=f"nearest: .*{nearest}"):
        sim.NegotiationModel(**{written: 1})


@pytest.mark.parametrize("formats", ["", (), [""], [], "jpg", ["png", "jpg"]])
def test_a_picture_is_not_saved_in_no_format(formats, tmp_path):
    from sim.charts.choice import picture_of_study
    from sim.charts.picture import save

    picture = picture_of_study(sim.simulate(sim.load(changes=SHORT), worlds=4))
    with pytest.raises(sim.InputError, match="png, svg, pdf"):
        save(picture, tmp_path / "a", formats)
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_opened_by_the_path_that_the_command_line_prints(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["run", "baseline", "--worlds", "20", "--out", "results/baseline"]) in (0, None)
    assert sim.open_run("results/baseline").worlds == 20
