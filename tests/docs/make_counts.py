"""Renew what docs/calibration.md and docs/limits.md count, and the hash of the baseline: ``python tests/docs/make_counts.py``.

A parameter more changes these lines and nothing else of the pages. Frequencies are computed and argued by hand.
"""

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.parameters import load
from sim.parameters.vocabulary import OWN, STATUSES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "calibration.md"
LIMITS = PAGE.with_name("limits.md")


def renewed(text: str) -> str:
    """The page with its counts and its hash as they are now."""
    baseline = load("baseline")
    rows = {name: Counter(map(baseline.status, ids)) for name, ids in files_of(list(baseline.entries)).items()}
    for name, counted in rows.items():
        cells = " | ".join(str(counted[status]) for status in STATUSES if status != OWN)
        label = name if name == "all" else f"`{name}`"
        text = re.sub(
            rf"^\| {re.escape(label)} \|.*$", f"| {label} | {cells} | {counted.total()} |", text, count=1, flags=re.M
        )
    counted = rows["all"]
    bare, every = counted["assumed"] + counted["calibrated"], counted.total()
    share = f"Thus {bare} of {every} values ({100 * bare / every:.0f} %)"
    text = re.sub(r"Thus \d+ of \d+ values \(\d+ %\)", share, text)
    return re.sub(
        r"`\w+` \(`sim\.load\(\"baseline\"\)\.hash`\)", f'`{baseline.hash[:16]}` (`sim.load("baseline").hash`)', text
    )


def counted_anew(text: str) -> str:
    """The page of limits with its counts as they are now."""
    baseline = load("baseline")
    counted = Counter(map(baseline.status, baseline.entries))
    sentence = (
        f"Of {counted.total()} numbers, {counted['assumed']} have no source and {counted['calibrated']} were tuned"
    )
    return re.sub(r"Of \d+ numbers, \d+ have no source and \d+ were tuned", sentence, text)


def files_of(ids: list[str]) -> dict[str, list[str]]:
    """The parameters of each file or folder of parameters, and all of them."""
    names = dict.fromkeys(name.split(".")[0] for name in ids)
    return {**{name: [one for one in ids if one.split(".")[0] == name] for name in names}, "all": ids}


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    LIMITS.write_text(counted_anew(LIMITS.read_text(encoding="utf-8")), encoding="utf-8")
