"""Every reason that an actor can have is told in words, and the parameters named behind it exist and are right."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

import sim.model.actors
from sim.parameters import load
from sim.parameters.vocabulary import ACTORS, INTERESTS
from sim.studies.histories.reasons import OF_ACTIONS, OF_ACTORS, REASONS, wording

FOLDER = Path(sim.model.actors.__file__).parent
KEEPERS = {
    "west": ("european_union", "united_states"),
    "power": ("russia", "turkey", "iran", "european_union", "united_states"),
    "rival": ("armenia", "azerbaijan"),
}
"""Modules whose terms belong to several actors; the others have the name of their actor."""

VALUES = load().values


class Written(NamedTuple):
    """A term in the source: who may have it, the action if it is written out, the reason, and its value."""

    actors: tuple[str, ...]
    action: str
    reason: str
    value: str


def written_terms() -> list[Written]:
    """Every term in the sources of the actors: tuples that end in an interest, a reason and a value."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for function in functions:
            found += [
                term for node in ast.walk(function) for term in _terms_in(node, _keepers(path.stem, function.name))
            ]
    return found


def _keepers(module: str, function: str) -> tuple[str, ...]:
    """Who has the terms of a function; those of the crisis game belong to the challenger or to the target."""
    if module == "challenge":
        return ("armenia",) if function.startswith("target") else ("azerbaijan",)
    return KEEPERS.get(module, (module,))


def _terms_in(node: ast.AST, actors: tuple[str, ...]) -> list[Written]:
    if not (isinstance(node, ast.Tuple) and len(node.elts) in (3, 4) and _word(node.elts[-3]) in INTERESTS):
        return []
    action = _word(node.elts[0]) if len(node.elts) == 4 else ""
    value = ast.unparse(node.elts[-1])
    return [Written(actors, action, reason, value) for reason in _words(node.elts[-2])]


def _word(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _words(node: ast.expr) -> list[str]:
    """The reason, or both if it depends on the case."""
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [word for word in map(_word, branches) if word]


TERMS = written_terms()


def test_the_terms_of_all_actors_are_found_in_the_sources():
    assert {actor for term in TERMS for actor in term.actors} == set(ACTORS)
    assert len(TERMS) > 100


def test_every_reason_in_the_sources_has_a_wording():
    assert not sorted({term.reason for term in TERMS} - REASONS.keys())


def test_every_wording_belongs_to_a_reason_in_the_sources():
    emitted = {term.reason for term in TERMS}
    assert not sorted(REASONS.keys() - emitted)
    assert {reason for _, reason in (*OF_ACTORS, *OF_ACTIONS)} <= emitted


@pytest.mark.parametrize("actor", ACTORS)
def test_the_parameters_behind_the_reasons_of_an_actor_exist(actor):
    named = {
        identifier: term.reason
        for term in TERMS
        if actor in term.actors
        for identifier in wording(term.reason, actor, term.action).parameters
    }
    assert not {name: reason for name, reason in named.items() if name not in VALUES}


def test_a_term_that_reads_a_parameter_of_its_actor_names_it():
    """`own.opposition * ...` must lead a reader to `actors.armenia.opposition`, not to some other number."""
    missing = []
    for term in TERMS:
        read = {word.split(".")[1] for word in _attributes(term.value) if word.startswith("own.")}
        for actor in term.actors:
            named = wording(term.reason, actor, term.action).parameters
            missing += [(actor, term.reason, name) for name in read if f"actors.{actor}.{name}" not in named]
    assert not missing


def _attributes(expression: str) -> list[str]:
    return [ast.unparse(node) for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Attribute)]


def test_words_are_phrases_that_fit_after_a_colon():
    for reason, told in REASONS.items():
        assert told.words[-1] not in ".:;,", reason
        assert "_" not in told.words, reason


def test_a_reason_without_a_wording_is_an_error():
    with pytest.raises(KeyError, match="no_such_reason"):
        wording("no_such_reason", "armenia", "concede")


def test_the_histories_of_all_worldviews_are_recorded_with_words_and_sources(histories):
    for history in histories.values():
        for _, move in history.moves():
            assert all(reason.words for reason in move.reasons)
            assert all(isinstance(source, str) for source in history.sources(move))
    assert any(history.sources(move) for history in histories.values() for _, move in history.moves())


def test_every_parameter_behind_a_reason_that_was_given_exists(histories):
    for history in histories.values():
        named = {name for _, move in history.moves() for reason in move.reasons for name in reason.parameters}
        assert named <= history.parameters.values.keys()
