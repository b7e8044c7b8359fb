"""Armenia's crisis game: under an agreement that it resents it may demand a revision, or fight for one (dersimonian2023 ¶10)."""

from __future__ import annotations

import numpy as np

from sim.model.actors import crisis_game, stakes, waiting
from sim.model.actors.challenge import AUDIENCE_COST, COST_OF_WAR, DESTRUCTION, WHAT_IS_LEFT
from sim.model.actors.crisis_game import Crisis, Move, Payoff
from sim.model.actors.motives import BREACH_OF_AGREEMENT, LEGAL_CONSEQUENCES, LOST_TRADE, VICTORY_NARRATIVE, Motive
from sim.model.mechanisms import force
from sim.model.mechanisms.arrays import positive
from sim.model.world.view import View

REVANCHE = Motive(
    "revanche",
    "territory",
    "what force takes back compared with keeping the agreement",
    "mechanisms.relapse.strength.revanchism",
    "actors.{actor}.opposition",
)

THREATS = ("demand_revision",)
MOVES = (*THREATS, "reclaim")


def crisis_of(view: View) -> Crisis:
    """The crisis in the worlds of a view, solved for all types."""
    side, other = stakes.armenia(view), stakes.azerbaijan(view)
    nothing = np.zeros((len(side.win), view.size))
    calm = waiting.waiting(view, side, other, stakes.worth(side, side.held), nothing, waiting.revision_rate(view))
    precision = view.values.mechanisms.quantal_response.precision
    world = view.worlds
    return crisis_game.played(
        view,
        [_move(name, view, side, other, calm) for name in MOVES],
        np.zeros((1, view.size)),
        (world.belief_armenia, world.belief_azerbaijan),
        (world.cost_armenia, stakes.kind_of_azerbaijan(view)),
        (precision, precision),
    )


def _move(name: str, view: View, side: stakes.Side, other: stakes.Side, calm: np.ndarray) -> Move:
    values, rules = view.values, view.values.mechanisms.crisis
    threat = name in THREATS
    size = rules.size.threaten / np.maximum(rules.size.attack, 1e-9) * side.reach if threat else side.reach
    effort = force.war_effort(size, side.reach, values.mechanisms.force.least_effort)
    fought = stakes.fight(view, side, size, side.win[0])
    held = stakes.worth(side, side.held)
    promise = positive(calm - held)
    severity = values.mechanisms.deterrence.severity.threaten if threat else 1.0
    trade, legal, breach = -stakes.against_revision(view)
    weights = values.actors.armenia.weights
    challenger = [
        Payoff(
            REVANCHE,
            stakes.worth(side, side.held + size) + waiting.promise_left(view, side, size) * promise - calm,
            held + promise - calm,
            fought.territory + waiting.rest_after_war(view, side, size) * promise - calm,
        ),
        Payoff(DESTRUCTION, 0.0, 0.0, -fought.destroyed),
        Payoff(COST_OF_WAR, 0.0, 0.0, -fought.cost),
        Payoff(AUDIENCE_COST, 0.0, -weights.reputation * rules.audience_cost * threat, 0.0),
        Payoff(LOST_TRADE, trade * severity, trade * severity, trade),
        Payoff(LEGAL_CONSEQUENCES, legal * severity, legal * severity, legal),
        Payoff(BREACH_OF_AGREEMENT, breach * severity, breach * severity, breach),
    ]
    resisted = stakes.defence(view, other, 1.0 - view.outlook.prospects.path.unaided[0], size, effort)
    own = values.actors.azerbaijan
    target = [
        Payoff(
            WHAT_IS_LEFT,
            stakes.worth(other, other.held - size),
            stakes.worth(other, other.held),
            resisted.territory,
        ),
        Payoff(COST_OF_WAR, 0.0, 0.0, -resisted.cost),
        Payoff(VICTORY_NARRATIVE, -own.weights.legitimacy * own.victory_narrative * size, 0.0, 0.0),
    ]
    return Move(name, threat, size, challenger, target)
