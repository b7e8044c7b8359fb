"""Bindings: choices that are fixed instead of drawn."""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED, TALKS
from sim.parameters import Binding
from sim.parameters.actions import ACTIONS, choices_of
from sim.parameters.conditions import CONDITIONS
from sim.parameters.vocabulary import ACTORS

SIZE = 60
QUARTERS = 6


def walked(capture, *bindings, where=None, worlds=SIZE, quarters=QUARTERS, values=None):
    """A model under some bindings after a few quarters; every choice is in the capture."""
    model = NegotiationModel(
        worlds=worlds,
        seed=3,
        bindings=Bindings(bindings, where),
        values=values,
        recorder=capture,
        collect=False,
    )
    for _ in range(quarters):
        model.step()
    return model


def test_an_actor_bound_always_takes_that_action_wherever_it_is_open(capture):
    walked(capture, Binding("russia", "back_armenia", "always"))
    for choice in capture.of("posture_russia"):
        assert (choice.chance("back_armenia") == 1.0).all()
        assert choice.took("back_armenia").all()


def test_an_actor_bound_never_leaves_that_action_alone_and_keeps_its_other_choices(capture):
    walked(capture, Binding("russia", "back_armenia", "never"))
    for choice in capture.of("posture_russia"):
        assert not choice.chance("back_armenia").any()
        assert (choice.chances > 0).sum(axis=0).min() > 1


def test_nobody_else_is_bound(capture):
    free, bound = capture, type(capture)()
    walked(free, quarters=1)
    walked(bound, Binding("russia", "back_armenia", "always"), quarters=1)
    for actor in ("turkey", "iran", "european_union", "united_states"):
        (one,), (other,) = free.of(f"posture_{actor}"), bound.of(f"posture_{actor}")
        assert np.array_equal(one.chances, other.chances)


def test_nobody_can_be_bound_to_the_impossible(capture):
    """Without an agreement there is none to carry out: the choice is as free as before."""
    free, bound = capture, type(capture)()
    walked(free, quarters=1)
    walked(bound, Binding("armenia", "implement", "always"), quarters=1)
    (one,), (other,) = free.of("move_armenia"), bound.of("move_armenia")
    assert not other.available[other.menu.row["implement"]].any()
    assert np.array_equal(one.chances, other.chances)


def test_a_binding_to_an_action_that_is_open_only_in_some_worlds_binds_there(capture):
    consent = np.where(np.arange(SIZE) % 2 == 0, 0.0, 1.0)
    values = {"mechanisms.guarantees.consent_threshold": consent, "mechanisms.spoilers.initial_endorsement.russia": 0.5}
    values["mechanisms.mediation.initial.western_lead"] = 1.0
    values["mechanisms.spoilers.lead_weight"] = 1.0
    walked(capture, Binding("united_states", "back_neutral_force", "always"), values=values, quarters=1)
    (choice,) = capture.of("posture_united_states")
    open_here = choice.available[choice.menu.row["back_neutral_force"]]
    assert choice.took("back_neutral_force").tolist() == open_here.tolist()
    assert open_here.any()


def test_a_ban_that_would_leave_nothing_to_do_is_not_kept(capture):
    menu = ("stand_aside", "deter_corridor", "spoil", "endorse")
    walked(capture, *(Binding("iran", action, "never") for action in menu), quarters=1)
    (choice,) = capture.of("posture_iran")
    assert choice.chances.sum(axis=0) == pytest.approx(1.0)
    assert choice.took(menu[0]).all(), "of contradicting bindings the later ones hold"


@pytest.mark.parametrize(
    ("first", "end", "quarters"),
    [(0, None, {0, 1, 2, 3, 4, 5}), (2, None, {2, 3, 4, 5}), (0, 3, {0, 1, 2}), (1, 4, {1, 2, 3}), (20, None, set())],
)
def test_a_binding_holds_from_its_first_quarter_until_its_last(capture, first, end, quarters):
    walked(capture, Binding("russia", "endorse", "always", from_quarter=first, until_quarter=end))
    bound = {c.quarter for c in capture.of("posture_russia") if (c.chance("endorse") == 1.0).all()}
    assert bound == quarters


def test_a_commitment_is_kept_with_its_probability(capture):
    walked(capture, Binding("russia", "endorse", "always", kept=0.7), worlds=4_000, quarters=2)
    for choice in capture.of("posture_russia"):
        assert (choice.chance("endorse") == 1.0).mean() == pytest.approx(0.7, abs=0.03)


@pytest.mark.parametrize(("kept", "bound"), [(0.0, False), (1.0, True)])
def test_a_commitment_kept_never_or_for_sure(capture, kept, bound):
    walked(capture, Binding("russia", "endorse", "always", kept=kept))
    for choice in capture.of("posture_russia"):
        assert ((choice.chance("endorse") == 1.0) == bound).all()


