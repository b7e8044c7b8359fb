"""`python -m sim claims` says what becomes of claims, and refuses in words what it does not know."""

import json

import pytest

from sim.analysis.claims.asking import USUAL_WORLDS
from sim.cli.main import main

QUICK = ("--worlds", "40", "--workers", "1")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What is written for one claim of a short set-up."""
    path = tmp_path_factory.mktemp("claims") / "found.json"
    assert main(["claims", "E11", *QUICK, "--out", str(path)]) == 0
    return json.loads(path.read_text(encoding="utf-8"))


def test_one_claim_is_told_in_full(fine):
    out = " ".join(fine("claims", "E11", *QUICK).split())
    assert "DerSimonian 2024 (dersimonian2024)" in out
    assert "A summit that Azerbaijan hosts" in out
    assert "dersimonian2024 ¶14" in out
    assert "mechanisms.signature.deadline.strength = 0" in out
    assert "1 claim: " in out
    assert "Bonferroni" in out


def test_json_is_a_list_of_objects_with_what_was_promised(fine, printed):
    told = json.loads(fine("claims", "E11", *QUICK, "--json"))
    assert told == printed
    assert told[0]["id"] == "E11"
    assert told[0]["low"] <= told[0]["effect"] <= told[0]["high"]
    assert told[0].keys() >= {"verdict", "verdict_double_precision", "also_holds_in", "worlds", "seed", "version"}


def test_the_help_says_how_many_worlds_are_usual(fine):
    assert f"[default: {USUAL_WORLDS}]" in fine("claims", "--help")


def test_an_unknown_article_is_refused_with_the_nearest(call):
    result = call("claims", "ratele2025")
    assert (result.code, result.out) == (2, "")
    assert "unknown article or claim 'ratele2025'; nearest: ratelle2025" in result.err


@pytest.mark.parametrize("given", [("--worlds", "0"), ("--worlds", "x"), ("--seed", "-1"), ("--workers", "0")])
def test_numbers_that_make_no_sense_are_refused(call, given):
    assert call("claims", "E11", *given).code == 2


def test_a_place_that_cannot_be_written_to_is_refused_before_anything_is_played(call, tmp_path):
    (tmp_path / "found.json").mkdir()
    result = call("claims", "--out", str(tmp_path / "found.json"))
    assert result.code == 2
    assert "Traceback" not in result.err


def test_too_many_worlds_are_refused_in_words(call):
    result = call("claims", "--worlds", "1000000000000")
    assert result.code == 2
    assert "memory" in result.err


def test_an_error_in_a_file_of_claims_is_told_with_file_and_line(call, monkeypatch, tmp_path):
    import shutil

    from sim.parameters import parameters_folder

    folder = shutil.copytree(parameters_folder(), tmp_path / "parameters")
    path = folder / "claims" / "ratelle2025.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("measure: appetite", "measure: apetite", 1), encoding="utf-8")
    monkeypatch.setattr("sim.parameters.claims.parameters_folder", lambda: folder)
    result = call("claims", "ratelle2025")
    line = text[: text.index("measure: appetite")].count("\n") + 1
    assert result.code == 2
    assert f"claims/ratelle2025.yaml:{line}: R2.measure: unknown measure 'apetite'; nearest: appetite" in result.err
