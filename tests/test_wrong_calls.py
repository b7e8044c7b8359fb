"""Whatever is wrong in a call of the public face is said in words, not as an error of the program."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim import NegotiationModel, frequencies, load, simulate, summarise, tell, what_if

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: load("baseline", changes=[("a", 1)]), "changes must be a mapping"),
        (lambda: load("baseline").replace([("a", 1)]), "changes must be a mapping"),
        (lambda: load("baseline", policies=5), "policies must be a name or a list"),
        (lambda: load("baseline", bindings="russia"), "bindings must be a list"),
        (lambda: simulate(5, worlds=2), "parameters are what load"),
        (lambda: simulate("x", worlds=2), "unknown worldview 'x'"),
        (lambda: tell("x", world=1), "unknown worldview 'x'"),
        (lambda: tell(5, world=1), "a study, parameters or the name of a worldview is needed"),
        (lambda: what_if("x", world=1, changes={CREDIBILITY: 0.1}), "unknown worldview 'x'"),
        (lambda: frequencies("x"), "a study is needed.*not 'x'"),
        (lambda: summarise("x"), "a study is needed.*not 'x'"),
        (lambda: frequencies(pd.DataFrame({"a": [1]})), "no column 'outcome'"),
        (lambda: frequencies(pd.DataFrame({"outcome": []})), "no world to count"),
        (lambda: NegotiationModel(seed=-1), "seed must be a whole number"),
        (lambda: NegotiationModel(seed=1.5), "seed must be a whole number"),
        (
            lambda: NegotiationModel(values={CREDIBILITY: np.array([0.1, 0.2])}, worlds=3),
            f"{CREDIBILITY} has values for 2 worlds, but there are 3",
        ),
        (
            lambda: NegotiationModel(load(changes={CREDIBILITY: np.array([0.1, 0.2])})),
            f"{CREDIBILITY} has values for 2 worlds, but there are 1",
        ),
    ],
)
def test_a_wrong_call_is_explained(call, said):
    with pytest.raises(sim.InputError, match=said):
        call()


def test_a_sweep_given_for_a_study_is_told_how_it_tallies_itself():
    swept = sim.sweep(sim.design.grid({"worldview": ["araz2023"], "calendar.horizon": 4}), 5, workers=1)
    with pytest.raises(sim.InputError, match=r"study\.frequencies\(\)"):
        frequencies(swept)


def test_the_name_of_a_worldview_is_enough_to_tell_a_history():
    assert str(tell("ratelle2025", world=3)) == str(tell(load("ratelle2025"), world=3))
    change = {CREDIBILITY: 0.9}
    assert str(what_if("ratelle2025", 3, changes=change)) == str(what_if(load("ratelle2025"), 3, changes=change))
