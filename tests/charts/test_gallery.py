"""What holds for every chart: it looks as it did, says what it shows, and nothing covers anything."""

import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

from sim.charts.catalogue import CHARTS
from sim.charts.picture import PLACE_DIGITS, save, style
from sim.charts.theme import DARK, HANDOUT, LIGHT, PAGE, SLIDE, Look
from sim.common.errors import InputError
from tests.charts.conftest import ARGUMENTS, LOOK, draw

BASELINES = Path(__file__).parent / "baselines"
BLOCK = 10
"""Pixels: pictures are compared after averaging over blocks of this size, so that the edge of a letter does not count."""
MEAN_TOLERANCE, BLOCK_TOLERANCE = 0.01, 0.25
"""How far grey values (0 to 1) may differ on average over the picture, and in the block that differs most."""
KINDS = sorted(ARGUMENTS)
WITHOUT_SHARES = ["heat_map", "small_multiples", "phase_diagram", "fan", "timeline", "network", "ranges", "boxes"]
"""Charts of a share in a field, which has no room for its interval, or of no shares."""


def blocks(content):
    grey = np.asarray(Image.open(io.BytesIO(content)).convert("L"), dtype=float) / 255
    rows, columns = (length // BLOCK for length in grey.shape)
    return grey[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))


def visible_texts(figure):
    figure.draw_without_rendering()
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    ticks = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            drawn = [tick for tick in axis.get_major_ticks() if low - 1e-9 <= tick.get_loc() <= high + 1e-9]
            ticks |= {id(label) for tick in drawn for label in (tick.label1,)}
    axis_labels = {id(t) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for k in axis.get_major_ticks()
                   for t in (k.label1, k.label2)}  # fmt: skip
    return [text for text in found if id(text) not in axis_labels or id(text) in ticks]


def overlaps(figure):
    texts = visible_texts(figure)
    boxes = [Text.get_window_extent(text) for text in texts]
    found = []
    for i, a in enumerate(boxes):
        for j in range(i):
            b = boxes[j]
            width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            # A box is a little taller than its letters; touching boxes are no overlap.
            if width > 1 and height > 0.25 * min(a.height, b.height):
                found.append((texts[i].get_text(), texts[j].get_text()))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_looks_as_it_did(kind, pictures):
    """To renew a baseline after looking at the picture: delete it and run this test twice."""
    content, path = pictures[kind].content("png"), BASELINES / f"{kind}.png"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        pytest.fail(f"there was no baseline for {kind}; it was written, look at it")
    now, before = blocks(content), blocks(path.read_bytes())
    assert now.shape == before.shape
    assert np.abs(now - before).mean() < MEAN_TOLERANCE
    assert np.abs(now - before).max() < BLOCK_TOLERANCE


@pytest.mark.parametrize("kind", KINDS)
def test_a_script_can_state_its_own_finding(kind):
    picture = CHARTS[kind].draw(*ARGUMENTS[kind](), look=LOOK, title="What the script found")
    assert picture.title == "What the script found"
    assert picture.figure.texts[0].get_text() == "What the script found"
    assert "What the script found" in picture.description


@pytest.mark.parametrize("kind", KINDS)
def test_no_dotted_id_is_written_into_a_picture(kind, pictures):
    picture = pictures[kind]
    shown = [text.get_text() for text in picture.figure.findobj(Text)]
    assert not [text for text in [*shown, picture.title, picture.description] if "mechanisms." in text or "_" in text]


def test_the_comparison_would_see_another_picture(pictures):
    shares, other = (
        blocks(pictures["shares"].content("png")),
        blocks(draw("shares", Look(DARK, PAGE, 50)).content("png")),
    )
    assert np.abs(shares - other).mean() > MEAN_TOLERANCE


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_covers_another(kind, pictures):
    assert overlaps(pictures[kind].figure) == []


@pytest.mark.parametrize("size", [SLIDE, HANDOUT], ids=lambda size: size.name)
@pytest.mark.parametrize("kind", KINDS)
def test_no_label_covers_another_on_slide_or_handout(kind, size):
    assert overlaps(draw(kind, Look(LIGHT, size, 72)).figure) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_leaves_the_picture(kind, pictures):
    figure = pictures[kind].figure
    room = figure.bbox.padded(1)
    with style():
        outside = [t.get_text() for t in visible_texts(figure) if Text.get_window_extent(t).x1 > room.x1]
    assert outside == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(WITHOUT_SHARES)))
def test_no_share_stands_without_its_interval(kind, pictures):
    groups = {artist.get_gid() for artist in pictures[kind].figure.findobj() if artist.get_gid()}
    shares = {group.removeprefix("share:") for group in groups if group.startswith("share:")}
    intervals = {group.removeprefix("interval:") for group in groups if group.startswith("interval:")}
    assert shares
    assert shares <= intervals


