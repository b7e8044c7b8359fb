"""Links of the documents lead somewhere, and the pages of the site that are made from code say what the code says.

Sphinx itself builds the site in `.ci/run`, where `tests/docs/check_site.py` follows every link of what was built.
"""

import ast
import json
import re
from pathlib import Path

import click
import pytest

import sim
from docs._site import commands, links, making, parameters, python
from sim.charts.catalogue import CHARTS
from sim.cli.main import COMMANDS
from sim.parameters.baseline import read_baseline
from tests.docs.check_site import broken
from tests.docs.make_counts import counted_anew

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "made" not in path.parts)
NOTEBOOK = ROOT / "docs" / "first_hour.ipynb"
OTHERS = [ROOT / name for name in links.PAGES]
LINKED = [*OTHERS, *PAGES, NOTEBOOK]
ADDRESS = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/[^\s<>\"]*)?")
ENTRIES = read_baseline(None).entries


def text_of(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return links.FENCE.sub("", links.ON_THE_SITE.sub("", text))


def anchors_of(path):
    """The anchors that forges and the site give to the headings of a page."""
    found = []
    for heading in re.findall(r"^#{1,6} +(.+?)\s*$", text_of(path), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        found.append(slug if slug not in found else f"{slug}-{found.count(slug)}")
    return {*found, *re.findall(r'<a (?:id|name)="([^"]+)"', text_of(path))}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", LINKED, ids=name_of)
def test_every_link_of_a_document_leads_somewhere(path):
    astray = []
    for found in links.LINK.finditer(re.sub(r"`[^`\n]*`", "`", text_of(path))):
        target, _, anchor = found["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            if not ADDRESS.fullmatch(found["target"]):
                astray.append(found["target"])
            continue
        file = (path.parent / target).resolve() if target else path
        known = file.exists() and (not anchor or file.suffix != ".md" or anchor in anchors_of(file))
        if not known:
            astray.append(found["target"])
    assert astray == []


def test_every_page_is_in_the_list_of_the_site():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {name for found in links.REMARK.finditer(index) for name in found["names"].split()}
    there = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in [*PAGES, NOTEBOOK]} - {"index"}
    made = {name.removesuffix(".md") for name in making.pages() if name.count("/") == 0 or name.endswith("index.md")}
    assert listed == there | {f"made/{name}" for name in made}


def test_links_are_written_for_the_place_of_the_page():
    text = (
        "[a](docs/odd.md#types), [b](LICENSE), ![c](docs/pictures/x.png), [d](https://a.org), [e](parameters/README.md)"
    )
    expected = "[a](../odd.md#types), b, ![c](../pictures/x.png), [d](https://a.org), [e](parameter_files.md)"
    assert links.for_the_site(text, "CONTRIBUTING.md", "docs/made/contributing.md") == expected
    fenced = "```\n[a](LICENSE)\n```\n"
    assert links.for_the_site(fenced, "README.md", "docs/index.md") == fenced


def test_remarks_become_lists_of_pages_and_words_of_the_site():
    text = "<!-- pages Learn: a b -->\n\n<!-- on the site: Go [on](made/x.md). -->\n"
    site = links.for_the_site(text, "docs/index.md", "docs/index.md")
    assert site == "```{toctree}\n:hidden:\n:caption: Learn\n\na\nb\n```\n\nGo [on](made/x.md).\n"


def test_every_command_is_in_the_reference_with_its_options():
    page = commands.page()
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(COMMANDS)
    for name, command in commands.every_command():
        (section,) = re.findall(rf"^##+ {name}\n(.*?)(?=^##+ |\Z)", page, re.MULTILINE | re.DOTALL)
        options = [
            option for one in command.params if isinstance(one, click.Option) for option in one.opts if not one.hidden
        ]
        assert [option for option in options if option not in section] == []


EXAMPLES = [(name, line) for name, command in commands.every_command() for line in commands.examples(command)]


def test_every_command_shows_an_example():
    shown = {name for name, _ in EXAMPLES}
    without = [name for name, _ in commands.every_command() if " " not in name and name not in shown]
    assert without == []


def test_every_public_name_is_in_the_reference_once():
    names = [name for listed in python.grouped().values() for name in listed]
    assert sorted(names) == sorted(sim.__all__)
    page = python.page()
    assert [name for name in names if f"\n### {name}\n" not in page] == []


def test_every_number_is_in_the_reference_with_those_who_differ():
    text = "\n".join(parameters.pages().values())
    assert [one for one in ENTRIES if f"`{one}`" not in text or f"({parameters.anchor(one)})=" not in text] == []
    identifier = "mechanisms.guarantees.credibility.united_states"
    section = text.split(f"`{identifier}`", 1)[1].split("\n## ", 1)[0]
    assert [one.name for one in sim.who_differs(identifier) if f"**{one.name}**" not in section] == []
    assert "¶" in section
    assert "says low" in section


def test_no_two_numbers_have_the_same_anchor():
    assert len({parameters.anchor(one) for one in ENTRIES}) == len(ENTRIES)


def test_made_pages_are_written_once_and_old_ones_go(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "pages", lambda: {"a.md": "one", "b/c.md": "two"})
    (tmp_path / "old.md").write_text("gone", encoding="utf-8")
    making.write(tmp_path)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    making.write(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")) == ["a.md", "b/c.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_every_kind_of_chart_can_be_chosen():
    page = (ROOT / "docs" / "choosing_a_chart.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\[`(\w+)`\]\(gallery\.md#\1\)", page)) == set(CHARTS)


def test_the_limits_count_what_there_is():
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    verdicts = [one["verdict"] for one in json.loads((ROOT / "docs" / "claims.json").read_text("utf-8"))["findings"]]
    inert = json.loads((ROOT / "docs" / "inert.json").read_text(encoding="utf-8"))
    words = " ".join(page.split())
    assert counted_anew(page) == page, "run python tests/docs/make_counts.py"
    count = verdicts.count
    assert f"Of {len(verdicts)} claims of the articles, {count('borne_out')} are borne out" in words
    assert (
        f"{count('reversed')} come out reversed, {count('too_small')} too small, and {count('undecided')} are" in words
    )
    assert f"{len(inert)} numbers of deterrence" in words


def test_the_notebook_is_kept_without_results_and_uses_few_worlds():
    cells = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    source = "\n".join("".join(cell["source"]) for cell in cells)
    numbers = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    assert max(one for one in numbers if isinstance(one, int)) <= 1_000


def test_a_site_with_a_broken_link_or_a_foreign_script_is_found_out(tmp_path):
    (tmp_path / "b.html").write_text('<p id="x"></p>', encoding="utf-8")
    page = (
        '<a href="b.html#x"></a><a href="b.html#y"></a><a href="c.html"></a><script src="https://a.org/x.js"></script>'
    )
    (tmp_path / "a.html").write_text(f'{page}<a href="https://a.org"></a>', encoding="utf-8")
    assert sorted(broken(tmp_path)) == [
        "a.html: b.html#y has no such place",
        "a.html: c.html leads nowhere",
        "a.html: https://a.org/x.js is loaded from elsewhere",
    ]
