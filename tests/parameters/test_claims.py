"""Claims state what changes, what is measured and which way it moves; every mistake is named with file and line."""

import pytest

from sim.common.errors import InputError, UnknownNameError
from sim.parameters import sources
from sim.parameters.claims import KINDS, PLACES, Claim, claim_articles, read_claims
from sim.parameters.measures import CONDITIONS, MEASURES
from sim.parameters.settings import AS_IT_RUNS, Setting

NAME, STAGES = "claims/ratelle2025.yaml", "stages.yaml"
US = "mechanisms.guarantees.credibility.united_states"

CLAIMS = f"""\
R1:
  kind: mechanism
  paragraphs: [12]
  claim: Nobody is deterred.
  worldview: pessimist
  given: {{stage: signed}}
  from: {{set: {{{US}: 0.2}}}}
  to: {{policies: [firm]}}
  measure: [calm_peace, no_war]
  direction: rises
  reading: It says so.
R2:
  kind: forecast
  paragraphs: [13, 14]
  claim: War is likely.
  worldview: pessimist
  measure: new_confrontation
  line: 40
  direction: above
  reading: As it runs.
"""

STAGE = f"""\
signed:
  label: A text is signed
  reading: Some claims begin here.
  set:
    {US}: 0.25
  bindings:
  - {{actor: armenia, action: sign, rule: always}}
"""

MISTAKES = [
    (NAME, "R1:", "r1:", 1, ["'r1' is not an id of a claim"]),
    (NAME, "kind: mechanism", "kind: mechanics", 2, ["unknown kind of claim 'mechanics'", "nearest: mechanism"]),
    (NAME, "  paragraphs: [12]", "  paragraph: [12]", 3, ["unknown key 'paragraph'", "nearest: paragraphs"]),
    (NAME, "paragraphs: [12]", "paragraphs: [34]", 3, ["ratelle2025 has 33 paragraphs, ¶34 does not exist"]),
    (NAME, "paragraphs: [12]", "paragraphs: []", 3, ["name the paragraphs of ratelle2025 (1 to 33)"]),
    (NAME, "  worldview: pessimist\n  given", "  given", 1, ["no worldview 'ratelle2025'", "pessimist"]),
    (NAME, "worldview: pessimist", "worldview: pesimist", 5, ["unknown worldview 'pesimist'", "nearest: pessimist"]),
    (NAME, "stage: signed", "stage: sined", 6, ["unknown stage 'sined'", "nearest: signed"]),
    (NAME, "united_states: 0.2", "united_state: 0.2", 7, ["unknown parameter", f"nearest: {US}"]),
    (NAME, "united_states: 0.2", "united_states: 2", 7, ["2 is out of range [0.0, 0.9]"]),
    (NAME, "united_states: 0.2", "united_states: [0.2]", 7, ["must be a number"]),
    (NAME, "policies: [firm]", "policies: [frm]", 8, ["unknown policy 'frm'", "nearest: firm"]),
    (NAME, "policies: [firm]", "policies: [firm, firm]", 8, ["the policy 'firm' is given twice"]),
    (NAME, "policies: [firm]", "policy: [firm]", 8, ["unknown key 'policy'", "nearest: policies"]),
    (NAME, "to: {policies: [firm]}", f"to: {{set: {{{US}: 0.2}}}}", 8, ["are the same"]),
    (NAME, "policies: [firm]", "bindings: [{actor: russia}]", 8, ["a binding needs: action, rule"]),
    (NAME, "policies: [firm]", "bindings: [spoil]", 8, ["expected 'key: value' lines"]),
    (NAME, "  to: {policies: [firm]}\n", "", 1, ["required key missing: to", "{} is the worldview as it runs"]),
    (NAME, "no_war]", "no_wars]", 9, ["unknown measure 'no_wars'", "nearest: no_war"]),
    (NAME, "no_war]", "calm_peace]", 9, ["several different ones"]),
    (NAME, "direction: rises", "direction: rise", 10, ["unknown direction 'rise'", "nearest: rises"]),
    (NAME, "direction: rises", "direction: rises\n  least: 0", 11, ["a number above 0 to 100, found 0"]),
    (NAME, "direction: rises", "direction: rises\n  least: .nan", 11, ["percentage points"]),
    (NAME, "direction: rises", "direction: rises\n  line: 3", 11, ["only a claim that something is above or below"]),
    (NAME, "direction: rises", "direction: rises\n  among: fear", 11, ["unknown event that worlds can share 'fear'"]),
    (NAME, "  reading: It says so.\n", "", 1, ["required key missing: reading"]),
    (NAME, "R2:", "R1:", 12, ["duplicate key 'R1'"]),
    (NAME, "  line: 40\n", "", 12, ["needs one of 'against' and 'line'"]),
    (NAME, "line: 40", "line: 140", 18, ["from 0 to 100, found 140"]),
    (NAME, "line: 40", "least: 2\n  line: 40", 18, ["omit 'least'"]),
    (NAME, "line: 40", "from: {}\n  line: 40", 18, ["is about one setting"]),
    (STAGES, f"{US}: 0.25", "mechanisms.guarantees.patient: 1", 5, ["unknown parameter", "patience"]),
    (STAGES, "action: sign", "action: sing", 7, ["unknown action of armenia 'sing'", "nearest: sign"]),
    (STAGES, "  reading: Some claims begin here.\n", "", 1, ["required key missing: reading"]),
]  # fmt: skip


