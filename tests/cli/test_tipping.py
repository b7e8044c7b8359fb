"""`python -m sim tipping` finds where a conclusion turns, or says in one message that it does not."""

import json

import pandas as pd
import pytest

TERRITORY = "actors.azerbaijan.weights.territory"
US = "mechanisms.guarantees.credibility.united_states"
SHORT = ("--set", "calendar.horizon=8", "--workers", "1", "--worlds", "40")
ASK = ("tipping", "ratelle2025", "--parameter", TERRITORY, "--outcome", "stalemate", "--level", "0.8", *SHORT)
FEW = ("--budget", "3000")


def test_it_prints_the_tipping_value_and_who_stands_on_which_side(fine):
    out = fine(*ASK, *FEW, "--no-files")
    assert "stalemate falls below 80 % once weight of territory for Azerbaijan exceeds" in " ".join(out.split())
    for words in ("Who stands where", "plausible range", "was asked for", "same worlds", "not a forecast"):
        assert words in out
    assert TERRITORY not in out


def test_it_writes_picture_tables_and_answer_and_a_page(fine, tmp_path):
    fine(*ASK, *FEW, "--out", "found", "--report", "page.html")
    written = {path.name for path in (tmp_path / "found").iterdir()}
    assert {
        "tipping.png",
        "tipping.csv",
        "tipping.txt",
        "crossings.csv",
        "stands.csv",
        "curve.csv",
        "answer.json",
    } <= written
    (row,) = pd.read_csv(tmp_path / "found" / "crossings.csv").to_dict("records")
    assert row["low"] <= row["value"] <= row["high"]
    assert (tmp_path / "page.html").exists()


def test_the_command_that_an_answer_names_gives_the_same_answer(fine):
    first = json.loads(fine(*ASK, *FEW, "--json", "--no-files"))
    words = first["command"].split()[3:]
    again = json.loads(fine(*words, "--workers", "1", "--json", "--no-files"))
    assert again["tables"] == first["tables"]


NEVER = (*ASK[:3], US, *ASK[4:7], "0.05", *SHORT, *FEW)


def test_a_level_that_is_never_crossed_is_one_message_with_the_shares_at_both_ends(call):
    result = call(*NEVER, "--no-files")
    assert (result.code, result.out) == (2, "")
    said = " ".join(result.err.split())
    assert said.startswith("If Ratelle is right"), "a finding is no error"
    assert "stalemate stays above 5 % as credibility of a US guarantee goes from 0 to 0.9: it runs from" in said
    assert "comes no nearer than" in said
    assert "Choose another level" in said


def test_a_level_that_is_never_crossed_is_an_answer_for_scripts_with_files(call, tmp_path):
    result = call(*NEVER, "--json", "--out", "found", "--report", "page.html")
    told = json.loads(result.out)
    assert result.code == 2
    assert told["tables"]["crossings"] == []
    assert [row["value"] for row in told["tables"]["curve"]][:: len(told["tables"]["curve"]) - 1] == [0, 0.9]
    assert json.loads((tmp_path / "found" / "answer.json").read_text(encoding="utf-8")) == told
    assert {"tipping.png", "crossings.csv", "curve.csv"} <= {path.name for path in (tmp_path / "found").iterdir()}
    assert "stays above 5" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "table"),
    [
        (("--parameter", US, "--parameter", "mechanisms.force.decisiveness", "--budget", "9000"), "crossings"),
        (("--nearest", "--parameter", US), "changes"),
    ],
)
def test_a_frontier_and_a_search_in_vain_are_written_with_their_picture(call, tmp_path, options, table):
    result = call(*ASK[:2], *options, "--outcome", "stalemate", "--level", "0.05", *SHORT, "--json", "--out", "found")
    assert result.code == 2
    assert json.loads(result.out)["tables"][table] == []
    kind = "nearest" if "--nearest" in options else "frontier"
    assert (tmp_path / "found" / f"{kind}.png").exists()


def test_two_parameters_give_a_frontier_with_a_picture(fine, tmp_path):
    fine(*ASK, "--parameter", "mechanisms.force.decisiveness", "--worlds", "80", "--budget", "9000", "--out", "found")
    written = {path.name for path in (tmp_path / "found").iterdir()}
    assert {"frontier.png", "crossings.csv", "slices.csv"} <= written


def test_a_long_search_says_beforehand_how_long_it_takes(call, monkeypatch):
    monkeypatch.setattr("sim.cli.tipping.SOON", 0)
    result = call("tipping", "ratelle2025", "--nearest", "--parameter", TERRITORY, "--outcome", "stalemate", "--level", "0.85",
                  *SHORT, "--no-files")  # fmt: skip
    assert result.code == 0
    assert result.err.startswith(
        "Moving one parameter after the other, then several together: up to about 16,800 worlds, "
    )


def test_nearest_tells_the_smallest_changes(fine):
    out = fine("tipping", "ratelle2025", "--nearest", "--parameter", TERRITORY, "--outcome", "stalemate", "--level", "0.85",
               *SHORT, "--no-files")  # fmt: skip
    said = " ".join(out.split())
    assert "once weight of territory for Azerbaijan has moved by about" in said
    assert "confirmed at" in said
    assert "is an assumption" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody", "--parameter", US, "--level", "0.2"), "unknown worldview 'nobody'"),
        (("baseline", "--parameter", f"{US}x", "--level", "0.2"), f"nearest: {US}"),
        (("baseline", "--parameter", US, "--level", "0"), "level must be a number above 0 and below 1"),
        (("baseline", "--parameter", US, "--level", "1.5"), "level must be a number above 0 and below 1"),
        (("baseline", "--parameter", US), "Missing option '--level'"),
        (("baseline", "--level", "0.2"), "name what grows with --parameter"),
        (("baseline", "--parameter", US, "--level", "0.2", "--outcome", "wars"), "nearest: war"),
        (("baseline", "--parameter", US, "--parameter", US, "--level", "0.2"), "is given twice"),
        (("baseline", *("--parameter", US) * 3, "--level", "0.2"), "3 parameters are too many"),
        (("baseline", "--parameter", US, "--level", "0.2", "--tolerance", "2"), "would allow the whole"),
        (
            ("baseline", "--parameter", US, "--level", "0.2", "--low", "0.8", "--high", "0.1"),
            "the first must be smaller",
        ),
        (("baseline", "--parameter", US, "--level", "0.2", "--budget", "10"), "the first look alone takes"),
        (("baseline", "--nearest", "--level", "0.2", "--budget", "10"), "--budget does nothing with --nearest"),
        (("baseline", "--nearest", "--level", "0.2", "--parameter", "calendar"), "nothing that is named can be moved"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_message(refused, arguments, said):
    assert said in refused("tipping", *arguments)
