"""Why a war came: what of all that was doubted, foreseen or begun would have kept the peace, with the same random draws.

The crisis is played again in thought with one thing changed. All changes that would have kept the peace are recorded, and
the first in the order of `WAR_CAUSES` gives the war its name (Fearon 1995).
"""

from __future__ import annotations

import numpy as np

from sim.model.actors import waiting
from sim.model.actors.crisis_game import Crisis
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases.crises import CHALLENGE, Episode, Roles, would_fight
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.outlook.beliefs import Beliefs
from sim.model.world.outlook.prospects import EVERY_YEAR, Path, path_of
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS


def record(view: View, roles: Roles, episode: Episode, war: BoolArray) -> None:
    """Record the causes of first wars, in the worlds where one has come.

    Parameters
    ----------
    view : View
        Before the war has changed anything.
    roles : Roles
        Who began it.
    episode : Episode
    war : array of bool, shape (N,)
    """
    first = war & (view.worlds.war_cause < 0)
    if not first.any() or episode.crisis is None:
        return
    inside = episode.crisis.view
    among = first[inside.places]
    sub = inside.only(among)
    places = inside.places[sub.places]
    plain = episode.crisis.only(among)
    found = (
        _of_challenge(sub, episode, places, plain)
        if roles is CHALLENGE
        else {"revision": np.ones(sub.size, dtype=bool)}
    )
    found["error_in_choice"] = episode.short[places] > sub.values.mechanisms.quantal_response.noticeable
    found["bound_attack"] = episode.bound[places]
    found["not_durable"] = np.asarray(sub.outlook.signed)
    found["undeterred"] = np.ones(sub.size, dtype=bool)
    flags = np.stack([found.get(name, np.zeros(sub.size, dtype=bool)) for name in WAR_CAUSES])
    bits = (flags * (1 << np.arange(len(WAR_CAUSES)))[:, None]).sum(axis=0)
    view.worlds.set_in(places, war_cause=flags.argmax(axis=0), war_would_not=bits)


def _of_challenge(view: View, episode: Episode, places: np.ndarray, plain: Crisis) -> dict[str, BoolArray]:
    """Which changes would have kept Azerbaijan from war."""
    peace = _imagined(view)
    ordinary = view.draw("crisis_azerbaijan") < waiting.crisis_rate(view)
    threatened = np.logical_or.reduce([episode.moves[name][places] for name in CHALLENGE.threats])
    return {
        **peace,
        "incident": view.worlds.provoked & ~ordinary,
        "bluff_expected": threatened & ~would_fight(view, CHALLENGE, plain, certain=True),
    }


IMAGINED = ("closing_window", "target_misjudged", "guarantors_misjudged")
"""Causes for which the crisis is solved anew."""


def _imagined(view: View) -> dict[str, BoolArray]:
    """Where there would have been no fight: on a constant path, against a known target, with guarantors as they are.

    The worlds of new wars are few, so that all three are asked in one go.
    """
    thrice, seen = view.repeated(len(IMAGINED)), view.outlook.prospects.path
    paths = zip(_constant(seen), seen, _of_real_types(view), strict=True)
    path = Path(*(np.concatenate(rows, axis=-1) for rows in paths))
    known = np.repeat([name == "target_misjudged" for name in IMAGINED], view.size)
    fought = would_fight(thrice, CHALLENGE, CHALLENGE.crisis_of(thrice, path=path, known=known))
    return dict(zip(IMAGINED, ~fought.reshape(len(IMAGINED), view.size), strict=True))


def _constant(path: Path) -> Path:
    """The path if nothing were to change: power, attention and help as they are now."""
    return Path(*(np.repeat(rows[:1], len(EVERY_YEAR), axis=0) for rows in path))


def _of_real_types(view: View) -> Path:
    """The path as it would be foreseen by who knew which powers are resolute, and whose word binds them."""
    world, values, seen = view.worlds, view.values, view.outlook
    credibility = values.mechanisms.guarantees.credibility.stack(POWERS)
    bound: FloatArray = (world.binding_luck < credibility) * 1.0
    resolute: FloatArray = world.resolute * 1.0
    now = seen.beliefs
    beliefs = Beliefs(
        resolute, resolute, bound, now.word, now.readiness, now.reliability, now.will_azerbaijan, now.will_armenia
    )
    return path_of(world, values, seen.guarantees.presence, beliefs)
