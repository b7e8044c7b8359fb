"""The picture of the five authors: every bar is as long as its share, and the reference setting stands apart."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.authors.counting import SHOWN
from sim.analysis.finding import Setting
from sim.charts.catalogue import CHARTS
from sim.charts.choice import picture_of_answer, picture_of_sweep
from sim.charts.theme import PAGE, PHONE, Look
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import wilson
from sim.studies.sweeps import design, sweep
from tests.charts.conftest import LOOK, SETTING, draw

NAMES = ("araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025", "baseline")
COUNTS = ((0, 1, 265, 86, 48, 164), (239, 12, 142, 1, 6, 16), (211, 9, 178, 0, 2, 2), (166, 50, 182, 0, 2, 3),
          (0, 0, 379, 8, 13, 62), (224, 12, 161, 1, 2, 15))  # fmt: skip
SETTINGS = tuple(Setting(name, (), {}, 400, 1, f"{place}123456789abcdef") for place, name in enumerate(NAMES))


def stands(names=NAMES, worlds=400):
    rows = []
    for name, counts in zip(NAMES, COUNTS, strict=True):
        for measure, count in zip(SHOWN, counts, strict=True):
            low, high = map(float, wilson(count, worlds))
            rows.append((name, measure, count, worlds, count / worlds, low, high))
    table = pd.DataFrame(rows, columns=["worldview", "measure", "count", "worlds", "share", "low", "high"])
    return table[table["worldview"].isin(names)].reset_index(drop=True)


def made_up():
    """What the tests of all charts draw."""
    return stands(), SETTING


def bars(picture):
    found = [patch for axes in picture.figure.axes for patch in axes.patches if patch.get_gid()]
    return {patch.get_gid().removeprefix("share:"): patch for patch in found}


def test_every_bar_is_as_long_as_its_share_and_has_its_interval():
    picture = draw("authors")
    lengths = bars(picture)
    ends = {line.get_gid(): line for axes in picture.figure.axes for line in axes.lines if line.get_gid()}
    for row in stands().itertuples():
        name = f"{row.worldview}/{row.measure}"
        assert lengths[name].get_width() == pytest.approx(row.share)
        assert list(ends[f"interval:{name}"].get_xdata()) == pytest.approx([row.low, row.high])


def test_every_share_is_written_beside_its_bar():
    written = [text.get_text() for text in draw("authors").figure.axes[0].texts]
    assert written == ["0 %", "60 %", "53 %", "42 %", "0 %", "56 %"]


def test_the_reference_setting_stands_below_the_authors_paler_and_farther_away():
    found = bars(draw("authors"))
    places = [found[f"{name}/war"].get_y() for name in NAMES]
    steps = np.diff(places)
    assert steps[:-1] == pytest.approx(1) and steps[-1] > 1
    assert found["baseline/war"].get_alpha() < 1
    assert found["fattah2025/war"].get_alpha() is None


def test_a_reference_setting_that_comes_first_in_a_sweep_stands_last_all_the_same():
    table = pd.concat([stands(("baseline",)), stands(NAMES[:-1])], ignore_index=True)
    picture = CHARTS["authors"].draw(table, SETTINGS, LOOK)
    assert picture.data["worldview"].iloc[-1] == "baseline"


def test_one_heading_alone_stands_out_the_one_on_which_they_part_most():
    heads = [axes.get_title(loc="left") for axes in draw("authors").figure.axes]
    assert heads == [
        "ideal\npeace",
        "formal\npeace",
        "deferred\ntension",
        "stalemate",
        "new\nconfrontation",
        "a war on\nthe way",
    ]
    weights = [axes._left_title.get_weight() for axes in draw("authors").figure.axes]
    assert [head for head, weight in zip(heads, weights, strict=True) if weight == "bold"] == ["ideal\npeace"]


def test_without_the_reference_setting_nothing_is_said_of_it():
    picture = CHARTS["authors"].draw(stands(NAMES[:-1]), SETTINGS[:-1], LOOK)
    assert "reference" not in picture.description


def test_on_a_phone_the_columns_stand_below_each_other():
    figure = draw("authors", Look(size=PHONE, resolution=50)).figure
    assert len({round(axes.get_position().y0, 2) for axes in figure.axes}) == 3


def test_a_sweep_of_the_five_is_drawn_so_and_any_other_as_before():
    short = {"calendar.horizon": [4]}
    five = sweep(design.grid({**short, "worldview": list(NAMES)}), 10, workers=1)
    assert picture_of_sweep(five, look=LOOK).kind == "authors"
    assert picture_of_sweep(five, "stacked", look=LOOK).kind == "stacked"
    some = sweep(design.grid({**short, "worldview": list(NAMES[:3])}), 10, workers=1)
    assert picture_of_sweep(some, look=LOOK).kind == "stacked"
    with pytest.raises(InputError, match="does not set the five articles side by side"):
        picture_of_sweep(some, "authors", look=LOOK)


def test_the_answer_is_drawn_with_its_finding_as_title():
    answer = sim.authors(changes={"calendar.horizon": 8}, worlds=20, workers=1)
    picture = picture_of_answer(answer, look=Look(size=PAGE, resolution=50))
    assert (picture.kind, picture.title) == ("authors", answer.finding.title)
    assert set(picture.data["measure"]) == {*OUTCOMES, "war"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (stands()[:0], "nothing is selected"),
        (pd.concat([stands(), stands()]), "occurs more than once"),
        (stands().drop(columns="low"), "no column 'low'"),
    ],
)
def test_tables_of_something_else_are_refused(table, message):
    with pytest.raises(InputError, match=message):
        CHARTS["authors"].draw(table, SETTINGS, LOOK)
