"""The reference of commands, made from the same texts as `--help`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from sim.cli.main import COMMANDS, command_of

PROGRAM = "python -m sim"

INTRODUCTION = """# Commands

Made from the program itself when this site is built: what `python -m sim COMMAND --help` says. `peace-under-force` is the same
as `python -m sim`.

| command | what it does |
| --- | --- |
"""


def page() -> str:
    """Every command with its options and examples, in the order in which they are met."""
    text = INTRODUCTION + "".join(f"| [`{name}`](#command-{name}) | {told} |\n" for name, told in COMMANDS.items())
    return text + "".join(_section(name, command) for name, command in every_command())


def every_command() -> Iterator[tuple[str, click.Command]]:
    """All commands and the commands within them, with their full names, such as `study export`."""
    for name in COMMANDS:
        command = command_of(name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", command.commands[inner]) for inner in sorted(command.commands))


def examples(command: click.Command) -> list[str]:
    """The lines of the examples that a command's help shows; one that goes on is one line."""
    text = (command.epilog or "").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip().startswith(PROGRAM)]


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"{PROGRAM} {name}")
    level = "##" if " " not in name else "###"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    pieces = [
        f"\n(command-{name.replace(' ', '-')})=\n{level} {name}\n",
        f"```text\n{usage}\n```\n",
        _prose(command.help or ""),
        _options(command, context),
        _examples(command),
    ]
    return "\n".join(piece for piece in pieces if piece)


def _prose(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\b", ""))]
    return "\n\n".join(map(_plain, paragraphs)) + "\n"


def _options(command: click.Command, context: click.Context) -> str:
    # An argument that has no words of its own is explained in the text above.
    rows = [found for one in command.params if (found := one.get_help_record(context)) and found[1]]
    if not rows:
        return ""
    table = "".join(f"| `{_cell(left)}` | {_plain(_cell(right))} |\n" for left, right in rows)
    return f"| option | meaning |\n| --- | --- |\n{table}"


def _examples(command: click.Command) -> str:
    text = re.sub(r"^\s*Examples?:\s*", "", (command.epilog or "").replace("\b", "").strip("\n"))
    lines = [line.strip() if not line.startswith("      ") else f"    {line.strip()}" for line in text.splitlines()]
    shown = "\n".join(line for line in lines if line)
    return f"```sh\n{shown}\n```\n" if shown else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _plain(text: str) -> str:
    """Help as Markdown: what stands between backticks stays as it is, other signs lose their meaning."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<>$\[\]])", r"\\\1", part) for part in parts)
