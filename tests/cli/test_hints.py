"""Slips that newcomers make are answered with what they probably meant."""

import pytest

import sim

WORLDVIEW = "ratelle2025"


@pytest.fixture
def results(tmp_path, two_years):
    """A folder of each kind: `results/x` of a run, `results/s` of a sweep, `results/a` with an answer."""
    from sim.cli.main import main

    place = tmp_path / "results"
    assert main(["run", WORLDVIEW, "--worlds", "5", "--out", str(place / "x")]) == 0
    sim.sweep(sim.design.grid({"worldview": [WORLDVIEW, "fattah2025"]}), 5, out=place / "s", workers=1)
    (place / "a").mkdir()
    (place / "a" / "answer.json").write_text('{"kind": "compare"}', encoding="utf-8")
    (place / "other").mkdir()


READS_A_RUN = "results/x is a folder of `run`: `python -m sim study results/x` shows it, `chart` draws it"
READS_A_SWEEP = "results/s is a folder of `sweep`: `python -m sim study results/s` shows it"

FOLDERS = {
    "results/x": READS_A_RUN,
    "results/s": READS_A_SWEEP,
    "run results/x": READS_A_RUN,
    "run results/s": READS_A_SWEEP,
    "tell results/x": f"`python -m sim tell {WORLDVIEW}` takes its worldview",
    "tell results/s": READS_A_SWEEP,
    "explain results/x": READS_A_RUN,
    "worldviews results/x": READS_A_RUN,
    "policies results/x": READS_A_RUN,
    "parameters results/x": READS_A_RUN,
    "claims results/s": READS_A_SWEEP,
    "time results/x": READS_A_RUN,
    "sweep results/s": READS_A_SWEEP,
    "regret results/x": READS_A_RUN,
    "study results/a": "results/a holds an answer of `compare`",
    "chart results/a": "results/a holds an answer of `compare`",
    "report results/a": "results/a holds an answer of `compare`",
    "run results/a": "results/a holds an answer of `compare`",
    "study results/other": "neither `run` nor `sweep` wrote results/other",
    "study results": "results holds folders of results: results/a, results/s and results/x",
    "study reslts/x": "nearest: results/x",
    "chart results/y": "nearest: results/",
    "report results/xx": "nearest: results/x",
    "results/xx": "nearest: results/x",
}


@pytest.mark.parametrize("line", FOLDERS)
def test_a_folder_given_to_the_wrong_command_is_answered_with_the_right_one(call, results, line):
    result = call(*line.split())
    assert result.code == 2
    assert FOLDERS[line] in result.err
    assert "Traceback" not in result.err


SLIPS = {
    "rnu": "nearest: run",
    "Run": "try `python -m sim run`",
    "help": "try `python -m sim --help`",
    "version": "try `python -m sim --version`",
    "list": "worldviews`, `policies`, `parameters` or `glossary`",
    "simulate": "try `python -m sim run`",
    "ratelle2025": "`python -m sim run ratelle2025` plays it",
    "Ratelle": "`python -m sim run ratelle2025`",
    "western-guarantee": "`run --policy western_guarantee` plays it",
    "actors.azerbaijan.war_cost": "`python -m sim parameters actors.azerbaijan.war_cost`",
    "credibility": "`python -m sim glossary credibility` explains the word",
    "xyzzyq": "`python -m sim --help` lists them",
    "run fattah 2025": "the name is written in one word: fattah2025",
    "run western_guarantee": "western_guarantee is a policy: --policy western_guarantee",
    "run ratelle2025 western_guarantee": "--policy western_guarantee",
    "run ratelle2025 --policy fattah2025": "fattah2025 is a worldview",
    "run ratelle2025 --policy all": "sweep --vary policy=all",
    "run all": "`python -m sim run` without a name plays all five",
    "run --worldview ratelle2025": "the worldview stands without --worldview",
    "run ratelle2025 --worlds 10k": "write the number in digits alone: 10000",
    "run ratelle2025 --worlds 1,000": "write the number in digits alone: 1000",
    "run ratelle2025 --set actors.azerbaijan.war_cost 0.2": "--set ID=VALUE",
    "run ratelle2025 --set actors.azerbaijan.war_cost=0,18": "write the number with a point: 0.18",
    "run ratelle2025 --set war_cost=0.18": "nearest: actors.armenia.war_cost, actors.azerbaijan.war_cost",
    "run ratelle2025 --set credibility=0.18": "`python -m sim parameters credibility` searches",
    "tell 42": "`python -m sim tell ratelle2025 --world 42`",
    "tell fattah2025 42": "--world 42",
    "compare araz2023 fattah2025": "--versus fattah2025",
    "sweep araz2023 fattah2025": "--vary worldview=araz2023,fattah2025",
    "explain ratelle2025": "`worldviews ratelle2025` shows what it says",
    "explain deterrence": "`python -m sim glossary deterrence` explains the word",
    "study ratelle2025": "`python -m sim run ratelle2025` plays it",
    "study worldviews": "`python -m sim worldviews` is a command of its own",
    "exercise promise": "`python -m sim exercise list` names the exercises",
    "glossary wolrd": "nearest: world",
}  # fmt: skip


@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_is_answered_with_what_was_meant(refused, line):
    said = refused(*line.split())
    assert SLIPS[line] in said
    assert len([one for one in said.splitlines() if one.startswith(("Error: ", "Hint: "))]) <= 2


def test_a_broken_folder_of_parameters_does_not_hide_a_misspelt_command(call, monkeypatch):
    def broken(*_, **__):
        raise sim.InputError("broken")

    monkeypatch.setattr(sim, "worldviews", broken, raising=False)
    result = call("rnu")
    assert (result.code, result.out) == (2, "")
    assert "there is no command 'rnu'" in result.err
