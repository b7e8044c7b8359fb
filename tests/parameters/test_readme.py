"""The README of the parameters is true: its example loads, and its lists are those of the code."""

import re
import shutil
from pathlib import Path

import pytest

import sim
from sim.parameters import load, parameters_folder
from sim.parameters.actions import ACTIONS
from sim.parameters.baseline import OPTIONAL_KEYS, REQUIRED_KEYS
from sim.parameters.bindings import Binding
from sim.parameters.claims import OPTIONAL, REQUIRED, read_claims
from sim.parameters.conditions import CONDITIONS
from sim.parameters.measures import MEASURES
from sim.parameters.settings import KEYS
from sim.parameters.vocabulary import RULES, STATUSES, UNIT_LIMITS, UNITS

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
    assert len(blocks) == 4
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
    monkeypatch.setattr("sim.parameters.baseline.parameters_folder", lambda: example_folder)
    monkeypatch.setattr("sim.parameters.overlays.parameters_folder", lambda: example_folder)
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


def test_the_readme_explains_every_key_of_a_claim_and_every_measure(example_folder):
    (claim,) = read_claims(folder=example_folder)
    assert (claim.id, claim.article, claim.worldview) == ("R5", "ratelle2025", "example")
    assert set(first_cells(section("How to write a claim"))) == {*REQUIRED, *OPTIONAL}
    assert set(KEYS) <= set(quoted(section("How to write a claim")))
    assert set(quoted(section("Measures"))) == set(MEASURES)


def test_the_readme_lists_every_action_of_every_actor_in_order():
    rows = [quoted(line) for line in section("Actions").splitlines() if line.startswith("| `")]
    assert {row[0]: tuple(row[1:]) for row in rows} == dict(ACTIONS)


def test_the_readme_explains_every_key_of_a_binding():
    keys = first_cells(section("How to write a policy and a binding"))
    written = [name for name in Binding.__dataclass_fields__ if name != "origin"]
    assert keys == written
    assert all(f"`{rule}`" in section("How to write a policy and a binding") for rule in RULES)


def test_every_file_of_which_the_readme_speaks_is_there():
    folder = parameters_folder()
    table = README.split("## How to read an entry", 1)[0]
    patterns = [name for line in table.splitlines() if line.startswith("| ") for name in quoted(line) if "yaml" in name]
    assert len(patterns) == 12
    assert [pattern for pattern in patterns if not list(folder.glob(pattern))] == []


def test_every_yaml_file_stands_in_the_table_of_the_readme():
    folder = parameters_folder()
    table = README.split("## How to read an entry", 1)[0]
    told = {path for name in quoted(table) if "yaml" in name for path in folder.glob(name)}
    assert set(folder.rglob("*.yaml")) - told == set()


def test_the_limits_of_the_units_are_those_of_the_code():
    found = {}
    for line in section("Units").splitlines():
        cells = line.strip("|").split("|")
        limits = re.fullmatch(r" *(-?[\d.]+) to (-?[\d.]+) *", cells[-1]) if len(cells) == 3 else None
        if limits:
            found.update(dict.fromkeys(quoted(cells[0]), (float(limits[1]), float(limits[2]))))
    assert found == {unit: tuple(map(float, limits)) for unit, limits in UNIT_LIMITS.items()}


def test_what_the_readme_says_of_files_and_rules_of_the_same_name_is_so():
    folder, rules = parameters_folder(), Path(sim.__file__).parent / "model"
    named = {path.stem for path in (folder / "mechanisms").glob("*.yaml")}
    coded = {path.stem for path in (rules / "mechanisms").glob("*.py")} - {"__init__", "arrays"}
    assert named ^ coded == {"continuation", "tree"}
    assert {path.stem for path in (folder / "actors").glob("*.yaml")} <= {
        p.stem for p in (rules / "actors").glob("*.py")
    }
