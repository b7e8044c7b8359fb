"""The glossary page is up to date, and no technical term is used that it does not explain."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sim.cli.main import COMMANDS, command_of
from sim.parameters.glossary import marked, terms
from tests.docs.make_glossary import PAGE, page

ROOT = Path(__file__).parents[2]

JARGON = """
agent-based ; audience costs? ; backward induction ; Bayesian ; Bayes' rule ; bargaining range ; Bonferroni ;
bootstrap(?:ped)? ; brinkmanship ; CART ; censor(?:ed|ing) ; closing window ; coefficients? of variation ;
commitment problems? ; common random numbers ; compellence ; competing risks? ; confidence intervals? ;
contest success function ; counterfactuals? ; credibility ; cumulative incidence ; ergodic ; elementary effects ; entrapment ;
extended deterrence ; faits? accomplis? ; general deterrence ; immediate deterrence ; half-life ; hazards? ; heat maps? ;
heteroskedastic ; hurting stalemate ; Kaplan-Meier ; Latin hypercube ; limited war ; logit ; Markov ; McNemar ; minimax ;
moral hazard ; Monte Carlo ; Morris ; Nash ; Newcombe ; overlay ; p-values? ; Pareto ; PAWN ; posteriors? ;
preference intensity ; PRIM ; priors? ; quantal response ; random draws? ; regret ; reneg(?:e|es|ed|ing) ;
resampl(?:e|es|ed|ing) ; revanch(?:ism|ist) ; ripeness ; satisficing ; scenario discovery ; screening design ;
security dilemma ; selection effects? ; Shapley ; shadow of the future ; signal(?:l)?ing ; Sobol ; spoilers? ;
standard deviations? ; standard errors? ; subgame ; ternary ; tied hands ; tipping points? ; tornado ; total war ; tripwires? ;
two-level ; utility ; variance ; war costs? ; Wilson ; win-?sets? ; winner's curse ; zopa ;
beta distribution ; cheap talk ; Cohen's ; copula ; costly signals? ; covariance ; Dirichlet ; diversionary ;
effect sizes? ; endogenous ; exogenous ; folk theorem ; Gaussian ; Gini ; hegemon ; hyperparameters? ; incomplete information ;
irredentis[mt] ; Mann-Whitney ; martingale ; mixed strateg(?:y|ies) ; multinomial ; null hypothes[ie]s ; odds ratios? ;
overfit(?:s|ted|ting)? ; Pearson ; power transition ; principal[- ]agent ; random forests? ; Saltelli ; Spearman ; stratified ;
statistical(?:ly)? significan(?:t|ce) ; veto players?
"""
"""Words of the trade: whoever uses one of them anywhere explains it in the glossary."""

LEAST_SEARCHED = 60
"""So many terms of the glossary are on the list, at least."""
PATTERN = re.compile(
    r"(?<![\w.-])(?:{})(?![\w-]|\.\w)".format("|".join(part.strip() for part in JARGON.replace("\n", " ").split(";"))),
    re.IGNORECASE,
)


def test_the_page_is_what_the_file_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tests/docs/make_glossary.py"


def test_every_link_of_the_page_leads_to_a_heading():
    text = page()
    anchors = {
        re.sub(r"[^\w -]", "", line[3:].lower()).replace(" ", "-") for line in re.findall(r"^## .*$", text, re.M)
    }
    assert anchors == {one.anchor for one in terms().values()}
    assert [link for link in re.findall(r"\(#([^)]+)\)", text) if link not in anchors] == []


def unexplained(text: str) -> list[str]:
    return sorted({found for found in PATTERN.findall(text) if not _explained(found)})


@cache
def _explained(word: str) -> bool:
    # PAWN and CART are found in capitals alone; in the name of an option they are small.
    return any(marked(written, lambda *_: "") == "" for written in (word, word.upper()))


def test_half_of_the_glossary_is_on_the_list_of_words_that_need_it():
    """Whoever takes a term out of the glossary, and not out of the texts, is told so."""
    searched = {one.name for one in terms().values() if any(PATTERN.fullmatch(name) for name in (one.name, *one.forms))}
    assert len(searched) >= LEAST_SEARCHED


def test_every_word_of_the_list_is_found_where_it_is_used():
    """A pattern that finds nothing, or that the one before it swallows, would guard nothing."""
    for part in (part.strip() for part in JARGON.replace("\n", " ").split(";")):
        word = re.sub(
            r"\(\?:([^|)]*)(?:\|[^)]*)?\)\??|\[(\W|\w)[^\]]*\]|(\w|-)\?", lambda m: m[1] or m[2] or m[3] or "", part
        )
        assert PATTERN.findall(f"It is {word}, or so.") == [word], part


def test_an_unexplained_word_would_be_found():
    assert unexplained("A subgame under moral hazard, with a prize and the audience cost.") == [
        "moral hazard",
        "subgame",
    ]


@pytest.mark.parametrize(
    "path",
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted(path for path in (ROOT / "docs").rglob("*.md") if "made" not in path.parts),
        *sorted(ROOT.glob("*/README.md")),
    ],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_page_uses_a_term_unexplained(path):
    assert unexplained(path.read_text(encoding="utf-8")) == []


def sentences(path: Path) -> Iterator[str]:
    """What a module says to people: its texts, but not its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {id(node.body[0].value) for node in described if node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize(
    "room", ["analysis", "charts", "cli", "common", "parameters", "reports", "studies", "teaching"]
)
def test_no_message_title_or_label_uses_a_term_unexplained(room):
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for path in (ROOT / "sim" / room).rglob("*.py")
        for text in sentences(path)
        if " " in text
        for word in unexplained(text)
    }
    assert found == set()


@pytest.mark.parametrize("folder", ["parameters", "exercises", "sim/reports/templates", "sim/teaching/templates"])
def test_no_label_reading_exercise_or_template_uses_a_term_unexplained(folder):
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".yaml", ".md", ".html", ".jinja", ".j2", ".txt") and path.name != "sources.yaml"
        for word in unexplained(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_uses_a_term_unexplained(name):
    command = command_of(name)
    texts = [
        command.help or "",
        command.epilog or "",
        *(getattr(option, "help", "") or "" for option in command.params),
    ]
    assert unexplained("\n".join(texts)) == []


@pytest.mark.parametrize("key", terms())
def test_no_meaning_uses_a_term_that_is_not_explained(key):
    assert unexplained(terms()[key].meaning) == []
