"""What a claim of an article can be about: a closed list of measures with their words.

How each is read off a world that has ended is said in `sim.analysis.claims.measures`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.parameters.vocabulary import OUTCOMES


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its words as they stand in a sentence, and whether it is a share of worlds or the mean of a level."""

    words: str
    share: bool


EVENTS: Mapping[str, str] = {
    "no_war": "worlds without war",
    "war": "worlds with a war",
    "early_war": "worlds with a war within the first two years",
    "closing_window": "worlds whose first war began because a window was closing",
    "force": "worlds in which force was used, in an incursion, a siege, an attack or a war",
    "extorted": "worlds in which Azerbaijan kept something that it gained by a threat or by force",
    "quiet": "worlds that end with an agreement in force and quiet on the ground",
    "calm_peace": "worlds in a calm peace, ideal or merely formal",
    "agreement_holds": "worlds with an agreement in force and no war",
    "violence_or_tension": "worlds in new confrontation or deferred tension",
    "signed": "worlds in which an agreement was signed",
    "war_after_signature": "worlds whose first war came under a signed agreement",
    "relapse": "worlds with a relapse after signature",
    "reneged": "worlds in which Azerbaijan was the first to break the agreement",
    "revanchism": "worlds with a relapse or war through Armenian revanchism",
    "spoiled": "worlds with a relapse or war through outside spoilers",
    "rejected": "worlds in which the public rejected the agreement first",
    "challenged": "worlds in which Azerbaijan challenged Armenia by force or a campaign",
    "government_fell": "worlds in which an Armenian government fell",
    "drawn_in": "worlds in which a neighbour was drawn into a war",
}
"""What can happen in a world; a measure of this kind is the share of the worlds in which it did."""

LEVELS: Mapping[str, str] = {
    "coercion": "the number of Azerbaijan's coercive acts per quarter",
    "challenges": "the number of threats, seizures, attacks and traced campaigns by Azerbaijan in a history",
    "answers": "the share of challenges that an outside power answers",
    "coerced_share": "the share of Armenia's concessions that are made under coercion",
    "fear": "Armenia's fear of attack",
    "rhetoric": "the hostility of Azerbaijan's official words",
    "tension": "the tension along the border",
    "appetite": "Azerbaijan's expectation that pressure pays",
    "demand": "Azerbaijan's mean demand on the issues of the agenda",
    "grievance": "the grievance over injustice suffered",
    "legitimacy_armenia": "the legitimacy of the process in Armenia",
    "legitimacy_azerbaijan": "the legitimacy of the process in Azerbaijan",
    "alignment": "the alignment of Russia with Azerbaijan",
    "orientation": "Armenia's orientation towards the West",
    "integration": "the economic integration of the two neighbours",
    "western_lead": "how far the process is led by the West",
}
"""Levels at the end of a history; a measure of this kind is their mean over the worlds."""

MEASURES: Mapping[str, Measure] = {
    **{name: Measure(f"worlds that end in {name.replace('_', ' ')}", share=True) for name in OUTCOMES},
    **{name: Measure(words, share=True) for name, words in EVENTS.items()},
    **{name: Measure(words, share=False) for name, words in LEVELS.items()},
}
"""Every measure by its name in the files."""

CONDITIONS = tuple(name for name, measure in MEASURES.items() if measure.share)
"""The measures to which another can be confined, as in "war among worlds that signed"."""
