"""Every result shows itself in a notebook, in one element that needs no other file."""

import pytest

import sim
from sim.analysis.discovery import discover
from sim.analysis.sensitivity import sensitivity
from sim.studies.histories import Comparison, what_if
from sim.studies.sweeps import design, sweep

QUO, MILITARISM = "mechanisms.force.status_quo", "actors.azerbaijan.militarism"


def checked(shown):
    assert shown.startswith("<div>") and shown.endswith("</div>")
    assert "http" not in shown
    assert "mechanisms." not in shown.split("<pre>")[0]
    return shown


@pytest.fixture(scope="module")
def study():
    return sim.simulate("fattah2025", worlds=20, seed=1)


def test_a_comparison_shows_both_outcomes_the_first_difference_and_both_timelines(study):
    found = what_if(study, 2, 0, {QUO: 0.9})
    shown = checked(found._repr_html_())
    quarter, old, new = found.first_difference()
    assert found.before.heading(quarter) in shown
    assert f"{old.label} {old.words}" in shown and f"{new.label} {new.words}" in shown
    assert shown.count('alt="Timeline') == 2


def test_a_comparison_without_a_difference_says_so(study):
    told = sim.tell(study, 2)
    assert "no decision comes out differently" in checked(Comparison(told, told, 0)._repr_html_())


def test_sobol_indices_come_as_a_picture_and_a_table():
    swept = sweep(design.sobol({QUO: None, MILITARISM: None}, samples=8), worlds=20, seed=1, workers=1)
    (found,) = sensitivity(swept, "ideal_peace")
    shown = checked(found._repr_html_())
    assert 'alt="Pairs of bars: ' in shown
    assert "<td>Azerbaijan's share without an agreement</td>" in shown
    assert f"{found.cells} cells of 20 worlds" in shown


def test_other_indices_come_as_a_table_alone():
    swept = sweep(design.latin_hypercube({QUO: None, MILITARISM: None}, samples=80), worlds=10, seed=1, workers=1)
    (found,) = sensitivity(swept, "ideal_peace", "pawn")
    shown = checked(found._repr_html_())
    assert "<img" not in shown
    assert "ideal peace: pawn" in shown


def test_a_discovery_shows_its_sentences_and_the_limits_of_its_boxes():
    # In this reading confrontation is frequent enough for a box, where Azerbaijan holds little.
    space = {QUO: None, MILITARISM: None, "worldview": ["ratelle2025"]}
    swept = sweep(design.latin_hypercube(space, samples=60), worlds=20, seed=1, workers=1)
    found = discover(swept, "new_confrontation", threshold=0.15, refits=0)
    shown = checked(found._repr_html_())
    assert found.boxes
    assert f"{found.cases} of {found.cells} cells" in shown
    assert shown.count("<tr>") == 1 + sum(len(box.limits) for box in found.boxes)
