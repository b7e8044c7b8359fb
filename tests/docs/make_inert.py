"""Find the numbers of deterrence, guarantees and reputation that move nothing: ``python tests/docs/make_inert.py`` (some minutes).

Each is set to the ends of its plausible range under every worldview, in the same worlds. Those that move no share of outcomes,
of signatures or of wars by one percentage point anywhere are written to docs/inert.json; docs/calibration.md says why.
"""

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sim.model.negotiation import NegotiationModel  # noqa: E402
from sim.parameters import Parameters, load, worldviews  # noqa: E402
from sim.parameters.vocabulary import OUTCOMES  # noqa: E402

STORED = ROOT / "docs" / "inert.json"
GROUPS = tuple(f"mechanisms.{group}." for group in ("deterrence", "guarantees", "reputation"))
SETTINGS = ("ratelle2025", "araz2023", "dersimonian2023", "baseline", "dersimonian2024", "fattah2025")
"""Those first in which most is moved, so that most numbers are done with after one of them."""
WORLDS, POINT = 1_000, 1.0


def shares(setting: str, **values: object) -> np.ndarray:
    """Per cent of worlds by outcome, that signed, and with a war."""
    told = NegotiationModel(setting, worlds=WORLDS, values=values, collect=False).run().table()
    ends = [(told.outcome == outcome).mean() for outcome in OUTCOMES]
    return 100 * np.array([*ends, told.first_signed_quarter.notna().mean(), (told.wars > 0).mean()])


def other_values(parameters: Parameters, name: str) -> list[object]:
    """The ends of the plausible range of a number, or the other position of a switch, without the present value."""
    now, ends = parameters.values[name], parameters.range(name)
    others = list(ends) if ends is not None else [not now] if isinstance(now, bool) else []
    return [value for value in others if value != now]


def largest_move(name: str, plain: dict[str, np.ndarray]) -> tuple[float, str, object]:
    """By how much the number moves a share at most, where, and set to what; the search ends when a point is reached."""
    most: tuple[float, str, object] = (0.0, "", None)
    for setting in SETTINGS:
        for value in other_values(load(setting), name):
            moved = float(np.abs(shares(setting, **{name: value}) - plain[setting]).max())
            most = max(most, (moved, setting, value), key=lambda found: found[0])
            if moved >= POINT:
                return most
    return most


def main() -> None:
    """Write the numbers that move nothing."""
    assert set(SETTINGS) == {"baseline", *(overlay.key for overlay in worldviews())}
    plain = {setting: shares(setting) for setting in SETTINGS}
    inert = {}
    for name in load().entries:
        if name.startswith(GROUPS):
            moved, setting, value = largest_move(name, plain)
            if moved < POINT:
                inert[name] = {"points": round(moved, 1), "worldview": setting, "value": value}
                sys.stdout.write(f"{name} {inert[name]}\n")
    STORED.write_text(json.dumps(inert, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
