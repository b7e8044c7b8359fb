"""`sim.regret` plays every cell in the same worlds, counts what it says it counts, and goes on where it was."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.regret import playing
from sim.analysis.regret.question import alternatives, laid_over, wanted_of
from sim.analysis.regret.telling import told_points
from sim.analysis.regret.wanted import Asked
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES

SHORT = {"calendar.horizon": 10}
FEW = ("public_dialogue", "neutral_force", "legal_consequences")
TWO = ("araz2023", "ratelle2025")


def ask(policies=FEW, **options):
    usual = {"worldviews": TWO, "worlds": 60, "workers": 1, "changes": SHORT}
    return sim.regret(policies, **{**usual, **options})


@pytest.fixture(scope="module")
def found():
    return ask([*FEW, "public_dialogue+neutral_force"], bound=0.2, weights={"araz2023": 3})


@pytest.fixture(scope="module")
def study():
    axes = {"worldview": list(TWO), "policy": ["none", *FEW, "public_dialogue+neutral_force"], "calendar.horizon": [10]}
    return sim.sweep(sim.design.grid(axes), worlds=60, workers=1)


def test_the_shares_are_those_that_simulate_counts(found):
    for policy in ("none", "neutral_force", "public_dialogue+neutral_force"):
        laid = [] if policy == "none" else policy.split("+")
        played = sim.simulate(sim.load("ratelle2025", policies=laid, changes=SHORT), worlds=60)
        rows = found.cells[(found.cells["policy"] == policy) & (found.cells["worldview"] == "ratelle2025")]
        counted = rows.set_index("outcome")["count"]
        assert counted["war"] == played.table["war_timing"].notna().sum()
        assert counted["ideal_peace"] == (played.table["outcome"] == "ideal_peace").sum()


def test_regret_is_the_gap_to_the_best_policy_of_the_same_worldview(found):
    for _, part in found.cells.groupby(["outcome", "worldview"], sort=False):
        more = part["outcome"].iloc[0] == "ideal_peace"
        gap = part["share"].max() - part["share"] if more else part["share"] - part["share"].min()
        assert part["regret"].to_numpy() == pytest.approx(gap.to_numpy())


def test_the_ranks_follow_from_the_cells(found):
    for outcome, table in found.policies.groupby("outcome", sort=False):
        cells = found.cells[found.cells["outcome"] == outcome]
        largest = cells.groupby("policy")["regret"].max()
        assert table.set_index("policy")["largest_regret"].to_dict() == pytest.approx(largest.to_dict())
        assert table["largest_regret"].is_monotonic_increasing
        assert table["least_in"].sum() == pytest.approx(1)
        assert bool(table["as_good_as_least"].iloc[0])
        shares = cells.pivot(index="policy", columns="worldview", values="share")
        mean = (3 * shares["araz2023"] + shares["ratelle2025"]) / 4
        assert table.set_index("policy")["expected"].to_dict() == pytest.approx(mean.to_dict())
        kept = (shares >= 0.2) if outcome == "ideal_peace" else (shares <= 0.2)
        assert table.set_index("policy")["kept"].to_dict() == kept.sum(axis=1).to_dict()
        assert (table["kept_surely"] <= table["kept"]).all()


def test_a_sweep_that_is_there_gives_the_same_answer_without_playing(found, study, monkeypatch):
    monkeypatch.setattr(playing, "sweep", None)
    monkeypatch.setattr(playing, "Bench", None)
    again = sim.regret(study=study, bound=0.2, weights={"araz2023": 3})
    pd.testing.assert_frame_equal(again.cells, found.cells)
    pd.testing.assert_frame_equal(again.policies, found.policies)
    part = sim.regret(["neutral_force"], study=study, worldviews="ratelle2025", outcomes="war")
    assert set(part.policies["policy"]) == {"none", "neutral_force"}
    assert part.finding.sentence.startswith("If Ratelle is right")


def test_outcomes_are_drawn_in_the_same_resamples(study):
    """So that a policy cannot be the least in more of them together than by itself."""
    both, alone = sim.regret(study=study), sim.regret(study=study, outcomes="war")
    pd.testing.assert_frame_equal(both.of("war"), alone.of("war"))


def test_turned_around_the_worst_becomes_the_best(study):
    usual, turned = sim.regret(study=study, outcomes="war"), sim.regret(study=study, outcomes="war", more="war")
    assert usual.policies["better"].unique().tolist() == ["less"]
    shares = usual.cells[usual.cells["worldview"] == "araz2023"].set_index("policy")
    turned_shares = turned.cells[turned.cells["worldview"] == "araz2023"].set_index("policy")
    assert shares["share"].idxmin() in set(shares.index[shares["regret"] == 0])
    assert turned_shares["share"].idxmax() in set(turned_shares.index[turned_shares["regret"] == 0])


def test_a_folder_is_a_study_too_and_what_is_left_out_is_as_it_was_played(tmp_path, monkeypatch):
    played = ask(FEW, out=tmp_path, worlds=20, seed=3, pairs=True)
    monkeypatch.setattr(playing, "sweep", None)
    monkeypatch.setattr(playing, "Bench", None)
    for folder in (tmp_path, str(tmp_path)):
        again = sim.regret(study=folder)
        pd.testing.assert_frame_equal(again.policies, played.policies)
        pd.testing.assert_frame_equal(again.pairs, played.pairs)
        assert again.command == played.command
    assert sim.regret(study=tmp_path, policies=FEW[:2], pairs=True).question.policies == (
        "none", *FEW[:2], "+".join(FEW[:2])
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"worlds": 10}, "played with 20 worlds of each setting, and you ask for 10; leave out worlds"),
        ({"worlds": 2_000}, "played with 20 worlds of each setting, and you ask for 2,000; leave out worlds"),
        ({"seed": 2}, "played with seed 1, and you ask for seed 2; leave out seed"),
        ({"changes": {"calendar.horizon": 9}}, "played with calendar.horizon=10, and you ask for calendar.horizon=9"),
        ({"out": "elsewhere"}, "omit out"),
    ],
    ids=str,
)
def test_a_study_that_was_played_otherwise_is_refused_with_both_in_words(kept, options, words):
    with pytest.raises(InputError, match=words):
        sim.regret(study=kept, **options)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    ask(FEW[:1], out=folder, worlds=20)
    return folder


def test_a_folder_can_get_other_policies_and_more_worlds_and_keeps_what_it_has(tmp_path):
    ask(FEW[:1], out=tmp_path, worlds=10)
    other = ask(FEW[1:2], out=tmp_path, worlds=20)
    pd.testing.assert_frame_equal(other.cells, ask(FEW[1:2], worlds=20).cells)
    assert set(sim.regret(study=tmp_path).policies["policy"]) == {"none", *FEW[:2]}


def test_a_sweep_with_its_axes_in_another_order_can_get_more(tmp_path):
    axes = {"policy": ["none", FEW[0]], "calendar.horizon": [10], "worldview": list(TWO)}
    sim.sweep(sim.design.grid(axes), worlds=10, workers=1, out=tmp_path, rows=True)
    pd.testing.assert_frame_equal(ask(FEW[:2], out=tmp_path, worlds=10).cells, ask(FEW[:2], worlds=10).cells)


class EnoughError(Exception):
    """Raised in the middle of a run."""


def test_a_run_that_was_interrupted_goes_on_where_it_was(tmp_path):
    def stop(done, total):
        if done:
            raise EnoughError

    # Choices that are bound cannot run beside others, so these are two blocks.
    policies, folder = ("neutral_force", "security_assistance"), tmp_path / "kept"
    with pytest.raises(EnoughError):
        ask(policies, out=folder, progress=stop, worlds=20)
    told = []
    again = ask(policies, out=folder, progress=lambda done, total: told.append((done, total)), worlds=20)
    assert 0 < told[0][0] < told[-1][0] == told[-1][1]
    pd.testing.assert_frame_equal(again.cells, ask(policies, worlds=20).cells)


def test_another_question_is_answered_from_the_same_folder(tmp_path, monkeypatch):
    ask(FEW[:2], out=tmp_path, worlds=20)
    more = ask(FEW[:2], out=tmp_path, worlds=20, pairs=True)
    assert len(more.pairs) == 2 * 2
    monkeypatch.setattr(playing, "sweep", None)
    fewer = ask(FEW[:1], out=tmp_path, worlds=20, outcomes="stalemate")
    assert set(fewer.policies["policy"]) == {"none", FEW[0]}


def test_a_folder_with_other_worlds_is_refused_by_name(tmp_path):
    ask(FEW[:1], out=tmp_path, worlds=20)
    with pytest.raises(InputError, match=f"{tmp_path.name} cannot be gone on with: .*seed"):
        ask(FEW[:1], out=tmp_path, worlds=20, seed=2)


def test_what_a_worldview_holds_already_is_played_once():
    asked = Asked(("package_deal",), ("araz2023", "ratelle2025"), ("war",), False, 10, 1, None, None, (), (), {})
    question = asked.question
    assert question.place.tolist() == [[0, 0], [2, 3]]
    assert len(playing.design_of(question)) == 3
    same = ask(["package_deal"], outcomes="war", worlds=20)
    assert any("assumes it anyway: package deal if Araz is right" in one for one in same.sentences)


def test_settings_laid_over_quickly_are_those_that_load_gives():
    cells = [("fattah2025", "none"), ("fattah2025", "package_deal+gradual_agenda"), ("baseline", "security_assistance")]
    for (worldview, word), made in zip(cells, laid_over(cells, SHORT), strict=True):
        expected = sim.load(worldview, policies=[] if word == "none" else word.split("+"), changes=SHORT)
        assert (made.hash, made, made.start) == (expected.hash, expected, expected.start)


def test_pairs_are_every_two_of_the_single_policies():
    words = alternatives(FEW, pairs=True)
    assert words == ("none", *FEW, *("+".join(two) for two in ((FEW[0], FEW[1]), (FEW[0], FEW[2]), (FEW[1], FEW[2]))))
    every = alternatives((), pairs=True)
    singles = len(sim.policies())
    assert len(every) == 1 + singles + singles * (singles - 1) // 2


def test_beyond_the_sum_is_counted_from_the_four_cells(found):
    shares = found.cells.set_index(["outcome", "worldview", "policy"])["share"]
    for row in found.pairs.to_dict("records"):
        first, second = row["policy"].split("+")
        both, one, other, none = (
            shares[row["outcome"], row["worldview"], word] for word in (row["policy"], first, second, "none")
        )
        assert row["beyond_sum"] == pytest.approx(both - one - other + none)
        assert row["low"] <= row["beyond_sum"] <= row["high"]


def test_policies_that_contradict_each_other_are_named_and_are_no_pair():
    clash = ask(["gradual_agenda", "package_deal", "package_deal+gradual_agenda"], worlds=20, outcomes="war")
    assert clash.pairs.empty
    told = " ".join(clash.sentences)
    assert "gradual agenda wins over package deal" in told


def test_of_the_usual_outcomes_more_peace_and_less_war_are_better():
    wanted = wanted_of((*OUTCOMES, "war", "signed"), (), (), None)
    assert {one.name for one in wanted if one.more} == {"ideal_peace", "formal_peace", "signed"}


def test_the_answer_names_its_command_and_asks_the_same_again(found):
    assert found.command == (
        "python -m sim regret --bound ideal_peace=0.2 --bound war=0.2 --set calendar.horizon=10 --worlds 60 --seed 1 "
        "--weights araz2023=3,ratelle2025=1 --worldviews araz2023,ratelle2025 "
        "--policies public_dialogue,neutral_force,legal_consequences,public_dialogue+neutral_force"
    )
    assert "_" not in " ".join([found.finding.sentence, found.finding.remark, *found.sentences])
    words = [cell for table in found.tables for row in [table.head, *table.rows] for cell in row]
    assert not [word for word in words if "_" in word or "mechanisms." in word]


def test_rows_of_words_are_as_long_as_their_head(found):
    assert all(len(row) == len(table.head) for table in found.tables for row in table.rows)
    assert {table.name for table in found.tables} >= {
        "regret_ideal_peace",
        "shares_war",
        "best_war",
        "together",
        "prices",
    }


def test_prices_stand_beside_the_policies(found):
    assert found.prices.set_index("policy").loc["neutral_force", "payers"] == "united_states, azerbaijan"
    assert {"price", "obstacle"} <= set(found.prices.columns)
    assert (found.prices[["payers", "price", "obstacle"]] != "").all(axis=None)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"outcomes": "wars"}, "nearest: war"),
        ({"outcomes": ["war", "war"]}, "given twice"),
        ({"policies": "neutral_forces"}, "nearest: neutral_force"),
        ({"policies": ["neutral_force", "neutral_force"]}, "given twice"),
        ({"policies": "neutral_force+neutral_force"}, "is named twice"),
        ({"policies": "none"}, "no policy is named"),
        ({"policies": ""}, "no policy is named"),
        ({"policies": ["neutral_force"], "pairs": True}, "at least two single policies"),
        ({"worldviews": "fattah"}, "nearest: fattah2025"),
        ({"worldviews": ["fattah2025", "fattah2025"]}, "given twice"),
        ({"weights": {"araz2023": -1}}, "the weight of araz2023"),
        ({"weights": {"fattah2025": 1}}, "not among the worldviews"),
        ({"weights": "some"}, "equal"),
        ({"bound": 30}, "bound must be"),
        ({"bound": {"stalemate": 0.3}}, "'stalemate' is not asked for"),
        ({"bound": {"war": 3}}, "the bound of war"),
        ({"less": "stalemate"}, "'stalemate' is not asked for"),
        ({"less": "war", "more": "war"}, "cannot be better both"),
        ({"changes": {"calendar.horizons": 8}}, "nearest: calendar.horizon"),
        ({"worlds": 0}, "worlds"),
        ({"study": "here"}, "study"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_asked_is_refused_before_anything_is_played(options, words, monkeypatch):
    monkeypatch.setattr(playing, "Bench", None)
    monkeypatch.setattr(playing, "sweep", None)
    with pytest.raises(InputError, match=words):
        ask(**{"policies": FEW, **options})


def test_a_study_that_cannot_answer_is_refused(study):
    with pytest.raises(InputError, match="no cell of Araz 2023 with EU monitoring"):
        sim.regret("eu_monitoring", study=study)
    with pytest.raises(InputError, match="nothing is played"):
        sim.regret(study=study, pairs=True)
    axes = {"worldview": list(TWO), "policy": ["none", "neutral_force"], "calendar.horizon": [4, 5]}
    with pytest.raises(InputError, match="also varies calendar"):
        sim.regret(study=sim.sweep(sim.design.grid(axes), worlds=2, workers=1))
    alone = sim.sweep(sim.design.grid({"worldview": list(TWO), "calendar.horizon": [4]}), worlds=2, workers=1)
    with pytest.raises(InputError, match="only one policy"):
        sim.regret(study=alone)
    own = sim.sweep(sim.design.grid({"policy": ["none", "neutral_force"], "calendar.horizon": [4]}), worlds=2, workers=1,
                    independent=True)  # fmt: skip
    with pytest.raises(InputError, match="draw their own worlds"):
        sim.regret(study=own)
    with pytest.raises(InputError, match="there is no study in nowhere"):
        sim.regret(study="nowhere")


def test_too_few_worlds_are_said_to_be_too_few():
    found = ask(FEW[:2], worlds=3, outcomes="ideal_peace")
    assert "3 worlds cannot tell which of 3 alternatives" in found.finding.sentence
    assert "none is behind by more than" in found.finding.sentence
    assert np.isclose(found.policies["least_in"].sum(), 1)


@pytest.fixture(scope="module")
def alone(study):
    return sim.regret(study=study, worldviews="ratelle2025")


def test_of_one_author_nothing_is_said_of_others(alone):
    told = [alone.finding.sentence, alone.heading, *alone.sentences, *(table.caption for table in alone.tables)]
    assert not [text for text in told if "whoever" in text.lower() or "never" in text or "largest" in text]
    heads = [name for table in alone.tables for name in table.head]
    assert not {"furthest behind", "worst share"} & set(heads)


def test_titles_of_tables_have_no_full_stop_and_no_table_is_empty(found, alone):
    for answer in (found, alone):
        assert all(not table.caption.endswith(".") and table.rows for table in answer.tables)


def test_no_title_of_a_table_calls_a_policy_best_for_war(found):
    captions = {table.name: table.caption for table in found.tables}
    assert captions["best_war"].startswith("Least war under each author")
    assert captions["best_ideal_peace"].startswith("Most ideal peace under each author")


def test_title_and_table_have_the_same_digits(found):
    for name in ("ideal_peace", "war"):
        first = next(table for table in found.tables if table.name == f"regret_{name}")
        row, words = first.rows[0], told_points(found.of(name).iloc[0])
        assert row[first.head.index("largest regret")] == words.replace(" points", "").replace(" point", "").replace(
            " to ", "–"
        )
