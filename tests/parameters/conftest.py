"""A small parameters folder that a test may spoil in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

SOURCES = """\
fearon1995: {author: James D. Fearon, year: 1995, title: Rationalist, outlet: IO, kind: literature}
ratelle2025: {author: Ratelle, year: 2025, title: Illusion, outlet: Web, kind: article, paragraphs: 33}
"""

GUARANTEES = """\
credibility:
  united_states:
    label: Credibility of a US guarantee
    description: Chance that the US acts
    value: 0.3
    unit: probability
    range: [0.0, 0.9]
    status: read
    reading: Low, not zero.
    sources: [{key: ratelle2025, paragraphs: [13], supports: low}]
patience:
  label: Patience
  description: Quarters waited
  value: 4
  unit: quarters
  range: [0, 12]
  status: assumed
  reading: A year.
enabled:
  label: Guarantees exist
  description: Whether there are any
  value: true
  unit: switch
  status: assumed
  reading: The mechanism is on.
agenda:
  label: Agenda
  description: Order of issues
  value: gradual
  unit: choice
  options: [gradual, package]
  status: bounded
  reading: Both exist.
  sources: [{key: fearon1995, note: p. 381}]
"""

WORLDVIEW = """\
label: Pessimist
description: Nobody enforces
start: 2025-05-20
changes:
  mechanisms.guarantees.credibility.united_states:
    value: 0.1
    reading: Nobody would act.
    sources: [{key: ratelle2025, paragraphs: [12]}]
"""

POLICY = """\
label: Firm
description: The US punishes
changes:
  mechanisms.guarantees.credibility.united_states:
    value: 0.6
    reading: It says so.
    sources: [{key: ratelle2025, paragraphs: [14]}]
  mechanisms.guarantees.patience:
    value: 2
    reading: Sooner.
    sources: [{key: fearon1995}]
bindings:
  - actor: united_states
    action: punish
    rule: when
    condition: coercion_last_quarter
    kept: 0.9
    reading: A threat that is kept.
    sources: [{key: fearon1995}]
"""

GENTLE = """\
label: Gentle
description: Softly
changes:
  mechanisms.guarantees.credibility.united_states:
    value: 0.2
    reading: A little.
    sources: [{key: fearon1995}]
"""

FILES = {
    "sources.yaml": SOURCES,
    "mechanisms/guarantees.yaml": GUARANTEES,
    "worldviews/pessimist.yaml": WORLDVIEW,
    "policies/firm.yaml": POLICY,
    "policies/gentle.yaml": GENTLE,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound parameters folder of five files."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], Path]:
    """Replace a piece of one file, which must be there, and return the folder."""

    def replace(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace
