"""The nearest changes that turn a conclusion of the model, in few worlds of two years."""

import json

import pytest

import sim
from sim.analysis.tipping.nearest import nearest
from sim.common.errors import InputError
from tests.analysis.tipping.conftest import plain

TERRITORY = "actors.azerbaijan.weights.territory"
FEW = {"worlds": 30, "workers": 1}


@pytest.fixture(scope="module")
def setting():
    return sim.load("ratelle2025", changes={"calendar.horizon": 8})


@pytest.fixture(scope="module")
def found(setting):
    return nearest(setting, "stalemate", 0.85, [TERRITORY, "mechanisms.guarantees.credibility"], **FEW)


def test_the_change_that_turns_it_is_told_with_both_values_and_confirmed(found, setting):
    (best, *_) = found.turns
    assert found.turned.up
    assert best.way.moves[0].name == TERRITORY
    assert best.set_to[TERRITORY] < setting[TERRITORY]
    assert best.confirmed
    assert "stalemate rises from" in found.finding.sentence
    assert "weight of territory for Azerbaijan has moved by about" in found.finding.sentence


def test_playing_the_changes_in_the_fresh_worlds_gives_the_share_that_is_told(found, setting):
    best = found.turns[0]
    again = sim.simulate(setting.replace(best.set_to), worlds=best.fresh.total, seed=2)
    assert (again.table["outcome"] == "stalemate").sum() == best.fresh.count


def test_it_is_told_in_json_and_on_a_page(found):
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["tables"]["changes"][0]["parameter"] == TERRITORY
    assert (
        "--nearest --outcome stalemate --level 0.85 --parameter actors.azerbaijan.weights.territory" in told["command"]
    )
    assert "is an assumption" in " ".join(told["sentences"])
    assert found.finding.sentence in plain(sim.report(found).html)


def test_where_nothing_turns_it_the_answer_says_so(setting):
    found = nearest(setting, "stalemate", 0.05, "mechanisms.guarantees.credibility", **FEW)
    assert not found.turns_at_all
    assert found.sets.empty
    assert "stalemate" in found.finding.sentence


def test_without_a_conclusion_there_is_nothing_to_turn(setting):
    share = sim.frequencies(sim.simulate(setting, worlds=300)).set_index("outcome")["share"]["stalemate"]
    with pytest.raises(InputError, match=r"does not tell on which side of .* there is no conclusion to turn"):
        nearest(setting, "stalemate", round(float(share), 2), TERRITORY, **FEW)


@pytest.mark.parametrize(
    ("among", "said"),
    [("calendar", "nothing that is named can be moved"), ("mechanisms.guarantee", "there is no parameter or group")],
)
def test_what_cannot_move_is_refused(setting, among, said):
    with pytest.raises(InputError, match=said):
        nearest(setting, "stalemate", 0.5, among, **FEW)
