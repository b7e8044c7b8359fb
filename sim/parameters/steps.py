"""How a value came to be what it is: the baseline and every layer on top of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.common.listing import brief
from sim.parameters.entries import Entry
from sim.parameters.overlays import Overlay
from sim.parameters.sources import Citation
from sim.parameters.values import Value
from sim.parameters.vocabulary import ASSUMED, BASELINE, USER


@dataclass(frozen=True, slots=True)
class Step:
    """One layer in the history of a value: what it sets, why, and where from.

    `kind` is `baseline`, `worldview`, `policy` or `user`, and `name` is that word or the name of the overlay. What a user
    sets has the status `assumed`. `range` is what the layer finds plausible; None if it says nothing about that.
    """

    name: str
    kind: str
    value: Value
    status: str
    reading: str
    sources: tuple[Citation, ...]
    range: tuple[int | float, int | float] | None = None

    def __repr__(self) -> str:
        return f"<Step {self.name}: {brief(self.value)}, {self.status}>"


def steps_of(entry: Entry, overlays: Iterable[Overlay], changes: Mapping[str, Value]) -> list[Step]:
    """Return the layers that set one parameter, in the order in which they were laid; the first is the baseline."""
    baseline = (entry.value, entry.status, entry.reading, entry.sources, entry.range)
    steps = [Step(BASELINE, BASELINE, *baseline)]
    for overlay in overlays:
        for change in overlay.changes:
            if change.id == entry.id:
                layer = (change.value, change.status, change.reading, change.sources, change.range)
                steps.append(Step(overlay.key, overlay.kind, *layer))
    if entry.id in changes:
        steps.append(Step(USER, USER, changes[entry.id], ASSUMED, "set by the user", ()))
    return steps
