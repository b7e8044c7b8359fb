"""What a picture says about itself in small letters: whose assumptions, how many worlds, what the intervals are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sim.analysis.finding import Setting, worlds_in_words
from sim.charts.letters import wrap
from sim.charts.picture import Settings
from sim.charts.theme import EDGE, POINTS_PER_INCH, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of, value_of
from sim.parameters.overlays import overlay_names
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST, article_name, capital, counted, readable

HISTORIES = "{histories}"
"""Stands in a subtitle for how many histories were simulated."""
INTERVALS_IN_SHORT = "95 % intervals: the error from the number of worlds, not doubt about the assumptions."
"""What the usual intervals are, in one line of a caption."""
ONE_HISTORY = "One possible history under these assumptions, not a forecast."
ALL_NAMED = "The five articles and the reference setting"
SHORT = 20
MANY = 7
"""From so many different values on, they are counted instead of named."""


def caption(look: Look, settings: Settings | str, sure: str, ending: str = NOT_A_FORECAST) -> str:
    """Return the two lines below a picture: whose assumptions, how many worlds and which seed; and what the intervals are.

    A text stands as it is, for results that do not know their settings. Worldviews and policies that do not fit into a line
    are counted.
    """
    if isinstance(settings, str):
        return "\n".join(line for line in (settings, sure) if line)
    several = _several(settings)
    room = look.room(1) - 2 * EDGE * POINTS_PER_INCH
    forecast = "one possible history" if ending == ONE_HISTORY else "tallies under these assumptions"
    size = f"{worlds_in_words(several)}, {_named('seed', several, lambda s: str(s.seed))}"
    lines = [f"{_assumptions(several, most)} · {size} · {forecast}, not a forecast." for most in (MANY, 2, 1)]
    first = next((line for line in lines if len(wrap(line, look.small, room)) == 1), lines[-1])
    return "\n".join(part for part in (first, sure) if part)


def _assumptions(settings: Sequence[Setting], most: int) -> str:
    """Who is taken to be right, and what is laid over that, in few words; more than so many names are counted."""
    named = list(dict.fromkeys(setting.worldview for setting in settings))
    worldviews = (
        [ALL_NAMED]
        if set(named) == {*overlay_names("worldview"), BASELINE}
        else [capital(article_name(name)) for name in named]
    )
    policies = list(dict.fromkeys(" + ".join(map(readable, s.policies)) for s in settings if s.policies))
    parts = [_listed(worldviews, most, "worldview")]
    parts += [_listed(policies, most, "policy", "policies")] if policies else []
    changes = max(len(setting.changes) for setting in settings)
    parts += [f"{counted(changes, 'parameter')} set by hand"] if changes else []
    return ", ".join(parts)


def _listed(names: Sequence[str], most: int, *forms: str) -> str:
    return ", ".join(names) if len(names) <= most else counted(len(names), *forms)


def histories_in_words(settings: Settings | str) -> str:
    """Of how many histories the shares are: `2,000 simulated histories`, `300 to 5,199 simulated histories`."""
    if isinstance(settings, str):
        return "simulated histories"
    several = _several(settings)
    fewest = min(setting.worlds if setting.fewest is None else setting.fewest for setting in several)
    most = max(setting.worlds for setting in several)
    histories = counted(most, "simulated history", "simulated histories")
    return histories if fewest == most else f"{fewest:,} to {histories}"


def notes_of(settings: Settings | str, *remarks: str, intervals: bool = True, ending: str = NOT_A_FORECAST) -> str:
    """Return worldview, policies, changes, worlds, seed, version and parameters, remarks, and the usual reservations.

    A text stands as it is, for results that do not know their settings. `intervals` says whether the usual intervals are
    shown, which are then explained; `ending` is `ONE_HISTORY` for a single history.
    """
    first = settings if isinstance(settings, str) else _first_line(settings)
    lines = [capital(first), *remarks, *([INTERVALS] if intervals else []), ending]
    return "\n".join(line for line in lines if line)


def _several(settings: Settings) -> list[Setting]:
    several = [settings] if isinstance(settings, Setting) else list(settings)
    if not several:
        raise InputError("nothing is selected: there is no setting to draw; select at least one")
    return several


def _first_line(settings: Settings) -> str:
    several = _several(settings)
    parts = [
        _named("worldview", several, lambda s: s.worldview),
        _named("policies", several, lambda s: " + ".join(readable(policy) for policy in s.policies) or "none"),
    ]
    if any(setting.changes for setting in several):
        parts.append(_named("set by hand", several, _changes))
    parts.append(worlds_in_words(several))
    parts.append(_named("seed", several, lambda s: str(s.seed)))
    parts.append(_named("version", several, lambda s: s.version))
    if len({s.fingerprint for s in several}) == 1:
        parts.append(f"parameters {several[0].fingerprint[:8]}")
    return "\u00a0· ".join(parts)


def _named(label: str, settings: Sequence[Setting], of: Callable[[Setting], str]) -> str:
    values = list(dict.fromkeys(of(setting) for setting in settings))
    if len(values) > MANY:
        return f"{label}: {len(values)} different"
    plural = "s" if len(values) > 1 and label in ("worldview", "seed", "version") else ""
    text = f"{label}{plural} {', '.join(values)}"
    # A number stays on the line of its name.
    return text.replace(" ", "\u00a0") if len(text) < SHORT else text


def _changes(setting: Setting) -> str:
    parts = [f"{label_of(name)} {value_of(name, value)}" for name, value in setting.changes.items()]
    return ", ".join(parts) or "nothing"
