"""Every public name has an example that can be copied as it stands, and every example holds."""

import doctest
import inspect

import pytest

import sim
from sim.cli.main import main

NAMES = [name for name in sim.__all__ if not isinstance(getattr(sim, name), str)]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PREPARED = {"open_run": ["run", "ratelle2025", "--worlds", "100", "--out", "results/ratelle2025"]}
"""Commands that an example speaks of in words, and after which it works."""


def example_of(name):
    text = inspect.getdoc(getattr(sim, name)) or ""
    return doctest.DocTestParser().get_doctest(text, {}, name, None, None)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_public_name_holds(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if name in PREPARED:
        assert main(PREPARED[name]) == 0
    example = example_of(name)
    assert example.examples, f"{name} has no example in its docstring"
    told = []
    done = doctest.DocTestRunner(optionflags=FLAGS).run(example, out=told.append)
    assert done.failed == 0, "".join(told)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_uses_the_name_that_it_is_about(name):
    used = "\n".join(one.source for one in example_of(name).examples)
    # What only other functions return need not be named.
    assert name in used or inspect.isclass(getattr(sim, name)) or inspect.ismodule(getattr(sim, name))


@pytest.mark.parametrize("name", PREPARED)
def test_the_command_that_comes_before_an_example_is_told(name):
    assert f"python -m sim {' '.join(PREPARED[name])}" in inspect.getdoc(getattr(sim, name))
