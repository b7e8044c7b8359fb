"""Sizes that no computer holds are refused at once, with the figure, whichever way they come in."""

import pytest

import sim
from sim.cli.main import main
from sim.common import room
from sim.common.errors import InputError
from sim.model.negotiation import NegotiationModel
from sim.studies.sweeps import design, sweep
from sim.studies.sweeps.bridges import Evaluation, workbench_model

HUGE = (10**12, 10**30)

PYTHON = {
    "simulate": lambda worlds: sim.simulate(worlds=worlds),
    "simulate in one block": lambda worlds: sim.simulate(worlds=worlds, block=worlds),
    "NegotiationModel": lambda worlds: NegotiationModel(worlds=worlds),
    "report": lambda worlds: sim.report("baseline", worlds=worlds),
    "report of several": lambda worlds: sim.report(["baseline", "araz2023"], worlds=worlds),
    "sweep with a row per world": lambda worlds: sweep(design.grid({"calendar.horizon": [4]}), worlds, rows=True),
    "sweep in blocks of one world": lambda worlds: sweep(design.grid({"calendar.horizon": [4]}), worlds, block=1),
    "an evaluation of the workbench": lambda worlds: Evaluation(sim.load(), worlds, 1)(),
    "a model of the workbench": lambda worlds: workbench_model(worlds=worlds),
}

COMMANDS = (
    ["run", "baseline", "--no-files"],
    ["run", "baseline", "--out", "here"],
    ["chart", "baseline"],
    ["chart", "baseline", "--kind", "fan"],
    ["chart", "baseline", "--kind", "flows", "--policy", "public_dialogue"],
    ["report", "baseline"],
    ["report", "baseline", "araz2023", "--policy", "public_dialogue"],
    ["sweep", "--vary", "calendar.horizon=4,5", "--rows"],
)


@pytest.mark.parametrize("worlds", HUGE)
@pytest.mark.parametrize("way", PYTHON)
def test_python_refuses_worlds_that_fit_no_memory(way, worlds):
    with pytest.raises(InputError, match=r"memory|too large"):
        PYTHON[way](worlds)


@pytest.mark.parametrize("worlds", HUGE)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_refuse_worlds_that_fit_no_memory(command, worlds, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--worlds", str(worlds)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_message_names_the_worlds_what_they_need_and_what_is_there(monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: 8 * 10**9)
    with pytest.raises(
        room.TooLargeError, match=r"1,000,000,000,000 worlds needs about 330\.0 TB of memory, and 8\.0 GB"
    ):
        sim.simulate(worlds=10**12)


def test_a_number_of_five_thousand_digits_is_refused_without_being_written_out():
    with pytest.raises(InputError, match="16,610 bits"):
        sim.simulate(worlds=10**5_000)


@pytest.mark.parametrize("first", [-1, 2**63, 10**30, 1.5, "0", None])
def test_an_index_that_is_none_is_refused(first):
    with pytest.raises(InputError, match="first_world"):
        NegotiationModel(first_world=first)


def test_what_fits_is_let_in_to_the_last_world(monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: 100 * room.STATE_BYTES)
    assert NegotiationModel(worlds=100, **{"calendar.horizon": 4}).worlds.size == 100
    with pytest.raises(room.TooLargeError):
        NegotiationModel(worlds=101, **{"calendar.horizon": 4})


def test_where_the_system_does_not_say_how_much_memory_there_is_a_terabyte_is_the_limit(monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: None)
    assert room.worlds_that_fit(1_000_000, 10_000) == 1_000_000
    with pytest.raises(room.TooLargeError):
        room.worlds_that_fit(10**12, 10_000)


def test_a_world_takes_no_more_memory_than_is_reckoned_with():
    import tracemalloc

    worlds, short = 500, {"calendar.horizon": 8}
    NegotiationModel(worlds=1, **short).run()
    tracemalloc.start()
    table = NegotiationModel(worlds=worlds, collect=False, **short).run().table()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert room.STATE_BYTES / 2 < peak / worlds < room.STATE_BYTES * 1.2
    row = table.memory_usage(deep=True).sum() / worlds
    assert room.ROW_BYTES * 0.8 < row < room.ROW_BYTES * 1.2
