"""From what somebody asks for to what is to be done: a new study, one that goes on, or one that is extended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from sim.common.errors import InputError, said
from sim.common.listing import written
from sim.common.numbers import whole_number
from sim.parameters.parameters import FILES, drift_message
from sim.parameters.wording import counted, enumeration
from sim.studies.sweeps import cells as cell_tables
from sim.studies.sweeps.cells import Cells
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.manifest import Manifest, OtherStudyError, command_line, environment
from sim.studies.sweeps.plan import INDEPENDENT_SHIFT, Extent, Rows, block_size, digest_of
from sim.studies.sweeps.stopping import Difference, Rule, looks_at
from sim.studies.sweeps.tasks import Recipe, probe

MOST_WORLDS = 1 << INDEPENDENT_SHIFT
DIFFERENCES_SHOWN = 6


@dataclass(frozen=True)
class Request:
    """What is to be run: what the study is, and its distinct cells in the order of the store."""

    manifest: Manifest
    cells: Cells

    @property
    def recipe(self) -> Recipe:
        """What all tasks have in common."""
        told = self.manifest
        return Recipe(self.cells, told.seed, told.independent, told.rows, told.study)


def request(
    design: Design,
    worlds: int,
    seed: int,
    rows: bool = False,
    until: Rule | None = None,
    independent: bool = False,
    out_of_range: bool = False,
    block: int | None = None,
    command: str | None = None,
) -> Request:
    """Check what is asked for, and plan it as a new study."""
    whole("worlds", worlds, 1, MOST_WORLDS - 1)
    whole("seed", seed, 0, 2**63 - 1)
    if independent:
        # With draws of their own, cells that stand twice are replicates and not the same thing twice.
        columns, place = dict(design.columns), np.arange(len(design), dtype=np.int64)
    else:
        columns, place = cell_tables.distinct(design.columns)
    beyond = cell_tables.out_of_range(columns, out_of_range)
    cells = cell_tables.cells_of(columns)
    until = _by_cell(until, place)
    size = block_size(len(cells), worlds, rows) if block is None else whole("block", block, 1, MOST_WORLDS)
    ends = [0, worlds] if until is None else [0, *looks_at(until, worlds)]
    manifest = Manifest(
        kind=design.kind,
        options=design.options,
        ranges=design.ranges,
        axes=design.axes,
        order=_order(place),
        worlds=worlds,
        seed=seed,
        independent=independent,
        rows=rows,
        extents=tuple(Extent(0, len(cells), first, end, size) for first, end in pairwise(ends)),
        out_of_range=tuple(beyond),
        until=until,
        probe="",
        command=command_line() if command is None else command,
        environment=environment(),
        **_told_by(cells),
    )
    return Request(manifest, cells)


def _told_by(cells: Cells) -> dict[str, Any]:
    """What a manifest says of its cells."""
    told = [setting.to_dict() for setting in cells.settings]
    return {
        "cells": len(cells),
        "digest": digest_of(cells.columns),
        # The files are the same for all settings, and kept once.
        "files": told[0].get(FILES, {}),
        "parameters": tuple({key: one for key, one in saved.items() if key != FILES} for saved in told),
        "bindings": cell_tables.binding_numbers(cells.settings),
    }


def begun(wanted: Request) -> Request:
    """The request with the probe of a new study."""
    found = probe(Recipe(wanted.cells, wanted.manifest.seed).trial())
    return replace(wanted, manifest=replace(wanted.manifest, probe=found))


def _order(place: Rows) -> tuple[int, ...] | None:
    return None if np.array_equal(place, np.arange(len(place))) else tuple(place.tolist())


def _by_cell(rule: Rule | None, place: Rows) -> Rule | None:
    """The rule with rows of the design turned into numbers of cells."""
    if rule is None:
        return None
    rule.check(len(place))
    if isinstance(rule, Difference):
        return replace(rule, first=int(place[rule.first]), second=int(place[rule.second]))
    return rule


def continued(wanted: Request, there: Manifest, old: Mapping[str, Column], extend: bool) -> Request:
    """Go on with a study that lies in the folder already."""
    now = wanted.manifest
    _refuse_other(there, now)
    _refuse_changed(there, now)
    place = _matched(old, wanted)
    _refuse_shrinking(there, now, place)
    fresh = np.flatnonzero(place < 0)
    grows = len(fresh) > 0 or now.worlds > there.worlds
    if grows and not extend:
        raise OtherStudyError(_growing(there, now, len(fresh)))
    if grows and now.until is not None:
        raise OtherStudyError(
            "a study that stops by precision cannot be extended: its looks were planned; choose another folder"
        )
    place[fresh] = there.cells + np.arange(len(fresh))
    columns = {axis: np.concatenate([old[axis], new[fresh]]) for axis, new in wanted.cells.columns.items()}
    cells = cell_tables.cells_of(columns)
    if probe(Recipe(cells, now.seed).trial()) != there.probe:
        raise OtherStudyError(
            "the model gives other histories now than when the study was begun, so the results cannot stand together; "
            "choose another folder, or go back to the version of the program and its libraries that began it"
        )
    return Request(_merged(there, now, cells, place, grows), cells)


def _growing(there: Manifest, now: Manifest, fresh: int) -> str:
    """What to say of a study that would have to grow."""
    more = [counted(fresh, "more cell")] if fresh else []
    more += [f"{counted(now.worlds, 'world')} per cell"] if now.worlds > there.worlds else []
    return (
        f"the folder holds {counted(there.cells, 'cell')} with {counted(there.worlds, 'world')} each, and "
        f"{enumeration(more)} {'is' if more == ['1 more cell'] else 'are'} asked for; "
        "say extend=True (--extend) to keep what is there and add to it"
    )


def _matched(old: Mapping[str, Column], wanted: Request) -> Rows:
    """For each cell of the request its number in the folder; -1 where it is new."""
    new = wanted.cells.columns
    if not wanted.manifest.independent:
        return cell_tables.matched(old, new)
    # Cells with draws of their own are told apart by their place alone.
    size, there = len(wanted.cells), len(next(iter(old.values())))
    same = all(np.array_equal(old[axis][:size], column[:there]) for axis, column in new.items())
    places = np.arange(size, dtype=np.int64)
    return np.where(same & (places < there), places, -1)


def _merged(there: Manifest, now: Manifest, cells: Cells, place: Rows, grows: bool) -> Manifest:
    """The manifest of the study as it is now, in the order of the cells that the folder has."""
    made_by = now if grows else there
    return replace(
        now,
        order=_order(place if now.order is None else place[np.array(now.order)]),
        extents=_grown(there, now, len(cells)) if grows else there.extents,
        out_of_range=tuple(cell_tables.out_of_range(cells.columns, True)),
        probe=there.probe,
        command=made_by.command,
        environment=made_by.environment,
        **_told_by(cells),
    )


def _grown(there: Manifest, now: Manifest, cells: int) -> tuple[Extent, ...]:
    """The extents of the folder, then more worlds for its cells, then all worlds for new cells."""
    size = there.extents[-1].block
    further = Extent(0, there.cells, there.worlds, now.worlds, size)
    fresh = Extent(there.cells, cells, 0, now.worlds, size)
    return (*there.extents, *(extent for extent in (further, fresh) if extent.worlds))


def _refuse_other(there: Manifest, now: Manifest) -> None:
    """Refuse a study that differs in anything that cannot grow."""
    kept = {
        "the version of the model is": (there.version, now.version),
        "the axes are": (", ".join(there.axes), ", ".join(now.axes)),
        "the seed is": (there.seed, now.seed),
        "independent is": (there.independent, now.independent),
        "rows is": (there.rows, now.rows),
        "until is": (there.until, now.until),
    }
    differing = [f"{name} {one} there and {other} here" for name, (one, other) in kept.items() if one != other]
    differing += _other_parameters(there, now)
    if there.files != now.files and differing:
        differing.append(
            "one of them was made with a folder of own parameters: --parameters names it, or the folder of the study that kept it"
        )
    if differing:
        raise OtherStudyError(f"the folder belongs to another study: {'; '.join(differing)}; choose another folder")


def _other_parameters(there: Manifest, now: Manifest) -> list[str]:
    """What differs in the parameters of the same worldview and policies."""
    before, after = (
        {"+".join([saved["worldview"], *saved["policies"]]): saved for saved in told.parameters}
        for told in (there, now)
    )
    return [
        f"{name}: {drift_message(made['values'], before[name]['values'])}"
        for name, made in after.items()
        if name in before and before[name]["hash"] != made["hash"]
    ][:DIFFERENCES_SHOWN]


def _refuse_changed(there: Manifest, now: Manifest) -> None:
    """Refuse to mix what a file of the user's said when the study was begun with what it says now."""
    for key, kept in there.own.items():
        for other, told in now.own.items():
            same_file = (kept["kind"], kept["file"]) == (told["kind"], told["file"])
            if same_file and key not in now.own and other not in there.own:
                raise OtherStudyError(
                    f"{kept['file']} has changed since the study in the folder was begun, or is another file of this name: "
                    f"{_changed(kept['overlay'], told['overlay'])}; choose another folder, or put back what it said "
                    f"(`python -m sim new {kept['kind']} FILE --like DIR`, with the folder of the study)"
                )


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What a file says otherwise, in a few words."""
    one, other = before["changes"], after["changes"]
    said = []
    for name in dict.fromkeys([*one, *other]):
        was, now = (side[name]["value"] if name in side else "not set" for side in (one, other))
        said += [f"{name} was {written(was)}, is {written(now)}"] if was != now else []
    said += [f"{key} is another one" for key in before if key != "changes" and before[key] != after.get(key)]
    shown = said[:DIFFERENCES_SHOWN] or ["a reading, status, range or source is another one"]
    more = [f"and {len(said) - DIFFERENCES_SHOWN} more"] if len(said) > DIFFERENCES_SHOWN else []
    return "; ".join([*shown, *more])


def _refuse_shrinking(there: Manifest, now: Manifest, place: Rows) -> None:
    """Refuse a study that lacks something that the folder holds."""
    lost = there.cells - len(np.unique(place[place >= 0]))
    if lost:
        raise OtherStudyError(
            f"the folder belongs to another study: {lost:,} of its {counted(there.cells, 'cell')} "
            f"{'is' if lost == 1 else 'are'} not in this design of {counted(now.cells, 'cell')} "
            f"({json.dumps(there.kind)} there, {json.dumps(now.kind)} here); choose another folder"
        )
    if now.worlds < there.worlds:
        raise OtherStudyError(
            f"the folder holds {counted(there.worlds, 'world')} per cell, and {now.worlds:,} "
            f"{'is' if now.worlds == 1 else 'are'} asked for; ask for as many or more, or choose another folder"
        )


def whole(name: str, number: Any, least: int, most: int) -> int:
    """Return a whole number within bounds, or raise `InputError`."""
    found = whole_number(name, number, least)
    if found > most:
        raise InputError(f"{name} must be a whole number from {least} to {most}, not {said(found)}")
    return found
