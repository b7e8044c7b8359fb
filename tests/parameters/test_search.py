"""Words lead to the parameters, worldviews and policies that speak of them."""

import pytest

import sim
from sim.common.errors import UnknownNameError
from sim.parameters.search import chosen, overlays_with

SETTING = sim.load()
US = "mechanisms.guarantees.credibility.united_states"


def found(words: str) -> list[str]:
    return chosen(SETTING, words)[0]


def test_an_id_a_group_and_an_old_name_are_not_searched_for():
    assert chosen(SETTING, US) == ([US], False)
    assert chosen(SETTING, US.upper()) == ([US], False)
    group, searched = chosen(SETTING, "mechanisms.grievance")
    assert (searched, len(group) > 3) == (False, True)


def test_all_words_must_occur():
    both = set(found("guarantee")) & set(found("credibility"))
    assert set(found("guarantee credibility")) == both < set(found("guarantee"))


def test_what_has_the_words_in_its_id_or_label_comes_before_what_is_only_argued_with_them():
    ids = found("grievance")
    named = ["grievance" in f"{one} {SETTING.entries[one].label}".lower() for one in ids]
    assert named == sorted(named, reverse=True)
    assert False in named


def test_short_words_are_whole_words():
    assert all("russia" not in one for one in found("us credibility"))


@pytest.mark.parametrize(
    "words", ["ratelle2025 ¶13", "¶13 ratelle2025", "Ratelle ¶ 13", "ratelle paragraph 13", "RATELLE2025¶13"]
)
def test_a_paragraph_is_that_of_the_named_article(words):
    overlay = next(one for one in sim.worldviews() if one.key == "ratelle2025")
    citing = {
        *(entry.id for entry in SETTING.entries.values() if cites(entry)),
        *(change.id for one in [*sim.worldviews(), *sim.policies()] for change in one.changes if cites(change)),
    }
    assert set(found(words)) == citing
    assert any(change.id in citing for change in overlay.changes)


def cites(one) -> bool:
    return any(citation.key == "ratelle2025" and 13 in citation.paragraphs for citation in one.sources)


def test_one_paragraph_is_not_another_that_begins_alike():
    assert found("fattah2025 ¶4") != found("fattah2025 ¶45")
    with pytest.raises(UnknownNameError):
        found("araz2023 ¶99")


def test_accents_and_plurals_do_not_matter():
    assert found("Francois") == found("François")
    assert set(found("guarantees")) == set(found("guarantee"))


@pytest.mark.parametrize(
    ("words", "near"), [("guarrantee", "guarantee"), ("mechanisms.grievence.initial", "mechanisms.grievance.initial")]
)
def test_the_nearest_is_named_where_nothing_is_found(words, near):
    with pytest.raises(UnknownNameError, match=near):
        found(words)


@pytest.mark.parametrize("words", ["", " ", "¶", "?", "(", "of of", "\\", "*"])
def test_odd_words_find_something_or_are_refused(words):
    try:
        assert found(words)
    except UnknownNameError as error:
        assert "no parameter is called" in str(error)


def test_policies_are_found_by_what_they_are_called_first():
    assert [one.key for one in overlays_with("guarantee", sim.policies())][:2] == [
        "western_guarantee",
        "western_guarantee_at_once",
    ]
    assert overlays_with("xyzzy", sim.policies()) == []
