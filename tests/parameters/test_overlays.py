"""Worldviews and policies state only what they change, each change with its source."""

import pytest

from sim.common.errors import InputError, UnknownNameError
from sim.parameters import load, policies, who_differs, worldviews

US = "mechanisms.guarantees.credibility.united_states"
WORLDVIEW = "worldviews/pessimist.yaml"

MISTAKES = [
    ("label: Pessimist", "lable: Pessimist", 1, ["unknown key 'lable'", "nearest: label"]),
    ("label: Pessimist\n", "", 1, ["required key missing: label"]),
    ("start: 2025-05-20", "start: May 2025", 3, ["'May 2025' is not a date", "2023-07-01"]),
    ("start: 2025-05-20", "start: 2025-02-30", 3, ["is not a date"]),
    ("start: 2025-05-20", "start: 2025", 3, ["expected text"]),
    ("credibility.united_states", "credibility.united_state", 5, ["unknown parameter", f"nearest: {US}"]),
    ("value: 0.1", "value: 0.95", 6, ["0.95 is out of range [0.0, 0.9]"]),
    ("value: 0.1", "value: 0.3", 5, [f"{US}: changes nothing: the baseline's value is 0.3 too"]),
    ("    value: 0.1\n", "", 5, ["required key missing: value"]),
    ("    reading: Nobody would act.\n", "", 5, ["required key missing: reading"]),
    ("    sources: [{key: ratelle2025, paragraphs: [12]}]\n", "", 5, ["required key missing: sources"]),
    ("[{key: ratelle2025, paragraphs: [12]}]", "[]", 8, ["needs at least one source"]),
    ("paragraphs: [12]", "paragraphs: [34]", 8, ["ratelle2025 has 33 paragraphs, ¶34 does not exist"]),
    ("    value: 0.1", "    unit: share\n    value: 0.1", 6, ["unknown key 'unit'"]),
    ("    value: 0.1", "    range: [0.0, 0.95]\n    value: 0.1", 6, ["leaves the baseline's range", "[0.0, 0.9]"]),
    ("    value: 0.1", "    range: [0.2, 0.5]\n    value: 0.1", 6, ["the value 0.1 is out of the range [0.2, 0.5]"]),
    ("    value: 0.1", "    status: guessed\n    value: 0.1", 6, ["unknown status 'guessed'", "assumed"]),
    ("changes:", "sources: [{key: nobody}]\nchanges:", 4, ["unknown source 'nobody'"]),
]


@pytest.mark.parametrize(("old", "new", "line", "parts"), MISTAKES)
def test_every_mistake_in_an_overlay_is_named_with_file_and_line(spoil, old, new, line, parts):
    folder = spoil(WORLDVIEW, old, new)
    with pytest.raises(InputError) as caught:
        load("pessimist", folder=folder)
    assert str(caught.value).startswith(f"{WORLDVIEW}:{line}: ")
    for part in parts:
        assert part in str(caught.value)


def test_an_overlay_without_any_effect_is_refused(folder):
    (folder / "policies/idle.yaml").write_text("label: Idle\ndescription: Does nothing\n")
    with pytest.raises(InputError, match=r"^policies/idle\.yaml:1: it states neither a change nor a binding"):
        load(policies="idle", folder=folder)


def test_a_policy_has_no_start_date(spoil):
    with pytest.raises(UnknownNameError, match="unknown key 'start'"):
        load(policies="firm", folder=spoil("policies/firm.yaml", "label:", "start: 2025-01-01\nlabel:"))


def test_a_policy_may_restore_the_baseline_value_only_where_a_worldview_departs_from_it(spoil):
    spoil("policies/firm.yaml", "value: 0.6", "value: 0.3")
    folder = spoil("policies/gentle.yaml", "value: 0.2", "value: 0.3")
    assert load("pessimist", "gentle", folder=folder)[US] == 0.3
    (folder / "aliases.yaml").write_text(f"old.name: {US}\n")
    spoil("worldviews/pessimist.yaml", US, "old.name")
    assert load("pessimist", "gentle", folder=folder)[US] == 0.3
    spoil("policies/firm.yaml", "value: 2", "value: 4")
    with pytest.raises(InputError, match=r"patience: changes nothing"):
        load(policies="firm", folder=folder)


def test_an_unknown_worldview_is_refused_with_the_nearest_and_the_full_list(folder):
    with pytest.raises(UnknownNameError, match="unknown worldview 'pesimist'; nearest: pessimist; valid: baseline"):
        load("pesimist", folder=folder)


