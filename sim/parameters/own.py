"""A user's own worldviews and policies: files that can stand wherever a name can.

What is read from a file gets a key of its own, `my_view@1a2b3c4d`: the name of the file, and a fingerprint of what it says.
So two files are never taken for each other, nor a file for what it was before it was changed, nor for a worldview of the
package. A key stands for the same content always; so what was read once can be remembered by its key, and names stay plain
texts in designs, tables and manifests. What a manifest keeps of a file is read into the same memory: then a study needs no
file any more.
"""

import dataclasses
import logging
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.common.errors import BrokenFileError, InputError, UnknownNameError, nearest, said
from sim.common.system import read_file, reason, shown, unusual
from sim.parameters.baseline import Baseline
from sim.parameters.entries import Value, check_value
from sim.parameters.file_names import ENDINGS as ENDINGS
from sim.parameters.file_names import is_file as is_file
from sim.parameters.file_names import is_setting as is_setting
from sim.parameters.file_names import names_in as names_in
from sim.parameters.files import Node, required_node
from sim.parameters.overlays import KINDS, Overlay, OwnFile, changes_nothing, overlay_names, overlay_of, read_overlay
from sim.parameters.overlays import file_beside as file_beside
from sim.parameters.told import as_told, fingerprint
from sim.parameters.vocabulary import BASELINE

LOG = logging.getLogger("sim.parameters.own")
SIGN = "@"
"""Stands between the name of a file and the fingerprint of what it says."""

LARGEST = 100_000
"""Bytes of a file with a worldview or a policy."""

LONGEST_STEM, LONGEST_LABEL = 40, 60
SMALL_WORDS = ("A", "An", "The", "My", "Our")
"""First words of a label that are written small within a sentence."""

_known: dict[str, Overlay] = {}
_labels: dict[str, str] = {}
_broken: dict[str, str] = {}
_kept: dict[tuple[str, str], dict[str, None]] = {}
"""Keys by kind and name of the file, of what manifests kept: several where studies kept different files of one name."""


def is_own(name: object) -> bool:
    """Whether a name stands for something of the user's: a file, or what was read from one."""
    return is_file(name) or (isinstance(name, str) and SIGN in name)


def layers(kind: str, name: str, baseline: Baseline, folder: Path | str | None = None) -> tuple[Overlay, ...]:
    """The layers that a name stands for: what it is based on, the lowest first, and itself at the end.

    Parameters
    ----------
    kind : str
        `worldview` or `policy`.
    name : str
        Of the package (or the folder in use), of a file, or the key of what was read from one.
    baseline : Baseline
        What they are laid over.
    folder : path, optional
        The folder of the parameters.
    """
    if is_file(name):
        return _read(kind, os.fspath(name), baseline, folder, ())
    if SIGN in name:
        return _chain(kind, name, baseline, folder)
    return (read_overlay(kind, name, baseline, folder),)


def _chain(kind: str, key: str, baseline: Baseline, folder: Path | str | None) -> tuple[Overlay, ...]:
    """What was read before, with what it is based on."""
    overlay = _known.get(key)
    if overlay is None:
        why = _broken.get(key, "it was read from a file: name the file, or open the study that kept it")
        raise UnknownNameError(f"unknown {kind} {said(key)}; {why}")
    if overlay.kind != kind:
        raise UnknownNameError(f"{said(key)} is a {overlay.kind}, and a {kind} is wanted here")
    _refuse_elsewhere(overlay, baseline)
    below = overlay.own.based_on if overlay.own else None
    return (*(() if below is None else layers(kind, below, baseline, folder)), overlay)


def _refuse_elsewhere(overlay: Overlay, baseline: Baseline) -> None:
    """Refuse what was read under other parameters, if those in use lack a parameter of it, or hold a value implausible."""
    for change in overlay.changes:
        try:
            check_value(baseline.entries[baseline.resolve(change.id)], change.value)
        except InputError as error:
            raise type(error)(f"{typed(overlay.key)} does not fit the parameters in use: {error}") from error


def _read(
    kind: str, name: str, baseline: Baseline, folder: Path | str | None, way: tuple[Path, ...]
) -> tuple[Overlay, ...]:
    """Read a file, and what it is based on; `way` are the files that led here."""
    path = Path(name)
    kept = _kept_of(kind, name)
    if kept is not None:
        LOG.warning("%s is not there; what a study kept of it is used", shown(name))
        return _chain(kind, kept, baseline, folder)
    text = _text(kind, path)
    node = required_node(name, text.encode())
    below: tuple[Overlay, ...] = ()
    if "based_on" in node.mapping() and kind == "worldview":
        below = _below(node.mapping()["based_on"], path, baseline, folder, (*way, path))
    made = _overlay(kind, node, text, below[-1].key if below else None, baseline)
    _refuse_label(made, node, folder)
    for change in made.changes if kind == "worldview" else ():  # a policy can lead back to the baseline from elsewhere
        if change.value == _value(change.id, below, baseline):
            raise changes_nothing(change, f"the value of {below[-1].key if below else 'the baseline'}")
    remember(made)
    return (*below, made)


