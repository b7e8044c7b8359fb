"""What Python and a notebook show of a result by itself is short."""

import pytest

import sim
from sim.analysis.of_sweep import cells_of
from sim.parameters import sources
from tests.test_junk import CREDIBILITY, made

SHORT = 250


def shown():
    """Everything that a public function returns, by name."""
    m = made()
    baseline = sim.load()
    policy = next(policy for policy in sim.policies() if policy.bindings)
    return {
        "parameters": sim.load("ratelle2025", [overlay.key for overlay in sim.policies()[:4]]),
        "study": m.study,
        "history": m.history,
        "comparison": m.comparison,
        "sweep": m.sweep,
        "report": m.report,
        "picture": m.picture,
        "summary": sim.summarise(m.study),
        "cells": cells_of(m.sweep),
        "manifest": m.sweep.manifest,
        "design": m.plan,
        "move": next(m.history.moves())[1],
        "record": m.history.quarters[0],
        "binding": policy.bindings[0],
        "difference": sim.who_differs("mechanisms.deterrence.coordination")[0],
        **{overlay.key: overlay for overlay in (*sim.worldviews(), *sim.policies())},
        **{str(change): change for overlay in sim.worldviews() for change in overlay.changes[:5]},
        **{str(cited): cited for overlay in sim.worldviews() for change in overlay.changes for cited in change.sources},
        **baseline.entries,
        **{f"step of {name}": baseline.origin(name)[0] for name in list(baseline.entries)[:20]},
        **sources(),
    }


def test_every_result_is_shown_in_few_letters():
    assert {name: repr(thing) for name, thing in shown().items() if len(repr(thing)) > SHORT} == {}


LINES, ROWS = 10, 60
"""Lines in a terminal and rows in a notebook below which everything stays that is shown by itself."""


@pytest.mark.parametrize("listing", [sim.worldviews, sim.policies, lambda: sim.who_differs(CREDIBILITY), sim.glossary])
def test_a_list_is_shown_with_a_short_line_for_each_entry_and_is_still_a_list(listing):
    found = listing()
    lines = repr(found).splitlines()
    assert isinstance(found, list)
    assert len(lines) == min(len(found), 8)
    assert max(map(len, lines)) <= SHORT
    assert found._repr_html_().count("<tr>") == 1 + min(len(found), 50)
    assert len(found.table) == len(found)
    assert len(str(found).splitlines()) == len(found)


def test_nothing_fills_a_screen_by_itself():
    things = {**shown(), "policies": sim.policies(), "glossary": sim.glossary()}
    assert [name for name, thing in things.items() if len(repr(thing).splitlines()) >= LINES] == []
    tables = {name: thing._repr_html_() for name, thing in things.items() if hasattr(thing, "_repr_html_")}
    assert [name for name, html in tables.items() if (html or "").count("<tr") >= ROWS] == []


def test_a_table_of_all_parameters_is_shortened_by_pandas():
    table = sim.parameters()
    assert len(table) > 500
    assert len(repr(table).splitlines()) < 20
    assert table._repr_html_().count("<tr") < ROWS


def test_what_is_shown_of_a_worldview_names_it():
    assert repr(sim.worldviews()[0]).startswith("<Worldview araz2023: An agreement made at gunpoint will not hold (")
