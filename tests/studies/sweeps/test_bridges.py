"""Other tools can run the model."""

import pickle
import sys

import numpy as np
import pytest

from sim import NegotiationModel, load
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps.bridges import Evaluation, salib_problem, workbench_model

GUARANTEE = "mechanisms.guarantees.credibility.united_states"


def test_mesa_batch_run_plays_the_model():
    from mesa import batch_run

    varied = {"worldview": ["araz2023", "fattah2025"], GUARANTEE: [0.1, 0.8], "worlds": 5, "first_world": [0, 5]}
    found = batch_run(
        NegotiationModel, varied, iterations=1, max_steps=40, data_collection_period=-1, display_progress=False
    )
    assert len(found) == 8
    assert {(row["worldview"], row[GUARANTEE], row["first_world"]) for row in found} == {
        (worldview, guarantee, first)
        for worldview in ("araz2023", "fattah2025")
        for guarantee in (0.1, 0.8)
        for first in (0, 5)
    }
    for row in found:
        assert sum(row[f"share_{outcome}"] for outcome in OUTCOMES) == pytest.approx(1)


def test_the_workbench_runs_experiments_on_the_model():
    import ema_workbench

    model = workbench_model("ratelle2025", worlds=10, ids=[GUARANTEE, "mechanisms.force"])
    experiments, outcomes = ema_workbench.perform_experiments(model, 4)
    assert set(outcomes) == set(OUTCOMES)
    assert np.sum([outcomes[name] for name in OUTCOMES], axis=0) == pytest.approx(1)
    low, high = load("ratelle2025").range(GUARANTEE)
    assert experiments[GUARANTEE].between(low, high).all()
    assert experiments[GUARANTEE].nunique() == 4


def test_an_experiment_gives_what_the_engine_gives():
    import ema_workbench

    model = workbench_model("fattah2025", worlds=20, ids=[GUARANTEE], seed=3)
    experiments, outcomes = ema_workbench.perform_experiments(model, 2)
    for row in range(2):
        setting = load("fattah2025", changes={GUARANTEE: float(experiments[GUARANTEE].iloc[row])})
        reached = NegotiationModel(setting, worlds=20, seed=3, collect=False).run().outcomes()
        for number, name in enumerate(OUTCOMES):
            assert outcomes[name][row] == (reached == number).mean()


def test_every_uncertainty_has_the_kind_and_the_range_of_its_parameter():
    from ema_workbench import BooleanParameter, IntegerParameter, RealParameter

    parameters = load()
    kinds = {"number": RealParameter, "whole number": IntegerParameter, "switch": BooleanParameter}
    uncertainties = list(workbench_model().uncertainties)
    assert len(uncertainties) > 100
    assert not [found.name for found in uncertainties if found.name.startswith(("calendar.", "outcomes."))]
    for found in uncertainties:
        entry = parameters.entries[found.name]
        assert type(found) is kinds[entry.kind]
        if entry.kind == "number":
            assert (found.lower_bound, found.upper_bound) == parameters.range(found.name)


def test_an_evaluation_can_be_sent_to_another_process():
    evaluation = Evaluation(load("araz2023"), worlds=5, seed=1)
    assert pickle.loads(pickle.dumps(evaluation))(**{GUARANTEE: 0.2}) == evaluation(**{GUARANTEE: 0.2})


def test_salib_samples_the_problem_and_the_model_takes_the_values():
    from SALib.sample import latin

    problem = salib_problem([GUARANTEE, "mechanisms.force.decisiveness"])
    assert problem["num_vars"] == 2
    assert set(problem["names"]) == {GUARANTEE, "mechanisms.force.decisiveness"}
    bounds = [list(load().range(name)) for name in problem["names"]]
    assert problem["bounds"] == bounds
    point = latin.sample(problem, 4, seed=1)[0]
    load(changes=dict(zip(problem["names"], map(float, point), strict=True)))


def test_a_group_stands_for_its_numbers():
    names = salib_problem(["mechanisms.guarantees.credibility"])["names"]
    assert GUARANTEE in names
    assert all(name.startswith("mechanisms.guarantees.credibility.") for name in names)


def test_a_switch_is_no_range():
    switch = next(name for name, entry in load().entries.items() if entry.kind == "switch")
    with pytest.raises(InputError, match="has no range"):
        salib_problem([switch])


@pytest.mark.parametrize("bridge", [lambda ids: salib_problem(ids), lambda ids: workbench_model(ids=ids)])
def test_an_unknown_id_is_named_with_the_nearest(bridge):
    with pytest.raises(InputError, match=GUARANTEE):
        bridge(["mechanisms.guarantees.credibility.united_state"])


@pytest.mark.parametrize("wrong", [{"worlds": 0}, {"worlds": 1.5}, {"seed": -1}, {"ids": GUARANTEE}])
def test_what_cannot_be_run_is_refused_at_once(wrong):
    with pytest.raises(InputError):
        workbench_model(**wrong)


def test_a_missing_workbench_is_named_with_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(InputError, match=r'pip install -e "\.\[analysis\]"'):
        workbench_model()
