"""docs/calibration.md: its counts are those of the loader, and what it speaks of exists."""

import json
import re
from pathlib import Path

import pytest

from sim import simulate
from sim.parameters import load
from tests.docs.make_counts import renewed
from tests.docs.make_frequencies import SET_BACK, TABLES, cells

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
    today = TEXT.split("<!-- today -->", 1)[1]
    row = next(line for line in today.splitlines() if line.startswith(f"| `{worldview}` |"))
    shares = [float(cell) for cell in row.strip("|").split("|")[1:6]]
    assert sum(shares) == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize("name", ["baseline", "fattah2025"])
def test_the_frequencies_of_today_are_those_of_the_model(name):
    today = TEXT.split("<!-- today -->", 1)[1]
    written = next(line for line in today.splitlines() if line.startswith(f"| `{name}` |")).strip("|").split("|")[1:]
    table = simulate(name, worlds=10_000, seed=1).table
    assert [cell.strip() for cell in written[:-1]] == cells(table)
    assert int(written[-1]) == table["first_signed_quarter"].median()


def test_every_table_of_the_page_is_made_by_the_script():
    marks = set(re.findall(r"<!-- (?!end of)(.+?) -->", TEXT))
    assert marks == set(TABLES)
    assert all(f"<!-- end of {name} -->" in TEXT for name in marks)


def test_the_values_that_are_set_otherwise_are_parameters_of_the_model():
    for _, changes in SET_BACK:
        load("baseline", changes=changes)


def test_the_numbers_that_move_nothing_are_those_that_were_found_and_each_has_a_reason():
    """The table of the page against what `make_inert.py` found."""
    found = json.loads((ROOT / "docs" / "inert.json").read_text(encoding="utf-8"))
    section = TEXT[TEXT.index("## Numbers that move nothing") : TEXT.index("## The baseline against base rates")]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    assert {name for names, _ in rows for name in re.findall(r"`([^`]+)`", names)} == set(found)
    assert all(one["points"] < 1.0 for one in found.values())
    assert all(reason.strip() for _, reason in rows)
