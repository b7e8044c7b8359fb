"""Tipping points of the model itself, in few worlds of two years; and answers about shares that are known."""

import json

import numpy as np
import pytest

import sim
from sim.analysis.answers import Answer
from sim.analysis.tipping.answer import Question, Tipping
from sim.analysis.tipping.asking import tipping
from sim.analysis.tipping.axes import axis_of
from sim.analysis.tipping.frontier import Frontier
from sim.analysis.tipping.search import search
from sim.common.errors import InputError
from tests.analysis.tipping.conftest import plain

TERRITORY, FORCE = "actors.azerbaijan.weights.territory", "mechanisms.force.decisiveness"
US = "mechanisms.guarantees.credibility.united_states"
SHORT = {"calendar.horizon": 8}
FEW = {"worlds": 40, "budget": 4_000, "workers": 1}


@pytest.fixture(scope="module")
def setting():
    return sim.load("ratelle2025", changes=SHORT)


@pytest.fixture(scope="module")
def found(setting):
    return tipping(setting, TERRITORY, "stalemate", 0.8, tolerance=0.005, high=1.0, **FEW)


def made(known, share, level, tolerance=0.02, written=US, budget=30_000, seed=1):
    """The answer about a share that is known."""
    setting = sim.load("ratelle2025")
    axis = axis_of(setting, written)
    row = axis.row(17, tolerance)
    question = Question(setting, "war", level, tolerance, 400, budget, seed)
    return Tipping(question, axis, search(known(share), [row], level, 400, budget))


def test_a_tipping_value_of_the_model_is_found_with_the_share_on_either_side(found):
    """Without any weight of territory nothing is signed within two years, and with its usual weight often."""
    low, high = found.interval
    assert 0 < low < found.value < high < 1
    shares = found.points.set_index("value")["share"]
    assert shares.iloc[0] > 0.8 > shares.iloc[-1]
    assert found.finding.sentence.startswith(
        "If Ratelle is right (with 1 parameter set by hand), stalemate falls below 80 %"
    )


def test_the_share_at_a_value_is_that_of_a_run_with_this_value(found, setting):
    """The first looks at the ends are neither corrected nor played again."""
    row = found.points.iloc[-1]
    run = sim.simulate(setting.replace({TERRITORY: float(row["value"])}), worlds=int(row["worlds"]))
    assert row["count"] == (run.table["outcome"] == "stalemate").sum()


def test_no_more_worlds_are_played_than_allowed(found):
    assert found.found.spent <= FEW["budget"]
    assert not found.met
    assert any("worlds allowed are not enough for that" in one for one in found.sentences)


def test_an_answer_is_told_in_json_on_a_page_and_as_a_picture(found):
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert "--tolerance 0.005 --low 0 --high 1" in told["command"]
    assert set(told["tables"]) == {"crossings", "stands", "curve"}
    assert told["command"].startswith("python -m sim tipping ratelle2025 --set calendar.horizon=8 --outcome")
    assert found.finding.sentence in plain(sim.report(found).html)
    assert isinstance(found, Answer)


def test_everybody_is_told_on_which_side_they_stand(known):
    answer = made(known, lambda value: 0.4 - 0.4 * value, 0.3)
    sides = answer.stands.set_index("name")["side"]
    assert answer.value == pytest.approx(0.25, abs=0.05)
    assert sides[["baseline", "Ratelle 2025"]].tolist() == ["below", "above"]
    assert len(sides) == 1 + len(sim.worldviews())


def test_a_setting_that_differs_from_its_author_is_among_those_who_stand_somewhere(known):
    setting = sim.load("ratelle2025", policies="western_guarantee")
    axis = axis_of(setting, US)
    question = Question(setting, "war", 0.3, 0.02, 400, 30_000, 1)
    answer = Tipping(
        question, axis, search(known(lambda value: 0.4 - 0.4 * value), [axis.row(17, 0.02)], 0.3, 400, 30_000)
    )
    assert answer.stands.set_index("name").loc["this setting", ["value", "side"]].tolist() == [0.6, "below"]


def test_few_worlds_are_corrected_by_the_many_at_the_crossing(known):
    """The first 400 worlds have 3 points less luck than all; the curve beside the crossing does not show that any more."""
    worlds = 30_000
    luck = np.random.default_rng(3).random(worlds)
    order = np.argsort(luck)[::-1]
    luck[:400], luck[order[:12]] = luck[:400], luck[order[:12]]
    player = known(lambda value: 0.4 - 0.4 * value, seed=8)
    player.luck[:400] = np.linspace(0, 1, 400) ** 0.9
    axis = axis_of(sim.load("ratelle2025"), US)
    answer = Tipping(
        Question(sim.load("ratelle2025"), "war", 0.3, 0.01, 400, worlds, 1), axis,
        search(player, [axis.row(17, 0.01)], 0.3, 400, worlds),
    )  # fmt: skip
    near = answer.points[(answer.points["value"] > 0.15) & (answer.points["value"] < 0.35)]
    few = near[near["worlds"] == 400]
    raw = (few["count"] / few["worlds"] - (0.4 - 0.4 * few["value"])).abs().mean()
    corrected = (few["share"] - (0.4 - 0.4 * few["value"])).abs().mean()
    assert len(few)
    assert corrected < raw / 2
    assert ((few["low"] <= few["share"]) & (few["share"] <= few["high"])).all()


