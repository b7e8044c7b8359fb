"""The matrix of disagreements has a field for each pair, in the row of the one and the column of the other."""

from itertools import combinations

import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, SETTING, draw

NAMES = ("Araz 2023", "DerSimonian 2023", "DerSimonian 2024", "Fattah 2025", "Ratelle 2025")
SOURCES = (
    "What Baku wants",
    "no sure difference",
    "Russia and Iran left out or Talks and connections",
    "Force on the ground, Who can guarantee or 3 others",
    "no part is sure",
)


def pairs(names=NAMES):
    found = list(combinations(names, 2))
    rows = []
    for place, (one, other) in enumerate(found):
        size = (-0.41, 0.05, 0.0, 0.27, -0.13)[place % 5]
        rows.append((one, other, SOURCES[place % 5], size, size - 0.06, size + 0.06))
    return pd.DataFrame(rows, columns=["one", "other", "source", "difference", "low", "high"])


def made_up():
    """What the tests of all charts draw."""
    return pairs(), "war", (OTHER, SETTING)


def test_a_field_stands_in_the_row_of_the_second_and_the_column_of_the_first():
    axes = draw("disagreements").figure.axes[0]
    rows = [label.get_text() for label in axes.get_yticklabels()]
    columns = [label.get_text().replace("\n", " ") for label in axes.get_xticklabels()]
    assert (columns, [name.replace("\n", " ") for name in rows]) == (list(NAMES[:-1]), list(NAMES[1:]))
    at = {text.get_gid(): text for text in axes.texts if text.get_gid()}
    found = at["share:DerSimonian 2023/Fattah 2025"]
    assert (columns[round(found.get_position()[0])], rows[round(found.get_position()[1])]) == (
        "DerSimonian 2023",
        "Fattah 2025",
    )


def test_each_field_shows_difference_interval_and_source():
    axes = draw("disagreements").figure.axes[0]
    at = {text.get_gid(): text.get_text() for text in axes.texts if text.get_gid()}
    assert at["share:Araz 2023/DerSimonian 2023"] == "\N{MINUS SIGN}41"
    assert at["interval:Araz 2023/DerSimonian 2023"] == "(\N{MINUS SIGN}47 to \N{MINUS SIGN}35)"
    shown = {text.get_text().replace("\n", " ") for text in axes.texts}
    assert {"What Baku wants", "no part is sure"} <= shown


def test_a_larger_difference_is_further_from_the_paper():
    boxes = {round(-patch.get_y(), 2): patch for patch in draw("disagreements").figure.axes[0].patches}
    assert len({patch.get_facecolor() for patch in boxes.values()}) > 1


@pytest.mark.parametrize("count", [9, 12])
def test_more_settings_than_can_be_read_are_refused(count):
    with pytest.raises(InputError, match=f"not of {count}"):
        CHARTS["disagreements"].draw(pairs([f"worldview {k}" for k in range(count)]), "war", SETTING, LOOK)
