"""`python -m sim compare`: what stands behind --versus belongs to the second setting."""

import json

import click
import pandas as pd
import pytest

from sim.cli.main import command_of, main
from sim.cli.versus import renamed

SHORT = ("--set", "calendar.horizon=6")
QUICK = ("--worlds", "40", "--workers", "1")
PAIR = ("ratelle2025", *SHORT, "--policy", "western_guarantee", "--versus", "ratelle2025", *SHORT)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Runs and sweeps of a few short histories."""
    place = tmp_path_factory.mktemp("results")
    for name, worldview, more in (
        ("run1", "araz2023", ()), ("run2", "fattah2025", ()), ("seeded", "fattah2025", ("--seed", "2")),
    ):  # fmt: skip
        assert main(["run", worldview, *SHORT, "--worlds", "30", "--out", str(place / name), *more]) == 0
    sweep = ["sweep", "--vary", "worldview=baseline,araz2023", "--vary", "calendar.horizon=6", "--worlds", "30"]
    for name, more in (("sweep", ()), ("own", ("--independent",))):
        assert main([*sweep, "--workers", "1", "--out", str(place / name), *more]) == 0
    return place


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a --policy p --versus b --policy q", "a --policy p --versus b --versus-policy q"),
        ("a --versus b --set x=1 --worlds 5", "a --versus b --versus-set x=1 --worlds 5"),
        ("a --versus=b --policy=q", "a --versus=b --versus-policy=q"),
        ("a --versus --policy q", "a --versus --versus-policy q"),
        ("--policy p a", "--policy p a"),
        ("a --versus b -- --policy", "a --versus b -- --policy"),
    ],
)
def test_options_behind_versus_are_those_of_the_second_setting(typed, meant):
    assert renamed(typed.split()) == meant.split()


def test_both_settings_are_read_from_one_line():
    second = ("--versus", "fattah2025", "--policy", "eu_monitoring", "--worlds", "7")
    words = ["ratelle2025", "--policy", "western_guarantee", *second]
    read = command_of("compare").make_context("compare", words).params
    assert (read["source"], read["policies"]) == ("ratelle2025", ("western_guarantee",))
    assert (read["versus"], read["versus_policies"], read["worlds"]) == ("fattah2025", ("eu_monitoring",), 7)


def test_a_comparison_prints_its_finding_its_tables_and_the_told_flips(fine):
    out = fine("compare", *PAIR, *QUICK, "--no-files")
    flat = " ".join(out.split())
    for part in (
        "Ratelle 2025 with and without western guarantee: ",
        "of the worlds end differently",
        "How the same worlds end: rows Ratelle 2025 with western guarantee, columns Ratelle 2025",
        "Why the first war came",
        "no challenge at all (general deterrence)",
        "The worlds that end differently",
        "Agreed: transport links.",
        "not a forecast",
    ):
        assert part in flat


def test_files_hold_both_pictures_and_every_flipped_world(fine, tmp_path):
    printed = json.loads(fine("compare", *PAIR, *QUICK, "--json", "--out", "found"))
    folder = tmp_path / "found"
    names = {path.name for path in folder.iterdir()}
    assert {"contrast.png", "flows.png", "differences.csv", "outcomes_crossed.csv", "flipped_worlds.csv"} <= names
    assert json.loads((folder / "answer.json").read_text(encoding="utf-8")) == printed
    flipped = pd.read_csv(folder / "flipped_worlds.csv")
    crossed = pd.read_csv(folder / "outcomes_crossed.csv")
    assert len(flipped) == crossed.loc[crossed["one"] != crossed["other"], "count"].sum() > 0


@pytest.mark.usefixtures("two_years")
def test_of_a_policy_alone_the_worldview_without_it_is_the_first_setting(fine):
    few = ("--worlds", "2", "--workers", "1", "--json", "--no-files")
    alone = json.loads(fine("compare", "fattah2025", "--policy", "western_guarantee", *few))
    both = json.loads(fine("compare", "fattah2025", "--versus", "--policy", "western_guarantee", *few))
    assert alone == both
    assert alone["command"].endswith("fattah2025 --versus fattah2025 --policy western_guarantee --worlds 2 --seed 1")
    assert [setting["policies"] for setting in alone["settings"]] == [[], ["western_guarantee"]]


@pytest.mark.usefixtures("two_years")
def test_versus_alone_puts_the_worldview_without_the_policy_second(fine):
    few = ("--worlds", "2", "--workers", "1", "--json", "--no-files")
    told = json.loads(fine("compare", "fattah2025", "--policy", "western_guarantee", "--versus", *few))
    assert [setting["policies"] for setting in told["settings"]] == [["western_guarantee"], []]


def test_versus_without_a_name_is_the_same_worldview_with_what_stands_behind(fine):
    words = ("araz2023", *SHORT, "--versus", "--policy", "eu_monitoring", *SHORT)
    told = json.loads(fine("compare", *words, *QUICK, "--json", "--no-files"))
    assert [setting["policies"] for setting in told["settings"]] == [[], ["eu_monitoring"]]


def test_runs_and_cells_are_compared_as_they_were_played(fine, folders):
    runs = json.loads(fine("compare", str(folders / "run1"), "--versus", str(folders / "run2"), "--json", "--no-files"))
    assert [setting["worldview"] for setting in runs["settings"]] == ["araz2023", "fattah2025"]
    assert {setting["worlds"] for setting in runs["settings"]} == {30}
    words = (str(folders / "sweep"), "--cell", "0", "--cell", "1")
    cells = json.loads(fine("compare", *words, "--workers", "1", "--json", "--no-files"))
    assert [setting["worldview"] for setting in cells["settings"]] == ["baseline", "araz2023"]
    assert sum(row["count"] for row in cells["tables"]["outcomes_crossed"]) == 30


def test_a_run_can_be_held_against_a_setting_that_is_played_on_its_worlds(fine, folders):
    told = json.loads(
        fine("compare", str(folders / "run2"), "--versus", "baseline", *SHORT, "--workers", "1", "--json", "--no-files")
    )
    assert {setting["worlds"] for setting in told["settings"]} == {30}


def test_flows_take_any_two_settings_runs_or_cells(fine, folders, tmp_path):
    assert "Araz 2023 against Fattah 2025: " in fine(
        "chart", "araz2023", *SHORT, "--kind", "flows", "--versus", "fattah2025", *SHORT, "--worlds", "20"
    )
    assert (tmp_path / "results" / "araz2023+fattah2025" / "flows.png").exists()
    fine("chart", str(folders / "run1"), "--versus", str(folders / "run2"), "--out", "runs")
    fine("chart", str(folders / "sweep"), "--kind", "flows", "--cell", "0", "--cell", "1", "--out", "cells")
    assert {"runs.png", "runs.csv", "cells.png", "cells.txt"} <= {path.name for path in tmp_path.iterdir()}


WRONG = [
    ("compare baseline", "there is nothing to compare baseline with"),
    ("compare baseline --versus", "there is nothing to compare baseline with"),
    ("compare baseline --versus baseline", "both settings have the same values and fixed choices (baseline)"),
    ("compare baseline --versus baselin", "nearest: baseline"),
    ("compare ratele2025 --versus baseline", "nearest: ratelle2025"),
    ("compare baseline --versus araz2023 --policy eu_monitorin", "nearest: eu_monitoring"),
    ("compare baseline --versus araz2023 --set calendar.horizn=3", "nearest: calendar.horizon"),
    ("compare baseline --versus a --versus b", "--versus is given twice"),
    ("compare baseline --versus=", "the name behind --versus is empty"),
    ("compare baseline --versus-policy eu_monitoring", "give --versus too"),
    ("compare no/such --versus baseline", "there is no folder no/such"),
    ("compare baseline --cell 0 --cell 1", "baseline is not a folder"),
    ("compare baseline --versus araz2023 --report page.txt", "it ends in .html"),
    ("compare {sweep}", "compare two of its cells, without --versus: {sweep} --cell FIRST --cell SECOND"),
    ("compare {sweep} --versus {own}", "{sweep} holds a sweep"),
    ("compare {sweep} --cell 0", "not 1"),
    ("compare {sweep} --cell 0 --cell 0", "cell 0 is named twice"),
    ("compare {sweep} --cell 0 --cell 5", "there is no cell 5: the study has the cells 0 to 1"),
    ("compare {sweep} --cell 0 --cell 1 --versus {own}", "cells of different studies cannot be compared"),
    ("compare {own} --cell 0 --cell 1", "draw their own worlds (independent)"),
    ("compare {run1} --cell 0 --cell 1", "{run1} holds a single run"),
    ("compare {run1} --versus {seeded}", "do not have the same seed (1 and 2)"),
    ("compare {run1} --versus {run1}", "both settings have the same values"),
    ("compare {run1} --versus {run2} --worlds 5", "--worlds does nothing for a folder of results"),
    ("compare {run1} --policy eu_monitoring --versus {run2}", "--policy does nothing there"),
    ("chart {sweep} --kind flows --cell 0 --cell 5", "there is no cell 5"),
    (
        "chart baseline --kind shares --versus araz2023",
        "--versus does nothing for the chart 'shares'; it belongs to flows",
    ),
    ("chart baseline --kind flows --versus baseline", "both settings have the same values"),
]


@pytest.mark.parametrize(("line", "message"), WRONG, ids=[line for line, _ in WRONG])
def test_what_is_wrong_is_said_in_one_message_and_nothing_is_played(call, folders, monkeypatch, line, message):
    def played(*_, **__):
        raise AssertionError("something was played")

    monkeypatch.setattr("sim.analysis.contrast.playing.Stage.studies", played)
    names = {name: str(folders / name) for name in ("run1", "run2", "seeded", "sweep", "own")}
    result = call(*line.format(**names).split())
    assert (result.code, result.out) == (2, "")
    assert message.format(**names) in result.err
    assert "Traceback" not in result.err


def test_the_help_tells_the_rule():
    text = command_of("compare").get_help(click.Context(command_of("compare")))
    flat = " ".join(text.split())
    assert "Options before `--versus` belong to the first setting" in flat
    assert "The setting that is named first stands first, and every difference is the second less the first." in flat
