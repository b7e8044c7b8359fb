"""The crisis game with private types (Signorino 1999; Lewis and Schultz 2003)."""

import numpy as np
import pytest

from sim.model.mechanisms import crisis
from sim.model.mechanisms.tree import Node, play

MOVES, TYPES, ANSWERERS, WORLDS = 3, 5, 2, 200
"""All lengths differ, that of the moves with restraint too, so that no axis is taken for another."""
ATTACK = 2


def random_game(seed=1, worlds=WORLDS):
    """Payoffs at random: a small and a large threat, and an attack."""
    luck = np.random.default_rng(seed)

    def payoffs(types, low, high):
        return luck.uniform(low, high, (MOVES, types, worlds))

    def belief(types):
        drawn = luck.uniform(0.1, 1, (types, worlds))
        return drawn / drawn.sum(axis=0)

    return crisis.Game(
        threat=np.array([[True], [True], [False]]),
        restraint=luck.uniform(-0.05, 0.05, (TYPES, worlds)),
        yielded=payoffs(TYPES, 0.0, 0.3),
        stood_down=payoffs(TYPES, -0.1, 0.0),
        fought=payoffs(TYPES, -0.3, 0.2),
        target_yielded=payoffs(ANSWERERS, -0.3, -0.05),
        target_kept=payoffs(ANSWERERS, -0.04, 0.04),
        target_fought=payoffs(ANSWERERS, -0.5, -0.05),
        belief_in_challenger=belief(TYPES),
        belief_in_target=belief(ANSWERERS),
    )


def test_all_that_is_found_is_a_chance_and_moves_add_up_to_one():
    found = crisis.solve(random_game(), 30.0, 30.0, 2)
    for part in (found.fights, found.feared, found.yields, found.expected, found.chances):
        assert ((part >= 0) & (part <= 1)).all()
    assert found.chances.sum(axis=0) == pytest.approx(1.0)


def test_at_precision_zero_everything_is_a_coin_toss():
    found = crisis.solve(random_game(), 0.0, 0.0, 2)
    assert found.chances == pytest.approx(1 / (MOVES + 1))
    assert found.yields == pytest.approx(0.5)
    assert found.fights[:2] == pytest.approx(0.5)
    assert found.fights[2] == pytest.approx(1.0)


def test_a_target_yields_the_sooner_the_worse_a_fight_is_for_it():
    game = random_game()
    worse = crisis.solve(game._replace(target_fought=game.target_fought - 0.1), 30.0, 30.0, 1)
    assert (worse.yields >= crisis.solve(game, 30.0, 30.0, 1).yields - 1e-12).all()


def test_without_reading_a_target_yields_the_sooner_the_likelier_the_fight_is():
    """Who loses more by standing down fights sooner; to the target a fight is worse here than being left alone."""
    game = random_game()
    assert (game.target_fought < game.target_kept).all()
    likelier = crisis.solve(game._replace(stood_down=game.stood_down - 0.05), 10.0, 10.0, 1)
    before = crisis.solve(game, 10.0, 10.0, 1)
    assert (likelier.feared[:ATTACK] > before.feared[:ATTACK]).all()
    assert (likelier.yields[:ATTACK] > before.yields[:ATTACK]).all()
    assert np.array_equal(likelier.yields[ATTACK], before.yields[ATTACK])


def test_a_target_to_which_a_fight_is_better_than_being_left_alone_resists_the_sooner_the_likelier_it_is():
    game = random_game()
    game = game._replace(target_kept=game.target_fought - 0.1)
    likelier = crisis.solve(game._replace(stood_down=game.stood_down - 0.05), 10.0, 10.0, 1)
    assert (likelier.yields[:ATTACK] < crisis.solve(game, 10.0, 10.0, 1).yields[:ATTACK]).all()


def test_without_reading_a_dearer_war_makes_no_type_likelier_to_carry_out_its_threat():
    game = random_game()
    dearer = crisis.solve(game._replace(fought=game.fought - 0.1), 30.0, 30.0, 1)
    cheap = crisis.solve(game, 30.0, 30.0, 1)
    assert (dearer.fights <= cheap.fights + 1e-12).all()
    assert (dearer.feared <= cheap.feared + 1e-12).all()


