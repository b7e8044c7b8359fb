"""`python -m sim regret` says which policy does least badly, whoever is right, or refuses with one message."""

import json

import pandas as pd
import pytest

from sim.studies.sweeps.running import sweep

SHORT = ("--set", "calendar.horizon=8", "--workers", "1", "--worlds", "20")
ASK = ("regret", "--policies", "public_dialogue,neutral_force", "--worldviews", "araz2023,ratelle2025", *SHORT)


def test_it_prints_the_finding_the_measures_by_name_and_the_prices(fine):
    out = fine(*ASK, "--no-files", "--bound", "0.1", "--weights", "equal")
    for words in (
        "Whoever of Araz and Ratelle is right",
        "Savage 1951",
        "maximin, Wald 1950",
        "Starr 1962",
        "Laplace",
        "winner's curse",
        "assumption",
        "paid by",
        "more is better",
        "less is better",
        "at most 10 % war",
        "not a forecast",
    ):
        assert words in " ".join(out.split())
    assert "_" not in out.replace("ideal_peace", "")
    prices = out.partition("What the policies with the least regret cost")[2]
    assert "  not so far  " in prices
    assert max(map(len, prices.splitlines())) <= 100


def test_it_writes_pictures_tables_answer_and_a_page_and_keeps_the_worlds(fine, tmp_path):
    out = fine(*ASK, "--out", "found", "--report", "page.html")
    written = {path.name for path in (tmp_path / "found").iterdir()}
    tables = {f"{name}_{outcome}.csv" for name in ("regret", "shares", "best") for outcome in ("ideal_peace", "war")}
    assert {"regret.png", "trade_off.png", "together.csv", "prices.csv", "answer.json", "study", *tables} <= written
    assert "Written to found" in out
    assert "The worlds are kept in found/study" in out
    assert "regret --study found/study --outcome NAME" in out
    frame = pd.read_csv(tmp_path / "found" / "regret_war.csv")
    assert frame["largest_regret"].is_monotonic_increasing
    assert "whoever is right" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_same_command_goes_on_from_the_worlds_that_are_kept(fine, monkeypatch, tmp_path):
    first = fine(*ASK, "--out", "found", "--json")
    monkeypatch.setattr("sim.analysis.regret.playing.sweep", None)
    again = fine(*ASK, "--study", "found/study", "--no-files", "--json")
    assert json.loads(again)["tables"] == json.loads(first)["tables"]


@pytest.fixture
def kept(fine):
    """A folder with the worlds of two policies, alone and together."""
    fine(*ASK, "--pairs", "--out", "found", "--json")
    return "found/study"


