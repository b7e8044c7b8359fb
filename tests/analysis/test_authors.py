"""The five authors side by side: what is said of agreement and parting is what the worlds carry, and no more."""

import doctest
import shutil

import numpy as np
import pytest

import sim
from sim.analysis.authors import asking, comparing, tables, telling
from sim.analysis.authors.counting import MEASURES, SHOWN, Counted, is_of_authors
from sim.parameters import parameters_folder
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps import design, sweep

FIVE = ("araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")
SHORT = {"calendar.horizon": 8}
WORLDS = 1_000


@pytest.fixture(scope="module")
def found():
    return sim.authors(changes=SHORT, worlds=60, workers=1)


def made_up(ends, war=(0.5,) * 6, worlds=WORLDS):
    """Settings whose first worlds end in ideal peace, as many as `ends` says, and the others in stalemate."""
    order = np.arange(worlds) / worlds
    peace = np.array([order < end for end in ends])
    flags = {outcome: np.zeros_like(peace) for outcome in OUTCOMES} | {"ideal_peace": peace, "stalemate": ~peace}
    flags |= {"war": np.array([order < share for share in war]), "ever_signed": peace}
    return Counted((*FIVE, "baseline"), flags)


def compared(counts):
    shares, differences = counts.shares(), counts.differences()
    return shares, differences, comparing.parted(shares, differences)


def test_there_is_a_row_for_each_author_and_for_the_reference_setting_last(found):
    assert list(found.table.index) == [*FIVE, "baseline"]
    assert list(found.table.columns) == list(SHOWN)
    assert found.table[list(OUTCOMES)].sum(axis=1).to_numpy() == pytest.approx(1)


def test_the_shares_are_those_of_each_setting_run_alone(found):
    for name in ("araz2023", "baseline"):
        alone = sim.simulate(sim.load(name, changes=SHORT), worlds=60)
        assert found.table.loc[name, list(OUTCOMES)].tolist() == sim.frequencies(alone)["share"].tolist()
        assert found.table.loc[name, "war"] == sim.summarise(alone).war.share


def test_policies_and_changes_are_laid_over_all_and_named():
    with_policy = sim.authors("western_guarantee", {"calendar.horizon": 4}, worlds=10, workers=1)
    assert {one.policies for one in with_policy.settings} == {("western_guarantee",)}
    assert {one.changes["calendar.horizon"] for one in with_policy.settings} == {4}
    assert with_policy.finding.sentence.startswith("With a western guarantee and 1 parameter set by hand: ")
    assert "--policy western_guarantee" in with_policy.command


def test_what_holds_often_or_seldom_under_all_five_is_agreed_and_the_bound_is_safe():
    shares, *_ = compared(made_up([0.95, 0.96, 0.97, 0.98, 0.99, 0.1], war=(0.02,) * 6))
    agreed = comparing.agreed(shares).set_index("measure")
    assert agreed.loc["ideal_peace", "side"] == "at least"
    assert 0.9 < agreed.loc["ideal_peace", "bound"] < 0.95, "the lower end of the interval of the least, not the least"
    assert agreed.loc["war", "side"] == "at most"
    assert 0.02 < agreed.loc["war", "bound"] < 0.06


def test_the_reference_setting_has_no_voice_in_what_the_five_agree_on():
    ends = [0.95, 0.96, 0.97, 0.98, 0.99]
    one, other = (comparing.agreed(made_up([*ends, last]).shares()) for last in (0.0, 1.0))
    assert one["measure"].tolist() == other["measure"].tolist()


def test_one_author_who_differs_ends_the_agreement():
    assert "ideal_peace" not in comparing.agreed(made_up([0.9, 0.9, 0.9, 0.9, 0.4, 0.9]).shares())["measure"].tolist()


def test_few_worlds_agree_on_nothing_and_part_on_nothing():
    shares, _, parted = compared(made_up([0.0, 0.5, 0.5, 0.5, 1.0, 0.5], war=(0.0,) * 6, worlds=4))
    assert comparing.most_parted(parted) == []
    assert telling.finding([], 4, "").sentence == "4 worlds of each are too few to tell the five authors apart"
    assert telling.agreement(comparing.agreed(shares), 4) == [
        "4 worlds of each are too few to show anything on which all five agree."
    ]


