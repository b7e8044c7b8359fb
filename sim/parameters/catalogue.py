"""What there is to choose from: worldviews, policies, and who differs from the baseline on a parameter."""

from dataclasses import dataclass
from pathlib import Path

from sim.common.asked import asked, optional, path, text
from sim.common.errors import InputError, said
from sim.common.listing import Listing, brief
from sim.parameters.baseline import read_baseline
from sim.parameters.entries import Scalar
from sim.parameters.files import parse_scalar
from sim.parameters.overlays import KINDS, Overlay, overlay_names, read_overlay
from sim.parameters.sources import Citation, Source


@dataclass(frozen=True, slots=True)
class Difference:
    """One overlay's departure from the baseline on one parameter; `kind` is `worldview` or `policy`."""

    name: str
    kind: str
    value: Scalar
    reading: str
    sources: tuple[Citation, ...]

    def __repr__(self) -> str:
        return f"<Difference: {self.kind} {self.name} sets {brief(self.value)}>"

    def row(self) -> dict[str, object]:
        """What a table says of it."""
        sources = "; ".join(map(str, self.sources))
        return {"name": self.name, "kind": self.kind, "value": self.value, "reading": self.reading, "sources": sources}


@asked(folder=optional(path))
def worldviews(folder: Path | str | None = None) -> list[Overlay]:
    """Return every worldview in alphabetical order; raise `InputError` if one of them is broken.

    Examples
    --------
    >>> from sim import worldviews
    >>> [one.key for one in worldviews()]
    ['araz2023', 'dersimonian2023', 'dersimonian2024', 'fattah2025', 'ratelle2025']
    """
    return _overlays("worldview", folder)


@asked(folder=optional(path))
def policies(folder: Path | str | None = None) -> list[Overlay]:
    """Return every policy in alphabetical order; raise `InputError` if one of them is broken.

    Examples
    --------
    >>> from sim import policies
    >>> [one.label for one in policies() if one.key == "public_dialogue"]
    ['National dialogue']
    """
    return _overlays("policy", folder)


@asked(folder=optional(path))
def sources(folder: Path | str | None = None) -> dict[str, Source]:
    """Return every source by its key, in the order of `sources.yaml`."""
    return dict(read_baseline(folder).sources)


@asked(folder=optional(path))
def who_differs(entry_id: str, folder: Path | str | None = None) -> list[Difference]:
    """Return who departs from the baseline on a parameter: worldviews first, then policies, by name.

    Parameters
    ----------
    entry_id : str
        Present or old id.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Raises
    ------
    UnknownNameError
        If there is no such parameter; the nearest are named.

    Examples
    --------
    >>> from sim import who_differs
    >>> [(one.name, one.value) for one in who_differs("mechanisms.guarantees.credibility.united_states")][:2]
    [('fattah2025', 0.2), ('ratelle2025', 0.15)]
    """
    current = read_baseline(folder).resolve(entry_id)
    return Listing(
        Difference(overlay.key, overlay.kind, change.value, change.reading, change.sources)
        for kind in KINDS
        for overlay in _overlays(kind, folder)
        for change in overlay.changes
        if change.id == current
    )


@asked(written=text)
def parse_change(written: str) -> tuple[str, Scalar]:
    """Read one change from the command line, such as `mechanisms.force.decisiveness=1.5`.

    Parameters
    ----------
    written : str
        `ID=VALUE`; the value follows the rules of the parameter files (`true`, `1e-3`, a word, a quoted text).

    Returns
    -------
    tuple of str and value
        Id and value, neither checked against the parameters yet.

    Raises
    ------
    InputError
        If it is not of this form.

    Examples
    --------
    >>> from sim import parse_change
    >>> parse_change("mechanisms.force.decisiveness=1.5")
    ('mechanisms.force.decisiveness', 1.5)
    """
    entry_id, equals, text = written.partition("=")
    if not (equals and entry_id.strip() and text.strip()):
        raise InputError(
            f"{said(written)} is not a change: ID=VALUE expected, such as mechanisms.force.decisiveness=1.5"
        )
    value = parse_scalar(text.strip())
    if value is None:
        raise InputError(f"{said(written)} sets nothing: ID=VALUE expected, with a number, true, false or a word")
    return entry_id.strip(), value


def _overlays(kind: str, folder: Path | str | None) -> list[Overlay]:
    baseline = read_baseline(folder)
    return Listing(read_overlay(kind, name, baseline, folder) for name in overlay_names(kind, folder))
