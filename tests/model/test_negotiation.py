"""The model: the calendar, finished worlds, Mesa's tools, and what it refuses."""

import numpy as np
import pytest

from sim.common.errors import InputError
from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.phases.calendar import CALENDAR
from sim.model.world.state import FIELDS, WAR, Worlds
from sim.parameters import Binding, load
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.study import simulate

SHORT = {"calendar.horizon": 6}
FIGHT = (Binding("azerbaijan", "attack", "always", kept=0.2), Binding("armenia", "resist", "always"))


def test_the_calendar_of_a_quarter_is_in_the_order_of_the_charter(capsys):
    for phase in CALENDAR:
        print(f"{phase.name}: {phase.words}")  # noqa: T201
    printed = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert printed == ["conditions", "postures", "challenge", "armenia", "talks", "agreement", "slow"]


def test_the_calendar_is_what_is_walked(monkeypatch):
    walked = []
    noted = tuple(phase._replace(run=lambda view, name=phase.name: walked.append(name)) for phase in CALENDAR)
    monkeypatch.setattr("sim.model.walk.CALENDAR", noted)
    NegotiationModel(worlds=2, collect=False).step()
    assert walked == [phase.name for phase in CALENDAR]


def test_a_finished_world_stays_as_it_is(snapshot, differences):
    model = NegotiationModel(worlds=60, seed=2, bindings=Bindings(FIGHT), collect=False)
    ended = {}
    while model.running:
        model.step()
        for place in np.flatnonzero(model.worlds.phase == WAR):
            now = snapshot(model, np.array([place]))
            before = ended.setdefault(int(place), now)
            assert not differences(before, now)
    assert 30 < len(ended) <= 60


def test_each_world_ends_in_one_outcome():
    table = NegotiationModel(worlds=300, seed=1, collect=False).run().table()
    assert table["outcome"].isin(OUTCOMES).all()
    assert len(table) == 300


def test_wars_are_dated_and_explained_and_only_a_total_one_ends_a_history():
    model = NegotiationModel(worlds=200, seed=1, bindings=Bindings(FIGHT), collect=False).run()
    table, world = model.table(), model.worlds
    war = table["war_quarter"].notna()
    assert war.any()
    for name in ("war_cause", "war_timing"):
        assert (table[name].notna() == war).all(), name
    assert ((table["wars"] > 0) == war).all()
    total = world.phase == WAR
    assert 0 < total.sum() < war.sum()
    assert (table.loc[total, "outcome"] == "new_confrontation").all()
    assert (world.last_war_quarter >= world.war_quarter).all()
    last = table.loc[total, ["last_crisis_quarter", "signed_quarter", "ratified_quarter", "relapse_quarter"]]
    for name in last:
        dated = last[name].dropna()
        assert (dated <= world.last_war_quarter[dated.index]).all(), name


def test_a_model_stops_at_its_horizon():
    model = NegotiationModel(worlds=2, **SHORT)
    steps = 0
    while model.running:
        model.step()
        steps += 1
    assert (steps, model.quarter) == (6, 6)
    model.step()
    assert model.quarter == 6


def anywhere(size):
    """Values of all parameters anywhere in their ranges, each world elsewhere; switches either way."""
    generator, parameters = np.random.default_rng(77), load()
    values = {}
    for name in parameters.values:
        limits = parameters.range(name) or (0, 1)
        whole = isinstance(parameters[name], int)
        draw = generator.integers(limits[0], limits[1] + 1, size) if whole else generator.uniform(*limits, size)
        values[name] = draw
    return {**values, "calendar.horizon": 30}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("values", [{}, anywhere(400)], ids=["baseline", "anywhere in all ranges"])
def test_every_quantity_stays_in_its_range_and_the_table_stays_in_order(values):
    model = NegotiationModel(worlds=400, seed=9, values=values, collect=False)
    while model.running:
        model.step()
        for name, field in FIELDS.items():
            array = getattr(model.worlds, name)
            assert np.isfinite(array).all(), name
            assert (array >= field.low).all(), name
            assert (array <= field.high).all(), name
        assert (model.worlds.offer <= model.worlds.demand + 1e-9).all()
        assert (model.worlds.coerced <= model.worlds.offer + 1e-9).all()


def test_anywhere_in_the_ranges_every_outcome_occurs():
    model = NegotiationModel(worlds=400, seed=9, values=anywhere(400), collect=False).run()
    assert set(model.outcomes()) == set(range(len(OUTCOMES)))


def test_the_data_collector_collects_every_quarter_and_shares_add_up():
    model = NegotiationModel(worlds=20, seed=1, **SHORT).run()
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["quarter"].tolist() == [1, 2, 3, 4, 5, 6]
    assert frame[[f"share_{name}" for name in OUTCOMES]].sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_collecting_can_be_left_out():
    model = NegotiationModel(worlds=3, collect=False, **SHORT).run()
    assert model.datacollector.get_model_vars_dataframe().empty


def test_mesas_batch_run_walks_single_worlds_to_the_same_ends():
    """Mesa repeats one seed in all its iterations, so the worlds are varied by their index."""
    import mesa

    rows = mesa.batch_run(
        NegotiationModel,
        {"worldview": "baseline", "first_world": range(4), "seed": 1, "calendar.horizon": 6},
        number_processes=1,
        max_steps=10,
        display_progress=False,
    )
    last = sorted((row["first_world"], row["fear"]) for row in rows if row["Step"] == max(r["Step"] for r in rows))
    block = NegotiationModel(worlds=4, seed=1, **SHORT).run()
    assert [fear for _, fear in last] == block.worlds.fear.tolist()


def test_parameters_may_be_loaded_before_or_changed_by_keyword(snapshot, differences):
    loaded = load(changes={"mechanisms.force.decisiveness": 3.0})
    one = NegotiationModel(loaded, worlds=5, **SHORT).run()
    other = NegotiationModel(worlds=5, **SHORT, **{"mechanisms.force.decisiveness": 3.0}).run()
    assert not differences(snapshot(one), snapshot(other))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"worlds": 0}, "worlds must be a whole number, 1 or more"),
        ({"first_world": -1}, "first_world must be a whole number, 0 or more"),
        ({"worldview": "nowhere"}, "nowhere"),
        ({"mechanisms.force.decisivness": 1.0}, "decisiveness"),
        ({"mechanisms.force.decisiveness": "much"}, "decisiveness"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(wrong, said):
    with pytest.raises(InputError, match=said):
        NegotiationModel(**wrong)


def test_policies_do_not_go_with_parameters_that_were_loaded_before():
    with pytest.raises(InputError, match="policies"):
        NegotiationModel(load(), policies="anything")


@pytest.mark.parametrize(
    "wrong",
    [{"worlds": 0}, {"worlds": 2.5}, {"worlds": True}, {"seed": -1}, {"seed": 2**63}, {"block": 0}, {"worlds": "many"}],
)
def test_a_study_of_impossible_size_is_refused(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        simulate(**wrong)


def test_a_study_tells_how_far_it_is():
    told = []
    study = simulate(load(changes=SHORT), worlds=25, progress=lambda done, of: told.append((done, of)), block=10)
    assert told == [(10, 25), (20, 25), (25, 25)]
    assert study.table["world"].tolist() == list(range(25))
    assert (study.worlds, study.seed) == (25, 1)


def test_one_world_is_simply_a_block_of_one():
    model = NegotiationModel(**SHORT)
    assert isinstance(model.worlds, Worlds)
    assert model.run().table().shape[0] == 1