def test_they_part_most_where_their_shares_lie_farthest_apart_and_whoever_is_not_told_apart_is_named_too():
    *_, parted = compared(made_up([0.0, 0.3, 0.3, 0.6, 0.001, 0.3], war=(0.1, 0.1, 0.1, 0.1, 0.4, 0.1)))
    most = comparing.most_parted(parted)
    assert [one.measure for one in most] == ["ideal_peace", "stalemate"]
    assert (most[0].lowest, most[0].highest) == (("araz2023", "ratelle2025"), ("fattah2025",))
    told = telling.parting(parted, most)
    assert told[0].startswith(
        "They part most on ideal peace: 0.1 % or less (Araz, Ratelle) to 60 % (Fattah); and on stalemate"
    )
    assert told[1] == "On war they part too: 10 % (Araz, DerSimonian 2023, DerSimonian 2024, Fattah) to 40 % (Ratelle)."


def test_whoever_cannot_be_told_apart_from_either_end_stands_at_neither():
    *_, parted = compared(made_up([0.1, 0.9, 0.9, 0.5, 0.1, 0.5], worlds=12))
    one = next(one for one in parted if one.measure == "ideal_peace")
    assert one.sure
    assert not set(one.lowest) & set(one.highest)
    assert "fattah2025" not in (*one.lowest, *one.highest)


def test_the_title_says_who_must_be_right_and_what_then_happens():
    *_, parted = compared(made_up([0.0, 0.3, 0.3, 0.6, 0.0, 0.3]))
    told = telling.finding(comparing.most_parted(parted), WORLDS, "").sentence
    assert told == "If Fattah is right, 60 % of worlds end in ideal peace; if Araz or Ratelle is right, none"


def test_none_is_said_only_where_no_world_of_anybody_has_it():
    *_, parted = compared(made_up([0.0, 0.3, 0.3, 0.6, 0.001, 0.3]))
    assert telling.finding(comparing.most_parted(parted), WORLDS, "").sentence.endswith("is right, hardly any")


@pytest.mark.parametrize(("reference", "side"), [(0.9, "above"), (0.05, "below")])
def test_results_of_the_reference_setting_outside_the_range_of_the_five_are_said(reference, side):
    shares, differences, _ = compared(made_up([0.2, 0.3, 0.4, 0.5, 0.6, reference]))
    outside = comparing.outside(shares, differences).set_index("measure")
    assert outside.loc["ideal_peace", "side"] == side
    told = " ".join(telling.reference(outside.reset_index(), played=True))
    assert f"ideal peace ({100 * reference:.0f} %, {side} all five: 20 % to 60 %)" in told


def test_a_reference_setting_that_error_could_explain_lies_within_the_range():
    shares, differences, _ = compared(made_up([0.2, 0.3, 0.4, 0.5, 0.6, 0.604]))
    assert comparing.outside(shares, differences).empty
    assert "within the range of the five" in telling.reference(comparing.outside(shares, differences), True)[1]


def test_the_reference_setting_stands_between_the_articles_in_every_number():
    """What the program says of it: none of its numbers lies beyond those of all five."""
    reference, five = sim.load(), [sim.load(name) for name in FIVE]
    for name, value in reference.values.items():
        theirs = [one[name] for one in five]
        if isinstance(value, int | float):
            assert min(theirs) <= value <= max(theirs), name
        else:
            assert value in theirs, name


def test_all_intervals_hold_together(found):
    assert found.counts.comparisons == len(MEASURES) * (6 + 15)
    assert len(found.shares) == len(MEASURES) * 6
    assert len(found.differences) == len(MEASURES) * 15
    wider = found.shares
    assert (wider["low_together"] <= wider["low"]).all()
    assert (wider["high_together"] >= wider["high"]).all()


def test_signed_does_not_mean_done_is_counted_from_the_worlds_that_signed(found):
    fates = found.counts.fates_of_signed()
    signed = found.shares[found.shares["measure"] == "ever_signed"].set_index("worldview")["count"]
    for name, rows in fates.groupby("worldview"):
        assert rows["count"].sum() == signed[name] == rows["worlds"].iloc[0]
    assert telling.signed(fates.assign(worlds=0)) == ""


