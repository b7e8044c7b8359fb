"""Attacks on the folder of a sweep: whatever was done to it, no command tells a wrong share, and each says what is wrong."""

import dataclasses
import io
import json
import os
import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim import InputError, design, open_study, sweep
from sim.cli.main import main
from sim.studies.manifests import sealed
from sim.studies.sweeps.manifest import Manifest
from sim.studies.sweeps.store import file_name

CREDIBILITY = "mechanisms.guarantees.credibility.united_states"
GRIEVANCE = "mechanisms.grievance.initial"
SAMPLES, WORLDS, BLOCK = 32, 10, 80
SIZE = {"worlds": WORLDS, "workers": 1, "block": BLOCK, "rows": True, "command": "same"}


def small_plan():
    """A design that every analysis takes, with histories of six quarters."""
    ranges = {CREDIBILITY: (0.0, 0.9), GRIEVANCE: (0.2, 0.9), "calendar.horizon": (5.5, 6.2)}
    return design.latin_hypercube(ranges, SAMPLES)


@pytest.fixture(scope="module")
def studies(tmp_path_factory):
    """A sound study, and its sister: the same seed and first cell, other levels."""
    folder = tmp_path_factory.mktemp("damage")
    made = small_plan()
    sweep(made, out=folder / "sound", **SIZE)
    other = {axis: column.copy() for axis, column in made.columns.items()}
    for column in other.values():
        column[1:] = column[:0:-1].copy()
    sweep(dataclasses.replace(made, columns=other), out=folder / "sister", **SIZE)
    return folder


@pytest.fixture
def copies(studies, tmp_path):
    """Copies of both that may be spoilt."""
    for name in ("sound", "sister"):
        shutil.copytree(studies / name, tmp_path / name)
    return tmp_path / "sound", tmp_path / "sister"


def block(folder, number, kind="counts"):
    return next((folder / kind).glob(f"block-{number:06d}-*.parquet"))


def put(folder, number, content, kind="counts"):
    """A file with the right checksum in its name."""
    path = folder / kind / file_name(number, content)
    path.write_bytes(content)
    return path


def replaced(folder, number, content, kind="counts"):
    block(folder, number, kind).unlink()
    put(folder, number, content, kind)


def written_anew(path, change=lambda table: table, keep=True, **options):
    """The content of a file of a block, read and written again."""
    table = change(pq.read_table(path))
    table = table if keep else table.replace_schema_metadata(None)
    file = io.BytesIO()
    pq.write_table(table, file, **options)
    return file.getvalue()


def more_peace(table):
    """Other counts, as somebody might wish them."""
    place = table.schema.get_field_index("ideal_peace")
    return table.set_column(place, "ideal_peace", pa.array([WORLDS] * len(table)))


def with_metadata(content):
    def change(table):
        return table.replace_schema_metadata({**table.schema.metadata, b"peace_under_force": content})

    return change


def swap(folder, other):
    one, two = block(folder, 1), block(folder, 2)
    first, second = one.read_bytes(), two.read_bytes()
    replaced(folder, 1, second)
    replaced(folder, 2, first)


def in_place(folder, make, number=1, kind="counts"):
    path = block(folder, number, kind)
    path.unlink()
    make(path)


def cut(kind, part):
    def harm(folder, other):
        path = block(folder, 1, kind)
        content = path.read_bytes()
        path.write_bytes(part(content))

    return harm


def flipped(place):
    def flip(content):
        changed = bytearray(content)
        changed[place] ^= 1
        return bytes(changed)

    return flip


