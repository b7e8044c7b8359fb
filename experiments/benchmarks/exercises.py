"""The speed of the exercises: building all pages, their size, a lever's move in a browser, a class of 200 files.

Run it by its path: ``python experiments/benchmarks/exercises.py``. What is measured: `README.md` beside it. The browser's part needs
playwright and a browser (extra `test`); without them it is left out and said to be.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.teaching.build import page_name, write_pages
from sim.teaching.class_page import class_page
from sim.teaching.class_report import read_class
from sim.teaching.grid import Grid, play_grids
from sim.teaching.own import first_world
from sim.teaching.reading import read_exercises

MOST_BUILD, MOST_PAGE, MOST_MOVE, MOST_CLASS = 180.0, 2_000_000, 50.0, 60.0
"""Seconds, bytes, milliseconds, seconds: what was asked for, on two cores."""
STUDENTS = 200
MOVES = 30
MOVE = """(slider, place) => {
  const started = performance.now();
  slider.value = place;
  slider.dispatchEvent(new Event('input', {bubbles: true}));
  document.body.getBoundingClientRect();
  return performance.now() - started;
}"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds on the wall that something takes, and what it gives."""
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


def student_file(grid: Grid, number: int) -> dict[str, object]:
    """What one of many students hands in: looks at six cells of the grid, answers to everything; options are taken in turn."""
    exercise = grid.exercise
    code = f"student-{number}"
    first = first_world(exercise, code)
    cells = list(exercise.cells())
    others = [cells[(7 * number + place) % len(cells)] for place in range(4)]
    looks = {exercise.label(cell): cell for cell in (exercise.start, exercise.full(exercise.change), *others)}
    runs = [
        {
            "setting": cell,
            "first_world": first,
            "worlds": exercise.own,
            "seed": grid.seed,
            "counts": {what: grid.share(cell, what, first, exercise.own).count for what in exercise.shown},
        }
        for cell in looks.values()
    ]
    answers = {
        "choice": lambda finding: finding.options[number % len(finding.options)],
        "level": lambda finding: exercise.lever(finding.lever).levels[
            number % len(exercise.lever(finding.lever).levels)
        ],
        "setting": lambda _: others[0],
    }
    return {
        "format": "peace-under-force exercise",
        "format_version": 1,
        "exercise": exercise.name,
        "exercise_version": exercise.version,
        "language": "en",
        "form": 50,
        "code": code,
        "prediction": {
            "option": exercise.options[number % len(exercise.options)],
            "reason": "because it seems so",
            "confidence": 50 + number % 50,
        },
        "after": {"option": exercise.options[0], "confidence": 80},
        "runs": runs,
        "findings": {finding.name: answers[finding.kind](finding) for finding in exercise.findings},
        "texts": {"explanation": "It was believed.", "transfer": "It was alike.", "exit": "Yes."},
        "manifest": {
            "version": "0.1.0",
            "made_with": "page",
            "parameters": grid.hashes[exercise.label(exercise.start)],
        },
    }


def class_of(grid: Grid, folder: Path) -> None:
    """Write the files of a class that worked through one exercise and looked at all of its grid."""
    for number in range(STUDENTS):
        told = student_file(grid, number)
        (folder / f"{grid.exercise.name}-student-{number}.json").write_text(json.dumps(told), encoding="utf-8")


def moves(page: Path) -> list[float] | None:
    """Milliseconds from a lever's move until all charts of a page are drawn anew; None without a browser."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if program is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox"])
        opened = browser.new_page()
        opened.goto(page.as_uri())
        opened.fill("#code", "blue heron 7")
        opened.click("#begin-go")
        opened.locator("[name=option]").first.check()
        opened.fill("#reason", "since nobody believes it")
        opened.click("#lock")
        slider = opened.locator("input[type=range][id^=lever-]").first
        found = [slider.evaluate(MOVE, place % 2) for place in range(MOVES)]
        browser.close()
    return [float(one) for one in found]


def row(name: str, value: str, asked: str, met: bool) -> str:
    """One line of the table."""
    return f"| {name} | {value} | {asked}: {'met' if met else 'missed'} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--workers", type=int, default=None, help="processes (default: all processors)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        playing, made = timed(lambda: play_grids(read_exercises(), asked.workers))
        grids: dict[str, Grid] = made  # type: ignore[assignment]
        writing, _ = timed(lambda: write_pages(grids, out / "pages"))
        print("| figure | result | target |\n| --- | --- | --- |")
        print(
            row(
                "building all pages",
                f"{playing + writing:.0f} s",
                f"{MOST_BUILD:.0f} s",
                playing + writing < MOST_BUILD,
            )
        )
        pages = [out / "pages" / page_name(grid.exercise) for grid in grids.values()]
        largest = max(page.stat().st_size for page in pages)
        print(row("the largest page", f"{largest / 1000:,.0f} kB", "2,000 kB", largest < MOST_PAGE))
        found = moves(pages[2])
        if found is None:
            print("| a lever's move | no browser | |")
        else:
            middle = statistics.median(found)
            print(
                row(
                    "a lever's move",
                    f"{middle:.1f} ms (at most {max(found):.1f})",
                    f"{MOST_MOVE:.0f} ms",
                    middle < MOST_MOVE,
                )
            )
        (out / "class").mkdir()
        class_of(max(grids.values(), key=lambda grid: len(grid.codes)), out / "class")
        seconds, _ = timed(lambda: class_page(read_class(out / "class", workers=asked.workers), "en"))
        print(row(f"a class of {STUDENTS} files", f"{seconds:.0f} s", f"{MOST_CLASS:.0f} s", seconds < MOST_CLASS))


if __name__ == "__main__":
    main()
