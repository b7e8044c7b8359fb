"""`python -m sim chart` draws folders and worldviews, and chooses the picture by the design."""

import pytest

import sim
from sim.charts.choice import Wishes, picture_of_study
from sim.cli.main import main
from sim.sweeps import design, sweep
from tests.charts.conftest import LOOK
from tests.charts.test_gallery import overlaps

QUO = "mechanisms.force.status_quo"


def names(folder):
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def study():
    return sim.simulate("fattah2025", worlds=60, seed=1)


def test_a_worldview_is_drawn_as_shares_with_table_and_words(tmp_path, capsys):
    assert main(["chart", "ratelle2025", "--worlds", "50", "--out", str(tmp_path / "a"), "--format", "png,svg"]) == 0
    assert names(tmp_path) == {"a.png", "a.svg", "a.csv", "a.txt"}
    assert "50 worlds" in capsys.readouterr().out


def test_a_folder_of_run_is_drawn_from_its_files(tmp_path):
    folder = tmp_path / "run"
    assert main(["run", "baseline", "--worlds", "40", "--out", str(folder)]) == 0
    assert main(["chart", str(folder), "--kind", "incidence"]) == 0
    assert {"incidence.png", "incidence.csv", "incidence.txt"} <= names(folder)


def test_a_sweep_over_one_number_becomes_lines(tmp_path):
    folder = tmp_path / "study"
    sweep(design.grid({QUO: [0.2, 0.4, 0.6]}), worlds=30, out=folder, workers=1)
    assert main(["chart", str(folder)]) == 0
    assert "along.png" in names(folder)


def test_a_sweep_over_worldviews_is_stacked(tmp_path):
    folder = tmp_path / "study"
    sweep(design.grid({"worldview": ["baseline", "araz2023"]}), worlds=30, out=folder, workers=1)
    assert main(["chart", str(folder), "--theme", "dark", "--size", "slide", "--out", str(tmp_path / "b")]) == 0
    assert "Araz 2023" in (tmp_path / "b.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["baseline", "--kind", "tornadoo"], "nearest: tornado"),
        (["baselin"], "nearest: baseline"),
        (["no/such/folder"], "there is no folder no/such/folder"),
        (["baseline", "--format", "gif"], "there is no picture format 'gif'"),
        (["baseline", "--kind", "along", "--worlds", "5"], "is drawn from a sweep"),
        (["baseline", "--kind", "tornado", "--worlds", "5"], "is drawn from a sweep"),
        (["baseline", "--kind", "flows", "--worlds", "5"], "add a policy or a change"),
        (["baseline", "--kind", "network", "--quarter", "400"], "the history has no quarter 400"),
    ],
)
def test_a_wrong_wish_is_answered_in_one_sentence(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["chart", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert names(tmp_path) == set()


def test_every_kind_is_listed(capsys):
    assert main(["chart", "--kind", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 19


@pytest.mark.parametrize("kind", ["timeline", "network"])
@pytest.mark.parametrize("world", range(4))
def test_a_history_is_drawn_without_overlap(kind, world, study):
    picture = picture_of_study(study, kind, Wishes(world=world, quarter=3), LOOK)
    assert overlaps(picture.figure) == []
    assert "not a forecast" in picture.description


def test_relations_over_worlds_are_counted_from_the_worlds(study):
    picture = picture_of_study(study, "network_shares", Wishes(quarter=2), LOOK)
    assert (picture.data["count"] <= picture.data["worlds"]).all()
    outside = picture.data[picture.data["actor"].isin(["turkey"])]
    assert 0 < outside["count"].sum() <= outside["worlds"].iloc[0]


def test_a_fan_starts_where_all_worlds_start(study):
    data = picture_of_study(study, "fan", look=LOOK).data
    first = data[data["quarter"] == 0]
    assert (first["q05"] == first["q95"]).all()
    assert (data["q05"] <= data["q50"]).all()
    assert (data["q50"] <= data["q95"]).all()


def test_a_notebook_shows_table_and_picture_of_a_study(study):
    shown = study._repr_html_()
    assert "<td>formal peace</td>" in shown
    assert 'alt="Horizontal bars.' in shown
    assert "http" not in shown.replace("data:image", "")


def test_a_notebook_can_show_a_sweep_and_a_history_too(study):
    swept = sweep(design.grid({QUO: [0.2, 0.6]}), worlds=20, workers=1)
    assert 'alt="Lines with bands.' in swept._repr_html_()
    assert "World 1 under fattah2025" in sim.tell(study, 1)._repr_html_()
