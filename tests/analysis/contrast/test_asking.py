"""`compare` takes settings in any form, plays them on the same worlds, and refuses what cannot be compared."""

import doctest
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.contrast import asking, flips
from sim.analysis.contrast.finding import finding_of_differences, finding_of_two
from sim.analysis.contrast.names import names_of
from sim.analysis.contrast.playing import Stage
from sim.analysis.contrast.story import BEGINNING
from sim.charts.choice import picture_of_answer
from sim.common.errors import InputError
from sim.studies.shares.intervals import share_of
from sim.studies.sweeps import design, sweep
from tests.analysis.contrast.conftest import SHORT, worlds_of

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
POLICY = sim.load("ratelle2025", "western_guarantee", SHORT)
BARE = sim.load("ratelle2025", changes=SHORT)
NAMES = names_of(BARE, POLICY)
BRIEF = sim.load("ratelle2025", changes={"calendar.horizon": 4})


def test_studies_are_used_as_they_are(found, pair):
    assert found.one is pair[0]
    assert found.other is pair[1]


def test_parameters_are_played_as_simulate_plays_them(found, pair):
    again = sim.compare(pair[0], POLICY, workers=1)
    pd.testing.assert_frame_equal(again.other.table, pair[1].table)
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
def test_without_a_second_setting_the_worldview_alone_comes_first():
    found = sim.compare(sim.load("ratelle2025", "western_guarantee"), worlds=4, workers=1)
    assert found.one.parameters.hash == sim.load("ratelle2025").hash
    assert found.finding.sentence.startswith("Ratelle 2025 without and with western guarantee: ")


def test_two_cells_of_a_sweep_are_compared_from_the_first_to_the_second(tmp_path):
    swept = sweep(design.grid({CREDIBILITY: [0.1, 0.8], **SHORT}), 40, out=tmp_path / "study", workers=1)
    found = sim.compare(swept, cells=(0, 1), workers=1)
    assert (found.one.parameters[CREDIBILITY], found.other.parameters[CREDIBILITY]) == (0.1, 0.8)
    counts = found.crossed.set_index(["one", "other"])["count"].unstack("other", sort=False)
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
    longer, reseeded = (sim.simulate(POLICY, worlds=size, seed=seed) for size, seed in ((3, 4), (60, 5)))
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
    assert picture.title == found.finding.title
    counts = found.crossed.set_index(["one", "other"])["count"]
    assert {(row["before"], row["after"]): row["count"] for row in picture.data.to_dict("records")} == counts.to_dict()


def test_a_finding_claims_a_change_only_where_its_interval_excludes_0():
    one, other = (worlds_of(["stalemate"] * size + ["formal_peace"] * (400 - size)) for size in (100, 200))
    sure = finding_of_two(one, other, NAMES)
    assert sure.sentence.endswith(": 25 % of the worlds end differently; formal peace falls from 75 % to 50 %")
    assert "all 6 comparisons hold together with 95 %" in sure.remark
    few = finding_of_two(one.iloc[98:102], other.iloc[98:102], NAMES)
    assert "neither war nor any outcome becomes more or less frequent by more than" in few.sentence


def warring(outcome, wars, size=400):
    """Worlds that all end in one way, the first of them after a war."""
    timing = ["before_signature"] * wars + [None] * (size - wars)
    return worlds_of([outcome] * size, war_timing=timing)


def test_a_sure_change_of_war_comes_first_and_the_outcome_that_moves_most_after_it():
    one = warring("stalemate", 120)
    other = warring("stalemate", 20).assign(outcome=["stalemate"] * 200 + ["formal_peace"] * 200)
    found = finding_of_two(one, other, NAMES)
    assert found.sentence == (
        "Ratelle 2025 without and with western guarantee: 50 % of the worlds end differently; war falls from 30 % to 5 % and "
        "formal peace rises from none to 50 %"
    )
    assert "(with western guarantee less without): war \N{MINUS SIGN}25.0 points" in found.remark
    assert "; formal peace +50.0 points" in found.remark


def test_a_war_that_changes_no_outcome_is_told_all_the_same():
    found = finding_of_two(warring("stalemate", 120), warring("stalemate", 20), NAMES)
    assert "no world ends differently" in found.sentence
    assert found.sentence.endswith("; war falls from 30 % to 5 %")


