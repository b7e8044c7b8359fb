"""The schema of manifests: which fields there are, of which kind, and within which limits. Nothing is converted."""

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

SHOWN = 60
"""Characters of a wrong value that a message shows."""

LONGEST_TEXT = 100_000
MOST_EXTENTS = 1_000
MOST_SEED = 2**63 - 1
MOST_WORLDS = 2**62


def _scalar(value: Any) -> Any:
    """A value of a parameter: text, number, or true or false; numbers must be finite."""
    if value is not None and not isinstance(value, bool | int | float | str):
        raise ValueError("must be a number, a text, or true or false")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a finite number")
    return value


def _scalar_or_list(value: Any) -> Any:
    """Such a value, or a list of them."""
    return [_scalar(one) for one in value] if isinstance(value, list) else _scalar(value)


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
LongText = Annotated[str, StringConstraints(max_length=10 * LONGEST_TEXT)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Natural = Annotated[int, Field(ge=0, le=MOST_WORLDS)]
Counted = Annotated[int, Field(ge=1, le=MOST_WORLDS)]
Seed = Annotated[int, Field(ge=0, le=MOST_SEED)]
Real = Annotated[float, Field(allow_inf_nan=False)]
Scalar = Annotated[Any, BeforeValidator(_scalar)]
Scalars = Annotated[Any, BeforeValidator(_scalar_or_list)]
Five = Annotated[list[Natural], Field(min_length=5, max_length=5)]


class Strict(BaseModel):
    """Fields of exactly these names and kinds."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Own(Strict):
    """A worldview or policy of the user's, kept whole: the text of its file, and what was read in it."""

    kind: Literal["worldview", "policy"]
    file: Name
    text: Text
    based_on: Name | None
    overlay: dict[Name, Any]


class Parameters(Strict):
    """One worldview with policies, as `sim.Parameters.to_dict` writes it."""

    worldview: Name
    policies: list[Name]
    start: Text | None
    changes: dict[Name, Scalars]
    bindings: list[dict[Name, Any]]
    values: dict[Name, Scalars]
    hash: Digest
    own: dict[Name, Own] = {}
    files: dict[Name, LongText | None] = {}


class Range(Strict):
    """How the values of a sampled axis are spread."""

    shape: Name
    low: Real
    high: Real
    mode: Real | None = None


class Design(Strict):
    """Which cells a sweep has."""

    kind: Name
    options: dict[Name, Scalars]
    ranges: dict[Name, Range]
    axes: Annotated[list[Name], Field(min_length=1)]
    cells: Counted
    digest: Digest
    order: list[Natural] | None


class Width(Strict):
    """A sweep that stops when intervals are narrow."""

    rule: Literal["width"]
    outcome: Name
    below: Real
    looks: Counted
    confidence: Real


class Difference(Strict):
    """A sweep that stops when a difference is decided."""

    rule: Literal["difference"]
    outcome: Name
    first: Natural
    second: Natural
    looks: Counted
    confidence: Real


class Manifest(Strict):
    """What the manifest of any study says."""

    schema_: Annotated[int, Field(alias="schema")]
    version: Name
    command: Text
    worlds: Counted
    seed: Seed
    checksum: Digest


class Sweep(Manifest):
    """The manifest of a sweep."""

    study: Short
    design: Design
    independent: bool
    rows: bool
    pairs: Text | None = None
    until: Annotated[Width | Difference, Field(discriminator="rule")] | None
    extents: Annotated[list[Five], Field(min_length=1, max_length=MOST_EXTENTS)]
    out_of_range: list[Name]
    probe: Digest
    environment: dict[Name, Text]
    parameters: Annotated[list[Parameters], Field(min_length=1)]
    bindings: list[Natural]
    files: dict[Name, LongText | None] = {}


class Run(Manifest):
    """The manifest of a single run."""

    worldview: Name
    policies: list[Name]
    contradictions: list[Text]
    assumed_parameters: Natural
    parameters_hash: Digest
    wall_time: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    started: Text
    ended: Text
    python: Text
    platform: Text
    libraries: dict[Name, Text]
    files: dict[Name, Digest]
    parameters: Parameters


KINDS: Mapping[str, type[Strict]] = {"sweep": Sweep, "run": Run}

WORDS: Mapping[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of a manifest",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "list_type": "must be a list",
    "dict_type": "must be an object with names and values",
    "model_type": "must be an object with names and values",
    "model_attributes_type": "must be an object with names and values",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "must have {min_length} or more entries",
    "too_long": "must have {max_length} or fewer entries",
    "string_too_short": "must not be empty",
    "string_too_long": "must not have more than {max_length} characters",
    "string_pattern_mismatch": "must be a checksum in hexadecimal digits",
    "literal_error": "must be {expected}",
    "union_tag_invalid": "must name a rule for stopping: {expected_tags}",
    "union_tag_not_found": "must name a rule for stopping",
    "value_error": "{error}",
}
"""What is said of each kind of fault that pydantic finds."""


def first_fault(told: Any, kind: str) -> str | None:
    """Say what is wrong with the first wrong field of a manifest; None if all are right."""
    if not isinstance(told, dict):
        return "it is not an object with names and values"
    try:
        KINDS[kind].model_validate(told)
    except ValidationError as error:
        return _said(told, error.errors(include_url=False)[0])
    except RecursionError:
        return "its values are nested too deeply"
    return None


def _said(told: Any, fault: ErrorDetails) -> str:
    """One fault in words: the field, what it must be, and what stands there."""
    field = _field(told, fault["loc"], fault["type"] == "missing")
    words = WORDS.get(fault["type"], fault["msg"].lower()).format(**fault.get("ctx", {}))
    if fault["type"] in ("missing", "extra_forbidden", "too_short", "too_long"):
        return f"the field {field} {words}"
    shown = repr(fault["input"])
    return f"the field {field} {words}, not {shown if len(shown) <= SHOWN else shown[:SHOWN] + '...'}"


def _field(told: Any, places: Sequence[int | str], missing: bool) -> str:
    """The name of a field, such as `design.order[3]`; steps that are not names of the manifest are omitted."""
    named, here = "", told
    for position, place in enumerate(places):
        last = missing and position == len(places) - 1
        if isinstance(here, dict) and (place in here or last):
            named += f".{place}" if named else str(place)
            here = here.get(place)
        elif isinstance(here, list) and isinstance(place, int) and place < len(here):
            named += f"[{place}]"
            here = here[place]
    return named[: 2 * SHOWN]
