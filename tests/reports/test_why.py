"""Why it comes out so: the steps on the way, the parts of a change of war, and the causes of war."""

import numpy as np
import pytest

import sim
from sim.analysis.contrast.answer import contrast_of
from sim.analysis.war_and_deterrence import DETERRENCE_WORDS
from sim.reports import why
from sim.reports.why import STEPS, why_of_contrast, why_of_studies

SHORT = {"calendar.horizon": 16}
WAR_COST = "actors.azerbaijan.war_cost"


@pytest.fixture(scope="module")
def studies():
    return [sim.simulate(sim.load("araz2023", changes={**SHORT, WAR_COST: cost}), 200, seed=3) for cost in (0.05, 0.2)]


@pytest.fixture(scope="module")
def found(studies):
    return contrast_of(*studies)


def test_each_step_is_counted_in_every_setting(studies):
    way, *_ = why_of_studies(studies)
    rows = {row[0]: row[1:] for row in way.tables[0].rows}
    assert len(rows) == len(STEPS)
    assert "An outside power answers a challenge (of all worlds)" in rows
    wars = [study.table["war_timing"].notna().mean() for study in studies]
    assert [f"{100 * share:.0f}" in cell for share, cell in zip(wars, rows["War breaks out"], strict=True)] == [
        True,
        True,
    ]


def test_one_setting_has_its_causes_with_the_most_frequent_in_a_sentence(studies):
    _, causes, deterrence = why_of_studies(studies[:1])
    assert causes.sentences[0].startswith("War broke out in ")
    assert causes.tables[0].rows[0][0] in causes.sentences[0]
    assert len(deterrence.tables[0].rows) == 5


def test_without_a_war_there_is_no_table_of_causes():
    study = sim.simulate(sim.load("fattah2025", changes={"calendar.horizon": 4}), 5, seed=1)
    study.table["war_cause"] = np.nan
    assert why._causes([study], ["x"]).sentences == [why.NO_WAR]
    assert why._causes([study, study], ["x", "y"]).sentences == [why.NO_WAR]


def test_the_parts_of_a_change_of_war_add_up_to_it(studies):
    one, other = (why._chances(study.table) for study in studies)
    often = (other[0] - one[0]) * (one[1] + other[1]) / 2
    after = (other[1] - one[1]) * (one[0] + other[0]) / 2
    wars = [study.table["war_timing"].notna().mean() for study in studies]
    assert often + after + other[2] - one[2] == pytest.approx(wars[1] - wars[0])


def test_a_sure_change_of_war_is_told_through_challenges(found):
    one, other = (study.table for study in found.studies)
    steps = why._changes(one, other).assign(difference=-0.15, low=-0.2, high=-0.1)
    (told,) = why._channel(one, other, steps, found)
    assert told.startswith("War falls by 15.0 points: ")
    assert "Of the worlds with a challenge, war came in " in told
    assert told.endswith(why.ARITHMETIC)
    assert why._channel(one, other, steps.assign(high=0.1), found) == []


def test_an_interval_that_the_worlds_give_decides_what_is_told():
    """Twenty worlds that differ in nothing but a war: with none, with all, and with one."""
    calm = sim.simulate(sim.load("araz2023", changes={"calendar.horizon": 4}), 20, seed=1).table
    calm = calm.assign(war_timing=None, challenges=1)
    for wars, sure in ((0, False), (1, False), (20, True)):
        other = calm.assign(war_timing=["before_signature"] * wars + [None] * (20 - wars))
        war = why._changes(calm, other).set_index("step").loc[why.WAR]
        assert war["low"] <= war["difference"] <= war["high"]
        assert war["difference"] == wars / 20
        assert (war["low"] > 0) == sure


def test_the_largest_sure_changes_are_told_without_war_itself(found):
    steps = why._changes(found.one.table, found.other.table)
    surely = steps.assign(low=0.1, high=0.2)
    (told,) = why._most_moved(surely, found)
    assert told.startswith("The largest changes on the way: ")
    assert told.count(" of the worlds ") == why.TOLD_STEPS
    assert "war breaks out" not in told


def test_no_sure_change_is_said_as_such(studies):
    same = contrast_of(studies[0], studies[0])
    way = why_of_contrast(same)[0]
    assert way.sentences == ["No step on the way surely happens more or less often."]


def test_each_share_of_what_deterrence_did_says_of_which_worlds_it_is(studies, found):
    for parts in (why_of_studies(studies), why_of_contrast(found)):
        (rows,) = (part.tables[0].rows for part in parts if part.heading == why.DETERRENCE)
        assert [row[0].rsplit(", ", 1)[1] for row in rows] == [whose for _, whose in DETERRENCE_WORDS.values()]


def test_the_table_of_causes_says_that_each_war_has_one_cause_there(studies, found):
    for parts in (why_of_studies(studies[:1]), why_of_studies(studies), why_of_contrast(found)):
        (causes,) = (part for part in parts if part.heading == why.CAUSES)
        assert causes.sentences[-1] == why.ONE_CAUSE
