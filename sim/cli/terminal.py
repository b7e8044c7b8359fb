"""A student at the command line: what is asked and said while walking through an exercise."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

import sim
from sim.cli.words import say, shown_progress

Given = TypeVar("Given")

NARROWEST, WIDEST = 60, 100
"""Columns between which a terminal is believed."""


class Terminal:
    """Who walks through an exercise at the command line; the lines may also come from a file or a pipe."""

    def __init__(self) -> None:
        self.width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)

    def say(self, text: str = "", strong: bool = False) -> None:
        """Show some lines; bold if they are a heading and this is a terminal."""
        say(click.style(text, bold=True) if strong else text)

    def ask(self, prompt: str) -> str:
        """Ask for one line; `EOFError` if there is none any more."""
        if sys.stdin is None or sys.stdin.closed:
            raise EOFError
        if sys.stdin.isatty():
            return input(f"{prompt} ")
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError as error:
            raise EOFError("what comes in is not UTF-8 text; save the file in the encoding UTF-8") from error
        # So that what was answered can be read in the record of the walk.
        say(f"{prompt} {line}".rstrip())
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def asked(self, prompt: str, reader: Callable[[str], Given]) -> Given:
        """Ask until what comes can be read."""
        while True:
            try:
                return reader(self.ask(prompt))
            except sim.InputError as error:
                self.say(f"{error}.")

    @contextmanager
    def working(self) -> Iterator[Any]:
        """Show how many worlds are played."""
        with shown_progress(1) as progress:
            yield progress
