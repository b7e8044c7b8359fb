"""The README says what is true: its definitions are the shared ones, its pictures exist, and its figures can be played again."""

import re
from pathlib import Path

from sim import load, simulate
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING, readable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = " ".join(README.split())
LONGEST = 140
"""Lines of source, of which a reader sees fewer: blank lines, marks of tables and addresses of links are among them."""
CALIBRATION = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
WORD = "mechanisms.guarantees.credibility."


def of_ten_thousand():
    """Shares of each setting in per cent, from the table of the page on calibration: 10,000 worlds each, seed 1."""
    table = CALIBRATION.split("<!-- today -->\n")[1].split("<!-- end of today -->")[0]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines())
    return {row[0].strip("`"): dict(zip(head[1:], map(float, row[1:]), strict=True)) for row in rows}


def test_the_readme_stays_short():
    assert len(README.splitlines()) <= LONGEST


def test_the_commands_that_a_newcomer_needs_stand_in_the_readme():
    shown = {line.split()[1] for line in README.splitlines() if line.startswith("peace-under-force ")}
    assert shown >= {
        *("run", "compare", "tell", "worldviews", "policies", "parameters", "report", "sweep", "chart", "study"),
        *("regret", "disagree", "tipping", "claims", "exercise"),
    }


def test_the_words_beside_the_picture_of_the_five_authors_are_what_ten_thousand_worlds_say():
    author, share, one, two = re.search(
        r"!\[If (\w+ \d+) is right, (\d+) % of the simulated histories end in ideal peace; "
        r"if (\w+) or (\w+) is right, hardly any\]\(docs/pictures/five_authors.png\)", README
    ).groups()  # fmt: skip
    ideal = {name: row["ideal peace"] for name, row in of_ten_thousand().items() if name != "baseline"}
    best = max(ideal, key=ideal.get)
    assert (author.replace(" ", "").lower(), int(share)) == (best, round(ideal[best]))
    none = {name.rstrip("0123456789") for name, part in ideal.items() if part < 1}
    assert none == {one.lower(), two.lower()}


def test_under_every_author_most_worlds_sign_and_in_many_the_trouble_goes_on_as_the_readme_says():
    assert "under every author most worlds sign an agreement, and in many of them the trouble goes on" in PROSE
    for name, row in of_ten_thousand().items():
        assert row["signed at least once"] > 50, name
        assert row["deferred tension"] > 25, name


def test_the_words_beside_the_picture_of_the_sweep_are_what_its_outermost_cells_say():
    before, after = re.search(r"war falls from (\d+) % where neither .*? to (\d+) % where both are\]", README).groups()
    levels = re.search(r"united_states=(\S+):(\S+):7", README).groups()
    (worlds,) = re.search(r"european_union=0:0.9:7 --worlds (\d+)", README).groups()
    for level, said in zip(levels, (before, after), strict=True):
        changes = {f"{WORD}{power}": float(level) for power in ("united_states", "european_union")}
        wars = simulate(load("ratelle2025", policies=["western_guarantee"], changes=changes), int(worlds)).table["wars"]
        assert round(100 * wars.gt(0).mean()) == int(said)


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
