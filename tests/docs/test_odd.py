"""docs/odd.md: what it speaks of exists, and nothing that the code has is left out of it."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from sim.model.actors.actor import Actor
from sim.model.actors.all import ALL
from sim.model.negotiation import NegotiationModel
from sim.model.phases.calendar import CALENDAR
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import COUNTS, FIELDS, FLAGS, QUARTERS
from sim.parameters import load
from sim.parameters.actions import ACTIONS
from sim.parameters.vocabulary import INTERESTS, OUTCOMES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
IDS = tuple(load("baseline").entries)
WRITTEN_IDS = re.findall(r"`((?:mechanisms|actors|calendar|outcomes)\.[a-z0-9_.]+(?:\.\*)?)`", TEXT)
SYMBOLS = sorted(set(re.findall(r"\\theta_\{\\text\{([^}]+)\}", TEXT)))
LAST_ROWS = {"A": 17, "D": 14, "E": 14, "R": 13, "F": 17}
LEDGER = [f"{kind}{number}" for kind, last in LAST_ROWS.items() for number in range(1, last + 1)]
MODULES = sorted(p.stem for p in (ROOT / "sim" / "model" / "mechanisms").glob("*.py") if p.stem != "__init__")
ANSWERS = "Answers of the outside powers"
MENUS = [*(actor.label.removeprefix("the ") for actor in ALL.values()), ANSWERS]
EQUATION_NAMES = ("mechanisms.", "actors.", "")
FUNCTIONS = ("outcomes.classify",)


def is_known(written: str) -> bool:
    """Whether a written id is a parameter, or with `.*` a group of them."""
    if written.endswith(".*"):
        return any(entry.startswith(written[:-1]) for entry in IDS)
    return written in IDS or written in FUNCTIONS or any(entry.startswith(written + ".") for entry in IDS)


def section(name: str) -> str:
    """The text of one actor's menus."""
    return TEXT.split(f"#### {name}\n", 1)[1].split("\n#### ", 1)[0].split("\n### ", 1)[0]


def rows(text: str) -> set[tuple[str, str, str]]:
    """Action, interest and reason of every row of the menus in a text."""
    found = set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 5 and cells[0].startswith("`"):
            found |= {(action, cells[2], cells[3].strip("`")) for action in re.findall(r"`(\w+)`", cells[0])}
    return found


@pytest.mark.parametrize("written", sorted(set(WRITTEN_IDS)))
def test_every_parameter_id_of_the_text_exists(written):
    assert is_known(written)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_symbol_of_a_parameter_stands_for_one(symbol):
    name = symbol.replace(" ", "_")
    if name.startswith("own."):
        assert any(entry.split(".", 2)[2].startswith(name[4:]) for entry in IDS if entry.startswith("actors."))
    else:
        assert any(e == prefix + name or e.startswith(f"{prefix}{name}.") for e in IDS for prefix in EQUATION_NAMES)


@pytest.mark.parametrize("entry", IDS)
def test_every_parameter_of_the_baseline_stands_in_the_table_of_symbols(entry):
    table = TEXT.split("# Parameters by symbol", 1)[1].split("\n# ", 1)[0]
    assert f"`{entry}`" in table or f"`{entry.rsplit('.', 1)[0]}.*`" in table


@pytest.mark.parametrize("module", MODULES)
def test_every_mechanism_module_is_mentioned(module):
    assert f"`{module}`" in TEXT


@pytest.mark.parametrize("action", sorted({action for actions in ACTIONS.values() for action in actions}))
def test_every_action_of_the_vocabulary_appears(action):
    assert f"`{action}`" in TEXT


@pytest.mark.parametrize("row", LEDGER)
def test_every_row_of_the_argument_ledger_has_a_place(row):
    line = next((line for line in TEXT.splitlines() if line.startswith(f"| {row} |")), "")
    assert re.search(r"\d{4} ¶\d+", line), f"{row} has no row with an article and a paragraph"
    assert line.split("|")[4].strip(), f"{row} does not say where it lives"


@pytest.mark.parametrize("name", [*FIELDS, *FLAGS, *QUARTERS, *COUNTS])
def test_every_state_variable_is_described(name):
    assert f"| `{name}` |" in TEXT


@pytest.mark.parametrize("name", [*OUTCOMES, *WAR_CAUSES, *(phase.run.__module__ for phase in CALENDAR)])
def test_outcomes_causes_and_phases_are_described(name):
    assert f"`{name}`" in TEXT


@pytest.fixture(scope="module")
def terms_of_the_code():
    """By actor: every action, interest and reason that is weighed, and every action with its family."""
    seen, families = defaultdict(set), defaultdict(set)
    decide = Actor.decide

    def watch(self, view, menu, terms, *rest):
        name = ANSWERS if "leave_unanswered" in menu.row else self.label.removeprefix("the ")
        kept = ((action, motive) for action, motive, _ in terms(view) if action in menu.row)
        seen[name] |= {(action, motive.interest, motive.key) for action, motive in kept}
        families[name] |= {(action.name, action.family) for action in menu.actions}
        return decide(self, view, menu, terms, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Actor, "decide", watch)
        for worldview in ("baseline", "ratelle2025", "dersimonian2023"):
            NegotiationModel(worldview, worlds=150, seed=1, collect=False).run()
    return seen, families


@pytest.mark.parametrize("name", MENUS)
def test_the_menus_list_just_the_terms_that_the_code_weighs(name, terms_of_the_code):
    listed = {row for row in rows(section(name)) if row[1] in INTERESTS}
    assert listed == terms_of_the_code[0][name]


@pytest.mark.parametrize("name", MENUS)
def test_the_menus_name_the_families_of_the_code(name, terms_of_the_code):
    for action, family in terms_of_the_code[1][name]:
        lines = [line for line in section(name).splitlines() if f"`{action}`" in line]
        assert any(family in line for line in lines), f"{name}: {action} belongs to the family {family}"
