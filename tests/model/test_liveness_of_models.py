"""A model goes when its caller lets go of it: nothing in the program or in Mesa keeps it."""

import gc
import weakref

import mesa
import pytest

from sim import load, tell, what_if
from sim.model.negotiation import NegotiationModel
from sim.model.walk import Walk
from sim.reports.histories import histories_of_study
from sim.studies.histories.paths import quantiles_over_time, relations_over_worlds
from sim.studies.study import simulate
from sim.studies.sweeps.bridges import Evaluation

SHORT = {"calendar.horizon": 4}
TIMES = 3


@pytest.fixture
def made(monkeypatch):
    """Weak references to every model that is made."""
    references = []
    begin = Walk.__init__

    def noted(self, *arguments, **options):
        references.append(weakref.ref(self))
        begin(self, *arguments, **options)

    monkeypatch.setattr(Walk, "__init__", noted)
    return references


def short():
    return load(changes=SHORT)


def batch():
    options = {"worldview": "baseline", "first_world": range(TIMES), **SHORT}
    mesa.batch_run(NegotiationModel, options, number_processes=1, max_steps=4, display_progress=False)


def collected():
    model = NegotiationModel(worlds=2, **SHORT)
    model.run()
    assert len(model.datacollector.get_model_vars_dataframe()) == 4


WAYS = {
    "built and dropped": lambda: NegotiationModel(worlds=2, **SHORT),
    "run to the end": lambda: NegotiationModel(worlds=2, collect=False, **SHORT).run(),
    "stepped half way": lambda: NegotiationModel(worlds=2, **SHORT).step(),
    "with a data collector": collected,
    "mesa.batch_run": batch,
    "simulate": lambda: simulate(short(), worlds=4, block=2),
    "tell": lambda: tell(short()),
    "what_if": lambda: what_if(short(), 1, changes={"mechanisms.grievance.initial": 0.2}),
    "an evaluation of the workbench": lambda: Evaluation(short(), 2, 1)(),
    "the histories of a report": lambda: histories_of_study(simulate(short(), worlds=4)),
    "quantiles over time": lambda: quantiles_over_time(short(), ["fear"], 2),
    "relations over worlds": lambda: relations_over_worlds(short(), 1, 2),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_model_is_left_when_its_caller_lets_go_of_it(made, way):
    for _ in range(TIMES):
        WAYS[way]()
    gc.collect()
    assert len(made) >= TIMES
    assert [reference for reference in made if reference() is not None] == []


def test_the_actors_are_numbered_and_registered_as_mesa_does_it():
    one, other = NegotiationModel(worlds=1), NegotiationModel(worlds=1)
    for model in (one, other):
        assert sorted(agent.unique_id for agent in model.agents) == list(range(1, 8))
        assert all(agent.model is model and agent.pos is None for agent in model.agents)
        assert len(model.agents_by_type) == 7
    agent = next(iter(one.agents))
    agent.remove()
    assert agent not in one.agents
    assert len(other.agents) == 7
