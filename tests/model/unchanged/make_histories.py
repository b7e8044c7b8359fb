"""Write the fingerprints of the histories anew, after a change that is meant to change them: ``python make_histories.py``.

Say in `docs/calibration.md` what changed and why before you do.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.model.unchanged.settings import FEW, WORLDS, WORLDVIEWS, fingerprint, name_of, played, settings, told

FOUND = Path(__file__).with_name("histories.json")


def made() -> dict[str, dict[str, str]]:
    """Fingerprints of the first worlds and of all of them, by setting, and of the stories, by worldview."""
    found = {"few": {}, "all": {}, "told": {worldview: told(worldview) for worldview in WORLDVIEWS}}
    for setting in settings():
        table = played(*setting, WORLDS)
        found["few"][name_of(*setting)] = fingerprint(table.iloc[:FEW])
        found["all"][name_of(*setting)] = fingerprint(table)
    return found


if __name__ == "__main__":
    FOUND.write_text(json.dumps(made(), indent=1) + "\n", encoding="utf-8")