def test_what_is_not_typed_is_taken_from_the_folder(kept, fine, monkeypatch):
    monkeypatch.setattr("sim.analysis.regret.playing.sweep", None)
    monkeypatch.setattr("sim.analysis.regret.playing.Bench", None)
    told = json.loads(fine("regret", "--study", kept, "--outcome", "stalemate", "--no-files", "--json"))
    assert told["command"] == (
        "python -m sim regret --pairs --outcome stalemate --set calendar.horizon=8 --worlds 20 --seed 1 "
        "--worldviews araz2023,ratelle2025 --policies public_dialogue,neutral_force"
    )
    part = json.loads(fine("regret", "--study", kept, "--policies", "neutral_force", "--no-files", "--json"))
    assert {row["policy"] for row in part["tables"]["regret_war"]} == {"none", "neutral_force"}
    assert {one["worlds"] for one in part["settings"]} == {20}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ("--worlds", "10"),
            "was played with 20 worlds of each setting, and you ask for 10; leave out worlds (--worlds)",
        ),
        (("--seed", "2"), "was played with seed 1, and you ask for seed 2; leave out seed (--seed)"),
        (("--set", "calendar.horizon=9"), "played with calendar.horizon=8, and you ask for calendar.horizon=9"),
        (("--outcome", "piece"), "unknown outcome or event 'piece'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_was_played_otherwise_is_refused_with_both_in_words(kept, refused, options, words):
    assert words in " ".join(refused("regret", "--study", kept, *options).split())


def test_a_folder_gets_more_worlds_and_policies_only_if_they_are_typed_and_says_so(kept, call):
    more = call("regret", "--study", kept, "--worlds", "30", "--policies", "legal_consequences", "--workers", "1",
                "--no-files", "--json")  # fmt: skip
    assert more.code == 0
    assert f"The study in {kept} has 20 worlds of each setting: all of them get 30." in more.err
    assert f"The study in {kept} does not hold legal consequences: what is missing is played into it." in more.err
    assert {one["worlds"] for one in json.loads(more.out)["settings"]} == {30}


def test_what_is_played_into_the_worlds_beside_an_answer_is_said(kept, call):
    more = call(*ASK[:-1], "30", "--out", "found", "--json")
    assert more.code == 0
    assert more.err.startswith(f"The study in {kept} has 20 worlds of each setting: all of them get 30.\n")


def test_a_folder_that_is_not_there_yet_is_announced_before_it_is_played(call):
    told = call(*ASK, "--study", "new/place", "--no-files")
    assert told.code == 0
    assert told.err == "There is no study in new/place yet: 6 settings of 20 worlds are played into it.\n"
    assert call(*ASK, "--study", "new/place", "--no-files").err == ""


def test_an_unfinished_study_goes_on_with_the_same_command(call, monkeypatch, tmp_path):
    class EnoughError(Exception):
        """Raised in the middle of a run."""

    def stopped(*arguments, progress, **options):
        def stop(now):
            if now.done:
                raise EnoughError

        return sweep(*arguments, progress=stop, **options)

    # Choices that are bound cannot run beside others, so these are two blocks.
    command = (
        "regret",
        "--policies",
        "neutral_force,security_assistance",
        "--study",
        "part",
        *SHORT,
        "--no-files",
        "--json",
    )
    with monkeypatch.context() as patched, pytest.raises(EnoughError):
        patched.setattr("sim.analysis.regret.playing.sweep", stopped)
        call(*command)
    for again in (command, ("regret", "--study", "part", "--no-files", "--json")):
        told = call(*again)
        assert told.code == 0
        assert len(json.loads(told.out)["settings"]) == 5 * 3
        assert ("is not complete: the rest of it is played" in told.err) == (again == command)


def test_pairs_keep_their_worlds_beside_the_answer_unless_nothing_is_to_be_written(fine, tmp_path):
    out = fine(*ASK, "--pairs", "--outcome", "war")
    folder = next((tmp_path / "results").iterdir())
    assert folder.name.startswith("regret-pairs-outcome-war-")
    assert "-worlds-20-seed-1-" in folder.name
    assert (folder / "study" / "manifest.json").exists()
    assert (folder / "pairs_war.csv").exists()
    assert "public dialogue + neutral force" in out
    before = set(tmp_path.rglob("*"))
    fine(*ASK, "--pairs", "--outcome", "war", "--no-files")
    assert set(tmp_path.rglob("*")) == before


def test_json_holds_the_measures_and_the_command(fine):
    told = json.loads(fine(*ASK, "--outcome", "war", "--less", "war", "--no-files", "--json"))
    row = told["tables"]["regret_war"][0]
    assert {"largest_regret", "low", "high", "where", "least_in", "as_good_as_least", "worst_share"} <= row.keys()
    assert told["command"] == (
        "python -m sim regret --outcome war --set calendar.horizon=8 --worlds 20 --seed 1 "
        "--worldviews araz2023,ratelle2025 --policies public_dialogue,neutral_force"
    )
    assert len(told["settings"]) == 2 * 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--outcome", "piece"), "unknown outcome or event 'piece'"),
        (("--outcome", "war", "--outcome", "war"), "given twice"),
        (("--policies", "neutral_forces"), "nearest: neutral_force"),
        (("--policies", "neutral_force,,public_dialogue"), "empty name"),
        (("--policies", "neutral_force", "--pairs"), "at least two single policies"),
        (("--worldviews", "ratelle"), "nearest: ratelle2025"),
        (("--weights", "ratelle2025=much"), "'much' is not a number"),
        (("--weights", "ratelle2024=1"), "nearest: ratelle2025"),
        (("--weights", "ratelle2025=1,ratelle2025=2"), "given twice"),
        (("--weights", "alike"), "write equal"),
        (("--bound", "30"), "from 0 to 1"),
        (("--bound", "nan"), "from 0 to 1"),
        (("--bound", "stalemate=0.3"), "'stalemate' is not asked for"),
        (("--bound", "0.3", "--bound", "war=0.1"), "write NAME=NUMBER"),
        (("--less", "war", "--more", "war"), "cannot be better both"),
        (("--set", "calendar.horizon=8", "--set", "calendar.horizon=9"), "set twice"),
        (("--set", "calendar.horizons=8"), "nearest: calendar.horizon"),
        (("--out", "here", "--no-files"), "contradict"),
        (("--report", "page.txt"), "ends in .html"),
        (("--worlds", "0"), "--worlds"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked_is_refused_with_one_message(refused, options, words):
    assert words in " ".join(refused("regret", *options).split())


def test_nothing_is_left_by_a_command_that_is_refused(refused, tmp_path):
    refused("regret", "--pairs", "--outcome", "piece")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_says_where_finished_worlds_are_kept(call, tmp_path, monkeypatch):
    kept = tmp_path / "kept"

    def interrupted(*_, **__):
        kept.mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.regret", interrupted)
    result = call(*ASK, "--study", str(kept), "--no-files")
    assert (result.code, result.out) == (130, "")
    assert f"kept in {kept}; the same command goes on" in " ".join(result.err.split())
