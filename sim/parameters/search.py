"""Finding parameters, worldviews and policies by words: in ids, labels, meanings, readings and sources."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from sim.common.errors import UnknownNameError, nearest, said
from sim.parameters.baseline import read_baseline
from sim.parameters.catalogue import policies, worldviews
from sim.parameters.overlays import Overlay
from sim.parameters.parameters import Parameters
from sim.parameters.sources import Citation, Source

NICKNAMES: Mapping[str, str] = {
    "armenia": "Yerevan Armenian",
    "azerbaijan": "Baku Azerbaijani",
    "russia": "Moscow Kremlin Russian",
    "turkey": "Ankara Turkish",
    "iran": "Tehran Iranian",
    "european_union": "EU Europe European Brussels",
    "united_states": "US USA America American Washington",
}
"""What people call the actors when they look for them."""

SMALL_WORDS = frozenset({"a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with"})
"""Words that say nothing in a search."""

_LONGEST_WHOLE = 2
"""Letters of a word that is looked for as a whole alone: `us` is not looked for in `russia`."""

Fields = tuple[str, ...]
"""The texts of one thing in which words are looked for, the most telling first."""


def chosen(setting: Parameters, words: str) -> tuple[list[str], bool]:
    """Return the ids that somebody means, and whether they had to be searched for.

    What is meant is the parameter of this id, the group that begins so, or else those in which all words occur, the best
    first. Raise `UnknownNameError` with the nearest words if there is none.
    """
    written = words.strip()
    for way in (written, written.lower()):
        if way in setting:
            return [setting.resolve(way)], False
        group = [entry_id for entry_id in setting.entries if way and entry_id.startswith(way.rstrip(".") + ".")]
        if group:
            return group, False
    return _found(setting, written), True


def overlays_with(words: str, overlays: Sequence[Overlay]) -> list[Overlay]:
    """Return the worldviews or policies in which all words occur, the best first; none if there is none."""
    told = {overlay.key: _of_overlay(overlay) for overlay in overlays}
    by_key = {overlay.key: overlay for overlay in overlays}
    return [by_key[key] for key in _ranked(words, told, _cited_by_overlay(overlays))]


def _found(setting: Parameters, words: str) -> list[str]:
    told, citing = _told(setting.entries)
    names = _ranked(words, told, citing)
    if names:
        return names
    known = sorted({word for texts in told.values() for text in texts for word in re.findall(r"[a-z0-9]{3,}", text)})
    close = [*nearest(words, setting.entries), *(near for word in _words(words) for near in nearest(word, known, 2))]
    ending = f"nearest: {', '.join(dict.fromkeys(close))}" if close else "without an ID all of them are listed"
    raise UnknownNameError(
        f"no parameter is called {said(words)}, and none has this in its id, label, meaning, readings or sources; {ending}"
    )


def _told(ids: Iterable[str]) -> tuple[dict[str, Fields], dict[str, list[str]]]:
    """What is said of each parameter: id with label, meaning, readings; and each use of a source as a text of its own."""
    baseline = read_baseline()
    names = _names(baseline.sources)
    readings = {entry_id: [baseline.entries[entry_id].reading] for entry_id in ids}
    citing = {entry_id: [_cited(one, names) for one in baseline.entries[entry_id].sources] for entry_id in ids}
    for overlay in [*worldviews(), *policies()]:
        for change in overlay.changes:
            readings[change.id] += [overlay.key, change.reading]
            citing[change.id] += [_cited(one, names) for one in change.sources]
    told: dict[str, Fields] = {}
    for entry_id in ids:
        entry = baseline.entries[entry_id]
        actors = " ".join(NICKNAMES[part] for part in entry_id.split(".") if part in NICKNAMES)
        named = _plain(f"{entry_id} {' '.join(re.split('[._]', entry_id))} {entry.label}")
        told[entry_id] = (named, _plain(f"{entry.description} {actors}"), _plain(" ".join(readings[entry_id])))
    return told, citing


def _of_overlay(overlay: Overlay) -> Fields:
    """What is said of a worldview or a policy: its name, what it is, what it changes and why."""
    named = f"{overlay.key} {overlay.key.replace('_', ' ')} {overlay.label}"
    inside = [part for change in overlay.changes for part in (change.id, change.reading)]
    inside += [part for bound in overlay.bindings for part in (bound.actor, bound.action, bound.reading)]
    inside += [overlay.price.reading, overlay.price.obstacle] if overlay.price else []
    return _plain(named), _plain(overlay.description), _plain(" ".join(inside))


def _cited_by_overlay(overlays: Iterable[Overlay]) -> dict[str, list[str]]:
    found, names = {}, _names(read_baseline().sources)
    for overlay in overlays:
        found[overlay.key] = [_cited(one, names) for one in overlay.citations]
    return found


def _names(sources: Mapping[str, Source]) -> dict[str, str]:
    """Who wrote each source, and what it is."""
    return {
        key: _plain(f"{key} {source.author} {source.year} {source.title} {source.outlet}")
        for key, source in sources.items()
    }


def _cited(citation: Citation, names: Mapping[str, str]) -> str:
    """One use of a source as a text: who wrote it, and which paragraphs."""
    paragraphs = " ".join(f"¶{number}" for number in citation.paragraphs)
    return f"{names.get(citation.key, citation.key)} {_plain(citation.note or '')} {paragraphs}"


def _ranked(words: str, told: Mapping[str, Fields], citing: Mapping[str, Sequence[str]]) -> list[str]:
    """The names of the things in which all words occur; those that have them in a telling place, and whole, come first."""
    wanted = _words(words)
    places = {name: _place(wanted, told[name], citing.get(name, ())) for name in told} if wanted else {}
    found = {name: place for name, place in places.items() if place is not None}
    return sorted(found, key=lambda name: found[name])


def _place(wanted: Sequence[str], fields: Fields, cited: Sequence[str]) -> int | None:
    """How far down the words stand, summed over them; None if one of them is nowhere.

    Paragraphs and whoever wrote them must stand in one citation: `ratelle2025 ¶13` is not ¶13 of somebody else.
    """
    numbers = [word for word in wanted if word.startswith("¶")]
    together = [text for text in cited if all(_within(number, text) == 0 for number in numbers)]
    if numbers and not together:
        return None
    texts = together if numbers else [" ".join(cited)]
    best = [_sum([_one(word, (*fields, text)) for word in wanted]) for text in texts]
    return min((place for place in best if place is not None), default=None)


def _one(word: str, texts: Fields) -> int | None:
    """How far down one word stands: twice the number of its text, and one more where it is but a part of a word."""
    places = ((number, _within(word, text)) for number, text in enumerate(texts))
    return min((2 * number + place for number, place in places if place is not None), default=None)


def _sum(places: Sequence[int | None]) -> int | None:
    known = [place for place in places if place is not None]
    return sum(known) if len(known) == len(places) else None


def _within(word: str, text: str) -> int | None:
    """0 if a text has a word, 1 if it has it as a part of another, None if it has it not at all."""
    singular = word[:-1] if word.endswith("s") and len(word) > _LONGEST_WHOLE + 1 else word
    if singular not in text:
        return None
    if re.search(rf"(?<!\w){re.escape(singular)}(?:e?s)?(?!\w)", text):
        return 0
    return 1 if len(singular) > _LONGEST_WHOLE and not word.startswith("¶") else None


def _words(words: str) -> list[str]:
    """The words that are looked for, with paragraphs written in one way: `par. 13` and `¶ 13` are `¶13`."""
    text = re.sub(r"(?:¶|\bpara(?:graph)?s?\.?|\bpar\.?)\s*(?=\d)", " ¶", _plain(words).replace("-", " "))
    found = [word.strip(",;:\"'()") for word in text.split()]
    telling = [word for word in found if word and word not in SMALL_WORDS]
    return telling or found


def _plain(text: str) -> str:
    """A text as it is searched: in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
