"""`parameters`, `worldviews` and `policies` show all that lies in the folder of parameters."""

import json

import pytest

import sim
from sim.parameters.vocabulary import UNSOURCED

WORLDVIEWS = sim.worldviews()
POLICIES = sim.policies()
BASELINE = sim.load()


def rows(out):
    """The lines of a list below its heading."""
    return out.splitlines()[3:]


def test_the_list_of_parameters_has_one_line_for_each_with_value_range_status_and_label(fine):
    whose, _, head, *lines = fine("parameters").splitlines()
    assert whose == "Values of the reference setting (baseline):"
    assert head.split() == ["id", "value", "range", "or", "options", "status", "label"]
    assert [line.split()[0] for line in lines] == list(BASELINE.entries)
    for line, entry in zip(lines, BASELINE.entries.values(), strict=True):
        assert entry.status in line
        assert line.endswith(entry.label)
        assert entry.range is None or f"[{entry.range[0]}, {entry.range[1]}]" in line


def test_the_beginning_of_an_id_lists_its_group(fine):
    listed = [line.split()[0] for line in rows(fine("parameters", "mechanisms.grievance"))]
    assert listed == [name for name in BASELINE.entries if name.startswith("mechanisms.grievance.")]


def test_the_assumed_can_be_listed_and_counted(call):
    listed = [line.split()[0] for status in UNSOURCED for line in rows(call("parameters", "--status", status).out)]
    assert sorted(listed) == sorted(BASELINE.assumed())


def test_one_parameter_is_shown_with_everything_that_the_files_say(fine):
    contested = WORLDVIEWS[0].changes[0]
    out = " ".join(fine("parameters", contested.id).split())
    entry = BASELINE.entries[contested.id]
    said = [entry.label, entry.description, entry.unit, entry.status, entry.reading, f"{entry.file}:{entry.line}"]
    said += [str(citation) for citation in (*entry.sources, *contested.sources)]
    said += [f"worldview {WORLDVIEWS[0].key}", contested.reading]
    assert [part for part in said if " ".join(part.split()) not in out] == []


def test_a_parameter_on_which_all_agree_says_so(fine):
    changed = {change.id for overlay in [*WORLDVIEWS, *POLICIES] for change in overlay.changes}
    shared = next(name for name in BASELINE.entries if name not in changed)
    assert "Every worldview and policy keeps this value." in fine("parameters", shared)


def test_a_list_says_whose_values_it_shows(fine):
    head = fine("parameters", "mechanisms.grievance", "--worldview", "fattah2025").splitlines()[0]
    assert head.startswith("Values of fattah2025 (")
    assert head.endswith("those of the reference setting (baseline):")


def test_the_values_of_a_worldview_can_be_shown(fine):
    change = WORLDVIEWS[0].changes[0]
    shown = json.loads(fine("parameters", change.id, "--worldview", WORLDVIEWS[0].key, "--json"))[0]
    assert (shown["value"], shown["reading"]) == (change.value, change.reading)
    assert json.loads(fine("parameters", change.id, "--json"))[0]["value"] == BASELINE[change.id]


def test_the_parameters_for_programs_name_who_differs(fine):
    shown = {entry["id"]: entry for entry in json.loads(fine("parameters", "--json"))}
    assert list(shown) == list(BASELINE.entries)
    for overlay in [*WORLDVIEWS, *POLICIES]:
        for change in overlay.changes:
            others = {other["name"]: other["value"] for other in shown[change.id]["who_differs"]}
            assert others[overlay.key] == change.value


def test_a_status_that_nothing_has_says_so_on_standard_error(call):
    entry = next(entry for entry in BASELINE.entries.values() if entry.status != "calibrated")
    result = call("parameters", entry.id, "--status", "calibrated")
    assert (result.code, result.out) == (0, "")
    assert "has the status calibrated" in result.err


def test_the_list_names_every_worldview_with_its_label(fine):
    out = fine("worldviews")
    assert [overlay.key for overlay in WORLDVIEWS if f"{overlay.key}: {overlay.label}" not in out] == []


def test_the_list_of_policies_says_in_a_sentence_what_each_does(fine):
    out = " ".join(fine("policies").split())
    assert [policy.key for policy in POLICIES if f"{policy.key} {policy.description}" not in out] == []


@pytest.mark.parametrize(
    ("command", "words", "first"),
    [
        ("policies", ("guarantee",), "western_guarantee"),
        ("policies", ("public-dialogue",), "public_dialogue"),
        ("policies", ("fattah2025", "¶45"), "eu_monitoring"),
        ("policies", ("Russia", "seat"), "regional_buy_in"),
        ("worldviews", ("justice",), "ratelle2025"),
        ("worldviews", ("Fattah",), "fattah2025"),
    ],
)
def test_words_find_worldviews_and_policies(call, command, words, first):
    result = call(command, *words)
    assert result.code == 0
    assert f"'{' '.join(words)}' is not a name" in result.err
    assert result.out.startswith(first)


