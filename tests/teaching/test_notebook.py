"""Notebooks run from top to bottom once they are filled in, refuse to go on while they are not, and write the student's file."""

import json
from pathlib import Path

import pytest

from sim.common.errors import InputError
from sim.teaching.exercise import CHOICE, LEVEL
from sim.teaching.lab import begin
from sim.teaching.notebook import notebook
from sim.teaching.reading import read_exercise
from sim.teaching.student import read_student
from tests.teaching.conftest import NAMES, small

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

PROMISE = "promise_on_paper"
FEW = 40
REASON = "since belief must turn the balance"
FILLED = {
    'CODE = ""': 'CODE = "blue heron 7"',
    "PREDICTION = None": "PREDICTION = 2",
    'REASON = ""': f'REASON = "{REASON}"',
    "CONFIDENCE = None": "CONFIDENCE = 60",
    'EXPLANATION = """"""': 'EXPLANATION = """One line.\nAnd another."""',
    'TRANSFER = """"""': 'TRANSFER = """Elsewhere."""',
    'EXIT = """"""': 'EXIT = """One question."""',
    "PREDICTION_NOW = None": "PREDICTION_NOW = 1",
    "CONFIDENCE_NOW = None": "CONFIDENCE_NOW = 80",
}


def filled(exercise, worlds=None, form=50):
    """A notebook as a student fills it in; with few worlds if a number is given."""
    made = nbformat.from_dict(notebook(exercise))
    answers = {}
    for finding in exercise.findings if form == 50 else ():
        level = exercise.lever(finding.lever).levels[1] if finding.lever else None
        value = {CHOICE: 1, LEVEL: level}.get(finding.kind, dict(exercise.start))
        answers[f"{finding.name.upper()} = None"] = f"{finding.name.upper()} = {value!r}"
    for cell in made.cells:
        if cell.cell_type != "code":
            continue
        lines = cell.source.split("\n")
        cell.source = "\n".join(_filled(line, FILLED | answers) for line in lines).replace(
            "FORM = 50", f"FORM = {form}"
        )
        if worlds is not None:
            cell.source = cell.source.replace("CODE, FORM", f"CODE, FORM, worlds={worlds}, workers=1").replace(
                "worlds=200", "worlds=10"
            )
    return made


def _filled(line, answers):
    return next((line.replace(empty, given) for empty, given in answers.items() if line.startswith(empty)), line)


def executed(made, folder):
    client = nbclient.NotebookClient(made, timeout=600, resources={"metadata": {"path": str(folder)}})
    return client.execute()


def outputs(made, name):
    cell = next(cell for cell in made.cells if cell["id"] == name)
    return " ".join(str(output.get("data", output.get("text", ""))) for output in cell.outputs)


