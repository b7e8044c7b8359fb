"""The chart of deterrence counts each share of the right worlds, and claims what was counted."""

import numpy as np
import pandas as pd
import pytest

from sim.charts.choice import picture_of_sweep
from sim.charts.deterrence import MEASURES, deterred_in
from sim.charts.theme import DARK, LIGHT, contrast
from sim.common.errors import InputError
from sim.studies.shares.intervals import wilson
from sim.studies.sweeps import design, sweep
from tests.charts.conftest import LOOK, SETTING, draw
from tests.charts.test_extremes import draw as drawn_from

RIGHT = "If Ratelle is right (with a western guarantee)"
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


def rows_of(value, unchallenged, held, war, worlds=400):
    """One value of the parameter: worlds without a challenge, challenged ones without a war, and those with a war."""
    count = np.array([unchallenged, held, war])
    of = np.array([worlds, worlds - unchallenged, worlds])
    low, high = wilson(count, of)
    share = count / np.where(of > 0, of, np.nan)
    numbers = {"count": count, "worlds": of, "share": share, "low": low, "high": high}
    return pd.DataFrame({CREDIBILITY: float(value), "measure": list(MEASURES), **numbers})


def table(*rows):
    return pd.concat(rows, ignore_index=True)


def made_up():
    """What the tests of all charts draw."""
    steps = range(7)
    return table(*(rows_of(0.15 * k, 60 + 20 * k, 220 - 4 * k, 120 - 15 * k) for k in steps)), CREDIBILITY, SETTING


def titled(*rows):
    return drawn_from("deterrence", table(*rows), CREDIBILITY, SETTING).title


def test_lines_and_bands_pass_through_the_table_beside_them():
    picture = draw("deterrence")
    lines = {line.get_gid(): line for line in picture.figure.axes[0].lines if line.get_gid()}
    for name in MEASURES:
        rows = picture.data[picture.data["measure"] == name]
        assert list(lines[f"share:{name}"].get_ydata()) == pytest.approx(rows["share"].tolist())
        assert list(lines[f"share:{name}"].get_xdata()) == pytest.approx(rows[CREDIBILITY].tolist())
    bands = {band.get_gid(): band for band in picture.figure.axes[0].collections if band.get_gid()}
    war = picture.data[picture.data["measure"] == "war"]
    reached = bands["interval:war"].get_paths()[0].vertices[:, 1]
    assert (reached.min(), reached.max()) == pytest.approx((war["low"].min(), war["high"].max()))


def test_a_title_tells_what_surely_changes_and_the_notes_all_three_with_their_intervals():
    picture = draw("deterrence")
    assert picture.title == (f"{RIGHT}, the greater the credibility of a US guarantee, the less war (30 % to 8 %)")
    caption = " ".join(picture.notes.split())
    assert "general deterrence +30.0 (" in caption and "war −22.5 (" in caption
    assert "98.3 % intervals, so that those of all 3 comparisons hold together with 95 %" in caption


def test_a_title_says_the_more_only_of_what_rises_or_falls_steadily():
    """War goes from 30 % to 8 %, but by way of 45 %: more credibility does not always mean less war."""
    there_and_back = (rows_of(0.3 * k, 100, 300 - war, war) for k, war in enumerate((120, 180, 30)))
    assert (
        titled(*there_and_back)
        == f"{RIGHT}, as credibility of a US guarantee grows from 0 to 0.6, war falls from 30 % to 8 %"
    )


def test_a_title_claims_no_change_that_the_worlds_do_not_show():
    title = titled(rows_of(0, 100, 250, 50), rows_of(1, 102, 248, 50))
    assert title.count(" changes by no more than ") == 3


def test_the_words_say_of_which_worlds_each_is_a_share():
    told = draw("deterrence").description
    assert "challenged, no war, of the worlds with a challenge: 65 %" in told
    assert "never challenged, of all worlds: 15 %" in told


def test_where_no_world_is_challenged_there_is_nothing_to_tell_of_immediate_deterrence():
    picture = drawn_from("deterrence", table(rows_of(0, 100, 250, 50), rows_of(0.5, 399, 1, 0), rows_of(1, 400, 0, 0)),
                         CREDIBILITY, SETTING)  # fmt: skip
    assert "immediate" not in picture.title
    (line,) = [line for line in picture.figure.axes[0].lines if line.get_gid() == "share:immediate_deterrence"]
    assert list(line.get_xdata()) == [0.0, 0.5]


