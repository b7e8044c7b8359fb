"""What an action can mean between actors: who backs, presses or endorses whom."""

from typing import NamedTuple

from sim.parameters.vocabulary import ACTORS

ATTACKS, INTERVENES, COERCES, PUNISHES = "attacks", "intervenes against", "coerces", "punishes"
THREATENS = "threatens"
RESISTS, YIELDS, REJECTS, GRANTS = "resists", "yields to", "rejects a revision for", "grants a revision to"
GUARANTEES, NEUTRAL, BACKS, ASSISTS = "offers guarantees to", "backs a force of neutral states for", "backs", "assists"
SANCTIONS, PRESSES, RESTRAINS, DETERS = "sanctions", "presses", "restrains", "deters a corridor of"
DISINFORMS, REVISES, DEMANDS = "spreads disinformation in", "demands a revision from", "raises its demand on"
REFUSES, TURNS, ASKS = "refuses the mediators of", "turns to", "asks for guarantees from"
OPENS, MONITORS, INVESTS = "opens the border to", "monitors the border of", "invests in"
CONCEDES, RELEASES = "concedes to", "releases prisoners of"
ENDORSES, OPPOSES, MEDIATES = "endorses", "works against", "mediates in"
KINDS = (
    ATTACKS, INTERVENES, COERCES, THREATENS, PUNISHES, RESISTS, YIELDS, GUARANTEES, NEUTRAL, BACKS, ASSISTS, OPENS, SANCTIONS,
    PRESSES,
    RESTRAINS, DETERS, DISINFORMS, REVISES, REJECTS, GRANTS, REFUSES, TURNS, ASKS, DEMANDS, CONCEDES, RELEASES, MONITORS,
    INVESTS, OPPOSES, ENDORSES, MEDIATES,
)  # fmt: skip
"""All relations as verbs, those first that weigh most in a story."""
FORCE = (ATTACKS, INTERVENES, COERCES)
"""Relations in which arms are used."""
PEACE = "the peace"
"""What is endorsed or spoiled; it stands between the two rivals."""
TALKS, WEST, CONNECTIONS = "the talks", "the West", "connections"
"""What is mediated, what Armenia turns to and whose mediators are refused, and what is invested in."""
THINGS = (PEACE, TALKS, WEST, CONNECTIONS)
"""All at which an action can be directed and that do not act themselves."""
NAMES = {**{actor: actor.replace("_", " ").title() for actor in ACTORS}, **{thing: thing for thing in THINGS}}
"""How all of them are called in pictures."""


class Relation(NamedTuple):
    """To whom an action is directed, and what it is."""

    target: str
    kind: str
