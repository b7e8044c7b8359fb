"""Policies that contradict each other are run, the later one wins, and the user is told."""

import json

from sim.cli.main import main

BOTH = ["--policy", "gradual_agenda", "--policy", "package_deal"]


def test_the_command_line_names_them_beside_the_results(tmp_path, capsys):
    assert main(["run", "baseline", *BOTH, "--worlds", "5", "--out", str(tmp_path / "run")]) == 0
    told = capsys.readouterr()
    assert "Policies that contradict each other" in told.err
    assert "contradict" not in told.out
    kept = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert len(kept["contradictions"]) == 1


def test_policies_that_agree_are_not_talked_of(tmp_path, capsys):
    assert main(["run", "baseline", *BOTH[:2], "--worlds", "5", "--no-files"]) == 0
    assert "contradict" not in capsys.readouterr().err


def test_a_history_for_other_programs_says_what_was_changed(capsys):
    change = "actors.azerbaijan.war_cost=0.15"
    assert main(["tell", "baseline", "--world", "3", "--set", change, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == {"actors.azerbaijan.war_cost": 0.15}
