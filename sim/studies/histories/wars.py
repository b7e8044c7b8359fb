"""Crises and wars of a quarter in sentences: who moved and who answered, what changed hands, why it came to war."""

from collections.abc import Iterator

from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import WAR
from sim.parameters.wording import capital, counted, enumeration
from sim.studies.histories.record import Event, Move, QuarterRecord

CAUSE_WORDS = {
    "bound_attack": "the attack was fixed beforehand: nobody chose it",
    "closing_window": "a window was closing: had power, attention and help stayed as they were, there would have been "
    "no war",
    "target_misjudged": "Baku misjudged Armenia: had it known what war would cost Armenia, there would have been no "
    "war",
    "guarantors_misjudged": "Baku misjudged the outside powers: had it known which of them would act, there would have "
    "been no war",
    "incident": "an incident whose authors stayed unknown opened the crisis: without it there would have been no war",
    "revision": "Armenia wanted back what it had given up",
    "bluff_expected": "Yerevan took the threat for a bluff: had it been sure of a fight, there would have been no war",
    "error_in_choice": "force was not the best choice even in Baku's own eyes: it was chosen in error",
    "not_durable": "the agreement did not bind: to Baku, force was worth more than keeping it",
    "undeterred": "Baku was not content with what it held, and nothing deterred it",
}
"""Why a war came, by the causes in the order of `sim.model.world.outcomes.WAR_CAUSES`."""
WITHOUT = {
    "closing_window": "if power, attention and help had stayed as they were",
    "target_misjudged": "if Baku had known what war would cost Armenia",
    "guarantors_misjudged": "if Baku had known which outside powers would act",
    "incident": "without the incident before it",
    "bluff_expected": "if Yerevan had been sure that the threat would be carried out",
    "error_in_choice": "without an error of choice",
}
"""What would have kept the peace, by cause; the other causes say how things stood."""
NEEDED = {
    "closing_window": "the closing window",
    "target_misjudged": "Baku's misjudgement of Armenia",
    "guarantors_misjudged": "Baku's misjudgement of the outside powers",
    "incident": "the incident before it",
    "bluff_expected": "Yerevan's belief in a bluff",
    "error_in_choice": "an error of choice",
}
"""The same causes as things without which there would have been no war."""

KINDS = {
    "threaten": "Threat",
    "siege": "Crisis",
    "incursion": "Crisis",
    "attack": "Attack",
    "demand_revision": "Demand",
    "reclaim": "Attack",
}
"""What a move by which a crisis is played is called; what the record of a world counts as crises is force below war."""
HOW = {"threaten": "by threat", "siege": "by siege", "incursion": "by force", "attack": "by force"}
ACTS = ("punish", "intervene")
"""Answers of the powers that the story tells; it omits silence."""
OTHER = {"armenia": "azerbaijan", "azerbaijan": "armenia"}
OF_THE_OTHER = "; Azerbaijan now holds"
SMALLEST = 0.005
"""Less than this of the prize would be told as nothing."""


def at_war(record: QuarterRecord) -> bool:
    """Whether a war broke out in this quarter."""
    return bool(record.state["last_war_quarter"] == record.quarter)


def crises(record: QuarterRecord) -> Iterator[Event]:
    """Threats and force: who moved, who yielded, what was carried out, and which powers answered."""
    for move in record.moves:
        if move.action in KINDS:
            yield Event(move.decision, f"{KINDS[move.action]}: {'; '.join(_played(record, move))}.")
        elif move.action == "refrain" and move.actor == "azerbaijan" and record.before["provoked"]:
            yield Event(move.decision, "The crisis passes: Azerbaijan refrains from force.")
    if _more("tested", record):
        who = [move.label for move in record.moves if move.decision.startswith("answer_") and move.action in ACTS]
        acts = f"{enumeration(who)} {'acts' if len(who) == 1 else 'act'}" if who else "no outside power acts"
        yield Event("tested", f"The word of the guarantors is put to the test: {acts}.")


def _played(record: QuarterRecord, opening: Move) -> Iterator[str]:
    """A crisis move by move."""
    clash = ", and they clash" if opening.action == "incursion" and not at_war(record) else ""
    yield f"{opening.label} {opening.words}"
    for move in record.moves:
        if move.decision == f"answer_{OTHER[opening.actor]}":
            yield f"{move.label} {move.words}{clash if move.action == 'resist' else ''}"
        elif move.decision == f"carry_out_{opening.actor}" or (opening.actor == "azerbaijan" and move.action in ACTS):
            yield f"{move.label} {move.words}"


