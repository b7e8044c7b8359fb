"""A change of the code that is not meant to change histories changes no bit of them.

Six worldviews, five policies, two seeds and 10,000 worlds were written down once. A change of the rules renews them with
`make_histories.py`, and says so.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import load
from sim.model.walk import Walk
from sim.studies.histories.record import Recorder
from tests.model.unchanged.settings import (
    FEW,
    POLICIES,
    SEEDS,
    WORLDS,
    WORLDVIEWS,
    fingerprint,
    name_of,
    played,
    settings,
    side_by_side,
    told,
)

KNOWN = json.loads(Path(__file__).with_name("histories.json").read_text(encoding="utf-8"))
ALL = list(settings())
SOME = ALL[::37]
"""All settings with all worlds take two minutes, and are played on request (`-m histories`)."""


@pytest.mark.parametrize(("policy", "seed"), [(name, SEEDS[place % 2]) for place, name in enumerate(POLICIES)])
def test_the_first_worlds_of_every_worldview_and_policy_end_as_they_did(policy, seed):
    """With the seeds in turn; the other seed of each policy is played on request."""
    as_they_did(policy, seed)


@pytest.mark.histories
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("policy", POLICIES)
def test_the_first_worlds_of_every_setting_end_as_they_did(policy, seed):
    as_they_did(policy, seed)


def as_they_did(policy, seed):
    found = {name_of(name, policy, seed): fingerprint(table) for name, table in side_by_side(policy, seed, FEW).items()}
    names = [name_of(worldview, policy, seed) for worldview in WORLDVIEWS]
    assert found == {name: KNOWN["few"][name] for name in names}


@pytest.mark.parametrize("setting", SOME, ids=lambda setting: name_of(*setting))
def test_all_worlds_of_some_settings_end_as_they_did(setting):
    assert fingerprint(played(*setting, WORLDS)) == KNOWN["all"][name_of(*setting)]


@pytest.mark.histories
@pytest.mark.parametrize("setting", ALL, ids=lambda setting: name_of(*setting))
def test_all_worlds_of_all_settings_end_as_they_did(setting):
    assert fingerprint(played(*setting, WORLDS)) == KNOWN["all"][name_of(*setting)]


@pytest.mark.parametrize("block", [34, 100])
def test_the_size_of_the_blocks_changes_nothing(block):
    setting = ALL[4]
    assert fingerprint(played(*setting, FEW, block)) == KNOWN["few"][name_of(*setting)]


def test_worlds_that_are_played_alone_end_as_they_did():
    setting, some = ALL[4], 6
    alone = fingerprint(played(*setting, some, block=1))
    assert alone == fingerprint(played(*setting, FEW).iloc[:some])


@pytest.mark.parametrize("worldview", WORLDVIEWS[1:3])
def test_recording_changes_nothing(worldview):
    parameters, some = load(worldview, policies="western_guarantee"), 3
    tables = []
    for world in range(some):
        recorder = Recorder()
        walk = Walk(parameters, np.array([world]), 1, recorder=recorder)
        recorder.open(walk.worlds)
        tables.append(walk.run().table())
    expected = played(worldview, "western_guarantee", 1, FEW).iloc[:some]
    assert fingerprint(pd.concat(tables, ignore_index=True)) == fingerprint(expected)


@pytest.mark.parametrize("worldview", WORLDVIEWS)
def test_the_stories_of_the_first_worlds_are_told_as_they_were(worldview):
    assert told(worldview) == KNOWN["told"][worldview]
