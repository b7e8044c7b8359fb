"""Small studies, and ways to look into their folders."""

from pathlib import Path

import pytest

from sim.studies.sweeps import design

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
GRIEVANCE = "mechanisms.grievance.initial"
QUARTERS = 6
"""Short histories, so that tests are quick."""


def small_grid(levels=(0.0, 0.4, 0.8), worldviews=("araz2023", "fattah2025"), policies=("none", "public_sanctions")):
    """Twelve cells with two kinds of bindings."""
    axes = {CREDIBILITY: list(levels), "worldview": list(worldviews), "policy": list(policies)}
    return design.grid({**axes, "calendar.horizon": QUARTERS})


def files_in(folder: Path) -> dict[str, bytes]:
    """The content of every file of a study but the command in its manifest and the checksum over it."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    manifest = found["manifest.json"].decode().splitlines()
    found["manifest.json"] = "\n".join(
        line for line in manifest if '"command"' not in line and '"checksum"' not in line
    ).encode()
    return found


@pytest.fixture
def grid():
    """Twelve cells with two kinds of bindings."""
    return small_grid()


@pytest.fixture
def make_grid():
    """Grids of other levels, worldviews or policies."""
    return small_grid


@pytest.fixture
def contents():
    """Read the content of every file of a study."""
    return files_in
