"""Files that cannot be read are refused with one message that says where."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.common import shipped
from sim.common.errors import BrokenFileError, InputError
from sim.parameters import files, load, parameters_folder
from sim.parameters.files import parse_scalar, parse_yaml

NAME = "mechanisms/guarantees.yaml"


def message_of(folder: Path) -> str:
    with pytest.raises(BrokenFileError) as caught:
        load(folder=folder)
    return str(caught.value)


def message_for(folder: Path, content: str | bytes, name: str = NAME) -> str:
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(raw)
    return message_of(folder)


def test_broken_syntax_is_reported_with_file_line_and_column_in_one_line(folder):
    message = message_for(folder, "a:\n  b: [1, 2\nc: 3\n")
    assert message.startswith(f"{NAME}:3:")
    assert message.split(":")[2].isdigit()
    assert "\n" not in message


def test_a_tab_as_indentation_is_reported_with_its_line(folder):
    assert message_for(folder, "a:\n\tb: 1\n").startswith(f"{NAME}:2:1: not valid YAML")


def test_a_duplicate_key_is_reported_with_both_lines(folder):
    message = message_for(folder, "a:\n  label: x\n  value: 1\n  label: y\n")
    assert message == f"{NAME}:4: mechanisms.guarantees.a: duplicate key 'label': first on line 2, again on line 4"


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_an_empty_file_is_refused(folder, content):
    assert message_for(folder, content) == f"{NAME}: the file is empty"


def test_a_file_in_another_encoding_is_refused_with_the_line(folder):
    message = message_for(folder, b"a: 1\nb: caf\xe9\n")
    assert message == f"{NAME}:2: not UTF-8 text; save the file in the encoding UTF-8"


def test_a_utf16_file_is_refused(folder):
    assert "not UTF-8" in message_for(folder, "a: 1".encode("utf-16"))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder):
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(folder=folder)["mechanisms.guarantees.patience"] == 4


def test_a_control_character_is_reported_with_its_line(folder):
    assert message_for(folder, "a: 1\nb: \x07\n").startswith(f"{NAME}:2:")


def test_a_file_that_cannot_be_opened_is_reported_by_name(folder):
    (folder / NAME).unlink()
    (folder / NAME).mkdir()
    assert message_of(folder).startswith(f"{NAME}: cannot be read: ")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("a: &x 1\n", "anchors are not allowed (&x)"),
        ("a: &x 1\nb: *x\n", "anchors are not allowed"),
        ("a: !!str 1\n", "tags are not allowed"),
        ("a: !own 1\n", "tags are not allowed"),
        ("? [a, b]\n: 1\n", "a key must be a single word"),
        ("a: 1\n---\nb: 2\n", "a second document"),
    ],
)
def test_yaml_that_means_something_else_than_it_shows_is_refused(folder, content, complaint):
    message = message_for(folder, content)
    assert complaint in message
    assert message.startswith(f"{NAME}:")


def test_very_deep_nesting_is_refused_and_does_not_exhaust_the_stack(folder):
    assert "nested deeper" in message_for(folder, "a: " + "[" * 5000 + "]" * 5000)


@pytest.mark.parametrize("name", ["mechanisms/force.yml", "actors/iran.YAML"])
def test_a_file_with_another_ending_is_not_left_out_silently(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a: 1\n")
    assert message_of(folder).startswith(f"{name}: rename it to ")


def test_a_file_too_deep_in_the_folder_is_not_left_out_silently(folder):
    (folder / "mechanisms/more").mkdir()
    (folder / "mechanisms/more/force.yaml").write_text("a: 1\n")
    assert message_of(folder).startswith("mechanisms/more/force.yaml: nothing reads files this deep")


def test_a_misspelt_file_at_the_top_is_refused_with_the_nearest_name(folder):
    (folder / "calender.yaml").write_text("a: 1\n")
    assert message_of(folder) == "calender.yaml: nothing reads a file of this name; did you mean calendar.yaml?"


@pytest.mark.parametrize(
    ("name", "said"), [("mechanism", "did you mean mechanisms?"), ("zzz", "folders here: actors,")]
)
def test_a_folder_that_nothing_reads_is_refused(folder, name, said):
    (folder / name).mkdir()
    (folder / name / "force.yaml").write_text("a: 1")
    assert f"{name}: nothing reads a folder of this name; {said}" in message_of(folder)


def test_missing_sources_are_reported(folder):
    (folder / "sources.yaml").unlink()
    assert message_of(folder) == "sources.yaml: the file is missing"


def test_a_missing_folder_and_a_folder_without_parameters_are_reported(tmp_path):
    assert "does not exist" in message_of(tmp_path / "nowhere")
    (tmp_path / "sources.yaml").write_text("{}\n")
    assert message_of(tmp_path).startswith("no parameters")


def test_of_several_broken_files_the_same_is_reported_every_time(folder):
    (folder / "mechanisms/alpha.yaml").write_text("a: [\n")
    first = message_for(folder, "b: [\n")
    assert first.startswith("mechanisms/alpha.yaml:")
    assert message_of(folder) == first


def test_the_package_finds_its_own_folder():
    assert (parameters_folder() / "sources.yaml").is_file()


def test_a_folder_inside_the_installed_package_comes_before_that_of_a_checkout(tmp_path, monkeypatch):
    checkout = parameters_folder()
    monkeypatch.setattr(shipped.resources, "files", lambda package: tmp_path / package)
    assert parameters_folder() == checkout
    (tmp_path / "sim/parameters/data").mkdir(parents=True)
    assert parameters_folder() == tmp_path / "sim/parameters/data"


def test_an_installation_without_parameters_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped.resources, "files", lambda package: tmp_path / package)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "site/sim/common/shipped.py"))
    with pytest.raises(InputError, match=r"the parameters are missing.*reinstall"):
        parameters_folder()


@pytest.mark.parametrize(
    "content", ["a: 'x'\nb: [1, {c: 2e1}]\nd: |\n  text\n", "a: 1\na: 2\n", "a: *x\n", "a: !t 1\n", ""]
)
def test_a_parser_without_the_c_library_reads_and_refuses_the_same(monkeypatch, content):
    def outcome():
        parse_yaml.cache_clear()
        try:
            node = parse_yaml(content.encode(), "x.yaml")
        except BrokenFileError as error:
            return str(error)
        return node and (node.plain(), {key: child.line for key, child in node.mapping().items()})

    with_c_library = outcome()
    monkeypatch.setattr(files, "_LOADER", yaml.SafeLoader)
    assert outcome() == with_c_library


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("1e-3", 0.001), ("-2E2", -200.0), ("+3", 3), ("010", 10),
        ("true", True), ("FALSE", False), ("no", "no"), ("on", "on"), ("12:30", "12:30"), ("2023-07-01", "2023-07-01"),
        ("'0.5'", "0.5"), ('"true"', "true"), ("1_000", "1_000"), ("nan", "nan"), ("~", None),
    ],
)  # fmt: skip
def test_scalars_mean_what_yaml_1_2_says(written, meant):
    value = parse_scalar(written)
    assert value == meant
    assert type(value) is type(meant)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_written_by_python_is_read_back_exactly(number):
    assert parse_scalar(repr(number)) == number


@settings(deadline=None)
@given(st.integers(min_value=-(10**290), max_value=10**290))
def test_every_whole_number_is_read_back_exactly(number):
    assert parse_scalar(str(number)) == number


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused_with_one_kind_of_error(content):
    try:
        parse_yaml(content, "x.yaml")
    except BrokenFileError as error:
        assert str(error).startswith("x.yaml")
