"""Titles claim no more than was counted, and what is too much to name is shown instead of named."""

import re
from dataclasses import replace

import pytest
from matplotlib.text import Text

from sim.charts.catalogue import CHARTS
from sim.charts.ranges import most_contested
from sim.charts.theme import HANDOUT, LIGHT, PAGE, SLIDE, Look
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from tests.charts.conftest import FORCE, LOOK, QUO, SETTING, TERMS, cell, cells, each, indices, plane
from tests.charts.test_extremes import draw
from tests.charts.test_gallery import overlaps


@pytest.mark.parametrize("kind", ["along", "along_each"])
def test_few_worlds_are_not_taken_for_proof_that_nothing_changes(kind):
    few = cells(cell(20, 0.4 + k / 20, worldview="baseline", **{QUO: k / 4}) for k in range(4))
    setting = replace(SETTING, worlds=20)
    arguments = {"along": (few, QUO, setting), "along_each": (few, QUO, "worldview", setting)}[kind]
    assert "20 worlds per cell are too few to tell a change of less than " in draw(kind, *arguments).title


def test_panels_of_lines_name_the_worldview_that_moves_most_and_those_that_do_not():
    picture = draw("along_each", each(), QUO, "worldview", SETTING)
    assert picture.title.startswith("If Ratelle is right (with a western guarantee), the greater ")
    assert picture.title.endswith("the fewer histories end in ideal peace: 52 % to 3 %")
    assert "; in the reference setting (baseline) no outcome changes by more than 11 points." in picture.notes
    alone = draw("along_each", each(("baseline",)), QUO, "worldview", SETTING)
    assert alone.title.endswith("grows from 0 to 0.9, with baseline")
    only = each(number=2)
    one = draw("along_each", only[only[QUO] == 0.9], QUO, "worldview", SETTING)
    assert one.title.startswith("Only one value of ")


SIX = ("baseline", "araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")


@pytest.mark.parametrize("size", [SLIDE, PAGE, HANDOUT], ids=lambda size: size.name)
@pytest.mark.parametrize("names", [SIX[:1], SIX], ids=["one", "six"])
def test_panels_of_lines_are_read_without_overlap_or_cut_signs(names, size):
    figure = CHARTS["along_each"].draw(each(names), QUO, "worldview", SETTING, look=Look(LIGHT, size, 72)).figure
    assert overlaps(figure) == []
    # A sign is about as high as a letter; half of it must fit below a share of none.
    for axes in figure.axes[: len(names)]:
        low, high = axes.get_ylim()
        points = axes.get_window_extent().height / figure.dpi * 72
        assert -low / (high - low) * points > Look(LIGHT, size).scale * 2.5


def test_too_many_panels_and_words_on_the_axis_are_refused():
    with pytest.raises(InputError, match="at most 12 panels"):
        draw("along_each", each(tuple(f"w{k}" for k in range(13))), QUO, "worldview", SETTING)
    with pytest.raises(InputError, match="not a number"):
        draw("along_each", each(), "worldview", QUO, SETTING)


def sampled(number=60):
    """Cells that vary two numbers at once, with names as long as those of a sample."""
    parts = (
        cell(400, k / number, setting=f"coordination of the EU and… {k / number:.3g}, war cost {(k * 7 % number) / number:.3g}",
             **{QUO: k / number, FORCE: float(k * 7 % number)}) for k in range(number)
    )  # fmt: skip
    return cells(parts)


def test_of_many_sampled_settings_every_one_is_a_dot_and_the_extremes_are_named():
    picture = draw("parallel", sampled(), "setting", SETTING)
    axes = picture.figure.axes[0]
    assert [len(dots.get_offsets()) for dots in axes.collections if hasattr(dots, "get_offsets")] == [60] * 5
    told = axes.texts[0].get_text().replace("\u00a0", " ")
    assert told.startswith("most 52 % (47–57): coordination") and "least 1 % (0–2): 7 settings" in told
    assert picture.title.endswith("ideal peace varies most over the 60 settings: from 1 % to 52 %")
    assert overlaps(picture.figure) == []


def test_the_shade_can_be_chosen():
    by_force = CHARTS["parallel"].draw(sampled(), "setting", SETTING, look=LOOK, shade=FORCE)
    assert by_force.figure.axes[1].get_ylabel().startswith("Decisiveness")


def test_axes_of_parallel_lines_stand_in_the_order_of_the_outcomes():
    labels = draw("parallel", sampled(), "setting", SETTING).figure.axes[0].get_yticklabels()
    assert [label.get_text().replace("\n", "_").replace(" ", "_") for label in labels] == list(OUTCOMES)


@pytest.mark.parametrize("size", [SLIDE, PAGE, HANDOUT], ids=lambda size: size.name)
def test_of_many_points_only_the_extremes_are_named(size):
    figure = CHARTS["ternary"].draw(sampled(), "setting", SETTING, look=Look(LIGHT, size, 72)).figure
    names = [text for text in figure.axes[0].texts if text.get_text().startswith("coord")]
    assert 2 <= len(names) <= 3
    assert overlaps(figure) == []
    points = [line for line in figure.axes[0].lines if (line.get_gid() or "").startswith("share:")]
    covered = [
        p
        for p in points
        for n in names
        if Text.get_window_extent(n).contains(*p.get_window_extent().get_points().mean(axis=0))
    ]
    assert covered == []


def test_ticks_of_sobol_bars_keep_apart_however_wide_the_intervals():
    wide = indices().assign(total_low=-9.0, total_high=11.0)
    picture = draw("sobol", wide, "new_confrontation", SETTING)
    assert overlaps(picture.figure) == []
    assert "Intervals reach a width of 2000 percentage points: more cells (--samples) are needed." in picture.caption
    assert "more cells" not in draw("sobol", indices(), "new_confrontation", SETTING).notes


def test_ranges_compare_articles_with_articles():
    picture = draw("ranges", ["mechanisms.force.status_quo"])
    assert "baseline" not in picture.title
    assert picture.title.endswith("0.3 (Araz 2023, DerSimonian 2023) to 0.5 (DerSimonian 2024, Ratelle 2025)")
    others = draw("ranges", ["mechanisms.crisis.initial.appetite"]).title
    assert "(other articles)" in others


def test_a_date_that_follows_from_the_start_is_not_contested():
    assert not {"mechanisms.conditions.election.quarter", "mechanisms.signature.deadline.quarter"} & set(
        most_contested(50)
    )


def test_panels_of_maps_say_in_how_many_cells_the_third_parameter_matters():
    base, moved = plane(3).assign(**{TERMS: 0.0}), plane(3).assign(**{TERMS: 1.0})
    other = cell(400, 1.0, **{FORCE: 0.0, QUO: 0.0, TERMS: 1.0})
    kept = moved[~((moved[FORCE] == 0.0) & (moved[QUO] == 0.0))]
    picture = draw("small_multiples", cells([base, kept, other]), FORCE, QUO, TERMS, "new_confrontation", SETTING)
    assert ", new confrontation rises in 1 of 9 cells as " in picture.title
    assert picture.title.endswith(" goes from 0 to 1")
    # What the title leaves out is a bound for the other cells, and how sure it is.
    assert re.search(r" goes from 0 to 1; elsewhere it changes by no more than \d+(\.\d)? points\.\n", picture.notes)
    assert "those of all 9 comparisons hold together with 95 %" in picture.notes
