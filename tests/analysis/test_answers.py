"""One answer, made up, is told alike on a terminal, in a notebook, in JSON and in a report."""

import json
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.answers import Answer, AnswerTable, command_of, options_of, records_of, setting_of_parameters
from sim.analysis.telling import Finding
from sim.cli import answers as told
from sim.reports.of_answers import part_of

HORIZON = {"calendar.horizon": 4}


@dataclass(frozen=True, eq=False, repr=False)
class Made(Answer):
    """An answer without any analysis behind it."""

    kind = "made"
    charts = ()
    own: sim.Parameters

    heading = "Whether the moon is made of cheese"
    finding = Finding("It is not: 0 of 3 samples are cheese", "The bound is that of three samples.")
    sentences = ("Samples were taken by hand.",)

    @property
    def tables(self):
        frame = pd.DataFrame({"sample": ["a", "b"], "cheese": [0.0, np.nan], "worlds": np.array([1, 2])})
        return (AnswerTable("samples", "What was found", ("sample", "cheese"), (("a", "0 %"), ("b", "–")), 1, frame),)

    @property
    def settings(self):
        return (setting_of_parameters(self.own, 20, 3),)

    @property
    def parameters(self):
        return (self.own,)

    @property
    def command(self):
        return command_of(self.kind, *options_of(self.own), "--worlds", 20, settings=self.parameters)


@pytest.fixture
def made():
    return Made(sim.load("fattah2025", policies="western_guarantee", changes=HORIZON))


def test_json_holds_all_of_it_and_nothing_that_json_does_not_know(made):
    saved = json.loads(json.dumps(made.to_dict(), allow_nan=False))
    assert saved["finding"] == made.finding.sentence
    assert saved["tables"]["samples"][1] == {"sample": "b", "cheese": None, "worlds": 2}
    assert saved["settings"][0]["changes"] == HORIZON
    assert saved["version"] == sim.__version__


def test_the_command_names_worldview_policy_and_what_was_set(made):
    words = "fattah2025 --policy western_guarantee --set calendar.horizon=4 --worlds 20"
    assert made.command == f"python -m sim made {words}"


def test_no_command_is_told_where_none_can_name_the_setting():
    bound = sim.load().replace(bindings=[sim.Binding("azerbaijan", "sign", "never")])
    assert Made(bound).command.startswith("# made: from Python")


def test_the_terminal_shows_finding_remark_table_and_sentences(made):
    shown = told.text(made)
    assert [
        part in shown for part in ("It is not", "three samples", "What was found", "0 %", "by hand", "not a forecast")
    ] == [True] * 6


def test_files_are_the_tables_and_the_answer_itself(made, tmp_path):
    names = told.kept(made, tmp_path / "made")
    assert set(names) == {"samples.csv", "answer.json"}
    assert pd.read_csv(tmp_path / "made" / "samples.csv")["sample"].tolist() == ["a", "b"]
    assert json.loads((tmp_path / "made" / "answer.json").read_text())["kind"] == "made"


def test_two_questions_have_folders_of_their_own_whose_names_any_system_takes(made):
    other = Made(sim.load("araz2023", changes={**HORIZON, "actors.azerbaijan.war_cost": 0.11}))
    many = Made(sim.load("araz2023", policies=[one.key for one in sim.policies()][:8]))
    names = [told.default_folder(one).name for one in (made, other, many)]
    assert len(set(names)) == 3
    assert all(len(name) <= told.LONGEST_NAME and not set(name) & set('/\\:*?"<>| ') for name in names)


def test_a_report_of_settings_can_have_an_answer_as_a_part(made, two_years):
    page = sim.report(["fattah2025", made], worlds=20).html
    assert f"<h3>{made.heading}</h3>" in page.split('<h2 id="detail">', 1)[1]
    assert made.heading in page
    assert made.finding.sentence in page
    assert made.command in page


def test_a_report_of_a_comparison_tells_why_before_the_tables(two_years):
    page = sim.report(sim.compare("araz2023", "fattah2025", worlds=20)).html
    sections = re.findall(r'<section aria-labelledby="(\w+)">', page)
    assert sections[:5] == ["answer", "why", "histories", "detail", "assumptions"]
    assert page.index("differences in percentage points") < page.index('<h2 id="assumptions">')


def test_assumptions_of_several_settings_are_folded_away(two_years):
    page = sim.report(sim.compare("araz2023", "fattah2025", worlds=20)).html
    assert '<details class="printed" open>' not in page
    assert '<details class="printed" open>' in sim.report(sim.timing("araz2023", horizons=[], worlds=20)).html


def test_the_line_below_the_title_counts_settings_and_worlds(two_years):
    answer = sim.regret(["public_dialogue", "eu_monitoring"], ["araz2023", "fattah2025"], worlds=20)
    page = sim.report(answer).html
    assert "6 settings under the assumptions of Araz 2023 and Fattah 2025; 20 worlds each" in page


def test_as_text_a_finding_is_its_sentence(made):
    assert str(made.finding) == made.finding.sentence


def test_files_of_others_in_the_folder_are_named_and_own_ones_are_not(made, tmp_path, capsys):
    folder = tmp_path / "somewhere"
    told.give(made, folder, None, False, False)
    told.give(made, folder, None, False, False)
    assert capsys.readouterr().err == ""
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", ".hidden"):
        (folder / name).write_text("mine")
    told.give(made, folder, None, False, False)
    warning = f"Warning: {folder} also holds files that this command did not write: a.txt, b.txt, c.txt and 1 more.\n"
    assert capsys.readouterr().err == warning


def test_a_part_whose_finding_stands_in_the_title_does_not_repeat_it(made):
    assert part_of(made).sentences == [f"{made.finding.sentence}."]
    assert part_of(made, shown=True).sentences == []


def test_what_is_not_finite_becomes_null():
    assert records_of(pd.DataFrame({"x": [np.inf, 1.5]})) == [{"x": None}, {"x": 1.5}]
