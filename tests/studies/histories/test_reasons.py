"""Every reason that a history tells stands beside its payoff, in words, with parameters that exist and are right."""

import ast
import importlib
from pathlib import Path
from typing import NamedTuple

import pytest

import sim.model.actors
from sim.model.actors import motives
from sim.model.actors.motives import Motive
from sim.parameters import load
from sim.parameters.vocabulary import ACTORS, INTERESTS
from sim.studies.histories.record import Reason

FOLDER = Path(sim.model.actors.__file__).parent
KEEPERS = {
    "west": ("european_union", "united_states"),
    "power": ("russia", "turkey", "iran", "european_union", "united_states"),
    "rival": ("armenia", "azerbaijan"),
    "campaigns": ("azerbaijan",),
}
"""Modules whose terms belong to several actors; the others have the name of their actor."""
SIGNATURE = {"_to_armenia": "armenia", "_to_azerbaijan": "azerbaijan", "_beside": "azerbaijan"}
"""Who has the terms of a function of the module on talks and signature."""
SIDES = {
    "challenge": {"challenger": "azerbaijan", "target": "armenia"},
    "revision": {"challenger": "armenia", "target": "azerbaijan"},
}
"""Who is who in the two modules that state the payoffs of a crisis."""
PAYOFFS = ("Payoff", "_same")
"""Calls that state a payoff of a crisis: a motive, and its values."""

VALUES = load().values


class Written(NamedTuple):
    """A term in the source: who may have it, the motive, and its value."""

    actors: tuple[str, ...]
    motive: Motive
    value: str


def written_terms() -> list[Written]:
    """Every term in the sources of the actors: tuples that end in a motive and a value, and payoffs of crises."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"sim.model.actors.{path.stem}")
        known = {name: value for name, value in vars(module).items() if isinstance(value, Motive)}
        functions = [
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
        ]
        for function in functions:
            if path.stem in SIDES:
                found += _payoffs(function, known, SIDES[path.stem])
                continue
            actors = _keepers(path.stem, function.name)
            for node in (node for node in ast.walk(function) if isinstance(node, ast.Tuple)):
                found += [Written(actors, known[name], ast.unparse(node.elts[-1])) for name in _motives_in(node, known)]
    return found


def _payoffs(function: ast.FunctionDef, known: dict[str, Motive], sides: dict[str, str]) -> list[Written]:
    """The payoffs in a function; those of the target stand in `_answers` or in what is called `target`."""
    answers = [node for node in ast.walk(function) if isinstance(node, ast.Assign) and _is_named(node, "target")]
    of_target = {id(node) for answer in answers for node in ast.walk(answer)}
    found = []
    for node in ast.walk(function):
        actor = sides["target" if function.name == "_answers" or id(node) in of_target else "challenger"]
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in PAYOFFS:
            value = "; ".join(ast.unparse(part) for part in node.args[1:])
            found += [Written((actor,), known[n.id], value) for n in node.args[:1] if getattr(n, "id", "") in known]
        elif isinstance(node, ast.Assign) and _is_named(node, "motives"):
            found += [Written((actor,), known[n.id], "") for n in ast.walk(node.value) if getattr(n, "id", "") in known]
    return found


def _is_named(node: ast.Assign, name: str) -> bool:
    return any(getattr(target, "id", "") == name for target in node.targets)


def _keepers(module: str, function: str) -> tuple[str, ...]:
    """Who has the terms of a function; a new one on signature that has terms belongs to nobody until it is listed."""
    return (SIGNATURE.get(function, "nobody"),) if module == "signature" else KEEPERS.get(module, (module,))


def _motives_in(node: ast.Tuple, known: dict[str, Motive]) -> list[str]:
    """The motive before the value at the end of a tuple, or both if it depends on the case."""
    place = node.elts[-2] if len(node.elts) in (2, 3) else node
    branches = [place.body, place.orelse] if isinstance(place, ast.IfExp) else [place]
    return [branch.id for branch in branches if isinstance(branch, ast.Name) and branch.id in known]


TERMS = written_terms()


def declared() -> dict[str, Motive]:
    """Every motive that a module of the actors declares, by module and name."""
    return {
        f"{path.stem}.{name}": value
        for path in sorted(FOLDER.glob("*.py"))
        for name, value in vars(importlib.import_module(f"sim.model.actors.{path.stem}")).items()
        if isinstance(value, Motive)
    }


def test_the_terms_of_all_actors_are_found_in_the_sources():
    assert {actor for term in TERMS for actor in term.actors} == set(ACTORS)
    assert len(TERMS) > 100


def test_every_motive_is_used_in_a_term():
    used = {id(term.motive) for term in TERMS}
    assert [name for name, motive in declared().items() if id(motive) not in used] == []


def test_a_motive_that_several_modules_share_is_written_once():
    """The same key may have other words or other parameters; the same motive written twice would go apart."""
    different = set(declared().values())
    assert len({id(motive) for motive in declared().values()}) == len(different)


@pytest.mark.parametrize("actor", ACTORS)
def test_the_parameters_behind_the_reasons_of_an_actor_exist(actor):
    named = {one: term.motive.key for term in TERMS if actor in term.actors for one in term.motive.behind(actor)}
    assert not {name: reason for name, reason in named.items() if name not in VALUES}


def test_a_term_that_reads_a_parameter_of_its_actor_names_it():
    """`own.opposition * ...` must lead a reader to `actors.armenia.opposition`, not to some other number."""
    missing = []
    for term in TERMS:
        read = {word.split(".")[1] for word in _attributes(term.value) if word.startswith("own.")} - {"weights"}
        for actor in term.actors:
            named = term.motive.behind(actor)
            missing += [(actor, term.motive.key, name) for name in read if f"actors.{actor}.{name}" not in named]
    assert not missing


def _attributes(expression: str) -> list[str]:
    return [ast.unparse(node) for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Attribute)]


def test_words_are_phrases_that_fit_after_a_colon_and_interests_are_known():
    for name, motive in declared().items():
        assert motive.interest in INTERESTS, name
        assert motive.words[-1] not in ".:;,", name
        assert "_" not in motive.words, name


def test_a_reason_is_a_motive_of_somebody_that_weighed_something():
    told = Reason.of(motives.EFFORT, "iran", -0.1)
    assert (told.interest, told.reason, told.value, told.words) == ("effort", "effort", -0.1, "the effort")
    assert told.parameters == ("actors.iran.effort",)


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