BLOCKS = {
    "half of the counts": cut("counts", lambda content: content[: len(content) // 2]),
    "half of the rows": cut("rows", lambda content: content[: len(content) // 2]),
    "no counts": cut("counts", lambda content: b""),
    "no rows": cut("rows", lambda content: b""),
    "one bit of the counts": cut("counts", flipped(100)),
    "one bit of the rows": cut("rows", flipped(100)),
    "the last bit": cut("counts", flipped(-1)),
    "a byte more": cut("counts", lambda content: content + b"\0"),
    "the block of a sister": lambda folder, other: replaced(folder, 1, block(other, 1).read_bytes()),
    "the rows of a sister": lambda folder, other: replaced(folder, 1, block(other, 1, "rows").read_bytes(), "rows"),
    "the block of a sister beside its own": lambda folder, other: put(folder, 1, block(other, 1).read_bytes()),
    "block 0 under the name of block 1": lambda folder, other: replaced(folder, 1, block(folder, 0).read_bytes()),
    "block 0 under the name of block 1, beside it": lambda folder, other: put(folder, 1, block(folder, 0).read_bytes()),
    "two blocks swapped": swap,
    "two sound files of one block": lambda folder, other: put(
        folder, 1, written_anew(block(folder, 1), compression="gzip")
    ),
    "a surplus number": lambda folder, other: put(folder, 99, block(folder, 0).read_bytes()),
    "the next number": lambda folder, other: put(folder, 4, block(other, 3).read_bytes()),
    "a surplus number of the rows": lambda folder, other: put(
        folder, 99, block(folder, 0, "rows").read_bytes(), "rows"
    ),
    "rows among the counts": lambda folder, other: replaced(folder, 1, block(folder, 1, "rows").read_bytes()),
    "counts among the rows": lambda folder, other: replaced(folder, 1, block(folder, 1).read_bytes(), "rows"),
    "a name with another checksum": lambda folder, other: in_place(
        folder, lambda path: path.with_name(f"block-000001-{'0' * 32}.parquet").write_bytes(b"x")
    ),
    "a name without a checksum": lambda folder, other: (folder / "counts" / "block-000001.parquet").write_bytes(
        block(folder, 1).read_bytes()
    ),
    "a number without zeros": lambda folder, other: block(folder, 1).rename(
        folder / "counts" / block(folder, 1).name.replace("000001", "1")
    ),
    "a number that int does not read": lambda folder, other: block(folder, 1).rename(
        folder / "counts" / block(folder, 1).name.replace("000001", "00000²")
    ),
    "a copy by a file manager": lambda folder, other: (
        folder / "counts" / f"{block(folder, 1).stem} (1).parquet"
    ).write_bytes(block(folder, 1).read_bytes()),
    "written anew by pandas": lambda folder, other: replaced(
        folder, 1, pd.read_parquet(block(folder, 1)).to_parquet(None)
    ),
    "edited, without what it says of itself": lambda folder, other: replaced(
        folder, 1, written_anew(block(folder, 1), more_peace, keep=False)
    ),
    "fewer rows, with what it says of itself": lambda folder, other: replaced(
        folder, 1, written_anew(block(folder, 1), lambda table: table.slice(1))
    ),
    "rows twice": lambda folder, other: replaced(
        folder,
        1,
        written_anew(block(folder, 1, "rows"), lambda table: pa.concat_tables([table, table])),
        "rows",
    ),
    "a list for what it says of itself": lambda folder, other: replaced(
        folder, 1, written_anew(block(folder, 1), with_metadata(b"[]"))
    ),
    "brackets for what it says of itself": lambda folder, other: replaced(
        folder, 1, written_anew(block(folder, 1), with_metadata(b"[" * 100_000))
    ),
    "nothing for what it says of itself": lambda folder, other: replaced(
        folder, 1, written_anew(block(folder, 1), with_metadata(b""))
    ),
    "no Parquet": lambda folder, other: replaced(folder, 1, b"PAR1 but not really PAR1"),
    "a pipe": lambda folder, other: in_place(folder, os.mkfifo),
    "a link to itself": lambda folder, other: in_place(folder, lambda path: path.symlink_to(path)),
    "a link to nothing": lambda folder, other: in_place(folder, lambda path: path.symlink_to("nowhere")),
}
"""What can be done to the files of blocks. The sweep heals all of it."""


def cells_with(change):
    def harm(folder, other):
        path = folder / "cells.parquet"
        change(pd.read_parquet(path)).to_parquet(path)

    return harm


def a_folder_instead(name):
    def harm(folder, other):
        (folder / name).unlink()
        (folder / name).mkdir()

    return harm


CELLS = {
    "no cells": lambda folder, other: (folder / "cells.parquet").unlink(),
    "half of the cells' file": lambda folder, other: (folder / "cells.parquet").write_bytes(
        (other / "cells.parquet").read_bytes()[:500]
    ),
    "the cells of a sister": lambda folder, other: shutil.copy(other / "cells.parquet", folder),
    "cells in another order": cells_with(lambda frame: frame.iloc[::-1]),
    "fewer cells": cells_with(lambda frame: frame.head(10)),
    "an axis less": cells_with(lambda frame: frame.drop(columns=GRIEVANCE)),
    "an axis as text": cells_with(lambda frame: frame.astype({GRIEVANCE: str})),
    "another level": cells_with(lambda frame: frame.assign(**{GRIEVANCE: frame[GRIEVANCE] + 1e-9})),
    "a folder for the cells": a_folder_instead("cells.parquet"),
}


def edited(*path, to, sign=False):
    """One field of the manifest changed, with or without a new checksum over it."""

    def harm(folder, other):
        manifest = json.loads((folder / "manifest.json").read_text())
        place = manifest
        for step in path[:-1]:
            place = place[step]
        if to is GONE:
            del place[path[-1]]
        else:
            place[path[-1]] = to
        (folder / "manifest.json").write_bytes(sealed(manifest) if sign else json.dumps(manifest).encode())

    return harm


GONE = "<gone>"

BY_HAND = {
    ("design", "order"): [[-1, 0], list(range(SAMPLES))[::-1], [0] * SAMPLES],
    ("seed",): [2],
    ("worlds",): [20, 10**30],
    ("independent",): [True],
    ("rows",): [False],
    ("extents",): [[[0, 9, 0, 10, 80]], [[0, 32, 0, 10, 320]]],
    ("design", "cells"): [31, 99],
    ("design", "digest"): ["0" * 64],
    ("design", "kind"): ["grid"],
    ("design", "axes"): [[GRIEVANCE, CREDIBILITY, "calendar.horizon"]],
    ("design", "options"): [{}],
    ("design", "ranges", GRIEVANCE, "high"): [1.0],
    ("probe",): ["0" * 64],
    ("version",): ["0.0.1"],
    ("study",): ["0" * 16],
    ("command",): ["another"],
    ("until",): [{"rule": "width", "outcome": "stalemate", "below": 0.5, "looks": 5, "confidence": 0.95}],
    ("out_of_range",): [[GRIEVANCE]],
    ("environment", "numpy"): ["1.0"],
    ("parameters", 0, "values", "mechanisms.force.decisiveness"): [0.125],
    ("parameters", 0, "hash"): ["0" * 64],
    ("bindings",): [[1]],
    ("checksum",): ["0" * 64, GONE],
}
"""Values of the right kind: only the checksum tells that somebody changed them."""

WRONG = {
    ("schema",): [None, "3", 2, [3]],
    ("version",): [None, 1],
    ("study",): [None, "x", 3],
    ("command",): [None, ["a"]],
    ("design",): [None, [], "grid"],
    ("design", "kind"): [None, 5],
    ("design", "options"): [None, [], {"a": {"b": 1}}],
    ("design", "ranges"): [None, [], {GRIEVANCE: None}, {GRIEVANCE: {"shape": "uniform"}}],
    ("design", "ranges", GRIEVANCE, "low"): ["x", None, True, 5.0],
    ("design", "ranges", GRIEVANCE, "shape"): ["round"],
    ("design", "axes"): [None, [], "x", [1, 2], [GRIEVANCE, GRIEVANCE]],
    ("design", "cells"): [None, "32", 99, 0, -1, 1.5, True, 10**30, GONE],
    ("design", "digest"): [None, "x", 5],
    ("design", "order"): ["x", [-1, 0], [0.5], [99] * SAMPLES, [None], [0], {}],
    ("worlds",): [None, "10", 0, -5, 1.5, 10**30, True, GONE],
    ("seed",): [None, "1", -1, 0.5, 10**30, True],
    ("independent",): [None, "no", 0],
    ("rows",): [None, "no", 1],
    ("until",): ["x", [], {}, {"rule": "never"}, {"rule": "width"}, {"rule": ["width"]}],
    ("extents",): [None, [], [[0, 9, 0, 40, 20]], [[0, 32, 0, 10]], [["a"] * 5], [[0, 32, 0, 10, 0]], [None], "x"],
    ("out_of_range",): [None, "x", ["nowhere"], [1]],
    ("probe",): [None, "x"],
    ("environment",): [None, [], {"numpy": 1}],
    ("parameters",): [None, [], [None], {}, [{}]],
    ("parameters", 0, "values"): [None, [], {}, {"calendar.horizon": "long"}, {"calendar.horizon": {}}],
    ("parameters", 0, "hash"): [None, 5],
    ("parameters", 0, "policies"): [None, "x", [1]],
    ("parameters", 0, "changes"): [None, []],
    ("bindings",): [None, [], [0, 0], ["0"]],
    ("surplus",): [1],
}
"""Values of the wrong kind or that contradict others, with a new checksum over them: the schema must find them."""


def forged(change):
    """A manifest that proves itself, but is not that of these blocks."""

    def harm(folder, other):
        manifest = json.loads((folder / "manifest.json").read_text())
        change(manifest)
        manifest["study"] = Manifest.from_dict(manifest).study
        (folder / "manifest.json").write_bytes(sealed(manifest))

    return harm


FORGED = {
    "another seed": forged(lambda told: told.update(seed=2)),
    "draws of their own": forged(lambda told: told.update(independent=True)),
    "more worlds": forged(lambda told: told.update(worlds=20, extents=[[0, SAMPLES, 0, 20, BLOCK]])),
    "fewer worlds": forged(lambda told: told.update(worlds=5, extents=[[0, SAMPLES, 0, 5, BLOCK]])),
    "other blocks": forged(lambda told: told.update(extents=[[0, SAMPLES, 0, WORLDS, 160]])),
    "endless blocks": forged(lambda told: told.update(worlds=2**61, extents=[[0, SAMPLES, 0, 2**61, 1]])),
    "other parameters": forged(lambda told: told["parameters"][0].update(hash="0" * 64)),
    "another model": forged(lambda told: told.update(version="0.0.1")),
    "the manifest of a sister": lambda folder, other: shutil.copy(other / "manifest.json", folder),
    "manifest and cells of a sister": lambda folder, other: [
        shutil.copy(other / name, folder) for name in ("manifest.json", "cells.parquet")
    ],
}


def raw(content):
    def harm(folder, other):
        path = folder / "manifest.json"
        path.write_bytes(content(path.read_bytes()) if callable(content) else content)

    return harm


RAW = {
    "nothing": raw(b""),
    "half": raw(lambda content: content[: len(content) // 2]),
    "a list": raw(b"[]"),
    "a number": raw(b"5"),
    "brackets": raw(b"[" * 100_000),
    "closed brackets": raw(b"[" * 100_000 + b"]" * 100_000),
    "braces": raw(b'{"a":' * 100_000),
    "brackets in a field": raw(
        lambda content: content.replace(b'"order": null', b'"order": ' + b"[" * 900 + b"]" * 900)
    ),
    "Infinity": raw(lambda content: content.replace(b'"seed": 1,', b'"seed": Infinity,')),
    "NaN": raw(lambda content: content.replace(b'"worlds": 10,', b'"worlds": NaN,')),
    "1e400": raw(lambda content: content.replace(b'"worlds": 10,', b'"worlds": 1e400,')),
    "5,000 digits": raw(lambda content: content.replace(b'"worlds": 10,', b'"worlds": ' + b"1" * 5_000 + b",")),
    "a name twice": raw(lambda content: content.replace(b'"seed": 1,', b'"seed": 2, "seed": 1,')),
    "another alphabet": raw(b"\xff\xfe\x00"),
    "gone": lambda folder, other: (folder / "manifest.json").unlink(),
    "a folder": a_folder_instead("manifest.json"),
    "a pipe": lambda folder, other: [(folder / "manifest.json").unlink(), os.mkfifo(folder / "manifest.json")],
}

TABLE = {
    **{f"cells: {name}": harm for name, harm in CELLS.items()},
    **{
        f"by hand: {'.'.join(map(str, path))} = {str(value)[:24]}": edited(*path, to=value)
        for path, values in BY_HAND.items()
        for value in values
    },
    **{
        f"wrong: {'.'.join(map(str, path))} = {value!r:.30}": edited(*path, to=value, sign=True)
        for path, values in WRONG.items()
        for value in values
    },
    **{f"forged: {name}": harm for name, harm in FORGED.items()},
    **{f"raw: {name}": harm for name, harm in RAW.items()},
}

READING = {
    "show": ["study", "show", "{}"],
    "show as JSON": ["study", "show", "--json", "{}"],
    "verify": ["study", "verify", "{}"],
    "export": ["study", "export", "{}", "{}.csv"],
    "export rows": ["study", "export", "{}", "{}.csv", "--what", "rows"],
    "chart": ["chart", "{}", "--out", "{}-picture"],
    "report": ["report", "{}", "--out", "{}.html"],
    "sensitivity": ["sensitivity", "{}", "--outcome", "stalemate"],
    "discover": ["discover", "{}", "--outcome", "stalemate", "--threshold", "0.3"],
}
"""Every command that reads a sweep."""


def refusal(command, folder, capsys):
    """Run a command that must refuse the folder; return what it says."""
    code = main([part.replace("{}", str(folder)) for part in READING[command]])
    out, err = capsys.readouterr()
    if command == "verify" and code == 1:
        assert "damaged: " in out
        return out
    assert code == 2, (command, out)
    assert out == ""
    assert err.count("Error: ") == 1
    assert "Traceback" not in err
    return err


def test_a_sound_study_is_read(copies, capsys):
    for command in ("show", "show as JSON", "verify", "export", "export rows"):
        assert main([part.replace("{}", str(copies[0])) for part in READING[command]]) == 0, command
    assert "4 of 4 blocks are there and whole" in capsys.readouterr().out


@pytest.mark.parametrize("attack", BLOCKS)
def test_a_block_that_does_not_belong_is_told_by_no_command(copies, attack, capsys):
    folder, other = copies
    BLOCKS[attack](folder, other)
    said = {refusal(command, folder, capsys) for command in READING if command != "verify"}
    assert len(said) == 1
    assert "block-" in said.pop()
    assert "run the same sweep again" in refusal("verify", folder, capsys)


@pytest.mark.parametrize(
    "attack",
    [
        "half of the counts",
        "one bit of the rows",
        "the block of a sister beside its own",
        "two sound files of one block",
        "a surplus number",
        "rows among the counts",
        "a number that int does not read",
        "a pipe",
    ],
)
def test_a_sweep_that_goes_on_removes_what_does_not_belong_and_computes_it_anew(copies, attack, contents, studies):
    folder, other = copies
    BLOCKS[attack](folder, other)
    assert sweep(small_plan(), out=folder, **SIZE).repaired
    assert contents(folder) == contents(studies / "sound")


@pytest.mark.parametrize("attack", TABLE)
def test_a_manifest_or_cells_that_were_changed_are_refused_and_no_block_is_touched(copies, attack, capsys):
    folder, other = copies
    before = {path.name: path.read_bytes() for path in folder.glob("*/block-*")}
    TABLE[attack](folder, other)
    commands = READING if attack.startswith(("forged", "cells")) else ("show", "verify")
    said = {refusal(command, folder, capsys) for command in commands}
    assert len(said) == 1 or attack.startswith("forged")
    with pytest.raises(InputError):
        open_study(folder).frequencies()
    if not attack.startswith("forged"):
        with pytest.raises(InputError):
            sweep(small_plan(), out=folder, **SIZE)
        assert {path.name: path.read_bytes() for path in folder.glob("*/block-*")} == before
