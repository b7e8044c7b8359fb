"""The quarter's game agrees with the logit equilibrium that Gambit computes for the same game, to six digits.

The games stand in `gambit.json`, made by `make_gambit_fixture.py`: the engine's own payoffs in worlds drawn at
random, and Gambit's equilibria. The payoffs of a game are put in the place of the engine's, so that the fixture stays
valid when payoff rules are revised; everything else is the engine: forecast, terms, bindings, choice at either node.

Set-up: a block with one world per game; interests weighted 1 for territory and 0 otherwise; dissimilarity 1; bindings
close all moves of Azerbaijan but holding and the two moves of the game, so that each family has one variant; both
rivals have the precision of the game.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.model.actors import crisis_game
from sim.model.actors.motives import Motive
from sim.model.commitments import Bindings
from sim.model.mechanisms.deterrence import Response
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding
from sim.parameters.vocabulary import INTERESTS

PAYOFF = Motive("payoff", "territory", "what the game pays")
GAMES = json.loads(Path(__file__).with_name("gambit.json").read_text(encoding="utf-8"))["games"]
MOVES = sorted({tuple(game["moves"]) for game in GAMES})
OTHERS = ("concede", "release_prisoners", "refuse_mediator", "raise_demand", "disinformation")
SIX_DIGITS = 1e-6


def column(games, move, key):
    """One entry of all games, with the games on the last axis."""
    return np.moveaxis(np.array([game["moves"][move][key] for game in games]), 0, -1)


def staged(games, moves, capture, monkeypatch):
    """A model whose crisis game has the payoffs and beliefs of these games, one world each."""
    closed = [*OTHERS, *(move for move in crisis_game.BELOW_WAR if move not in moves)]
    weights = {f"actors.{r}.weights.{i}": float(i == "territory") for r in ("armenia", "azerbaijan") for i in INTERESTS}
    precision = np.array([game["precision"] for game in games])
    model = NegotiationModel(
        worlds=len(games),
        values={
            **weights,
            "actors.armenia.precision": precision,
            "actors.azerbaijan.precision": precision,
            "mechanisms.quantal_response.dissimilarity": 1.0,
        },
        bindings=Bindings([Binding("azerbaijan", action, "never") for action in closed]),
        recorder=capture,
        collect=False,
    )
    for name, key in (("challenger_payoffs", "challenger"), ("target_payoffs", "target")):
        given = {move: [(PAYOFF, column(games, move, key))] for move in moves}
        monkeypatch.setattr(crisis_game, name, lambda move, *rest, given=given: given.get(move, []))
    model.look()
    for move in moves:
        _, punish, intervene = column(games, move, "response")
        model.outlook.beliefs.response[move] = model.outlook.beliefs.hope[move] = Response(
            punish, intervene, 0.0 * punish
        )
    model.outlook.table.at_risk = np.ones(len(games))
    return model


@pytest.mark.parametrize("moves", MOVES, ids="-".join)
def test_the_quarters_game_is_solved_as_gambit_solves_it(moves, capture, monkeypatch):
    games = [game for game in GAMES if tuple(game["moves"]) == moves]
    model = staged(games, moves, capture, monkeypatch)
    foreseen = {move: crisis_game.foreseen(move, model.view)[0] for move in moves}
    monkeypatch.setattr(crisis_game, "foreseen", _silent_elsewhere(crisis_game.foreseen, moves, len(games)))
    for decision in model.actor("azerbaijan").moves(model.view):
        model.view.noted(decision)
    (choice,) = capture.of("move_azerbaijan")
    names = {"restrain": "hold", **dict.fromkeys(moves)}
    for name, action in names.items():
        solved = [game["chances"][name] for game in games]
        assert choice.chance(action or name) == pytest.approx(solved, rel=SIX_DIGITS)
    for move in moves:
        solved = [game["to_yield"][move] for game in games]
        assert foreseen[move] == pytest.approx(solved, rel=SIX_DIGITS)
        model.view.noted(model.actor("armenia").answer(model.view, move))
        assert capture.of("answer_armenia")[-1].chance("yield") == pytest.approx(solved, rel=SIX_DIGITS)


def _silent_elsewhere(foreseen, moves, size):
    """The engine's forecast for the moves of the game; moves that are closed have no payoffs to foresee."""

    def forecast(move, *rest):
        return foreseen(move, *rest) if move in moves else (np.zeros(size), np.zeros((3, size)))

    return forecast


def test_the_games_are_worth_solving():
    """Chances well inside their range, guarantors who matter, and different precisions."""
    chances = np.array([list(game["chances"].values()) for game in GAMES])
    assert chances.sum(axis=1) == pytest.approx(1.0)
    assert (chances > 1e-4).all()
    assert len({round(game["precision"], 3) for game in GAMES}) == len(GAMES)
    acting = np.array([game["moves"]["attack"]["response"][1:] for game in GAMES])
    assert (acting > 0.01).all()


def test_in_its_own_worlds_the_engine_plays_the_logit_equilibrium_of_its_own_payoffs(capture):
    """Backward induction written out once more, with the payoffs as they are: one attack, answered or not."""
    closed = (*OTHERS, *crisis_game.BELOW_WAR)
    model = NegotiationModel(
        worlds=300,
        values={"mechanisms.quantal_response.dissimilarity": 1.0},
        bindings=Bindings([Binding("azerbaijan", action, "never") for action in closed]),
        recorder=capture,
        collect=False,
    )
    for _ in range(6):
        model.step()
    view = model.look()
    for decision in model.actor("azerbaijan").moves(view):
        view.noted(decision)
    faced = view.outlook.talks & view.worlds.active
    choice = next(c for c in reversed(capture.of("move_azerbaijan")) if np.array_equal(c.index, np.flatnonzero(faced)))
    punish, intervene = view.outlook.beliefs.response["attack"][:2]
    response = np.stack([1 - punish - intervene, punish, intervene])

    def worth(payoffs, weights):
        spread = [np.broadcast_to(getattr(weights, motive.interest) * part, (2, 3, 300)) for motive, part in payoffs]
        return (sum(spread) * response).sum(axis=1)

    rivals = model.values.actors
    target = worth(crisis_game.target_payoffs("attack", view), rivals.armenia.weights)
    to_yield = 1 / (1 + np.exp(rivals.armenia.precision * (target[1] - target[0])))
    to_yield = np.where(crisis_game.may_yield(view), to_yield, 0.0)
    attacker = worth(crisis_game.challenger_payoffs("attack", view), rivals.azerbaijan.weights)
    attack = to_yield * attacker[0] + (1 - to_yield) * attacker[1]
    expected = 1 / (1 + np.exp(-rivals.azerbaijan.precision * attack))
    assert faced.sum() > 100
    assert choice.chance("attack") == pytest.approx(expected[faced], rel=SIX_DIGITS)
