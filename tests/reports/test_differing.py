"""If nobody asked for an outcome, a report of a sweep is about what differs most from cell to cell."""

import pytest

import sim
from sim.reports.differing import drawn_if_nothing_is_asked, most_different
from sim.studies.sweeps import design
from tests.reports.conftest import COORDINATION, WAR_COST, swept

pytestmark = pytest.mark.usefixtures("two_years_throughout", "sketched")


@pytest.fixture(scope="module")
def study(two_years_throughout):
    return swept(design.grid({"worldview": ["araz2023"], WAR_COST: [0.05, 0.2], COORDINATION: [0.2, 0.8]}))


def test_the_two_outcomes_that_differ_most_come_first(study):
    shares = study.frequencies().pivot(index="cell", columns="outcome", values="share")
    spreads = (shares.max() - shares.min()).sort_values(ascending=False)
    assert [spreads[name] for name in most_different(study)] == list(spreads[:2])


def test_the_title_is_about_what_differs_most_war_included(study):
    first, *_ = drawn_if_nothing_is_asked(study)
    counts = study.counts
    wars = counts[["war_before_signature", "war_after_signature"]].sum(axis=1) / counts["worlds"]
    found = study.frequencies()
    (most,) = {first} - {"war"} or {most_different(study)[0]}
    shares = found.loc[found["outcome"] == most, "share"]
    assert (first == "war") == (wars.max() - wars.min() > shares.max() - shares.min())
    assert first.replace("_", " ") in sim.report(study).title.lower()


def test_whoever_asks_for_an_outcome_gets_it(study):
    assert "ideal peace" in sim.report(study, outcomes="ideal_peace").title
