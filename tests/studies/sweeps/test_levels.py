"""A level is the same number however it was typed, and what cannot be a level is refused at once."""

import itertools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import InputError, open_study
from sim.cli.main import main
from sim.studies.sweeps import design, sweep
from sim.studies.sweeps.levels import evenly, tidied, tidy
from sim.studies.sweeps.written import axes_from, design_from, read_plan

V = "mechanisms.deterrence.coordination"
SWITCH = "mechanisms.bargaining.gradual"
WHOLE = "calendar.horizon"
TENTHS = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
TYPED = ",".join(map(str, TENTHS))


def typed(text):
    return design_from(axes_from([f"{V}={text}"]))


def given_as(levels):
    return design.grid({V: levels})


THE_SAME = {
    "a range": lambda: typed("0:0.9:10"),
    "a range with other zeros": lambda: typed("0.0:.90:10"),
    "a range with exponents": lambda: typed("0e0:9e-1:1e1"),
    "a list": lambda: typed(TYPED),
    "a list with other zeros": lambda: typed("0.0, .10, +0.2, 3e-1, 0.40, 0.50, 6e-1, 0.700, 0.8, 0.90"),
    "a list with rounding errors": lambda: typed(TYPED.replace("0.3", "0.30000000000000004")),
    "floats": lambda: given_as(TENTHS),
    "a tuple": lambda: given_as(tuple(TENTHS)),
    "an iterator": lambda: given_as(iter(TENTHS)),
    "products": lambda: given_as([0.1 * step for step in range(10)]),
    "quotients": lambda: given_as([step / 10 for step in range(10)]),
    "sums": lambda: given_as([0.0, *itertools.accumulate([0.1] * 9)]),
    "linspace": lambda: given_as(np.linspace(0, 0.9, 10)),
    "a part of linspace": lambda: given_as(np.linspace(0, 1, 11)[:-1]),
    "arange": lambda: given_as(np.arange(0, 1, 0.1)),
    "single precision": lambda: given_as(np.linspace(0, 0.9, 10, dtype=np.float32)),
    "half precision": lambda: given_as(np.array(TENTHS, dtype=np.float16)),
    "extended precision": lambda: given_as(np.linspace(0, 0.9, 10, dtype=np.longdouble)),
    "scalars of NumPy": lambda: given_as([np.float32(level) for level in TENTHS]),
    "arrays without a dimension": lambda: given_as([np.array(0.1 * step) for step in range(10)]),
    "decimals": lambda: given_as([Decimal(step) / 10 for step in range(10)]),
    "fractions": lambda: given_as([Fraction(step, 10) for step in range(10)]),
    "an Index": lambda: given_as(pd.Index(TENTHS)),
    "a Series": lambda: given_as(pd.Series(np.linspace(0, 0.9, 10))),
    "whole numbers among them": lambda: given_as([0, *TENTHS[1:]]),
    "a rounding error instead of zero": lambda: given_as([0.1 * 3 - 0.3, *TENTHS[1:]]),
    "minus zero": lambda: given_as([-0.0, *TENTHS[1:]]),
}  # fmt: skip


@pytest.mark.parametrize("case", THE_SAME)
def test_equal_levels_make_the_same_design(case):
    made = THE_SAME[case]()
    assert made.columns[V].tolist() == TENTHS
    assert made == design.grid({V: TENTHS})


def test_a_table_and_a_study_file_make_the_same_cells(tmp_path):
    (tmp_path / "s.yaml").write_text(f"vary:\n  {V}: 0:0.9:10\n")
    assert design_from(read_plan(tmp_path / "s.yaml")["vary"]) == design.grid({V: TENTHS})
    made = design.table(pd.DataFrame({V: np.linspace(0, 0.9, 10)}))
    assert made.columns[V].tolist() == TENTHS


def test_steps_of_one_parameter_at_a_time_are_levels_too():
    made = design.one_at_a_time({V: (0, 0.1 * 9)}, levels=10)
    assert set(made.columns[V].tolist()) == set(TENTHS)


THIRDS = {
    "a range": lambda: typed("0:1:4"),
    "quotients": lambda: given_as([0, 1 / 3, 2 / 3, 1]),
    "linspace": lambda: given_as(np.linspace(0, 1, 4)),
    "differences": lambda: given_as([0, 1 - 2 / 3, 1 - 1 / 3, 1]),
    "fractions": lambda: given_as([0, Fraction(1, 3), Fraction(2, 3), 1]),
}


@pytest.mark.parametrize("case", THIRDS)
def test_thirds_are_the_floats_nearest_to_them(case):
    assert THIRDS[case]().columns[V].tolist() == [0, 1 / 3, 2 / 3, 1]


@pytest.mark.parametrize(
    "switches", [[True, False], [1, 0], [1.0, 0.0], ["true", "False"], np.array([True, False]), ["1", "0"]]
)
def test_switches_are_the_same_however_they_are_typed(switches):
    assert design.grid({SWITCH: switches}) == design.grid({SWITCH: [True, False]})


@pytest.mark.parametrize(
    "horizons", [[4, 8], [4.0, 8.0], np.array([4, 8]), [Decimal(4), np.int8(8)], [4.000000000000001, 8]]
)
def test_whole_numbers_are_the_same_however_they_are_typed(horizons):
    assert design.grid({WHOLE: horizons}) == design.grid({WHOLE: [4, 8]})


