"""Answers: what an analysis of several settings found, in one form for terminal, notebook, picture and report."""

from __future__ import annotations

import shlex
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from sim.analysis.finding import Setting, worlds_in_words
from sim.analysis.telling import Finding
from sim.common.notebook import Shown
from sim.common.version import __version__
from sim.parameters.own import typed
from sim.parameters.parameters import Parameters

ONLY_FROM_PYTHON = "from Python, with values or bindings that no command can name"


@dataclass(frozen=True)
class AnswerTable:
    """One table of an answer: as numbers in a data frame, and as words, cell by cell, for readers.

    `name` is that of its file and of its key in JSON. Each row of words is as long as `head`, and its last `numbers`
    entries are numbers.
    """

    name: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int
    frame: pd.DataFrame = field(repr=False)


class Answer(Shown, ABC):
    """What an analysis found. Each kind says how to put it into words; terminal, notebook, picture and report do the rest.

    `kind` is the name of its command, and `charts` are the kinds of charts that are drawn from it, the first of them first.
    """

    kind: ClassVar[str]
    charts: ClassVar[tuple[str, ...]]

    @property
    @abstractmethod
    def heading(self) -> str:
        """What was asked, as a heading: `Where Fattah 2025 and Araz 2023 part on war`."""

    @property
    @abstractmethod
    def finding(self) -> Finding:
        """What was found, in one sentence, with what a caption must add."""

    @property
    @abstractmethod
    def sentences(self) -> Sequence[str]:
        """What a reader must know beside the finding: how it was counted, and what it does not say."""

    @property
    @abstractmethod
    def tables(self) -> Sequence[AnswerTable]:
        """The tables, the one that carries the finding first."""

    @property
    @abstractmethod
    def settings(self) -> Sequence[Setting]:
        """Under which assumptions worlds were played, for the caption of a picture."""

    @property
    def size(self) -> str:
        """How much was played: `2,000 worlds each`."""
        return worlds_in_words(self.settings)

    @property
    @abstractmethod
    def parameters(self) -> Sequence[Parameters]:
        """The settings that it rests on, for the assumptions of a report."""

    @property
    @abstractmethod
    def command(self) -> str:
        """The command that gives the same answer; see `command_of`."""

    @property
    def table(self) -> pd.DataFrame:
        """The numbers behind the finding."""
        return self.tables[0].frame

    def __str__(self) -> str:
        """The finding, and what to know beside it."""
        return "\n".join([self.finding.sentence, *filter(None, [self.finding.remark]), *self.sentences])

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.finding.sentence}>"

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as JSON can hold it."""
        return {
            "kind": self.kind,
            "heading": self.heading,
            "finding": self.finding.sentence,
            "remark": self.finding.remark,
            "sentences": list(self.sentences),
            "tables": {one.name: records_of(one.frame) for one in self.tables},
            "settings": [
                {
                    "worldview": one.worldview,
                    "policies": list(one.policies),
                    "changes": {name: _plain(value) for name, value in one.changes.items()},
                    "worlds": one.worlds,
                    "seed": one.seed,
                    "parameters_hash": one.fingerprint,
                }
                for one in self.settings
            ],
            "command": self.command,
            "version": __version__,
        }


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as a list of rows that JSON can hold: what is missing or infinite becomes null."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float | str | None) else str(value)


def setting_of_parameters(parameters: Parameters, worlds: int, seed: int) -> Setting:
    """The setting that a caption names."""
    return Setting(
        parameters.worldview,
        parameters.policies,
        dict(parameters.changes),
        worlds,
        seed,
        fingerprint=parameters.hash,
        own_files=parameters.own_files,
    )


def options_of(parameters: Parameters) -> list[str]:
    """The words that name a setting in a command: worldview, policies, and what was set by hand."""
    words = [typed(parameters.worldview)]
    for policy in parameters.policies:
        words += ["--policy", typed(policy)]
    for name, value in parameters.changes.items():
        words += ["--set", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
    return words


def nameable(*settings: Parameters) -> bool:
    """Whether a command can name all of some settings: none has bindings of its own, or values world by world."""
    return not any(
        one.user_bindings or any(isinstance(value, np.ndarray) for value in one.changes.values()) for one in settings
    )


def command_of(kind: str, *words: object, settings: Sequence[Parameters] = ()) -> str:
    """A command as a reader types it; a remark that none can name the settings, where that is so."""
    if not nameable(*settings):
        return f"# {kind}: {ONLY_FROM_PYTHON}"
    return shlex.join(["python", "-m", "sim", kind, *map(str, words)])