@pytest.fixture
def here(monkeypatch):
    """The kernel imports the package from this checkout, whatever folder it works in."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.mark.slow
def test_one_notebook_runs_with_all_its_worlds_and_writes_a_file_that_can_be_read(here, tmp_path):
    exercise = read_exercise(PROMISE)
    made = executed(filled(exercise), tmp_path)
    student = read_student(tmp_path / "promise_on_paper-blue-heron-7.json")
    assert student.manifest.made_with == "notebook"
    assert (student.prediction.option, student.prediction.reason) == ("paper_enough", REASON)
    assert student.texts["explanation"] == "One line.\nAnd another."
    assert {run.worlds for run in student.runs} == {exercise.own}
    assert set(student.findings) == {finding.name for finding in exercise.findings}
    assert "falls by" in outputs(made, "look")
    assert "Quiet" in outputs(made, "reply") or "paper" in outputs(made, "reply")
    assert "Outcome" in outputs(made, "story")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_notebook_runs_on_few_worlds_of_two_years(here, tmp_path, brief_parameters, name):
    form = 20 if NAMES.index(name) % 2 else 50
    made = filled(small(name), FEW, form)
    brief = f"import pathlib, sim.parameters.baseline as b\nb.parameters_folder = lambda: pathlib.Path({str(brief_parameters)!r})"
    made.cells.insert(0, nbformat.v4.new_code_cell(brief))
    executed(made, tmp_path)
    told = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert (told["exercise"], told["form"], told["runs"][0]["worlds"]) == (name, form, FEW // 2)


@pytest.mark.parametrize("name", NAMES)
def test_every_notebook_is_valid_and_new_each_time_the_same(name):
    made = notebook(small(name))
    nbformat.validate(nbformat.from_dict(made))
    assert made == notebook(small(name))
    assert [cell for cell in made["cells"] if cell["cell_type"] == "code" and cell["outputs"]] == []


def test_a_cell_refuses_to_run_while_it_is_empty(here, tmp_path):
    made = filled(small(PROMISE), FEW)
    place = next(number for number, cell in enumerate(made.cells) if cell["id"] == "prediction")
    made.cells[place].source = 'PREDICTION = None\nREASON = ""\nCONFIDENCE = None'
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="PREDICTION is still empty"):
        executed(made, tmp_path)
    assert list(tmp_path.glob("*.json")) == []


@pytest.fixture
def lab(two_years):
    return begin(PROMISE, "blue heron 7", worlds=FEW, workers=1)


def test_nothing_but_the_start_can_be_looked_at_before_the_prediction_is_locked(lab):
    assert len(lab.look()) == 6  # the main measure and the outcomes
    for asked in (
        lambda: lab.look({"credibility": 0.9}),
        lambda: lab.look(versus={"agenda": 0.6}),
        lab.story,
        lab.reply,
        lab.write,
    ):
        with pytest.raises(InputError, match="your prediction is not locked yet"):
            asked()


def test_a_locked_prediction_cannot_change_and_the_same_one_may_be_run_again(lab):
    lab.lock(1, REASON, 60)
    lab.lock("evenly", REASON, 60)
    with pytest.raises(InputError, match="locked"):
        lab.lock(2, REASON, 60)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((5, REASON, 60), "5 is not an option"),
        (("", REASON, 60), "PREDICTION is still empty"),
        ((1, " ", 60), "REASON is still empty"),
        ((1, "short", 60), "at least 3 words"),
        ((1, REASON, None), "CONFIDENCE is still empty"),
        ((1, REASON, 200), "200 is not a confidence"),
    ],
)
def test_a_prediction_that_is_none_is_refused_in_words(lab, given, said):
    with pytest.raises(InputError, match=said):
        lab.lock(*given)
    assert lab.answers.prediction is None


def test_what_is_asked_in_vain_is_refused_with_the_nearest_name(lab):
    lab.lock(1, REASON, 60)
    with pytest.raises(InputError, match="there is no finding 'hlf'; nearest: half"):
        lab.answer("hlf", 0.6)
    with pytest.raises(InputError, match="there is no lever 'credibilty'; nearest: credibility"):
        lab.look({"credibilty": 0.6})
    with pytest.raises(InputError, match="there is no text 'exits'; nearest: exit"):
        lab.text("exits", "text")
    with pytest.raises(InputError, match="unknown exercise 'promise_on_papr'; nearest: promise_on_paper"):
        begin("promise_on_papr", "blue heron 7")
    for worlds in (0, -1, 10**9, True, "many"):
        with pytest.raises(InputError, match="cannot be"):
            begin(PROMISE, "blue heron 7", worlds=worlds)
    with pytest.raises(InputError, match="is not a form"):
        begin(PROMISE, "blue heron 7", form=30)


def test_a_setting_beyond_the_grid_is_played_and_kept_for_the_file(lab):
    lab.lock(1, REASON, 60)
    table = lab.look({"credibility": 0.5, "agenda": 0.6})
    assert list(table.columns) == ["share in per cent", "from", "to", "change in points (95 %)"]
    assert lab.answers.runs[-1]["setting"] == {"credibility": 0.5, "agenda": 0.6}


def test_a_notebook_shows_a_refusal_as_one_sentence(lab):
    with pytest.raises(InputError) as caught:
        lab.lock(None, REASON, 60)
    assert caught.value._render_traceback_() == [f"{caught.value}."]
    with pytest.raises(InputError) as caught:
        begin(PROMISE, "")
    assert caught.value._render_traceback_() == [f"{caught.value}."]


@pytest.mark.parametrize("part", ["credibility=0.5", 0.9, [1, 2], {0.9}])
def test_what_is_no_setting_is_refused_in_words(lab, part):
    lab.lock(1, REASON, 60)
    for asked in (lab.look, lab.parameters):
        with pytest.raises(InputError, match="is not a setting; give the levers with their values"):
            asked(part)


def test_whole_names_stand_in_a_table(lab):
    longest = max(lab.look().index, key=len)
    assert len(longest) > 50
    assert longest in lab.look()._repr_html_()


def test_writing_says_what_was_not_answered(lab, tmp_path):
    lab.lock(1, REASON, 60)
    said = lab.write(tmp_path / "f.json")
    assert (
        "Not answered yet: your explanation, the other case, the last question, your prediction now, 4 questions"
        in said
    )
    short = begin(PROMISE, "blue heron 7", form=20, worlds=FEW, workers=1)
    short.lock(1, REASON, 60)
    short.text("explanation", "So.")
    short.text("exit", "So.")
    short.predict_now(1, 50)
    assert "Everything is answered." in short.write(tmp_path / "g.json")


def test_levels_that_are_names_are_offered_as_python_writes_them():
    cells = {cell["id"]: cell["source"] for cell in notebook(small("five_authors"))["cells"]}
    assert '"none", "moscow"' in cells["finding-forth"]


def test_a_place_that_cannot_be_written_to_is_refused_in_words(lab, tmp_path):
    lab.lock(1, REASON, 60)
    (tmp_path / "f.json").mkdir()
    with pytest.raises(InputError, match="cannot write"):
        lab.write(tmp_path / "f.json")
