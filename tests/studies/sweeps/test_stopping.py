"""Rules for stopping: what they promise holds although the results are looked at several times."""

import numpy as np
import pandas as pd
import pytest

from sim import InputError, design, open_study, sweep
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps.stopping import Difference, Width, looks_at, rule_from

REPEATS, FEWER = 1_000, 400
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


def played(rule, worlds, shares, rng, pairs=False):
    """Counts of made-up cells at each look of a study, until the rule is met; what stands at the end, and at which look."""
    luck = rng.random((1, worlds)) if pairs else rng.random((len(shares), worlds))
    reached = luck < np.asarray(shares)[:, None]
    for look, seen in enumerate(looks_at(rule, worlds), start=1):
        counts = pd.DataFrame({"cell": range(len(shares)), "worlds": seen, "stalemate": reached[:, :seen].sum(axis=1)})
        fates = {cell: coded(own[:seen]) for cell, own in enumerate(reached)} if pairs else None
        if rule.settled(counts, look, fates) or look == rule.looks:
            return counts, fates, look
    raise AssertionError


def coded(reached):
    """Fates of made-up worlds that end in stalemate or in formal peace."""
    return np.where(reached, OUTCOMES.index("stalemate"), OUTCOMES.index("formal_peace")).astype(np.uint8)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5])
def test_the_interval_at_the_stop_covers_the_truth_as_often_as_it_says(share):
    from sim.studies.shares.intervals import wilson

    rng = np.random.default_rng(7)
    rule = Width("stalemate", below=0.06, looks=5)
    covered = stopped_early = 0
    for _ in range(REPEATS):
        counts, _, look = played(rule, 4_096, [share], rng)
        low, high = wilson(counts["stalemate"], counts["worlds"], rule.confidence_at(look))
        covered += bool(low[0] <= share <= high[0])
        stopped_early += look < rule.looks
    assert covered / REPEATS >= rule.confidence
    assert stopped_early > REPEATS / 2


def test_every_cell_must_be_narrow_enough():
    rule = Width("stalemate", below=0.03)
    narrow = pd.DataFrame({"worlds": [5_000, 5_000], "stalemate": [10, 20]})
    assert rule.settled(narrow, 1)
    assert not rule.settled(narrow.assign(stalemate=[10, 2_500]), 1)
    assert not rule.settled(pd.DataFrame({"worlds": [0], "stalemate": [0]}), 1)


@pytest.mark.parametrize("pairs", [False, True])
def test_equal_cells_are_hardly_ever_called_different(pairs):
    rng = np.random.default_rng(11)
    rule = Difference("stalemate", 0, 1)
    wrong = 0
    for _ in range(FEWER):
        shares = [0.3, 0.3]
        if pairs:
            # Same luck would make equal cells equal world by world: let them differ both ways equally often.
            first = rng.random(512) < 0.3
            second = np.where(rng.random(512) < 0.2, rng.random(512) < 0.3, first)
            fates = {0: coded(first), 1: coded(second)}
            wrong += any(rule.settled(None, k, {c: f[:n] for c, f in fates.items()}) for k, n in looks(rule, 512))
        else:
            counts, _, look = played(rule, 512, shares, rng)
            wrong += rule.settled(counts, look)
    # The true chance of error is 5 % at most; the test allows for the luck of so many repeats.
    assert wrong / FEWER <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / FEWER)


def looks(rule, worlds):
    return list(enumerate(looks_at(rule, worlds), start=1))


def test_a_clear_difference_is_found_early_and_with_the_right_sign():
    rng = np.random.default_rng(13)
    rule = Difference("stalemate", 0, 1)
    early = 0
    for _ in range(200):
        counts, _, look = played(rule, 4_096, [0.5, 0.3], rng)
        low, high = rule.interval(counts, look)
        assert low > 0 or high < 0
        early += look < rule.looks
        assert counts["stalemate"][0] > counts["stalemate"][1]
    assert early > 180


def test_shared_luck_decides_sooner_than_separate_samples():
    rng = np.random.default_rng(17)
    rule = Difference("stalemate", 0, 1)
    alone = [played(rule, 8_192, [0.33, 0.30], rng)[2] for _ in range(100)]
    shared = [played(rule, 8_192, [0.33, 0.30], rng, pairs=True)[2] for _ in range(100)]
    assert np.mean(shared) < np.mean(alone) - 0.5