def test_an_unknown_policy_is_refused_with_the_nearest_and_the_full_list(folder):
    with pytest.raises(UnknownNameError, match="unknown policy 'frm'; nearest: firm; valid: firm, gentle"):
        load(policies="frm", folder=folder)
    with pytest.raises(InputError, match=r"^\.\./worldviews/pessimist: a file with a policy ends in \.yaml"):
        load(policies="../worldviews/pessimist", folder=folder)


def test_a_policy_given_twice_is_refused(folder):
    with pytest.raises(InputError, match="'firm' is given twice"):
        load(policies=("firm", "firm"), folder=folder)


def test_no_worldview_may_be_called_baseline(folder):
    (folder / "worldviews/baseline.yaml").write_text("label: x\n")
    with pytest.raises(InputError, match=r"worldviews/baseline\.yaml"):
        worldviews(folder)


def test_a_broken_overlay_does_not_disturb_those_who_do_not_use_it(folder):
    (folder / "policies/gentle.yaml").write_text("label: [\n")
    assert load("pessimist", "firm", folder=folder)[US] == 0.6
    with pytest.raises(InputError, match=r"^policies/gentle\.yaml:"):
        policies(folder)


def test_the_catalogue_lists_overlays_by_name_with_what_they_say(folder):
    assert [overlay.key for overlay in policies(folder)] == ["firm", "gentle"]
    (pessimist,) = worldviews(folder)
    assert (pessimist.kind, pessimist.label, pessimist.start) == ("worldview", "Pessimist", "2025-05-20")
    assert (pessimist.changes[0].status, pessimist.changes[0].line) == ("read", 5)


def test_who_differs_names_everyone_who_sets_a_parameter_and_nobody_else(folder):
    differing = [(found.name, found.kind, found.value) for found in who_differs(US, folder)]
    assert differing == [("pessimist", "worldview", 0.1), ("firm", "policy", 0.6), ("gentle", "policy", 0.2)]
    assert [found.name for found in who_differs("mechanisms.guarantees.patience", folder)] == ["firm"]
    assert who_differs("mechanisms.guarantees.agenda", folder) == []
    with pytest.raises(UnknownNameError, match="nearest"):
        who_differs("mechanisms.guarantees.agend", folder)


PRICE = """\
price:
  payers: [united_states]
  reading: Trade is lost.
obstacle:
  reading: Nobody wants to lose it.
  sources: [{key: ratelle2025, paragraphs: [10]}]
label:"""
PRICE_MISTAKES = [
    ("united_states", "united_state", 2, ["unknown actor 'united_state'", "nearest: united_states"]),
    ("[united_states]", "[]", 2, ["name at least one actor"]),
    ("  reading: Trade is lost.\n", "", 1, ["price", "required key missing: reading"]),
    ("paragraphs: [10]", "paragraphs: [34]", 6, ["¶34 does not exist"]),
    (PRICE[: PRICE.index("obstacle")], "", 1, ["obstacle", "stands without 'price'"]),
    (PRICE[PRICE.index("obstacle") : PRICE.index("label")], "", 1, ["price", "stands without 'obstacle'"]),
]


def test_a_policy_tells_its_price_and_what_stood_in_its_way(spoil):
    folder = spoil("policies/firm.yaml", "label:", PRICE)
    price = {policy.key: policy for policy in policies(folder)}["firm"].price
    assert (price.payers, price.reading, price.obstacle) == (
        ("united_states",),
        "Trade is lost.",
        "Nobody wants to lose it.",
    )
    assert [str(citation) for citation in price.sources] == ["ratelle2025 ¶10"]


@pytest.mark.parametrize(("old", "new", "line", "parts"), PRICE_MISTAKES)
def test_every_mistake_in_a_price_is_named_with_file_and_line(spoil, old, new, line, parts):
    folder = spoil("policies/firm.yaml", "label:", PRICE.replace(old, new))
    with pytest.raises(InputError) as caught:
        load(policies="firm", folder=folder)
    assert str(caught.value).startswith(f"policies/firm.yaml:{line}: ")
    for part in parts:
        assert part in str(caught.value)


def test_a_worldview_has_no_price(spoil):
    with pytest.raises(UnknownNameError, match="unknown key 'price'"):
        load("pessimist", folder=spoil(WORLDVIEW, "label:", PRICE))
