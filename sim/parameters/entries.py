"""Entries: the leaves of the baseline files, each of which says everything about one number."""

from dataclasses import dataclass

from sim.common.errors import InputError
from sim.common.listing import brief
from sim.parameters.sources import Citation
from sim.parameters.vocabulary import CHOICE_UNIT, DIVIDING_UNITS, SWITCH_UNIT, TWO_SIDED_UNITS, UNIT_LIMITS

Scalar = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Entry:
    """One parameter as the baseline files state it.

    Attributes
    ----------
    id : str
        The path of the file and the keys that lead to the entry, with dots between them.
    label, description : str
        A short name and one sentence of meaning.
    unit, status : str
        Words of `sim.parameters.vocabulary.UNITS` and `STATUSES`.
    range : tuple of two numbers, or None
        Plausible range, both ends included; None for switches and choices.
    options : tuple of str, or None
        The possible values of a choice; None otherwise.
    reading : str
        Why this value: how the sources were read, or why it was assumed.
    sources : tuple of Citation
        Where it comes from; may be empty if it was assumed or calibrated.
    file, line : str, int
        Where it stands, relative to the parameters folder and counted from 1.
    """

    id: str
    label: str
    description: str
    value: Scalar
    unit: str
    range: tuple[int | float, int | float] | None
    options: tuple[str, ...] | None
    status: str
    reading: str
    sources: tuple[Citation, ...]
    file: str
    line: int

    def __repr__(self) -> str:
        return f"<Entry {self.id} = {brief(self.value)}, {self.unit}, {self.status}>"

    @property
    def kind(self) -> str:
        """`switch`, `choice`, `whole number` or `number`."""
        if self.unit in (SWITCH_UNIT, CHOICE_UNIT):
            return self.unit
        return "whole number" if isinstance(self.value, int) else "number"

    @property
    def bounds(self) -> tuple[int | float, int | float]:
        """The range of a number; raises `InputError` for a switch or a choice, which have none."""
        if self.range is None:
            raise InputError(f"{self.id} is a {self.kind} and has no range")
        return self.range

    @property
    def limits(self) -> tuple[int | float, int | float]:
        """The least and the most that the number can be at all, plausible or not; `InputError` as for `bounds`.

        They are those of the unit (`sim.parameters.vocabulary.UNIT_LIMITS`). A number that is plausible from 0 on cannot
        fall below 0, unless the unit has two sides; one that is plausible only above 0 cannot be 0 where it divides.
        """
        plausible = self.bounds[0]
        low, high = UNIT_LIMITS[self.unit]
        if plausible > 0 and self.unit in DIVIDING_UNITS:
            return DIVIDING_UNITS[self.unit], high
        return (max(low, 0) if plausible >= 0 and self.unit not in TWO_SIDED_UNITS else low), high
