"""Asked from Python, the parts of played disagreements add up, and what makes no sense is refused before anything is played."""

import doctest
import shlex

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.disagreement import asking
from sim.cli.main import command_of

SHORT = {"calendar.horizon": 6}
FORCE, MILITARISM = "mechanisms.force.decisiveness", "actors.azerbaijan.militarism"
QUICK = {"worlds": 24, "workers": 1}
BY_WORLD = sim.load("fattah2025", changes={MILITARISM: np.array([0.1, 0.2])})
TWO = {"Baku": "actors.azerbaijan"}


def short(name, **options):
    return sim.load(name, changes=SHORT, **options)


@pytest.fixture(scope="module")
def found():
    """All 256 settings between two authors, in few worlds and quarters."""
    return sim.disagree(short("araz2023"), short("fattah2025"), "deferred_tension", **QUICK)


def test_the_parts_add_up_in_each_world_and_in_the_mean(found):
    one, other = (sim.simulate(end, 24).table["outcome"] == "deferred_tension" for end in found.parameters)
    difference = other.to_numpy().astype(float) - one.to_numpy()
    assert np.abs(found.per_world.sum(axis=1).to_numpy() - difference).max() < 1e-12
    assert found.parts["part"].sum() == pytest.approx(difference.mean(), abs=1e-12)
    assert found.shares == (pytest.approx(one.mean()), pytest.approx(other.mean()))
    assert float(found.change.size) == pytest.approx(difference.mean())
    assert found.per_world.abs().to_numpy().sum() > 0
    assert len(found.interactions) == 28


def test_the_table_of_assumptions_begins_with_the_largest_part_and_misses_nothing(found):
    assert len(found.assumptions) == found.parts["parameters"].sum()
    assert found.assumptions["group"].iloc[0] == found.parts["label"].iloc[0]
    assert list(dict.fromkeys(found.assumptions["group"])) == found.parts["label"].tolist()


def test_two_settings_that_differ_in_one_group_only_get_everything_from_it():
    one = short("baseline")
    found = sim.disagree(one, one.replace({FORCE: 5.0, "mechanisms.force.status_quo": 0.0}), "stalemate", **QUICK)
    assert found.parts[["group", "parameters"]].values.tolist() == [["balance", 2]]
    assert found.parts["part"].tolist() == [pytest.approx(float(found.change.size), abs=1e-12)]
    assert found.interactions.empty
    assert "one group of assumptions, from which the whole difference comes" in found.sentences[0]


def test_turned_around_the_parts_change_their_sign():
    settings = short("araz2023"), short("fattah2025")
    there = sim.disagree(*settings, "deferred_tension", groups=TWO, **QUICK)
    back = sim.disagree(*settings[::-1], "deferred_tension", groups=TWO, **QUICK)
    order = ["Baku", "rest"]
    one, two = (found.parts.set_index("group").loc[order] for found in (there, back))
    assert two["part"].tolist() == pytest.approx((-one["part"]).tolist(), abs=1e-12)
    assert two["first"].tolist() == pytest.approx((-one["last"]).tolist(), abs=1e-12)


def test_a_worldview_can_be_named_and_groups_given_as_a_table():
    table = pd.DataFrame({"group": ["Baku"], "parameter": ["actors.azerbaijan"]})
    settings = short("araz2023"), short("fattah2025")
    one, two = (sim.disagree(*settings, "stalemate", groups=groups, **QUICK) for groups in (TWO, table))
    assert one.parts.equals(two.parts)
    assert "given by hand" in " ".join(one.sentences)
    assert one.command.startswith("# disagree: from Python")
    with pytest.raises(sim.InputError, match="unknown worldview 'araz'"):
        sim.disagree("araz", "fattah2025", "war")


def test_the_pairs_of_a_matrix_are_those_of_single_questions():
    settings = [short(name) for name in ("baseline", "araz2023", "fattah2025")]
    found = sim.disagreements("deferred_tension", settings, groups=TWO, split=10, **QUICK)
    assert found.pairs[["one", "other"]].values.tolist() == [
        ["the baseline", "Araz 2023"], ["the baseline", "Fattah 2025"], ["Araz 2023", "Fattah 2025"],
    ]  # fmt: skip
    alone = sim.disagree(*settings[1:], "deferred_tension", groups=TWO, split=10, **QUICK)
    assert found.disagreements[2].parts.equals(alone.parts)
    assert found.pairs["difference"].iloc[2] == pytest.approx(float(alone.change.size))
    for part, pair in zip(found.disagreements, found.pairs["difference"], strict=True):
        assert part.parts["part"].sum() == pytest.approx(pair, abs=1e-12)


@pytest.mark.parametrize("many", [False, True])
def test_the_command_that_an_answer_tells_asks_the_same(many):
    over = {**SHORT, FORCE: 2.0}
    names = ["araz2023", "fattah2025", "ratelle2025"][: 3 if many else 2]
    settings = [sim.load(name, "western_guarantee", over) for name in names]
    ask = (lambda: sim.disagreements("war", settings, seed=3, split=2, worlds=4, workers=1)) if many else (
        lambda: sim.disagree(*settings, "war", seed=3, split=2, worlds=4, workers=1)
    )  # fmt: skip
    name, *words = shlex.split(ask().command)[3:]
    typed = command_of(name).make_context(name, words).params
    assert typed["names"] == tuple(names)
    assert (typed["outcome"], typed["worlds"], typed["split"], typed["seed"]) == ("war", 4, 2, 3)
    assert typed["policies"] == ("western_guarantee",)
    assert set(typed["changes"]) == {"calendar.horizon=6", f"{FORCE}=2.0"}


@pytest.mark.usefixtures("nothing_played")
@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: sim.disagree("araz2023", "araz2023", "war"), "assume the same"),
        (lambda: sim.disagree("araz2023", "fatah2025", "war"), "nearest: fattah2025"),
        (lambda: sim.disagree("araz2023", 5, "war"), "the name of a worldview, or parameters"),
        (lambda: sim.disagree("araz2023", "fattah2025", "wars"), "nearest: war"),
        (lambda: sim.disagree("araz2023", "fattah2025", ["war"]), "outcome must be one of the words"),
        (lambda: sim.disagree("araz2023", "fattah2025", "war", worlds=0), "worlds must be"),
        (lambda: sim.disagree("araz2023", "fattah2025", "war", split=1), "split must be"),
        (lambda: sim.disagree("araz2023", "fattah2025", "war", worlds=10, split=20), "split 20 worlds of 10"),
        (lambda: sim.disagree("araz2023", "fattah2025", "war", groups={"a": "x.y"}), "unknown parameter 'x.y'"),
        (lambda: sim.disagree("araz2023", sim.load("fattah2025", "public_sanctions"), "war"), "bind actors"),
        (lambda: sim.disagreements("war", ["araz2023"]), "two worldviews at least; 1 given"),
        (lambda: sim.disagreements("war", ["araz2023", "fattah2025", "araz2023"]), "Araz 2023 is given twice"),
        (lambda: sim.disagreements("war", "araz2023"), "worldviews must be a list"),
        (lambda: sim.disagree("araz2023", BY_WORLD, "war"), "world by world"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(call, said):
    with pytest.raises(sim.InputError, match=said):
        call()


def test_the_examples_hold():
    assert doctest.testmod(asking).failed == 0