def test_nothing_rises_or_falls_between_two_authors():
    names = names_of(sim.load("araz2023"), sim.load("fattah2025"))
    other = warring("stalemate", 20).assign(outcome=["stalemate"] * 200 + ["formal_peace"] * 200)
    sentence = finding_of_two(warring("stalemate", 120), other, names).sentence
    assert sentence == (
        "Araz 2023 against Fattah 2025: 50 % of the worlds end differently; war comes in 30 % of the worlds under Araz 2023, in "
        "5 % under Fattah 2025; formal peace in none and in 50 %"
    )


def test_where_war_is_not_counted_nothing_is_said_of_it():
    one = worlds_of(["stalemate"] * 4).drop(columns="war_timing")
    other = worlds_of(["formal_peace", *["stalemate"] * 3])
    assert ", but no outcome becomes more or less frequent by more than" in finding_of_two(one, other, NAMES).sentence


def test_everything_stands_in_the_order_in_which_it_was_named_and_a_difference_is_the_second_less_the_first():
    one, other = (sim.simulate(sim.load(name, changes=SHORT), 40) for name in ("araz2023", "fattah2025"))
    there, back = sim.compare(one, other), sim.compare(other, one)
    for answer, names in ((there, ("Araz 2023", "Fattah 2025")), (back, ("Fattah 2025", "Araz 2023"))):
        table = answer.tables[0]
        assert table.head[1:3] == names
        assert f"{names[1]} less {names[0]}" in table.caption
        assert [setting.name.split(" with ")[0] for setting in answer.settings] == list(names)
        flows, contrast = (picture_of_answer(answer, kind) for kind in ("flows", "contrast"))
        heads = [text for text in flows.figure.axes[0].texts if text.get_text() in names]
        assert [text.get_text() for text in sorted(heads, key=lambda text: text.get_position()[0])] == list(names)
        heads = [text for text in contrast.figure.axes[0].texts if text.get_text().replace("\n", " ") in names]
        assert [
            text.get_text().replace("\n", " ") for text in sorted(heads, key=lambda text: text.get_position()[0])
        ] == list(names)
        assert contrast.figure.axes[0].get_xlabel() == f"percentage points: {names[1]} less {names[0]}"
    shares = there.differences.set_index("what")
    assert (shares["other"] - shares["one"]).tolist() == pytest.approx(shares["difference"].tolist())
    assert (-back.differences["difference"]).tolist() == pytest.approx(shares["difference"].tolist())


def test_what_names_stand_for_is_said_once():
    one, other = (
        sim.simulate(sim.load(name, policy, {"calendar.horizon": 4}), 30)
        for name, policy in (("araz2023", "eu_monitoring"), ("fattah2025", "western_guarantee"))
    )
    found = sim.compare(one, other)
    said = [*found.sentences, *(table.caption for table in found.tables)]
    assert sum(found.names.key.removesuffix(".") in text for text in said) == 1


def test_how_worlds_differ_from_the_start_is_told_in_one_story_alone(found):
    begun = next(story.flip for story in found.stories if any(text.startswith(BEGINNING) for text in story.sentences))
    told = replace(found, flips=(begun, begun, begun)).sentences
    assert [text.count(BEGINNING) for text in told[-3:]] == [1, 0, 0]
    assert all(f"World {begun.world} ends in" in text for text in told[-3:])


def test_where_no_world_ends_differently_it_says_how_many_could():
    one = worlds_of(["stalemate"] * 100)
    assert finding_of_two(one, one, NAMES).sentence.endswith(
        ": no world ends differently, of 100 worlds (95 % interval: below 4 %)"
    )
    few = worlds_of(["stalemate"] * 10)
    assert finding_of_two(few, few, NAMES).sentence.endswith("of 10 worlds (95 % interval: below 28 %)")


def test_a_table_of_differences_alone_gives_the_finding_without_the_flips(found):
    alone = finding_of_differences(found.differences, found.names)
    assert "end differently" not in alone.sentence
    flips = finding_of_differences(found.differences, found.names, share_of(30, 60))
    assert "50 % of the worlds end differently" in flips.sentence


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("module", [asking, flips])
def test_the_examples_hold(module):
    failed, tried = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert (failed, tried > 0) == (0, True)
