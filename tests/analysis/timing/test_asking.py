"""`sim.timing`: what it takes and refuses, and that its sentences say what its tables hold."""

import dataclasses
import doctest
import json
import sys

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.timing import asking
from sim.analysis.timing.incidence import Median
from sim.analysis.timing.tables import Followed, half_in_words
from sim.analysis.timing.telling import finding, sentences
from sim.analysis.timing.words import by_with_interval, length_with_interval
from sim.common.errors import InputError

SHORT = {"calendar.horizon": 20}


@pytest.fixture(scope="module")
def setting():
    return sim.load("araz2023", changes=SHORT)


@pytest.fixture(scope="module")
def study(setting):
    return sim.simulate(setting, 200)


@pytest.fixture(scope="module")
def found(setting):
    return sim.timing(setting, horizons=[8, 16, 20], worlds=200)


@pytest.fixture
def nothing_played(monkeypatch):
    """Whoever plays a world fails."""

    def refuse(*_, **__):
        raise AssertionError("worlds were played")

    monkeypatch.setattr("sim.analysis.timing.playing.Walk", refuse)


def test_a_study_is_used_as_it_is_and_tells_the_same(study, found):
    again = sim.timing(study, horizons=[8, 16, 20])
    for name in ("risks", "medians", "outcomes", "changes", "formal"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(found, name))
    assert again.finding == found.finding


def test_without_horizons_only_the_rows_are_read(study, monkeypatch):
    monkeypatch.setattr(asking, "looked_at", lambda *_: pytest.fail("worlds were played"))
    alone = sim.timing(study, horizons=[])
    assert alone.charts == ("risks",)
    assert not hasattr(alone, "outcomes")
    assert [table.name for table in alone.tables] == ["medians", "from_start", "since_signature", "in_force"]


def test_from_the_start_shares_are_counts_of_the_rows(study, found):
    signed = study.table["first_signed_quarter"]
    ever = found.risks[(found.risks["clock"] == "start") & (found.risks["event"] == "ever_signed")]
    counts = [int((signed <= quarter).sum()) for quarter in ever["quarter"]]
    assert ever["count"].tolist() == counts
    assert ever["share"].to_numpy() == pytest.approx(np.array(counts) / 200, abs=1e-11)


def test_the_last_horizon_is_the_study_itself(study, found):
    last = found.outcomes[found.outcomes["horizon"] == 20].reset_index(drop=True)
    expected = sim.frequencies(study)
    assert last["count"].tolist() == expected["count"].tolist()
    assert last["low"].tolist() == pytest.approx(expected["low"].tolist())


