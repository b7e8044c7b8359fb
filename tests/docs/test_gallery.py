"""The commands that the gallery shows can be typed, and draw the chart beside which they stand."""

import re
import shlex
from pathlib import Path

import pytest

from sim.charts.catalogue import ANSWER, CHARTS
from sim.cli.chart import chart
from sim.cli.main import command_of, main

PAGE = Path(__file__).parents[2] / "docs" / "gallery.md"
PROGRAM = ["python", "-m", "sim"]
SECTION = re.compile(r"^## (\w+)\n(.*?)```\n(.*?)```", re.M | re.S)


def typed():
    """The arguments of all commands of the page, by kind of chart."""
    found = {}
    for kind, _, block in SECTION.findall(PAGE.read_text(encoding="utf-8")):
        lines = [shlex.split(line) for line in block.replace("\\\n", " ").splitlines()]
        assert all(line[:3] == PROGRAM for line in lines)
        found[kind] = [line[3:] for line in lines]
    return found


COMMANDS = typed()


def test_every_chart_of_the_catalogue_is_shown():
    assert set(COMMANDS) == set(CHARTS), "run python experiments/gallery.py with the names of new charts"


@pytest.mark.parametrize("kind", COMMANDS)
def test_the_last_command_draws_the_chart_of_its_section(kind):
    if CHARTS[kind].needs == ANSWER:
        name, *rest = COMMANDS[kind][-1]
        command_of(name).make_context(name, rest)
        return
    context = chart.make_context("chart", list(COMMANDS[kind][-1][1:]))
    assert context.params["kind"] in (kind, None)


@pytest.mark.parametrize("kind", [kind for kind, lines in COMMANDS.items() if len(lines) > 1])
def test_the_sweep_before_it_can_be_run_and_leaves_the_folder_that_is_drawn(kind, capsys, quick_trials):
    first, last = COMMANDS[kind]
    assert first[0] == "sweep"
    assert first[first.index("--out") + 1] == last[1]
    assert main([*first, "--estimate"]) == 0
    assert "cells" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["stacked", "along", "side_by_side"])
def test_the_commands_give_the_chart_with_fewer_worlds_too(kind, tmp_path, monkeypatch, two_years, quick_trials):
    monkeypatch.chdir(tmp_path)
    first, last = COMMANDS[kind]
    fewer = list(first)
    fewer[fewer.index("--worlds") + 1] = "4"
    assert main([*fewer, "--workers", "1"]) == 0
    assert main(last) == 0
    assert (tmp_path / last[1] / f"{kind}.png").exists()


def test_the_page_shows_no_placeholder():
    assert "..." not in PAGE.read_text(encoding="utf-8")
