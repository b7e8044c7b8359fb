"""What stands below every picture: under which assumptions, how many worlds, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sim.analysis.finding import Setting
from sim.common.errors import InputError
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST, capital, readable, whole

Settings = Setting | Sequence[Setting]
"""What a picture rests on; the caption lists what differs between several."""
ONE_HISTORY = "One possible history under these assumptions, not a forecast."
SHORT = 20
MANY = 7
"""From so many different values on, they are counted instead of named."""


def caption(settings: Settings | str, *remarks: str, intervals: bool = True, ending: str = NOT_A_FORECAST) -> str:
    """Return worldview, policies, changes, worlds, seed, version and parameters, remarks, and the usual reservations.

    A text stands as it is, for results that do not know their settings. `intervals` says whether intervals are shown,
    which are then explained; `ending` is `ONE_HISTORY` for a single history.
    """
    first = settings if isinstance(settings, str) else _first_line(settings)
    lines = [capital(first), *remarks, *([INTERVALS] if intervals else []), ending]
    return "\n".join(line for line in lines if line)


def _first_line(settings: Settings) -> str:
    several = [settings] if isinstance(settings, Setting) else list(settings)
    if not several:
        raise InputError("nothing is selected: there is no setting to draw; select at least one")
    parts = [
        _named("worldview", several, lambda s: s.worldview),
        _named("policies", several, lambda s: " + ".join(readable(policy) for policy in s.policies) or "none"),
    ]
    if any(setting.changes for setting in several):
        parts.append(_named("set by hand", several, _changes))
    parts.append(_number(several) + (" each" if len(several) > 1 else ""))
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


def _number(settings: Sequence[Setting]) -> str:
    worlds = sorted({setting.worlds for setting in settings})
    counted = whole(worlds[0]) if len(worlds) == 1 else f"{whole(worlds[0])} to {whole(worlds[-1])}"
    return f"{counted} world{'' if worlds[-1] == 1 else 's'}"
