"""`glossary` explains the words of the results."""

import json

import pytest

import sim


def test_every_term_is_listed_with_a_sentence(call):
    result = call("glossary")
    assert result.code == 0
    said = " ".join(result.out.split())
    assert [one.name for one in sim.glossary() if f"{one.name}: {one.short}" not in said] == []


@pytest.mark.parametrize("words", [("extended", "deterrence"), ("Extended deterrence",), ("extended_deterrence",)])
def test_one_term_is_explained_with_who_coined_it_and_the_terms_that_it_uses(fine, words):
    said = " ".join(fine("glossary", *words).split())
    (term,) = sim.glossary("extended deterrence")
    assert term.meaning in said
    assert "coined in Paul Huth and Bruce Russett (1984), What Makes Deterrence Work?" in said
    assert "see deterrence, resolve, credibility" in said


def test_a_part_of_a_word_lists_what_has_it(call):
    result = call("glossary", "deterr")
    assert [line.split(":")[0] for line in result.out.splitlines() if not line.startswith(" ")] == [
        "deterrence", "extended deterrence", "general deterrence", "immediate deterrence",
    ]  # fmt: skip


def test_programs_get_objects(fine):
    (found,) = json.loads(fine("glossary", "prize", "--json"))
    assert found["term"] == found["anchor"] == "prize"


def test_a_slip_is_answered_with_the_nearest_word(refused):
    assert "nearest: worldview" in refused("glossary", "wolrdview")
