"""What a page says of how to make it again does make it again."""

import html
import re
import shlex

import pytest

import sim
from sim.cli.main import main
from sim.reports.reproduce import commands_of_report, commands_of_sweep
from sim.studies.sweeps import design
from tests.reports.conftest import COORDINATION, WAR_COST, swept

pytestmark = pytest.mark.usefixtures("two_years_throughout", "sketched")


def code_of(page: str) -> list[str]:
    """The lines under "How to reproduce this"."""
    section = page.split('<h2 id="reproduce">', 1)[1]
    code = re.search(r"<code>(.*?)</code>", section, re.DOTALL)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", code)).splitlines()


def test_the_command_on_a_page_and_its_python_make_the_very_same_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = sim.report("ratelle2025", "western_guarantee", {WAR_COST: 0.15}, worlds=10, seed=3, question="What now?")
    command, python, *_ = code_of(made.html)
    words = shlex.split(command)[3:]
    assert words[0] == "report"
    assert main([*words, "--out", "again.html"]) == 0
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == made.html
    exec(python.removeprefix("# or from Python: "), {})
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == made.html


def test_settings_with_different_policies_are_made_again_from_python_alone():
    studies = [sim.simulate(sim.load("baseline", name), 5, seed=2) for name in ((), "western_guarantee")]
    assert commands_of_report(studies) == [
        "# or from Python: import sim; sim.report([sim.load('baseline'), sim.load('baseline', "
        "policies=['western_guarantee'])], worlds=5, seed=2).save('report.html')"
    ]


def test_what_no_command_can_name_has_none():
    studies = [sim.simulate("baseline", worlds, seed=2) for worlds in (5, 6)]
    assert commands_of_report(studies) == []


def test_a_sweep_in_a_folder_names_the_command_of_its_report(tmp_path):
    study = swept(design.grid({COORDINATION: [0.2, 0.8]}), out=tmp_path / "swept")
    assert commands_of_sweep(study, ["stalemate"])[1] == f"python -m sim report {study.path} --outcome stalemate"
    assert len(commands_of_sweep(swept(design.grid({COORDINATION: [0.2, 0.8]})), [])) == 1
