"""The picture of three uncertainties: signs, bands and bars stand where the tables say, and no mark is called luck."""

import numpy as np
import pandas as pd
import pytest

from sim.charts.catalogue import CHARTS
from sim.charts.uncertainty import WIDTHS
from sim.common.errors import InputError
from tests.charts.conftest import LOOK, OTHER, SETTING, draw

MEASURES = ("ideal_peace", "stalemate", "war")
AUTHORS = ("araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")
LUCK = {1.0: 0.4, 0.5: 0.6, 0.25: 0.7}


def stands():
    rows = [
        (measure, author, share, max(share - 0.02, 0), share + 0.02)
        for place, measure in enumerate(MEASURES)
        for author, share in zip(AUTHORS, np.linspace(0.02, 0.9, 5) / (1 + place), strict=True)
    ]
    return pd.DataFrame(rows, columns=["measure", "worldview", "share", "low", "high"])


def bands(authors=AUTHORS):
    rows = [
        (width, row.measure, row.worldview, max(row.share - 0.3 * width, 0), min(row.share + 0.4 * width, 1))
        for width in WIDTHS
        for row in stands().itertuples()
        if row.worldview in authors
    ]
    return pd.DataFrame(rows, columns=["width", "measure", "worldview", "band_low", "band_high"])


def parts(kinds=("luck", "numbers", "author")):
    rows = []
    for width, luck in LUCK.items():
        for measure in MEASURES:
            rest = (1 - luck) / (len(kinds) - 1)
            for kind in kinds:
                part = luck if kind == "luck" else rest
                rows.append((width, measure, kind, part, part - 0.05, part + 0.05))
    return pd.DataFrame(rows, columns=["width", "measure", "kind", "part", "low", "high"])


def made_up():
    """What the tests of all charts draw."""
    return parts(), stands(), bands(), (OTHER, SETTING)


def gids(picture, panel, start):
    artists = [*picture.figure.axes[panel].lines, *picture.figure.axes[panel].patches]
    return {one.get_gid().removeprefix(start): one for one in artists if (one.get_gid() or "").startswith(start)}


def test_signs_stand_at_the_authors_own_shares():
    found = gids(draw("uncertainty"), 0, "share:")
    for row in stands().itertuples():
        assert found[f"{row.measure}/{row.worldview}"].get_xdata()[0] == pytest.approx(row.share)


def test_the_bars_of_a_measure_are_as_long_as_the_parts_and_add_up():
    found = gids(draw("uncertainty"), 1, "share:")
    for row in parts().itertuples():
        assert found[f"{row.measure}/{row.width}/{row.kind}"].get_width() == pytest.approx(row.part)
    ends = [one.get_x() + one.get_width() for name, one in found.items() if name.endswith("author")]
    assert ends == pytest.approx([1.0] * len(ends))


def test_the_interval_of_the_author_lies_around_the_border_before_it():
    found = gids(draw("uncertainty"), 1, "interval:")
    part = (1 - LUCK[1.0]) / 2
    assert list(found["war/1.0/author"].get_xdata()) == pytest.approx([1 - part - 0.05, 1 - part + 0.05])
    assert list(found["war/1.0/luck"].get_xdata()) == pytest.approx([LUCK[1.0] - 0.05, LUCK[1.0] + 0.05])


def test_authors_whose_numbers_are_not_moved_have_hollow_signs_and_no_band():
    picture = CHARTS["uncertainty"].draw(parts(("luck", "numbers")), stands(), bands(("fattah2025",)), SETTING, LOOK)
    found = gids(picture, 0, "share:")
    faces = {name: one.get_markerfacecolor() for name, one in found.items() if name.startswith("war/")}
    assert [name for name, face in faces.items() if face != LOOK.theme.paper] == ["war/fattah2025"]
    thick = [line for line in picture.figure.axes[0].lines if line.get_linewidth() > 3]
    assert len([line for line in thick if not line.get_gid() and line.get_color() == LOOK.theme.second]) == 2 * len(
        MEASURES
    )
    assert "filled for the author whose numbers are moved" in picture.notes
    assert "author" not in [text.get_text() for text in picture.figure.axes[1].get_legend().get_texts()]


def test_the_caption_says_that_the_error_of_few_worlds_is_no_luck():
    caption = " ".join(draw("uncertainty").notes.split())
    assert "the error from the number of worlds; more of them would lessen it, and it is not luck" in caption


def test_what_has_nothing_open_is_told_in_words():
    empty = parts().assign(part=np.nan, low=np.nan, high=np.nan)
    picture = CHARTS["uncertainty"].draw(empty, stands(), bands(), SETTING, LOOK)
    assert picture.title == "All worlds end alike: nothing is open"
    assert [text.get_text() for text in picture.figure.axes[1].texts] == ["all worlds end alike"] * 9


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ((parts(), stands()[:0], bands()), "nothing is selected"),
        ((parts()[:0], stands(), bands()), "nothing is selected"),
        ((pd.concat([parts(), parts()]), stands(), bands()), "a row is given twice"),
        ((parts(), pd.concat([stands(), stands()]), bands()), "a row is given twice"),
        ((parts().replace({"kind": {"luck": "chance"}}), stands(), bands()), "'chance' is neither"),
        ((parts().replace({"width": {0.5: 0.6}}), stands(), bands()), "0.6 is neither"),
        ((parts(), stands().assign(worldview=[str(k) for k in range(15)]), bands()), "too many"),
        ((parts(), stands().drop(columns="low"), bands()), "no column 'low'"),
    ],
)
def test_tables_of_something_else_are_refused(tables, message):
    with pytest.raises(InputError, match=message):
        CHARTS["uncertainty"].draw(*tables, SETTING, LOOK)
