"""Write down what the exercises show, for `test_keys.py` to hold the model against.

Call it as `python tests/teaching/make_recorded.py [EXERCISE...]`.

Run it after a change of the model or of a number that is argued for, read what changed (`git diff`), and see whether the words of
the exercises still fit.
"""

import json
import sys
from pathlib import Path

from sim.teaching.exercise import SETTING
from sim.teaching.figures import figures
from sim.teaching.folder import exercise_names
from sim.teaching.grid import play_cells
from sim.teaching.judging import answers, cells_for, cells_of_statements, holds, right
from sim.teaching.key import read_key
from sim.teaching.reading import read_exercise

RECORDED = Path(__file__).with_name("recorded.json")


def recorded():
    return json.loads(RECORDED.read_text(encoding="utf8"))


def cells_of(exercise, key, examples):
    """The cells on which key and figures of an exercise rest, and those of a right and a wrong setting."""
    told = [exercise.full(cell) for one in exercise.figures.values() for cell in one.cells]
    told += [exercise.full(part) for one in exercise.told.values() for part in (one.before, one.after)]
    told += cells_of_statements(exercise, key.because)
    for finding in key.findings:
        told += cells_of_statements(exercise, finding.because)
        given = examples.get(finding.finding.name, {"right": "", "wrong": ""})
        for one in (given["right"], given["wrong"]):
            told += cells_for(exercise, finding, one)
    return list({exercise.label(cell): cell for cell in told}.values())


def shown(grid, key, examples):
    """Everything that an exercise says, as lines that a person can compare."""
    lines = {f"figure {name}": text for name, text in figures(grid).items()}
    for place, statement in enumerate(key.because):
        lines[f"prediction {key.option}, {place}"] = told(grid, statement)
    for finding in key.findings:
        name = finding.finding.name
        for place, statement in enumerate(finding.because):
            lines[f"{name} {finding.answer}, {place}"] = told(grid, statement)
        if finding.finding.kind == SETTING:
            for kind, setting in examples[name].items():
                lines[f"{name}, {kind} setting {setting}"] = str(right(grid, finding, setting))
        elif finding.answer is None:
            lines[name] = str(answers(grid, finding))
    for name, pair in grid.exercise.told.items():
        apart = grid.flags(pair.before, pair.measure) & ~grid.flags(pair.after, pair.measure)
        lines[f"told {name}"] = f"world {apart.argmax()} of {apart.sum()}"
    return lines


def told(grid, statement):
    holding = "holds" if holds(grid, statement) else "does not hold"
    if statement.kind in ("below", "above"):
        share = grid.share(statement.after, statement.measure)
        return f"{holding}: {statement.measure} {statement.kind} {statement.points:g}: {share.count} of {share.total}"
    change = grid.change(statement.before, statement.after, statement.measure)
    size = f"{100 * change.size:+.1f} ({100 * change.low:+.1f} to {100 * change.high:+.1f})"
    return f"{holding}: {statement.measure} {statement.kind} {statement.points:g}: {size}"


def examples_of(grid, key):
    """A right and a wrong setting for each finding that asks for one."""
    found = {}
    for finding in key.findings:
        if finding.finding.kind == SETTING:
            cells = list(grid.exercise.cells())
            good = [right(grid, finding, cell) for cell in cells]
            found[finding.finding.name] = {"right": cells[good.index(True)], "wrong": cells[good.index(False)]}
    return found


def main(names):
    written = recorded() if names else {}
    for name in names or exercise_names():
        exercise = read_exercise(name)
        key = read_key(exercise)
        grid = play_cells([exercise], {name: list(exercise.cells())}, exercise.worlds)[name]
        examples = examples_of(grid, key)
        written[name] = {"examples": examples, "shown": shown(grid, key, examples)}
        RECORDED.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1:])
