"""The public face: every name is there, documented and light to import."""

import ast
import doctest
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import sim

HEAVY = (
    "mesa",
    "numpy",
    "pandas",
    "matplotlib",
    "scipy",
    "pyarrow",
    "rich",
    "sim.model.negotiation",
    "sim.studies.study",
)
CHECKOUT = Path(sim.__file__).parents[1]


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_can_be_had_and_is_documented(name):
    thing = getattr(sim, name)
    if name != "__version__":
        assert inspect.getdoc(thing)


def test_the_public_names_are_listed_once_and_shown_by_dir():
    assert len(sim.__all__) == len(set(sim.__all__))
    assert set(sim.__all__) <= set(dir(sim))


def test_a_name_that_does_not_exist_is_an_ordinary_error():
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'simulat'"):
        _ = sim.simulat


def test_programs_that_check_types_are_told_of_every_name():
    stub = ast.parse(Path(sim.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    told = [alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(told) == sim.__all__


def test_public_functions_tell_what_they_take_return_and_refuse():
    for name in ("load", "simulate", "frequencies", "summarise", "tell", "what_if"):
        doc = inspect.getdoc(getattr(sim, name))
        assert {"Parameters\n---", "Returns\n---"} <= {
            part for part in ("Parameters\n---", "Returns\n---") if part in doc
        }


def test_the_example_at_the_head_of_the_package_holds():
    failed, tried = doctest.testmod(sim)
    assert (failed, tried > 2) == (0, True)


def test_the_examples_in_the_analysis_hold():
    import sim.parameters.wording
    import sim.studies.shares.frequencies

    for module in (sim.studies.shares.frequencies, sim.parameters.wording):
        failed, tried = doctest.testmod(module)
        assert (failed, tried > 0) == (0, True), module.__name__


def imported_by(code: str) -> set[str]:
    """Names of the heavy modules that a piece of code imports in a fresh interpreter."""
    listing = f"{code}\nimport json, sys\nsys.stdout.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", listing], cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=30
    )
    return set(json.loads(done.stdout.splitlines()[-1])) & set(HEAVY)


def test_importing_the_package_imports_nothing_heavy():
    assert not imported_by("import sim")


def test_listing_the_commands_imports_nothing_that_takes_long():
    assert not imported_by("from sim.cli.main import main; main(['--version'])")


def test_reading_parameters_needs_neither_mesa_nor_pandas():
    assert not imported_by("import sim; sim.load('ratelle2025')") & {"mesa", "pandas", "matplotlib", "scipy"}


def test_the_example_of_the_charter_works():
    study = sim.simulate(sim.load("ratelle2025", policies=["western_guarantee"]), worlds=100, seed=7)
    assert list(sim.frequencies(study).columns) == ["outcome", "count", "share", "low", "high"]
    assert str(sim.tell(study, world=42)).startswith("World 42 under ratelle2025, policies western_guarantee, seed 7")
