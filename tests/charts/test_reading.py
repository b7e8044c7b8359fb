"""Charts are read as in a newspaper: a short finding, what is shown of how many histories, and two lines below."""

from dataclasses import replace

import pytest
from matplotlib.text import Text

from sim.analysis.headlines import common_condition, condition_in, more_of, opened, tendency, verb
from sim.analysis.naming import are_many, policy_noun
from sim.charts.catalogue import CHARTS
from sim.charts.letters import wrap
from sim.charts.theme import HANDOUT, LIGHT, PAGE, PHONE, SIZES, SLIDE, Look
from tests.charts.conftest import ARGUMENTS, OTHER, QUO, SETTING, cell, cells, draw
from tests.charts.test_gallery import overlaps, visible_texts

SWITCH = "mechanisms.bargaining.gradual"
KINDS = sorted(ARGUMENTS)
NETWORKS = ("network", "network_shares")
"""Charts that no report shows: a map of seven actors needs the width of a page."""
OF_REPORTS = [kind for kind in KINDS if kind not in NETWORKS]
ROOM = (PAGE.width - 0.36) * 72


def written(picture):
    """Title, subtitle and caption as they are drawn."""
    return [text.get_text() for text in picture.figure.texts[:3]]


@pytest.mark.parametrize("kind", KINDS)
def test_below_each_title_stands_the_unit_and_of_how_many_histories_it_is(kind, pictures):
    title, subtitle, _ = written(pictures[kind])
    assert " ".join(subtitle.split()) == " ".join(pictures[kind].subtitle.split()) and subtitle != title
    if kind != "ranges":
        assert "simulated histor" in pictures[kind].subtitle
        assert "{" not in pictures[kind].subtitle


@pytest.mark.parametrize("kind", KINDS)
def test_the_subtitle_is_quieter_than_the_title(kind, pictures):
    title, subtitle, caption = pictures[kind].figure.texts[:3]
    assert title.get_weight() == "bold" and subtitle.get_weight() == "normal"
    assert title.get_fontsize() > subtitle.get_fontsize() > caption.get_fontsize()


@pytest.mark.parametrize("size", [PAGE, HANDOUT, SLIDE], ids=lambda size: size.name)
@pytest.mark.parametrize("kind", KINDS)
def test_a_caption_has_two_lines_at_most(kind, size):
    caption = draw(kind, Look(LIGHT, size, 50)).figure.texts[2].get_text()
    assert caption.count("\n") <= 1


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"ranges"}))
def test_a_caption_says_how_many_worlds_which_seed_and_that_it_is_no_forecast(kind, pictures):
    caption = pictures[kind].caption.replace("\u00a0", " ")
    for part in ("1 world" if kind in ("timeline", "network") else "400 worlds", "seed 1", "not a forecast"):
        assert part in caption


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_has_two_lines_at_most(kind, pictures):
    assert len(wrap(pictures[kind].title, 13.0, ROOM, bold=True)) <= 2


@pytest.mark.parametrize("kind", OF_REPORTS)
def test_on_a_phone_no_label_covers_another_or_leaves_the_picture(kind):
    figure = draw(kind, Look(LIGHT, PHONE, 96)).figure
    assert overlaps(figure) == []
    room = figure.bbox.padded(2)
    outside = [t.get_text() for t in visible_texts(figure) if not _inside(Text.get_window_extent(t), room)]
    assert outside == []


def _inside(box, room):
    return room.x0 <= box.x0 and box.x1 <= room.x1 and room.y0 <= box.y0 and box.y1 <= room.y1


def test_a_phone_is_as_wide_as_a_phone_with_letters_that_can_be_read():
    assert SIZES["phone"] is PHONE
    assert PHONE.width * 96 == pytest.approx(360)
    assert PHONE.resolution == 192
    assert Look(LIGHT, PHONE).small * 96 / 72 > 11


@pytest.mark.parametrize("kind", ["side_by_side", "stacked"])
def test_more_than_twelve_settings_are_not_drawn_as_rows_of_bars(kind):
    def bars(number):
        table = cells(cell(400, k / number, setting=f"setting {k}") for k in range(number))
        figure = CHARTS[kind].draw(table, "setting", SETTING, look=Look(LIGHT, PAGE, 50)).figure
        return [patch for axes in figure.axes for patch in axes.patches if (patch.get_gid() or "").startswith("share:")]

    assert bars(12) and not bars(13)


def test_of_many_settings_only_the_outcome_that_differs_most_is_drawn_and_the_others_are_told():
    table = cells(cell(400, k / 20, setting=f"setting {k}") for k in range(20))
    picture = CHARTS["side_by_side"].draw(table, "setting", SETTING, look=Look(LIGHT, PAGE, 50))
    (axes,) = picture.figure.axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names[0] == "setting 0" and names[-1] == "setting 19"
    assert axes.get_xlabel().startswith("The other outcomes: formal peace ")
    assert "that end in ideal peace" in picture.subtitle
    bold = [label.get_text() for label in axes.get_yticklabels() if label.get_weight() == "bold"]
    assert len(bold) == 2


def test_the_condition_comes_first_and_only_where_all_settings_share_it():
    assert common_condition(SETTING) == "If Ratelle is right (with a western guarantee)"
    assert common_condition((OTHER, SETTING)) == "If Ratelle is right"
    others = replace(OTHER, worldview="araz2023"), replace(SETTING, worldview="araz2023")
    assert common_condition((SETTING, others[1])) == "With a western guarantee", "what is laid over all authors"
    assert common_condition((SETTING, others[0])) == ""
    assert condition_in((SETTING, others[1]), "araz2023") == "If Araz is right (with a western guarantee)"
    assert opened(OTHER, "No outcome changes") == "If Ratelle is right, no outcome changes"
    assert opened("in words", "no outcome changes") == "No outcome changes"


def test_labels_become_the_beginning_of_a_comparison():
    assert more_of("mechanisms.guarantees.credibility.united_states").startswith("the greater the credibility of a US")
    assert more_of("actors.azerbaijan.war_cost").startswith("the higher the mean cost of war")
    assert more_of(QUO).startswith("the ")
    assert more_of("calendar.horizon") == "the longer a history"
    rows = {"share": 0.16, "low": 0.15, "high": 0.17}, {"share": 0.06, "low": 0.05, "high": 0.07}
    assert tendency(SWITCH, "war", *rows).startswith("with "), "there is no more or less of a switch"


def test_policies_are_subjects_of_a_sentence():
    assert policy_noun("western_guarantee+eu_monitoring") == "a western guarantee and EU monitoring"


def test_several_policies_and_names_in_the_plural_take_a_plural_verb():
    named = ("western_guarantee", "public_sanctions", "western_guarantee+eu_monitoring")
    assert [are_many(policies) for policies in named] == [False, True, True]
    assert [verb(0.16, share, many=True) for share in (0.08, 0.1, 0.32, 0.2)] == ["halve", "lower", "double", "raise"]


def test_only_a_half_is_called_a_half():
    assert [verb(0.16, 0.08), verb(0.16, 0.1), verb(0.1, 0.2), verb(0.0, 0.2)] == [
        "halves",
        "lowers",
        "doubles",
        "raises",
    ]