@pytest.fixture
def claimed(folder):
    """The small folder with two claims and a stage."""
    (folder / "claims").mkdir()
    (folder / NAME).write_text(CLAIMS, encoding="utf-8")
    (folder / STAGES).write_text(STAGE, encoding="utf-8")
    return folder


def test_a_claim_is_read_with_its_settings_laid_over_each_other(claimed):
    first, second = read_claims(folder=claimed)
    assert (first.id, first.article, first.worldview, first.least) == ("R1", "ratelle2025", "pessimist", 1.5)
    before = first.before[0].parameters("pessimist", claimed)
    assert (before[US], first.after.parameters("pessimist", claimed)[US]) == (0.2, 0.25)
    assert [binding.action for binding in before.bindings] == ["sign"]
    assert (str(first.before[0]), str(second.after)) == (f"stage signed; {US} = 0.2", AS_IT_RUNS)
    assert (second.before, second.line, second.least, second.comparisons) == ((), 40.0, 0.0, 1)
    assert first.comparisons == 2


@pytest.mark.parametrize(("name", "old", "new", "line", "parts"), MISTAKES)
def test_every_mistake_is_named_with_file_and_line(claimed, spoil, name, old, new, line, parts):
    spoil(name, old, new)
    with pytest.raises(InputError) as caught:
        read_claims(folder=claimed)
    assert str(caught.value).startswith(f"{name}:{line}: ")
    for part in parts:
        assert part in str(caught.value)


def test_an_article_that_is_not_cited_has_no_claims(claimed):
    (claimed / NAME).rename(claimed / "claims" / "ratele2025.yaml")
    with pytest.raises(UnknownNameError, match="no article 'ratele2025'; nearest: ratelle2025"):
        read_claims(folder=claimed)


def test_an_unknown_article_or_claim_is_refused_with_the_nearest(claimed):
    assert [claim.id for claim in read_claims(["R2"], claimed)] == ["R2"]
    with pytest.raises(UnknownNameError, match="unknown article or claim 'ratele2025'; nearest: ratelle2025"):
        read_claims(["ratele2025"], claimed)
    with pytest.raises(UnknownNameError, match="unknown article or claim 'R9'"):
        read_claims(["R9"], claimed)


def test_a_setting_laid_over_another_wins():
    one = Setting("a", ("p",), (("x", 1), ("y", 2)), (), ("told",))
    other = Setting(None, ("q",), (("y", 3),), (), ("more",))
    assert one.then(other) == Setting("a", ("p", "q"), (("x", 1), ("y", 3)), (), ("told", "more"))


@pytest.fixture(scope="module")
def real() -> list[Claim]:
    """What lies in the folder today."""
    return read_claims()


def test_every_article_has_its_claims_and_all_sixty_are_there(real):
    assert claim_articles() == sorted(key for key, source in sources().items() if source.kind == "article")
    assert len(real) == len({claim.id for claim in real}) == 60
    assert {claim.kind for claim in real} == set(KINDS)


def test_every_setting_loads_and_changes_something_in_its_own_worldview(real):
    for claim in real:
        after = claim.after.parameters(claim.worldview)
        assert all(before.parameters(claim.worldview).hash != after.hash for before in claim.before), claim


def test_claims_can_be_asked_in_other_worldviews_unless_they_compare_them(real):
    assert [claim.id for claim in real if not claim.movable] == ["F17"]


def test_claims_of_one_setting_have_something_to_be_held_against(real):
    assert all((claim.direction in PLACES) == (not claim.before) for claim in real)
    assert all(set(claim.measures) <= set(MEASURES) for claim in real)
    assert {claim.among for claim in real} - {None} <= set(CONDITIONS)
