"""Competing risks are drawn where the table says, each with its band, and war alike on both clocks."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVER_SIGNED,
    EVER_WAR,
    FAILED,
    HELD,
    RELAPSED,
    SIGNED,
    SINCE,
    START,
    WAR_FIRST,
)
from sim.charts.catalogue import CHARTS
from sim.common.errors import InputError
from sim.studies.shares.intervals import wilson
from tests.charts.conftest import LOOK, SETTING, draw

ENDS = {
    START: {SIGNED: 0.56, WAR_FIRST: 0.3, EVER_SIGNED: 0.7},
    SINCE: {FAILED: 0.34, RELAPSED: 0.41, ENDED_BY_WAR: 0.06, HELD: 0.19, EVER_WAR: 0.2},
}


def table(ends=ENDS, quarters=40, worlds=400):
    """Risks that rise evenly to some share of 400 worlds."""
    parts = []
    for clock, events in ends.items():
        for event, end in events.items():
            share = np.round(np.linspace(0, end, quarters) * worlds) / worlds
            low, high = wilson(share * worlds, worlds)
            bounds = {"share": share, "low": low, "high": high}
            parts.append(pd.DataFrame({"clock": clock, "event": event, "quarter": np.arange(quarters), **bounds}))
    return pd.concat(parts, ignore_index=True)


def made_up():
    """What the tests of all charts draw."""
    return table(), SETTING, "2025-04-01"


def lines(picture):
    return {line.get_gid(): line for axes in picture.figure.axes for line in axes.lines if line.get_gid()}


def test_curves_end_where_the_table_says():
    found = lines(draw("risks"))
    ends = {f"share:{clock}/{event}": end for clock, events in ENDS.items() for event, end in events.items()}
    assert {name: line.get_ydata()[-1] for name, line in found.items()} == pytest.approx(
        {name: ends[name] for name in found}
    )
    assert len(found) == 6


def test_what_excludes_nothing_is_not_drawn_beside_what_comes_first():
    drawn = {name.rpartition("/")[2] for name in lines(draw("risks"))}
    assert not drawn & {HELD, EVER_WAR}


def test_war_has_the_same_colour_and_dashes_on_both_clocks():
    found = lines(draw("risks"))
    pens = [(line.get_color(), line.get_linestyle()) for name, line in found.items() if "war" in name]
    assert len(pens) == 2
    assert pens[0] == pens[1]


def test_curves_of_a_clock_differ_without_colour():
    found = lines(draw("risks"))
    for clock in (START, SINCE):
        # Matplotlib tells dashes in no public way.
        dashes = [str(line._unscaled_dash_pattern) for name, line in found.items() if f":{clock}/" in name]
        assert len(set(dashes)) == len(dashes) == 3


def test_all_signatures_have_no_line_of_their_own_where_hardly_any_comes_after_a_war():
    same = {START: {SIGNED: 0.56, WAR_FIRST: 0.3, EVER_SIGNED: 0.564}}
    picture = CHARTS["risks"].draw(table(same), SETTING, look=LOOK)
    assert [name for name in lines(picture) if EVER_SIGNED in name] == []


def test_without_an_agreement_there_is_one_panel():
    picture = CHARTS["risks"].draw(table({START: ENDS[START]}), SETTING, look=LOOK)
    assert len(picture.figure.axes) == 1


def test_a_table_without_events_is_refused():
    with pytest.raises(InputError, match="nothing is selected"):
        CHARTS["risks"].draw(table().iloc[:0], SETTING, look=LOOK)
