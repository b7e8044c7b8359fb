"""docs/claims.md is made from docs/claims.json and the files of claims, and both are still those of the model."""

import json
from collections import Counter

import pytest

from sim.parameters.claims import read_claims
from tests.docs.make_claims import PAGE, PROBED, STORED, page, probed, undiscussed

CLAIMS = {claim.id: claim for claim in read_claims()}
FOUND = json.loads(STORED.read_text(encoding="utf-8"))
ROWS = {one["id"]: one for one in FOUND["findings"]}
AGAIN = "run python tests/docs/make_claims.py --play"


def test_the_page_is_that_of_the_stored_findings():
    assert PAGE.read_text(encoding="utf-8") == page(FOUND, read_claims()), "run python tests/docs/make_claims.py"


def test_every_claim_was_played_as_its_file_says_now():
    assert list(ROWS) == list(CLAIMS), AGAIN
    for name, claim in CLAIMS.items():
        asked = {
            "article": claim.article,
            "paragraphs": list(claim.paragraphs),
            "claim": claim.claim,
            "worldview": claim.worldview,
            "from": [str(setting) for setting in claim.before],
            "to": str(claim.after),
            "measure": list(claim.measures),
            "among": claim.among,
            "against": claim.against,
            "line": claim.line,
            "direction": claim.direction,
            "least": claim.least,
        }
        assert {key: ROWS[name][key] for key in asked} == asked, AGAIN


def test_a_few_claims_come_out_as_they_did_when_all_were_played(monkeypatch):
    """In their own worldviews; what they are in the others is no part of what is compared."""
    monkeypatch.setattr("sim.analysis.claims.judging.overlay_names", lambda _: ())
    kept = ("effect", "low", "high", "effect_double_precision")
    stored, now = ([{key: one[key] for key in kept} for one in rows] for rows in (FOUND["probe"], probed(workers=1)))
    assert [one["id"] for one in FOUND["probe"]] == [name for name in CLAIMS if name in PROBED]
    assert now == [pytest.approx(one, abs=1e-3) for one in stored], AGAIN


def test_the_page_counts_every_claim_once():
    text = PAGE.read_text(encoding="utf-8")
    assert sum(Counter(one["verdict"] for one in ROWS.values()).values()) == len(CLAIMS)
    assert all(f"| {name} |" in text for name in CLAIMS)


def test_a_discussion_is_shown_only_while_its_claim_does_not_hold():
    borne_out = next(name for name, one in ROWS.items() if one["verdict"] == "borne_out")
    failed = next(name for name, one in ROWS.items() if one["verdict"] != "borne_out")
    text = page(FOUND, read_claims())
    assert f"### {failed}\n" in text
    assert f"### {borne_out}\n" not in text
    assert borne_out not in undiscussed(FOUND, read_claims())
