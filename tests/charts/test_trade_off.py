"""In the trade-off each policy stands at both of its largest regrets, and filled are those that none beats on both."""

import pandas as pd
import pytest
from matplotlib.colors import same_color

from sim.charts.catalogue import CHARTS
from sim.charts.theme import LIGHT
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, SETTING, draw
from tests.charts.test_regret import BOTH, POLICIES

FRONT = {"public_dialogue": 1.0, "legal_consequences": 0.99, "western_guarantee": 0.4}
TOGETHER = pd.DataFrame(
    {
        "policy": POLICIES,
        "front": [name in FRONT for name in POLICIES],
        "front_in": [FRONT.get(name, 0.0) for name in POLICIES],
    }
)


def made_up():
    """What the tests of all charts draw."""
    return BOTH[1], TOGETHER, (OTHER, SETTING)


def named(picture):
    lines = picture.figure.axes[0].lines
    return {
        line.get_gid().removeprefix("share:"): line for line in lines if (line.get_gid() or "").startswith("share:")
    }


def test_points_stand_at_both_regrets():
    found = named(draw("trade_off"))
    for name, line in found.items():
        rows = BOTH[1][BOTH[1]["policy"] == name].set_index("outcome")["largest_regret"]
        assert (line.get_xdata()[0], line.get_ydata()[0]) == pytest.approx((rows["ideal_peace"], rows["war"]))


def test_named_are_those_that_none_beats_and_no_policy():
    assert set(named(draw("trade_off"))) == {*FRONT, "none"}


def test_only_what_is_sure_is_filled_with_the_full_colour_and_told_in_the_title():
    picture = draw("trade_off")
    found = named(picture)
    assert same_color(found["public_dialogue"].get_markerfacecolor(), LIGHT.accent)
    assert same_color(found["western_guarantee"].get_markerfacecolor(), LIGHT.scale[1])
    assert same_color(found["none"].get_markerfacecolor(), LIGHT.paper)
    assert "none beats public dialogue or legal consequences on both ideal peace and war" in picture.title
    assert "1 more may be unbeaten too" in picture.title


def test_where_nothing_is_sure_the_title_says_so():
    unsure = TOGETHER.assign(front_in=0.5)
    assert "cannot tell" in CHARTS["trade_off"].draw(BOTH[1], unsure, SETTING, look=LOOK).title


def test_one_outcome_is_no_trade_off():
    with pytest.raises(InputError, match="between two outcomes"):
        CHARTS["trade_off"].draw(BOTH[1][BOTH[1]["outcome"] == "war"], TOGETHER, SETTING, look=LOOK)
