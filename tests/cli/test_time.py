"""`python -m sim time` prints, writes and refuses."""

import json

import pandas as pd
import pytest

from sim.cli.time import answer_of

SHORT = ("--set", "calendar.horizon=12", "--worlds", "60")


def test_finding_tables_and_sentences_are_printed_and_nothing_is_written(fine, tmp_path):
    printed = " ".join(fine("time", "fattah2025", *SHORT, "--no-files").split())
    parts = (
        "If Fattah is right (with 1 parameter set by hand), half of the worlds have signed by 2026 Q1",
        "half of the agreements are out of force",
        "From the start: what came first, a signature or a war",
        "failed at ratification",
        "The five outcomes of the same worlds",
        "Change in points from one look to a later one",
        "What a formal peace has become after 3 years",
        "not a forecast",
    )
    assert [part for part in parts if part not in printed] == []
    assert list(tmp_path.iterdir()) == []


def test_files_are_the_pictures_the_tables_and_the_answer(fine, tmp_path):
    fine("time", "ratelle2025", *SHORT, "--horizon", "12", "--horizon", "4", "--out", "told")
    names = {path.name for path in (tmp_path / "told").iterdir()}
    tables = {
        "medians.csv",
        "from_start.csv",
        "since_signature.csv",
        "in_force.csv",
        "outcomes.csv",
        "changes.csv",
        "formal_peace.csv",
    }
    assert tables | {"risks.png", "horizons.png", "answer.json"} <= names
    looks = pd.read_csv(tmp_path / "told" / "outcomes.csv")
    assert looks.groupby("horizon")["count"].sum().to_dict() == {4: 60, 12: 60}


def test_json_is_one_object_with_the_same_finding(fine):
    told = json.loads(fine("time", "fattah2025", *SHORT, "--json", "--no-files"))
    assert (told["kind"], told["settings"][0]["worlds"]) == ("time", 60)
    assert told["finding"] == answer_of("fattah2025", changes=("calendar.horizon=12",), worlds=60).finding.sentence


def test_a_report_tells_it_on_one_page(fine, tmp_path):
    fine("time", "ratelle2025", *SHORT, "--no-files", "--report", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "When agreements and wars come: Ratelle 2025" in page
    assert "A relapse is the first breach of an agreement" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("araz2032",), "unknown worldview 'araz2032'; nearest: araz2023"),
        (("araz2023", "--policy", "western_guarante"), "nearest: western_guarantee"),
        (("araz2023", "--set", "calendar.horizn=8"), "nearest: calendar.horizon"),
        (("--horizon", "8", "--horizon", "8"), "the horizon 8 is given twice; give each once"),
        (("--horizon", "41"), "lies beyond the history, which has 40 quarters; ask for 40 at most"),
        (("--set", "calendar.horizon=8", "--horizon", "12"), "--set calendar.horizon=12"),
        (("--horizon", "8.5"), "'8.5' is not a valid integer"),
        (("--horizon", "0"), "0 is not in the range x>=1"),
        (("--worlds", "0"), "0 is not in the range x>=1"),
        (("--no-files", "--out", "x"), "--out and --no-files contradict each other"),
        (("--report", "page.pdf"), "ends in .html"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_played(refused, arguments, said):
    assert said in " ".join(refused("time", *arguments).split())
