"""The page on one's own worldview shows what really comes out."""

import re
from pathlib import Path

import sim
from sim.cli.main import main

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
    for line in shown_by("actors.azerbaijan").splitlines():
        name, value, low, high, status = re.match(r"(\S+) +(\S+) +\[(\S+), (\S+)\] +(\w+)", line).groups()
        entry = sim.load().entries[name]
        assert (entry.value, *entry.range, entry.status) == (float(value), float(low), float(high), status)


def test_beginning_a_file_prints_what_the_page_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "worldview", "my_view.yaml"]) == 0
    assert capsys.readouterr().out == shown_by("Written")
