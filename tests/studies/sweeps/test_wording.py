"""What sweeps say of themselves: right numbers, right rows, before anything is run."""

import pandas as pd
import pytest

from sim import InputError, design, open_study
from sim.cli.main import main
from sim.cli.study import described
from sim.studies.sweeps import Difference, sweep

WAR_COST = "actors.azerbaijan.war_cost"
SWITCH = "mechanisms.bargaining.gradual"


def written(tmp_path, *lines):
    path = tmp_path / "cells.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((WAR_COST, "0.1", "", "0.x"), f"line 4: {WAR_COST} must be a number, not '0.x'"),
        ((f"{WAR_COST},worldview", "0.1,araz2023", ",araz2023"), f"line 3: {WAR_COST}: the value is missing"),
        ((f"{WAR_COST},worldview", "0.1,araz2023", "0.1,araz"), "line 3: unknown worldview 'araz'; nearest: araz2023"),
        ((SWITCH, "true", "maybe"), f"line 3: {SWITCH} is a switch"),
        (("calendar.horizon", "4", "4.5"), "line 3: calendar.horizon must be a whole number"),
        ((WAR_COST, "0.1", "1e308"), f"line 3: {WAR_COST} cannot be 1e\\+308"),
    ],
)
def test_a_bad_value_of_a_table_is_named_with_its_file_and_line(tmp_path, lines, said):
    with pytest.raises(InputError, match=rf"cells\.csv, {said}"):
        design.table(written(tmp_path, *lines))


def test_blank_lines_of_a_table_are_no_cells(tmp_path):
    made = design.table(written(tmp_path, f"{WAR_COST},calendar.horizon", "0.1,4", "", "0.2,8", ""))
    assert made.columns[WAR_COST].tolist() == [0.1, 0.2]
    assert made.columns["calendar.horizon"].tolist() == [4, 8]


def test_a_bad_value_of_a_frame_is_named_with_its_row():
    with pytest.raises(InputError, match=f"row 2 of the table: {WAR_COST} must be a number"):
        design.table(pd.DataFrame({WAR_COST: [0.1, "0.x"]}))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("worlds: -5", "study.yaml:3: worlds: must be 1 or more, not -5"),
        ("seed: -1", "study.yaml:3: seed: must be 0 or more, not -1"),
        ("workers: 0", "study.yaml:3: workers: must be 1 or more, not 0"),
        ("samples: 0", "study.yaml:3: samples: must be 1 or more, not 0"),
    ],
)
def test_a_bad_number_of_a_study_file_is_named_with_its_line_before_anything_is_counted(tmp_path, capsys, line, said):
    plan = tmp_path / "study.yaml"
    plan.write_text(f"vary:\n  {WAR_COST}: [0.1, 0.2]\n{line}\n")
    assert main(["sweep", "--plan", str(plan), "--out", str(tmp_path / "s")]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "cells" not in err


def test_everything_takes_no_values(tmp_path, capsys):
    sampled = ["--design", "latin_hypercube", "--samples", "4", "--out", str(tmp_path / "s")]
    assert main(["sweep", "--vary", "everything=3", *sampled]) == 2
    assert "stands alone" in capsys.readouterr().err
    plan = tmp_path / "study.yaml"
    plan.write_text("vary:\n  everything: 3\n")
    assert main(["sweep", "--plan", str(plan), *sampled]) == 2
    assert "study.yaml:2: vary.everything: nothing stands behind it" in capsys.readouterr().err


def test_cells_that_stand_twice_are_counted_once_everywhere(tmp_path, capsys):
    arguments = ["--vary", SWITCH, "--design", "latin_hypercube", "--samples", "4", "--worlds", "5", "--workers", "1"]
    assert main(["sweep", *arguments, "--out", str(tmp_path / "s")]) == 0
    printed = capsys.readouterr()
    assert "4 cells, 2 of them distinct, over 1 axis" in printed.err
    assert "\n2 cells, 10 worlds in 1 block: " in printed.err
    rows = [line.split()[0] for line in printed.out.splitlines() if line.strip()[:2] in ("0 ", "1 ")]
    assert rows == ["0", "1"]


def test_replicates_with_luck_of_their_own_are_all_counted():
    from sim.studies.sweeps.estimate import estimate

    plan = design.table(pd.DataFrame({"worldview": ["araz2023", "araz2023"]}))
    assert estimate(plan, 10, workers=1).cells == 1
    assert estimate(plan, 10, workers=1, independent=True).cells == 2


@pytest.mark.parametrize(
    ("axes", "head"),
    [
        ({"worldview": ["araz2023"]}, "full grid: one cell"),
        ({"worldview": ["araz2023", "fattah2025"]}, "full grid: 2 cells over 1 axis"),
        ({"worldview": ["araz2023", "fattah2025"], "calendar.horizon": 4}, "full grid: 2 cells over 2 axes"),
    ],
)
def test_one_axis_is_not_told_as_several(axes, head):
    assert str(design.grid(axes)).splitlines()[0] == head


def test_the_memory_of_an_estimate_is_said_to_be_an_upper_end():
    assert "at most about 660.0 MB of memory" in str(design.grid({"worldview": ["araz2023"]}).estimate(60, workers=1))


def test_only_what_would_grow_is_named(tmp_path):
    def run(levels, worlds):
        plan = design.grid({WAR_COST: levels, "calendar.horizon": 4})
        return sweep(plan, worlds, out=tmp_path / "s", workers=1)

    run([0.05, 0.1], 1)
    with pytest.raises(InputError, match=r"2 cells with 1 world each, and 20 worlds per cell are asked for"):
        run([0.05, 0.1], 20)
    with pytest.raises(InputError, match=r"and 1 more cell is asked for"):
        run([0.05, 0.1, 0.2], 1)
    assert "2 of 2 worlds, 1 per cell" in described(open_study(tmp_path / "s"))


def test_intervals_that_pay_for_looks_are_not_rounded_to_certainty():
    plan = design.grid({"worldview": ["araz2023", "ratelle2025"], "calendar.horizon": 4})
    study = sweep(plan, 200, until=Difference("stalemate", 0, 1), workers=1)
    told = described(study)
    assert " 100 % intervals" not in told
    assert "looked at several times on the way" in told


def test_completion_shows_designs_and_no_helpers():
    assert "grid" in dir(design)
    assert not {"np", "pd", "annotations", "_read_csv", "WORDS"} & set(dir(design))


def test_the_representation_of_a_design_shows_its_axes():
    assert repr(design.grid({"calendar.horizon": [4, 8]})) == (
        "<Design, full grid: 2 cells over 1 axis>\n  calendar.horizon: 4, 8"
    )
