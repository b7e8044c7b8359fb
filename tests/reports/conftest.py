"""Reports that several tests read: made once per run, of few worlds."""

import re

import pytest

import sim
from sim.reports.making import Report
from sim.studies.sweeps import design, sweep

COORDINATION, WAR_COST, STATUS = (
    "mechanisms.deterrence.coordination",
    "actors.azerbaijan.war_cost",
    "actors.azerbaijan.status_seeking",
)


def swept(plan, **options):
    return sweep(plan, worlds=40, seed=1, workers=1, **options)


def text_of(page: str) -> str:
    """What a reader reads: without tags, and with single spaces."""
    page = re.sub(r'<a class="word"[^>]*>(.*?)</a>', r"\1", page)
    without = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    return " ".join(without.replace("&#39;", "'").replace("&#34;", '"').replace("\u00a0", " ").split())


def kept(once, name, make) -> Report:
    """A report that the browser's tests read too, in another worker."""

    def told():
        made = make()
        return {"title": made.title, "html": made.html}

    return Report(**once(f"report-{name}", told))


@pytest.fixture(scope="session")
def single(once):
    return kept(once, "single", lambda: sim.report("ratelle2025", policies="western_guarantee", worlds=60, seed=3))


@pytest.fixture(scope="session")
def several(once):
    return kept(once, "several", lambda: sim.report(["araz2023", "fattah2025"], worlds=60, seed=3))


@pytest.fixture(scope="session")
def sampled(once):
    # Under this worldview wars are frequent, and the wish to be seen as a stabiliser prevents them.
    plan = design.sobol({STATUS: None, WAR_COST: None, "worldview": "araz2023"}, samples=8)
    return kept(once, "sampled", lambda: sim.report(swept(plan), outcomes="new_confrontation"))