@pytest.mark.parametrize("kind", ["heat_map", "small_multiples"])
def test_a_map_says_how_sure_its_shares_are(kind, pictures):
    widest = 100 * (pictures[kind].data["high"] - pictures[kind].data["low"]).max() / 2
    assert f"±{widest:.1f} percentage points" in pictures[kind].caption


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_gives_the_same_bytes(kind, pictures):
    again = draw(kind)
    for form in ("png", "svg"):
        assert again.content(form) == pictures[kind].content(form)


@pytest.mark.parametrize("kind", KINDS)
def test_places_do_not_hang_on_memory_addresses(kind, pictures):
    """The layout's last bit does, and with it the bytes of an SVG; so places are rounded."""
    places = np.array([axes.get_position(original=True).bounds for axes in pictures[kind].figure.axes])
    assert np.abs(places - np.round(places, PLACE_DIGITS)).max() < 1e-3 * 10.0**-PLACE_DIGITS


def test_a_pdf_bears_no_date_and_comes_out_the_same(pictures):
    assert pictures["shares"].content("pdf") == draw("shares").content("pdf")
    assert b"CreationDate" not in pictures["shares"].content("pdf")


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_tell_numbers_of_the_picture(kind, pictures):
    picture = pictures[kind]
    assert picture.title in picture.description
    assert len(re.findall(r"\d", picture.description)) >= 5


def test_the_words_tell_every_share_of_a_study(pictures):
    picture = pictures["shares"]
    for row in picture.data.to_dict("records"):
        assert f"{row['outcome'].replace('_', ' ')} {100 * row['share']:.0f} %" in picture.description


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_is_a_sentence_in_sentence_case(kind, pictures):
    title = pictures[kind].title
    assert title[0].isupper() or title[0].isdigit()
    assert not title.istitle()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"ranges", "timeline", "network"}))
def test_the_notes_say_what_is_needed_to_draw_it_again(kind, pictures):
    notes = pictures[kind].notes.replace("\u00a0", " ")
    for part in (
        "orldview ratelle2025",
        "western guarantee",
        "400 worlds",
        "seed 1",
        "version 1.2.3",
        "not a forecast",
    ):
        assert part in notes


@pytest.mark.parametrize("kind", ["incidence", "fan", "network_shares"])
def test_no_chart_says_that_every_war_ends_a_history(kind, pictures):
    """Limited wars do not; only a total war does."""
    caption = " ".join(pictures[kind].notes.split())
    assert "orlds at war" not in caption and "without war" not in caption
    assert kind == "incidence" or "total war" in caption


def test_new_confrontation_is_not_called_war(pictures):
    """It may be an agreement undone, and a world with an early war may end in peace."""
    words = [text.get_text() for text in pictures["ternary"].figure.findobj(Text)]
    assert "share that ends in new confrontation" in words
    assert not [text for text in [*words, pictures["ternary"].description] if re.search(r"\bwar\b", text)]


def test_bars_are_as_long_as_the_table_beside_them_says(pictures):
    picture = pictures["shares"]
    drawn = {p.get_gid(): p.get_width() for p in picture.figure.axes[0].patches if p.get_gid()}
    table = pd.read_csv(io.BytesIO(picture.csv()))
    assert drawn == pytest.approx({f"share:{r.outcome}": r.share for r in table.itertuples()})


def test_lines_pass_through_the_table_beside_them(pictures):
    picture = pictures["along"]
    table = pd.read_csv(io.BytesIO(picture.csv()))
    for found in picture.figure.axes[0].lines:
        if (found.get_gid() or "").startswith("share:"):
            outcome = found.get_gid().removeprefix("share:")
            assert list(found.get_ydata()) == pytest.approx(list(table.loc[table["outcome"] == outcome, "share"]))


def test_a_picture_is_saved_with_its_table_and_its_words(tmp_path, pictures):
    written = save(pictures["flows"], tmp_path / "new" / "flows.png", ["png", "svg", "pdf"])
    assert [path.name for path in written] == ["flows.png", "flows.svg", "flows.pdf", "flows.csv", "flows.txt"]
    assert pictures["flows"].title in written[-1].read_text(encoding="utf-8")
    assert b'role="img" aria-label="' in written[1].read_bytes()


def test_an_unknown_format_writes_nothing(tmp_path, pictures):
    with pytest.raises(InputError, match="nearest: png"):
        save(pictures["shares"], tmp_path / "a", ["pngg"])
    assert list(tmp_path.iterdir()) == []


def test_every_entry_of_the_catalogue_can_be_drawn():
    assert all(callable(chart.draw) for chart in CHARTS.values())
    assert set(ARGUMENTS) == set(CHARTS)
