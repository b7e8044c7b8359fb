"""The groups of assumptions: every parameter is in one of them, and a broken file is answered with file and line."""

import pytest

from sim.common.errors import InputError
from sim.parameters import load
from sim.parameters.assumptions import assumption_groups

FILE = "assumptions.yaml"
GROUPS = """\
guarantors:
  label: Who can guarantee
  about: who can guarantee an agreement
  parameters:
  - mechanisms.guarantees.credibility
  - mechanisms.guarantees.enabled
model:
  label: How the model counts
  about: how the model counts
  parameters:
  - mechanisms.guarantees
"""


@pytest.fixture
def grouped(folder):
    """A sound folder with groups."""
    (folder / FILE).write_text(GROUPS, encoding="utf-8")
    return folder


@pytest.fixture
def refused(grouped):
    """Replace a piece of the file of groups; return the one message that answers it."""

    def run(old, new):
        assert GROUPS.count(old) == 1
        (grouped / FILE).write_text(GROUPS.replace(old, new), encoding="utf-8")
        with pytest.raises(InputError) as error:
            assumption_groups(grouped)
        return str(error.value)

    return run


def test_every_parameter_is_in_exactly_one_group():
    held = [name for group in assumption_groups() for name in group.parameters]
    assert len(held) == len(set(held))
    assert set(held) == set(load().entries)


def test_every_group_has_words_of_its_own_that_fit_into_a_sentence():
    groups = assumption_groups()
    for field in ("name", "label", "about"):
        words = [getattr(group, field) for group in groups]
        assert len(set(words)) == len(words)
    assert all(group.about[0].islower() and not group.about.endswith(".") for group in groups)
    assert all(group.label[0].isupper() and "_" not in group.label for group in groups)


def test_the_authors_part_in_eight_groups_and_not_about_how_the_model_counts():
    """With more, not every order could be counted."""
    names = [group.name for group in assumption_groups()]
    assert (len(names), names[-1]) == (9, "model")


def test_a_parameter_belongs_to_the_longest_name_that_it_begins_with(grouped):
    guarantors, model = assumption_groups(grouped)
    assert guarantors.parameters == ("mechanisms.guarantees.credibility.united_states", "mechanisms.guarantees.enabled")
    assert model.parameters == ("mechanisms.guarantees.patience", "mechanisms.guarantees.agenda")
    assert repr(model) == "<Group model: 2 parameters>"


def test_an_edited_file_is_read_anew(grouped):
    assert assumption_groups(grouped)[0].label == "Who can guarantee"
    (grouped / FILE).write_text(GROUPS.replace("Who can guarantee", "Guarantors"), encoding="utf-8")
    assert assumption_groups(grouped)[0].label == "Guarantors"


def test_a_missing_file_is_named(folder):
    with pytest.raises(InputError, match=r"assumptions\.yaml: the file is missing"):
        assumption_groups(folder)


def test_an_unknown_id_is_named_with_the_nearest(refused):
    told = refused("mechanisms.guarantees.enabled", "mechanisms.guarantees.enabeld")
    assert f"{FILE}:6" in told
    assert "'mechanisms.guarantees.enabeld'" in told
    assert "nearest: mechanisms.guarantees.enabled" in told


def test_an_id_in_two_groups_is_named_with_both(refused):
    told = refused("  - mechanisms.guarantees\n", "  - mechanisms.guarantees\n  - mechanisms.guarantees.enabled\n")
    assert f"{FILE}:12" in told
    assert "mechanisms.guarantees.enabled stands in two groups, guarantors and model" in told


def test_a_parameter_that_is_left_out_is_named(refused):
    told = refused("  - mechanisms.guarantees\n", "  - mechanisms.guarantees.patience\n")
    assert told.startswith(f"{FILE}: no group holds mechanisms.guarantees.agenda")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  label: Who can guarantee\n", "", "label"),
        ("  about: how the model counts\n", "  about: how the model counts\n  colour: red\n", "colour"),
        ("guarantors:", "Guarantors!:", "cannot be part of an id"),
        ("model:", "guarantors:", "duplicate key"),
        ("  - mechanisms.guarantees\n", "    mechanisms: guarantees\n", "parameters"),
        ("  - mechanisms.guarantees\n", "  - [mechanisms.guarantees\n", "not valid YAML"),
    ],
)
def test_a_broken_file_is_answered_with_file_and_line(refused, old, new, said):
    told = refused(old, new)
    assert told.startswith(f"{FILE}:")
    assert said in told
    assert "\n" not in told


def test_an_empty_file_is_refused(grouped):
    (grouped / FILE).write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="the file is empty"):
        assumption_groups(grouped)
