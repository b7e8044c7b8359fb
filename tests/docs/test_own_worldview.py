"""The page on one's own worldview shows what really comes out."""

import re
from pathlib import Path

import pytest

import sim
from sim.cli.main import main
from sim.parameters.starts import start_of

PAGE = (Path(__file__).parents[2] / "docs/own_worldview.md").read_text(encoding="utf-8")
(VIEW,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SHOWN = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


def shown_by(begin):
    return next(text for text in SHOWN if text.startswith(begin))


def test_the_worldview_of_the_page_gives_the_table_of_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("my_view.yaml").write_text(VIEW, encoding="utf-8")
    assert main(["run", "my_view.yaml", "--worlds", "2000", "--no-files"]) == 0
    assert capsys.readouterr().out.startswith(shown_by("If the columnist").rstrip())
    assert sim.load("my_view.yaml").worldview in PAGE


def test_the_parameters_of_the_page_are_those_of_the_files():
    for line in shown_by("id  ").splitlines()[1:]:
        name, value, low, high, status = re.match(r"(\S+) +(\S+) +\[(\S+), (\S+)\] +(\w+)", line).groups()
        entry = sim.load().entries[name]
        assert (entry.value, *entry.range, entry.status) == (float(value), float(low), float(high), status)


def test_the_comparison_of_the_page_is_what_its_command_prints(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("my_view.yaml").write_text(VIEW, encoding="utf-8")
    assert main(["compare", "baseline", "--versus", "my_view.yaml", "--worlds", "2000", "--no-files"]) == 0
    assert shown_by("war comes in").strip() in " ".join(capsys.readouterr().out.split())


def test_a_wrong_name_is_answered_as_the_page_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("my_view.yaml").write_text(VIEW.replace("war_cost:", "war_costs:", 1), encoding="utf-8")
    assert main(["run", "my_view.yaml", "--worlds", "5", "--no-files"]) == 2
    assert " ".join(capsys.readouterr().err.split()) == " ".join(shown_by("Error").split())


def test_every_block_of_text_on_the_page_is_checked_by_a_test():
    begins = ("Written", "id  ", "If the columnist", "war comes in", "Error")
    assert [text.startswith(begin) for text, begin in zip(SHOWN, begins, strict=True)] == [True] * 5


def test_beginning_a_file_prints_what_the_page_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "worldview", "my_view.yaml"]) == 0
    assert capsys.readouterr().out == shown_by("Written")


@pytest.mark.parametrize("view", [VIEW, start_of("worldview", Path("my_view.yaml"))], ids=["page", "template"])
def test_every_number_of_the_example_changes_some_worlds(tmp_path, view):
    path = tmp_path / "my_view.yaml"
    path.write_text(view, encoding="utf-8")
    changes = {change.id: change.value for change in sim.load(path).overlays[-1].changes}
    ends = sim.simulate("baseline", 500, changes=changes).table["outcome"]
    for name in changes:
        others = {other: value for other, value in changes.items() if other != name}
        assert (sim.simulate("baseline", 500, changes=others).table["outcome"] != ends).any(), name


def test_credibility_alone_changes_no_world_as_the_page_warns():
    name = "mechanisms.guarantees.credibility.united_states"
    ends = [sim.simulate("baseline", 500, changes=changes).table["outcome"] for changes in ({}, {name: 0.5})]
    assert ends[0].equals(ends[1])
    assert "does nothing while the US has no enforcement obligation" in PAGE
    assert "does nothing while the US has no enforcement obligation" in sim.load().entries[name].description


def test_each_number_put_back_moves_as_many_worlds_as_the_page_says(tmp_path):
    path = tmp_path / "my_view.yaml"
    path.write_text(VIEW, encoding="utf-8")
    setting = sim.load(path)
    ends = sim.simulate(setting, 2_000).table["outcome"]
    found = []
    for change in setting.overlays[-1].changes:
        other = sim.simulate(setting, 2_000, changes={change.id: setting.entries[change.id].value})
        found.append(int((other.table["outcome"] != ends).sum()))
    cost, obligation, credibility = found
    assert f"{credibility} of the 2,000 worlds end differently" in PAGE
    assert f"with the old cost of war {cost}, and without the obligation {obligation}" in " ".join(PAGE.split())