def test_the_error_that_is_spent_adds_up_to_what_is_allowed():
    for rule in (Difference("stalemate", 0, 1), Width("stalemate", 0.1), Difference("stalemate", 0, 1, looks=1)):
        spent = [1 - rule.confidence_at(look) for look in range(1, rule.looks + 1)]
        assert sum(spent) == pytest.approx(0.05)
    first, *_, last = (1 - Difference("stalemate", 0, 1).confidence_at(look) for look in range(1, 6))
    assert first < 1e-6 < last


def test_looks_double():
    assert looks_at(Width("stalemate", 0.1), 1_600) == [100, 200, 400, 800, 1_600]
    with pytest.raises(InputError, match="too few for 5 looks"):
        looks_at(Width("stalemate", 0.1), 8)


@pytest.mark.parametrize(
    "made",
    [
        lambda: Width("peace", 0.1),
        lambda: Width("stalemate", 0),
        lambda: Width("stalemate", 1.5),
        lambda: Width("stalemate", float("nan")),
        lambda: Width("stalemate", 0.1, looks=0),
        lambda: Width("stalemate", 0.1, looks=21),
        lambda: Width("stalemate", 0.1, confidence=1.0),
        lambda: Difference("stalemate", 1, 1),
        lambda: Difference("stalemate", -1, 1),
        lambda: Difference("stalemate", "a", 1),
        lambda: rule_from({"rule": "patience"}),
        lambda: rule_from({"rule": "width", "outcome": "stalemate"}),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(made):
    with pytest.raises(InputError):
        made()


def cells():
    return design.grid({CREDIBILITY: [0.0, 0.8], "calendar.horizon": 6})


def test_a_study_stops_at_the_first_look_that_is_precise_enough(tmp_path):
    rule = Width("ideal_peace", below=0.15)
    study = sweep(cells(), 3_200, until=rule, out=tmp_path / "s", workers=1)
    opened = open_study(tmp_path / "s")
    assert study.settled
    assert opened.settled
    assert opened.complete
    assert (opened.until, opened.looks) == (rule, study.looks)
    assert set(study.counts["worlds"]) == {3_200 // 2 ** (5 - study.looks)}
    assert study.worlds < 6_400
    assert study.confidence == rule.confidence_at(study.looks) > 0.95
    # The same command again plays nothing, and the same worlds give the same counts without any rule.
    fresh = []
    sweep(cells(), 3_200, until=rule, out=tmp_path / "s", workers=1, progress=lambda p: fresh.append(p.fresh))
    assert fresh == [0]
    plain = sweep(cells(), int(study.counts["worlds"][0]), workers=1)
    pd.testing.assert_frame_equal(study.counts, plain.counts)


def test_a_study_that_is_never_precise_enough_plays_all_its_worlds():
    study = sweep(cells(), 64, until=Width("ideal_peace", below=0.001), workers=1)
    assert (study.settled, study.looks, study.complete) == (False, 5, True)


@pytest.mark.parametrize("independent", [False, True])
def test_a_study_stops_when_a_difference_is_decided(independent):
    grid = design.grid({"worldview": ["araz2023", "fattah2025"], "calendar.horizon": 16})
    study = sweep(grid, 1_600, until=Difference("new_confrontation", 0, 1), independent=independent, workers=1)
    assert study.settled
    assert study.looks < 5
    found = study.difference(1, 0, "new_confrontation").iloc[0]
    assert found["paired"] == (not independent)
    low, high = study.until.interval(study.counts, study.looks, None if independent else study.store.fates([0, 1]))
    assert (found["low"], found["high"]) == pytest.approx((low, high))


def test_shared_draws_decide_without_rows_what_separate_samples_leave_open():
    axes = {"actors.azerbaijan.war_cost": [0.13, 0.15], "worldview": ["araz2023"], "calendar.horizon": 16}
    study = sweep(design.grid(axes), 1_600, until=Difference("new_confrontation", 0, 1, looks=2), workers=1)
    assert study.settled
    assert not study.until.settled(study.counts, study.looks)


def test_a_rule_about_cells_that_do_not_exist_or_a_study_that_may_not_grow_is_refused(tmp_path):
    with pytest.raises(InputError, match="no cell 7"):
        sweep(cells(), 64, until=Difference("stalemate", 0, 7))
    rule = Width("ideal_peace", below=0.001)
    sweep(cells(), 16, until=rule, out=tmp_path / "s", workers=1)
    with pytest.raises(InputError, match="looks were planned"):
        sweep(cells(), 32, until=rule, out=tmp_path / "s", workers=1, extend=True)
