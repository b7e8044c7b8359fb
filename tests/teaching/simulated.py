"""Simulated students: their files, made from a grid without any way of working, and folders of such files, broken ones among them."""

import json

import numpy as np

from sim.teaching.concept_check import FORMAT as CONCEPT_FORMAT
from sim.teaching.concept_check import read_concept_key, read_items
from sim.teaching.grid import play_cells
from sim.teaching.key import read_key
from sim.teaching.own import first_world
from sim.teaching.student import FORMAT

RIGHT, RANDOM, CHEATING = "right", "random", "cheating"
SCRIPT = (
    "<script>document.title='HACKED'</script><img src=x onerror=\"document.title='HACKED'\"> [a](javascript:alert(1))"
)
TURNED = "\u202e right to left \u2067 and on " + "W" * 2_000 + " " + "a\u0301\u0302\u0303" * 200 + " שלום עולם مرحبا"


def small_grid(exercise):
    """The first two settings of a small exercise, and the first two of its grid."""
    cells = [exercise.start, exercise.full(exercise.change), *list(exercise.cells())[:2]]
    cells = list({exercise.label(cell): cell for cell in cells}.values())
    return play_cells([exercise], {exercise.name: cells}, exercise.worlds, workers=1)[exercise.name]


def run_of(grid, code, part):
    exercise = grid.exercise
    first, cell = first_world(exercise, code), exercise.full(part)
    counts = {name: int(np.count_nonzero(grid.flags(cell, name, first, exercise.own))) for name in exercise.shown}
    return {"setting": cell, "first_world": first, "worlds": exercise.own, "seed": grid.seed, "counts": counts}


def looked_at(grid):
    """The first two settings, and a few others that were played."""
    exercise = grid.exercise
    cells = [exercise.start, exercise.full(exercise.change)]
    return cells + [cell for cell in exercise.cells() if exercise.label(cell) in grid.codes and cell not in cells][:2]


def findings_of(grid, chance):
    exercise, found, cells = grid.exercise, {}, looked_at(grid)
    for finding in exercise.findings:
        if finding.options:
            found[finding.name] = str(chance.choice(finding.options))
        elif finding.lever:
            levels = exercise.lever(finding.lever).levels
            found[finding.name] = levels[int(chance.integers(len(levels)))]
        else:
            found[finding.name] = cells[int(chance.integers(len(cells)))]
    return found


def student(grid, code, kind=RIGHT, form=50, seed=0):
    """The file of a student: right, random, cheating, or with the misconception of one option."""
    exercise, chance = grid.exercise, np.random.default_rng(seed)
    right = read_key(exercise).option
    first = right if kind in (RIGHT, CHEATING) else kind if kind != RANDOM else str(chance.choice(exercise.options))
    last = str(chance.choice(exercise.options)) if kind == RANDOM else right
    runs = [run_of(grid, code, cell) for cell in looked_at(grid)]
    if kind == CHEATING:
        runs[0]["counts"][exercise.main] = exercise.own - runs[0]["counts"][exercise.main]
    return {
        "format": FORMAT,
        "format_version": 1,
        "exercise": exercise.name,
        "exercise_version": exercise.version,
        "language": "en",
        "form": form,
        "code": code,
        "prediction": {"option": first, "reason": "since I think so", "confidence": int(chance.integers(40, 100))},
        "after": {"option": last, "confidence": int(chance.integers(60, 100))},
        "runs": runs,
        "findings": findings_of(grid, chance) if form == 50 else {},
        "texts": {
            "explanation": f"Explanation number {seed}: belief must turn the balance of gain and price ({kind}).",
            "transfer": "Somewhere else it is alike." if form == 50 else "",
            "exit": "Somebody must enforce it.",
        },
        "manifest": {"version": "0.1.0", "made_with": "page", "parameters": {exercise.label(exercise.start): "abc"}},
    }


def concept(code, moment, chance, knows=0.5):
    """Answers of the concept check by somebody who knows each item with some chance."""
    key = read_concept_key()
    answers = {
        item.name: key.answers[item.name] if chance.random() < knows else str(chance.choice(item.options))
        for item in read_items()
    }
    return {
        "format": CONCEPT_FORMAT,
        "format_version": 1,
        "language": "en",
        "code": code,
        "moment": moment,
        "answers": answers,
        "manifest": {"version": "0.1.0", "made_with": "page"},
    }


def save(folder, told):
    if told["format"] == CONCEPT_FORMAT:
        path = folder / f"concept_check-{told['moment']}-{told['code']}.json"
    else:
        path = folder / f"{told['exercise']}-{told['code']}.json"
    path.write_text(json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False), encoding="utf-8")
    return path


def write_class(folder, grids, number, concept_students=0):
    """So many good files, spread over the exercises of some grids, and answers of the concept check before and after."""
    chance = np.random.default_rng(7)
    for place in range(number):
        grid = grids[place % len(grids)]
        kinds = (RIGHT, RANDOM, CHEATING, *grid.exercise.options, *grid.exercise.options)
        kind = kinds[int(chance.integers(len(kinds)))]
        save(folder, student(grid, f"grey owl {place}", kind, 20 if place % 5 == 0 else 50, place))
    for place in range(concept_students):
        able = chance.random() / 2
        save(folder, concept(f"red fox {place}", "before", chance, able))
        if place % 6:
            save(folder, concept(f"red fox {place}", "after", chance, able + 0.4))


def break_ten(folder, told):
    """Ten broken files, by their names; `told` is a good one to begin with."""
    whole = json.dumps(told, indent=1).encode()
    changed = {
        "other_version": {**told, "exercise_version": "0" * 12},
        "extra_fields": {**told, "name": "a name"},
        "other_option": {**told, "prediction": {**told["prediction"], "option": "evenli"}},
        "count_above": {
            **told,
            "runs": [{**told["runs"][0], "counts": {**told["runs"][0]["counts"], "stalemate": 999}}],
        },
    }
    contents = {
        "truncated": whole[: len(whole) // 2],
        "latin": json.dumps({**told, "texts": {"exit": "é"}}, ensure_ascii=False).encode("latin-1"),
        "oversized": whole + b" " * 300_000,
        "not_json": b"Dear teacher, my file does not open.",
        "empty": b"",
        **{name: json.dumps(data).encode() for name, data in changed.items()},
    }
    for name, content in contents.items():
        (folder / f"broken_{name}.json").write_bytes(content)
    (folder / "broken_folder.json").mkdir()
    return [f"broken_{name}.json" for name in (*contents, "folder")]
