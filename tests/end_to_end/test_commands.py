"""Every command as a user starts it, outside the checkout."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.end_to_end

FILES = ["manifest.json", "outcomes.csv", "outcomes.png", "worlds.parquet"]


@pytest.fixture(autouse=True)
def found_from_anywhere(monkeypatch):
    """Let the package be found even if only the tests know where it lies."""
    import sim

    monkeypatch.setenv("PYTHONPATH", str(Path(sim.__file__).parents[1]))


def test_run_prints_the_tally_and_writes_to_results(call, tmp_path):
    code, out, err = call("run", "baseline", "--worlds", "50")
    assert (code, err) == (0, "")
    assert "new confrontation" in out
    assert sorted(path.name for path in (tmp_path / "results" / "baseline+50-worlds").iterdir()) == FILES


def test_json_leaves_one_object_on_standard_output_and_nothing_on_standard_error(call, tmp_path):
    code, out, err = call("run", "araz2023", "--policy", "public_dialogue", "--worlds", "30", "--json", "--out", "x")
    assert (code, err) == (0, "")
    assert json.loads(out)["policies"] == ["public_dialogue"]
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == FILES
    command = json.loads((tmp_path / "x" / "manifest.json").read_text())["command"]
    assert command == "python -m sim run araz2023 --policy public_dialogue --worlds 30 --json --out x"


def test_results_that_are_there_already_are_replaced_whole(call, tmp_path):
    for seed in ("1", "2"):
        assert call("run", "baseline", "--worlds", "40", "--seed", seed, "--out", "x")[0] == 0
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == FILES
    assert json.loads((tmp_path / "x" / "manifest.json").read_text())["seed"] == 2


def test_the_same_command_writes_the_same_bytes(call, tmp_path):
    written = []
    for _ in range(2):
        assert call("run", "baseline", "--worlds", "40", "--out", "x")[0] == 0
        written.append([(tmp_path / "x" / name).read_bytes() for name in FILES if name != "manifest.json"])
    assert written[0] == written[1]


def test_tell_tells_a_history(call):
    code, out, err = call("tell", "fattah2025", "--world", "42")
    assert (code, err) == (0, "")
    assert out.startswith("World 42 under fattah2025")


@pytest.mark.parametrize("command", ["parameters", "worldviews", "policies"])
def test_the_catalogues_are_printed(call, command):
    code, out, err = call(command)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) >= 5


def test_bad_input_has_its_exit_code_and_no_traceback(call, tmp_path):
    code, out, err = call("run", "ratele2025")
    assert (code, out) == (2, "")
    assert "nearest: ratelle2025" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_reading_is_no_error(start):
    process = start("tell", "--world", "1")
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_asking_for_help_imports_none_of_the_slow_libraries():
    program = (
        "import sys; from sim.cli.main import main; main(['--help']); "
        "print([name for name in ('mesa', 'pandas', 'matplotlib', 'scipy', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
