"""A report says all that it must, needs no other file, and cannot be broken by what stands in it."""

import re
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.parameters import load, sources
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING, article_name, readable
from sim.reports.assumptions import assumptions_of
from sim.studies.sweeps import design
from tests.reports.conftest import COORDINATION, STATUS, WAR_COST, swept, text_of

SECTIONS = ("answer", "why", "histories", "detail", "assumptions", "limits", "reproduce", "sources", "words")
KINDS = ("single", "several", "sampled")
"""These reports are of whole histories."""
NAMESPACES = {"http://www.w3.org/2000/svg"}
"""Names that look like an address and are none."""
brief = pytest.mark.usefixtures("two_years", "sketched")


@pytest.fixture(params=KINDS)
def page(request):
    return request.getfixturevalue(request.param).html


def html_without_data(page):
    """What is written on a page and in its tags, without the pictures and tables that travel in it."""
    return re.sub(r'data:[^"]*|<wbr>|&shy;', "", page)


def section_of(page, name):
    return page.split(f'<h2 id="{name}">', 1)[1].split("</section>", 1)[0]


def test_sections_stand_in_the_order_of_a_readers_questions_and_the_list_of_contents_leads_to_them(page):
    """The answer, why, what in detail, and then on what it rests."""
    assert re.findall(r'<h2 id="([^"]*)">', page) == list(SECTIONS)
    nav = page.split("<nav", 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'href="#([^"]*)"', nav) == list(SECTIONS)
    assert "<img" in section_of(page, "answer")


def test_the_question_stands_above_the_answer_and_each_outcome_is_explained_beside_its_share(page):
    assert page.index('class="question"') < page.index("<h1>")
    top = text_of(section_of(page, "answer"))
    for meaning in (*OUTCOME_MEANINGS.values(), WAR_MEANING):
        assert meaning in top
    body = re.findall(r'<tr role="row"[^>]*>(.*?)</tr>', section_of(page, "answer"), re.DOTALL)
    rows = {text_of(row).lower(): row for row in body}
    for outcome, meaning in (
        *((readable(name), told) for name, told in OUTCOME_MEANINGS.items()),
        ("war", WAR_MEANING),
    ):
        # The name begins the row, its share or shares follow, and its own meaning ends it.
        (row,) = [one for one in rows if one.startswith(f"{outcome} ") and one.endswith(meaning.lower())]
        between = row.removeprefix(outcome).removesuffix(meaning.lower())
        assert re.search(r"\d ?%|none|all", between), row


def test_why_wars_came_and_what_deterrence_did_stand_before_the_tables(single, several):
    for made in (single, several):
        why = text_of(section_of(made.html, "why"))
        for part in (
            "What happens on the way",
            "Azerbaijan challenges Armenia",
            "Why the first war came",
            "What deterrence did",
        ):
            assert part in why
            assert part not in text_of(section_of(made.html, "answer"))


def test_nothing_but_the_addresses_of_cited_texts_leads_out_of_the_page(page):
    addresses = re.findall(r'(?:src|href|srcset|action|poster)\s*=\s*"([^"]*)"', page)
    assert len(addresses) > 10
    # The texts that are cited can be followed by those who wish; nothing is fetched by itself.
    known = {source.address for source in sources().values() if source.address}
    cited = set(re.findall(r'<a class="address" href="([^"]*)"', page))
    assert cited <= known
    assert {address for address in addresses if not address.startswith(("#", "data:"))} == cited
    # Each text has its own address beside it, and no other address stands anywhere in what is read.
    listed = dict(
        re.findall(r'<li id="source-(\w+)">(?:(?!</li>).)*?<a class="address" href="([^"]*)"', page, re.DOTALL)
    )
    assert listed == {key: sources()[key].address for key in listed}
    assert set(listed.values()) == cited
    assert {
        one.rstrip(".,;)") for one in re.findall(r"https?://[^\s<\u200b]+", html_without_data(page))
    } <= NAMESPACES | known
    assert "url(" not in page
    assert "@import" not in page
    assert "<script" not in page