def test_an_attack_that_no_type_would_make_is_feared_for_what_it_is():
    """At a high precision its chance underflows to nothing; whoever sees it all the same knows that it will be fought."""
    game = random_game()
    game = game._replace(yielded=game.yielded - 20.0, fought=game.fought - 20.0)
    found = crisis.solve(game, 128.0, 128.0, 3)
    assert (found.chances[1 + ATTACK] == 0.0).all()
    assert found.feared[ATTACK] == pytest.approx(1.0)


def test_in_the_first_round_nobody_reads_and_in_the_second_the_move_is_read_by_bayes():
    game = random_game()
    first, second = crisis.solve(game, 30.0, 30.0, 1), crisis.solve(game, 30.0, 30.0, 2)
    assert first.feared == pytest.approx((game.belief_in_challenger * first.fights).sum(axis=1))
    seen = game.belief_in_challenger * first.chances[1:]
    assert second.feared == pytest.approx((seen / seen.sum(axis=1, keepdims=True) * first.fights).sum(axis=1))


@pytest.mark.parametrize("rounds", [3, 4, 6])
def test_a_move_is_read_as_all_rounds_before_make_it_likely_the_later_the_more(rounds):
    """The first round counts once, the second twice, the third three times."""
    game = random_game()
    before = [number * crisis.solve(game, 10.0, 10.0, number).chances[1:] for number in range(1, rounds)]
    seen = game.belief_in_challenger * sum(before)
    found = crisis.solve(game, 10.0, 10.0, rounds)
    assert found.feared == pytest.approx((seen * found.fights).sum(axis=1) / seen.sum(axis=1))


def furthest(one, other):
    """The largest difference in each world between two solutions, in any of their parts."""
    parts = zip(one, other, strict=True)
    return np.max([np.abs(a - b).max(axis=tuple(range(a.ndim - 1))) for a, b in parts], axis=0)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_many_rounds_settle(seed):
    game = random_game(seed)
    change = furthest(crisis.solve(game, 20.0, 20.0, 200), crisis.solve(game, 20.0, 20.0, 400))
    assert change.max() < 0.01


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_the_precision_of_the_model_nine_random_games_in_ten_settle(seed):
    """Not all do: the sharper the choice, the slower are the games in which a little more fear turns the challenger."""
    game = random_game(seed)
    change = furthest(crisis.solve(game, 128.0, 128.0, 200), crisis.solve(game, 128.0, 128.0, 400))
    assert (change > 0.01).mean() < 0.1


def test_every_world_has_its_own_number_of_rounds():
    game = random_game()
    rounds = np.array([1, 2, 5])[np.arange(WORLDS) % 3]
    mixed = crisis.solve(game, 30.0, 30.0, rounds)
    for number in (1, 2, 5):
        alone = crisis.solve(game, 30.0, 30.0, number)
        for part, whole in zip(mixed, alone, strict=True):
            assert np.array_equal(part[..., rounds == number], whole[..., rounds == number])


def test_what_happens_in_one_world_does_not_depend_on_the_others():
    game, few = random_game(), 7
    part = crisis.Game(*(field[..., :few] if field.shape[-1] == WORLDS else field for field in game))
    whole, some = crisis.solve(game, 30.0, 30.0, 2), crisis.solve(part, 30.0, 30.0, 2)
    for one, other in zip(whole, some, strict=True):
        assert one[..., :few] == pytest.approx(other, abs=1e-12)


def test_whoever_knows_the_type_of_the_other_foresees_its_answer():
    game = random_game()
    sure = np.zeros_like(game.belief_in_target)
    sure[1] = 1.0
    found = crisis.solve(game._replace(belief_in_target=sure), 30.0, 30.0, 1)
    assert found.expected == pytest.approx(found.yields[:, 1])


def test_a_move_that_is_always_yielded_to_is_worth_what_yielding_gives():
    game = random_game()
    certain = crisis.solve(game._replace(target_yielded=game.target_yielded + 10.0), 30.0, 30.0, 2)
    assert certain.worth[1:] == pytest.approx(game.yielded)


