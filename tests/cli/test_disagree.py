"""`python -m sim disagree` splits a disagreement among groups of assumptions, or refuses with one message."""

import json

import pandas as pd
import pytest

FORCE = "mechanisms.force.decisiveness"
SHORT = ("--set", "calendar.horizon=6", "--workers", "1")
ASK = ("disagree", "araz2023", "fattah2025", "--outcome", "deferred_tension", "--worlds", "20", *SHORT)


def test_it_prints_the_finding_the_parts_and_what_both_assume(fine):
    out = fine(*ASK, "--no-files")
    for words in (
        "its part",
        "What Baku wants",
        "together",
        "What they assume differently",
        "Every sign is for the change from Araz 2023 to Fattah 2025.",
        "Shapley",
        "assumption of this project",
        "not a forecast",
    ):
        assert words in out
    assert "mechanisms." not in out


def test_it_writes_picture_tables_and_answer(fine, tmp_path):
    out = fine(*ASK, "--out", "found", "--report", "page.html")
    written = {path.name for path in (tmp_path / "found").iterdir()}
    assert {
        "disagreement.png",
        "parts.csv",
        "interactions.csv",
        "assumptions.csv",
        "difference.csv",
        "answer.json",
    } <= written
    assert "Written to found" in out
    parts = pd.read_csv(tmp_path / "found" / "parts.csv")
    told = pd.read_csv(tmp_path / "found" / "difference.csv").iloc[0]
    assert parts["part"].sum() == pytest.approx(told["difference"], abs=1e-12)
    assert "Where Araz 2023 and Fattah 2025 part on deferred tension" in (tmp_path / "page.html").read_text(
        encoding="utf-8"
    )


def test_json_holds_the_parts_and_the_command(fine):
    told = json.loads(fine(*ASK, "--no-files", "--json"))
    assert len(told["tables"]["parts"]) == 8
    assert told["command"].startswith(
        "python -m sim disagree araz2023 fattah2025 --set calendar.horizon=6 --outcome deferred_tension"
    )
    assert [one["worldview"] for one in told["settings"]] == ["araz2023", "fattah2025"]


def test_more_than_two_articles_give_all_pairs(fine, tmp_path):
    few = ("--worlds", "8", "--split", "2", *SHORT)
    out = fine("disagree", "baseline", "ratelle2025", "fattah2025", "--outcome", "stalemate", *few, "--out", "found")
    assert "largest source" in out
    assert "the baseline" in out or "The baseline" in out
    pairs = pd.read_csv(tmp_path / "found" / "pairs.csv")
    assert pairs[["one", "other"]].values.tolist() == [
        ["the baseline", "Ratelle 2025"], ["the baseline", "Fattah 2025"], ["Ratelle 2025", "Fattah 2025"],
    ]  # fmt: skip
    assert (tmp_path / "found" / "disagreements.png").exists()


@pytest.mark.parametrize("words", [("--all",), ()])
def test_no_article_stands_for_all_five(call, monkeypatch, words):
    asked = []

    def ask(outcome, settings, **_):
        asked.append((outcome, [one.worldview for one in settings]))
        raise SystemExit(0)

    monkeypatch.setattr("sim.analysis.disagreement.asking.disagreements", ask)
    monkeypatch.setattr("sim.disagreements", ask, raising=False)
    with pytest.raises(SystemExit):
        call("disagree", *words, "--outcome", "war")
    assert asked == [("war", ["araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025"])]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("araz2023", "fatah2025", "--outcome", "war"), "nearest: fattah2025"),
        (("araz2023", "fattah2025", "--outcome", "wars"), "nearest: war"),
        (("araz2023", "fattah2025"), "Missing option '--outcome'"),
        (("araz2023", "--outcome", "war"), "araz2023 needs somebody to disagree with"),
        (("--all", "araz2023", "fattah2025", "--outcome", "war"), "--all stands for every author"),
        (("araz2023", "araz2023", "--outcome", "war"), "assume the same"),
        (("araz2023", "fattah2025", "ratelle2025", "araz2023", "--outcome", "war"), "given twice"),
        (("araz2023", "fattah2025", "--outcome", "war", "--worlds", "10", "--split", "11"), "split 11 worlds of 10"),
        (("araz2023", "fattah2025", "--outcome", "war", "--policy", "western"), "unknown policy 'western'"),
        (("araz2023", "fattah2025", "--outcome", "war", "--set", f"{FORCE[:-1]}=1"), f"nearest: {FORCE}"),
        (("araz2023", "fattah2025", "--outcome", "war", "--out", "x", "--no-files"), "contradict each other"),
        (("araz2023", "fattah2025", "--outcome", "war", "--report", "x.pdf"), "ends in .html"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_one_message(refused, words, said):
    told = refused("disagree", *words)
    assert said in told
    assert "Traceback" not in told