def test_the_luck_of_one_commitment_is_independent_of_another(capture):
    walked(
        capture,
        Binding("russia", "endorse", "always", kept=0.5),
        Binding("iran", "endorse", "always", kept=0.5),
        worlds=4_000,
        quarters=1,
    )
    (russia,), (iran,) = capture.of("posture_russia"), capture.of("posture_iran")
    kept = [choice.chance("endorse") == 1.0 for choice in (russia, iran)]
    assert (kept[0] & kept[1]).mean() == pytest.approx(0.25, abs=0.03)


def test_bindings_may_differ_between_the_worlds_of_a_block(capture):
    here = np.arange(SIZE) < SIZE // 3
    walked(capture, Binding("russia", "endorse", "always"), where=[here])
    for choice in capture.of("posture_russia"):
        assert np.array_equal(choice.chance("endorse") == 1.0, here[choice.index])


def test_bindings_of_a_block_equal_separate_runs(snapshot, differences, capture):
    binding = Binding("russia", "spoil", "always", kept=0.5)
    here = np.arange(SIZE) % 2 == 0
    mixed = walked(capture, binding, where=[here])
    bound, free = walked(capture, binding), walked(capture)
    assert not differences(snapshot(mixed, here), snapshot(bound, here))
    assert not differences(snapshot(mixed, ~here), snapshot(free, ~here))


HALF = np.array([False, True])
STATES = {
    "coercion_last_quarter": {"coerced_last_quarter": HALF},
    "attack_last_quarter": {"attacked_last_quarter": HALF},
    "siege_on": {"siege": HALF * 0.4},
    "talks_stalled": {"progress": np.where(HALF, -0.2, 0.9)},
    "talks": {"phase": np.where(HALF, TALKS, SIGNED)},
    "text_agreed": {"agreed": HALF},
    "signed": {"phase": np.where(HALF, SIGNED, TALKS)},
    "suspended": {"suspended": HALF},
    "prisoners_held": {"prisoners": HALF * 0.5},
    "guarantee_demanded": {"guarantee_demand": HALF * 0.5},
    "government_weak": {"legitimacy_armenia": np.where(HALF, 0.0, 1.0)},
    "mediator_refused": {"refused": HALF},
}
"""For each condition: a state in which it holds in the second of two worlds and not in the first."""


def test_every_condition_has_a_state_to_be_tried_in():
    assert set(STATES) | {"always"} == set(CONDITIONS)


@pytest.mark.parametrize("condition", sorted(STATES))
def test_a_conditional_binding_holds_where_its_condition_is_met(capture, condition):
    model = walked(capture, Binding("russia", "endorse", "when", condition), worlds=2, quarters=0)
    model.worlds.set(progress=0.9, agreed=False, prisoners=0.0)
    model.worlds.set(**STATES[condition])
    view = model.look()
    view.noted(model.actor("russia").move(view, "posture_russia"))
    (choice,) = capture.of("posture_russia")
    assert (choice.chance("endorse") == 1.0).tolist() == [False, True]


def test_a_binding_under_several_conditions_needs_them_all(capture):
    model = walked(capture, Binding("russia", "endorse", "when", ["suspended", "siege_on"]), worlds=4, quarters=0)
    model.worlds.set(suspended=np.array([False, True, False, True]), siege=np.array([0.0, 0.0, 0.5, 0.5]))
    view = model.look()
    view.noted(model.actor("russia").move(view, "posture_russia"))
    (choice,) = capture.of("posture_russia")
    assert (choice.chance("endorse") == 1.0).tolist() == [False, False, False, True]


def test_answers_and_signatures_can_be_bound_like_moves(capture):
    walked(
        capture,
        Binding("azerbaijan", "attack", "always"),
        Binding("armenia", "yield", "always"),
        Binding("united_states", "punish", "always"),
        quarters=1,
    )
    assert all(choice.took("yield").all() for choice in capture.of("answer_armenia"))
    assert all(choice.took("punish").all() for choice in capture.of("answer_united_states"))
    assert capture.of("answer_armenia")
    assert capture.of("answer_united_states")


PUNISH = {"actor": "united_states", "action": "punish", "rule": "when", "condition": "coercion_last_quarter"}


def feared(capture, credibility=0.5, **details):
    """Azerbaijan's belief after one quarter that the United States acts on an attack."""
    values = {"mechanisms.guarantees.credibility.united_states": credibility}
    model = walked(capture, Binding(**PUNISH, **details), values=values, quarters=1)
    model.look()
    return model.outlook.beliefs.will_azerbaijan[-1]