def test_half_of_the_worlds_have_signed_by_the_quarter_that_is_named(study, found):
    """Of 200 worlds, the quarter in which the 100th signs."""
    row = found.medians.set_index("of").loc["worlds"]
    quarters = study.table["first_signed_quarter"].dropna().astype(int).sort_values()
    assert len(quarters) < 100
    assert pd.isna(row["quarter"])
    assert row["reached"] == pytest.approx(len(quarters) / 200)
    assert "fewer than half of the worlds have signed within 5 years" in found.finding.sentence
    of_signers = found.medians.set_index("of").loc["signers", "quarter"]
    assert of_signers == quarters.iloc[(len(quarters) + 1) // 2 - 1]


def test_the_answer_can_be_written_as_json_and_its_command_can_be_typed(found):
    saved = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert {"medians", "from_start", "since_signature", "outcomes", "changes", "formal_peace"} <= set(saved["tables"])
    assert found.command == "python -m sim time araz2023 --set calendar.horizon=20 --worlds 200 --seed 1"
    own = dataclasses.replace(found, horizons=(8, 20))
    assert own.command == f"{found.command} --horizon 8 --horizon 20"


def test_tables_have_a_word_for_each_head_and_no_name_of_the_files(found):
    for table in found.tables:
        assert table.rows, table.name
        for row in table.rows:
            assert len(row) == len(table.head), table.name
            assert "_" not in "".join(row), table.name


def test_agreements_that_come_after_a_war_are_left_out_and_counted(study, found):
    war, signed = (study.table[name].astype("float") for name in ("war_quarter", "first_signed_quarter"))
    after_war = int((war < signed).sum())
    assert found.followed.after_war == after_war > 0
    assert any(
        f"{after_war} of {int(signed.notna().sum())} worlds that sign do so only after a war" in one
        for one in found.sentences
    )


def test_assumption_is_said_where_agreements_are_lost_from_sight(found):
    text = " ".join(found.sentences)
    assert found.followed.young > 0
    assert "Aalen-Johansen" in text
    assert "under the assumption that late agreements fare like early ones" in text


def test_where_nothing_is_signed_it_is_said():
    none = sim.timing(sim.load("araz2023", changes={"calendar.horizon": 4}), worlds=30)
    assert none.followed == Followed(0, 0, 0, 0)
    assert "none (below 12 %)" in none.finding.sentence
    assert any("No agreement is signed without a war before it" in one for one in none.sentences)
    assert [table.name for table in none.tables] == ["medians", "from_start", "outcomes"]
    assert "no such world" in none.tables[0].rows[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: sim.timing("araz2032"), "unknown worldview 'araz2032'; nearest: araz2023"),
        (lambda: sim.timing(7), "a study, as simulate.* is needed, not 7"),
        (lambda: sim.timing("araz2023", horizons=[8, 8]), "the horizon 8 is given twice"),
        (
            lambda: sim.timing("araz2023", horizons=[41]),
            "the horizon 41 lies beyond the history, which has 40 quarters",
        ),
        (lambda: sim.timing("araz2023", horizons=[8.5]), "horizons must be a whole number"),
        (lambda: sim.timing("araz2023", horizons=[0]), "horizons must be .* 1 or more"),
        (lambda: sim.timing("araz2023", horizons=8), "horizons must be a list of whole numbers of quarters"),
        (lambda: sim.timing("araz2023", horizons="8,16"), "horizons must be a list of whole numbers of quarters"),
        (lambda: sim.timing("araz2023", worlds=0), "worlds must be"),
        (lambda: sim.timing("araz2023", worlds=1.5), "worlds must be a whole number"),
        (lambda: sim.timing("araz2023", seed=-1), "seed must be"),
        (lambda: sim.timing("araz2023", workers=0), "workers must be"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_played(call, said, nothing_played):
    with pytest.raises(InputError, match=said):
        call()


def test_a_study_whose_table_is_not_that_of_its_worlds_is_refused(study, nothing_played):
    with pytest.raises(InputError, match="the study has 200 worlds, but a table with 10 rows"):
        sim.timing(dataclasses.replace(study, table=study.table.head(10)))


def test_a_study_has_worlds_and_seed_of_its_own(study, nothing_played):
    with pytest.raises(InputError, match="a study has worlds and a seed of its own"):
        sim.timing(study, worlds=10)


def test_a_missing_library_is_named_with_how_to_install_it_before_anything_is_played(monkeypatch, nothing_played):
    monkeypatch.setitem(sys.modules, "statsmodels.duration.survfunc", None)
    with pytest.raises(InputError, match=r"needs statsmodels, which is not installed: pip install .*\[analysis\]"):
        sim.timing("araz2023")


def test_the_example_holds():
    failed, tried = doctest.testmod(asking)
    assert (failed, tried > 3) == (0, True)


def test_half_is_told_by_its_date_and_its_interval_and_without_a_date_as_a_length_of_time():
    assert by_with_interval(Median(9, 8, 10), "2024-04-01") == "by 2026 Q3 (2026 Q2 to 2026 Q4)"
    assert by_with_interval(Median(9, 7, 11), "2024-04-01") == "by 2026 Q3 (2026 Q1 to 2027 Q1)"
    assert by_with_interval(Median(7, 7, 7), None) == "within 2 years"
    assert by_with_interval(Median(7, 6, 8), None) == "within 2 years (1¾ to 2¼ years)"
    assert by_with_interval(Median(9, 8, None), None) == "within 2½ years (2¼ years to beyond the end of the history)"


def test_a_length_says_where_its_interval_ends():
    assert length_with_interval(Median(1, 1, 1)) == "after 3 months"
    assert length_with_interval(Median(4, 3, 5)) == "after 1 year (9 months to 1¼ years)"
    beyond = "after 3 months (3 months to beyond the end of the history)"
    assert length_with_interval(Median(1, 1, None)) == beyond


def test_shares_of_events_that_exclude_each_other_add_up_to_all(found):
    exclusive = found.risks[found.risks["exclusive"]]
    assert exclusive.groupby(["clock", "quarter"])["share"].sum().to_numpy() == pytest.approx(1, abs=1e-9)
    beside = found.risks[~found.risks["exclusive"]]
    assert set(beside["event"]) == {"ever_signed", "in_force", "ever_war"}


def test_another_way_to_count_is_told_only_where_it_gives_another_number(found):
    words = "counted as never happening, there would be a war in"
    last = (found.risks["clock"] == "signature") & (found.risks["event"] == "ever_war")
    counted = found.risks.loc[last, "count"] / found.followed.agreements
    other, same = found.risks.copy(), found.risks.copy()
    other.loc[last, "share"], same.loc[last, "share"] = counted + 0.1, counted
    assert any(words in one for one in sentences(other, found.followed, 20))
    assert not any(words in one for one in sentences(same, found.followed, 20))


def test_the_finding_tells_half_by_the_table_of_medians(found):
    known = found.medians.copy()
    known.loc[known["of"] == "worlds", ["quarter", "low", "high"]] = [9, 8, 10]
    told = finding(found.risks, known, "If X is right", "2024-04-01", 20).sentence
    assert told.startswith("If X is right, half of the worlds have signed by 2026 Q3 (2026 Q2 to 2026 Q4); within ")
    assert half_in_words(known, None, 20) == "within 2½ years (2¼ to 2¾ years)"


def test_histories_of_less_than_a_year_after_signature_are_called_too_short(found):
    early = found.risks[(found.risks["clock"] == "start") | (found.risks["quarter"] < 3)]
    assert any("too short to follow an agreement for a year" in one for one in sentences(early, found.followed, 20))
