"""Counts over many worlds are the counts of what each world does in its own history."""

import pandas as pd
import pytest

from sim.model.negotiation import NegotiationModel
from sim.parameters import load
from sim.parameters.actions import RELATIONS
from sim.parameters.vocabulary import ACTORS
from sim.studies.histories import Recorder
from sim.studies.histories.paths import Tally, relations_over_worlds

WORLDVIEWS = ("baseline", "araz2023")
WORLDS = 12
QUARTERS = (0, 1, 8, 19)
"""In the last two of them threats and force come up, which are rare."""
WALKED = max(QUARTERS) + 1
SEED = 1


def model_of(worldview, recorder, **worlds):
    return NegotiationModel(load(worldview), seed=SEED, recorder=recorder, collect=False, **worlds)


def walk(model, quarters):
    for _ in range(quarters):
        model.step()


def spoken(record):
    """A quarter without its numbers, whose last digits depend on how many are computed at a time."""
    moves = [(m.actor, m.decision, m.action, m.words, m.closed, m.better and m.better.action) for m in record.moves]
    return record.quarter, moves, [(one.actor, one.entered) for one in record.involvements]


def weighed(records):
    """The numbers of a record: chances, weights of reasons, and what was seen."""
    for record in records:
        yield from record.seen.values()
        for move in record.moves:
            yield from (move.chance, *(reason.value for reason in sorted(move.reasons, key=lambda one: one.words)))


@pytest.fixture(scope="module")
def alone():
    """What each world does when it is played alone, quarter by quarter, by worldview."""
    records = {}
    for worldview in WORLDVIEWS:
        for world in range(WORLDS):
            recorder = Recorder()
            model = model_of(worldview, recorder, first_world=world)
            recorder.open(model.worlds)
            walk(model, WALKED)
            records[worldview, world] = recorder.quarters
    return records


@pytest.fixture(scope="module")
def expected(alone):
    """In how many worlds each relation was chosen, by worldview and quarter, counted in the histories of single worlds."""

    def count(worldview, quarter):
        told = [record for world in range(WORLDS) for record in alone[worldview, world] if record.quarter == quarter]
        chosen = [{(move.actor, move.action) for move in record.moves} for record in told]
        counts = {}
        for (actor, action), relation in RELATIONS.items():
            counts.setdefault((actor, *relation), set()).update(
                place for place, actions in enumerate(chosen) if (actor, action) in actions
            )
        return len(told), {key: len(places) for key, places in counts.items()}

    return {(name, quarter): count(name, quarter) for name in WORLDVIEWS for quarter in QUARTERS}


@pytest.mark.parametrize("worldview", WORLDVIEWS)
@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_count_over_worlds_is_that_of_the_histories_of_the_worlds(worldview, quarter, expected):
    table = relations_over_worlds(load(worldview), quarter, WORLDS, SEED)
    worlds, counts = expected[worldview, quarter]
    assert set(table["worlds"]) == {worlds}
    assert {
        (row.actor, row.target, row.relation): row.number
        for row in table.rename(columns={"count": "number"}).itertuples()
    } == counts


def test_all_seven_actors_are_counted_and_decisions_of_few_worlds_too(expected):
    found = {}
    for _, counts in expected.values():
        for (actor, _, kind), count in counts.items():
            found[actor, kind] = found.get((actor, kind), 0) + count
    assert {actor for (actor, _), count in found.items() if count} == set(ACTORS)
    rare = {("azerbaijan", "coerces"), ("armenia", "resists"), ("armenia", "yields to")}
    assert all(found[key] for key in rare)


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_a_count_is_the_same_in_blocks_whose_worlds_are_kept_in_order_and_set_aside(worldview):
    whole, blocks, quarter = Tally(20), Tally(20), 20
    walk(model_of(worldview, whole, worlds=40), quarter + 1)
    for first, size in ((0, 25), (25, 15)):
        model = model_of(worldview, blocks, first_world=first, worlds=size)
        for _ in range(quarter + 1):
            model.step()
            model.tidy()
    pd.testing.assert_frame_equal(whole.table(), blocks.table())


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_a_world_in_a_block_has_the_record_that_it_has_alone(worldview, alone):
    recorders = [Recorder(world) for world in range(WORLDS)]

    class Several:
        def note(self, decision):
            for recorder in recorders:
                recorder.note(decision)

        def close_quarter(self, view):
            for recorder in recorders:
                recorder.close_quarter(view)

    model = model_of(worldview, Several(), worlds=WORLDS)
    for recorder in recorders:
        recorder.open(model.worlds)
    for _ in range(WALKED):
        model.step()
        model.tidy()
    for world, recorder in enumerate(recorders):
        assert [spoken(record) for record in recorder.quarters] == [
            spoken(record) for record in alone[worldview, world]
        ]
        assert list(weighed(recorder.quarters)) == pytest.approx(list(weighed(alone[worldview, world])), abs=1e-12)


def test_an_observer_is_told_only_of_worlds_that_no_total_war_has_ended():
    class Watcher:
        faults = 0
        part = False

        def note(self, decision):
            self.part |= len(decision.index) < 200
            self.faults += int((decision.worlds.phase == 2).any())
            assert (
                len(decision.index) == decision.chosen.size == decision.chances.shape[1] == decision.available.shape[1]
            )
            assert all(value.shape == decision.index.shape for *_, value in decision.terms)

        def close_quarter(self, view):
            pass

    watcher = Watcher()
    walk(model_of("ratelle2025", watcher, worlds=200), 12)
    assert watcher.part
    assert watcher.faults == 0
