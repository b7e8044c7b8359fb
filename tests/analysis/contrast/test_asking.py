"""`compare` takes settings in any form, plays them on the same worlds, and refuses what cannot be compared."""

import doctest
import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.contrast import asking, flips
from sim.analysis.contrast.finding import finding_of_differences, finding_of_two
from sim.analysis.contrast.names import names_of
from sim.analysis.contrast.playing import Stage
from sim.charts.choice import picture_of_answer
from sim.common.errors import InputError
from sim.studies.shares.intervals import share_of
from sim.studies.sweeps import design, sweep
from tests.analysis.contrast.conftest import SHORT, worlds_of

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
POLICY = sim.load("ratelle2025", "western_guarantee", SHORT)
BARE = sim.load("ratelle2025", changes=SHORT)
NAMES = names_of(POLICY, BARE)
BRIEF = sim.load("ratelle2025", changes={"calendar.horizon": 4})


def test_studies_are_used_as_they_are(found, pair):
    assert found.one is pair[0]
    assert found.other is pair[1]


def test_parameters_are_played_as_simulate_plays_them(found, pair):
    again = sim.compare(POLICY, pair[1], workers=1)
    pd.testing.assert_frame_equal(again.one.table, pair[0].table)
    assert again.to_dict() == found.to_dict()


@pytest.mark.parametrize("workers", [1, 2])
def test_the_rows_do_not_hang_on_who_plays_them(workers, monkeypatch):
    monkeypatch.setattr("sim.analysis.contrast.playing.ALONE", 0)
    monkeypatch.setattr("sim.analysis.contrast.playing.BLOCK", 15)
    done = []
    with Stage(workers) as stage:
        found = stage.studies([BRIEF], 40, 3, lambda now, total: done.append((now, total)))[0]
        told = stage.histories([found], [7, 2])[0]
    assert [str(one) for one in told] == [str(sim.tell(found, world)) for world in (7, 2)]
    pd.testing.assert_frame_equal(found.table, sim.simulate(BRIEF, worlds=40, seed=3).table)
    assert done[-1] == (40, 40)


def test_values_that_differ_between_worlds_stay_with_their_worlds():
    varied = BRIEF.replace({"actors.azerbaijan.war_cost": np.linspace(0.05, 0.2, 30)})
    found = sim.compare(varied, BRIEF, worlds=30, workers=1)
    pd.testing.assert_frame_equal(found.one.table, sim.simulate(varied, worlds=30).table)
    assert found.command.startswith("# compare: from Python")


@pytest.mark.usefixtures("two_years")
def test_without_a_second_setting_a_policy_is_held_against_the_worldview_alone():
    found = sim.compare(sim.load("ratelle2025", "western_guarantee"), worlds=4, workers=1)
    assert found.other.parameters.hash == sim.load("ratelle2025").hash
    assert found.finding.sentence.startswith("Ratelle 2025 with western guarantee against without: ")


def test_two_cells_of_a_sweep_are_compared_from_the_first_to_the_second(tmp_path):
    swept = sweep(design.grid({CREDIBILITY: [0.1, 0.8], **SHORT}), 40, out=tmp_path / "study", workers=1)
    found = sim.compare(swept, cells=(0, 1), workers=1)
    assert (found.other.parameters[CREDIBILITY], found.one.parameters[CREDIBILITY]) == (0.1, 0.8)
    counts = found.crossed.set_index(["other", "one"])["count"].unstack("one", sort=False)
    assert counts.to_numpy().tolist() == swept.flows(0, 1).to_numpy().tolist()
    assert found.command == f"python -m sim compare {tmp_path / 'study'} --cell 0 --cell 1"


def test_a_sweep_that_the_model_no_longer_plays_so_is_refused(monkeypatch):
    swept = sweep(design.grid({"worldview": ["baseline", "araz2023"], **SHORT}), 30, workers=1)
    other = {cell: codes ^ 1 for cell, codes in swept.store.fates([0, 1]).items()}
    monkeypatch.setattr(type(swept.store), "fates", lambda self, cells: other)
    with pytest.raises(InputError, match=r"cell 0 does not come out as the study says.*run the sweep again"):
        sim.compare(swept, cells=(0, 1), workers=1)


@pytest.fixture
def nothing_played(monkeypatch):
    def played(*_, **__):
        raise AssertionError("something was played")

    monkeypatch.setattr(Stage, "studies", played)


