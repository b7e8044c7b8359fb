"""The command line as tests call it: in this process, in an empty folder."""

from dataclasses import dataclass

import pytest

from sim.cli.main import main


@dataclass
class Result:
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def tried_quickly(quick_trials):
    """How long a sweep will take is asked before it; what is answered does not matter here."""


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return run


@pytest.fixture
def fine(call):
    """Run a command that must succeed, and return what it prints."""

    def run(*arguments: str) -> str:
        result = call(*arguments)
        assert (result.code, result.err) == (0, "")
        return result.out

    return run


@pytest.fixture
def refused(call, monkeypatch):
    """Run a command that must be refused before anything is played; return what it says."""

    def played(*_, **__):
        raise AssertionError("something was played")

    monkeypatch.setattr("sim.model.walk.Walk.step", played)

    def run(*arguments: str) -> str:
        result = call(*arguments)
        assert (result.code, result.out) == (2, "")
        assert "Traceback" not in result.err
        return result.err

    return run
