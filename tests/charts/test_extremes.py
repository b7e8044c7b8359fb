"""Extreme data give a readable picture or one clear message; and colours can be told from their paper."""

from itertools import combinations

import pytest
from matplotlib.colors import to_rgb

from sim.charts.captions import notes_of
from sim.charts.catalogue import CHARTS, fitting
from sim.charts.choice import Wishes, picture_of_cells
from sim.charts.letters import fitted, width_of, wrap
from sim.charts.placing import spread
from sim.charts.theme import (
    DARK,
    LIGHT,
    OUTCOME_COLOURS,
    OUTCOME_HATCHES,
    contrast,
    hatch_ink,
)
from sim.common.errors import InputError
from tests.charts.conftest import (
    FORCE,
    LOOK,
    QUO,
    SETTING,
    TERMS,
    cell,
    cell_of,
    cells,
    line,
    plane,
    settings,
)
from tests.charts.test_gallery import overlaps

BY_SETTING = ["side_by_side", "stacked", "ternary", "parallel"]


def draw(kind, *arguments):
    return CHARTS[kind].draw(*arguments, look=LOOK)


@pytest.mark.parametrize("outcome", range(5))
def test_all_worlds_in_one_outcome(outcome):
    counts = [0] * 5
    counts[outcome] = 400
    picture = draw("shares", cell_of(counts), SETTING)
    assert "all (above" in picture.description
    assert overlaps(picture.figure) == []
    for kind in BY_SETTING:
        assert overlaps(draw(kind, cell_of(counts, setting="only"), "setting", SETTING).figure) == []


def test_two_worlds_are_said_to_be_too_few():
    picture = draw("shares", cell_of([1, 0, 0, 0, 1]), SETTING)
    assert "too few" in picture.title


@pytest.mark.parametrize("kind", BY_SETTING)
def test_a_single_setting(kind):
    assert overlaps(draw(kind, cell(setting="only"), "setting", SETTING).figure) == []


def test_a_single_value_of_a_parameter():
    assert "only one value" in draw("along", cell(**{QUO: 0.4}), QUO, SETTING).title


def test_a_single_cell_of_a_plane():
    assert "only cell" in draw("heat_map", cell(**{QUO: 0.4, FORCE: 1.0}), FORCE, QUO, "stalemate", SETTING).title


def test_200_cells_are_drawn_in_parallel_or_refused_with_advice():
    many = settings(200)
    assert overlaps(draw("parallel", many, "setting", SETTING).figure) == []
    with pytest.raises(InputError, match="--kind parallel"):
        draw("side_by_side", many, "setting", SETTING)
    with pytest.raises(InputError, match="too many to stack"):
        draw("stacked", many, "setting", SETTING)
    assert overlaps(draw("along", line(200), QUO, SETTING).figure) == []


@pytest.mark.parametrize("kind", BY_SETTING)
def test_an_empty_selection_is_refused_in_one_sentence(kind):
    with pytest.raises(InputError, match="nothing is selected"):
        draw(kind, settings().iloc[:0], "setting", SETTING)


def test_a_hole_in_a_grid_is_refused():
    holed = plane()[5:]
    with pytest.raises(InputError, match="not every pair"):
        draw("heat_map", holed, FORCE, QUO, "stalemate", SETTING)


def test_a_cell_that_occurs_twice_is_refused():
    with pytest.raises(InputError, match="more than once"):
        draw("along", cells([line(), line()]), QUO, SETTING)


def test_an_unknown_outcome_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="nearest: stalemate"):
        draw("heat_map", plane(), FORCE, QUO, "stalemat", SETTING)


def test_a_caption_needs_a_setting():
    with pytest.raises(InputError, match="nothing is selected"):
        notes_of([])


@pytest.mark.parametrize(
    ("words", "numbers", "count", "kind"),
    [(0, 1, 9, "along"), (0, 2, 49, "heat_map"), (0, 3, 75, "small_multiples"), (1, 0, 6, "stacked"),
     (2, 0, 30, "side_by_side"), (2, 2, 200, "parallel"), (0, 0, 1, "stacked"), (0, 5, 300, "parallel")],
)  # fmt: skip
def test_the_design_chooses_the_chart(words, numbers, count, kind):
    assert fitting(words, numbers, count) == kind


def test_a_table_over_two_numbers_becomes_a_heat_map_of_the_wished_outcome():
    picture = picture_of_cells(plane(), [FORCE, QUO], [SETTING], wishes=Wishes(outcome="stalemate"), look=LOOK)
    assert picture.kind == "heat_map"
    assert set(picture.data["outcome"]) == {"stalemate"}


