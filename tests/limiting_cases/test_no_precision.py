"""At lambda 0 every open family of actions, and every open variant within it, is equally likely, whatever the
weights.

Set-up: the full model with the precision of all seven actors, and that of choices in which much is at stake, at 0;
half of the worlds start with an agreed text that both sides are bound to sign, so that the menus of talks, signature,
agreement and crisis all come up. Outside powers answer force by their types, not by weighing: their answers are no
such choice.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding
from sim.parameters.vocabulary import ACTORS, INTERESTS, ISSUES, POWERS, RIVALS

SIZE = 200
BY_TYPE = tuple(f"answer_{power}" for power in POWERS)
SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]
DECISIONS = {
    *(f"posture_{power}" for power in POWERS),
    *(
        f"{kind}_{rival}"
        for kind in ("move", "concede", "sign", "challenge", "carry_out", "answer")
        for rival in RIVALS
    ),
}
HALF = np.arange(SIZE) % 2 == 0


def indifferent(capture, **values):
    text = {f"mechanisms.bargaining.initial_offer.{issue}": np.where(HALF, 1.0, 0.2) for issue in ISSUES}
    precision = {f"actors.{actor}.precision": 0.0 for actor in ACTORS}
    precision["mechanisms.quantal_response.precision"] = 0.0
    model = NegotiationModel(
        worlds=SIZE, seed=4, values={**text, **precision, **values}, recorder=capture, collect=False,
        bindings=Bindings(SIGN, [HALF, HALF]),
    )  # fmt: skip
    for _ in range(8):
        model.step()
    return model


def uniform_over_families(choice):
    """The chances if families, and variants within them, are equally likely among what is open."""
    expected = np.zeros_like(choice.chances)
    families = sum(choice.available[rows].any(axis=0).astype(int) for rows in choice.menu.families)
    for rows in choice.menu.families:
        variants = np.maximum(choice.available[rows].sum(axis=0), 1)
        expected[rows] = choice.available[rows] / np.maximum(families, 1) / variants
    return expected


@pytest.mark.parametrize("dissimilarity", [0.1, 0.7, 1.0])
def test_at_lambda_zero_families_and_variants_are_equally_likely_whatever_the_weights(capture, dissimilarity):
    generator = np.random.default_rng(8)
    names = [f"actors.{actor}.weights.{interest}" for actor in ACTORS for interest in INTERESTS]
    weights = {name: generator.uniform(0, 3, SIZE) for name in names}
    indifferent(capture, **weights, **{"mechanisms.quantal_response.dissimilarity": dissimilarity})
    weighed = [choice for choice in capture.choices if choice.decision not in BY_TYPE]
    assert {choice.decision for choice in weighed} >= DECISIONS
    for choice in weighed:
        faced = choice.available.any(axis=0)  # in a finished world nothing is open
        assert faced.any()
        assert choice.chances[:, faced] == pytest.approx(uniform_over_families(choice)[:, faced]), choice.decision


def test_at_lambda_zero_what_is_chosen_is_as_frequent_as_the_menu_says(capture):
    """Frequencies of Turkey's families over 1,600 choices, within four standard errors."""
    indifferent(capture)
    postures = capture.of("posture_turkey")
    faced = np.concatenate([choice.available.any(axis=0) for choice in postures])
    chosen = np.concatenate([choice.chosen for choice in postures])[faced]
    expected = np.concatenate([choice.chances for choice in postures], axis=1)[:, faced].mean(axis=1)
    got = np.bincount(chosen, minlength=len(expected)) / len(chosen)
    assert np.abs(got - expected).max() < 4 * np.sqrt(0.25 / len(chosen))
