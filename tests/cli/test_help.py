"""The help is short, and its examples work."""

import re
import shlex

import click
import pytest

import sim
from sim.cli.main import COMMANDS, command_of, commands

NAMES = ("run", "tell", "worldviews", "policies", "parameters")
"""The commands that need nothing but the parameters."""


def examples() -> list[str]:
    told = [commands.epilog or "", *(command_of(name).epilog or "" for name in COMMANDS)]
    found = {line for text in told for line in re.findall(r"python -m sim ([^|\n]+)", text)}
    return sorted(line for line in found if line.split()[0] in NAMES)


def test_every_command_is_listed_with_what_it_does(fine):
    out = fine("--help")
    assert [name for name in NAMES if not re.search(rf"^  {name}  +\w", out, re.MULTILINE)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_with_what_its_own_help_says(name):
    listed, real = commands.commands[name], command_of(name)
    assert real.name == name
    assert [listed.get_short_help_str(width) for width in (30, 50, 70, 200)] == [
        real.get_short_help_str(width) for width in (30, 50, 70, 200)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_explains_each_option_and_gives_an_example(fine, name):
    out = fine(name, "--help")
    assert "python -m sim" in out
    options = [parameter for parameter in command_of(name).params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help or option.opts[0] not in out] == []


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_help_work(call, request, example):
    arguments = shlex.split(example)
    if arguments[0] == "run":
        request.getfixturevalue("two_years")
    few = ["--worlds", "5"] if arguments[0] == "run" else []
    few += ["--samples", "10"] if "--uncertainty" in arguments else []
    result = call(*arguments, *few)
    assert result.code == 0
    assert result.out


def test_there_are_examples_for_every_command():
    assert {example.split()[0] for example in examples()} == set(NAMES)


def test_the_version_is_that_of_the_package(fine):
    assert sim.__version__ in fine("--version")


@pytest.mark.parametrize(
    "arguments",
    [
        ("tell", "ratelle2025", "--world", "42"),
        ("new", "worldview", "my.yaml"),
        ("worldviews", "baseline"),
        ("glossary",),
        ("run", "nowhere.yaml"),
        ("explain",),
    ],
)
def test_all_that_is_printed_names_the_program_as_it_was_called(call, arguments, monkeypatch):
    monkeypatch.setattr("sys.argv", ["/usr/bin/peace-under-force"])
    result = call(*arguments)
    assert "peace-under-force" in result.out + result.err
    assert "python -m sim" not in " ".join((result.out + result.err).split())


def test_json_says_the_same_under_either_name(call, monkeypatch):
    asked = ("glossary", "--json")
    first = call(*asked).out
    monkeypatch.setattr("sys.argv", ["/usr/bin/peace-under-force"])
    assert call(*asked).out == first
