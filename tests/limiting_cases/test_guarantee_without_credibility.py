"""A guarantee without credibility changes nothing, draw for draw, save for its effect on signature.

Set-up: the full model, twice with the same draws: nothing is offered, or every component of a guarantee stands on
paper in full strength. Nobody believes in any of them: all credibilities are 0. What a guarantee on paper costs in
sovereignty (at signature, and in the welcome that mediators get) is switched off. What then differs is the paper
itself, and a record of words that were not kept: it moves nobody, since nobody believed in them.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding, load
from sim.parameters.vocabulary import POWERS

SIZE = 150
GUARANTEES = "mechanisms.guarantees"
UNBELIEVED = {
    **{f"{GUARANTEES}.credibility.{power}": 0.0 for power in POWERS},
    f"{GUARANTEES}.credibility.neutral_force": 0.0,
    f"{GUARANTEES}.credibility.legal_consequences": 0.0,
}
FREE_OF_CHARGE = {"actors.azerbaijan.sovereignty_cost": 0.0, "actors.azerbaijan.forum_shopping": 0.0}
PAPER = {
    **{f"{GUARANTEES}.initial.obligations.{power}": "obligations" for power in POWERS},
    f"{GUARANTEES}.initial.neutral_force": "neutral_force",
    f"{GUARANTEES}.initial.western_force": "western_force",
    f"{GUARANTEES}.initial.russian_force": "russian_force",
    f"{GUARANTEES}.initial.legal_consequences": "legal_consequences",
}
"""What stands on paper, and the quantity of the world in which it stands."""

AT_ONCE = f"{GUARANTEES}.at_once"
SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]
AT_THE_TABLE = {f"mechanisms.bargaining.initial_offer.{issue}": 0.2 for issue in ("border", "transport")}
TEXT_AGREED = {
    f"mechanisms.bargaining.initial_offer.{issue}": 1.0
    for issue in ("border", "transport", "constitution", "justice", "karabakh")
}


def history(on_paper, start, bindings, credible=0.0):
    believed = dict.fromkeys(UNBELIEVED, credible)
    values = {**believed, **FREE_OF_CHARGE, **start, **dict.fromkeys(PAPER, on_paper)}
    assert set(values) <= set(load().values)
    model = NegotiationModel(worlds=SIZE, seed=6, values=values, bindings=Bindings(bindings), collect=False)
    return model.run()


@pytest.mark.parametrize(
    ("start", "bindings"),
    [(AT_THE_TABLE, ()), ({**AT_THE_TABLE, AT_ONCE: True}, ()), (TEXT_AGREED, SIGN)],
    ids=["during talks", "in force at once", "after signature"],
)
def test_a_guarantee_in_which_nobody_believes_changes_nothing(start, bindings, snapshot, differences):
    without, paper = history(0.0, start, bindings), history(1.0, start, bindings)
    assert without.worlds.challenges.sum() > 0
    assert set(differences(snapshot(without), snapshot(paper))) <= {*PAPER.values(), "word_evidence"}
    for model in (without, paper):
        assert not model.look().outlook.beliefs.bound.any()


def test_the_same_guarantee_believed_in_changes_histories(snapshot, differences):
    without, believed = history(0.0, TEXT_AGREED, SIGN, 0.8), history(1.0, TEXT_AGREED, SIGN, 0.8)
    changed = set(differences(snapshot(without), snapshot(believed)))
    assert {"challenges", "belief_azerbaijan", "fear"} <= changed


def test_a_guarantee_on_paper_costs_sovereignty_at_signature(capture):
    """Baku signs less readily what brings foreigners in, believed or not."""
    paper = np.array([0.0, 1.0])
    model = NegotiationModel(
        worlds=2,
        index=np.array([0, 0]),
        values={**UNBELIEVED, **dict.fromkeys(PAPER, paper), "actors.azerbaijan.sovereignty_cost": 0.5},
        recorder=capture,
        collect=False,
    )
    view = model.look()
    view.noted(model.actor("azerbaijan").decide_signature(view))
    (choice,) = capture.of("sign_azerbaijan")
    assert choice.chance("sign")[1] < choice.chance("sign")[0]
