"""One battery over all seven actors: menus, terms, obstacles, draws, and reasons that add up."""

import numpy as np
import pytest

from sim.model.actors.all import ALL, OUTSIDE_POWERS
from sim.model.actors.menu import Menu
from sim.model.commitments import Bindings
from sim.model.mechanisms.quantal_response import probabilities
from sim.model.negotiation import NegotiationModel
from sim.model.world.draws import DECISIONS
from sim.parameters import Binding
from sim.parameters.actions import ACTIONS, CHOICES
from sim.parameters.vocabulary import ACTORS, INTERESTS, ISSUES, POWERS, RIVALS

SIZE = 120
UNLIKE = 0.7
KEYS = list(ALL)
ACTOR_CLASSES = [type(actor) for actor in ALL.values()]
HALF = np.arange(SIZE) % 2 == 0
SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]


def menus(cls) -> list[Menu]:
    """All menus of an actor."""
    return [value for owner in cls.__mro__ for value in vars(owner).values() if isinstance(value, Menu)]


def eventful(recorder=None):
    """Three years in which half of the worlds start with a text that is signed, and everybody errs a lot."""
    values = {f"mechanisms.bargaining.initial_offer.{issue}": np.where(HALF, 1.0, 0.3) for issue in ISSUES}
    values |= {f"actors.{actor}.precision": 2.0 for actor in ACTORS}
    values |= {"mechanisms.quantal_response.dissimilarity": UNLIKE, "mechanisms.quantal_response.precision": 2.0}
    values |= {f"mechanisms.crisis.hazard.{when}": 0.5 for when in ("talks", "signed", "revision")}
    bindings = Bindings(SIGN, [HALF, HALF])
    model = NegotiationModel(
        worlds=SIZE, seed=2, values=values, bindings=bindings, recorder=recorder, collect=False
    )  # fmt: skip
    for _ in range(12):
        model.step()


class Noting:
    """Stands where a recorder stands, and keeps of every decision: actor, menu, terms, name, number of worlds."""

    def __init__(self):
        self.seen = []

    def note(self, decision):
        terms = list(decision.reckon())
        self.seen.append((decision.actor, decision.menu, terms, decision.name, decision.view.size))

    def close_quarter(self, view):
        """Nothing to keep at the end of a quarter."""


@pytest.fixture(scope="module")
def decided():
    """Every decision of those years."""
    noting = Noting()
    eventful(noting)
    return noting.seen


def test_the_actors_are_those_of_the_vocabulary():
    assert set(KEYS) == set(ACTORS)
    assert tuple(power.key for power in OUTSIDE_POWERS) == POWERS
    assert all(cls.label for cls in ACTOR_CLASSES)


@pytest.mark.parametrize("cls", ACTOR_CLASSES, ids=KEYS)
def test_every_action_of_the_vocabulary_stands_in_a_menu_and_no_other(cls):
    offered = {name for menu in menus(cls) for name in menu.names}
    assert offered == set(ACTIONS[cls.key])


@pytest.mark.parametrize("cls", ACTOR_CLASSES, ids=KEYS)
def test_a_menu_names_each_action_once_in_one_family_with_words_for_a_sentence(cls):
    for menu in menus(cls):
        assert len(set(menu.names)) == len(menu)
        assert sorted(row for rows in menu.families for row in rows) == list(range(len(menu)))
        for action in menu.actions:
            assert action.words
            assert action.words == action.words.strip().rstrip(".")
            assert menu.names[menu.row[action.name]] == action.name


@pytest.mark.parametrize("key", KEYS)
def test_all_menus_of_an_actor_came_up(decided, key):
    """Otherwise the tests below would pass over them."""
    used = {id(menu) for actor, menu, *_ in decided if actor == key}
    cls = next(cls for cls in ACTOR_CLASSES if cls.key == key)
    assert used == {id(menu) for menu in menus(cls)}


@pytest.mark.parametrize("key", KEYS)
def test_every_term_names_an_action_of_the_menu_and_an_interest_and_a_reason(decided, key):
    for actor, menu, terms, decision, worlds in decided:
        if actor != key:
            continue
        for action, motive, value in terms:
            assert action in menu.row, (decision, action)
            assert motive.interest in INTERESTS, (decision, motive)
            assert motive.key.isidentifier(), (decision, motive)
            assert np.broadcast_shapes(np.shape(value), (worlds,)) == (worlds,), (decision, action, motive)
            assert np.isfinite(value).all(), (decision, action, motive)


@pytest.mark.parametrize("key", KEYS)
def test_no_reason_counts_twice_for_an_action(decided, key):
    for actor, _, terms, decision, _ in decided:
        if actor == key:
            reasons = [(action, motive.key) for action, motive, _ in terms]
            doubled = {pair for pair in reasons if reasons.count(pair) > 1}
            assert not doubled, (decision, doubled)


