"""The arrows of the house run one way: what each room of `sim/` may import, and what nobody may use."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "sim").rglob("*.py"))
}

COMMON = (
    "sim.knowledge.vocabulary",
    "sim.knowledge.errors",
    "sim.knowledge.numbers",
    "sim.knowledge.system",
    "sim.version",
)
"""Words, errors, numbers and what the system refuses: every room but the mechanisms may use them."""

ENGINE = (
    "sim.model",
    "sim.world",
    "sim.study",
    "sim.situation",
    "sim.prospects",
    "sim.neighbours",
    "sim.actors",
    "sim.quarter",
    "sim.mechanisms",
)
"""What plays the worlds."""

MAY_IMPORT = {
    "sim.mechanisms": ("sim.mechanisms",),
    "sim.knowledge": ("sim.knowledge",),
    "sim.draws": (),
    "sim.values": COMMON,
    "sim.interruption": (),
    "sim.protected": COMMON,
    "sim.files": (*COMMON, "sim.interruption", "sim.protected"),
    "sim.locks": (*COMMON, "sim.interruption", "sim.protected"),
    "sim.room": (*COMMON, "sim.knowledge.numbers"),
    "sim.manifest_schema": (),
    "sim.version": (),
}
"""Rooms that may import from `sim` nothing but this."""

MUST_NOT_IMPORT = {
    "sim.actors": ("sim.model", "sim.study", "sim.quarter", "sim.sweeps", "sim.analysis", "sim.charts", "sim.history"),
    "sim.quarter": ("sim.study", "sim.sweeps", "sim.analysis", "sim.charts", "sim.files"),
    "sim.model": ("sim.study", "sim.sweeps", "sim.analysis", "sim.charts", "sim.files"),
    "sim.study": ("sim.sweeps", "sim.analysis", "sim.charts", "sim.files", "sim.history"),
    "sim.manifests": (*ENGINE, "sim.runs", "sim.sweeps", "sim.analysis", "sim.charts", "sim.reports", "sim.lab"),
    "sim.runs": ("sim.sweeps", "sim.analysis", "sim.charts", "sim.reports", "sim.lab"),
    "sim.sweeps": ("sim.charts", "sim.reports", "sim.lab"),
    "sim.analysis": (*ENGINE, "sim.charts", "sim.reports", "sim.lab"),
    "sim.charts": (*ENGINE, "sim.reports", "sim.lab"),
    "sim.reports": ("sim.lab",),
}
"""Rooms that must not import these, and what lies above each of them."""

PUBLIC_ONLY = ("sim.cli", "sim.lab")
"""Rooms that see the engine and the knowledge through the public face alone."""

BESIDE_THE_FACE = (
    *COMMON,
    "sim.interruption",
    "sim.files",
    "sim.locks",
    "sim.manifests",
    "sim.runs",
    "sim.sweeps",
    "sim.analysis",
    "sim.charts",
)

FILES_AND_PROCESSES = {"os", "io", "pathlib", "shutil", "subprocess", "multiprocessing", "json", "csv", "pickle"}

LEGACY = {"seed", "rand", "randn", "randint", "random", "choice", "uniform", "normal", "shuffle", "permutation"}


def below(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def imported(path: Path, typing_too: bool = True) -> Iterator[str]:
    """Full names of what a module imports; without what is imported for type checkers alone, if so wished."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    only_types = set()
    if not typing_too:
        conditions = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
        blocks = [node for node in conditions if "TYPE_CHECKING" in ast.unparse(node.test)]
        only_types = {id(inner) for block in blocks for statement in block.body for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def from_sim(path: Path, typing_too: bool = True) -> set[str]:
    return {name for name in imported(path, typing_too) if below(name, ("sim",))}


def rooms(names) -> list[tuple[str, str]]:
    return [(room, module) for room in names for module in MODULES if below(module, (room,))]


def test_the_modules_were_found():
    assert len(MODULES) > 50


@pytest.mark.parametrize(("room", "module"), rooms(MAY_IMPORT))
def test_lower_rooms_import_only_what_is_theirs(room, module):
    assert [name for name in from_sim(MODULES[module]) if not below(name, MAY_IMPORT[room])] == []


@pytest.mark.parametrize(("room", "module"), rooms(MUST_NOT_IMPORT))
def test_no_arrow_runs_back_up(room, module):
    assert [name for name in from_sim(MODULES[module], False) if below(name, MUST_NOT_IMPORT[room])] == []


@pytest.mark.parametrize(("room", "module"), rooms(PUBLIC_ONLY))
def test_the_command_line_sees_the_engine_through_the_public_face_alone(room, module):
    names = from_sim(MODULES[module], typing_too=False)
    assert [name for name in names if name != "sim" and not below(name, (room, *BESIDE_THE_FACE))] == []


@pytest.mark.parametrize("module", [name for name in MODULES if not below(name, ("sim.cli", "sim.__main__"))])
def test_nothing_imports_the_command_line(module):
    assert [name for name in from_sim(MODULES[module]) if below(name, ("sim.cli",))] == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, ("sim.mechanisms",))])
def test_mechanisms_know_arrays_and_nothing_else(module):
    allowed = ("numpy", "scipy", "sim.mechanisms", *(sys.stdlib_module_names - FILES_AND_PROCESSES))
    assert [name for name in imported(MODULES[module]) if not below(name, allowed)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, ("sim.mechanisms",))])
def test_mechanisms_have_no_names_of_actors(module):
    from sim.knowledge.vocabulary import ACTORS

    code = ast.unparse(_without_docstrings(ast.parse(MODULES[module].read_text(encoding="utf8"))))
    assert [actor for actor in ACTORS if f"'{actor}'" in code] == []


RESAMPLING = ("sim.analysis", "sim.sweeps")
"""Rooms that resample tables of results or place the points of a design; the worlds draw in `sim.draws` alone."""

SEEDED = {"np.random", "np.random.default_rng", "np.random.Generator"}
"""What they may use: generators that are given their seed."""


@pytest.mark.parametrize("module", [name for name in MODULES if name != "sim.draws"])
def test_random_numbers_come_from_one_place(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf8"))
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    seeded = SEEDED if below(module, RESAMPLING) else set()
    assert [name for name in used if name.startswith(("np.random", "numpy.random")) and name not in seeded] == []
    assert [name for name in imported(MODULES[module]) if below(name, ("random", "numpy.random", "secrets"))] == []


def test_the_legacy_random_functions_are_not_used_even_there():
    tree = ast.parse(MODULES["sim.draws"].read_text(encoding="utf8"))
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
