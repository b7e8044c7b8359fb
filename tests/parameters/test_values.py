"""Values from users are checked as strictly as those in files, one by one and as arrays."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.common.errors import InputError, RefusedValueError, UnknownNameError
from sim.parameters import load, parse_change

US = "mechanisms.guarantees.credibility.united_states"
PATIENCE = "mechanisms.guarantees.patience"
ENABLED = "mechanisms.guarantees.enabled"
AGENDA = "mechanisms.guarantees.agenda"
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def check(entry_id, value, folder):
    return load(folder=folder).check(entry_id, value)


@pytest.mark.parametrize(
    ("entry_id", "given_value", "kept"),
    [
        (US, 0, 0.0), (US, 0.9, 0.9), (US, np.float32(0.5), 0.5), (US, np.array(0.25), 0.25), (US, -0.0, 0.0),
        (PATIENCE, 3.0, 3), (PATIENCE, np.int64(12), 12), (ENABLED, np.bool_(False), False),
        (AGENDA, "package", "package"),
    ],
)  # fmt: skip
def test_a_good_value_is_kept_in_the_type_of_the_parameter(folder, entry_id, given_value, kept):
    value = check(entry_id, given_value, folder)
    assert value == kept
    assert type(value) is type(kept)
    assert repr(value) == repr(kept)


@pytest.mark.parametrize(
    ("entry_id", "value"),
    [
        (US, -0.01), (US, 0.91), (US, True), (US, "0.5"), (US, None), (US, float("nan")), (US, float("inf")),
        (US, [0.5]), (US, 10**400),
        (PATIENCE, 3.5), (PATIENCE, 13), (PATIENCE, False), (ENABLED, 1), (ENABLED, "true"),
        (AGENDA, "both"), (AGENDA, 0),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_the_id(folder, entry_id, value):
    with pytest.raises(RefusedValueError, match=entry_id):
        check(entry_id, value, folder)


@shared_folder
@given(st.lists(st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 0.9), min_size=1, max_size=6))
def test_an_array_is_accepted_exactly_if_every_one_of_its_entries_is(folder, numbers):
    def accepted(value):
        try:
            check(US, value, folder)
        except RefusedValueError:
            return False
        return True

    assert accepted(np.array(numbers)) == all(accepted(number) for number in numbers)


@shared_folder
@given(st.lists(st.sampled_from([0.0, 1.0, 1.5, 12.0, 13.0, -1.0]), min_size=1, max_size=5))
def test_an_array_of_whole_numbers_is_accepted_exactly_if_every_entry_is(folder, numbers):
    if all(number in (0.0, 1.0, 12.0) for number in numbers):
        checked = check(PATIENCE, np.array(numbers), folder)
        assert checked.dtype == np.int64
        assert checked.tolist() == numbers
    else:
        with pytest.raises(RefusedValueError):
            check(PATIENCE, np.array(numbers), folder)


@pytest.mark.parametrize(
    ("entry_id", "array"),
    [
        (US, np.array([])), (US, np.zeros((2, 2))), (US, np.array([True, False])), (US, np.array(["0.1"])),
        (ENABLED, np.array([0, 1])), (AGENDA, np.array(["gradual", "both"])), (AGENDA, np.array([1, 2])),
        (US, np.array([0.1, "x"], dtype=object)), (ENABLED, np.array([True, None], dtype=object)),
    ],
)  # fmt: skip
def test_an_array_of_the_wrong_shape_or_type_is_refused(folder, entry_id, array):
    with pytest.raises(RefusedValueError, match=entry_id):
        check(entry_id, array, folder)


def test_a_fraction_between_two_whole_numbers_is_found_in_an_array(folder):
    with pytest.raises(RefusedValueError, match=r"must be a whole number of unit 'quarters', not 1\.5"):
        check(PATIENCE, np.array([1.0, 1.5, 12.0]), folder)


def test_minus_zero_is_zero_in_arrays_too(folder):
    assert repr(check(US, np.array([-0.0]), folder).tolist()) == "[0.0]"


def test_arrays_are_copied_and_cannot_be_written_to(folder):
    mine = np.array([0.1, 0.2])
    checked = check(US, mine, folder)
    mine[0] = 0.7
    assert checked[0] == 0.1
    with pytest.raises(ValueError, match="read-only"):
        checked[0] = 0.5


def test_arrays_of_switches_and_choices_keep_their_values(folder):
    assert check(ENABLED, np.array([True, False]), folder).tolist() == [True, False]
    assert check(AGENDA, np.array(["package", "gradual"], dtype=object), folder).tolist() == ["package", "gradual"]


def test_an_unknown_id_is_refused_with_the_nearest(folder):
    with pytest.raises(UnknownNameError, match=f"nearest: {PATIENCE}"):
        check("mechanisms.guarantees.patiense", 3, folder)
    with pytest.raises(UnknownNameError, match=f"nearest: {US}"):
        check("united_states", 0.3, folder)
    with pytest.raises(
        UnknownNameError,
        match=rf"is a group of parameters, not one; it holds \d+, such as {US}.*`python -m sim parameters .*lists them",
    ):
        check("mechanisms.guarantees.credibility", 0.3, folder)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a.b=0.3", ("a.b", 0.3)), (" a.b = 3 ", ("a.b", 3)), ("a=true", ("a", True)), ("a=word", ("a", "word")),
        ("a='x=y'", ("a", "x=y")), ("a=1e-3", ("a", 0.001)), ("a=no", ("a", "no")),
    ],
)  # fmt: skip
def test_a_change_on_the_command_line_follows_the_rules_of_the_files(written, meant):
    change = parse_change(written)
    assert change == meant
    assert type(change[1]) is type(meant[1])


@pytest.mark.parametrize("written", ["", "a.b", "=0.3", "a=", " = ", "a=~"])
def test_a_change_without_id_or_value_is_refused_with_the_form_expected(written):
    with pytest.raises(InputError, match="ID=VALUE expected"):
        parse_change(written)


@pytest.mark.parametrize("written", ["a=[1, 2]", "a={b: 1}", "a=[1", "a=&x 1", "a=b: c"])
def test_a_change_to_something_that_is_no_single_value_is_refused(written):
    with pytest.raises(InputError, match="value"):
        parse_change(written)