def test_the_recorded_reasons_add_up_to_what_was_chosen_from(capture):
    """The chances of every choice by logit, solved once more from the terms that an explanation would show."""
    eventful(capture)
    by_logit = [choice for choice in capture.choices if choice.precision is not None]
    assert {choice.actor for choice in by_logit} == set(ACTORS)
    for choice in by_logit:
        utility = np.zeros(choice.chances.shape)
        for action, motive, value in choice.terms:
            assert motive.interest in INTERESTS
            utility[choice.menu.row[action]] += value
        faced = choice.available.any(axis=0)
        solved = probabilities(
            utility[:, faced], choice.available[:, faced], choice.menu.families, choice.precision, UNLIKE
        )
        assert choice.chances[:, faced] == pytest.approx(solved, abs=1e-12), choice.decision


def test_a_power_acts_with_the_chance_of_its_interest_and_its_word(capture):
    """The answers of powers are no choices by logit: what speaks for acting is the very chance to act."""
    eventful(capture)
    answers = [choice for choice in capture.choices if choice.precision is None]
    assert {choice.actor for choice in answers} == set(POWERS)
    for choice in answers:
        reasons = {(action, motive.key): value for action, motive, value in choice.terms}
        will = reasons["punish", "interest"] + reasons["punish", "own_word"]
        acts = choice.chance("punish") + choice.chance("intervene")
        assert acts == pytest.approx(will, abs=1e-12), choice.actor


@pytest.mark.parametrize("key", KEYS)
def test_every_opening_is_an_array_of_yes_and_no_and_says_why_not(key):
    view = NegotiationModel(worlds=3, collect=False).look()
    for action in (action for menu in CHOICES[key] for action in menu):
        for opening in action.opens:
            assert opening.where(view).dtype == bool, action.name
            assert opening.where(view).shape == (3,), action.name
            assert opening.otherwise, action.name


def test_every_decision_has_its_own_address_for_draws(decided):
    posed = {}
    for actor, menu, _, decision, _ in decided:
        posed.setdefault(decision, set()).add((actor, id(menu)))
    assert set(posed) <= set(DECISIONS)
    assert all(len(who) == 1 for who in posed.values())


@pytest.mark.parametrize("signed", [False, True], ids=["talks", "signed"])
@pytest.mark.parametrize("key", KEYS)
def test_something_is_open_to_every_actor_in_talks_and_under_an_agreement(stage, key, signed):
    choice = stage(key, "move", {"calendar.discount": np.array([0.9, 0.95])}, signed=signed)
    assert choice.available.any(axis=0).all()
    assert choice.chances.sum(axis=0) == pytest.approx(1.0)


@pytest.mark.parametrize("key", RIVALS)
def test_the_rivals_moves_at_the_table_end_with_signature_and_those_of_the_agreement_begin(stage, key):
    values = {"calendar.discount": np.array([0.9, 0.95])}
    for signed in (False, True):
        choice = stage(key, "move", values, signed=signed)
        is_open = {name for name in choice.menu.names if choice.available[choice.menu.row[name]].all()}
        assert ("implement" in is_open) == signed
        assert ("hold" in is_open) != signed


@pytest.mark.parametrize("key", KEYS)
def test_more_precision_concentrates_choice_on_the_best_move(stage, key):
    """The chance of the best open move, at lambda 0, 8 and 1,000."""
    choice = stage(key, "move", {f"actors.{key}.precision": np.array([0.0, 8.0, 1_000.0])})
    sure = choice.chances[:, 2]
    best = int(sure.argmax())
    assert sure[best] == pytest.approx(1.0, abs=0.01)
    assert choice.chances[best, 0] <= choice.chances[best, 1] <= choice.chances[best, 2]


@pytest.mark.parametrize("decision", ["table", "sign", "challenge"])
@pytest.mark.parametrize("key", RIVALS)
def test_without_precision_what_is_settled_is_a_toss_up_and_with_much_the_best_is_sure(stage, key, decision):
    """At lambda 0 and 10,000; Armenia challenges under an agreement alone. In between, what is foreseen moves too."""
    signed = (key, decision) == ("armenia", "challenge")
    sharp = {"mechanisms.quantal_response.precision": np.array([0.0, 10_000.0])}
    choice = stage(key, decision, sharp, signed=signed)
    assert choice.chances[:, 0] == pytest.approx(1 / len(choice.menu))
    assert choice.chances[:, 1].max() == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("key", KEYS)
def test_an_actor_without_any_interest_chooses_blindly(stage, key):
    nothing = {f"actors.{key}.weights.{interest}": np.zeros(2) for interest in INTERESTS}
    choice = stage(key, "move", nothing)
    families = [rows for rows in choice.menu.families if choice.available[rows].any()]
    for rows in families:
        assert choice.chances[rows].sum(axis=0) == pytest.approx(1 / len(families))
