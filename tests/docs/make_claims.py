"""Renew docs/claims.md from docs/claims.json and the files of claims: ``python tests/docs/make_claims.py``.

With ``--play`` all claims are played first (some minutes; ``--worlds N``, 10,000 if omitted) and docs/claims.json is renewed too.
Rows that do not hold and have no discussion in their file are named at the end.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.analysis.claims.asking import findings
from sim.analysis.claims.telling import by_article, heading, how, measure_in_words, points, question, tally
from sim.analysis.claims.verdicts import BORNE_OUT, VERDICTS
from sim.parameters.claims import read_claims
from sim.parameters.wording import article_name, readable

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, STORED = DOCS / "claims.md", DOCS / "claims.json"
WORLDS = 10_000
PROBED, PROBE_WORLDS = ("A7", "R5", "E5", "F7"), 60
"""Claims that are played again, over few worlds, by a test that asks whether the stored findings are still those of the model."""

INTRODUCTION = """\
# Do the articles' claims hold?

The five articles argue: they name mechanisms, make forecasts and recommend policies. On this page each such claim is an experiment.
Something changes from one setting to another, in the worldview of the article itself, and something else should move. The experiments
are written in `parameters/claims/`, one file per article, and `python -m sim claims` plays them. `python tests/docs/make_claims.py`
makes this page from the results that were stored last (`docs/claims.json`).

**A claim that is borne out is not evidence about the region.** It shows that the model, with the numbers that were read from an
article, leads to what its author says. If a claim is not borne out, something does not fit: the model, our reading, or the argument.

The test is strict. A claim counts in the worldview of its own article, and what must move is an outcome of the article, or the level
that its author speaks of. We chose set-ups and measures from the paragraphs and wrote them down before anything was played. There are
exceptions:

- Five rows (R8, R11, R13, E11, F6) were changed after a first run, because their set-up could not have shown what they ask: a measure
  that was reached in every world, or a moment at which nothing was left to decide. They were changed before we saw their new results.
- When the rules of war and signature were rewritten, eleven rows got a measure that fits them (A2, A13, A14, A16, E8, E10, R3,
  R8, R11, R12, R13). This too was before any of them was played with these rules.
- R3 was changed once more after it had been played with few worlds, because its count held some events twice.
"""

VERDICT_HEAD = "| article | " + " | ".join(map(readable, VERDICTS)) + " | claims |"
ROW_HEAD = """\
| claim | | verdict | effect | interval | precision doubled | also holds in |
| --- | --- | --- | ---: | --- | --- | --- |"""
NOT_YET = "*Not discussed yet.*"


def page(stored, claims):
    """The page from the stored findings and the claims as their files have them."""
    found = stored["findings"]
    known = {claim.id: claim for claim in claims}
    verdicts = "\n".join(f"- **{readable(name)}**: {words}." for name, words in VERDICTS.items())
    parts = [INTRODUCTION, f"## All together\n\n{tally(found)}\n\n{_table(found)}\n\n{verdicts}\n\n{how(found)}\n"]
    for article, rows in by_article(found).items():
        lines = "\n".join(map(_row, rows))
        parts.append(f"## {heading(article)}\n\n{ROW_HEAD}\n{lines}\n")
        parts += [_discussed(one, known[one["id"]]) for one in rows if one["verdict"] != BORNE_OUT]
    return "\n".join(parts)


def undiscussed(stored, claims):
    """The ids of claims that do not hold and have no discussion."""
    failed = {one["id"] for one in stored["findings"] if one["verdict"] != BORNE_OUT}
    return [claim.id for claim in claims if claim.id in failed and claim.discussion is None]


def _table(found):
    """How many claims of each article have which verdict."""
    rows = [(article_name(article), ones) for article, ones in by_article(found).items()]
    lines = []
    for name, ones in [*rows, ("all", found)]:
        counts = Counter(one["verdict"] for one in ones)
        lines.append(f"| {name} | {' | '.join(str(counts[verdict]) for verdict in VERDICTS)} | {len(ones)} |")
    return "\n".join([VERDICT_HEAD, "| --- |" + " ---: |" * (len(VERDICTS) + 1), *lines])


def _row(found):
    size, ends = points(found)
    also = found["also_holds_in"]
    elsewhere = "does not apply" if also is None else ", ".join(map(article_name, also)) or "none"
    doubled = readable(found["verdict_double_precision"])
    verdict = readable(found["verdict"])
    shown = verdict if found["verdict"] == BORNE_OUT else f"[{verdict}](#{found['id'].lower()})"
    paragraphs = ", ".join(map(str, found["paragraphs"]))
    return f"| {found['id']} | {found['claim']} (¶{paragraphs}) | {shown} | {size} | {ends} | {doubled} | {elsewhere} |"


def _discussed(found, claim):
    """A claim that does not hold, with what was compared and what to think of it."""
    size, ends = points(found)
    counted = f", counted in {found['pairs']:,} of {found['worlds']:,} worlds" if found["among"] else ""
    told = [
        f"### {found['id']}\n",
        f"{found['claim']}\n",
        f"- Compared: {question(found)}",
        f"- Why so: {' '.join(claim.reading.split())}",
        f"- Found: {size} points ({ends}){counted}: {readable(found['verdict'])}.",
    ]
    if len(found["comparisons"]) > 1:
        told += [
            f"    - {measure_in_words(one['measure'])}{_against(one)}: {' ('.join(points(one))})"
            for one in found["comparisons"]
        ]
    return "\n".join([*told, "", " ".join((claim.discussion or NOT_YET).split()), ""])


def _against(comparison):
    return f", from {comparison['from']}" if comparison["from"] is not None else ""


def probed(workers=None):
    """A few claims over few worlds."""
    return [one.to_dict() for one in findings(PROBED, PROBE_WORLDS, workers=workers)]


def played(worlds):
    """The findings of all claims, and the probe."""

    def told(done, total):
        sys.stderr.write(f"\r{done:,} of {total:,} worlds")

    found = findings(worlds=worlds, progress=told)
    sys.stderr.write("\n")
    return {"findings": [one.to_dict() for one in found], "probe": probed()}


def main():
    """Renew the page, and what it is made from if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--play", action="store_true", help="play all claims first")
    parser.add_argument("--worlds", type=int, default=WORLDS, help="worlds of each setting")
    options = parser.parse_args()
    if options.play:
        written = json.dumps(played(options.worlds), indent=1, ensure_ascii=False)
        STORED.write_text(f"{written}\n", encoding="utf-8")
    stored, claims = json.loads(STORED.read_text(encoding="utf-8")), read_claims()
    PAGE.write_text(page(stored, claims), encoding="utf-8")
    missing = undiscussed(stored, claims)
    if missing:
        sys.stderr.write(
            f"{len(missing)} claims do not hold and have no 'discussion' in parameters/claims: {', '.join(missing)}\n"
        )


if __name__ == "__main__":
    main()
