"""`python -m sim regret`: which policy is never far behind the best one, whoever is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import click

import sim
from sim.cli.answers import answer_options, default_folder, give, playing, refuse_before
from sim.cli.options import parse_changes
from sim.cli.places import Place

if TYPE_CHECKING:
    from sim.analysis.answers import Answer
    from sim.analysis.regret.asking import Asked

USUAL_WORLDS = 2_000
STUDY = "study"
"""Folder of the worlds, beside the tables."""

EPILOG = """\b
Examples:
  python -m sim regret
  python -m sim regret --outcome war --bound 0.1 --weights fattah2025=2,ratelle2025=1
  python -m sim regret --policies public_dialogue,neutral_force,public_dialogue+neutral_force
  python -m sim regret --pairs --worlds 500
"""


@click.command(epilog=EPILOG)
@click.option(
    "--outcome", "outcomes", multiple=True, metavar="NAME",
    help="Outcome or event; may be given several times. [default: ideal_peace, war]",
)  # fmt: skip
@click.option("--policies", metavar="A,B+C", help="Which policies; + lays several over each other. [default: all]")
@click.option("--pairs", is_flag=True, help="Also play every two of the policies together.")
@click.option("--worldviews", metavar="A,B", help="Who may be right. [default: the five articles]")
@click.option(
    "--weights", metavar="A=N,B=N",
    help="How much each worldview counts in an average (1 if not named), or equal. [default: nothing is averaged]",
)  # fmt: skip
@click.option(
    "--bound", "bounds", multiple=True, metavar="[NAME=]SHARE",
    help="What a share should reach, or not exceed where less is better; for all outcomes, or for one.",
)  # fmt: skip
@click.option("--less", multiple=True, metavar="NAME", help="An outcome of which less is better.")
@click.option("--more", multiple=True, metavar="NAME", help="An outcome of which more is better.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="ID=VALUE",
    help="Set a parameter everywhere; may be given several times.",
)
@click.option(
    "--study", type=Place(), metavar="DIR",
    help="Keep the worlds here; a run that was interrupted goes on, other questions are answered from it. "
    "[default with --pairs or --out: study, in the folder of the results]",
)  # fmt: skip
@answer_options(USUAL_WORLDS)
def regret(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> None:
    """Say which policy is never far behind the best one, whichever author is right.

    Every policy, and no policy, is played under every worldview, all in the same worlds. The regret of a policy is by how many points
    of all worlds it is behind the best one there; its largest regret, whoever is right, is what ranks it.
    """
    refuse_before(out, page, no_files)
    if asked[STUDY] is None and not no_files and (asked["pairs"] or out is not None):
        asked[STUDY] = (out or _folder(_asked(**asked))) / STUDY
    give(answer_of(**asked), out, page, as_json, no_files)
    if asked[STUDY] is not None and not as_json:
        click.echo(f"The worlds are kept in {asked[STUDY]}; --study answers another question from them.")


def answer_of(study: Path | None, workers: int | None, **asked: Any) -> Answer:
    """The answer to what the command was asked."""
    given = _asked(**asked)
    question = given.question
    with playing(len(question.worldviews) * len(question.policies) * question.worlds) as progress:
        return sim.regret(**vars(given), out=study, workers=workers, progress=progress)


def _asked(
    outcomes: Sequence[str],
    policies: str | None,
    pairs: bool,
    worldviews: str | None,
    weights: str | None,
    bounds: Sequence[str],
    less: Sequence[str],
    more: Sequence[str],
    changes: Sequence[str],
    worlds: int,
    seed: int,
    **_: Any,
) -> Asked:
    """What was typed, taken apart."""
    from sim.analysis.regret.asking import Asked
    from sim.analysis.regret.question import USUAL_OUTCOMES

    return Asked(
        policies=_listed("policies", policies) or ("all",),
        worldviews=_listed("worldviews", worldviews),
        outcomes=tuple(outcomes) or USUAL_OUTCOMES,
        pairs=pairs,
        worlds=worlds,
        seed=seed,
        weights=_weights(weights),
        bound=_bound(bounds),
        less=less,
        more=more,
        changes=parse_changes(changes, sim.load().resolve),
    )


def _listed(option: str, written: str | None) -> tuple[str, ...] | None:
    """Names that are separated by commas; None if the option was not given."""
    if written is None:
        return None
    names = tuple(name.strip() for name in written.split(","))
    if not all(names):
        raise sim.InputError(f"--{option}: '{written}' has an empty name; separate names by single commas")
    return names


def _weights(written: str | None) -> dict[str, float] | str | None:
    if written is None or "=" not in written:
        return written
    return dict(_number("--weights", part) for part in _unique("--weights", _listed("weights", written) or ()))


def _bound(written: Sequence[str]) -> dict[str, float] | float | None:
    """One bound for all outcomes, or one for each that is named."""
    if not written:
        return None
    if len(written) == 1 and "=" not in written[0]:
        return _plain("--bound", written[0])
    return dict(_number("--bound", part) for part in _unique("--bound", written))


def _unique(option: str, parts: Sequence[str]) -> Sequence[str]:
    """Parts of the form NAME=NUMBER, of which none has the name of another."""
    names = [part.partition("=")[0].strip() for part in parts]
    doubled = [name for place, name in enumerate(names) if name in names[:place]]
    if doubled:
        raise sim.InputError(f"{option}: {doubled[0]} is given twice; give it once")
    return parts


def _number(option: str, part: str) -> tuple[str, float]:
    name, sign, number = (piece.strip() for piece in part.partition("="))
    if not sign or not name:
        raise sim.InputError(f"{option}: write NAME=NUMBER, as in ideal_peace=0.3, not '{part}'")
    return name, _plain(option, number)


def _plain(option: str, written: str) -> float:
    try:
        return float(written)
    except ValueError as error:
        raise sim.InputError(f"{option}: '{written}' is not a number") from error


def _folder(asked: Asked) -> Path:
    """The folder in which the answer will go, before there is one."""
    words = " ".join(asked.words(asked.question))
    return default_folder(cast("Answer", SimpleNamespace(kind="regret", command=f"python -m sim regret {words}")))
