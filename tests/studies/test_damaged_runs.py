"""Attacks on the folder of a run: it is read as it was written, or refused with a message; no table tells a wrong share."""

import json
import os
import shutil

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim
from sim.cli.main import main
from sim.studies.manifests import sealed
from sim.studies.sweeps import design, sweep

WORLDS = 30
GONE = "<gone>"
MANIFEST, ROWS, TABLE = "manifest.json", "worlds.parquet", "outcomes.csv"


def run_into(folder, *arguments):
    short = ("--worlds", str(WORLDS), "--set", "calendar.horizon=20")
    assert main(["run", "ratelle2025", *short, "--out", str(folder), *arguments]) == 0


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A sound run, and another one of the same size with another seed."""
    folder = tmp_path_factory.mktemp("runs")
    run_into(folder / "sound")
    run_into(folder / "other", "--seed", "2")
    return folder


@pytest.fixture
def copies(runs, tmp_path):
    for name in ("sound", "other"):
        shutil.copytree(runs / name, tmp_path / name)
    return tmp_path / "sound", tmp_path / "other"


def of_the_other(*names):
    return lambda folder, other: [shutil.copy(other / name, folder) for name in names]


def rows_with(change, keep=True):
    """The rows changed, with what the file says of itself or without."""

    def harm(folder, other):
        table = pq.read_table(folder / ROWS)
        frame = change(table.to_pandas())
        if keep:
            pq.write_table(type(table).from_pandas(frame).replace_schema_metadata(table.schema.metadata), folder / ROWS)
        else:
            frame.to_parquet(folder / ROWS)

    return harm


def content(name, change):
    def harm(folder, other):
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return harm


def flipped(written):
    changed = bytearray(written)
    changed[len(changed) // 2] ^= 1
    return bytes(changed)


def instead(name, make):
    def harm(folder, other):
        (folder / name).unlink()
        make(folder / name)

    return harm


def edited(*path, to, sign=False):
    def harm(folder, other):
        told = json.loads((folder / MANIFEST).read_text())
        place = told
        for step in path[:-1]:
            place = place[step]
        if to == GONE:
            del place[path[-1]]
        else:
            place[path[-1]] = to
        (folder / MANIFEST).write_bytes(sealed(told) if sign else json.dumps(told).encode())

    return harm


def signed_over(harm):
    """The harm done, and a manifest that vouches for it."""

    def both(folder, other):
        harm(folder, other)
        import hashlib

        told = json.loads((folder / MANIFEST).read_text())
        told["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (TABLE, ROWS)}
        (folder / MANIFEST).write_bytes(sealed(told))

    return both


FILES = {
    "rows of another run": of_the_other(ROWS),
    "table of another run": of_the_other(TABLE),
    "rows and table of another run": of_the_other(ROWS, TABLE),
    "manifest of another run": of_the_other(MANIFEST),
    "half of the rows": rows_with(lambda frame: frame.head(WORLDS // 2)),
    "the rows twice": rows_with(lambda frame: pd.concat([frame, frame])),
    "rows in another order": rows_with(lambda frame: frame.iloc[::-1]),
    "a column less": rows_with(lambda frame: frame.drop(columns="war_cause")),
    "another outcome": rows_with(lambda frame: frame.assign(outcome=frame["outcome"].iloc[::-1].to_numpy())),
    "written anew by pandas": rows_with(lambda frame: frame, keep=False),
    "half of the file": content(ROWS, lambda written: written[: len(written) // 2]),
    "one bit of the rows": content(ROWS, flipped),
    "no rows": content(ROWS, lambda written: b""),
    "text for rows": content(ROWS, lambda written: b"world,outcome\n"),
    "one bit of the table": content(TABLE, flipped),
    "another share in the table": content(TABLE, lambda written: written.replace(b"0.", b"0.9", 1)),
    "a pipe for the rows": instead(ROWS, os.mkfifo),
    "a folder for the rows": instead(ROWS, lambda path: path.mkdir()),
    "a link to itself for the rows": instead(ROWS, lambda path: path.symlink_to(path)),
    "a pipe for the table": instead(TABLE, os.mkfifo),
    "no rows at all": instead(ROWS, lambda path: None),
    "no table at all": instead(TABLE, lambda path: None),
}

BY_HAND = {
    ("worlds",): [15, 10**30],
    ("seed",): [2],
    ("worldview",): ["baseline"],
    ("policies",): [["public_dialogue"]],
    ("parameters_hash",): ["0" * 64],
    ("wall_time",): [99.0],
    ("command",): ["another"],
    ("version",): ["0.0.1"],
    ("files", ROWS): ["0" * 64],
    ("parameters", "changes", "calendar.horizon"): [8],
    ("checksum",): ["0" * 64, GONE],
}

WRONG = {
    ("worlds",): [None, "30", 0, -1, 1.5, True, 10**30, 2**60, 31, GONE],
    ("schema",): [None, "3", 2, 4, GONE],
    ("seed",): [None, "1", -1, 2, 10**30],
    ("worldview",): [None, 5, "baseline"],
    ("policies",): [None, "x", ["public_dialogue"]],
    ("parameters_hash",): [None, "x", "0" * 64],
    ("wall_time",): [None, "x", -1.0],
    ("files",): [None, [], {}, {ROWS: "x"}],
    ("libraries",): [None, [1]],
    ("parameters",): [None, [], {}],
    ("parameters", "changes"): [None, [], {"calendar.horizon": None}, {"calendar.horizon": {}}],
    ("parameters", "bindings"): [None, [1], [{"actor": "nobody"}]],
    ("parameters", "hash"): [None, "0" * 64],
    ("contradictions",): [None, [None]],
    ("surplus",): [1],
}

RAW = {
    "nothing": b"",
    "half": None,
    "a list": b"[]",
    "brackets": b"[" * 100_000,
    "Infinity": b'{"worlds": Infinity}',
    "1e400": b'{"worlds": 1e400}',
    "5,000 digits": b'{"worlds": ' + b"1" * 5_000 + b"}",
    "a name twice": b'{"worlds": 1, "worlds": 2}',
    "another alphabet": b"\xff\xfe\x00",
}


def raw(written):
    return content(MANIFEST, lambda before: before[: len(before) // 2] if written is None else written)


TABLE_OF_ATTACKS = {
    **{f"file: {name}": harm for name, harm in FILES.items()},
    **{
        f"by hand: {'.'.join(path)} = {value!r:.30}": edited(*path, to=value)
        for path, values in BY_HAND.items()
        for value in values
    },
    **{
        f"wrong: {'.'.join(path)} = {value!r:.30}": edited(*path, to=value, sign=True)
        for path, values in WRONG.items()
        for value in values
    },
    **{f"raw: {name}": raw(written) for name, written in RAW.items()},
    **{
        f"signed over: {name}": signed_over(FILES[name])
        for name in ("rows of another run", "half of the rows", "the rows twice", "rows in another order", "no rows")
    },
}

READING = (
    ["chart", "{}", "--out", "{}-picture"],
    ["report", "{}", "--out", "{}.html"],
    ["study", "verify", "{}"],
)


def test_a_sound_run_is_read_and_verified(copies, capsys):
    folder = copies[0]
    study = sim.open_run(str(folder))
    assert (study.worlds, study.seed) == (WORLDS, 1)
    assert main(["study", "verify", str(folder)]) == 0
    assert "a single run with 30 worlds: all its files are there and whole" in capsys.readouterr().out


@pytest.mark.parametrize("attack", TABLE_OF_ATTACKS)
def test_a_run_that_was_changed_is_refused_by_everything_that_reads_it(copies, attack, capsys):
    folder, other = copies
    TABLE_OF_ATTACKS[attack](folder, other)
    for command in READING:
        assert main([part.replace("{}", str(folder)) for part in command]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("Error: ") == 1
        assert "Traceback" not in err
    with pytest.raises(sim.InputError):
        sim.open_run(folder)


@pytest.mark.parametrize("attack", ["wrong: policies = None", "wrong: worlds = '30'", "by hand: seed = 2"])
def test_a_damaged_run_can_be_run_again_and_nothing_is_quoted_from_it(copies, attack, capsys):
    folder, other = copies
    TABLE_OF_ATTACKS[attack](folder, other)
    run_into(folder, "--seed", "3")
    assert "Replaced the damaged run that was in" in capsys.readouterr().err
    assert sim.open_run(folder).seed == 3


@pytest.mark.parametrize("inside", ["counts", "rows", "counts/deeper", "../study/counts"])
def test_nothing_is_written_where_a_sweep_keeps_its_blocks(tmp_path, inside, capsys):
    folder = tmp_path / "study"
    sweep(design.grid({"calendar.horizon": [4]}), 2, out=folder, workers=1, rows=True)
    before = sorted(path.name for path in folder.rglob("*"))
    for command in (["run", "baseline", "--worlds", "2"], ["sweep", "--vary", "policy=none", "--worlds", "2"]):
        assert main([*command, "--out", str(folder / inside)]) == 2
        assert "keeps its blocks" in capsys.readouterr().err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_folder_named_counts_beside_a_run_is_no_place_of_a_sweep(copies):
    run_into(copies[0] / "counts")
    assert sim.open_run(copies[0] / "counts").worlds == WORLDS


def test_the_table_and_the_rows_of_a_run_are_those_of_its_manifest(runs):
    table = pd.read_csv(runs / "sound" / TABLE)
    rows = pd.read_parquet(runs / "sound" / ROWS)
    assert np.array_equal(table.set_index("outcome")["count"], rows["outcome"].value_counts(sort=False))
