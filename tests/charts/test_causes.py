"""The chart of the causes of war tells what was counted, and its parts can be told apart by everybody."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from sim.analysis.war_and_deterrence import CAUSE_WORDS
from sim.charts.causes import STYLES, all_wars, causes_of, causes_of_war, gathered
from sim.charts.choice import picture_of_sweep
from sim.charts.theme import HANDOUT, LIGHT, SLIDE, Look, contrast, ink_on
from sim.common.errors import InputError
from sim.model.world.outcomes import WAR_CAUSES
from sim.studies.shares.intervals import wilson
from sim.studies.sweeps import design, sweep
from tests.charts.conftest import LOOK, SETTING, draw
from tests.charts.test_extremes import draw as drawn_from
from tests.charts.test_gallery import overlaps
from tests.charts.test_theme import CLEARLY_DIFFERENT, DEFICIENCIES, LIGHTER_OR_DARKER, lab, linear

PAIRS = list(combinations(WAR_CAUSES, 2))
RIGHT = "If Ratelle is right (with a western guarantee)"
WAR_COST = "actors.azerbaijan.war_cost"


def rows_of(setting, worlds=400, **counts):
    """One setting with so many first wars of some causes."""
    count = np.array([counts.get(cause, 0) for cause in WAR_CAUSES])
    low, high = wilson(count, worlds)
    shares = {"share": count / worlds, "low": low, "high": high}
    return pd.DataFrame({"setting": setting, "cause": WAR_CAUSES, "count": count, "worlds": worlds, **shares})


def table(*settings):
    return pd.concat(settings, ignore_index=True)


def made_up():
    """What the tests of all charts draw."""
    every = {cause: 6 + 3 * place for place, cause in enumerate(WAR_CAUSES)}
    few = rows_of("setting 2", undeterred=9, closing_window=3)
    return (
        table(rows_of("setting 1", **every), few, rows_of("setting 3"), rows_of("setting 4", incident=300)),
        "setting",
        SETTING,
    )


def titled(*settings):
    return drawn_from("causes", table(*settings), "setting", SETTING).title


def test_the_parts_of_a_bar_are_as_long_as_their_shares_and_follow_each_other():
    picture = draw("causes")
    parts = {patch.get_gid(): patch for patch in picture.figure.axes[0].patches if patch.get_gid()}
    end, drawn = 0.0, gathered(picture.data, "setting")
    for row in drawn[(drawn["setting"] == "setting 1") & (drawn["count"] > 0)].itertuples():
        part = parts[f"share:setting 1/{row.cause}"]
        assert part.get_x() == pytest.approx(end) and part.get_width() == pytest.approx(row.share)
        end += row.share
    assert end == pytest.approx(sum(6 + 3 * place for place in range(len(WAR_CAUSES))) / 400)


def test_each_part_and_all_wars_have_their_own_intervals():
    picture = draw("causes")
    drawn = {line.get_gid(): line.get_xdata() for line in picture.figure.axes[0].lines if line.get_gid()}
    left, parts = 0.0, gathered(picture.data, "setting")
    for row in parts[parts["setting"] == "setting 2"].itertuples():
        if row.count:
            assert list(drawn[f"interval:setting 2/{row.cause}"]) == pytest.approx([left + row.low, left + row.high])
            left += row.share
    assert list(drawn["interval:setting 2/war"]) == pytest.approx([float(end) for end in wilson(12, 400)])
    assert list(drawn["interval:setting 3/war"]) == pytest.approx([float(end) for end in wilson(0, 400)])


def test_the_legend_names_in_plain_words_the_causes_that_occur_and_no_others():
    picture = drawn_from("causes", table(rows_of("a", incident=20, revision=4)), "setting", SETTING)
    (legend,) = [axes.get_legend() for axes in picture.figure.axes if axes.get_legend()]
    assert [text.get_text() for text in legend.get_texts()] == [CAUSE_WORDS["incident"], CAUSE_WORDS["revision"]]


def test_every_cause_has_a_style_and_words():
    assert tuple(STYLES) == WAR_CAUSES
    assert set(CAUSE_WORDS) == set(WAR_CAUSES)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_two_causes_look_different_to_everybody(pair, deficiency):
    seen = [lab(np.clip(DEFICIENCIES[deficiency] @ linear(STYLES[name][0]), 0, 1)) for name in pair]
    same_hatching = STYLES[pair[0]][1] == STYLES[pair[1]][1]
    # Where the hatching tells them apart too, half of the distance in colour is enough, as between outcomes.
    assert np.linalg.norm(seen[0] - seen[1]) > CLEARLY_DIFFERENT / (1 if same_hatching else 2)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_on_a_grey_print_two_causes_differ_in_lightness_and_in_hatching_or_greatly_in_lightness(pair):
    lightness = [lab(linear(STYLES[name][0]))[0] for name in pair]
    least = CLEARLY_DIFFERENT if STYLES[pair[0]][1] == STYLES[pair[1]][1] else LIGHTER_OR_DARKER
    assert abs(lightness[0] - lightness[1]) > least


def test_a_hatching_can_be_seen_on_its_colour():
    assert all(contrast(ink_on(colour), colour) >= 3 for colour, hatch in STYLES.values() if hatch)


def test_a_title_tells_where_wars_differ_most_and_why_they_came_there():
    title = titled(
        rows_of("a", undeterred=20), rows_of("b", closing_window=90, undeterred=20), rows_of("c", incident=30)
    )
    assert (
        title == f"{RIGHT}, war differs most: 5 % with a, 28 % with b; most frequent cause there: a window was closing"
    )


def test_a_title_claims_no_difference_that_the_worlds_do_not_show():
    title = titled(rows_of("a", undeterred=20), rows_of("b", undeterred=22))
    assert title.startswith(f"{RIGHT}, war does not differ between the 2 settings by more than ")
    assert title.endswith("; most frequent cause: dissatisfied and undeterred")


def test_a_title_names_two_causes_that_the_worlds_do_not_tell_apart_and_counts_more():
    two = titled(rows_of("a", undeterred=40, incident=41))
    assert two.endswith(f"most frequent cause: {CAUSE_WORDS['incident']}, or about equally {CAUSE_WORDS['undeterred']}")
    assert titled(rows_of("a", undeterred=40, incident=41, revision=42)).endswith("; 3 causes about equally frequent")


def test_a_single_setting_without_a_war_says_so():
    assert titled(rows_of("only")) == "Only: war in no world"
    assert (
        titled(rows_of("only", incident=40))
        == f"Only: war in 10 % of the worlds; most frequent cause: {CAUSE_WORDS['incident']}"
    )


def test_a_policy_is_compared_with_none():
    none, guarantee = rows_of("no policy", undeterred=120), rows_of("guarantee", undeterred=20)
    found = table(none.assign(policy="none"), guarantee.assign(policy="western_guarantee"))
    title = drawn_from("causes", found, "setting", SETTING).title
    assert (
        title
        == f"{RIGHT}, a western guarantee lowers war: 30 % to 5 %; most frequent cause with it: dissatisfied and undeterred"
    )


@pytest.mark.parametrize("size", [SLIDE, HANDOUT], ids=lambda size: size.name)
def test_long_names_and_many_settings_stay_apart(size):
    found, by, setting = made_up()
    found["setting"] = "credibility of a US guarantee… 0.45, " + found["setting"]
    many = table(*(rows_of(f"setting {k}", incident=4 * k, undeterred=40) for k in range(40)))
    for drawn in (found, many):
        assert overlaps(causes_of_war(drawn, by, setting, look=Look(LIGHT, size, 72)).figure) == []


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda found: found.iloc[:0], "nothing is selected"),
        (lambda found: found.drop(columns="setting"), "no column 'setting'"),
        (lambda found: found.assign(cause="boredom"), "unknown cause of war 'boredom'"),
        (lambda found: pd.concat([found, found]), "more than once"),
        (lambda found: table(*(rows_of(f"s{k}") for k in range(41))), "41 settings are too many"),
        (lambda found: found.drop(columns="low"), "low"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_with_a_reason(spoil, message):
    with pytest.raises(InputError, match=message):
        drawn_from("causes", spoil(made_up()[0]), "setting", SETTING)


@pytest.fixture(scope="module")
def study():
    """Worlds with many wars, fewer where war is dear to Azerbaijan."""
    grid = design.grid({WAR_COST: [0.05, 0.2], "worldview": ["araz2023"]})
    return sweep(grid, 200, workers=1)


def test_a_sweep_is_counted_by_cause_and_its_causes_add_up_to_its_wars(study):
    found = causes_of(study)
    assert list(found.loc[found["cell"] == 0, "cause"]) == list(WAR_CAUSES)
    counts = study.counts
    wars = counts["war_before_signature"] + counts["war_after_signature"]
    assert all_wars(found, "setting")["count"].tolist() == wars.tolist()
    assert wars.min() > 0
    assert found.loc[found["cause"] == "undeterred", "count"].tolist() == counts["war_cause_undeterred"].tolist()


def test_a_sweep_is_judged_by_the_worlds_that_its_cells_share(study):
    picture = picture_of_sweep(study, "causes", look=LOOK)
    assert picture.kind == "causes"
    assert picture.title.startswith("If Araz is right, war differs most: ")
    alone = drawn_from("causes", causes_of(study), "setting", SETTING)
    assert "same random draws" in picture.notes and "same random draws" not in alone.notes


def test_a_study_that_does_not_count_causes_is_told_to_be_run_again(study):
    class Older:
        """A study of a version that did not count why wars came."""

        counts = study.counts.drop(columns=[f"war_cause_{cause}" for cause in WAR_CAUSES])
        columns = study.columns

    with pytest.raises(InputError, match=r"no column 'war_cause_bound_attack'. Run it again"):
        causes_of(Older())
