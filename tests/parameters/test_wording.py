"""Numbers and names as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.wording import (
    article_name,
    confidence_percent,
    counted,
    enumeration,
    interval,
    percent,
    readable,
    whole,
)
from sim.studies.shares.intervals import share_of


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (3100, 10_000, "31 % (30–32)"),
        (700, 10_000, "7.0 % (6.5–7.5)"),
        (38_100, 100_000, "38.1 % (37.8–38.4)"),
        (2, 8232, "0.02 % (0.01–0.09)"),
        (0, 10_000, "none (below 0.04 %)"),
        (10_000, 10_000, "all (above 99.96 %)"),
        (1, 2, "50 % (9–91)"),
    ],
)
def test_a_share_has_as_many_digits_as_its_interval_deserves(count, total, words):
    share = share_of(count, total)
    assert percent(share.share, share.low, share.high) == words


@given(st.integers(2, 10**7).flatmap(lambda total: st.tuples(st.integers(1, total - 1), st.just(total))))
def test_a_printed_share_lies_strictly_within_its_printed_interval(pair):
    share = share_of(*pair)
    words = percent(share.share, share.low, share.high)
    middle, ends = words.split(" % (")
    low, high = ends.rstrip(")").split("–")
    assert float(low) < float(middle) < float(high)


@given(st.integers(1, 10**7))
def test_what_was_never_seen_is_not_said_to_be_rarer_than_the_interval_allows(total):
    never, always = share_of(0, total), share_of(total, total)
    assert float(interval(0, never.low, never.high).removeprefix("below ")) >= 100 * never.high - 1e-9
    assert float(interval(1, always.low, always.high).removeprefix("above ")) <= 100 * always.low + 1e-9


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ideal_peace", "ideal peace"),
        ("us_private_leverage", "US private leverage"),
        ("reassurance_to_moscow", "reassurance to Moscow"),
    ],
)
def test_names_of_files_become_words(name, words):
    assert readable(name) == words


@pytest.mark.parametrize(("names", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_are_listed_as_in_a_sentence(names, words):
    assert enumeration(names) == words


@pytest.mark.parametrize(
    ("confidence", "written"),
    [(0.95, "95"), (0.9, "90"), (0.5, "50"), (0.9997, "99.97"), (0.9975, "99.75"), (1 - 1e-9, "more than 99.99")],
)
def test_a_coverage_never_reads_as_certainty(confidence, written):
    assert confidence_percent(confidence) == written


def test_one_thing_is_not_told_as_several():
    assert [counted(number, "world") for number in (0, 1, 2_000)] == ["0 worlds", "1 world", "2,000 worlds"]
    assert [counted(number, "axis", "axes") for number in (1, 2)] == ["1 axis", "2 axes"]


def test_thousands_are_set_apart():
    assert whole(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("dersimonian2023", "DerSimonian 2023"),
        ("dersimonian2024", "DerSimonian 2024"),
        ("ratelle2025", "Ratelle 2025"),
        ("araz2023", "Araz 2023"),
        ("fattah2025", "Fattah 2025"),
        ("fearon1995", "Fearon 1995"),
        ("somebody1999", "Somebody 1999"),
        ("baseline", "baseline"),
        ("western_guarantee", "western guarantee"),
    ],
)
def test_articles_are_named_as_their_authors_spell_themselves(key, name):
    assert article_name(key) == name