def test_an_axis_that_does_not_vary_is_refused():
    with pytest.raises(InputError, match="does not vary mechanisms"):
        picture_of_cells(plane(), [FORCE, QUO], [SETTING], wishes=Wishes(parameters=("mechanisms.x",)), look=LOOK)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_its_paper(theme):
    assert contrast(theme.ink, theme.paper) >= 7
    assert contrast(theme.faint, theme.paper) >= 4.5
    assert contrast(theme.accent, theme.paper) >= 4.5
    assert contrast(theme.second, theme.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_outline_of_an_outcome_stands_out_from_paper(theme):
    assert contrast(theme.ink, theme.paper) >= 3


def test_a_hatching_can_be_seen_on_its_colour():
    assert all(contrast(hatch_ink(o), OUTCOME_COLOURS[o]) >= 3 for o in OUTCOME_COLOURS if OUTCOME_HATCHES[o])


def test_outcomes_can_be_told_apart_in_grey():
    def grey(outcome):
        red, green, blue = to_rgb(OUTCOME_COLOURS[outcome])
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for one, two in combinations(OUTCOME_COLOURS, 2):
        assert abs(grey(one) - grey(two)) > 0.06 or OUTCOME_HATCHES[one] != OUTCOME_HATCHES[two]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_scale_of_shares_runs_in_one_direction_of_lightness(theme):
    steps = [contrast(colour, theme.paper) for colour in theme.scale]
    assert steps == sorted(steps)


def test_labels_move_apart_as_little_as_possible():
    assert list(spread([0.5, 0.5], 0.2, 0, 1)) == pytest.approx([0.4, 0.6])
    assert list(spread([0.9, 0.1], 0.2, 0, 1)) == pytest.approx([0.9, 0.1])
    assert list(spread([1, 1, 1], 0.2, 0, 1)) == pytest.approx([0.6, 0.8, 1])


FIVE = "western_guarantee+eu_monitoring+demilitarised_border+reassurance_to_moscow+us_private_leverage"


@pytest.mark.parametrize("kind", [*BY_SETTING, "heat_map"])
def test_five_policies_together_fit_beside_their_row(kind):
    rows = [("none", 0.5), (FIVE, 0.3), ("eu_monitoring", 0.52)]
    table = cells(
        cell(400, tilt, worldview=worldview, policy=policy)
        for worldview in ("araz2023", "fattah2025")
        for policy, tilt in rows
    )
    picture = picture_of_cells(table, ["worldview", "policy"], [SETTING], kind, look=LOOK)
    assert overlaps(picture.figure) == []
    if kind in ("side_by_side", "stacked", "parallel"):
        assert picture.title.startswith(
            "If Araz is right (with a western guarantee), the set of 5 changes most of 2 sets of policies: "
        )


def test_a_line_between_cells_is_drawn_along_numbers_only():
    words = cells(cell(400, t, worldview=w, policy=p) for w, t in (("a", 0.0), ("b", 1.0)) for p in ("none", "x"))
    named = draw("heat_map", words, "worldview", "policy", "new_confrontation", SETTING, 0.2)
    numbered = draw("heat_map", plane(), FORCE, QUO, "new_confrontation", SETTING, 0.2)
    lines = [sum(len(c.get_segments()) for c in p.figure.axes[0].collections if hasattr(c, "get_segments"))
             for p in (named, numbered)]  # fmt: skip
    assert lines[0] == 0 < lines[1]
    assert "Line: " not in named.subtitle and "The line parts" not in named.notes
    assert "Line: 20 %" in numbered.subtitle and "The line parts" in numbered.notes


def test_policies_and_worldviews_on_axes_are_written_as_names():
    words = cells(
        cell(400, 0.3, worldview=w, policy=p) for w in ("araz2023", "baseline") for p in ("none", "eu_monitoring")
    )
    axes = draw("heat_map", words, "worldview", "policy", "stalemate", SETTING).figure.axes[0]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["Araz 2023", "baseline"]
    assert [t.get_text() for t in axes.get_yticklabels()] == ["no policy", "EU monitoring"]


def test_a_title_claims_no_change_that_the_intervals_do_not_support():
    same = cells(cell(400, 0.5, **{QUO: k / 4}) for k in range(4))
    assert draw("along", same, QUO, SETTING).title.startswith(
        "If Ratelle is right (with a western guarantee), no outcome changes by more than 9.5 points as "
    )
    flat = cells(
        cell(400, 0.5, **{FORCE: float(i), QUO: j / 10, TERMS: k})
        for i in range(3)
        for j in range(3)
        for k in (0.0, 1.0)
    )
    panels = draw("small_multiples", flat, FORCE, QUO, TERMS, "stalemate", SETTING)
    assert "changes by no more than " in panels.title and " in any cell as " in panels.notes
    assert "in every cell" in draw("heat_map", flat[flat[TERMS] == 0], FORCE, QUO, "stalemate", SETTING).title
    assert "too close to tell" in draw("phase_diagram", plane(), FORCE, QUO, SETTING).title


def test_what_rises_and_falls_again_is_not_said_to_stay():
    counts = [(100, 100, 100, 50, 50), (300, 50, 20, 20, 10), (100, 100, 100, 50, 50)]
    hill = cells(cell_of(c, **{QUO: k / 2}) for k, c in enumerate(counts))
    assert (
        "ideal peace differs by no more than 8.6 points between the ends, but by more in between: 25 % at 0, 75 % at 0.5"
        in draw("along", hill, QUO, SETTING).title
    )


def test_the_setting_without_a_policy_is_marked_in_every_row():
    table = cells(cell(400, tilt, policy=policy) for policy, tilt in (("none", 0.5), ("eu_monitoring", 0.3)))
    picture = picture_of_cells(table, ["policy"], [SETTING], "side_by_side", look=LOOK)
    assert picture.subtitle.endswith("Dotted: without a policy")
    share = float(table.loc[(table["policy"] == "none") & (table["outcome"] == "ideal_peace"), "share"].iloc[0])
    dotted = [line for line in picture.figure.axes[0].lines if list(line.get_xdata()) == [share, share]]
    assert len(dotted) == 2


@pytest.mark.parametrize("room", [60, 120, 300])
def test_a_long_name_keeps_its_end_and_fits(room):
    name = "Araz 2023, cost at home of giving up Armenian land unresisted, gradual agenda off"
    for part in fitted(name, 11, room, 2).split("\n"):
        assert width_of(part, 11) <= room
    assert fitted(name, 11, room, 2).endswith("off")
    assert fitted("short", 11, room, 2) == "short"


def test_a_number_stays_on_the_line_of_its_sign():
    assert all(
        not line.startswith("%")
        for width in range(40, 200, 5)
        for line in wrap("from 14 % to 15 % and 16 %", 11, width)
    )
