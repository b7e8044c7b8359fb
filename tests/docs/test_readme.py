"""The README says what is true: its definitions are the shared ones, its pictures exist, and its figures can be played again."""

import re
from pathlib import Path

from sim import load, simulate
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING, readable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = " ".join(README.split())
TWO_SCREENS = 150
"""Lines of source; pictures take room too, so this is generous rather than exact."""


def test_the_readme_is_two_screens_long():
    assert len(README.splitlines()) <= TWO_SCREENS


def test_the_readme_defines_the_outcomes_and_war_as_the_program_does():
    for outcome, meaning in OUTCOME_MEANINGS.items():
        assert f"| {readable(outcome)} | {meaning} |" in README
    assert WAR_MEANING in PROSE


def test_every_picture_of_the_readme_exists():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) >= 4
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_a_western_guarantee_cuts_war_as_far_as_the_readme_says():
    # Rounded to whole per cent: the same seed and worlds are played, so nothing else can differ.
    before, after, worlds = re.search(r"cuts war from (\d+) % to (\d+) % of ([\d,]+) worlds", PROSE).groups()
    shares = [
        100
        * simulate(load("ratelle2025", policies=policies), worlds=int(worlds.replace(",", "")))
        .table["wars"]
        .gt(0)
        .mean()
        for policies in ([], ["western_guarantee"])
    ]
    assert [round(share) for share in shares] == [int(before), int(after)]
