"""The closed vocabularies: which words the files in `parameters/` may use.

Free text rots; a closed list does not. Each tuple is in the order in which its members are shown and numbered.
"""

from collections.abc import Mapping

ARMENIA = "armenia"
AZERBAIJAN = "azerbaijan"
RIVALS = (ARMENIA, AZERBAIJAN)
POWERS = ("russia", "turkey", "iran", "european_union", "united_states")
ACTORS = RIVALS + POWERS
ACTOR_NAMES: Mapping[str, str] = {
    "armenia": "Armenia",
    "azerbaijan": "Azerbaijan",
    "russia": "Russia",
    "turkey": "Turkey",
    "iran": "Iran",
    "european_union": "the European Union",
    "united_states": "the United States",
}
"""The actors as a sentence names them."""

ISSUES = ("border", "transport", "constitution", "justice", "karabakh")
INTERESTS = ("territory", "security", "influence", "economy", "legitimacy", "reputation", "effort")
OUTCOMES = ("ideal_peace", "formal_peace", "deferred_tension", "stalemate", "new_confrontation")

RULES = ("always", "never", "when")
ASSUMED = "assumed"
CALIBRATED = "calibrated"
OWN = "own"
"""The status of what somebody holds for reasons of their own; it needs a reason, and no source."""

UNSOURCED = (ASSUMED, CALIBRATED, OWN)
"""The statuses of values that no source carries: what a report counts as assumptions."""
STATUSES = ("read", "bounded", ASSUMED, CALIBRATED, OWN)
"""How a value was found: read in a source, only bounded by sources, assumed, tuned while looking at results, or one's own."""

CITED_STATUSES = ("read", "bounded")
"""The statuses that are empty claims without a source."""

SUPPORTS = ("low", "high", "value")
"""What a source speaks for: the low end of the range, the high end, or the value itself."""

SWITCH_UNIT = "switch"
CHOICE_UNIT = "choice"
WHOLE_UNITS = ("quarters", "quarter", "count")
"""Units whose values, if written as whole numbers, stay whole numbers."""

UNIT_LIMITS: Mapping[str, tuple[int, int]] = {
    "probability": (0, 1),
    "share": (0, 1),
    "share of the prize": (-100, 100),
    "per quarter": (-1, 1),
    "quarters": (0, 1_000),
    "quarter": (0, 1_000),
    "index": (-10, 10),
    "weight": (-100, 100),
    "count": (0, 1_000),
    "precision": (0, 10_000),
    "exponent": (0, 100),
    "pseudo-observations": (0, 10_000),
}
"""What the numbers of a unit can be at all, both ends included, whatever anybody holds plausible.

Probabilities and shares are what they are by definition; durations, counts, precisions, exponents and numbers of
observations are not negative; a rate beyond one per quarter moves more than there is. The other ends are a choice, far
out: a stake of a hundred prizes, or a choice so precise that a hundredth of the prize decides it, leaves nothing else
to matter; nobody negotiates for two and a half centuries. Beyond them numbers overflow or take hours, and say nothing.
"""

TWO_SIDED_UNITS = ("share of the prize", "weight")
"""Units in which a number may be turned around; in others one that is plausible from 0 on cannot fall below 0."""

DIVIDING_UNITS: Mapping[str, float] = {"quarters": 1, "index": 0.001}
"""Units in which a number that is plausible only above 0 is divided by, and the least that it can be."""

UNITS = (
    "probability", "share", "share of the prize", "per quarter", "quarters", "quarter", "index", "weight", "count",
    SWITCH_UNIT, CHOICE_UNIT, "precision", "exponent", "pseudo-observations",
)  # fmt: skip

SOURCE_KINDS = ("article", "literature")
BASELINE = "baseline"
"""The name of the reference setting, which is without any worldview."""

USER = "user"
"""The name of the layer that a user lays on top."""
