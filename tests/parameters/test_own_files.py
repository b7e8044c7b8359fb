"""A user's own worldviews, policies and numbers stand wherever a name can, and are kept whole."""

import json
import pickle
import shutil
from pathlib import Path

import pytest

import sim
from sim.parameters import own, parameters_folder, policies, worldviews
from sim.parameters.baseline import read_baseline
from sim.parameters.folders import folder_of, own_files, under
from sim.parameters.starts import start_of
from sim.parameters.vocabulary import OWN
from sim.parameters.wording import article_name, readable

WAR = "actors.azerbaijan.war_cost"
HORIZON = "calendar.horizon"
VIEW = f"""\
label: My view
based_on: fattah2025
changes:
  {WAR}:
    value: 0.2
    reading: A war would cost more than the articles think.
"""
POLICY = f"""\
label: A force of two
kind: policy
changes:
  {WAR}:
    value: 0.1
    reading: Two guards change little.
bindings:
- actor: russia
  action: spoil
  rule: never
  reading: Moscow is busy.
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """An empty folder to work in, and nothing remembered of other tests."""
    monkeypatch.chdir(tmp_path)
    for memory in ("_known", "_labels", "_broken", "_kept"):
        monkeypatch.setattr(own, memory, {})
    return tmp_path


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


@pytest.fixture
def view():
    return write("my_view.yaml", VIEW)


@pytest.fixture
def policy():
    return write("plans/my_policy.yml", POLICY)


def message_of(name="bad.yaml", **options):
    with pytest.raises(sim.InputError) as caught:
        sim.load(name, **options)
    assert not isinstance(caught.value, OSError)
    return str(caught.value)


def test_a_file_is_laid_over_what_it_is_based_on(view):
    made = sim.load(view)
    assert [step.value for step in made.origin(WAR)] == [read_baseline().entries[WAR].value, 0.2]
    assert [overlay.key for overlay in made.overlays] == ["fattah2025", made.worldview]
    assert made.start == sim.load("fattah2025").start
    others = [name for name in made.entries if made[name] != sim.load("fattah2025")[name]]
    assert others == [WAR]


def test_a_path_of_pathlib_and_an_absolute_path_will_do(view, policy):
    assert sim.load(Path(view)) == sim.load(view) == sim.load(Path(view).absolute())
    made = sim.load(view, Path(policy))
    assert made == sim.load(view, [Path(policy)])
    assert made[WAR] == 0.1
    assert made.bindings[-1].origin == made.policies[0]


def test_without_sources_the_status_is_own_and_counts_as_an_assumption(view):
    made = sim.load(view)
    assert made.status(WAR) == OWN
    assert WAR in made.assumed()


def test_with_sources_the_status_is_read():
    cited = VIEW + "    sources: [{key: ratelle2025, paragraphs: [13]}]\n"
    assert sim.load(write("cited.yaml", cited)).status(WAR) == "read"


def test_nothing_that_travels_with_the_program_is_somebodys_own():
    entries = read_baseline().entries.values()
    changes = [change for overlay in (*worldviews(), *policies()) for change in overlay.changes]
    assert [one.id for one in (*entries, *changes) if one.status == OWN] == []


def test_a_file_is_called_by_its_label(view, policy):
    made = sim.load(view, policy)
    assert article_name(made.worldview) == "my view"
    assert readable(made.policies[0]) == "a force of two"
    assert own.label_of("somebody_s_view@00000000") == "somebody s view"


def test_a_key_tells_what_a_file_says_and_not_how_it_is_written(view):
    before = sim.load(view).worldview
    assert before.startswith("my_view@")
    write(view, f"# a remark\n\n{VIEW}")
    assert sim.load(view).worldview == before
    write(view, VIEW.replace("0.2", "0.19"))
    assert sim.load(view).worldview != before
    assert sim.load(before)[WAR] == 0.2


def test_two_files_of_one_name_and_a_worldview_of_that_name_are_kept_apart():
    one = write("fattah2025.yaml", VIEW)
    other = write("views/fattah2025.yaml", VIEW.replace("0.2", "0.19"))
    names = {sim.load(name).worldview for name in (one, other, "fattah2025")}
    assert len(names) == 3


def test_two_files_with_one_label_cannot_stand_side_by_side(view):
    other = write("other.yaml", VIEW.replace("0.2", "0.19"))
    with pytest.raises(sim.InputError, match="have the same label, 'My view'"):
        sim.design.grid({"worldview": [view, other]})


def test_a_file_can_build_on_another_file_beside_it():
    write("views/below.yaml", VIEW)
    above = VIEW.replace("fattah2025", "below.yaml").replace("0.2", "0.19").replace("My", "Her")
    made = sim.load(write("views/above.yaml", above))
    assert [step.value for step in made.origin(WAR)][1:] == [0.2, 0.19]


def test_one_change_may_lead_back_to_the_baseline_where_the_base_departs_from_it():
    name = "mechanisms.alignment.long_run"
    value = read_baseline().entries[name].value
    text = f"label: Not all\nbased_on: fattah2025\nchanges:\n  {name}: {{value: {value}, reading: Nothing lasts.}}\n"
    assert sim.load(write("back.yaml", text))[name] == value


BAD = {
    "a wrong key": (VIEW.replace("label", "lable"), "bad.yaml:1: lable: unknown key 'lable'; nearest: label"),
    "an unknown id": (VIEW.replace("war_cost", "war_costs"), f"bad.yaml:4: .*unknown parameter .*nearest: {WAR}"),
    "no reading": (VIEW.rsplit("    reading", 1)[0], "bad.yaml:4: .*required key missing: reading"),
    "no label": (VIEW.split("\n", 1)[1], "bad.yaml:1: required key missing: label"),
    "out of range": (VIEW.replace("0.2", "2"), r"bad.yaml:5: .*2 is out of range \[0.05, 0.2\]"),
    "beyond what is plausible": (
        VIEW.replace("0.2", "0.28"),
        r"bad.yaml:5: .*0.28 is out of range \[0.05, 0.2\].*new parameters DIR.*DIR/actors/azerbaijan.yaml.*--out-of-range",
    ),
    "a range beyond the plausible": (
        VIEW + "    range: [0.1, 0.3]\n",
        r"bad.yaml:7: .*leaves the baseline's range .*DIR/actors/azerbaijan.yaml",
    ),
    "no change": ("label: Idle\n", "bad.yaml:1: it states neither a change nor a binding"),
    "the value of its base": (VIEW.replace("0.2", "0.13"), "bad.yaml:4: .*changes nothing: the value of fattah2025"),
    "no such base": (
        VIEW.replace("fattah2025", "fatah2025"),
        "bad.yaml:2: based_on: unknown worldview.*nearest: fattah2025",
    ),
    "a base that is no file": (VIEW.replace("fattah2025", "x.yaml"), "bad.yaml:2: based_on: there is no file x.yaml"),
    "itself as its base": (VIEW.replace("fattah2025", "bad.yaml"), "leads in a circle: bad.yaml -> bad.yaml"),
    "a cited status without a source": (
        VIEW + "    status: read\n",
        "status 'read' needs at least one source; .* 'own'",
    ),
    "an unknown status": (VIEW + "    status: mine\n", "bad.yaml:7: .*unknown status 'mine'"),
    "an unknown source": (
        VIEW + "    sources: [{key: ratele2025}]\n",
        "bad.yaml:7: .*unknown source .*nearest: ratelle2025",
    ),
    "the name of an article": (VIEW.replace("My view", "Ratelle 2025"), "bad.yaml:1: .*the name of somebody else"),
    "a label without end": (VIEW.replace("My view", "m" * 61), "bad.yaml:1: .*at most 60 signs; this has 61"),
    "a policy": (f"kind: policy\n{VIEW}", "bad.yaml:1: kind: this is a policy, and a worldview is wanted"),
    "no YAML": ("label: [", "bad.yaml:.*not valid YAML"),
    "a list": ("- a", "bad.yaml:1: expected 'key: value' lines, found a list"),
    "nothing": ("# a remark\n", "bad.yaml: the file is empty"),
    "two documents": (f"{VIEW}---\n{VIEW}", "a second document begins"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD.keys())
def test_every_mistake_in_a_file_is_named_with_file_and_line(text, said):
    write("bad.yaml", text)
    with pytest.raises(sim.InputError, match=f"^{said}" if said.startswith("bad") else said):
        sim.load("bad.yaml")


def test_a_file_that_cannot_be_read_is_named(view):
    Path("bytes.yaml").write_bytes(b"label: \xff")
    Path("zero.yaml").write_bytes(b"label: \0")
    Path("large.yaml").write_bytes(b"#" * 200_000)
    Path("folder.yaml").mkdir()
    assert message_of("my_veiw.yaml") == "there is no file my_veiw.yaml; nearest: my_view.yaml"
    assert "`python -m sim new worldview" in message_of("elsewhere/x.yaml")
    assert "bytes.yaml:1: not UTF-8" in message_of("bytes.yaml")
    assert message_of("zero.yaml").startswith("zero.yaml:1: ")
    assert "too large" in message_of("large.yaml")
    assert "folder.yaml is a folder" in message_of("folder.yaml")
    assert "ends in .yaml" in message_of("views/x")
    assert "ends in .yaml" in message_of("fattah2025", policies="plans/x.txt")
    assert message_of("/").startswith("/: this is a folder")


def test_who_leaves_out_the_ending_is_told_so(view):
    assert "there is a file my_view.yaml here" in message_of("my_view")
    with pytest.raises(sim.InputError, match=r"there is a file my_view\.yaml here"):
        sim.design.grid({"worldview": ["my_view"]})


def test_a_policy_is_not_taken_for_a_worldview_and_given_once(view, policy):
    key = sim.load(policies=policy).policies[0]
    assert "is a policy, and a worldview is wanted" in message_of(key)
    assert "is given twice" in message_of(view, policies=[policy, key])


def test_parameters_are_had_again_without_the_files(view, policy, monkeypatch):
    made = sim.load(view, policy)
    saved = json.loads(json.dumps(made.to_dict()))
    assert {one["text"] for one in saved["own"].values()} == {VIEW, POLICY}
    assert saved["own"][made.worldview]["overlay"]["changes"][WAR]["value"] == 0.2
    shutil.rmtree("plans")
    Path(view).unlink()
    monkeypatch.setattr(own, "_known", {})
    again = sim.Parameters.from_dict(saved)
    assert again == made
    assert again.origin(WAR)[-1].reading == "Two guards change little."


def test_parameters_can_be_sent_to_a_process_that_never_saw_the_file(view, monkeypatch):
    made = sim.load(view)
    sent = pickle.dumps(made)
    monkeypatch.setattr(own, "_known", {})
    assert pickle.loads(sent) == made
    assert sim.load(made.worldview) == made


def test_what_was_kept_and_is_read_otherwise_now_is_an_error_only_for_whoever_asks(view, monkeypatch):
    made = sim.load(view)
    saved = made.to_dict()
    (kept,) = saved["own"].values()
    kept["text"] = kept["text"].replace("0.2", "0.18")
    monkeypatch.setattr(own, "_known", {})
    own.bring_back(saved["own"], read_baseline())
    assert own.label_of(made.worldview) == "my view"
    assert "is read otherwise by this version" in message_of(made.worldview)


def test_a_policy_may_lead_back_to_the_baseline_and_a_copy_of_any_of_the_program_loads():
    value = read_baseline().entries[WAR].value
    back = f"label: Back\nchanges:\n  {WAR}: {{value: {value}, reading: As it was.}}\n"
    write("my_view.yaml", VIEW)
    assert sim.load("my_view.yaml", policies=write("back.yaml", back))[WAR] == value
    write("copy.yaml", start_of("policy", Path("copy.yaml"), like="gradual_agenda"))
    assert sim.load(policies="copy.yaml").hash == sim.load(policies="gradual_agenda").hash


@pytest.mark.parametrize("name", ["a+b.yaml", "a,b.yaml"])
def test_the_name_of_a_file_may_hold_the_signs_that_stand_between_names(name):
    write(name, POLICY)
    write("other.yaml", POLICY.replace("A force of two", "Another"))
    key = sim.load(policies=name).policies[0]
    for given in (name, Path(name)):
        assert list(sim.design.grid({"policy": ["none", given]}).columns["policy"]) == ["none", key]
    (both,) = sim.design.grid({"policy": [f"{name}+other.yaml"]}).columns["policy"]
    assert both.startswith(f"{key}+other@")
    assert own.names_in(f"none, {name},other.yaml", ",") == ["none", name, "other.yaml"]
    assert own.names_in(f"{name}=0.5,fattah2025=1", ",") == [f"{name}=0.5", "fattah2025=1"]


def test_what_studies_kept_of_two_files_of_one_name_is_not_mixed_up(view):
    one = sim.load(view)
    write(view, VIEW.replace("0.2", "0.19"))
    two = sim.load(view)
    Path(view).unlink()
    sim.Parameters.from_dict(one.to_dict())
    assert sim.load(view) == one
    sim.Parameters.from_dict(two.to_dict())
    assert f"2 different files of this name: {one.worldview}, {two.worldview}" in message_of(view)
    assert "there is no file" in message_of("elsewhere/my_view.yaml")
    assert sim.load(one.worldview) == one


def test_a_kept_label_is_not_held_against_the_names_of_today(view, monkeypatch):
    made = sim.load(view)
    saved = made.to_dict()
    for memory in ("_known", "_labels", "_broken", "_kept"):
        monkeypatch.setattr(own, memory, {})
    monkeypatch.setattr(own, "overlay_names", lambda *_: ["my_view"])
    assert sim.Parameters.from_dict(saved) == made
    assert "the name of somebody else" in message_of(view)


def test_a_label_is_held_against_the_names_of_the_folder_in_use(view, changed):
    (changed / "worldviews/fattah2025.yaml").rename(changed / "worldviews/my_view.yaml")
    text = VIEW.replace("fattah2025", "ratelle2025")
    assert "the name of somebody else" in message_of(write("x.yaml", text), folder=changed)


def test_the_key_of_a_file_is_held_against_the_ranges_of_the_folder_in_use(view, changed):
    key = sim.load(view).worldview
    path = changed / "actors/azerbaijan.yaml"
    beginning, rest = path.read_text(encoding="utf-8").split("\nwar_cost:", 1)
    path.write_text(f"{beginning}\nwar_cost:{rest.replace('0.2]', '0.15]', 1)}", encoding="utf-8")
    assert "my_view.yaml does not fit the parameters in use" in message_of(key, folder=changed)


DAMAGED = [
    {"own": {"x@1": None}},
    {"own": {"x@1": {"kind": "worldview", "file": "x.yaml"}}},
    {"own": {"x@1": {"kind": "w", "file": "x.yaml", "text": "", "based_on": None, "overlay": {}}}},
    {"own": {"x@1": {"kind": "policy", "file": "x.yaml", "text": "", "based_on": 3, "overlay": {}}}},
    {"own": {"x@1": {"kind": "policy", "file": "x.yaml", "text": "", "based_on": None, "overlay": []}}},
    {"files": {3: "a: 1"}},
    {"files": {"calendar.yaml/x.yaml": "a: 1"}},
    {"files": {"a\0.yaml": "a: 1"}},
    {"files": 3},
]


@pytest.mark.parametrize("kept", DAMAGED, ids=map(str, range(len(DAMAGED))))
def test_what_was_kept_and_is_damaged_gives_one_clear_error(kept):
    with pytest.raises(sim.InputError):
        sim.Parameters.from_dict({**sim.load().to_dict(), **kept})


@pytest.mark.parametrize("name", ["true.yaml", "null.yaml"])
def test_a_start_loads_whatever_the_name_of_its_file(name):
    sim.load(write(name, start_of("worldview", Path(name))))
    sim.load(write(name, start_of("worldview", Path(name), like="fattah2025")))


def test_a_start_quotes_the_name_of_its_file_where_a_shell_needs_it():
    assert "python -m sim run 'my view.yaml'" in start_of("worldview", Path("my view.yaml"))


def test_files_with_one_label_are_not_compared(view):
    other = write("other.yaml", VIEW.replace("0.2", "0.19"))
    with pytest.raises(sim.InputError, match="have the same label, 'My view'"):
        sim.compare(sim.load(view), sim.load(other), worlds=1)


def test_a_worldview_of_ones_own_has_no_claims(view):
    with pytest.raises(sim.InputError, match=r"'my_view\.yaml' cannot be asked for claims.*--versus"):
        sim.claims(view)


def test_without_additions_a_worldview_of_ones_own_stands_alone(view, policy):
    made = sim.load(view, policy, {HORIZON: 4})
    assert made.without_additions() == sim.load(view)


def test_a_saved_design_holds_the_files(view, policy, monkeypatch):
    made = sim.design.grid(
        {"worldview": ["fattah2025", Path(view)], "policy": ["none", policy, f"western_guarantee+{policy}"]}
    )
    made.save("design.json")
    Path(view).unlink()
    monkeypatch.setattr(own, "_known", {})
    again = type(made).load("design.json")
    assert again == made
    assert sim.load(made.columns["worldview"][-1])[WAR] == 0.2


def without_remarks(text):
    """A start in which the example of a fixed choice, at its end, counts."""
    head, bindings = text.split("# bindings:")
    lines = [line.removeprefix("# ") for line in f"# bindings:{bindings}".splitlines()]
    return head + "\n".join(lines)


@pytest.mark.parametrize("kind", ["worldview", "policy"])
def test_what_is_written_to_begin_with_runs_as_it_is_and_so_do_its_remarks(kind):
    text = start_of(kind, Path(f"my_{kind}.yaml"))
    for content, fixed in ((text, 0), (without_remarks(text), 1)):
        name = write("start.yaml", content)
        made = sim.load(name) if kind == "worldview" else sim.load(policies=name)
        assert len(made.overlays[-1].changes) >= 2
        assert len(made.bindings) == fixed


@pytest.mark.parametrize("name", ["fattah2025", "western_guarantee"])
def test_a_copy_to_change_holds_the_same_values(name):
    kind = "worldview" if name == "fattah2025" else "policy"
    write("copy.yaml", start_of(kind, Path("copy.yaml"), like=name))
    given = ("copy.yaml", ()) if kind == "worldview" else ("baseline", "copy.yaml")
    assert sim.load(*given).hash == (sim.load(name) if kind == "worldview" else sim.load(policies=name)).hash


@pytest.fixture
def changed(place):
    """A copy of all parameters with one number and one reading changed, and a worldview left out."""
    folder = place / "numbers"
    shutil.copytree(parameters_folder(), folder)
    path = folder / "actors/azerbaijan.yaml"
    text = path.read_text(encoding="utf-8")
    beginning, rest = text.split("\nwar_cost:", 1)
    path.write_text(f"{beginning}\nwar_cost:{rest.replace('value: 0.13', 'value: 0.12', 1)}", encoding="utf-8")
    (folder / "policies/western_guarantee.yaml").unlink()
    return folder


def test_a_folder_of_own_parameters_holds_for_as_long_as_the_context_lasts(changed):
    with sim.own_parameters(changed):
        inside = sim.load("fattah2025")
        assert inside[WAR] == 0.12
        assert sim.design.one_at_a_time([WAR]).columns[WAR][0] == 0.12
        with pytest.raises(sim.InputError, match="unknown policy 'western_guarantee'"):
            sim.load(policies="western_guarantee")
    assert sim.load("fattah2025")[WAR] == 0.13
    assert sim.design.one_at_a_time([WAR]).columns[WAR][0] == 0.13
    assert set(inside.files) == {"actors/azerbaijan.yaml", "policies/western_guarantee.yaml"}
    assert inside.files["policies/western_guarantee.yaml"] is None
    assert own_files() == {}


def test_what_was_kept_of_the_package_is_taken_from_the_package_within_a_folder_of_ones_own(changed):
    made = sim.load()
    with sim.own_parameters(changed):
        with under({}):
            assert sim.load()[WAR] == made[WAR]
        assert sim.Parameters.from_dict(made.to_dict()) == made
        assert sim.load()[WAR] == 0.12


def test_a_folder_is_read_again_only_if_a_file_in_it_is_another(changed, monkeypatch):
    before, reads = own_files(changed), []
    monkeypatch.setattr("sim.parameters.folders.contents", lambda folder: reads.append(folder) or {})
    assert own_files(changed) == before
    assert reads == []
    (changed / "calendar.yaml").touch()
    own_files(changed)
    assert changed.resolve() in reads


def test_a_folder_of_ones_own_without_a_glossary_takes_that_of_the_package(changed):
    (changed / "glossary.yaml").unlink()
    with sim.own_parameters(changed):
        assert sim.glossary("war")


def test_parameters_of_a_folder_are_had_again_without_it(changed):
    with sim.own_parameters(changed):
        made = sim.load("fattah2025")
    saved = json.loads(json.dumps(made.to_dict()))
    shutil.rmtree(changed)
    again = sim.Parameters.from_dict(saved)
    assert again == made
    assert again.files == made.files
    assert again.without_additions()[WAR] == 0.12


def test_a_folder_that_is_none_or_broken_is_refused(changed):
    for name, said in (("nowhere", "does not exist"), ("numbers/sources.yaml", "is a file")):
        with pytest.raises(sim.InputError, match=said), sim.own_parameters(name):
            pass
    (changed / "calendar.yaml").write_text("horizon: [", encoding="utf-8")
    with pytest.raises(sim.InputError, match=r"^calendar\.yaml:\d"), sim.own_parameters(changed):
        pass


@pytest.mark.parametrize("name", ["../x.yaml", "/x.yaml", "a\\..\\x.yaml", "c:x.yaml", "x.txt"])
def test_what_a_manifest_keeps_is_written_nowhere_but_into_its_folder(name):
    with pytest.raises(sim.InputError, match="cannot be the name of a parameter file"):
        folder_of({name: "a: 1"})
