"""How a file of your own begins: with a worldview or a policy that runs as it is, with a comment on every key."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from sim.common.errors import InputError
from sim.common.listing import counted
from sim.parameters.baseline import read_baseline
from sim.parameters.files import parameters_folder, parse_scalar, read_bytes
from sim.parameters.overlays import KINDS as KINDS
from sim.parameters.overlays import overlay_names, read_overlay
from sim.parameters.own import ENDINGS, LONGEST_LABEL, is_file

WORLDVIEW = """\
# A worldview of your own: what you hold to be true, where you differ from what you build on.
#
#   Play it                     python -m sim run {file}
#   Compare it with an article  python -m sim compare fattah2025 --versus {file}
#   See what it changes         python -m sim worldviews {file}
#   Find the id of a number     python -m sim parameters WORD       (such as: guarantee, war cost, grievance)
#   Read all about one number   python -m sim parameters actors.azerbaijan.war_cost
#
# Everything below is an example. Change it, remove what you do not need, and play it again.

kind: worldview

# The name in titles and tables: "If {within} is right, ...". Keep it short.
label: {label}

# What you hold, in a sentence or two. It stands at the head of reports. You can leave it out.
description: Another war would cost Baku more than most authors think, and Washington has promised to act.

# What you build on: baseline, one of `python -m sim worldviews`, or another file of yours.
based_on: baseline

# The first day of the ten years, for the dates in histories. You can leave it out.
start: 2025-07-01

# Where you differ. Each entry begins with the id of a parameter.
changes:
  actors.azerbaijan.war_cost:
    # Your number. `python -m sim parameters ID` says what it means, and from where to where it can go.
    value: 0.17
    # Your reason. It is needed: reports print it beside the number.
    reading: The army is larger than in 2020, but pipelines and new railways are easy to hit.

  # Two numbers that belong together: what Washington has promised, and how far the promise is believed. The second does
  # nothing without the first. `python -m sim compare baseline --versus {file}` shows what your numbers change.
  mechanisms.guarantees.initial.obligations.united_states:
    value: 0.5
    reading: Washington has put its name to the agreement, which says what it would do if the agreement is broken.

  mechanisms.guarantees.credibility.united_states:
    value: 0.5
    reading: It would lose face if it looked away.
    # From where to where you think the number can lie. `--uncertainty` draws from it. You can leave it out.
    range: [0.3, 0.7]

  mechanisms.grievance.initial:
    value: 0.75
    reading: Those who fled have not been heard, and the prisoners are not home.
    # Without sources the status is `own`: your reason, and no text. If one of the texts in sources.yaml says it, name the
    # paragraphs; then the status is `read`:
    # sources:
    # - {{key: ratelle2025, paragraphs: [22]}}

# Choices that are fixed instead of weighed: always, never, or when a condition holds. Remove the # to use it.
# bindings:
# - actor: russia
#   action: spoil
#   rule: never
#   reading: Moscow is too busy elsewhere to work against the peace.
"""

POLICY = """\
# A policy of your own: what somebody could do, and what that changes.
#
#   See what it brings             python -m sim run fattah2025 --policy {file}
#   With and without it            python -m sim compare fattah2025 --policy {file}
#   Under every article            python -m sim sweep --vary worldview=all --vary policy=none,{file} --out results/my_policy
#   Find the id of a number        python -m sim parameters WORD       (such as: guarantee, dialogue, trade)
#   What other policies change     python -m sim policies western_guarantee
#
# Everything below is an example. Change it, remove what you do not need, and play it again.

kind: policy

# The name in titles and tables: "with {within}". Keep it short.
label: {label}

# What is done, in a sentence or two. You can leave it out.
description: A small force of neutral states comes soon, and both publics are told why.

# Who pays, and in what coin. It is shown beside the results, which do not count it. You can leave out price and obstacle.
price:
  payers: [european_union, azerbaijan]
  reading: Brussels pays for the force, and Baku has foreign soldiers near its border.

