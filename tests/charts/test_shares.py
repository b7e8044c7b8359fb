"""The picture of the outcomes says what the table says, and nothing in it runs into anything else."""

import io
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from sim.analysis.finding import Setting, finding
from sim.charts.bars import outcome_shares
from sim.parameters.names import label_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable
from sim.studies.shares.frequencies import frequencies

MANY = ("western_guarantee", "eu_monitoring", "demilitarised_border", "reassurance_to_moscow", "us_private_leverage")
CASES = {
    "ordinary": ([700, 2100, 1700, 3800, 1700], Setting("baseline", (), {}, 10_000, 1, "a1b2c3d4e5")),
    "one outcome only": ([0, 0, 0, 0, 10_000], Setting("araz2023", (), {}, 10_000, 1, "a1b2c3d4e5")),
    "nearly all": (
        [0, 30, 0, 2, 8200],
        Setting("ratelle2025", MANY, {"a.b.c": 0.9, "d.e.f": 1}, 8232, 7, "a1b2c3d4e5"),
    ),
    "few worlds": ([5, 9, 8, 3, 4], Setting("fattah2025", MANY[:2], {}, 29, 7, "a1b2c3d4e5")),
    "two worlds": ([1, 0, 0, 0, 1], Setting("fattah2025", (), {}, 2, 7, "a1b2c3d4e5")),
    "one world": ([0, 0, 1, 0, 0], Setting("fattah2025", MANY[:2], {}, 1, 7, "a1b2c3d4e5")),
}


def tally(counts) -> pd.DataFrame:
    return frequencies(pd.DataFrame({"outcome": np.repeat(OUTCOMES, counts)}))


@pytest.fixture(params=CASES)
def drawn(request):
    counts, setting = CASES[request.param]
    table = tally(counts)
    picture = outcome_shares(table, setting)
    picture.figure.draw_without_rendering()
    return table, setting, picture


def texts(figure) -> list:
    axes = figure.axes[0]
    everything = [*figure.texts, *axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label]
    return [text for text in everything if text.get_text()]


def test_the_bars_are_as_long_as_the_shares(drawn):
    table, _, picture = drawn
    widths = {round(bar.get_y(), 3): bar.get_width() for bar in picture.figure.axes[0].patches}
    assert [widths[place] for place in sorted(widths)] == pytest.approx(table["share"].tolist())


def test_the_scale_runs_from_none_to_all_so_that_pictures_can_be_compared(drawn):
    assert drawn[2].figure.axes[0].get_xlim() == (0, 1)


def test_the_outcomes_stand_in_their_fixed_order_from_top_to_bottom(drawn):
    labels = sorted(drawn[2].figure.axes[0].get_yticklabels(), key=lambda label: -label.get_window_extent().y0)
    assert [label.get_text().replace(" ", "_") for label in labels] == list(OUTCOMES)


def test_every_text_lies_within_the_picture(drawn):
    whole = drawn[2].figure.bbox
    for text in texts(drawn[2].figure):
        box = text.get_window_extent()
        assert whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1, text


def test_no_two_texts_run_into_each_other(drawn):
    for one, other in combinations(texts(drawn[2].figure), 2):
        assert not one.get_window_extent().overlaps(other.get_window_extent()), (one, other)


def test_title_and_notes_say_what_was_found_under_which_assumptions_and_that_it_is_no_forecast(drawn):
    table, setting, picture = drawn
    written = (" ".join(text.get_text().replace("\u00a0", " ").split()) for text in picture.figure.texts)
    (title, subtitle, below), notes = written, picture.notes.replace("\u00a0", " ")
    assert title == finding(table, setting)
    said = [setting.worldview, f"{setting.worlds:,} world", f"seed {setting.seed}", setting.version, "not a forecast"]
    said += [*map(readable, setting.policies), *map(label_of, setting.changes), setting.fingerprint[:8]]
    assert [part for part in said if part not in notes] == []
    assert "not a forecast" in below and f"seed {setting.seed}" in below
    assert subtitle.startswith("Share of ") and " simulated histor" in subtitle


def test_the_picture_can_be_read_out(drawn):
    table, setting, picture = drawn
    described = picture.description
    assert all(outcome.replace("_", " ") in described for outcome in OUTCOMES)
    assert finding(table, setting) in described


def test_the_file_is_a_png_that_carries_its_description_and_is_the_same_each_time():
    counts, setting = CASES["ordinary"]
    written = []
    for _ in range(2):
        drawn = outcome_shares(tally(counts), setting)
        written.append(drawn.content("png"))
    picture = Image.open(io.BytesIO(written[0]))
    assert (picture.format, picture.info["Title"]) == ("PNG", drawn.title)
    assert picture.info["Description"] == drawn.description
    assert written[0] == written[1]