def test_a_level_that_is_not_crossed_is_an_answer_that_says_how_near_the_share_comes(known):
    answer = made(known, lambda value: 0.2 - 0.1 * value, 0.5)
    assert not answer.crosses
    assert np.isnan(answer.value)
    assert "war stays below 50 %" in answer.finding.sentence
    assert "comes no nearer than 2" in answer.finding.sentence
    assert answer.crossings.empty


def test_a_share_that_may_touch_the_level_is_not_said_to_stay_on_one_side(known):
    answer = made(known, lambda value: 0.25 - 0.001 * value, 0.25, budget=12_000)
    assert "worlds cannot tell whether war crosses 25 %" in answer.finding.sentence
    assert "stays" not in answer.finding.sentence


def test_a_second_parameter_gives_a_frontier(setting):
    found = tipping(setting, [TERRITORY, FORCE], "stalemate", 0.8, worlds=80, budget=9_000, workers=1)
    assert isinstance(found, Frontier)
    assert len(found.slices) == 9
    assert found.crosses
    assert set(found.crossings["direction"]) == {"falls"}
    assert found.found.spent <= 9_000
    assert len(found.tables[0].rows) == 9
    assert found.finding.sentence in plain(sim.report(found).html)


def test_a_frontier_says_on_which_side_a_value_without_a_crossing_lies(known):
    setting = sim.load("ratelle2025")
    first, second = axis_of(setting, US), axis_of(setting, FORCE)
    seconds = second.levels(9)

    def player(places, worlds):
        luck = np.random.default_rng(2).random(worlds)
        return np.array([luck < 0.05 + 0.1 * seconds[of] * (1 - value) for of, value in places])

    found = search(player, [first.row(9, 0.02)] * 9, 0.3, 400, 120_000)
    answer = Frontier(Question(setting, "war", 0.3, 0.02, 800, 120_000, 1), first, second, found)
    told = [row[1] for row in answer.tables[0].rows]
    assert told[:4] == ["below throughout"] * 4
    assert all(words.startswith("falls at") for words in told[5:])
    assert "at 0 to 1.88 it stays below" in answer.finding.sentence
    assert answer.crossings["value"].is_monotonic_increasing
    assert answer.tables[0].head == ("value", "war")


def test_a_frontier_that_the_worlds_do_not_tell_says_how_to_give_more(known):
    setting = sim.load("ratelle2025")
    first, second = axis_of(setting, US), axis_of(setting, FORCE)
    found = search(lambda places, worlds: np.arange(worlds) % 10 < np.full((len(places), 1), 3), [first.row(9, 0.02)] * 9,
                   0.3, 100, 9_000)  # fmt: skip
    answer = Frontier(Question(setting, "war", 0.3, 0.02, 200, 9_000, 1), first, second, found)
    (hint,) = (one for one in answer.sentences if "cannot tell" in one)
    assert "At 9 of 9 values" in hint
    assert "Give more --worlds" in hint


@pytest.mark.parametrize(
    ("parameter", "options", "said"),
    [
        ([US, US], {}, "is given twice; a frontier needs two different"),
        ([US, f"{US}+mechanisms.guarantees.credibility.european_union"], {}, "is given twice"),
        ([US, FORCE, TERRITORY], {}, "3 parameters are too many"),
        (US, {"budget": 100}, "the first look alone takes 680 worlds"),
        (US, {"tolerance": 0.6}, "would allow the whole of 0 to 0.9"),
        ("calendar.horizon", {"tolerance": 1.0}, "told exactly; omit the tolerance"),
        (US, {"worlds": 5}, "worlds must be a whole number, 20 or more"),
    ],
)
def test_what_cannot_be_answered_is_refused_before_anything_is_played(setting, parameter, options, said, monkeypatch):
    monkeypatch.setattr("sim.analysis.playing.Bench.play", lambda *_: pytest.fail("something was played"))
    with pytest.raises(InputError, match=said):
        tipping(setting, parameter, "war", 0.3, **{**FEW, **options})


def test_the_caption_names_the_fewest_and_the_most_worlds_of_a_value(found):
    (told,) = found.settings
    assert (told.fewest, told.worlds) == (found.trace.worlds.min(), found.trace.worlds.max())
    assert told.fewest < told.worlds
