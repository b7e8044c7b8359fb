"""A report of settings tells when agreements and wars come from the worlds at hand, and does without if it cannot."""

import numpy as np
import pytest

import sim
from sim.common.dates import year_name
from sim.common.errors import InputError
from sim.reports import of_time
from sim.reports.of_time import HEADING, parts_of_time

SHORT = {"calendar.horizon": 12}


@pytest.fixture(scope="module")
def studies():
    return [sim.simulate(sim.load(name, changes=SHORT), 80) for name in ("fattah2025", "ratelle2025")]


def test_one_setting_is_told_in_full_and_without_horizons(studies, monkeypatch):
    monkeypatch.setattr("sim.analysis.timing.asking.looked_at", lambda *_: pytest.fail("worlds were played"))
    (part,) = parts_of_time(studies[:1])
    assert part.heading.startswith(HEADING)
    assert part.sentences[0] == f"{sim.timing(studies[0], horizons=[]).finding.sentence}."
    assert len(part.figures) == 1
    assert len(part.tables) == 4


def test_several_settings_stand_in_one_table(studies):
    (part,) = parts_of_time(studies)
    assert [row[0] for row in part.tables[0].rows] == [
        "Fattah 2025 with changes by hand", "Ratelle 2025 with changes by hand",
    ]  # fmt: skip
    assert all(len(row) == len(part.tables[0].head) for row in part.tables[0].rows)
    for study, (_, half, *risks) in zip(studies, part.tables[0].rows, strict=True):
        # All worlds are watched to the end, so the quarter of the median is that of the half of all worlds.
        signed = study.table["first_signed_quarter"].astype(float).fillna(np.inf)
        median = int(np.sort(signed)[len(signed) // 2 - 1])
        assert half.startswith(f"by {year_name(study.parameters.start, median)} (")
        failed = (study.table["failed_ratifications"] > 0).mean()
        (head, *_), (told, *_) = part.tables[0].head[2:], risks
        assert head == "failed at ratification" and abs(int(told.split(" %")[0]) - 100 * failed) < 15
    assert "two years after the signature" in part.tables[0].caption


def test_without_the_library_one_line_says_so(studies, monkeypatch):
    def missing():
        raise InputError("this needs statsmodels, which is not installed: pip install")

    monkeypatch.setattr(of_time, "survival", missing)
    (part,) = parts_of_time(studies)
    assert part.sentences[0].startswith("The section on time is left out: it needs statsmodels (pip install ")
    assert (part.tables, part.figures) == ((), ())
