"""A report of two settings of the same worlds holds one against the other; any other report does not."""

import pytest

import sim
from tests.reports.conftest import text_of

WORLDS = {"worlds": 12, "seed": 3}
pytestmark = pytest.mark.usefixtures("two_years", "sketched")


def test_two_worldviews_are_held_against_each_other_with_both_pictures_and_told_flips():
    made = sim.report(["araz2023", "fattah2025"], **WORLDS)
    text = text_of(made.html)
    assert "Araz 2023 against Fattah 2025, in the same worlds" in text
    assert "Araz 2023 against Fattah 2025: " in text
    for part in ("contrast.csv", "flows.csv"):
        assert part in made.html
    for part in (
        "How the same worlds end",
        "Why the first war came",
        "They part at once, in the 1st quarter (2023 Q3 under Araz 2023, 2025 Q2 under Fattah 2025)",
    ):
        assert part in text


def test_a_policy_is_held_against_the_worldview_alone_and_flows_are_drawn_once():
    made = sim.report("ratelle2025", policies="western_guarantee", **WORLDS)
    assert "Ratelle 2025 without and with western guarantee, in the same worlds" in text_of(made.html)
    assert made.html.count("Bands between two bars") == 1


def test_the_same_two_settings_given_one_by_one_are_held_against_each_other_the_same_way():
    settings = ["ratelle2025", sim.load("ratelle2025", "western_guarantee")]
    text = text_of(sim.report(settings, **WORLDS).html)
    assert "Ratelle 2025 without and with western guarantee, in the same worlds" in text


def test_one_setting_three_settings_or_other_worlds_are_not():
    two_seeds = [sim.simulate("araz2023", 12, seed=1), sim.simulate("fattah2025", 12, seed=2)]
    for subject in ("araz2023", ["araz2023", "fattah2025", "baseline"], two_seeds):
        assert "in the same worlds" not in text_of(sim.report(subject, **WORLDS).html)


def test_the_title_names_what_the_answer_names():
    """War first where its change is sure, and never an outcome that the answer leaves out."""
    found = sim.compare("araz2023", "fattah2025", worlds=80, seed=3)
    made = sim.report([found.one, found.other])
    answer = found.finding.sentence.split(": ", 1)[1]
    assert made.title.split(": ", 1)[1] in answer
    sure = {row["what"] for row in found.differences.to_dict("records") if row["low"] > 0 or row["high"] < 0}
    assert ("war comes" in made.title) == ("war" in sure)
    assert f"<h1>{made.title}</h1>".replace(" %", "\u00a0%") in made.html