def test_a_move_that_is_always_resisted_is_worth_the_fight_or_standing_down():
    game = random_game()
    refused = crisis.solve(game._replace(target_yielded=game.target_yielded - 10.0), 30.0, 30.0, 2)
    threat = refused.fights * game.fought + (1.0 - refused.fights) * game.stood_down
    assert refused.worth[1 : ATTACK + 1] == pytest.approx(threat[:ATTACK])
    assert refused.worth[ATTACK + 1] == pytest.approx(game.fought[ATTACK])


def grown(game, challenger, target):
    """The crisis as a tree, between one type of the challenger and one of the target."""

    def end(own, other, move):
        return {"challenger": own[move, challenger], "target": other[move, target]}

    moves = {"restrain": {"challenger": game.restraint[challenger], "target": 0.0}}
    for move in range(MOVES):
        fight = end(game.fought, game.target_fought, move)
        carry_out = Node("challenger", {"fight": fight, "stand_down": end(game.stood_down, game.target_kept, move)})
        resisted = carry_out if move < ATTACK else fight
        moves[move] = Node("target", {"yield": end(game.yielded, game.target_yielded, move), "resist": resisted})
    return Node("challenger", moves)


@pytest.mark.parametrize("rounds", [1, 2, 9])
@pytest.mark.parametrize(("challenger", "target"), [(0, 0), (TYPES - 1, 1)])
def test_where_types_are_known_the_crisis_is_the_game_of_complete_information(challenger, target, rounds):
    """There is nothing to read then, however many rounds are played."""
    game = random_game()
    known = game._replace(
        belief_in_challenger=np.eye(TYPES)[challenger][:, None] * np.ones(WORLDS),
        belief_in_target=np.eye(ANSWERERS)[target][:, None] * np.ones(WORLDS),
    )
    found = crisis.solve(known, 20.0, 40.0, rounds)
    played = play(grown(game, challenger, target), {"challenger": 20.0, "target": 40.0})
    assert found.chances[:, challenger] == pytest.approx(np.stack(list(played.chances.values())), abs=1e-9)
    for move in range(MOVES):
        answer = played.after[move]
        assert found.yields[move, target] == pytest.approx(answer.chances["yield"], abs=1e-9)
        assert found.worth[move + 1, challenger] == pytest.approx(answer.values["challenger"], abs=1e-9)
        if move < ATTACK:
            assert found.fights[move, challenger] == pytest.approx(answer.after["resist"].chances["fight"], abs=1e-9)


def test_a_threat_that_the_resolute_make_sooner_is_feared_more_when_it_is_read():
    """Types differ in the cost of war alone: the threat speaks for a cheap one (Fearon 1995)."""
    cost = np.linspace(0.0, 0.2, TYPES)[:, None]
    one = np.ones((1, TYPES, 1))
    other = np.ones((1, 1, 1))
    game = crisis.Game(
        np.array([[True]]), np.zeros((TYPES, 1)), 0.1 * one, -0.05 * one, 0.1 - cost[None],
        -0.1 * other, 0.0 * other, -0.3 * other, np.full((TYPES, 1), 1 / TYPES), np.ones((1, 1)),
    )  # fmt: skip
    unread, read = crisis.solve(game, 10.0, 10.0, 1), crisis.solve(game, 10.0, 10.0, 2)
    assert (np.diff(unread.chances[1, :, 0]) < 0).all()
    assert read.feared.item() > unread.feared.item()
    assert read.yields.item() > unread.yields.item()


def test_the_sharpest_choice_is_the_best_reply_and_does_not_overflow():
    game = random_game()
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        found = crisis.solve(game, 1e6, 1e6, 1)
    ranked = np.sort(found.worth, axis=0)
    clear = ranked[-1] - ranked[-2] > 1e-4
    best = found.worth.argmax(axis=0)[None]
    assert clear.mean() > 0.9
    assert np.take_along_axis(found.chances, best, axis=0)[0][clear] == pytest.approx(1.0)
