"""A spoiled parameters folder gives one message with file and line, whatever is spoiled and whatever is asked for."""

import shutil

import pytest

import sim.parameters.baseline
import sim.parameters.overlays
from sim.parameters import parameters_folder

FEAR = "mechanisms/fear.yaml"
RATELLE = "worldviews/ratelle2025.yaml"

SPOILED = {
    "broken YAML": (FEAR, "label:", "label: [", "not valid YAML"),
    "a key twice": (FEAR, "    value:", "    value: 0.1\n    value:", "duplicate key 'value'"),
    "not a number": (FEAR, "value: 0", "value: .nan #", "finite"),
    "an unknown unit": (FEAR, "unit: share", "unit: shair", "nearest: share"),
    "an unknown source": (RATELLE, "key: ratelle2025", "key: ratele2025", "nearest: ratelle2025"),
    "a paragraph that does not exist": (RATELLE, "paragraphs: [", "paragraphs: [999, ", "999"),
    "an unknown parameter": (RATELLE, "  mechanisms.", "  mechanism.", "nearest: "),
}


@pytest.fixture
def spoil(tmp_path, monkeypatch):
    """Replace the first piece of a file in a copy of the parameters, and let the program read the copy."""
    folder = tmp_path.parent / f"{tmp_path.name}-parameters"
    shutil.copytree(parameters_folder(), folder)
    for module in (sim.parameters.baseline, sim.parameters.overlays):
        monkeypatch.setattr(module, "parameters_folder", lambda: folder)

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.mark.parametrize(("name", "old", "new", "said"), SPOILED.values(), ids=SPOILED.keys())
@pytest.mark.parametrize(
    "asked", [["run", "ratelle2025", "--worlds", "5"], ["tell", "ratelle2025"]], ids=["run", "tell"]
)
def test_one_message_names_file_and_line(call, spoil, tmp_path, asked, name, old, new, said):
    spoil(name, old, new)
    result = call(*asked)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("Error: ") == 1
    assert f"{name}:" in result.err
    assert any(part.isdigit() for part in result.err.split(f"{name}:")[1].split(":")[:1])
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_spoiled_worldview_does_not_hinder_the_others(call, spoil):
    spoil(RATELLE, "paragraphs: [", "paragraphs: [999, ")
    assert call("run", "fattah2025", "--worlds", "5", "--no-files").code == 0
    assert call("worldviews").code == 2


def test_an_edited_file_is_read_anew(call, spoil):
    """What was read before in the same process must not hide a change."""
    assert call("run", "ratelle2025", "--worlds", "5", "--no-files").code == 0
    spoil(FEAR, "label:", "label: [")
    assert call("run", "ratelle2025", "--worlds", "5", "--no-files").code == 2