def test_what_is_cited_is_named_in_full_with_the_first_words_of_each_paragraph(fine):
    for told in (fine("policies", "western_guarantee"), fine("worldviews", "fattah2025")):
        assert "fattah2025: Elman Fattah (2025), Analysis of the prospects of peace" in told
        assert '¶45 ("International Guarantees – Within the framework ...")' in told
    shown = fine("parameters", "mechanisms.guarantees.credibility.united_states")
    assert "ratelle2025: Jean-François Ratelle (2025)" in shown
    assert '¶13 ("Nothing prevents Baku from instrumentalizing crises ...")' in shown


@pytest.mark.parametrize(
    ("command", "overlay"),
    [*(("worldviews", overlay) for overlay in WORLDVIEWS), *(("policies", overlay) for overlay in POLICIES)],
    ids=lambda value: getattr(value, "key", value),
)
def test_every_overlay_is_shown_with_each_change_and_its_paragraphs(fine, command, overlay):
    out = " ".join(fine(command, overlay.key).split())
    for change in overlay.changes:
        assert f"{change.id} = " in out
        assert all(str(citation) in out for citation in change.sources)
    for binding in overlay.bindings:
        assert f"{binding.actor}.{binding.action}" in out
    shown = json.loads(fine(command, overlay.key, "--json"))
    assert [change["id"] for change in shown[0]["changes"]] == [change.id for change in overlay.changes]


def test_the_baseline_is_a_worldview_too(fine):
    assert "baseline" in fine("worldviews")
    assert "changes nothing" in fine("worldviews", "baseline")


SEARCHED = {
    "guarantee": "mechanisms.guarantees.credibility.united_states",
    "Guarantee": "mechanisms.guarantees.credibility.united_states",
    "credibility us": "mechanisms.guarantees.credibility.united_states",
    "war_cost": "actors.azerbaijan.war_cost",
    "cost of war": "actors.azerbaijan.war_cost",
    "ratelle2025 legitimacy": "mechanisms.legitimacy.initial.preparation",
    "fattah2025": "mechanisms.legitimacy.opacity",
    "ratelle2025 ¶13": "mechanisms.guarantees.credibility.united_states",
    "Ratelle par. 13": "mechanisms.guarantees.credibility.united_states",
    "Jean-Francois Ratelle": "mechanisms.guarantees.credibility.united_states",
    "costs of war": "actors.armenia.war_cost",
    "Baku": "actors.azerbaijan.war_cost",
    "America": "mechanisms.guarantees.credibility.united_states",
    "honours promise": "mechanisms.guarantees.credibility.united_states",
}  # fmt: skip


@pytest.mark.parametrize("words", SEARCHED)
def test_words_that_are_no_id_are_searched_for(call, words):
    result = call("parameters", words)
    assert result.code == 0
    listed = [line.split()[0] for line in rows(result.out)]
    number = len(listed)
    assert f"'{words}' is not an id, but {number} parameter{'' if number == 1 else 's'} mention" in result.err
    assert SEARCHED[words] in listed


def test_words_need_no_quotes_and_the_best_matches_come_first(call):
    result = call("parameters", "cost", "of", "war")
    assert [line.split()[0] for line in rows(result.out)][:2] == [
        "actors.armenia.war_cost",
        "actors.azerbaijan.war_cost",
    ]


def test_a_word_with_a_meaning_of_its_own_leads_to_the_glossary(call):
    assert "`python -m sim glossary grievance` explains the word" in call("parameters", "grievance").err


def test_all_that_an_article_speaks_of_is_found(call):
    cited = {entry.id for entry in BASELINE.entries.values() if any(c.key == "araz2023" for c in entry.sources)}
    overlay = next(overlay for overlay in WORLDVIEWS if overlay.key == "araz2023")
    listed = {line.split()[0] for line in rows(call("parameters", "araz2023").out)}
    assert cited | {change.id for change in overlay.changes} <= listed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("guarrantee", "nearest: guarantee"),
        ("mechanisms.grievence.initial", "nearest: mechanisms.grievance.initial"),
        ("xyzzyq", "without an ID all of them are listed"),
        ("", "without an ID all of them are listed"),
    ],
)
def test_words_of_which_nothing_speaks_are_refused_with_the_nearest(call, words, said):
    result = call("parameters", words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
