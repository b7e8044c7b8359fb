"""All parameters as a table, and the room that is called as well as imported from."""

import inspect
import pickle
import subprocess
import sys

import pytest

import sim
from sim.common.errors import InputError

SETTING = sim.load()
US = "mechanisms.guarantees.credibility.united_states"


def test_every_parameter_has_a_row_with_all_that_the_file_says():
    table = sim.parameters()
    assert list(table["id"]) == list(SETTING.entries)
    row = table.set_index("id").loc[US]
    entry = SETTING.entries[US]
    assert (row["value"], row["low"], row["high"]) == (entry.value, *entry.range)
    assert (row["label"], row["meaning"], row["unit"]) == (entry.label, entry.description, entry.unit)
    assert (row["status"], row["reading"]) == (entry.status, entry.reading)
    assert row["sources"] == "; ".join(map(str, entry.sources))


def test_words_choose_rows_and_the_best_match_comes_first():
    assert list(sim.parameters(US)["id"]) == [US]
    assert sim.parameters("cost of war")["id"].iloc[0] == "actors.armenia.war_cost"
    assert len(sim.parameters("guarantee")) < len(sim.parameters())


def test_several_words_can_be_given_one_by_one():
    assert list(sim.parameters("guarantee", "US")["id"]) == list(sim.parameters("guarantee US")["id"])
    assert list(sim.parameters("guarantee", "US")["id"]) != list(sim.parameters("guarantee")["id"])
    with pytest.raises(InputError, match="must be"):
        sim.parameters("guarantee", 5)


def test_worldviews_stand_beside_each_other_on_request():
    every = sim.parameters(US, worldviews=True)
    for overlay in sim.worldviews():
        assert every[overlay.key].tolist() == [sim.load(overlay.key)[US]]
    assert "araz2023" not in sim.parameters(US, worldviews=["fattah2025"]).columns


def test_the_values_of_a_worldview_and_one_status_can_be_asked_for():
    change = sim.worldviews()[0].changes[0]
    row = sim.parameters(change.id, worldview=sim.worldviews()[0].key).iloc[0]
    assert (row["value"], row["status"], row["reading"]) == (change.value, change.status, change.reading)
    assert set(sim.parameters(status="assumed")["status"]) == {"assumed"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"words": 5}, "words must be a text"),
        ({"words": "guarrantee"}, "nearest: guarantee"),
        ({"worldview": "x"}, "unknown worldview 'x'"),
        ({"worldviews": 5}, "worldviews must be"),
        ({"worldviews": ["x"]}, "unknown worldview 'x'"),
        ({"status": "red"}, "nearest: read"),
    ],
)
def test_a_wrong_call_is_explained(asked, said):
    with pytest.raises(InputError, match=said):
        sim.parameters(**asked)


def test_the_room_can_be_imported_from_called_and_sent_to_other_processes():
    from sim import parameters
    from sim.parameters import load

    assert load is parameters.load
    assert len(parameters("war_cost")) == 2
    assert pickle.loads(pickle.dumps(parameters)) is parameters
    assert "words" in inspect.signature(parameters).parameters


@pytest.mark.parametrize(
    "code",
    [
        "import sim; sim.parameters('war_cost'); sim.parameters.load()",
        "import sim; sim.parameters.load(); sim.parameters('war_cost')",
        "from sim import parameters; parameters('war_cost'); from sim.parameters import load; load()",
        "from sim.parameters import load; import sim; sim.parameters('war_cost')",
        "import sim.parameters; sim.parameters('war_cost'); sim.simulate",
        "import sim.parameters.table; sim.parameters('war_cost')",
    ],
)
def test_whatever_is_imported_first_the_room_is_the_same(code):
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