def test_a_share_takes_little_room_and_never_reads_as_none_where_there_is_one():
    row = {"share": 0.0003, "low": 0.00005, "high": 0.0014}
    assert tables.compact(row) == "<0.1 (0.0–0.1)"
    assert tables.compact({"share": 0.0, "low": 0.0, "high": 0.001}) == "0 (<0.1)"
    assert tables.compact({"share": 0.594, "low": 0.58, "high": 0.61}) == "59 (58–61)"


def test_the_words_say_what_the_numbers_are_and_no_chance(found):
    said = str(found)
    for part in (
        "neither the view of one author nor the average",
        "It is not the chance that this will happen",
        "hold together",
    ):
        assert part in said
    kept = found.to_dict()
    assert list(kept["tables"]) == ["shares", "signed", "differences"]
    assert kept["command"] == "python -m sim run --set calendar.horizon=8 --worlds 60 --seed 1"


def test_the_study_is_kept_and_taken_up_again(tmp_path):
    first = sim.authors(changes=SHORT, worlds=20, out=tmp_path / "five", workers=1)
    calls = []
    again = sim.authors(
        changes=SHORT, worlds=20, out=tmp_path / "five", workers=1, progress=lambda *now: calls.append(now)
    )
    assert again.table.equals(first.table)
    assert all(done == total for done, total in calls), "nothing is played twice"
    assert asking.authors_of(sim.open_study(tmp_path / "five")).shares.equals(first.shares)


@pytest.mark.parametrize(
    "axes",
    [
        {"worldview": ["araz2023", "fattah2025"]},
        {"worldview": [*FIVE, "baseline"], "policy": [None, "western_guarantee"]},
        {"calendar.horizon": [4, 8]},
    ],
)
def test_a_sweep_of_something_else_is_no_study_of_the_authors(axes):
    study = sweep(design.grid({"calendar.horizon": [4], **axes}), 4, workers=1)
    assert not is_of_authors(study)
    with pytest.raises(sim.InputError, match="does not set the five articles side by side"):
        asking.authors_of(study)


def test_a_study_with_own_files_reads_what_it_kept(tmp_path):
    shutil.copytree(parameters_folder(), tmp_path / "own")
    place = tmp_path / "own" / "outcomes.yaml"
    place.write_text(f"{place.read_text(encoding='utf-8')}# changed\n", encoding="utf-8")
    with sim.own_parameters(tmp_path / "own"):
        answer = sim.authors(changes={"calendar.horizon": 4}, worlds=2, workers=1)
    assert answer.added == "1 parameter set by hand and own parameters"
    assert all(one.own_files for one in (*answer.settings, *answer.parameters))


def test_a_sweep_of_the_five_alone_is_told_without_the_reference_setting():
    study = sweep(design.grid({"calendar.horizon": [4], "worldview": list(FIVE)}), 10, workers=1)
    answer = asking.authors_of(study)
    assert answer.reference == []
    assert "reference" not in " ".join(row[0] for row in answer.tables[0].rows)


def test_cells_with_draws_of_their_own_are_not_compared_world_by_world():
    axes = {"calendar.horizon": [4], "worldview": [*FIVE, "baseline"]}
    assert not is_of_authors(sweep(design.grid(axes), 4, workers=1, independent=True))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"policies": "western_guarante"}, "nearest: western_guarantee"),
        ({"changes": {"mechanisms.grievance.initial": 7}}, "out of range"),
        ({"worlds": 0}, "worlds"),
        ({"worlds": 10**14}, "memory"),
    ],
)
def test_bad_input_is_refused_before_anything_is_played(asked, message, monkeypatch):
    monkeypatch.setattr("sim.model.walk.Walk.step", lambda *_: pytest.fail("something was played"))
    with pytest.raises(sim.InputError, match=message):
        sim.authors(**asked)


def test_a_notebook_shows_the_picture_and_the_tables(found):
    shown = found._repr_html_()
    assert "<img" in shown
    assert "Ratelle 2025" in shown


def test_the_example_holds():
    failed, tried = doctest.testmod(asking)
    assert (failed, tried > 3) == (0, True)
