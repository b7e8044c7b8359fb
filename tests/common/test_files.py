"""Files are written whole or not at all."""

import os
import signal
import stat
from pathlib import Path

import pytest

from sim.common.files import OutputError, output_folder, try_folder, write_together, write_whole
from sim.common.interruption import signals_held_back


def fails_half_way(file):
    file.write(b"half")
    raise RuntimeError("the work broke")


def interrupted_half_way(file):
    file.write(b"half")
    raise KeyboardInterrupt


def full_disk(file):
    file.write(b"half")
    raise OSError(28, "No space left on device")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_file_is_there_whole_and_readable_as_the_users_mask_says(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", lambda file: file.write(b"whole"))
    finally:
        os.umask(before)
    assert content(tmp_path) == {"a": b"whole"}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("writer", "error"),
    [(fails_half_way, RuntimeError), (interrupted_half_way, KeyboardInterrupt), (full_disk, OutputError)],
)
@pytest.mark.parametrize("before", [{}, {"a": b"old"}], ids=["nothing", "an old file"])
def test_what_was_there_before_stays_if_writing_fails(tmp_path, writer, error, before):
    for name, old in before.items():
        (tmp_path / name).write_bytes(old)
    with pytest.raises(error):
        write_whole(tmp_path / "a", writer)
    assert content(tmp_path) == before


def test_files_that_belong_together_are_all_old_if_one_fails(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_together({tmp_path / "a": lambda file: file.write(b"new"), tmp_path / "b": fails_half_way})
    assert content(tmp_path) == {"a": b"old"}


def test_files_that_belong_together_are_all_new_if_none_fails(tmp_path):
    write_together({tmp_path / name: lambda file, name=name: file.write(name.encode()) for name in "abc"})
    assert content(tmp_path) == {"a": b"a", "b": b"b", "c": b"c"}


def test_a_full_disk_is_said_in_words(tmp_path):
    with pytest.raises(OutputError, match=r"cannot write .*: no space left on device"):
        write_whole(tmp_path / "a", full_disk)


def test_a_missing_folder_is_said_in_words(tmp_path):
    with pytest.raises(OutputError, match="no such file or directory"):
        write_whole(tmp_path / "nowhere" / "a", lambda file: file.write(b""))


def test_an_interruption_waits_until_all_files_have_taken_their_places(tmp_path):
    reached = []
    with pytest.raises(KeyboardInterrupt), signals_held_back():
        signal.raise_signal(signal.SIGINT)
        reached.append("the end of the block")
    assert reached == ["the end of the block"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_output_folder_is_made_with_its_parents_and_kept(tmp_path):
    with output_folder(tmp_path / "a" / "b", ["x"]) as folder:
        assert list(folder.iterdir()) == []
    assert (tmp_path / "a" / "b").is_dir()


def test_folders_made_for_work_that_fails_are_removed_again(tmp_path):
    with pytest.raises(KeyboardInterrupt), output_folder(tmp_path / "a" / "b", ["x"]):
        raise KeyboardInterrupt
    assert content(tmp_path) == {}


def test_folders_that_were_there_before_stay_if_the_work_fails(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(RuntimeError), output_folder(tmp_path / "a" / "b", ["x"]):
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert content(tmp_path / "a") == {}


def test_a_folder_that_is_a_file_is_refused_before_the_work_begins(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OutputError, match="is a file, not a folder"), output_folder(tmp_path / "a", ["x"]):
        pytest.fail("the work began")
    with pytest.raises(OutputError, match="not a directory"), output_folder(tmp_path / "a" / "b", ["x"]):
        pytest.fail("the work began")


def test_a_folder_in_the_place_of_a_result_is_refused_before_the_work_begins(tmp_path):
    (tmp_path / "x").mkdir()
    with pytest.raises(OutputError, match="a folder of this name is in the way"), output_folder(tmp_path, ["x"]):
        pytest.fail("the work began")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_refused_before_the_work_begins(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="permission denied"), output_folder(tmp_path, ["x"]):
        pytest.fail("the work began")


def test_an_error_names_the_file_the_user_knows_and_what_to_do(tmp_path):
    with pytest.raises(
        OutputError, match=rf"cannot write {tmp_path}/a: .*; free some room, or choose another disk"
    ) as caught:
        write_whole(tmp_path / "a", full_disk)
    assert "partial" not in str(caught.value)
    (tmp_path / "nowhere").touch()
    with pytest.raises(OutputError, match=rf"cannot write {tmp_path}/nowhere/a: ") as caught:
        write_whole(tmp_path / "nowhere" / "a", lambda file: file.write(b""))
    assert "partial" not in str(caught.value)


def test_trying_a_folder_leaves_everything_as_it_was(tmp_path):
    try_folder(tmp_path / "a" / "b")
    assert content(tmp_path) == {}
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot make the folder"):
        try_folder(tmp_path / "file" / "b")


def test_every_file_of_a_run_or_a_study_is_protected():
    from sim.common import files, locks
    from sim.studies import runs
    from sim.studies.sweeps import manifest, store

    assert {*runs.FILES, manifest.NAME, store.CELLS, locks.LOCK} == set(files.FILES)
    assert {store.COUNTS, store.ROWS} == set(files.FOLDERS)
    assert {runs.MANIFEST, runs.WORLDS, store.CELLS} == set(files.SIGNS)
