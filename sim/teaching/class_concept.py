"""The part of the class page about the concept check: how each item fared, and what the class won."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.teaching.concept_check import (
    AFTER,
    BEFORE,
    FEWEST,
    MOMENTS,
    ConceptAnswers,
    ConceptKey,
    Gain,
    ItemStatistics,
    item_statistics,
    normalised_gain,
    read_concept_key,
    read_items,
    right_items,
)  # fmt: skip
from sim.teaching.reading import read_exercise
from sim.teaching.words import Words, exercise_words


def concept_section(answers: Sequence[ConceptAnswers], words: Words, language: str) -> dict[str, Any] | None:
    """What the template asks for; None if nobody handed in a concept check."""
    if not answers:
        return None
    key, items = read_concept_key(), read_items()
    at = {moment: [one for one in answers if one.moment == moment] for moment in MOMENTS}
    tables = []
    for moment in MOMENTS:
        if at[moment]:
            rows = tuple(_row(one, key, words, language) for one in item_statistics(items, key, at[moment]))
            tables.append({"caption": words.say(f"class.items_{moment}", files=len(at[moment])), "rows": rows})
    gain = gain_of(answers, key)
    head = tuple(words[f"class.{name}"] for name in ("item", "most_chosen", "difficulty", "discrimination"))
    return {
        "counted": words.say("class.concept_counted", before=len(at[BEFORE]), after=len(at[AFTER]), both=gain.students),
        "gain": _gain(gain, len(items), words),
        "head": head,
        "tables": tables,
        "few": words.say("class.few_items", fewest=FEWEST),
    }


def gain_of(answers: Sequence[ConceptAnswers], key: ConceptKey) -> Gain:
    """What those won who took the check before and after."""
    scores: dict[str, dict[str, float]] = {}
    for one in answers:
        right = right_items(one, key)
        scores.setdefault(one.code, {})[one.moment] = sum(right) / len(right)
    both = [found for _, found in sorted(scores.items()) if len(found) == len(MOMENTS)]
    return normalised_gain([one[BEFORE] for one in both], [one[AFTER] for one in both])


def _row(one: ItemStatistics, key: ConceptKey, words: Words, language: str) -> tuple[str, ...]:
    title = exercise_words(read_exercise(one.item.exercise), language).line("title")
    chosen = words["class.nobody"]
    if one.chosen:
        name = key.misconceptions[one.item.name][one.misconception]
        chosen = words.say("class.chosen_by", misconception=name, count=one.chosen)
    return (
        title,
        chosen,
        words.say("class.part", count=one.right, total=one.answered),
        words["class.not_known"] if one.discrimination is None else signed(one.discrimination),
    )


def _gain(gain: Gain, items: int, words: Words) -> list[str]:
    """Scores before and after, and the gain in sentences."""
    if not gain.students:
        return [words["class.gain_nobody"]]
    means = {"before": f"{items * gain.before:.1f}", "after": f"{items * gain.after:.1f}"}
    said = [words.say("class.scores", students=gain.students, items=items, **means)]
    if gain.gain is None:
        return [*said, words["class.gain_full"]]
    if gain.low is None or gain.high is None:
        return [*said, words.say("class.gain_few", gain=signed(gain.gain), fewest=FEWEST)]
    ends = {"low": signed(gain.low), "high": signed(gain.high)}
    return [*said, words.say("class.gain", gain=signed(gain.gain), **ends)]


def signed(number: float) -> str:
    """A number with two decimals and, below zero, the minus sign of print."""
    return f"{number:.2f}".replace("-", "\N{MINUS SIGN}")