@brief
def test_the_address_of_a_text_stands_beside_it_and_nowhere_else(monkeypatch):
    """No source has an address yet, so one is made up for each."""
    made_up = {
        key: replace(source, address=f"https://texts.example/{key}?a=1&b=2") for key, source in sources().items()
    }
    monkeypatch.setattr("sim.reports.assumptions.sources", lambda: made_up)
    page = sim.report("fattah2025", worlds=1).html
    items = dict(re.findall(r'<li id="source-(\w+)">(.*?)</li>', page, re.DOTALL))
    found = {key: re.findall(r'href="(https[^"]*)"', item) for key, item in items.items()}
    assert found == {key: [made_up[key].address.replace("&", "&amp;")] for key in items}
    assert "fattah2025" in found and len(re.findall(r'href="http', page)) == len(items)


def test_every_link_within_the_page_has_a_target(page):
    targets = set(re.findall(r'\bid="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= targets


def test_every_picture_has_words_with_numbers_and_its_table(page):
    words = re.findall(r'<img [^>]*alt="([^"]*)"', page)
    assert len(words) >= 4
    assert all(len(re.findall(r"\d", text)) >= 5 for text in words)
    assert page.count("data:text/csv") >= len(words)


def test_three_histories_are_told_with_reasons_and_sources(page):
    assert page.count("<article>") == 3
    sides = 2 if 'class="pair"' in page else 1
    assert page.count("Every move of this history") == 3 * sides
    assert len(re.findall(r"sources: [\w ]+ ¶", text_of(page))) > 3


def test_it_says_what_it_cannot_say_and_how_many_numbers_are_assumed(page):
    text = text_of(page)
    assert "not a forecast" in text
    assert re.search(
        r"\d+ of the \d+ parameters are carried by no source (under (this|these) worldviews?|in the reference)", text
    )


def test_every_source_that_is_cited_on_a_page_is_listed_under_sources(page):
    before, listed = re.sub(r'data:[^"]*', "", page).split('<h2 id="sources">')
    before = re.sub(r"<[^>]*>", "", before).replace("\u00a0", " ")
    cited = {key for key in sources() if re.search(rf"\b({key}|{article_name(key)})\b", before)}
    assert cited
    assert set(re.findall(r'<li id="source-(\w+)">', listed)) == cited
    assert set(re.findall(r'href="#source-(\w+)"', page)) <= cited


def test_what_a_policy_costs_stands_with_who_pays_what_is_in_the_way_and_who_says_so(single, several):
    price = next(one.price for one in sim.policies() if one.key == "western_guarantee")
    text = text_of(section_of(single.html, "answer"))
    assert "What the policy costs" in text
    for part in ("Who pays: the United States, the European Union and Azerbaijan.", price.reading, price.obstacle):
        assert " ".join(part.split()) in text
    assert 'href="#source-fattah2025"' in section_of(single.html, "answer")
    assert "policy costs" not in text_of(several.html)


def test_it_tells_how_it_can_be_made_again(single, several):
    assert "python -m sim run ratelle2025 --policy western_guarantee --worlds 60 --seed 3" in text_of(single.html)
    assert "python -m sim report ratelle2025 --policy western_guarantee --worlds 60 --seed 3" in text_of(single.html)
    assert "python -m sim report araz2023 fattah2025 --worlds 60 --seed 3" in text_of(several.html)
    assert load("ratelle2025", policies="western_guarantee").hash in single.html
    for worldview in ("araz2023", "fattah2025"):
        assert f"python -m sim run {worldview} --worlds 60 --seed 3" in text_of(several.html)
        assert load(worldview).hash in several.html


@pytest.mark.usefixtures("two_years")
def test_the_same_report_gives_the_same_bytes():
    """With both pictures of every chart, and with what holds one setting against the other."""
    one, again = (sim.report(["araz2023", "fattah2025"], worlds=12, seed=3).html for _ in range(2))
    assert one == again
    assert one.count("data:image/svg+xml") >= 12


def test_every_departure_from_the_baseline_stands_with_reading_and_source(single):
    parameters = load("ratelle2025", policies="western_guarantee")
    told = assumptions_of(parameters)
    changed = {change.id for overlay in parameters.overlays for change in overlay.changes}
    assert {row.id for row in told.departures} == changed
    text = text_of(single.html)
    for row in told.departures:
        assert " ".join(row.reading.split()) in text
        assert row.citations


def test_frequencies_are_those_of_the_study(single):
    study = sim.simulate(load("ratelle2025", policies="western_guarantee"), worlds=60, seed=3)
    counts = dict(sim.frequencies(study)[["outcome", "count"]].to_numpy())
    shares = sim.frequencies(study).set_index("outcome")["share"]
    assert sum(counts.values()) == 60
    assert f"{100 * shares['deferred_tension']:.0f} %" in text_of(single.html)


def test_with_a_policy_it_shows_what_became_of_the_same_worlds(single):
    assert "flows.csv" in single.html
    assert "Ratelle 2025 with a western guarantee" in text_of(single.html)


def test_a_sobol_sweep_shows_its_indices_with_their_noise(sampled):
    text = text_of(sampled.html)
    assert "Sobol indices" in text
    assert "Noise:" in text
    assert "Mean cost of war to Azerbaijan" in text


@brief
def test_bindings_that_a_policy_makes_are_told():
    made = sim.report("baseline", policies="public_sanctions", worlds=30)
    assert "choices that are fixed instead of drawn" in text_of(made.html)
    assert "sanction public" in text_of(made.html)


@brief
def test_policies_that_contradict_each_other_are_named():
    made = sim.report("baseline", policies=["gradual_agenda", "package_deal"], worlds=5)
    assert "Policies contradict each other: " in text_of(made.html)


@brief
def test_what_a_user_writes_cannot_become_part_of_the_page():
    made = sim.report("baseline", worlds=20, question='<script>alert("x")</script> & more')
    assert "<script" not in made.html
    assert "&lt;script&gt;" in made.html


@brief
def test_one_world_is_enough_for_a_report():
    made = sim.report("baseline", worlds=1)
    assert made.html.count("<article>") == 1


@brief
def test_a_study_with_values_by_world_says_that_no_command_can_repeat_it():
    values = np.array([0.05, 0.1, 0.2] * 4)
    made = sim.report(sim.simulate(load("baseline", changes={WAR_COST: values}), worlds=12))
    assert "from Python" in text_of(made.html)
    assert "0.05 to 0.2, by world" in text_of(made.html)


@brief
@pytest.mark.parametrize(
    "plan",
    [
        design.grid({COORDINATION: [0.2, 0.5, 0.8]}),
        design.grid({COORDINATION: [0.2, 0.8], WAR_COST: [0.1, 0.2]}),
        design.grid({COORDINATION: [0.2, 0.8], WAR_COST: [0.1, 0.2], STATUS: [0.1, 0.2]}),
        design.grid({"worldview": ["baseline", "fattah2025"], "policy": ["none", "western_guarantee"]}),
        design.grid({"worldview": ["baseline", "fattah2025"], COORDINATION: [0.2, 0.8]}),
        design.latin_hypercube({COORDINATION: None, WAR_COST: None, STATUS: None}, samples=12),
        design.one_at_a_time([COORDINATION, WAR_COST]),
        design.morris({COORDINATION: None, WAR_COST: None}, trajectories=4),
        design.grid({"worldview": ["araz2023"]}),
    ],
    ids=["one", "two", "three", "words", "mixed", "sampled", "one_at_a_time", "morris", "single_cell"],
)
def test_every_kind_of_sweep_has_a_report(plan):
    made = sim.report(swept(plan))
    assert made.title
    assert made.html.count("<article>") >= 1
    assert f"{len(plan)} cell" in text_of(made.html)


@brief
def test_a_sweep_with_worlds_of_its_own_in_every_cell_tells_worlds_of_that_cell():
    plan = design.grid({COORDINATION: [0.2, 0.8]})
    made = sim.report(swept(plan, independent=True))
    numbers = [int(found) for found in re.findall(r"World (\d+) under", text_of(made.html))]
    assert max(numbers) >= 2**40


@brief
def test_values_out_of_their_plausible_range_are_named_as_such():
    made = sim.report(swept(design.grid({"calendar.foresight": [2, 30]}), out_of_range=True))
    assert "out of the plausible range" in text_of(made.html)
