"""Claims are judged on the same worlds, each setting is played once, and a family pays for its size."""

import dataclasses
import doctest
import json

import numpy as np
import pytest

from sim.analysis.claims import asking
from sim.analysis.claims.asking import claims, findings
from sim.analysis.claims.judging import AS_IT_IS, judge
from sim.analysis.claims.playing import Settings, play_all, precisions, sharpened
from sim.analysis.claims.verdicts import BORNE_OUT, VERDICTS, verdict
from sim.common.errors import UnknownNameError
from sim.parameters import load
from sim.parameters.claims import read_claims
from sim.parameters.overlays import overlay_names
from sim.studies.shares.differences import differences
from sim.studies.study import simulate

ASKED = ("calendar.horizon", 8)


def short(claim):
    """A claim over two years instead of ten, so that it is soon played."""
    settings = [dataclasses.replace(one, changes=(*one.changes, ASKED)) for one in (*claim.before, claim.after)]
    return dataclasses.replace(claim, before=tuple(settings[:-1]), after=settings[-1])


@pytest.fixture(scope="module")
def found():
    """A claim of each form: one change, several comparisons, a line, another measure, worldviews."""
    return judge([short(claim) for claim in read_claims(["R5", "E5", "F7", "A13", "F17"])], 150, 3, workers=1)


def test_the_effect_is_that_of_the_same_worlds_counted_by_hand():
    (claim,) = (short(claim) for claim in read_claims(["A14"]))
    claim = dataclasses.replace(claim, measures=("new_confrontation",))
    (judged,) = judge([claim], 200, 5, workers=1)
    before, after = (
        simulate(setting.parameters(claim.worldview), worlds=200, seed=5) for setting in (claim.before[0], claim.after)
    )
    table = differences(before, after).set_index("outcome")
    expected = 100 * table.loc["new_confrontation", ["difference", "low", "high"]].to_numpy(dtype=float)
    assert tuple(judged.own.effect) == pytest.approx(tuple(expected))


def test_every_form_of_claim_is_judged_by_its_own_interval(found):
    for one in found:
        assert one.own.verdict == verdict(one.own.effect, one.claim.direction, one.claim.least)
        assert one.own.verdict in VERDICTS
        assert one.doubled.verdict in VERDICTS


def test_a_family_pays_for_all_its_comparisons(found):
    assert sum(one.claim.comparisons for one in found) == 12
    assert {one.confidence for one in found} == {1 - 0.05 / 12}


def test_claims_are_asked_in_the_other_worldviews_unless_they_compare_them(found):
    for one in found:
        told = one.to_dict()["also_holds_in"]
        if one.claim.id == "F17":
            assert told is None
        else:
            assert set(one.others) == set(overlay_names("worldview")) - {one.claim.worldview}
            assert told == [name for name, judged in one.others.items() if judged.verdict == BORNE_OUT]


def test_findings_can_be_written_as_json(found):
    told = json.loads(json.dumps([one.to_dict() for one in found], allow_nan=False))
    needed = {"id", "article", "effect", "low", "high", "verdict", "verdict_double_precision"}
    assert all(needed <= one.keys() for one in told)
    assert [one["id"] for one in told] == [one.claim.id for one in found]


def test_a_setting_that_several_claims_need_is_played_once():
    settings = Settings()
    one = settings.add(load("ratelle2025"), AS_IT_IS, ["signed"])
    other = settings.add(load("ratelle2025", changes={}), AS_IT_IS, ["relapse"])
    assert (one, len(settings), settings.wanted[one]) == (other, 1, {"signed", "relapse"})
    settings.add(load("ratelle2025"), 2.0, ["signed"])
    assert len(settings) == 2


def test_blocks_and_workers_change_nothing(monkeypatch):
    settings = Settings()
    parameters = load("dersimonian2024", changes={"calendar.horizon": 6})
    key = settings.add(parameters, AS_IT_IS, ["fear", "challenged"])
    whole = play_all(settings, 90, 2, workers=1)[key]
    monkeypatch.setattr("sim.analysis.claims.playing.CHUNK", 40)
    done = []
    parts = play_all(settings, 90, 2, workers=2, progress=lambda *counted: done.append(counted))[key]
    assert all(np.array_equal(whole[name], parts[name]) for name in whole)
    assert done[-1] == (90, 90)


def test_doubled_precision_is_that_of_all_seven_actors_and_of_nothing_else():
    values = load().values
    doubled = sharpened(values, 2.0)
    assert {name for name in values if doubled[name] != values[name]} == set(precisions())
    assert all(doubled[name] == 2 * values[name] for name in precisions())
    assert sharpened(values, 1.0) == dict(values)


def test_an_unknown_claim_is_refused_before_anything_is_played():
    with pytest.raises(UnknownNameError, match="unknown article or claim 'ratele2025'; nearest: ratelle2025"):
        findings("ratele2025", worlds=10)


def test_the_example_of_the_public_function_holds(two_years):
    assert doctest.testmod(asking) == (0, 3)


def test_the_table_has_one_row_per_claim():
    table = claims(["E11"], worlds=50, workers=1)
    assert table["id"].tolist() == ["E11"]
    assert table["verdict"].isin(list(VERDICTS)).all()
