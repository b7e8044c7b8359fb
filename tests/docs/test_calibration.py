"""docs/calibration.md: its counts are those of the loader, and what it speaks of exists."""

import re
from pathlib import Path

import pytest

from sim import frequencies, simulate
from sim.parameters import load
from tests.docs.make_counts import renewed

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
BASELINE = load("baseline")
WORLDVIEWS = sorted(path.stem for path in (ROOT / "parameters" / "worldviews").glob("*.yaml"))
FILES = ("actors", "mechanisms", "calendar", "outcomes")
WRITTEN_IDS = sorted(set(re.findall(r"`((?:mechanisms|actors|calendar|outcomes)\.[a-z0-9_.]+)`", TEXT)))


def test_the_counts_and_the_hash_are_those_of_the_loader():
    told = [line for line in renewed(TEXT).splitlines() if line not in TEXT.splitlines()]
    assert not told, f"run python tests/docs/make_counts.py; docs/calibration.md would say: {told}"
    written = dict(re.findall(r"^\| `?(\w+)`? \|.* (\d+) \|$", TEXT.split("\n## Principles", 1)[0], re.M))
    assert int(written["all"]) == sum(int(written[name]) for name in FILES) == len(BASELINE.entries)
    assert BASELINE.hash[:16] in TEXT


def test_it_speaks_of_parameters_at_all():
    assert len(WRITTEN_IDS) > len(FILES)


@pytest.mark.parametrize("written", WRITTEN_IDS)
def test_every_parameter_id_of_the_text_exists(written):
    assert written in BASELINE.entries


@pytest.mark.parametrize("entry", [e for e in BASELINE.entries if BASELINE.status(e) == "calibrated"])
def test_every_calibrated_value_stands_in_the_log_of_changes(entry):
    assert f"`{entry}`" in TEXT.split("## The log of changes", 1)[1]


@pytest.mark.parametrize("worldview", ["baseline", *WORLDVIEWS])
def test_the_frequencies_of_every_worldview_are_reported_and_add_up(worldview):
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{worldview}` |"))
    shares = [float(cell) for cell in row.strip("|").split("|")[1:6]]
    assert sum(shares) == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize("name", ["baseline", "fattah2025"])
def test_the_frequencies_of_today_are_those_of_the_model(name):
    today = TEXT.split("## Frequencies today", 1)[1]
    written = next(line for line in today.splitlines() if line.startswith(f"| `{name}` |")).strip("|").split("|")[1:]
    found = simulate(name, worlds=10_000, seed=1)
    shares = [f"{100 * share:.1f}" for share in frequencies(found)["share"]]
    first = found.table["first_signed_quarter"]
    assert [cell.strip() for cell in written] == [*shares, f"{100 * first.notna().mean():.1f}", f"{first.median():.0f}"]
    if name == "baseline":
        assert (
            f"Today: ideal {shares[0]}, formal {shares[1]}, deferred {shares[2]}, stalemate {shares[3]}, war {shares[4]}"
            in TEXT
        )
        assert f"| today | | {' | '.join(shares)} |" in TEXT