REFUSED = {
    "the same number twice": (lambda: given_as([0.3, 0.1 * 3]), "0.3 is given twice"),
    "the same number to twelve digits": (lambda: given_as([0.123456789012345, 0.123456789012346]), "is given twice"),
    "a switch twice": (lambda: design.grid({SWITCH: [True, 1]}), "is given twice"),
    "far too many": (lambda: typed("0:1:10000000000"), "memory|1,000,000 levels"),
    "too many": (lambda: typed("0:1:2000000"), "more than 1,000,000 levels"),
    "a number of levels that no float holds": (lambda: typed("0:1:1e400"), "'1e400' is not a number"),
    "an end that no float holds": (lambda: typed("0:1e400:3"), "not a number"),
    "an infinite end": (lambda: typed("0:.inf:3"), "not a number"),
    "a word of Python": (lambda: typed("0:inf:3"), "'inf' is not a number"),
    "no number": (lambda: typed("0:nan:3"), "'nan' is not a number"),
    "digits of Python": (lambda: typed("0:1_0:3"), "is not a number"),
    "digits of another script": (lambda: typed("0:٣:3"), "is not a number"),
    "thousands of digits": (lambda: typed("0:1:" + "9" * 5000), "9... is not a number|99...' is not a number"),
    "half a level": (lambda: typed("0:1:2.5"), "not a range"),
    "an endless list": (lambda: given_as(itertools.count()), "more than 1,000,000 levels"),
    "a long list": (lambda: given_as(np.zeros(10**7)), "more than 1,000,000 levels"),
    "a long text": (lambda: axes_from([f"{V}=" + "0.1," * 10**6]), "more than 1,000,000 levels"),
    "a long list of words": (lambda: axes_from(["policy=" + "none," * 10**6]), "more than 1,000,000 levels"),
    "an infinite level": (lambda: given_as([math.inf]), "finite"),
    "no number in an array": (lambda: given_as(np.array([0.1, np.nan])), "finite"),
    "a decimal that no float holds": (lambda: given_as([Decimal("1e999")]), "finite"),
    "a fraction that no float holds": (lambda: given_as([Fraction(10**400)]), "finite"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_list_of_levels_is_refused(case):
    made, said = REFUSED[case]
    with pytest.raises(InputError, match=said):
        made()


def test_a_study_file_that_is_too_large_is_refused(tmp_path):
    plan = tmp_path / "s.yaml"
    plan.write_text(f"vary:\n  {V}: [{'0.1, ' * 250_000}]\n")
    with pytest.raises(InputError, match=r"too large: .* at most 1,000,000 are read"):
        read_plan(plan)


def test_a_tiny_exponent_does_not_take_for_ever():
    assert evenly("1e-999999999", "1", 2) == [0, 1]


@given(st.integers(-999_999, 999_999), st.integers(0, 6))
def test_a_decimal_stays_and_its_neighbours_become_it(digits, shift):
    level = float(f"{digits}e-{shift}")
    assert tidy(level) == level
    assert tidy(math.nextafter(level, math.inf)) == tidy(math.nextafter(level, -math.inf)) == level


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_tidying_moves_a_number_by_rounding_errors_alone_and_only_once(level):
    tidier = tidy(level)
    assert tidier == pytest.approx(level, rel=1e-14, abs=1e-15)
    assert tidy(tidier) == tidier


def test_samples_stay_as_they_are_drawn_but_their_ranges_are_tidy():
    one = design.latin_hypercube({V: (0.0, 0.1 * 3)}, samples=50)
    assert one == design.latin_hypercube({V: (0.0, 0.3)}, samples=50)
    assert one == design.Design.from_dict(one.to_dict())
    assert (tidied(one.columns[V]) == one.columns[V]).mean() > 0.9


def test_all_stands_for_everything_of_its_kind():
    policies = design_from(axes_from(["policy=all"])).cells["policy"].tolist()
    assert policies[0] == "none"
    assert len(policies) == len(set(policies)) > 20
    worldviews = design_from(axes_from(["worldview=all"])).cells["worldview"].tolist()
    assert worldviews == ["baseline", "araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025"]
    more = design.grid({"policy": ["all", ["neutral_force", "eu_monitoring"]]})
    assert more.cells["policy"].tolist() == [*policies, "neutral_force+eu_monitoring"]
    with pytest.raises(InputError, match="neutral_force is given twice"):
        design.grid({"policy": ["all", "neutral_force"]})


def test_a_study_goes_on_however_its_levels_are_typed(tmp_path):
    out, levels = tmp_path / "s", [0.1, 0.3, 1 / 3, 0.123456789012345]
    axes = {V: levels, WHOLE: 4}
    sweep(design.grid(axes), 10, out=out, workers=1)
    before = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    nearly = {V: [0.1, 0.1 * 3, 1 - 2 / 3, math.nextafter(levels[3], 1)], WHOLE: 4}
    assert len(sweep(design.grid(nearly), 10, out=out, workers=1).counts) == 4
    text = f"{V}=0.1,0.30000000000000004,0.33333333333333337,0.123456789012345"
    assert main(["sweep", "--vary", text, "--vary", f"{WHOLE}=4", "--worlds", "10", "--out", str(out)]) == 0
    assert {path: path.read_bytes() for path in out.rglob("*.parquet")} == before
    counts = open_study(out).counts
    assert (counts[V] == 0.3).sum() == 1
