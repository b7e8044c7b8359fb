"""Renew what docs/calibration.md counts and the hash of the baseline: ``python tests/docs/make_counts.py``.

A parameter more changes these lines and nothing else of the page. Frequencies are computed and argued by hand.
"""

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sim.parameters import load
from sim.parameters.vocabulary import STATUSES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "calibration.md"


def renewed(text: str) -> str:
    """The page with its counts and its hash as they are now."""
    baseline = load("baseline")
    rows = {name: Counter(map(baseline.status, ids)) for name, ids in files_of(list(baseline.entries)).items()}
    for name, counted in rows.items():
        cells = " | ".join(str(counted[status]) for status in STATUSES)
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


def files_of(ids: list[str]) -> dict[str, list[str]]:
    """The parameters of each file or folder of parameters, and all of them."""
    names = dict.fromkeys(name.split(".")[0] for name in ids)
    return {**{name: [one for one in ids if one.split(".")[0] == name] for name in names}, "all": ids}


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
