"""How to make the results of a report again."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shlex
from collections.abc import Sequence

from sim.analysis.answers import nameable, options_of
from sim.common.version import __version__
from sim.parameters import Parameters
from sim.parameters.own import typed
from sim.parameters.wording import whole
from sim.reports.assumptions import name_of, value_in_words
from sim.studies.study import Study
from sim.studies.sweeps.study import SweepStudy

LIBRARIES = ("mesa", "numpy", "pandas", "scipy")
PYTHON_ONLY = "from Python, with the values or bindings given to `sim.load`"


def facts_of_settings(studies: Sequence[Study]) -> list[tuple[str, str]]:
    """Return version, worlds, seeds and hashes of settings that were played one by one."""
    return [
        ("Version of the model", __version__),
        ("Worlds", ", ".join(dict.fromkeys(whole(study.worlds) for study in studies))),
        ("Seed", ", ".join(dict.fromkeys(str(study.seed) for study in studies))),
        *((f"Parameters of {name_of(study.parameters)}", study.parameters.hash) for study in studies),
        made_with(),
    ]


def made_with() -> tuple[str, str]:
    """The versions of Python and of the libraries of this machine."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return "Made with", ", ".join([f"Python {platform.python_version()}", *libraries])


def facts_of_sweep(study: SweepStudy) -> list[tuple[str, str]]:
    """Return version, worlds, seed and hashes of a sweep."""
    told = study.manifest
    kept = "draw worlds of their own" if told.independent else "use the same random draws, world by world"
    rows = [
        ("Version of the model", told.version),
        ("Study", told.study),
        ("Design", f"{told.kind.replace('_', ' ')}, {whole(len(study.design))} cells"),
        ("Worlds", f"up to {whole(told.worlds)} per cell, {whole(study.worlds)} in all; the cells {kept}"),
        ("Seed", str(told.seed)),
    ]
    if study.until is not None:
        rows.append(("Stopped by precision", f"{study.until}; settled: {value_in_words(bool(study.settled))}"))
    for saved in told.parameters:
        policies = f" with {', '.join(saved['policies'])}" if saved["policies"] else ""
        rows.append((f"Parameters of {saved['worldview']}{policies}", str(saved["hash"])))
    made = ", ".join(f"{name} {version}" for name, version in told.environment.items())
    return [*rows, ("Made with", made)]


def commands_of_report(studies: Sequence[Study], question: str = "") -> list[str]:
    """Return what makes the report of some settings again, as a command where one can name it, and from Python; else nothing."""
    settings = [study.parameters for study in studies]
    size = {(study.worlds, study.seed) for study in studies}
    if len(size) > 1 or not nameable(*settings) or any(one.own_files for one in settings):
        return []
    (worlds, seed), asked = *size, ["--question", question] if question else []
    told = {"worlds": worlds, "seed": seed} | ({"question": question} if question else {})
    made = f"sim.report({_in_python(settings)}, {', '.join(f'{name}={value!r}' for name, value in told.items())})"
    python = f"# or from Python: import sim; {made}.save('report.html')"
    views, laid = zip(*(_parted(one) for one in settings), strict=True)
    if len(set(laid)) > 1:
        return [python]
    words = ["python", "-m", "sim", "report", *views, *laid[0], "--worlds", str(worlds), "--seed", str(seed)]
    return [shlex.join([*words, *asked]), python, "# the settings alone:"]


def _parted(parameters: Parameters) -> tuple[str, tuple[str, ...]]:
    """A worldview as it is typed, and the options that were laid over it."""
    view, *laid = options_of(parameters)
    return view, tuple(laid)


def _in_python(settings: Sequence[Parameters]) -> str:
    """Settings as `sim.report` takes them."""
    told = []
    for one in settings:
        given = {"policies": [typed(policy) for policy in one.policies], "changes": dict(one.changes)}
        laid = "".join(f", {name}={value!r}" for name, value in given.items() if value)
        told.append(f"sim.load({typed(one.worldview)!r}{laid})")
    return told[0] if len(told) == 1 else f"[{', '.join(told)}]"


def commands_of_sweep(study: SweepStudy, outcomes: Sequence[str], question: str = "") -> list[str]:
    """Return what runs a sweep again, and what makes its report, where it lies in a folder."""
    # A manifest keeps the name of the program's file.
    made = re.sub(r"^__main__\.py ", "python -m sim ", study.manifest.command)
    if study.path is None:
        return [made]
    chosen = [word for outcome in outcomes for word in ("--outcome", outcome)]
    asked = ["--question", question] if question else []
    return [
        made,
        shlex.join(["python", "-m", "sim", "report", str(study.path), *chosen, *asked]),
    ]


def commands_of_settings(studies: Sequence[Study]) -> list[str]:
    """Return what plays each setting again, or that no command can, because it was made from Python."""
    return [_command(study) or f"# {name_of(study.parameters)}: {PYTHON_ONLY}" for study in studies]


def _command(study: Study) -> str | None:
    if not nameable(study.parameters):
        return None
    words = ["python", "-m", "sim", "run", *options_of(study.parameters)]
    return shlex.join([*words, "--worlds", str(study.worlds), "--seed", str(study.seed)])
