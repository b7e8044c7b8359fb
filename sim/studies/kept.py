"""What folders of results keep of a folder of parameters: whoever works on with them needs that folder no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sim.common.errors import InputError
from sim.parameters.folders import own_parameters, under
from sim.studies.manifests import NAME, check_manifest, read_json
from sim.studies.runs import told_by_run
from sim.studies.sweeps.manifest import read_manifest


@contextmanager
def parameters_in(folder: Path) -> Iterator[None]:
    """Take all parameters from a folder of them, or from what a folder of results kept, for as long as the context lasts."""
    if (folder / NAME).exists():
        with under(files_in(folder)):
            yield
        return
    with own_parameters(folder):
        yield


def files_in(folder: Path) -> Mapping[str, str | None]:
    """The parameter files that a run or a sweep kept; `InputError` if it was made with those of the package."""
    run = told_by_run(folder)
    if run is not None:
        check_manifest(folder / NAME, run, "run")
        files: Mapping[str, str | None] = run["parameters"].get("files", {})
    else:
        told = read_json(folder / NAME)
        check_manifest(folder / NAME, told, "sweep")
        files = told.get("files", {})
    if not files:
        raise InputError(f"{folder} was made with the parameters of the program, so it kept none of its own")
    return files


def own_in(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The worldviews and policies of the user's that a run or a sweep kept, by key."""
    run = told_by_run(folder)
    if run is None:
        return read_manifest(folder).own
    check_manifest(folder / NAME, run, "run")
    return run["parameters"].get("own", {})
