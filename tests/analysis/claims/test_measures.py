"""Every measure has words and is read off the worlds as they are recorded."""

import numpy as np
import pytest

from sim.analysis.claims.measures import READ, read
from sim.model.walk import Walk
from sim.parameters import load, parameters_folder
from sim.parameters.baseline import read_baseline
from sim.parameters.measures import MEASURES
from sim.parameters.overlays import overlay_names
from sim.parameters.settings import read_stages

WORLDS = 300


@pytest.fixture(scope="module")
def ended():
    """A walk at its end with its table and all measures."""
    walk = Walk(load("dersimonian2024"), np.arange(WORLDS), 1).run()
    return walk.table(), read(walk, tuple(READ))


def test_every_measure_has_words_and_can_be_read(ended):
    assert set(READ) == set(MEASURES)
    for name, values in ended[1].items():
        assert values.shape == (WORLDS,)
        assert (values.dtype == bool) == MEASURES[name].share, name


def test_outcomes_and_events_are_those_of_the_table(ended):
    table, found = ended
    outcome = table["outcome"].astype(str)
    expected = {
        "stalemate": outcome == "stalemate",
        "no_war": table["war_quarter"].isna(),
        "war": table["war_timing"].notna(),
        "force": table[["crises", "faits_accomplis", "wars"]].sum(axis=1) > 0,
        "calm_peace": outcome.isin(["ideal_peace", "formal_peace"]),
        "signed": table["first_signed_quarter"].notna(),
        "war_after_signature": table["war_timing"] == "after_signature",
        "relapse": table["relapse_quarter"].notna(),
        "reneged": table["relapse_cause"] == "reneging",
        "challenged": ~table["general_deterrence"],
        "drawn_in": table.filter(like="drawn_in_").any(axis=1),
    }
    for name, where in expected.items():
        assert (found[name] == where.to_numpy()).all(), name


def test_what_is_quiet_is_in_force_and_what_is_extorted_took_a_challenge(ended):
    table, found = ended
    in_force = table["signed_quarter"].notna() & (table["outcome"] != "new_confrontation")
    assert 0 < found["quiet"].sum() < in_force.sum()
    assert in_force[found["quiet"]].all()
    assert found["quiet"][table["outcome"].isin(["ideal_peace", "formal_peace"])].all()
    assert 0 < found["extorted"].sum() < found["challenged"].sum()
    assert found["challenged"][found["extorted"]].all()


def test_challenges_are_counted_as_in_the_table(ended):
    table, found = ended
    assert table["challenges"].max() > 1
    assert (found["challenges"] == table["challenges"].to_numpy()).all()


def test_levels_lie_within_their_scales(ended):
    for name in [name for name, measure in MEASURES.items() if not measure.share and name != "challenges"]:
        values = ended[1][name]
        low = -1 if name in ("alignment", "orientation") else 0
        assert (values[~np.isnan(values)] >= low).all(), name
        assert (values[~np.isnan(values)] <= 1).all(), name


def test_answers_have_no_meaning_without_a_challenge(ended):
    assert (np.isnan(ended[1]["answers"]) == ~ended[1]["challenged"]).all()


@pytest.mark.parametrize("worldview", overlay_names("worldview"))
def test_the_stage_of_a_signed_agreement_is_reached_at_once(worldview):
    stage = read_stages(read_baseline(), parameters_folder())["signed"]
    setting = stage.parameters(worldview).replace({"calendar.horizon": 4})
    table = Walk(setting, np.arange(200), 1).run().table()
    assert (table["first_signed_quarter"] == 0).mean() > 0.95
    assert table["ratified_quarter"].notna().mean() > 0.9


@pytest.mark.parametrize("name", ["armenia_decides", "azerbaijan_decides"])
def test_a_text_lies_on_the_table_where_one_side_decides(name):
    stage = read_stages(read_baseline(), parameters_folder())[name]
    for worldview in overlay_names("worldview"):
        assert Walk(stage.parameters(worldview), np.arange(4), 1).worlds.text_agreed.all()
