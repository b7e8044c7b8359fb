"""What the README says about how wars begin is what the worlds say."""

import re
from pathlib import Path

import pytest

from sim.parameters import worldviews
from sim.studies.study import simulate

README = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
SAID = re.search(r"An error of choice begins .*?\(2,000 worlds each, seed 1\)", README)
NAMES = ["baseline", *(overlay.key for overlay in worldviews())]


def said_of(name: str) -> int:
    """The share of errors in choice among the wars of a worldview, in per cent, as the README has it."""
    found = re.search(rf"(\d+ %|none) in (?:the )?`?{name}\b", SAID[0].replace("of the wars ", ""))
    return 0 if found[1] == "none" else int(found[1].removesuffix(" %"))


@pytest.mark.parametrize("name", NAMES)
def test_the_share_of_wars_that_begin_with_an_error_in_choice_is_the_one_in_the_readme(name):
    causes = simulate(name, worlds=2_000, seed=1).table["war_cause"].dropna()
    assert said_of(name) == round(100 * (causes == "error_in_choice").mean())