def test_deterrence_that_never_fails_is_not_told_as_an_outcome_of_all_worlds():
    assert "immediate deterrence never fails" in titled(rows_of(0, 100, 300, 0), rows_of(1, 100, 300, 0))
    assert "immediate deterrence always fails" in titled(rows_of(0, 100, 0, 300), rows_of(1, 100, 0, 300))


def test_a_single_value_is_said_to_be_one():
    assert (
        titled(rows_of(0.5, 100, 250, 50)) == f"{RIGHT}, only one value of credibility of a US guarantee was run: 0.5"
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_lines_differ_in_colour_dashes_and_signs(theme):
    assert len({str(measure.dashes) for measure in MEASURES.values()}) == len(MEASURES)
    assert len({measure.marker for measure in MEASURES.values()}) == len(MEASURES)
    assert all(contrast(getattr(theme, measure.colour), theme.paper) >= 3 for measure in MEASURES.values())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda found: found.iloc[:0], "nothing is selected"),
        (lambda found: found.assign(**{CREDIBILITY: "high"}), "is not a number"),
        (lambda found: found.assign(measure="luck"), "unknown measure 'luck'"),
        (lambda found: pd.concat([found, found]), "more than once"),
        (lambda found: found.drop(columns="share"), "share"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_with_a_reason(spoil, message):
    with pytest.raises(InputError, match=message):
        drawn_from("deterrence", spoil(made_up()[0]), CREDIBILITY, SETTING)


@pytest.fixture(scope="module")
def study():
    """Worlds in which a guarantee is given at once, the more credible the later the cell."""
    plan = {CREDIBILITY: [0.0, 0.45, 0.9], "worldview": ["ratelle2025"], "policy": ["western_guarantee_at_once"]}
    return sweep(design.grid(plan), 400, workers=1)


def test_a_sweep_counts_immediate_deterrence_among_challenged_worlds_alone(study):
    found = deterred_in(study, CREDIBILITY)
    by = {name: found[found["measure"] == name].reset_index(drop=True) for name in MEASURES}
    counts = study.counts
    challenged = counts["worlds"] - counts["general_deterrence"]
    assert by["immediate_deterrence"]["worlds"].tolist() == challenged.tolist()
    assert by["immediate_deterrence"]["count"].tolist() == counts["immediate_deterrence"].tolist()
    assert by["general_deterrence"]["worlds"].tolist() == by["war"]["worlds"].tolist() == [400] * 3
    # A world with a war is no world in which a challenge passed; without a challenge war can come from Armenia alone.
    assert (by["war"]["count"] >= challenged - counts["immediate_deterrence"]).all()


def test_a_credible_guarantee_at_once_is_seen_to_deter_war(study):
    picture = picture_of_sweep(study, "deterrence", look=LOOK)
    assert picture.kind == "deterrence"
    # In 400 worlds a sixth see a war without credibility and half as many with most of it; far fewer are challenged at all.
    assert ", the less war (" in picture.title
    assert "and war falls from " in picture.notes
    assert "general deterrence rises from " in picture.notes
    assert "same random draws" in picture.notes


@pytest.mark.parametrize(
    "axes",
    [
        {"worldview": ["baseline", "araz2023"]},
        {CREDIBILITY: [0.1, 0.5], "worldview": ["baseline", "araz2023"]},
        {CREDIBILITY: [0.5]},
    ],
    ids=["words", "two axes", "nothing"],
)
def test_a_sweep_without_one_axis_of_numbers_is_told_which_to_run(axes):
    swept = sweep(design.grid(axes), 5, workers=1)
    with pytest.raises(
        InputError, match=r"along one number alone; this sweep varies .* Run one such as `python -m sim sweep"
    ):
        picture_of_sweep(swept, "deterrence", look=LOOK)


def test_a_study_that_does_not_count_deterrence_is_told_to_be_run_again(study):
    class Older:
        """A study of a version that did not count deterrence."""

        counts = study.counts.drop(columns="immediate_deterrence")
        columns = study.columns

    with pytest.raises(InputError, match=r"no column 'immediate_deterrence'. Run it again"):
        deterred_in(Older(), CREDIBILITY)
