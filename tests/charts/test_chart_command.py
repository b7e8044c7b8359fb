"""`python -m sim chart` draws folders and worldviews, and chooses the picture by the design."""

import pandas as pd
import pytest

import sim
from sim.analysis.naming import noun
from sim.charts.catalogue import CHARTS
from sim.charts.choice import Wishes, picture_of_study, picture_of_sweep
from sim.cli.main import main
from sim.studies.shares.fates import reached
from sim.studies.sweeps import design, sweep
from tests.charts.conftest import LOOK
from tests.charts.test_gallery import overlaps

QUO = "mechanisms.force.status_quo"
brief = pytest.mark.usefixtures("two_years")


def names(folder):
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def study():
    return sim.simulate("fattah2025", worlds=60, seed=1)


@brief
def test_a_worldview_is_drawn_as_shares_with_table_and_words(tmp_path, capsys):
    assert main(["chart", "ratelle2025", "--worlds", "50", "--out", str(tmp_path / "a"), "--format", "png,svg"]) == 0
    assert names(tmp_path) == {"a.png", "a.svg", "a.csv", "a.txt"}
    assert "50 worlds" in capsys.readouterr().out


@brief
def test_a_folder_of_run_is_drawn_from_its_files(tmp_path):
    folder = tmp_path / "run"
    assert main(["run", "baseline", "--worlds", "40", "--out", str(folder)]) == 0
    assert main(["chart", str(folder), "--kind", "incidence"]) == 0
    assert {"incidence.png", "incidence.csv", "incidence.txt"} <= names(folder)


@brief
def test_a_sweep_over_one_number_becomes_lines(tmp_path):
    folder = tmp_path / "study"
    sweep(design.grid({QUO: [0.2, 0.4, 0.6]}), worlds=30, out=folder, workers=1)
    assert main(["chart", str(folder)]) == 0
    assert "along.png" in names(folder)


