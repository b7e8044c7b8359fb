"""`python -m sim regret`: which policy is never far behind the best one, whoever is right."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import click

import sim
from sim.cli.answers import answer_options, default_folder, give, playing, refuse_before
from sim.cli.options import own_parameters, parse_changes, typed
from sim.cli.places import Place
from sim.cli.words import note, say
from sim.parameters.own import names_in
from sim.parameters.wording import counted, enumeration

if TYPE_CHECKING:
    from sim.analysis.answers import Answer
    from sim.analysis.regret.wanted import Asked
    from sim.studies.sweeps import SweepStudy

USUAL_WORLDS = 2_000
STUDY = "study"
"""Folder of the worlds, beside the tables."""
WORLDS = ("worlds", "seed")
"""What has a usual value, and is that of the folder where there is a study and it was not typed."""
FURTHER = ("worlds", "policies", "pairs", "worldviews")
"""What may ask for more than a folder holds, so that it is played into it."""
FEW = 6
"""So many things that a folder lacks are named one by one."""

EPILOG = """\b
Examples:
  python -m sim regret
  python -m sim regret --outcome war --bound 0.1 --weights fattah2025=2,ratelle2025=1
  python -m sim regret --policies public_dialogue,neutral_force,public_dialogue+neutral_force
  python -m sim regret --pairs --worlds 500 --study results/pairs
  python -m sim regret --study results/pairs --outcome stalemate
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
    help="Keep the worlds here. If there are none yet, they are played, and a run that was interrupted goes on. If they are there, "
    "the question is asked of them: worlds, seed, policies, worldviews, pairs and --set are theirs unless typed, and more are "
    "played only if --worlds, --policies, --pairs or --worldviews ask for more. "
    "[default with --pairs or --out: study, in the folder of the results]",
)  # fmt: skip
@answer_options(USUAL_WORLDS)
@own_parameters
def regret(out: Path | None, page: Path | None, as_json: bool, no_files: bool, **asked: Any) -> None:
    """Say which policy is never far behind the best one, whichever author is right.

    Every policy, and no policy, is played under every worldview, all in the same worlds. The regret of a policy is by how many points
    of all worlds it is behind the best one there; its largest regret, whoever is right, is what ranks it.
    """
    refuse_before(out, page, no_files)
    with _parameters_of(asked[STUDY]):
        _give(out, page, as_json, no_files, asked)


def _parameters_of(folder: Path | None) -> AbstractContextManager[None]:
    """The parameters that the study in a folder was played with, if it kept a folder of the user's and none was typed."""
    from sim.parameters.folders import under
    from sim.studies.sweeps import open_study
    from sim.studies.sweeps.store import holds_study

    if folder is None or "own_folder" in typed() or not holds_study(folder):
        return nullcontext()
    files = open_study(folder).manifest.files
    if not files:
        return nullcontext()
    note(f"The study in {folder} kept a folder of own parameters, which are taken from there.")
    return under(files)


def _give(out: Path | None, page: Path | None, as_json: bool, no_files: bool, asked: dict[str, Any]) -> None:
    """Answer what was asked, and say where the worlds are kept."""
    if asked[STUDY] is not None:
        options = _in_folder(asked[STUDY], {**asked, **{name: None for name in WORLDS if name not in typed()}})
    else:
        if not no_files and (asked["pairs"] or out is not None):
            asked[STUDY] = (out or _folder(_asked(**asked))) / STUDY
        options = _beside(asked[STUDY], _asked(**asked))
    try:
        answer = _answered(workers=asked["workers"], **options)
    except KeyboardInterrupt:
        if asked[STUDY] is not None and asked[STUDY].exists():
            note(f"The worlds that are finished are kept in {asked[STUDY]}; the same command goes on with them.")
        raise
    give(answer, out, page, as_json, no_files)
    if asked[STUDY] is not None and not as_json:
        command = f"python -m sim regret --study {shlex.quote(str(asked[STUDY]))} --outcome NAME"
        say(f"The worlds are kept in {asked[STUDY]}\nAnother question to the same worlds: {command}")


def answer_of(study: Path | None, workers: int | None, **asked: Any) -> Answer:
    """The answer to what the command was asked."""
    return _answered(_asked(**asked), workers, out=study)


def _answered(given: Asked, workers: int | None, **where: Any) -> Answer:
    """The answer to what is asked, whose worlds are, or will be, in a folder (`out`) or in a study (`study`)."""
    question = given.question
    with playing(len(question.worldviews) * len(question.policies) * question.worlds) as progress:
        return sim.regret(**vars(given), **where, workers=workers, progress=progress)


def _in_folder(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked of the folder that was typed, and whether it is only read; what is left out is as it was played there."""
    from sim.analysis.regret.kept import taken_from
    from sim.studies.sweeps import open_study
    from sim.studies.sweeps.store import holds_study

    given = _asked(**asked)
    if not holds_study(folder):
        question = given.question
        settings = counted(len(question.worldviews) * len(question.policies), "setting")
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            played = f"{settings} of {counted(question.worlds, 'world')} are played into it"
            note(f"There is no study in {folder} yet: {played}.")
        return {"given": given, "out": folder}
    there = open_study(folder)
    if there.complete and not any(asked[name] for name in FURTHER):
        return {"given": taken_from(there, given), STUDY: there}
    found = taken_from(there, given, further=True)
    _say_what_is_added(there, found)
    return {"given": found, "out": folder}


def _beside(folder: Path | None, given: Asked) -> dict[str, Any]:
    """What is asked, with what is usual where it was not typed; its worlds lie beside the answer, if they are kept."""
    from sim.studies.sweeps import open_study
    from sim.studies.sweeps.store import holds_study

    if folder is not None and holds_study(folder):
        _say_what_is_added(open_study(folder), given)
    return {"given": given, "out": folder}


def _say_what_is_added(there: SweepStudy, given: Asked) -> None:
    """Say on standard error what will be played into a study that is there."""
    from sim.analysis.regret.kept import missing_from

    worlds, folder = there.manifest.worlds, there.path
    if not there.complete:
        note(f"The study in {folder} is not complete: the rest of it is played.")
    if given.worlds is not None and given.worlds > worlds:
        note(f"The study in {folder} has {counted(worlds, 'world')} of each setting: all of them get {given.worlds:,}.")
    missing = missing_from(there, given)
    if missing:
        told = enumeration(missing) if len(missing) <= FEW else f"{len(missing)} policies and worldviews"
        note(f"The study in {folder} does not hold {told}: what is missing is played into it.")


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
    worlds: int | None,
    seed: int | None,
    **_: Any,
) -> Asked:
    """What was typed, taken apart."""
    from sim.analysis.regret.question import USUAL_OUTCOMES
    from sim.analysis.regret.wanted import Asked

    return Asked(
        policies=_listed("policies", policies),
        worldviews=_listed("worldviews", worldviews),
        outcomes=tuple(outcomes) or USUAL_OUTCOMES,
        pairs=pairs,
        worlds=worlds,
        seed=seed,
        weights=_weights(weights),
        bound=_bound(bounds),
        less=less,
        more=more,
        changes=parse_changes(changes, sim.load().resolve) or None,
    )


def _listed(option: str, written: str | None) -> tuple[str, ...] | None:
    """Names that are separated by commas; None if the option was not given."""
    if written is None:
        return None
    names = tuple(names_in(written, ","))
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
