"""What the actors see when they decide: quantities derived from the state of the worlds, by the mechanisms.

The outlook is taken once a quarter, after outside conditions have moved: what is done in a quarter is seen in the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.outlook.beliefs import Beliefs, beliefs_of
from sim.model.world.outlook.neighbours import Neighbours, neighbours_of
from sim.model.world.outlook.package import Guarantees, guarantees_of
from sim.model.world.outlook.prospects import Prospects, prospects_of
from sim.model.world.outlook.table import Table, table_of
from sim.model.world.state import Worlds
from sim.model.world.values import Branch


@dataclass
class Outlook:
    """What is seen in a quarter; each part says what it holds.

    Attributes
    ----------
    quarter : int
    talks, signed, text_agreed, frozen : array of bool, shape (N,)
        Phase, whether the text is complete, whether the talks are frozen.
    table : Table
        What lies on the table, and what it is worth to either side.
    guarantees : Guarantees
        What the guarantee package promises, and whom it shuts out.
    beliefs : Beliefs
        What either rival expects of the outside powers, and Armenia of Azerbaijan.
    neighbours : Neighbours
        Who would be drawn into a war.
    prospects : Prospects
        Who would win, and what is foreseen of force.
    """

    quarter: int
    talks: BoolArray
    signed: BoolArray
    text_agreed: BoolArray
    frozen: BoolArray
    table: Table
    guarantees: Guarantees
    beliefs: Beliefs
    neighbours: Neighbours
    prospects: Prospects


def assess(world: Worlds, values: Branch, quarter: int) -> Outlook:
    """Look at every world in a quarter.

    Parameters
    ----------
    world : Worlds
    values : Branch
        Tree of parameter values.
    quarter : int

    Returns
    -------
    Outlook
    """
    table = table_of(world, values)
    guarantees = guarantees_of(world, values)
    beliefs = beliefs_of(world, values)
    neighbours = neighbours_of(world, values, beliefs.word, guarantees.exclusion, table.corridor)
    prospects = prospects_of(world, values, guarantees, beliefs)
    return Outlook(
        quarter,
        world.in_talks,
        world.signed,
        world.text_agreed,
        world.frozen_until > quarter,
        table,
        guarantees,
        beliefs,
        neighbours,
        prospects,
    )