@pytest.mark.usefixtures("nothing_played")
@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        (("ratelle2025", "ratelle2025"), {}, "both settings have the same values"),
        (("ratelle2025",), {}, "there is nothing to compare ratelle2025 with"),
        (("ratele2025", "baseline"), {}, "nearest: ratelle2025"),
        (("baseline", 5), {}, "cannot compare 5; give the name of a worldview"),
        (("baseline", "araz2023"), {"worlds": 0}, "worlds must be a whole number"),
        (("baseline", "araz2023"), {"cells": (0, 1)}, "cells belong to a sweep"),
        (("baseline", "araz2023"), {"progress": 3}, "progress must be a function"),
        (
            (BARE.replace({CREDIBILITY: np.zeros(3)}), BARE),
            {"worlds": 5},
            "has values for 3 worlds, but 5 are asked for",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_before_anything_is_played(given, options, message):
    with pytest.raises(InputError, match=message):
        sim.compare(*given, **options)


@pytest.mark.usefixtures("nothing_played")
def test_studies_of_other_worlds_are_refused_with_what_to_do(pair):
    longer, reseeded = (sim.simulate(BARE, worlds=size, seed=seed) for size, seed in ((3, 4), (60, 5)))
    with pytest.raises(InputError, match=r"same number of worlds \(60 and 3\).*play one of them again"):
        sim.compare(pair[0], longer)
    with pytest.raises(InputError, match=r"same seed \(4 and 5\)"):
        sim.compare(pair[0], reseeded)
    with pytest.raises(InputError, match="played with worlds=60, and worlds=20 is asked for"):
        sim.compare(pair[0], "araz2023", worlds=20)
    with pytest.raises(InputError, match="played with seed=4"):
        sim.compare(pair[0], "araz2023", seed=1)


@pytest.mark.usefixtures("nothing_played")
@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((), "two cells of the sweep are compared, and none is named; name two of the cells 0 to 1"),
        ((0,), "not 1"),
        ((0, 0), "cell 0 is named twice"),
        ((0, 7), "there is no cell 7: the study has the cells 0 to 1"),
    ],
)
def test_cells_that_cannot_be_compared_are_refused(cells, message):
    swept = sweep(design.grid({"worldview": ["baseline", "araz2023"], **SHORT}), 5, workers=1)
    with pytest.raises(InputError, match=message):
        sim.compare(swept, cells=cells)
    with pytest.raises(InputError, match="cells of different studies"):
        sim.compare(swept, "baseline", cells=(0, 1))
    with pytest.raises(InputError, match="leave out worlds and seed"):
        sim.compare(swept, cells=(0, 1), worlds=5)


@pytest.mark.usefixtures("nothing_played")
def test_cells_that_draw_their_own_worlds_are_refused():
    own = sweep(design.grid({"worldview": ["baseline", "araz2023"], **SHORT}), 5, workers=1, independent=True)
    with pytest.raises(InputError, match=r"draw their own worlds \(independent\)"):
        sim.compare(own, cells=(0, 1))


def test_the_answer_is_whole_and_json_holds_it(found):
    saved = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    names = [table.name for table in found.tables]
    assert names[:5] == ["differences", "outcomes_crossed", "causes_of_war", "deterrence", "flipped_worlds"]
    assert list(saved["tables"]) == names
    assert len(saved["tables"]["flipped_worlds"]) == len(found.flipped)
    assert saved["settings"][0]["policies"] == []
    assert all(len(row) == len(table.head) for table in found.tables for row in table.rows)


def test_no_reader_sees_the_name_of_a_file_or_an_underscore(found):
    said = [*found.sentences, found.heading, found.finding.sentence]
    said += [cell for table in found.tables for row in (table.head, *table.rows, [table.caption]) for cell in row]
    assert [text for text in said if "_" in text or "mechanisms." in text] == []


def test_flows_are_drawn_from_the_answer_under_its_finding(found):
    picture = picture_of_answer(found, "flows")
    assert picture.title == found.finding.sentence
    counts = found.crossed.set_index(["other", "one"])["count"]
    assert {(row["before"], row["after"]): row["count"] for row in picture.data.to_dict("records")} == counts.to_dict()


def test_a_finding_claims_a_change_only_where_its_interval_excludes_0():
    one, other = (worlds_of(["stalemate"] * size + ["formal_peace"] * (400 - size)) for size in (100, 200))
    sure = finding_of_two(one, other, NAMES)
    assert sure.sentence.endswith(": 25 % of the worlds end otherwise; formal peace rises from 50 % to 75 %")
    assert "pays for 5 comparisons" in sure.remark
    few = finding_of_two(one.iloc[98:102], other.iloc[98:102], NAMES)
    assert "no outcome becomes more or less frequent by more than" in few.sentence


def test_where_no_world_ends_otherwise_it_says_how_many_could():
    one = worlds_of(["stalemate"] * 100)
    assert finding_of_two(one, one, NAMES).sentence.endswith(
        ": no world ends otherwise, of 100 worlds (at most 4 % would)"
    )


def test_a_table_of_differences_alone_gives_the_finding_without_the_flips(found):
    alone = finding_of_differences(found.differences, found.names)
    assert "end otherwise" not in alone.sentence
    flips = finding_of_differences(found.differences, found.names, share_of(30, 60))
    assert "50 % of the worlds end otherwise" in flips.sentence


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("module", [asking, flips])
def test_the_examples_hold(module):
    failed, tried = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert (failed, tried > 0) == (0, True)