def _kept_of(kind: str, name: str) -> str | None:
    """The key of what a study kept of a file, if the file is not there; `InputError` if studies kept several of this name."""
    keys = [] if os.path.lexists(name) else list(_kept.get((kind, _plain_name(name)), ()))
    if len(keys) > 1:
        raise InputError(
            f"there is no file {shown(name)}, and studies that were opened kept {len(keys)} different files of this name: "
            f"{', '.join(keys)}; give one of these keys, or write the file again (`python -m sim new {kind} FILE --like DIR`)"
        )
    return keys[0] if keys else None


def _text(kind: str, path: Path) -> str:
    """The text of a file; an error says what is there instead, and which file may be meant."""
    if "\0" in str(path):
        raise InputError(f"'{shown(path)}' holds a zero byte; give the name of a file")
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"{shown(path)}: {_no_such_file(kind, path)}")
    try:
        there = unusual(path)
        if there is not None:
            raise BrokenFileError(f"{shown(path)} is {there}, not a file with a {kind}")
        content = read_file(path, LARGEST)
    except FileNotFoundError as error:
        raise InputError(f"there is no file {shown(path)}; {_others(kind, path)}") from error
    except OSError as error:
        raise BrokenFileError(f"{shown(path)}: cannot be read: {reason(error)}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenFileError(f"{shown(path)}:{line}: not UTF-8 text; save the file in the encoding UTF-8") from error


def _no_such_file(kind: str, path: Path) -> str:
    """What to say of a path that is not that of a YAML file."""
    beside = file_beside(str(path))
    if beside:
        return beside
    hint = "results have a command of their own, such as `python -m sim chart` and `report`"
    if path.is_dir():
        return f"this is a folder, not a file with a {kind}; {hint}"
    return f"a file with a {kind} ends in .yaml" + (
        "" if path.exists() else ", and there is no file or folder of this name"
    )


def _others(kind: str, path: Path) -> str:
    """What to do if there is no such file."""
    names = {one.stem: one for one in sorted(path.parent.glob("*")) if one.suffix.lower() in ENDINGS}
    near = nearest(path.stem, names, 1)
    if near:
        return f"nearest: {shown(names[near[0]])}"
    return f"`python -m sim new {kind} {shown(path)}` writes one to begin with"


def _below(
    node: Node, path: Path, baseline: Baseline, folder: Path | str | None, way: tuple[Path, ...]
) -> tuple[Overlay, ...]:
    """What a file says that it is based on: a worldview by name, or another file, found from the folder of this one."""
    name = node.text()
    if name == BASELINE:
        return ()
    try:
        if not is_file(name):
            return layers("worldview", name, baseline, folder)
        other = path.parent / name
        if other.resolve() in [one.resolve() for one in way]:
            names = " -> ".join(one.name for one in (*way, other))
            raise InputError(f"what they are based on leads in a circle: {names}")
        return _read("worldview", str(other), baseline, folder, way)
    except InputError as error:
        raise node.error(error, type(error)) from error


def _value(name: str, below: tuple[Overlay, ...], baseline: Baseline) -> Value:
    """The value of a parameter under some layers."""
    set_to = [change.value for overlay in below for change in overlay.changes if change.id == name]
    return set_to[-1] if set_to else baseline.entries[name].value


def _overlay(kind: str, node: Node, text: str, based_on: str | None, baseline: Baseline) -> Overlay:
    """The overlay in a file, under its key."""
    fields = node.mapping()
    if "kind" in fields:
        stated = fields["kind"].word(tuple(KINDS), "kind")
        if stated != kind:
            where = "behind --policy or policies=" if stated == "policy" else "where the name of a worldview stands"
            raise fields["kind"].error(f"this is a {stated}, and a {kind} is wanted here; give it {where}")
    made = overlay_of(node, kind, "", baseline, OwnFile(node.file, text, based_on))
    key = f"{_stem(node.file)}{SIGN}{fingerprint(made)}"
    bindings = tuple(dataclasses.replace(binding, origin=key) for binding in made.bindings)
    return dataclasses.replace(made, key=key, bindings=bindings)


def _refuse_label(made: Overlay, node: Node, folder: Path | str | None) -> None:
    """Refuse a label that is too long for titles, or the name of somebody else.

    Only files are held against that: what a study kept was all right when it was made.
    """
    label = node.mapping()["label"]
    if len(made.label) > LONGEST_LABEL:
        raise label.error(
            f"a label stands in titles, so it has at most {LONGEST_LABEL} signs; this has {len(made.label)}"
        )
    taken = {name.replace("_", "") for name in (BASELINE, *overlay_names(made.kind, folder))}
    if re.sub(r"[\W_]+", "", made.label).lower() in taken:
        raise label.error(f"{said(made.label)} is the name of somebody else; choose a label of your own")


def _stem(name: str) -> str:
    """The name of a file as a part of a key: letters, digits and underscores."""
    return re.sub(r"\W+", "_", Path(name).stem)[:LONGEST_STEM].strip("_").lower() or "own"


def remember(overlay: Overlay) -> None:
    """Let an overlay be found by its key."""
    if overlay.own is not None:
        _known[overlay.key] = overlay
        _labels[overlay.key] = overlay.label


def label_of(key: str) -> str:
    """What something of the user's is called within a sentence: by its label, or, if nobody knows it, by the name of its file."""
    label = _labels.get(key)
    if label is None:
        return " ".join(key.partition(SIGN)[0].split("_"))
    first, space, rest = label.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in SMALL_WORDS else label


def typed(name: str) -> str:
    """A name as it is typed in a command: for something of the user's, that of the file."""
    overlay = _known.get(name)
    return name if overlay is None or overlay.own is None else overlay.own.name


def to_keep(overlays: tuple[Overlay, ...]) -> dict[str, Any]:
    """What a manifest keeps of the user's overlays, by key: the file, its text, and what was read in it."""
    return {
        one.key: {
            "kind": one.kind,
            "file": _plain_name(one.own.name),
            "text": one.own.text,
            "based_on": one.own.based_on,
            "overlay": as_told(one),
        }
        for one in overlays
        if one.own is not None
    }


def kept_of(names: Iterable[str]) -> dict[str, Any]:
    """What is kept of the user's overlays that are named, alone or joined by a sign, with what they are based on."""
    found: dict[str, Overlay] = {}
    wanted = [part for name in dict.fromkeys(names) for part in str(name).split("+") if part in _known]
    for key in wanted:
        below = _known[key].own
        while below is not None and below.based_on in _known and below.based_on not in found:
            found = {below.based_on: _known[below.based_on], **found}
            below = _known[below.based_on].own
        found[key] = _known[key]
    return to_keep(tuple(found.values()))


def _plain_name(name: str) -> str:
    """The name of a file without folders of this machine."""
    path = Path(name)
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def bring_back(kept: Mapping[str, Any], baseline: Baseline) -> None:
    """Let what a manifest kept be found by key and by the name of its file.

    What cannot be read any more is an error only for whoever asks for it: the tables and pictures of a study do not need it.
    """
    for key, told in kept.items():
        _refuse_damaged(key, told)
        _labels.setdefault(key, str(told["overlay"].get("label") or key.partition(SIGN)[0]))
        _kept.setdefault((told["kind"], told["file"]), {})[key] = None
        if key in _known:
            continue
        try:
            node = required_node(told["file"], told["text"].encode())
            made = _overlay(told["kind"], node, told["text"], told["based_on"], baseline)
        except InputError as error:
            _broken[key] = (
                f"what was kept of {shown(told['file'])} cannot be read by this version of the program: {error}"
            )
            continue
        if made.key == key:
            remember(made)
        else:
            _broken[key] = f"what was kept of {shown(told['file'])} is read otherwise by this version of the program"


def _refuse_damaged(key: object, told: Any) -> None:
    """Refuse what cannot have been kept by `to_keep`."""
    fields = told if isinstance(told, Mapping) else {}
    texts = all(isinstance(fields.get(name), str) for name in ("kind", "file", "text"))
    based = "based_on" in fields and isinstance(fields["based_on"], str | None)
    known = isinstance(key, str) and texts and fields["kind"] in KINDS
    if not (known and based and isinstance(fields.get("overlay"), Mapping)):
        raise BrokenFileError(
            f"what was kept of {said(key)} is damaged: it needs the texts kind ({' or '.join(KINDS)}), file and text, "
            "based_on (a name or nothing), and overlay (a mapping)"
        )


def refuse_same_labels(keys: list[str]) -> None:
    """Raise `InputError` if two different overlays of the user's have the same label: nobody could tell them apart."""
    seen: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        if key in _labels and seen.setdefault(_labels[key], key) != key:
            one, other = typed(seen[_labels[key]]), typed(key)
            raise InputError(f"{one} and {other} have the same label, {said(_labels[key])}; give one of them another")
