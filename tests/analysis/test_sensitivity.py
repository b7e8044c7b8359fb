"""From sweeps to findings, and on the command line."""

import json

import numpy as np
import pytest

from sim.analysis.cells import MORRIS, SOBOL
from sim.analysis.of_sweep import cells_of
from sim.analysis.sensitivity import METHODS, sensitivity
from sim.cli.main import main
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps import design, sweep

from .conftest import OUTCOME, cells_from, morris_inputs, played, sobol_inputs, spread_inputs

FORCE, STATUS = "mechanisms.force.decisiveness", "actors.azerbaijan.status_seeking"
AXES = {FORCE: None, STATUS: None}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("studies")


@pytest.fixture(scope="module")
def played_sobol(folder):
    axes = {**AXES, "worldview": ["araz2023", "fattah2025"]}
    plan = design.sobol(axes, samples=8, second_order=True)
    return sweep(plan, worlds=100, workers=1, rows=True, out=folder / "sobol")


@pytest.fixture(scope="module")
def played_hypercube(folder):
    plan = design.latin_hypercube({**AXES, "worldview": "araz2023"}, samples=90)  # where force is used often
    return sweep(plan, worlds=60, workers=1, out=folder / "hypercube")


@pytest.mark.parametrize(
    ("inputs", "kind", "method"),
    [
        (sobol_inputs(2, 8), SOBOL, "sobol"),
        (morris_inputs(2, 8), MORRIS, "morris"),
        (spread_inputs(2, 300), "latin_hypercube", "rbd_fast"),
        (spread_inputs(2, 100), "latin_hypercube", "pawn"),
        (spread_inputs(2, 300).assign(worldview=["a", "b", "c"] * 100), "table", "pawn"),
        (spread_inputs(2, 300), "grid", "pawn"),
    ],
)
def test_the_method_follows_the_design(inputs, kind, method):
    chances = 0.2 + 0.5 * inputs["x0"] + 0.1 * inputs["x1"]
    (found,) = sensitivity(cells_from(inputs, chances, design=kind, second_order=False), OUTCOME)
    assert found.method == method
    assert found.table["parameter"].iloc[0] == "x0"
    assert json.loads(json.dumps(found.to_dict()))["indices"][0]["parameter"] == "x0"


def test_too_much_noise_is_said_with_what_to_do():
    inputs = sobol_inputs(2, 64)
    cells = played(inputs, 0.3 + 0.1 * inputs["x0"], 20, np.random.default_rng(1), design=SOBOL, second_order=False)
    (found,) = sensitivity(cells, OUTCOME)
    assert found.noise.too_much
    assert any("more worlds per cell" in sentence for sentence in found.sentences())


def test_a_constant_share_is_said_and_nothing_else():
    inputs = sobol_inputs(2, 8)
    (found,) = sensitivity(cells_from(inputs, np.full(len(inputs), 0.2), design=SOBOL, second_order=False), OUTCOME)
    assert found.sentences() == ["The share is the same in all cells, so that there is nothing to explain."]
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["indices"][0]["first"] is None


@pytest.mark.parametrize(
    ("outcome", "method", "said"),
    [("ideal_peac", "auto", "nearest: ideal_peace"), (OUTCOME, "sobl", "nearest: sobol")],
)
def test_a_wrong_name_is_answered_with_the_nearest(outcome, method, said):
    inputs = spread_inputs(2, 100)
    with pytest.raises(InputError, match=said):
        sensitivity(cells_from(inputs, inputs["x0"]), outcome, method)


def test_a_sweep_crossed_with_worldviews_has_a_table_for_each(played_sobol):
    found = sensitivity(played_sobol, OUTCOME)
    assert [part.group for part in found] == ["araz2023", "fattah2025"]
    for part in found:
        assert set(part.table["parameter"]) == set(AXES)
        assert len(part.pairs) == 1
        assert part.cells == 8 * 6
        assert part.noise.method == "replicates"
        assert not np.isnan(part.convergence.move("worlds"))


def test_rows_of_worlds_become_sets_that_add_up_to_the_counts(played_sobol):
    cells = cells_of(played_sobol)
    together = sum(table[list(OUTCOMES)].to_numpy() for table in cells.replicates)
    assert len(cells.replicates) == 10
    assert (together == cells.counts[list(OUTCOMES)].to_numpy()).all()
    assert (cells.inputs.to_numpy() == played_sobol.design.cells.to_numpy()).all()


def test_two_seeds_are_replicates():
    plan = design.morris(AXES, trajectories=3)
    studies = [sweep(plan, worlds=50, seed=seed, workers=1) for seed in (1, 2)]
    cells = cells_of(studies)
    assert cells.worlds.tolist() == [100] * len(cells)
    (found,) = sensitivity(studies, OUTCOME)
    assert found.noise.method == "replicates"
    with pytest.raises(InputError, match="same seed"):
        cells_of([studies[0], studies[0]])
    other = sweep(design.morris(AXES, trajectories=4), worlds=50, seed=3, workers=1)
    with pytest.raises(InputError, match="different designs"):
        cells_of([studies[0], other])


def test_independent_luck_gives_denoised_indices():
    study = sweep(design.sobol(AXES, samples=8), worlds=100, workers=1, independent=True)
    (found,) = sensitivity(study, OUTCOME)
    assert found.table["first_denoised"].notna().all()


def run(capsys, *words) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_command_prints_a_table_for_each_worldview(capsys, folder, played_sobol):
    code, out, _ = run(capsys, "sensitivity", folder / "sobol", "--outcome", OUTCOME)
    assert code == 0
    assert out.count("first denoised") == 2
    assert "new confrontation, araz2023: sobol, 48 cells of 100 worlds" in out
    assert out.count("Noise: ") == 2


def test_the_command_prints_json(capsys, folder, played_hypercube):
    code, out, _ = run(capsys, "sensitivity", folder / "hypercube", "--outcome", OUTCOME, "--json")
    (found,) = json.loads(out)
    assert code == 0
    assert found["method"] == "pawn"
    assert {row["parameter"] for row in found["indices"]} == set(AXES)


def test_the_command_discovers_boxes(capsys, folder, played_hypercube):
    shares = cells_of(played_hypercube).share("ideal_peace")
    threshold = f"{np.median(shares):.3f}"
    words = ["discover", folder / "hypercube", "--outcome", "ideal_peace", "--threshold", threshold]
    for method in ("prim", "cart"):
        code, out, _ = run(capsys, *words, "--method", method)
        assert code == 0
        assert "of 90 cells end in ideal peace" in out
    code, out, _ = run(capsys, *words, "--method", "cart", "--json")
    assert code == 0
    assert json.loads(out)["cells"] == 90


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sensitivity", "nowhere"], "no study"),
        (["sensitivity", "hypercube", "--method", "sobol"], "--design sobol"),
        (["sensitivity", "hypercube", "--outcome", "peace"], "ideal_peace"),
        (["discover", "hypercube", "--outcome", "peace"], "ideal_peace"),
        (["discover", "hypercube", "--outcome", "stalemate", "--threshold", "7"], "threshold"),
        (["discover", "hypercube"], "--outcome"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(capsys, folder, played_hypercube, words, said):
    code, out, err = run(capsys, words[0], folder / words[1], *words[2:])
    assert code == 2
    assert not out
    assert said in err
    assert "Traceback" not in err


def test_the_options_name_every_method():
    from sim.analysis import discovery
    from sim.cli import discover as discover_command
    from sim.cli import sensitivity as sensitivity_command

    assert sensitivity_command.METHODS == METHODS
    assert tuple(discovery.METHODS) == discover_command.METHODS
