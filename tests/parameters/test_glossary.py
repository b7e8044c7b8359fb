"""The glossary finds the terms of a text, and nothing else."""

import pickle

import pytest

import sim
from sim.common.errors import BrokenFileError, InputError, UnknownNameError
from sim.parameters.files import parameters_folder
from sim.parameters.glossary import _plurals, glossary, key_of, marked, terms, terms_in
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING

TERMS = terms()
MUST = (
    "world", "worldview", "policy", "setting", "reference setting", "seed", "random draw", "paired", "interval",
    "share of worlds", "outcome", "war", "challenge", "crisis", "threat", "siege", "incursion", "prize",
    "bargaining range", "war cost", "credibility", "guarantee", "guarantor", "resolve", "reputation",
    "extended deterrence", "general deterrence", "immediate deterrence", "deterrence", "commitment problem",
    "closing window", "audience cost", "spoiler", "quantal response", "precision", "contest success function",
    "fait accompli", "coercion", "reneging", "ratification", "legitimacy", "grievance", "alignment", "win-set",
    "type of an actor", "belief", "minimax regret", "tipping point", "sensitivity", "scenario discovery", "sweep",
    "cell", "manifest", "parameter hash", "status of a number",
    *(name.replace("_", " ") for name in OUTCOME_MEANINGS),
)  # fmt: skip


def names_in(text: str) -> list[str]:
    return [one.name for one in terms_in(text)]


def test_the_words_that_the_results_use_are_all_there():
    assert [name for name in MUST if key_of(name) not in TERMS] == []


def test_terms_stand_in_alphabetical_order_in_the_file_too():
    text = (parameters_folder() / "glossary.yaml").read_text(encoding="utf-8")
    keys = [line[:-1] for line in text.splitlines() if line.endswith(":") and line[:1].isalpha()]
    assert keys == sorted(TERMS) == list(TERMS)


def test_outcomes_and_war_are_explained_in_the_words_that_stand_everywhere_else():
    assert [key for key, meaning in OUTCOME_MEANINGS.items() if meaning not in TERMS[key].meaning] == []
    assert WAR_MEANING in TERMS["war"].meaning.replace("At least", "at least")


@pytest.mark.parametrize("key", TERMS)
def test_a_meaning_is_short_and_ends_as_a_sentence(key):
    meaning = TERMS[key].meaning
    assert meaning.endswith((".", "?"))
    assert len(meaning.split()) <= 75
    assert meaning[0].isupper() or meaning[0].isdigit()


@pytest.mark.parametrize("key", TERMS)
def test_every_spelling_leads_to_its_term_and_to_one_alone(key):
    one = TERMS[key]
    for spelling in (one.name, *one.forms):
        assert names_in(f"It says {spelling}, and more.") == [one.name]
        assert glossary(spelling) == [one]


def test_terms_are_found_in_the_order_in_which_they_come_and_once():
    text = "Worlds and wars: in a world with a Crisis, and other crises, policies differ."
    assert names_in(text) == ["world", "war", "crisis", "policy"]


def test_the_longer_term_is_meant():
    assert names_in("general deterrence") == ["general deterrence"]
    assert names_in("The cost of war is\nhigh; war costs differ.") == ["war cost"]


@pytest.mark.parametrize(
    "text",
    [
        "the outside world", "World War II", "a cart and a pawn", "a prim answer", "warm", "postwar", "a post-war order",
        "mechanisms.guarantees.credibility.united_states", "actors.azerbaijan.war_cost", "war_cost",
        "types of dialogue", "the lion's share", "they resolve the dispute", "foreign policy", "",
    ],
)  # fmt: skip
def test_ordinary_english_is_not_taken_for_a_term(text):
    assert names_in(text) == []


def test_a_text_is_marked_where_a_term_comes_first():
    told = marked("A war, two wars, a prize.", lambda one, written: f"<{one.anchor}|{written}>")
    assert told == "A <war|war>, two wars, a <prize|prize>."
    assert marked("A war.", lambda one, written: "!", without=[TERMS["war"]]) == "A war."


def test_a_part_of_a_word_leads_to_all_terms_that_have_it():
    assert [one.name for one in glossary("deterrence ")] == ["deterrence"]
    assert {one.name for one in glossary("deterr")} > {"extended deterrence", "general deterrence"}


@pytest.mark.parametrize(("word", "said"), [("deterence", "nearest: deterrence"), ("xyzzy", "without a word all")])
def test_a_word_that_is_not_there_is_refused_with_the_nearest(word, said):
    with pytest.raises(UnknownNameError, match=said):
        glossary(word)


def test_what_is_no_word_is_refused():
    for wrong in (5, ["war"]):
        with pytest.raises(InputError, match="word must be"):
            sim.glossary(wrong)


def test_all_terms_are_a_short_list_a_table_and_can_be_sent_elsewhere():
    found = sim.glossary()
    assert len(repr(found).splitlines()) < 10
    assert found._repr_html_().count("<tr>") < 60
    assert list(found.table.columns) == ["term", "meaning", "also", "sources"]
    assert len(found.table) == len(TERMS) == len(found)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("war: {name: war}", "required key missing: meaning"),
        ("wor: {name: war, meaning: It is.}", "the key of 'war' is 'war', not 'wor'"),
        ("war: {name: war, meaning: It is., form: [wars]}", "unknown key 'form'; nearest: forms"),
        ("war: {name: war, meaning: It is., sources: [{key: fearon95}]}", "unknown source 'fearon95'"),
    ],
)
def test_a_broken_glossary_is_explained_with_its_place(folder_with, text, said):
    with pytest.raises(InputError, match=r"glossary\.yaml") as refused:
        terms(folder_with(text))
    assert said in str(refused.value)


def test_a_word_that_ends_in_a_vowel_and_y_has_a_plain_plural():
    assert [list(_plurals(word)) for word in ("survey", "country")] == [["surveys"], ["countries"]]


def test_a_missing_glossary_is_named(tmp_path):
    with pytest.raises(BrokenFileError, match=r"glossary\.yaml: the file is missing"):
        terms(tmp_path)


@pytest.fixture
def folder_with(tmp_path):
    """A copy of the parameters folder with another glossary."""
    import shutil

    def make(text: str):
        shutil.copytree(parameters_folder(), tmp_path / "parameters")
        (tmp_path / "parameters" / "glossary.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "parameters"

    return make
