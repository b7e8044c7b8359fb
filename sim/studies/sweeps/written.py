"""Designs and studies as people write them: on the command line, or in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.common.errors import InputError, suggestion
from sim.common.numbers import LONGEST_QUOTED, number_in
from sim.common.system import in_words, read_file, reason
from sim.parameters.files import Node, parse_scalar, required_node
from sim.parameters.own import names_in
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps import design as designs
from sim.studies.sweeps.axes import WORDS, WORLDVIEW, axis_name, entry_of, levels_of, refuse_too_many_cells
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import SHAPES, UNIFORM, Distribution
from sim.studies.sweeps.levels import evenly, refuse_too_many
from sim.studies.sweeps.sampling import KINDS as SAMPLED
from sim.studies.sweeps.sampling import uncertain

EVERYTHING = "everything"
"""Stands for all parameters over their plausible ranges."""

KINDS = ("grid", *SAMPLED, "one_at_a_time")
PLAN_KEYS: Mapping[str, type] = {
    "vary": dict,
    "table": str,
    "design": str,
    "samples": int,
    "worlds": int,
    "seed": int,
    "out": str,
    "workers": int,
    "cluster": str,
    "rows": bool,
    "independent": bool,
    "out_of_range": bool,
    "until_width": float,
    "until_different": str,
    "outcome": str,
}
"""What a study file may say, and in which type: the same as the options of the command line."""

PLAN_LEAST: Mapping[str, int] = {"samples": 1, "worlds": 1, "seed": 0, "workers": 1}
"""The least that a number in a study file may be."""

IN_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
LARGEST_PLAN = 1_000_000
"""Bytes of a study file; many cells belong into a table."""

FORM = "ID=low:high:n, ID=a,b,c or ID=low:high"


def axes_from(written: Sequence[str]) -> dict[str, Any]:
    """The axes that `--vary` names.

    `ID=low:high:n` for evenly spaced levels, `ID=a,b,c` for given levels, `ID=low:high` or `ID=shape:low:mode:high` for a range,
    `ID` alone for the plausible range, `worldview=a,b`, `policy=x,none,x+y`, `worldview=all`, `policy=all`, or `everything`.
    """
    axes: dict[str, Any] = {}
    for text in written:
        name, equals, content = text.partition("=")
        axis = name.strip() if name.strip() == EVERYTHING else axis_name(name.strip())
        if axis == EVERYTHING and equals:
            raise InputError(
                f"'{text}': {EVERYTHING} stands alone; it varies all parameters over their plausible ranges"
            )
        if axis in axes:
            raise InputError(f"--vary {axis} is given twice; give it once")
        if equals and not content.strip():
            raise InputError(f"'{text}' varies nothing: {FORM} expected")
        axes[axis] = content_of(axis, content.strip()) if equals else None
    return axes


def content_of(axis: str, written: Any) -> Any:
    """What an axis runs over, as `sim.design` takes it (a list of levels, a range, or None), from a text or what a file holds."""
    if written is None or isinstance(written, list):
        return written
    if isinstance(written, bool | int | float):
        return [written]
    text = str(written)
    refuse_too_many(text.count(",") + 1, axis)
    if axis in WORDS:
        return names_in(text, ",")
    if ":" in text:
        return _range(axis, [part.strip() for part in text.split(":")])
    return [parse_scalar(part.strip()) for part in text.split(",")]


def _range(axis: str, parts: list[str]) -> Any:
    """`low:high:n`, `low:high`, `uniform:low:high`, or `triangular:low:mode:high`."""
    shape = parts[0] if parts[0] in SHAPES else None
    texts = parts[1:] if shape else parts
    numbers = [_number(axis, part) for part in texts]
    if shape and len(numbers) == (2 if shape == UNIFORM else 3):
        return Distribution(shape, numbers[0], numbers[-1], None if shape == UNIFORM else numbers[1])
    if shape is None and len(numbers) == 2:
        return (numbers[0], numbers[1])
    if shape is None and len(numbers) == 3 and numbers[2] >= 2 and numbers[2] == int(numbers[2]):
        return _levels(axis, texts[0], texts[1], int(numbers[2]))
    raise InputError(
        f"{axis}: '{':'.join(parts)}' is not a range: low:high:n (n at least 2), low:high or pert:low:mode:high"
    )


def _levels(axis: str, low: str, high: str, count: int) -> list[Any]:
    """Evenly spaced levels; whole numbers where the parameter is one."""
    refuse_too_many_cells(count, 1)
    refuse_too_many(count, axis)
    levels = evenly(low, high, count)
    return sorted({round(level) for level in levels}) if entry_of(axis).kind == "whole number" else list(levels)


def _number(axis: str, text: str) -> float:
    """A plain number; neither infinite nor one that a float cannot hold."""
    number = number_in(text)
    if number is None:
        shown = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}..."
        raise InputError(f"{axis}: '{shown}' is not a number; {FORM} expected")
    return number


def design_from(
    axes: Mapping[str, Any],
    kind: str = "grid",
    samples: int | None = None,
    seed: int = 1,
    table: Path | str | None = None,
) -> Design:
    """The design that somebody wrote down."""
    if table is not None:
        if axes:
            raise InputError("either a table of cells or axes to vary, not both")
        return designs.table(table)
    if not axes:
        raise InputError(f"the design is empty: say what to vary, as in --vary {FORM}")
    if kind not in KINDS:
        raise InputError(f"unknown design '{kind}'; {suggestion(kind, KINDS, full_list=True)}")
    if kind in SAMPLED and samples is None:
        raise InputError(f"the design {kind} needs the number of samples (--samples)")
    if kind not in SAMPLED and samples is not None:
        raise InputError(f"the design {kind} takes no samples; {', '.join(SAMPLED)} do")
    if EVERYTHING in axes:
        return _everything(axes, kind, samples, seed)
    if kind == "grid":
        for axis, content in axes.items():
            if content is None or isinstance(content, tuple | Distribution):
                raise InputError(f"{axis}: a grid needs levels, as in {axis}=low:high:n or {axis}=a,b,c")
        return designs.grid(axes)
    if kind == "one_at_a_time":
        moved = {axis: content for axis, content in axes.items() if axis != WORLDVIEW}
        return designs.one_at_a_time(moved, _one_worldview(axes))
    made: Design = getattr(designs, kind)(axes, samples, seed=seed)
    return made


def _everything(axes: Mapping[str, Any], kind: str, samples: int | None, seed: int) -> Design:
    """All parameters over their plausible ranges, for some worldviews."""
    others = [axis for axis in axes if axis not in (EVERYTHING, WORLDVIEW)]
    if others:
        raise InputError(f"'{EVERYTHING}' goes with worldviews alone, not with {others[0]}")
    if kind == "one_at_a_time":
        return designs.one_at_a_time(uncertain(), _one_worldview(axes))
    if samples is None:
        raise InputError(f"'{EVERYTHING}' needs a design that samples, such as latin_hypercube, not {kind}")
    return designs.everything(samples, axes.get(WORLDVIEW, [BASELINE]), kind, seed=seed)


def _one_worldview(axes: Mapping[str, Any]) -> str:
    names = axes.get(WORLDVIEW, [BASELINE])
    if len(names) != 1:
        raise InputError("one parameter at a time moves from one worldview; give one")
    return str(names[0])


@in_words
def read_plan(path: Path | str) -> dict[str, Any]:
    """Read a study that is kept in a YAML file with the keys of `PLAN_KEYS`; `InputError` names the file and the line.

    `vary` holds a mapping from axes to a list of levels, a text as after `--vary ID=`, or nothing for the plausible range.
    """
    file = Path(path)
    try:
        content = read_file(file, LARGEST_PLAN)
    except OSError as error:
        raise InputError(f"cannot read the study file {file}: {reason(error)}") from error
    fields = required_node(str(file), content).fields((), tuple(PLAN_KEYS))
    return {key: _varied(node) if key == "vary" else _typed(key, node) for key, node in fields.items()}


def _varied(node: Node) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for name, child in node.mapping().items():
        try:
            axis = name if name == EVERYTHING else axis_name(name)
            if axis in axes:
                raise InputError("given twice, once under an old name; give it once")
            if axis == EVERYTHING and child.data is not None:
                raise InputError("nothing stands behind it; it varies all parameters over their plausible ranges")
            # In a file a list within the list of policies is a combination.
            axes[axis] = content_of(axis, child.plain())
            if isinstance(axes[axis], list):
                levels_of(axis, axes[axis])
        except InputError as error:
            raise child.error(error) from error
    return axes


def _typed(key: str, node: Node) -> Any:
    """A value of a study file in the type that belongs to its key."""
    wanted, found = PLAN_KEYS[key], node.data
    if wanted is float and isinstance(found, int) and not isinstance(found, bool):
        return float(found)
    if type(found) is not wanted:
        raise node.error(f"expected {IN_WORDS[wanted]}, found {node.described()}")
    if key in PLAN_LEAST and isinstance(found, int) and found < PLAN_LEAST[key]:
        raise node.error(f"must be {PLAN_LEAST[key]} or more, not {found}")
    return found
