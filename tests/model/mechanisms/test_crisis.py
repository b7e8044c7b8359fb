"""The crisis game with private types (Signorino 1999; Lewis and Schultz 2003)."""

import numpy as np
import pytest

from sim.model.mechanisms import crisis

MOVES, TYPES, ANSWERERS, WORLDS = 3, 4, 3, 200


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
        restraint=np.zeros((TYPES, worlds)),
        yielded=payoffs(TYPES, 0.0, 0.3),
        stood_down=payoffs(TYPES, -0.1, 0.0),
        fought=payoffs(TYPES, -0.3, 0.2),
        target_yielded=payoffs(ANSWERERS, -0.3, -0.05),
        target_kept=np.zeros((MOVES, ANSWERERS, worlds)),
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


def test_without_reading_a_dearer_war_makes_no_type_likelier_to_carry_out_its_threat():
    game = random_game()
    dearer = crisis.solve(game._replace(fought=game.fought - 0.1), 30.0, 30.0, 1)
    cheap = crisis.solve(game, 30.0, 30.0, 1)
    assert (dearer.fights <= cheap.fights + 1e-12).all()
    assert (dearer.feared <= cheap.feared + 1e-12).all()


def test_in_the_first_round_nobody_reads_and_in_the_second_the_move_is_read_by_bayes():
    game = random_game()
    first, second = crisis.solve(game, 30.0, 30.0, 1), crisis.solve(game, 30.0, 30.0, 2)
    assert first.feared == pytest.approx((game.belief_in_challenger * first.fights).sum(axis=1))
    seen = game.belief_in_challenger * first.chances[1:]
    assert second.feared == pytest.approx((seen / seen.sum(axis=1, keepdims=True) * first.fights).sum(axis=1))


def test_many_rounds_settle():
    game = random_game()
    some, more = crisis.solve(game, 10.0, 10.0, 200), crisis.solve(game, 10.0, 10.0, 400)
    assert np.abs(some.chances - more.chances).max() < 0.01


def test_every_world_has_its_own_number_of_rounds():
    game = random_game()
    rounds = np.where(np.arange(WORLDS) % 2, 1, 5)
    mixed = crisis.solve(game, 30.0, 30.0, rounds)
    for number in (1, 5):
        alone = crisis.solve(game, 30.0, 30.0, number)
        assert np.array_equal(mixed.chances[..., rounds == number], alone.chances[..., rounds == number])


def test_what_happens_in_one_world_does_not_depend_on_the_others():
    game, few = random_game(), 7
    part = crisis.Game(*(field[..., :few] if field.shape[-1] == WORLDS else field for field in game))
    whole, some = crisis.solve(game, 30.0, 30.0, 2), crisis.solve(part, 30.0, 30.0, 2)
    assert whole.chances[..., :few] == pytest.approx(some.chances, abs=1e-12)


def test_whoever_knows_the_type_of_the_other_foresees_its_answer():
    game = random_game()
    sure = np.zeros_like(game.belief_in_target)
    sure[1] = 1.0
    found = crisis.solve(game._replace(belief_in_target=sure), 30.0, 30.0, 1)
    assert found.expected == pytest.approx(found.yields[:, 1])


def test_an_attack_that_is_always_yielded_to_is_worth_what_yielding_gives():
    game = random_game()
    certain = crisis.solve(game._replace(target_yielded=game.target_yielded + 10.0), 30.0, 30.0, 2)
    assert certain.worth[1:] == pytest.approx(game.yielded)