# Why nobody has done it so far.
obstacle:
  reading: Baku accepts no foreign force, and no state has offered one.

# What the policy changes. Each entry begins with the id of a parameter; it wins over the worldview.
changes:
  mechanisms.guarantees.initial.neutral_force:
    # The number. `python -m sim parameters ID` says what it means, and from where to where it can go.
    value: 0.3
    # The reason. It is needed: reports print it beside the number.
    reading: A few hundred soldiers at the crossings, fewer than the force that articles propose.

  mechanisms.legitimacy.dialogue:
    value: 0.3
    reading: Meetings in both countries explain the force before it comes.
    # If one of the texts in sources.yaml says it, name the paragraphs; without sources the status is `own`:
    # sources:
    # - {{key: ratelle2025, paragraphs: [22]}}

# Choices that are fixed instead of weighed: always, never, or when a condition holds. Remove the # to use it.
# bindings:
# - actor: european_union
#   action: pressure
#   rule: when
#   condition: coercion_last_quarter
#   kept: 0.8
#   reading: Brussels has said that it will put pressure on Baku after every use of force; four times out of five it does.
"""

STARTS = {"worldview": WORLDVIEW, "policy": POLICY}
USUAL_LABELS = {"worldview": "My view", "policy": "My policy"}


def start_of(kind: str, path: Path, like: str | None = None) -> str:
    """The text of a new file: an example that runs, or a copy of what is there already."""
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"{path}: a file with a {kind} ends in .yaml, as in {path.with_suffix('.yaml')}")
    if like is not None:
        return _copy(kind, path, like)
    label = _label(kind, path)
    first, _, rest = label.partition(" ")
    within = f"{first.lower()} {rest}" if first == "My" else label
    return STARTS[kind].format(file=shlex.quote(path.as_posix()), label=_quoted(label), within=within)


def _quoted(label: str) -> str:
    """A label as a file holds it: in quotes where it would not be read as text, such as `True`."""
    return label if isinstance(parse_scalar(label), str) else f'"{label}"'


def _label(kind: str, path: Path) -> str:
    """A label made from the name of a file, unless it is the name of somebody else, or none."""
    words = re.sub(r"[\W_]+", " ", path.stem).strip()
    taken = {name.replace("_", "") for name in ("baseline", *overlay_names(kind))}
    if not words[:1].isalpha() or len(words) > LONGEST_LABEL or words.replace(" ", "").lower() in taken:
        return USUAL_LABELS[kind]
    return words[:1].upper() + words[1:]


def _copy(kind: str, path: Path, like: str) -> str:
    """The text of a worldview or policy that is there: of the program, or in a file of the user's."""
    if is_file(like):
        raise InputError(f"--like names a {kind} of the program, or a folder of results; copy the file {like} as it is")
    read_overlay(kind, like, read_baseline())
    text = read_bytes(parameters_folder(), f"{KINDS[kind]}/{like}.yaml").decode()
    head = (
        f"# A copy of {like} to change. Numbers without sources get the status `own`; each needs a reading.\n"
        f"# See it: python -m sim {KINDS[kind]} {shlex.quote(path.as_posix())}\n"
    )
    body = re.sub(r"^label:.*$", f"label: {_quoted(_label(kind, path))}", text, count=1, flags=re.MULTILINE)
    return f"{head}kind: {kind}\n{body}"


def kept_text(kind: str, path: Path, kept: Mapping[str, Mapping[str, str]], where: str) -> str:
    """The text of the file of the user's that a folder of results kept: the only one of its kind, or the one of that name."""
    fitting = [one for one in kept.values() if one["kind"] == kind]
    named = [one for one in fitting if Path(one["file"]).name == path.name]
    found = named if len(named) == 1 else fitting
    if len(found) != 1:
        names = ", ".join(one["file"] for one in fitting)
        more = f": {names}; give the new file the name of one of them" if fitting else ""
        raise InputError(
            f"{where} kept {counted(len(fitting), f'{kind} of your own', f'{KINDS[kind]} of your own')}{more}"
        )
    return found[0]["text"]
