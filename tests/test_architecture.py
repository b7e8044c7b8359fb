"""The arrows of the house run one way: what each room of `sim/` may import, and what nobody may use."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "sim").rglob("*.py"))
}

ROOMS = ("common", "parameters", "model", "studies", "analysis", "charts", "reports", "teaching", "", "cli", "__main__")
"""The rooms of `sim/` from the ground up: each may import from those below it. The empty name is the public face."""

MODEL = ("mechanisms", "world", "actors", "phases")
"""The rooms of `sim/model/` from the ground up; its other modules stand where their own imports put them."""

MOST_AT_THE_TOP = 13
"""Entries at the top of `sim/`, so that a newcomer sees the whole house at once."""

MECHANISMS = "sim.model.mechanisms"

BESIDE_THE_FACE = ("sim.common", "sim.studies", "sim.analysis", "sim.charts", "sim.teaching")
"""What the command line may import beside the public face: not the engine, and not how parameters are read."""

WORDS = (
    "sim.parameters.vocabulary",
    "sim.parameters.actions",
    "sim.parameters.wording",
    "sim.parameters.names",
    "sim.parameters.glossary",
    "sim.parameters.search",
    "sim.parameters.citing",
    "sim.parameters.own",
    "sim.parameters.folders",
    "sim.parameters.starts",
)
"""How things are called, found and cited, what words mean, and which files are the user's own: the command line may say it."""

FILES_AND_PROCESSES = {"os", "io", "pathlib", "shutil", "subprocess", "multiprocessing", "json", "csv", "pickle"}

LEGACY = {"seed", "rand", "randn", "randint", "random", "choice", "uniform", "normal", "shuffle", "permutation"}


def below(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports: for running, for types, late within a function, or named in a string."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"sim(\.\w+)+", node.value)
        ):
            yield from (name for name in MODULES if name == node.value)


ARROWS = {
    module: sorted({name for name in imported(path) if below(name, ("sim",))} - {module})
    for module, path in MODULES.items()
}
"""From each module of `sim/` to those that it imports."""


def height(module: str) -> int:
    """On which floor of the house a module stands."""
    parts = module.split(".")
    return ROOMS.index(parts[1] if len(parts) > 1 and parts[1] in ROOMS else "")


def in_model(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["sim", "model"] and len(parts) > 2 else ""


def test_the_modules_were_found():
    assert len(MODULES) > 50


def test_the_house_has_few_entries():
    entries = [path.name for path in (ROOT / "sim").iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_AT_THE_TOP, entries


def test_no_arrow_runs_back_up():
    up = [f"{one} -> {two}" for one, names in ARROWS.items() for two in names if height(two) > height(one)]
    assert up == []


def test_no_arrow_of_the_model_runs_back_up():
    floors = {name: floor for floor, name in enumerate(MODEL)}
    up = [
        f"{one} -> {two}"
        for one, names in ARROWS.items()
        for two in names
        if in_model(one) in floors and floors.get(in_model(two), -1) > floors[in_model(one)]
    ]
    assert up == []


def circles() -> Iterator[str]:
    """Ways that lead from a module back to itself, told arrow by arrow."""
    done: set[str] = set()

    def follow(module: str, way: tuple[str, ...]) -> Iterator[str]:
        if module in way:
            yield " -> ".join([*way[way.index(module) :], module])
        elif module not in done:
            for name in ARROWS.get(module, ()):
                yield from follow(name, (*way, module))
            done.add(module)

    for module in ARROWS:
        yield from follow(module, ())


def test_no_import_leads_back_to_where_it_began():
    assert list(circles()) == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, ("sim.cli",))])
def test_the_command_line_sees_the_engine_through_the_public_face_alone(module):
    allowed = ("sim.cli", *BESIDE_THE_FACE, *WORDS)
    assert [name for name in ARROWS[module] if name != "sim" and not below(name, allowed)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, (MECHANISMS,))])
def test_mechanisms_know_arrays_and_nothing_else(module):
    allowed = ("numpy", "scipy", MECHANISMS, *(sys.stdlib_module_names - FILES_AND_PROCESSES))
    assert [name for name in imported(MODULES[module]) if not below(name, allowed)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, (MECHANISMS,))])
def test_mechanisms_have_no_names_of_actors(module):
    from sim.parameters.vocabulary import ACTORS

    code = ast.unparse(_without_docstrings(ast.parse(MODULES[module].read_text(encoding="utf8"))))
    assert [actor for actor in ACTORS if f"'{actor}'" in code] == []


RESAMPLING = ("sim.analysis", "sim.studies")
"""Rooms that resample tables of results or place the points of a design; the worlds draw in `sim.model.world.draws` alone."""

SEEDED = {"np.random", "np.random.default_rng", "np.random.Generator"}
"""What they may use: generators that are given their seed."""


@pytest.mark.parametrize("module", [name for name in MODULES if name != "sim.model.world.draws"])
def test_random_numbers_come_from_one_place(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf8"))
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    seeded = SEEDED if below(module, RESAMPLING) else set()
    assert [name for name in used if name.startswith(("np.random", "numpy.random")) and name not in seeded] == []
    assert [name for name in imported(MODULES[module]) if below(name, ("random", "numpy.random", "secrets"))] == []


def test_the_legacy_random_functions_are_not_used_even_there():
    tree = ast.parse(MODULES["sim.model.world.draws"].read_text(encoding="utf8"))
    used = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert any(name == "np.random.Philox" for name in used)
    assert [name for name in used if name.startswith("np.random.") and name.split(".")[2] in LEGACY] == []


@pytest.mark.parametrize("module", MODULES)
def test_pictures_are_drawn_without_global_state(module):
    assert [name for name in imported(MODULES[module]) if below(name, ("matplotlib.pyplot", "pylab"))] == []


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_wholesale(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf8"))
    stars = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"]
    assert stars == []


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            node.body = [
                statement
                for statement in node.body
                if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
            ] or [ast.Pass()]
    return tree
