"""Claims: what the articles argue, each as an experiment that can come out against its author.

A claim says what changes from what to what in which worldview, what is measured, and which way it should move. The
result is judged in `sim.analysis.claims`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.parameters.baseline import Baseline, read_baseline
from sim.parameters.files import Node, parameters_folder, read_bytes, required_node, yaml_files
from sim.parameters.measures import CONDITIONS, MEASURES
from sim.parameters.overlays import overlay_names
from sim.parameters.own import is_own
from sim.parameters.settings import Setting, read_setting, read_stages

FOLDER = "claims"
KINDS = ("mechanism", "forecast", "prescription")
RISES, FALLS, NOT_UP, NOT_DOWN, ABOVE, BELOW = (
    "rises", "falls", "does_not_rise", "does_not_fall", "above", "below"
)  # fmt: skip
CHANGES, PLACES = (RISES, FALLS, NOT_UP, NOT_DOWN), (ABOVE, BELOW)
"""The directions of a claim that compares settings, and of one about a single setting."""

USUAL_LEAST = 1.5
"""Percentage points that a change must have to count, where a claim does not argue for others."""

REQUIRED = ("kind", "paragraphs", "claim", "measure", "direction", "reading")
OPTIONAL = ("worldview", "given", "from", "to", "among", "against", "line", "least", "discussion")
_ID = re.compile(r"[A-Z][0-9]+")


@dataclass(frozen=True)
class Claim:
    """One row: what an article says, and the experiment that tests it.

    Attributes
    ----------
    id, article : str
        Such as `A2` and the key of the article in `sources.yaml`.
    kind : str
        `mechanism`, `forecast` or `prescription`.
    paragraphs : tuple of int
    claim, reading : str
        What is argued, in our words; why this set-up and measure test it.
    worldview : str
        In which it counts: the article's own.
    before : tuple of Setting
        What the setting `after` is compared with; with several of them the smallest difference counts. Empty if the claim is
        about one setting.
    after : Setting
    measures : tuple of str
        Of several, the one that speaks least for the claim counts.
    among : str or None
        Only worlds in which this happened, on both sides, are counted.
    against, line : str or None, float or None
        What the measure in one setting is held against: another measure, or a line in percentage points.
    direction : str
        `rises`, `falls`, `does_not_rise`, `does_not_fall`; `above` or `below` in one setting.
    least : float
        Percentage points from which on a change counts; for `does_not_rise` and `does_not_fall` those that it must not have.
    discussion : str or None
        What to think of it if it does not hold.
    file, line_number : str, int
        Where it stands.
    """

    id: str
    article: str
    kind: str
    paragraphs: tuple[int, ...]
    claim: str
    worldview: str
    before: tuple[Setting, ...]
    after: Setting
    measures: tuple[str, ...]
    among: str | None
    against: str | None
    line: float | None
    direction: str
    least: float
    reading: str
    discussion: str | None
    file: str
    line_number: int

    def __repr__(self) -> str:
        return f"<Claim {self.id} of {self.article}: {' and '.join(self.measures)} {self.direction}>"

    @property
    def comparisons(self) -> int:
        """Intervals that its judgement rests on."""
        return max(len(self.before), 1) * len(self.measures)

    @property
    def movable(self) -> bool:
        """Whether it can be asked in other worldviews: not if its settings name theirs."""
        return all(setting.worldview is None for setting in (*self.before, self.after))


def claim_articles(folder: Path | str | None = None) -> list[str]:
    """The articles of which there are claims, in alphabetical order."""
    place = parameters_folder() if folder is None else Path(folder)
    return [name.removesuffix(".yaml") for name in yaml_files(place, FOLDER)]


def read_claims(names: Sequence[str] = (), folder: Path | str | None = None) -> list[Claim]:
    """Read and check all claims, and return those of some articles or with some ids; all of them if none are named.

    Raise `UnknownNameError` with the nearest name if there is no such article or claim, `InputError` with file and line if
    anything in a file is wrong.
    """
    place = parameters_folder() if folder is None else Path(folder)
    baseline = read_baseline(place)
    stages = read_stages(baseline, place)
    found: dict[str, Claim] = {}
    for article in claim_articles(place):
        for claim in _Reader(article, baseline, place, stages).claims():
            if claim.id in found:
                there = found[claim.id]
                raise InputError(
                    f"{claim.file}:{claim.line_number}: {claim.id} stands in {there.file}:{there.line_number} already; "
                    "give each claim an id of its own"
                )
            found[claim.id] = claim
    known = {name for claim in found.values() for name in (claim.id, claim.article)}
    for name in names:
        if is_own(name):
            raise InputError(
                f"{said(name)} cannot be asked for claims: each is asked in the worldview of its own article; `python -m sim compare "
                f"ARTICLE --versus FILE` holds a worldview of your own against an article"
            )
        if name not in known:
            valid = [*dict.fromkeys(claim.article for claim in found.values()), *found]
            raise UnknownNameError(f"unknown article or claim {said(name)}; {suggestion(name, valid)}")
    return [claim for claim in found.values() if not names or {claim.id, claim.article} & set(names)]


@dataclass(frozen=True)
class _Reader:
    """Reads the claims of one article."""

    article: str
    baseline: Baseline
    folder: Path
    stages: dict[str, Setting]

    def claims(self) -> list[Claim]:
        """All claims of its file, in their order."""
        name = f"{FOLDER}/{self.article}.yaml"
        node = required_node(name, read_bytes(self.folder, name))
        articles = [key for key, source in self.baseline.sources.items() if source.kind == "article"]
        if self.article not in articles:
            raise UnknownNameError(
                f"{name}: there is no article '{self.article}'; {suggestion(self.article, articles)}"
            )
        return [self._claim(key, child) for key, child in node.mapping().items()]

    def _claim(self, key: str, node: Node) -> Claim:
        if not _ID.fullmatch(key):
            raise node.error(f"'{key}' is not an id of a claim; write a capital letter and a number, as in A2")
        fields = node.fields(REQUIRED, OPTIONAL)
        direction = fields["direction"].word((*CHANGES, *PLACES), "direction")
        before, after = self._settings(node, fields, direction)
        against, line = self._held_against(node, fields, direction)
        return Claim(
            id=key,
            article=self.article,
            kind=fields["kind"].word(KINDS, "kind of claim"),
            paragraphs=self._paragraphs(fields["paragraphs"]),
            claim=fields["claim"].text(),
            worldview=self._worldview(node, fields),
            before=before,
            after=after,
            measures=_words(fields["measure"], tuple(MEASURES), "measure"),
            among=fields["among"].word(CONDITIONS, "event that worlds can share") if "among" in fields else None,
            against=against,
            line=line,
            direction=direction,
            least=_least(fields, direction),
            reading=fields["reading"].text(),
            discussion=fields["discussion"].text() if "discussion" in fields else None,
            file=node.file,
            line_number=node.line,
        )

    def _settings(self, node: Node, fields: dict[str, Node], direction: str) -> tuple[tuple[Setting, ...], Setting]:
        """What is compared: the settings before, and the one after."""
        given = self._setting(fields["given"]) if "given" in fields else Setting()
        if direction in PLACES:
            for key in ("from", "to"):
                if key in fields:
                    raise fields[key].error(
                        f"a claim that something is {direction} is about one setting, which is 'given'"
                    )
            return (), given
        missing = [key for key in ("from", "to") if key not in fields]
        if missing:
            raise node.error(f"required key missing: {', '.join(missing)}; {{}} is the worldview as it runs")
        several = isinstance(fields["from"].data, list)
        before = tuple(
            given.then(self._setting(child)) for child in (fields["from"].items() if several else [fields["from"]])
        )
        after = given.then(self._setting(fields["to"]))
        if not before or after in before:
            raise fields["to"].error("'from' and 'to' are the same, so nothing changes")
        return before, after

    def _setting(self, node: Node) -> Setting:
        return read_setting(node, self.baseline, self.folder, self.stages)

    def _held_against(self, node: Node, fields: dict[str, Node], direction: str) -> tuple[str | None, float | None]:
        """Another measure or a line, of a claim about one setting."""
        given = [key for key in ("against", "line") if key in fields]
        if direction not in PLACES:
            for key in given:
                raise fields[key].error(f"only a claim that something is {' or '.join(PLACES)} is held against that")
            return None, None
        if len(given) != 1:
            raise node.error(f"a claim that something is {direction} needs one of 'against' and 'line'")
        if given == ["against"]:
            return fields["against"].word(tuple(MEASURES), "measure"), None
        return None, _points(fields["line"], 100)

    def _worldview(self, node: Node, fields: dict[str, Node]) -> str:
        known = overlay_names("worldview", self.folder)
        if "worldview" in fields:
            return fields["worldview"].word(known, "worldview")
        if self.article not in known:
            raise node.error(f"there is no worldview '{self.article}'; name another as 'worldview': {', '.join(known)}")
        return self.article

    def _paragraphs(self, node: Node) -> tuple[int, ...]:
        most = self.baseline.sources[self.article].paragraphs or 0
        numbers = tuple(child.whole_number() for child in node.items())
        for number in numbers:
            if not 1 <= number <= most:
                raise node.error(f"{self.article} has {most} paragraphs, ¶{number} does not exist")
        if not numbers:
            raise node.error(f"name the paragraphs of {self.article} (1 to {most})")
        return numbers


def _words(node: Node, vocabulary: tuple[str, ...], meaning: str) -> tuple[str, ...]:
    """One word of a closed list, or a list of several different ones."""
    if not isinstance(node.data, list):
        return (node.word(vocabulary, meaning),)
    words = tuple(child.word(vocabulary, meaning) for child in node.items())
    if not words or len(set(words)) < len(words):
        raise node.error(f"name one {meaning} or several different ones")
    return words


def _least(fields: dict[str, Node], direction: str) -> float:
    if "least" in fields:
        if direction in PLACES:
            raise fields["least"].error("a claim about one setting has its size in 'line' or 'against'; omit 'least'")
        return _points(fields["least"], 100, open_low=True)
    return 0.0 if direction in PLACES else USUAL_LEAST


def _points(node: Node, most: float, open_low: bool = False) -> float:
    """A number of percentage points."""
    found = node.data
    right = isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)
    if not right or not 0 <= found <= most or (open_low and found == 0):
        raise node.error(
            f"expected percentage points, a number {'above' if open_low else 'from'} 0 to {most:g}, found {node.described()}"
        )
    return float(found)