@brief
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
        ([""], "the name is empty"),
        (["baseline", "--worlds", "5", "--out", ""], "does not name a file"),
        (["baseline", "--threshold", "0.3"], "--threshold does nothing for the chart 'shares'; it belongs to boxes"),
        (["baseline", "--quarter", "3"], "it belongs to network and network_shares"),
        (["baseline", "--world", "3"], "it belongs to timeline and network"),
        (["baseline", "--kind", "timeline", "--worlds", "9"], "which shows one history"),
        (["baseline", "--kind", "ranges", "--seed", "2"], "which shows the parameter files"),
    ],
)
def test_a_wrong_wish_is_answered_in_one_sentence(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["chart", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert names(tmp_path) == set()


def test_every_kind_is_listed(capsys):
    assert main(["chart", "--kind", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(CHARTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("sweep") / "study"
    sweep(design.grid({QUO: [0.2, 0.6], "worldview": ["baseline", "araz2023"]}), worlds=20, out=place, workers=1)
    return place


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--seed", "1"], "--seed does nothing there; it goes with the name of a worldview"),
        (["--worlds", "2000"], "--worlds does nothing there"),
        (["--policy", "eu_monitoring"], "--policy does nothing there"),
        (["--world", "0"], "it belongs to timeline and network"),
        (["--kind", "parallel", "--outcome", "ideal_peace"], "--outcome does nothing for the chart 'parallel'"),
        (["--outcome", "ideal_peace"], "--outcome does nothing for the chart 'along_each'"),
        (
            ["--level", "0.5"],
            "--level does nothing for the chart 'along_each'; it belongs to heat_map and small_multiples",
        ),
    ],
)
def test_an_option_that_would_do_nothing_is_refused_even_at_its_default(options, message, folder, capsys):
    before = names(folder)
    assert main(["chart", str(folder), *options]) == 2
    assert message in capsys.readouterr().err
    assert names(folder) == before


def test_the_line_of_a_map_stands_at_the_level_that_is_asked_for(tmp_path):
    axes = {QUO: [0.1, 0.5, 0.9], "mechanisms.force.decisiveness": [0.5, 3.0], "calendar.horizon": [8]}
    sweep(design.grid(axes), worlds=20, out=tmp_path / "study", workers=1)
    asked = [
        "chart",
        str(tmp_path / "study"),
        "--kind",
        "heat_map",
        "--outcome",
        "stalemate",
        "--out",
        str(tmp_path / "map"),
    ]
    assert main([*asked, "--level", "0.7"]) == 0
    shares = pd.read_csv(tmp_path / "map.csv")["share"]
    count = (shares >= 0.7).sum()
    # These worlds lie on both sides of the level; another level would count other cells.
    assert 0 < count < len(shares) and count != (shares >= 0.5).sum()
    title, *_, notes = (tmp_path / "map.txt").read_text(encoding="utf-8").strip().split("\n\n")
    assert f" reaches 70 % in {count} of {len(shares)} cells" in title
    assert f"it reaches 70 % in {count} of {len(shares)} cells." in notes
    assert "The line parts cells in which stalemate reaches 70 % of the worlds" in notes


@pytest.fixture(scope="module")
def plane(tmp_path_factory):
    """A study over two numbers, of two years, with worlds that all cells share."""
    place = tmp_path_factory.mktemp("plane") / "study"
    axes = {QUO: [0.1, 0.5], "mechanisms.force.decisiveness": [0.5, 3.0], "calendar.horizon": [8]}
    return sweep(design.grid(axes), worlds=20, out=place, workers=1), place


@pytest.mark.parametrize("event", ["war", "ever_signed", "war_before_signature", "general_deterrence"])
def test_a_map_shows_how_often_an_event_happened_in_each_cell(event, plane):
    study, _ = plane
    picture = picture_of_sweep(study, "heat_map", Wishes(outcome=event), LOOK)
    for row in picture.data.to_dict("records"):
        fates = study.pairing.fates([row["cell"]])[row["cell"]]
        assert row["count"] == reached(fates, event).sum()
        assert (row["outcome"], row["worlds"]) == (event, 20)
    assert f" {noun(event)} " in picture.title.lower()


def test_pictures_of_two_outcomes_lie_beside_each_other(plane):
    for outcome in ("war", "stalemate"):
        assert main(["chart", str(plane[1]), "--kind", "heat_map", "--outcome", outcome]) == 0
    assert {"heat_map-war.png", "heat_map-stalemate.png"} <= {path.name for path in plane[1].iterdir()}


def test_the_command_draws_an_event_and_names_the_nearest(plane, tmp_path, capsys):
    asked = ["chart", str(plane[1]), "--kind", "heat_map", "--out", str(tmp_path / "map")]
    assert main([*asked, "--outcome", "war", "--level", "0.99"]) == 0
    assert "war reaches 99 % nowhere" in capsys.readouterr().out
    assert main([*asked, "--outcome", "wars"]) == 2
    assert "nearest: war" in capsys.readouterr().err


def test_a_chart_of_outcomes_alone_says_which_charts_draw_an_event(capsys, tmp_path):
    ends = design.one_at_a_time([QUO, "mechanisms.force.decisiveness"])
    sweep(ends, worlds=10, out=tmp_path / "ends", workers=1)
    assert main(["chart", str(tmp_path / "ends"), "--outcome", "war"]) == 2
    said = capsys.readouterr().err
    assert "'war' is an event, and the chart 'tornado' draws outcomes alone" in said
    assert "heat_map and small_multiples draw it" in said


def test_an_event_that_the_files_do_not_tell_is_refused(capsys, tmp_path):
    axes = {QUO: [0.1, 0.5], "mechanisms.force.decisiveness": [0.5, 3.0]}
    sweep(design.grid(axes), worlds=10, out=tmp_path / "own", workers=1, independent=True)
    asked = ["chart", str(tmp_path / "own"), "--kind", "heat_map"]
    assert main([*asked, "--outcome", "ever_signed"]) == 2
    assert "'ever_signed' is not counted in studies whose cells draw their own worlds" in capsys.readouterr().err
    assert main([*asked, "--outcome", "war"]) == 0


@pytest.mark.parametrize("level", ["0", "1", "-3"])
def test_a_level_that_no_share_can_cross_is_refused(level, folder, capsys):
    assert main(["chart", str(folder), "--kind", "heat_map", "--level", level]) == 2
    assert "level must be a number above 0 and below 1" in capsys.readouterr().err


def test_a_sweep_over_one_number_and_worldviews_becomes_a_panel_of_lines_for_each(folder, capsys):
    assert main(["chart", str(folder), "--axis", QUO, "--axis", "worldview"]) == 0
    assert "along_each.png" in capsys.readouterr().out


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
    assert 0 < outside["count"].sum() <= 2 * outside["worlds"].iloc[0], "two postures in a quarter at most"


def test_a_fan_starts_where_all_worlds_start(study):
    data = picture_of_study(study, "fan", look=LOOK).data
    first = data[data["quarter"] == 0]
    assert (first["q05"] == first["q95"]).all()
    assert (data["q05"] <= data["q50"]).all()
    assert (data["q50"] <= data["q95"]).all()


def test_a_notebook_shows_table_and_picture_of_a_study(study):
    shown = study._repr_html_()
    assert "<td>formal peace</td>" in shown
    assert 'alt="Horizontal bars: share of' in shown
    assert "http" not in shown.replace("data:image", "")


@brief
def test_a_notebook_can_show_a_sweep_and_a_history_too(study):
    swept = sweep(design.grid({QUO: [0.2, 0.6]}), worlds=20, workers=1)
    assert 'alt="Lines with bands: share of' in swept._repr_html_()
    assert "World 1 under fattah2025" in sim.tell(study, 1)._repr_html_()
