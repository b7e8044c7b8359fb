"""What each actor can do: every action with its words, where it is open, and what it means between the actors.

An action is written here and nowhere else: the menus of the actors, the words of the parameter files, what contradicts what,
the relations in pictures and the lists for readers all come from it. What speaks for and against an action stands with the
actor who weighs it, in `sim.model.actors`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sim.parameters import openings as o
from sim.parameters import relations as r
from sim.parameters.openings import Opening
from sim.parameters.relations import Relation


@dataclass(frozen=True)
class Action:
    """One entry of a menu, under the name that it has in the parameter files.

    `family` is the group of actions that choice goes to first, and `words` are the action as a sentence says it, without
    its subject. `meaning` says what it means and towards whom, or why it is not a relation between actors. It is open
    where all of `opens` hold. `suspended` and `unratified` are words that fit better where the agreement is suspended, or
    signed and not ratified yet.
    """

    name: str
    family: str
    words: str
    meaning: Relation | str
    opens: tuple[Opening, ...] = ()
    suspended: str = ""
    unratified: str = ""

    @property
    def phase(self) -> str:
        """The phase outside of which it is never open."""
        return next((opening.phase for opening in self.opens if opening.phase != o.BOTH), o.BOTH)


Actions: TypeAlias = tuple[Action, ...]

IDLE, UNCHANGED = "nothing is done", "nothing changes"
TOGETHER = "concerns the agreement, to which both rivals belong"

IMPLEMENT = Action(
    "implement",
    "implement",
    "carries out the agreement",
    TOGETHER,
    (o.agreed("there is no agreement to carry out"),),
    suspended="stands ready to carry out the agreement, which is suspended",
    unratified="stands ready to carry out the agreement, which is not ratified yet",
)

ANSWERS: Actions = (
    Action("leave_unanswered", "aside", "leaves it unanswered", IDLE),
    # Guarantors answer force by Azerbaijan only: they do not fight for the side that wants to undo an agreement.
    Action("punish", "act", "punishes the challenger", Relation("azerbaijan", r.PUNISHES)),
    Action("intervene", "act", "intervenes", Relation("azerbaijan", r.INTERVENES)),
)
"""What an outside power can do when one rival coerces or attacks the other."""

SIGNING: Actions = (
    Action("sign", "sign", "signs", TOGETHER),
    Action("refuse_to_sign", "refuse", "does not sign", TOGETHER),
)
"""The two ways out of the decision whether to sign an agreed text; both rivals have it."""

REFRAIN = Action("refrain", "refrain", "refrains from force", IDLE)
STAND_FIRM = Action("stand_firm", "stand_firm", "stands firm at the table", UNCHANGED)

FOLLOWING: Actions = (
    Action("carry_out", "carry_out", "carries out its threat", "belongs to the threat before it"),
    Action("stand_down", "stand_down", "does not carry out its threat", IDLE),
)
"""What a rival can do when its threat was resisted."""

ARMENIA_AT_THE_TABLE: Actions = (
    Action("concede", "concede", "concedes on the issue at the table", Relation("azerbaijan", r.CONCEDES), (o.TABLE,)),
    STAND_FIRM,
)

KEEP_TEXT = Action("keep_text", "keep_text", "leaves the agreed text as it is", UNCHANGED)
GIVES_WAY = "makes the agreed text better for the other side"

ARMENIA_ON_THE_TEXT: Actions = (
    Action("give_way", "give_way", GIVES_WAY, Relation("azerbaijan", r.CONCEDES)),
    KEEP_TEXT,
)
"""What Armenia can do when the other side does not sign a text that it would sign itself."""

ARMENIA: Actions = (
    Action("hold", "hold", "holds its position", UNCHANGED, (o.BEFORE_PEACE,)),
    Action("demand_guarantees", "hold", "asks for guarantees", Relation(r.WEST, r.ASKS), (o.BEFORE_PEACE,)),
    Action("prepare_public", "prepare", "prepares the public for peace", "is directed at the actor's own public"),
    Action("turn_to_russia", "realign", "turns to Russia", Relation("russia", r.TURNS), (o.BEFORE_PEACE,)),
    Action("turn_to_west", "realign", "turns to the West", Relation(r.WEST, r.TURNS), (o.BEFORE_PEACE,)),
    Action("rearm", "rearm", "rearms", "is directed at the actor's own army"),
    IMPLEMENT,
    Action(
        "stall",
        "stall",
        "stalls the agreement",
        TOGETHER,
        (o.agreed("there is no agreement to stall"),),
        suspended="does nothing for the agreement, which is suspended",
        unratified="does nothing for the agreement, which is not ratified yet",
    ),
)

ARMENIA_REVISION: Actions = (
    REFRAIN,
    Action(
        "demand_revision",
        "demand_revision",
        "demands a revision of the agreement",
        Relation("azerbaijan", r.REVISES),
        (o.REVISION,),
        suspended="demands a revision of the suspended agreement",
    ),
    Action(
        "reclaim",
        "reclaim",
        "attacks to take back what it gave up",
        Relation("azerbaijan", r.ATTACKS),
        (o.REVISION,),
    ),
)

ARMENIA_ANSWERS: Actions = (
    Action("yield", "yield", "yields", Relation("azerbaijan", r.YIELDS)),
    Action("resist", "resist", "resists", Relation("azerbaijan", r.RESISTS)),
)

AZERBAIJAN_AT_THE_TABLE: Actions = (
    Action(
        "concede",
        "concede",
        "lowers its demand on the issue at the table",
        Relation("armenia", r.CONCEDES),
        (o.TABLE,),
    ),
    STAND_FIRM,
)

AZERBAIJAN_ON_THE_TEXT: Actions = (
    Action("give_way", "give_way", GIVES_WAY, Relation("armenia", r.CONCEDES)),
    KEEP_TEXT,
)

AZERBAIJAN: Actions = (
    Action("release_prisoners", "accommodate", "releases prisoners", Relation("armenia", r.RELEASES), (o.HELD,)),
    Action("hold", "hold", "holds its position", UNCHANGED, (o.BEFORE_PEACE,)),
    Action("refuse_mediator", "hold", "refuses the western mediators", Relation(r.WEST, r.REFUSES), (o.MEDIATED,)),
    Action("raise_demand", "hold", "raises its demand", Relation("armenia", r.DEMANDS), (o.TABLE,)),
    Action(
        "disinformation",
        "coerce",
        "spreads disinformation in Armenia",
        Relation("armenia", r.DISINFORMS),
        (o.CHALLENGE, o.REACHED),
    ),
    IMPLEMENT,
    Action(
        "exploit_gap",
        "exploit",
        "exploits a gap in the agreement",
        TOGETHER,
        (o.GAPS,),
        suspended="exploits a gap in the suspended agreement",
    ),
)

AZERBAIJAN_CHALLENGE: Actions = (
    REFRAIN,
    Action("threaten", "threaten", "threatens war", Relation("armenia", r.THREATENS), (o.CHALLENGE,)),
    Action("siege", "siege", "lays a siege", Relation("armenia", r.COERCES), (o.CHALLENGE,)),
    Action("incursion", "incursion", "sends troops across the line", Relation("armenia", r.COERCES), (o.CHALLENGE,)),
    Action("attack", "attack", "attacks", Relation("armenia", r.ATTACKS), (o.CHALLENGE,)),
)

AZERBAIJAN_ANSWERS: Actions = (
    Action("yield", "yield", "gives way", Relation("armenia", r.GRANTS)),
    Action("resist", "resist", "resists", Relation("armenia", r.REJECTS)),
)

ASIDE = Action("stand_aside", "aside", "stands aside", IDLE)
ENDORSE = Action("endorse", "endorse", "endorses the peace", Relation(r.PEACE, r.ENDORSES))
SPOIL = Action("spoil", "spoil", "works against the peace", Relation(r.PEACE, r.OPPOSES))
BACK_AZERBAIJAN = Action("back_azerbaijan", "back", "backs Azerbaijan", Relation("azerbaijan", r.BACKS))
ASSIST = Action("assist_armenia", "assist", "assists Armenia", Relation("armenia", r.ASSISTS))
GUARANTEE = Action("offer_guarantees", "guarantee", "offers guarantees", Relation("armenia", r.GUARANTEES))
MEDIATION = Relation(r.TALKS, r.MEDIATES)

RUSSIA: Actions = (
    ASIDE,
    Action(
        "mediate",
        "mediate",
        "mediates on a track of its own",
        MEDIATION,
        (o.talking("there is nothing left to mediate"),),
    ),
    Action("back_armenia", "back", "backs Armenia", Relation("armenia", r.BACKS)),
    BACK_AZERBAIJAN,
    SPOIL,
    ENDORSE,
)

TURKEY: Actions = (
    BACK_AZERBAIJAN,
    Action("restrain_azerbaijan", "restrain", "restrains Azerbaijan", Relation("azerbaijan", r.RESTRAINS)),
    Action("open_in_step", "open", "opens to Armenia in step with Baku", Relation("armenia", r.OPENS), (o.IN_STEP,)),
    Action("open_ahead", "open", "opens to Armenia ahead of Baku", Relation("armenia", r.OPENS)),
    ENDORSE,
)

IRAN: Actions = (
    ASIDE,
    Action("deter_corridor", "deter", "deters a corridor along its border", Relation("azerbaijan", r.DETERS)),
    SPOIL,
    ENDORSE,
)

EUROPEAN_UNION: Actions = (
    ASIDE,
    Action("mediate", "engage", "mediates", MEDIATION, (o.WELCOME,)),
    Action("monitor", "engage", "monitors the border", Relation("armenia", r.MONITORS)),
    Action("invest", "engage", "invests in connections", Relation(r.CONNECTIONS, r.INVESTS)),
    Action("pressure", "pressure", "presses Baku", Relation("azerbaijan", r.PRESSES)),
    ASSIST,
    GUARANTEE,
)

UNITED_STATES: Actions = (
    ASIDE,
    Action("mediate", "mediate", "mediates", MEDIATION, (o.WELCOME,)),
    Action("pressure_private", "pressure", "presses Baku behind closed doors", Relation("azerbaijan", r.PRESSES)),
    Action("sanction_public", "pressure", "sanctions Baku in public", Relation("azerbaijan", r.SANCTIONS)),
    ASSIST,
    GUARANTEE,
    Action(
        "back_neutral_force",
        "guarantee",
        "backs a force of neutral states",
        Relation(r.PEACE, r.NEUTRAL),
        (o.CONSENT,),
    ),
)

GO_TOGETHER: Mapping[str, tuple[tuple[str, str], ...]] = {
    # Yerevan tied itself to the West, bought arms and asked for protection at the same time (ratelle2025 ¶8, dersimonian2024 ¶6).
    "armenia": (
        ("turn_to_west", "demand_guarantees"),
        ("turn_to_west", "rearm"),
        ("turn_to_russia", "rearm"),
        ("demand_guarantees", "rearm"),
    ),
    # Rapprochement with Yerevan has gone on beside the alliance with Baku, and an open border stops no arms (fattah2025 ¶10).
    "turkey": (("back_azerbaijan", "open_in_step"), ("back_azerbaijan", "open_ahead")),
    # The Union mediates, has sent a mission to the border, and pays for connections (fattah2025 ¶29, dersimonian2023 ¶18).
    "european_union": (("mediate", "monitor"), ("mediate", "invest"), ("monitor", "invest"), ("mediate", "pressure")),
    # Pressure is a stick in the hand of a mediator (dersimonian2023 ¶17).
    "united_states": (("mediate", "pressure_private"), ("mediate", "sanction_public")),
}
"""Moves that an actor can make in one quarter; what it does beside the first costs it more effort."""

AT_ONCE = 2
"""Moves that an actor can make in one quarter, at most."""

NOTHING_MORE = Action("nothing_more", "aside", "does nothing beside it", IDLE)


def go_together(actor: str, one: str, other: str) -> bool:
    """Whether an actor can do both in one quarter; to do nothing more goes with anything."""
    pairs = GO_TOGETHER.get(actor, ())
    return (one, other) in pairs or (other, one) in pairs or (bool(pairs) and NOTHING_MORE.name in (one, other))


def _beside(actor: str, moves: Actions) -> Actions:
    """What an actor can do beside another move."""
    named = {name for pair in GO_TOGETHER[actor] for name in pair}
    return NOTHING_MORE, *(action for action in moves if action.name in named)


ARMENIA_BESIDE = _beside("armenia", ARMENIA)
TURKEY_BESIDE = _beside("turkey", TURKEY)
EUROPEAN_UNION_BESIDE = _beside("european_union", EUROPEAN_UNION)
UNITED_STATES_BESIDE = _beside("united_states", UNITED_STATES)

CHOICES: Mapping[str, tuple[Actions, ...]] = {
    "armenia": (
        ARMENIA,
        ARMENIA_AT_THE_TABLE,
        ARMENIA_REVISION,
        FOLLOWING,
        ARMENIA_ANSWERS,
        SIGNING,
        ARMENIA_ON_THE_TEXT,
        ARMENIA_BESIDE,
    ),
    "azerbaijan": (
        AZERBAIJAN,
        AZERBAIJAN_AT_THE_TABLE,
        AZERBAIJAN_CHALLENGE,
        FOLLOWING,
        AZERBAIJAN_ANSWERS,
        SIGNING,
        AZERBAIJAN_ON_THE_TEXT,
    ),
    "russia": (RUSSIA, ANSWERS),
    "turkey": (TURKEY, ANSWERS, TURKEY_BESIDE),
    "iran": (IRAN, ANSWERS),
    "european_union": (EUROPEAN_UNION, ANSWERS, EUROPEAN_UNION_BESIDE),
    "united_states": (UNITED_STATES, ANSWERS, UNITED_STATES_BESIDE),
}
"""The menus of each actor: its moves or postures, its answers, and what it can do beside another one. The rivals also
have what is settled at the table and in crises, the two ways out of a signature, and what happens to a text that the
other does not sign."""

ACTIONS: Mapping[str, tuple[str, ...]] = {
    actor: tuple(dict.fromkeys(action.name for menu in menus for action in menu)) for actor, menus in CHOICES.items()
}
"""The names of all actions that an actor can choose or be bound to, whatever the phase."""

RELATIONS: Mapping[tuple[str, str], Relation] = {
    (actor, action.name): action.meaning
    for actor, menus in CHOICES.items()
    for menu in menus
    for action in menu
    if isinstance(action.meaning, Relation)
}
"""From actor and action to what it means."""


def choices_of(actor: str) -> list[tuple[str, ...]]:
    """The actions among which an actor chooses at once, choice by choice.

    They are the moves open in the talks, those open under an agreement (some are open in both), and the answers. The
    rivals have more: the choices at the table, in a crisis and after a threat, the two ways out of a signature, and what
    to do with a text that the other does not sign.
    """
    moves, *others = CHOICES[actor]
    phases = [tuple(a.name for a in moves if a.phase in (o.BOTH, phase)) for phase in (o.IN_TALKS, o.UNDER_AGREEMENT)]
    return [*phases, *(tuple(action.name for action in menu) for menu in others)]
