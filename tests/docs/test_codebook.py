"""Every column of the table of worlds has its row in docs/scripting.md, and no row is of nothing."""

import csv
import re

import sim
from tests.docs.make_codebook import MARKS, PAGE, renewed

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_column_of_an_exported_table_has_a_row_and_no_row_is_of_nothing(tmp_path):
    path = tmp_path / "worlds.csv"
    sim.simulate("baseline", worlds=2, changes={"calendar.horizon": 4}).export(path, "rows")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file))
    assert re.findall(r"^\| `(\w+)` \| \S", MARKS.search(TEXT)[0], re.MULTILINE) == head


def test_the_codebook_says_what_the_program_says():
    assert renewed(TEXT) == TEXT, "run python tests/docs/make_codebook.py"
