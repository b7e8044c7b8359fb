"""`run --uncertainty` prints and writes the answer; `report --uncertainty` tells it as a part of the page."""

import json
from pathlib import Path

import pytest

import sim
from sim.cli import run
from sim.studies.sweeps import distributions

SHORT = ("--set", "calendar.horizon=4")
SMALL = ("--samples", "10", "--worlds", "5", *SHORT)


class Made:
    """Stands for the page of a report."""

    title = "a page"


def test_it_prints_the_split_and_writes_picture_tables_and_answer(fine):
    out = fine("run", "fattah2025", "--uncertainty", *SMALL)
    assert "If Fattah is right" in out
    assert "Parts of what is unknown" in out
    assert "not a forecast" in out
    (folder,) = Path("results").iterdir()
    written = sorted(path.name for path in folder.iterdir())
    assert written == [
        "answer.json", "uncertainty.csv", "uncertainty.png", "uncertainty.txt", "uncertainty_authors.csv",
        "uncertainty_narrower.csv", "uncertainty_split.csv",
    ]  # fmt: skip


def test_without_a_worldview_all_articles_are_sampled(fine, tmp_path):
    found = json.loads(fine("run", "--uncertainty", *SMALL, "--json", "--no-files"))
    assert {row["kind"] for row in found["tables"]["uncertainty_split"]} == {"luck", "numbers", "author"}
    assert len(found["tables"]["uncertainty_within"]) == 6 * 5
    assert found["command"] == (
        "python -m sim run --set calendar.horizon=4 --uncertainty --samples 10 --worlds 5 --seed 1"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_baseline_by_name_is_one_worldview_beside_the_articles(fine):
    found = json.loads(fine("run", "baseline", "--uncertainty", *SMALL, "--json", "--no-files"))
    assert {row["kind"] for row in found["tables"]["uncertainty_split"]} == {"luck", "numbers"}
    assert [row["worldview"] for row in found["tables"]["uncertainty_authors"]][:2] == ["baseline", "araz2023"]


def test_a_report_has_it_as_a_part_under_the_same_assumptions(fine, monkeypatch):
    """The page itself takes long; that answers become parts of it is tested with the reports."""
    asked, told = {}, {}
    monkeypatch.setattr(sim, "uncertainty", lambda names, **options: asked.update(names=names, **options) or "the part")
    monkeypatch.setattr(sim, "report", lambda subject, **options: told.update(subject=subject, **options) or Made)
    options = ("--seed", "3", "--samples", "20", "--out", "page.html")
    fine("report", "fattah2025", "araz2023", "--uncertainty", *SHORT, *options)
    assert told["subject"] == ["fattah2025", "araz2023", "the part"]
    assert (asked["names"], asked["samples"]) == (["fattah2025", "araz2023"], 20)
    assert (asked["changes"], asked["seed"]) == (told["changes"], told["seed"]) == ({"calendar.horizon": 4}, 3)


def test_it_can_be_told_on_one_page(fine):
    out = fine("run", "fattah2025", "--uncertainty", *SMALL, "--workers", "1", "--no-files", "--report", "page.html")
    assert "Written: page.html" in out
    page = Path("page.html").read_text()
    assert "If Fattah is right" in page
    assert "Fattah 2025 with changes by hand, with 4 other settings beside; 200 worlds each" in page
    assert "200 worlds each, and 10 samples of the numbers in 5 worlds each" in page


def test_the_command_offers_the_shapes_that_there_are():
    """It lists them by itself, so that the help need not wait for the arithmetic behind them."""
    assert set(run.SHAPES) == set(distributions.SHAPES)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("run", "fatah2025", "--uncertainty"), "nearest: fattah2025"),
        (("run", "--uncertainty", "--samples", "9"), "x>=10"),
        (("run", "--uncertainty", "--worlds", "4"), "5 or more"),
        (("run", "--uncertainty", "--shape", "pret"), "'pert'"),
        (("run", "--uncertainty", "--out", "x", "--no-files"), "contradict"),
        (("run", "--uncertainty", "--set", "calendar.horizn=4"), "nearest: calendar.horizon"),
        (("run", "--uncertainty", "--policy", "guarantee"), "nearest:"),
        (("run", "--samples", "20"), "--samples goes with --uncertainty"),
        (("run", "--shape", "uniform"), "--shape goes with --uncertainty"),
        (("run", "baseline", "--workers", "2"), "--workers goes with --uncertainty"),
        (("run", "baseline", "--report", "page.html"), "--report goes with --uncertainty"),
        (("run", "--uncertainty", "--report", "page.pdf"), "ends in .html"),
        (("report", "fattah2025", "--samples", "20"), "--samples goes with --uncertainty"),
        (("report", "fattah2025", "--uncertainty", "--samples", "9"), "x>=10"),
        (("report", "somewhere", "--uncertainty"), "is none"),
        (("report", "fattah2025", "--uncertainty", "--out", "page.pdf"), "ends in .html"),
        (("report", "fattah2025", "--uncertainty", "--outcome", "stale"), "nearest: stalemate"),
        (("report", "fattah2025", "fattah2025", "--uncertainty"), "appears twice"),
    ],
)
def test_what_contradicts_itself_or_is_unknown_is_refused_before_anything_is_played(call, monkeypatch, typed, message):
    monkeypatch.setattr("sim.analysis.uncertainty.asking.Bench", None)
    monkeypatch.setattr("sim.studies.study.simulate", None)
    result = call(*typed)
    assert result.code == 2
    assert message in result.err
    assert "Traceback" not in result.err
    assert result.out == ""
    assert not Path("results").exists()