def ground(record: QuarterRecord) -> Iterator[Event]:
    """What changed hands without a war."""
    gained = ground_gained(record)
    if at_war(record) or gained == 0.0:
        return
    if gained < 0.0:
        yield Event("ground", f"Armenia gets back {_share(-gained)} of the prize{_holding(record, OF_THE_OTHER)}.")
        return
    how = next((HOW[move.action] for move in record.moves if move.action in HOW), "by force")
    fled = _more("faits_accomplis", record)
    rest = " Armenia does not resist, and people flee." if fled else ""
    yield Event("ground", f"Azerbaijan takes {_share(gained)} of the prize {how}{_holding(record)}.{rest}")


def war(record: QuarterRecord) -> Iterator[Event]:
    """A war with its cause and its end, whom it draws in, and what falls with it."""
    if not at_war(record):
        return
    before, after = record.before, record.state
    if after["war_quarter"] == record.quarter:
        yield Event("war", f"WAR. {capital(CAUSE_WORDS[WAR_CAUSES[after['war_cause']]])}.")
    else:
        yield Event("war", f"WAR again: it is war number {after['wars']} of this history.")
    drawn_in = [one.label for one in record.involvements if one.entered]
    if drawn_in:
        yield Event("widening", f"Drawn into the war: {', '.join(drawn_in)}.")
    yield Event("war_end", _end(record))
    if after["undone"] and not before["undone"]:
        yield Event("undone", f"The {'suspended ' if before['suspended'] else ''}agreement falls with the war.")
    if after["phase"] != WAR and after["frozen_until"] > record.quarter:
        yield Event("rest", f"Talks rest for {counted(int(after['frozen_until']) - record.quarter, 'quarter')}.")
    if after["government_fell_quarter"] == record.quarter:
        yield Event("fell_in_war", "The Armenian government falls over the war.")


def _end(record: QuarterRecord) -> str:
    """How a war ended: a limited one with what it took, a total one with all."""
    gained = ground_gained(record)
    if record.state["phase"] == WAR:
        winner = (
            f"Azerbaijan wins{_holding(record)}" if gained > 0.0 else f"Armenia wins{_holding(record, OF_THE_OTHER)}"
        )
        return f"It becomes total and ends the history: {winner}."
    if gained == 0.0:
        return "It stays limited, and the line does not move."
    if gained > 0.0:
        return f"It stays limited: Azerbaijan takes {_share(gained)} of the prize{_holding(record)}."
    return f"It stays limited: Armenia takes back {_share(-gained)} of the prize{_holding(record, OF_THE_OTHER)}."


def kept_peace(record: QuarterRecord) -> list[str]:
    """What else would have kept the peace in place of a first war, with the same random draws, in a sentence; or that nothing would.

    Nothing is said where the attack was fixed, and of a war that Armenia began only whether it was begun in error.
    """
    state = record.state
    if state["war_quarter"] != record.quarter or WAR_CAUSES[state["war_cause"]] == "bound_attack":
        return []
    found = [cause for row, cause in enumerate(WAR_CAUSES) if int(state["war_would_not"]) >> row & 1]
    named = WAR_CAUSES[state["war_cause"]]
    ways = [cause for cause in found if cause in WITHOUT and cause != named]
    if ways and named in WITHOUT:
        needed = enumeration([NEEDED[cause] for cause in ways])
        return [f"{capital(needed)} {'was' if len(ways) == 1 else 'were'} needed too."]
    if ways:
        return [f"There would have been no war {enumeration([WITHOUT[cause] for cause in ways], 'or')}."]
    if named in WITHOUT or named == "revision":
        return []
    return ["Nothing that was doubted or foreseen was to blame: knowing more would not have kept the peace."]


def ground_gained(record: QuarterRecord) -> float:
    """What Azerbaijan took of the prize by threat or force in this quarter; below 0 if it lost."""
    return float(record.state["status_quo"] - record.before["status_quo"])


def _holding(record: QuarterRecord, link: str = " and now holds") -> str:
    """What Azerbaijan holds afterwards; under an agreement its terms come on top, so that nothing is said."""
    state = record.state
    return "" if state["signed_quarter"] >= 0 else f"{link} {state['status_quo']:.2f}"


def _share(part: float) -> str:
    return f"{part:.2f}" if part >= SMALLEST else "less than 0.01"


def _more(name: str, record: QuarterRecord) -> bool:
    return bool(record.state.get(name, 0) > record.before.get(name, 0))