def test_an_announced_commitment_to_answer_is_feared_and_a_secret_one_is_not(capture):
    secret, announced = feared(capture), feared(capture, announced=True)
    assert (announced > secret).all()
    assert secret == pytest.approx(feared(capture, announced=True, from_quarter=30))


def test_an_announcement_weighs_as_much_as_it_is_kept_and_believed(capture):
    half, whole = feared(capture, announced=True, kept=0.5), feared(capture, announced=True)
    assert (half < whole).all()
    assert feared(capture, credibility=0.0, announced=True) == pytest.approx(feared(capture, credibility=0.0))


@pytest.mark.parametrize(
    "binding",
    [
        Binding("united_states", "punish", "never", announced=True),
        Binding("united_states", "mediate", "always", announced=True),
        Binding("armenia", "resist", "always", announced=True),
    ],
    ids=["a ban", "a posture", "a rival"],
)
def test_only_a_power_that_will_answer_a_challenge_announces_a_commitment(capture, binding):
    assert not walked(capture, binding, quarters=1).worlds.announced.any()


def test_an_announcement_reaches_the_worlds_that_the_binding_reaches(capture):
    here = np.arange(SIZE) < 10
    model = walked(capture, Binding(**PUNISH, announced=True), where=[here], quarters=1)
    assert (model.worlds.announced[-1] > 0).tolist() == here.tolist()


def test_a_policy_brings_its_bindings_into_the_model(capture):
    model = NegotiationModel(worlds=5, seed=1, recorder=capture, collect=False)
    bound = model.parameters.replace(bindings=[Binding("iran", "spoil", "always")])
    NegotiationModel(bound, worlds=5, seed=1, recorder=capture, collect=False).step()
    (choice,) = capture.of("posture_iran")
    assert choice.took("spoil").all()


ATTACK = Binding("azerbaijan", "attack", "always")
FIGHT = Binding("armenia", "resist", "always")


YEAR = 4


def causes_of_first_wars(*bindings, quarters=1):
    """Causes of the first wars of some quarters, one per world at war."""
    model = NegotiationModel("araz2023", worlds=400, seed=3, bindings=Bindings(bindings), collect=False)
    for _ in range(quarters):
        model.step()
    return [WAR_CAUSES[cause] for cause in model.worlds.war_cause if cause >= 0]


def test_an_attack_that_was_fixed_is_not_explained_as_if_it_had_been_chosen():
    assert causes_of_first_wars(ATTACK, FIGHT) == ["bound_attack"] * 400
    free = causes_of_first_wars(FIGHT, quarters=YEAR)
    assert free
    assert "bound_attack" not in free


def test_an_attack_is_fixed_too_where_everything_else_is_forbidden():
    others = [Binding("azerbaijan", action, "never") for action in ACTIONS["azerbaijan"] if action != "attack"]
    assert set(causes_of_first_wars(*others, FIGHT)) == {"bound_attack"}


def test_an_attack_that_was_chosen_where_a_commitment_was_not_kept_has_its_own_cause():
    mixed = set(causes_of_first_wars(Binding("azerbaijan", "attack", "always", kept=0.1), FIGHT, quarters=YEAR))
    assert "bound_attack" in mixed
    assert mixed - {"bound_attack"}


class Offered(dict):
    """Stands where a recorder stands: for each actor, the menus that were put to it and what was open in them."""

    def note(self, decision) -> None:
        open_in = self.setdefault(decision.actor, {}).setdefault(decision.menu.names, set())
        open_in.update(map(tuple, np.unique(decision.available, axis=1).T.tolist()))

    def close_quarter(self, view) -> None:
        """Nothing to write at the end of a quarter."""


@pytest.fixture(scope="module")
def offered():
    """What is open to each actor in many worlds, in which everybody does everything sooner or later."""
    # Armenia hardly ever demands a revision by itself; and actors that err do everything sooner or later.
    demands = Binding("armenia", "demand_revision", "always", kept=0.1)
    blurred = {f"actors.{name}.precision": 8.0 for name in ACTORS}
    found = Offered()
    walked(found, demands, worlds=2_000, quarters=25, values=blurred)
    return found


@pytest.mark.parametrize("actor", ACTORS)
def test_the_choices_that_contradictions_are_looked_for_in_are_those_of_the_menus(offered, actor):
    """Every action is open in some choice that is really put, and no real choice reaches beyond a listed one."""
    listed = [set(choice) for choice in choices_of(actor)]
    found = [set() for _ in listed]
    assert set(ACTIONS[actor]) == {name for names in offered[actor] for name in names}
    for menu, patterns in offered[actor].items():
        for pattern in patterns:
            free = {name for name, is_open in zip(menu, pattern, strict=True) if is_open}
            fitting = [place for place, names in enumerate(listed) if free <= names]
            assert fitting, free
            for place in fitting:
                found[place] |= free
    assert found == listed
