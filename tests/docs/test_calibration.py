"""docs/calibration.md: its counts are those of the loader, and what it speaks of exists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from sim import frequencies, simulate
from sim.parameters import load
from sim.parameters.vocabulary import STATUSES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
BASELINE = load("baseline")
WORLDVIEWS = sorted(path.stem for path in (ROOT / "parameters" / "worldviews").glob("*.yaml"))
FILES = ("actors", "mechanisms", "calendar", "outcomes")
WRITTEN_IDS = sorted(set(re.findall(r"`((?:mechanisms|actors|calendar|outcomes)\.[a-z0-9_.]+)`", TEXT)))


def counts_written(name: str) -> dict[str, int]:
    """The counts of one row of the first table, by the heading of its column."""
    table = TEXT.split("## Where the numbers come from", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    lines = [[cell.strip(" `") for cell in row] for row in rows]
    row = next(line for line in lines if line[0] == name)
    return {heading: int(cell) for heading, cell in zip(lines[0][1:], row[1:], strict=True)}


def counts_loaded(name: str) -> dict[str, int]:
    """The counts by status among the parameters of one file or folder, or of all."""
    counted = Counter(BASELINE.status(entry) for entry in BASELINE.entries if name in ("all", entry.split(".")[0]))
    return {**{status: counted[status] for status in STATUSES}, "all": sum(counted.values())}


@pytest.mark.parametrize("name", [*FILES, "all"])
def test_the_counts_by_status_are_those_of_the_loader(name):
    assert counts_written(name) == counts_loaded(name)


def test_the_sum_of_what_no_source_carries_is_that_of_the_loader():
    counted = counts_loaded("all")
    assert f"Thus {counted['assumed'] + counted['calibrated']} of {counted['all']} values" in TEXT


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


def test_the_baseline_is_the_one_of_which_it_speaks():
    assert f"`{BASELINE.hash[:16]}`" in TEXT


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
