"""The colours of the outcomes are told apart by everybody, and on a grey print."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from sim.charts.picture import style
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_HATCHES
from sim.parameters.vocabulary import OUTCOMES

# Vision without long- or middle-wave cones, on linear RGB (Vienot, Brettel and Mollon 1999).
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "deuteranopia": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = XYZ.sum(axis=1)
CLEARLY_DIFFERENT, LIGHTER_OR_DARKER = 20, 7


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = np.maximum(XYZ @ rgb, 0) / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


PAIRS = list(combinations(OUTCOMES, 2))


def test_a_sign_of_money_in_a_label_is_no_formula():
    with style():
        figure = Figure()
        label = figure.text(0.5, 0.5, r"If peace for $5_ and $\frac is right")
        figure.draw_without_rendering()
        assert label.get_parse_math() is False
        assert label.get_window_extent().width > 0


def test_every_outcome_has_its_own_colour_and_a_hatching():
    assert set(OUTCOME_COLOURS) == set(OUTCOME_HATCHES) == set(OUTCOMES)
    assert len(set(OUTCOME_COLOURS.values())) == len(OUTCOMES)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_two_outcomes_look_clearly_different(pair, deficiency):
    seen = [lab(np.clip(DEFICIENCIES[deficiency] @ linear(OUTCOME_COLOURS[name]), 0, 1)) for name in pair]
    if OUTCOME_HATCHES[pair[0]] == OUTCOME_HATCHES[pair[1]] or deficiency == "none":
        assert np.linalg.norm(seen[0] - seen[1]) > CLEARLY_DIFFERENT
    else:
        assert np.linalg.norm(seen[0] - seen[1]) > CLEARLY_DIFFERENT / 2


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_on_a_grey_print_two_outcomes_differ_in_lightness_and_in_hatching_or_greatly_in_lightness(pair):
    lightness = [lab(linear(OUTCOME_COLOURS[name]))[0] for name in pair]
    same_hatching = OUTCOME_HATCHES[pair[0]] == OUTCOME_HATCHES[pair[1]]
    least = CLEARLY_DIFFERENT if same_hatching else LIGHTER_OR_DARKER
    assert abs(lightness[0] - lightness[1]) > least
