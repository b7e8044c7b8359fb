"""The walks of CONTRIBUTING.md, followed step by step in a copy of the repository: a mechanism, a policy, a chart."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = (
    "sim",
    "parameters",
    "exercises",
    "tests",
    "docs",
    "experiments",
    "pyproject.toml",
    "README.md",
    "CONTRIBUTING.md",
)
MOST_FILES = {"mechanism": 6, "policy": 1, "chart": 2}
WALKS = tuple(MOST_FILES)


def patch_of(walk: str) -> str:
    """The patch under the heading of a walk."""
    section = TEXT.split(f"\n## Adding a {walk}\n", 1)[1].split("\n## ", 1)[0]
    (patch,) = re.findall(r"^```diff\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    return patch


def files_of(walk: str) -> list[str]:
    """The files that a walk makes or changes by hand."""
    return re.findall(r"^\+\+\+ b/(.+)$", patch_of(walk), re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository in which all three walks were followed."""
    folder = tmp_path_factory.mktemp("walks") / "copy"
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.png", "results"))
        else:
            shutil.copy(source, folder / name)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    for walk in WALKS:
        done = subprocess.run(["git", "apply", "-"], cwd=folder, input=patch_of(walk), text=True, capture_output=True)
        assert done.returncode == 0, (
            f"the patch under 'Adding a {walk}' in CONTRIBUTING.md no longer fits; renew its context lines: {done.stderr}"
        )
    return folder


def run(folder: Path, *arguments: str) -> str:
    """What a command prints in the copy, whose package comes before the one that is installed."""
    surroundings = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=surroundings, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_touches_few_files(walk):
    assert 0 < len(files_of(walk)) <= MOST_FILES[walk]


def test_the_new_mechanism_is_read_moves_something_and_is_described(copy):
    own = [name for name in files_of("mechanism") if "/test_" in name]
    moved = (
        "from tests.model.test_liveness import SET_UPS, changed;"
        "name = 'mechanisms.weariness.per_crisis';"
        "assert changed([name], SET_UPS[2]) == {name}"
    )
    run(copy, "-c", moved)
    run(copy, "tests/docs/make_counts.py")
    tests = [
        *own,
        *("tests/docs/test_odd.py", "tests/docs/test_calibration.py", "tests/parameters/test_readme.py"),
        "-k",
        "weariness or parameter or module or same_name or counts",
    ]
    run(copy, "-m", "pytest", "-n0", "-p", "no:cacheprovider", *tests)


def test_the_new_policy_is_listed_and_played(copy):
    assert "prisoner_exchange" in run(copy, "-m", "sim", "policies")
    told = run(copy, "-c", "import sim; print(sim.simulate(sim.load(policies='prisoner_exchange'), worlds=50))")
    assert "prisoner_exchange" in told


def test_the_new_chart_is_listed_drawn_and_tested(copy):
    (module,) = [name for name in files_of("chart") if name.startswith("sim/")]
    kind = Path(module).stem
    assert kind in run(copy, "-m", "sim", "chart", "baseline", "--kind", "list")
    own = [name for name in files_of("chart") if "/test_" in name]
    run(copy, "-m", "pytest", "-n0", "-p", "no:cacheprovider", *own)
