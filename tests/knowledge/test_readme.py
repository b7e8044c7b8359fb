"""The README of the parameters is true: its example loads, and its lists are those of the code."""

import re
import shutil

import pytest

from sim.knowledge import load, parameters_folder
from sim.knowledge.bindings import Binding
from sim.knowledge.entries import OPTIONAL_KEYS, REQUIRED_KEYS
from sim.knowledge.vocabulary import ACTIONS, CONDITIONS, RULES, STATUSES, UNITS

README = (parameters_folder() / "README.md").read_text(encoding="utf-8")
EXAMPLE = "mechanisms.example.credibility.united_states"


def section(heading: str) -> str:
    """The text below a heading, up to the next heading of any level."""
    # The code blocks go first, for their comments look like headings.
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", prose, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def first_cells(text: str) -> list[str]:
    return [name for line in text.splitlines() if line.startswith("| `") for name in quoted(line.split(" | ")[0])]


@pytest.fixture
def example_folder(tmp_path):
    shutil.copy(parameters_folder() / "sources.yaml", tmp_path)
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 3
    for name, content in blocks:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_the_worked_example_loads_and_gives_what_the_text_says(example_folder):
    assert load(folder=example_folder)[EXAMPLE] == 0.3
    assert load("example", folder=example_folder)[EXAMPLE] == 0.05
    both = load("example", ["example"], folder=example_folder)
    assert both[EXAMPLE] == 0.6
    assert both.bindings[0].until_quarter == 20


def test_the_python_example_runs_as_written(example_folder, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.setattr("sim.knowledge.baseline.parameters_folder", lambda: example_folder)
    monkeypatch.setattr("sim.knowledge.overlays.parameters_folder", lambda: example_folder)
    exec(code, {})
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == ["baseline", "example", "example", "user"]


def test_the_lists_of_the_readme_are_those_of_the_code():
    assert set(first_cells(section("Units"))) == set(UNITS)
    assert quoted(section("Conditions")) == list(CONDITIONS)
    reading = section("How to read an entry")
    assert first_cells(reading) == [
        "label", "description", "value", "unit", "range", "options", "status", "reading", "sources", *STATUSES,
    ]  # fmt: skip
    assert set(first_cells(reading)) == {*REQUIRED_KEYS, *OPTIONAL_KEYS, *STATUSES}


def test_the_readme_lists_every_action_of_every_actor_in_order():
    rows = [quoted(line) for line in section("Actions").splitlines() if line.startswith("| `")]
    assert {row[0]: tuple(row[1:]) for row in rows} == dict(ACTIONS)


def test_the_readme_explains_every_key_of_a_binding():
    keys = first_cells(section("How to write a policy and a binding"))
    written = [name for name in Binding.__dataclass_fields__ if name != "origin"]
    assert keys == written
    assert all(f"`{rule}`" in section("How to write a policy and a binding") for rule in RULES)
