"""What an overlay says, as plain data for manifests, and a fingerprint of it."""

import dataclasses
import hashlib
import json
from typing import Any

from sim.parameters.overlays import Overlay
from sim.parameters.sources import Citation

DIGITS = 8
"""Digits of a fingerprint."""


def fingerprint(overlay: Overlay) -> str:
    """A few digits that tell what an overlay says; comments, layout and the order of changes do not enter."""
    written = json.dumps(as_told(overlay), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:DIGITS]


def as_told(overlay: Overlay) -> dict[str, Any]:
    """All that an overlay says, as lists, dictionaries and scalars for JSON."""
    price = overlay.price
    return {
        "kind": overlay.kind,
        "label": overlay.label,
        "description": overlay.description,
        "start": overlay.start,
        "based_on": overlay.own.based_on if overlay.own else None,
        "changes": {
            change.id: {
                "value": change.value,
                "reading": change.reading,
                "status": change.status,
                "range": None if change.range is None else list(change.range),
                "sources": _cited(change.sources),
            }
            for change in overlay.changes
        },
        "bindings": [
            {**binding.choice(), "reading": binding.reading, "sources": _cited(binding.sources)}
            for binding in overlay.bindings
        ],
        "sources": _cited(overlay.sources),
        "price": None
        if price is None
        else {
            "payers": list(price.payers),
            "reading": price.reading,
            "obstacle": price.obstacle,
            "sources": _cited(price.sources),
        },
    }


def _cited(sources: tuple[Citation, ...]) -> list[dict[str, Any]]:
    return [{**dataclasses.asdict(one), "paragraphs": list(one.paragraphs)} for one in sources]
